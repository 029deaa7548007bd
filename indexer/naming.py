"""Names for what was read: safe in an address, and equal however a page or a print spells them."""

from __future__ import annotations

import hashlib
import re
import unicodedata

from indexer.records import Document, Kind

_LETTERS = 16  # of a hash: 64 bits
_OF_AN_ITEM = {Kind.MINUTES, Kind.DECISION}
_FILE_NOTE = re.compile(
    r"\bpdf icon\b|\(?\b(?:PDF|DOCX?|XLSX?|PPTX?)\s+[\d.,]+\s*[KMG]B\b\)?", re.IGNORECASE
)
_PAGES = re.compile(r"\(\s*pages?\s+\d+(?:\s*[-–]\s*\d+)?\s*\)", re.IGNORECASE)
_PLACE = re.compile(
    r"[(\[]\s*(?:agenda )?item(?: no\.?)?\s*\w{1,4}(?:\.\d+)?\s*[)\]]+\.?", re.IGNORECASE
)
_STOPPED = re.compile(
    r"(?!(?i:.*\b(?:is|are|was|were|be|been|has|have|had|will|would|to|that)\b))"
    r"(?P<title>[^.;:?!]*?(?:[a-z]{5,}|[A-Z]{5,})(?:\s*\([^.()]*\))?)\.",
    re.DOTALL,
)
"""A few words with a full stop: no sentence, which has a verb, and no "Sampleshire Ltd."."""
_NUMBER = re.compile(
    r"\s*(?P<number>(?:[A-Z]{1,6}[./ -]?)?\d{1,5}(?:/\d{1,4}){0,2}[a-z]?)(?P<stop>[.:)]?)\s+"
)


def slug(text: str) -> str:
    """Lower-case letters, digits and hyphens only: safe in an address."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")


def without_stop(title: str) -> str:
    """A title without the full stop that some minutes print after it: "Finance."."""
    found = _STOPPED.fullmatch(title)
    return found["title"] if found else title


def hashed(prefix: str, *parts: str) -> str:
    """An id made of the parts' words: spacing, case and punctuation do not count."""
    plain = "\n".join(" ".join(re.findall(r"\w+", part.casefold())) for part in parts)
    return f"{prefix}-{hashlib.sha256(plain.encode()).hexdigest()[:_LETTERS]}"


def same_name(name: str) -> str:
    """The slug that a name has with "&" or "and", with or without apostrophes and "The"."""
    plain = re.sub(r"['’‘`]", "", name).replace("&", " and ")
    return slug(plain).removeprefix("the-")


def item_key(document: Document) -> str | None:
    """What all publications of one agenda item share: kind, meeting and title.

    The title counts without its number, its place on the agenda ("(Item 4)", "(Pages 5 - 8)") and
    the note of an attached file ("PDF 74 KB"). None for what is no item of a known meeting.
    """
    if document.kind not in _OF_AN_ITEM or document.meeting is None:
        return None
    title = _unnumbered(document)
    for what in (_FILE_NOTE, _PLACE, _PAGES):
        title = what.sub(" ", title)
    title = same_name(title)
    return hashed("key", document.kind, document.meeting.id, title) if title else None


def _unnumbered(document: Document) -> str:
    """The title without the item's number; "20 mph zones" does not begin with one."""
    found = _NUMBER.match(document.title)
    if found is None or (document.item_number or found["number"]) != found["number"]:
        return document.title
    if document.item_number is None and not found["stop"]:
        return document.title
    return document.title[found.end() :]
