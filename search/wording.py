"""Small wordings that several pages share."""

from __future__ import annotations

import datetime as dt

from search import sentence


def long_date(day: dt.date | None) -> str:
    """The date as people in Britain write it, e.g. "4 September 2013"; empty for None."""
    return sentence.long_date(day) if day else ""


def counted(number: int, noun: str) -> str:
    """A number with its noun, e.g. "1 document", "1,204 documents"."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def spoken(label: str | None) -> str | None:
    """A printed label by which one can name a paragraph: one with a letter or digit."""
    return label if label and any(letter.isalnum() for letter in label) else None


def named(label: str) -> str:
    """A label as one says it: "paragraph 5.6", "paragraph 3" for one printed "3." or "3)"."""
    bare = label.rstrip(".:")
    return f"paragraph {bare if '(' in bare else bare.rstrip(')')}"


def unlabelled(html: str, label: str | None) -> str:
    """A paragraph's text or HTML without its printed label, which hangs in the margin."""
    if label and html.startswith(label):
        return html[len(label) :].lstrip(".):\u00a0 ") or html
    return html
