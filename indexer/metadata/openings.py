"""Where a page or paper names its own meeting: its headings and opening lines."""

from __future__ import annotations

import re
from collections.abc import Iterator

from indexer import authorities, dates
from indexer.metadata import committee_names
from indexer.metadata.page import Page

_OF_ONE_ITEM = {"moderngov item", "moderngov issue", "moderngov decision"}
_OF_AN_ITEM = re.compile(r"(?i)\W*(?:item|minute|report|appendix|call(?:ed)?[- ]in|refer)|•")
"""A line that names another meeting in passing: "Item called in from the Cabinet meeting of …"."""
_OWN_HELD = re.compile(
    r"^(?:draft |printed |public )*minutes? of (?:the )?(?:proceedings of (?:the )?)?"
    r"(?:(?:open|public|closed) (?:section|part|session) of (?:the )?)?"
    r"(?:(?:a|the) )?(?!previous|last)(?:meeting of (?:the )?)?(?P<name>[^;:]{3,120}?)"
    r"(?:\s+meeting)?\s*,?\s*(?:which was |was )?held\b",
    re.I,
)
"""Minutes of the committee that they name: "Minutes of the Audit Committee held at …"."""
_OWN_DATED = re.compile(
    r"^(?:draft |printed |public )*minutes? of (?:the )?(?!previous|last)(?P<name>[^;:]{3,120}?)"
    r"\s*[,–-]\s*(?:on )?(?:mon|tues|wednes|thurs|fri|satur|sun)day\b[^;]{0,40}?"
    r"\b\d{1,2}(?:[.:]\d\d)?\s*(?:[ap]\.?m\b|noon)",
    re.I,
)
"""The same with its day and hour, "Minutes of Audit Committee – Thursday 6 July 2017, 7 pm"."""
NOT_THE_MEETING = re.compile(
    r"\b(?:previous|last|next|earlier|to be submitted|at its meeting"
    r"|minutes of (?:the|a) meeting|minutes? (?:of|from|dated)"
    r"|confirm|approve"
    r"|sign(?:ed)?|deadline|by no later|no later than|publi(?:shed|cation)|called? in"
    r"|comes? into force|effective"
    r"|to follow|questions? (?:must|should)|received by|issued|circulated|webcast|dispatch"
    r"|despatch|distributed|printed)\b",
    re.I,
)
OWN_MINUTES = re.compile(
    r"^(?:draft |printed |public )*minutes? of (?:(?:a|the) )?(?!previous)", re.I
)
"""What a paper's own heading begins with; elsewhere "minutes of" are those of another meeting."""
ATTENDANCE = re.compile(r"(?:present|in attendance|apologies|attendance)\b", re.I)
"""What ends the opening of minutes: the business that follows names other meetings."""
_MEETING_LINE = re.compile(
    rf"^\W*(?:meeting(?: of|:)\s+)?(?P<meeting>(?:the\s+"
    rf")?[A-Z][^.;]{{3,110}}?\b{committee_names.BODY}\b[^.;]{{0,30}}?[\s,–-]+"
    r"(?:on\s+)?(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b|\d{1,2}(?:st|nd|rd|th)?\s+"
    r"[A-Z]|\d\d/).*)$",
)
SENTENCE = re.compile(
    r"\b(?:that|had|has|have|was|were|been|which|will|would|is|are|minutes of|approve|confirm)\b",
    re.I,
)
_TELLING = re.compile(
    r"^\W*(?:at|in|on|since|following|after|from)\b|\b(?:agreed|asked|noted|resolved|considered"
    r"|received|discussed|approved)\b",
    re.I,
)
"""A line that tells what a meeting did is no heading of it."""


def headings(page: Page) -> Iterator[tuple[str, str]]:
    """The texts that name the page's own meeting, the most particular first."""
    for text in page.furniture("field:meeting"):
        yield "the meeting named by the page", text
    for text in _without_own_title(page, "subheading"):
        yield "the page's heading", text
    for text in _without_own_title(page, "title", "heading"):
        if "<" in text:
            continue  # markup that leaked into a file's metadata
        if page.source.format != "pdf" or dates.find_dates(text):
            yield "the page's title", text
    if not page.is_printed:
        for text in page.opening_lines():
            match = _MEETING_LINE.match(text) if len(committee_names.days_in(text)) < 2 else None
            if (
                match
                and not _OF_AN_ITEM.match(text)
                and not SENTENCE.search(text)
                and not _TELLING.search(text)
            ):
                yield "the first lines of the page", match["meeting"]


def _without_own_title(page: Page, *names: str) -> Iterator[str]:
    """These texts, of an item's or a decision's page without its title: that names no meeting."""
    titles = [page.section.title] if page.section and page.section.title else []
    if page.source.format == "html":  # saved text has the meeting's line for its subheading
        titles += page.furniture("subheading")
    for text in page.furniture(*names):
        rest = text
        for title in titles if page.source.genre in _OF_ONE_ITEM else ():
            rest = rest.replace(title, "")
        if rest.strip(" -–|"):
            yield rest


def own(text: str) -> re.Match[str] | None:
    """Whose minutes an opening line says these are; `name` is the body's."""
    return _OWN_HELD.match(text) or _OWN_DATED.match(text)


def after_council(text: str) -> str:
    """An opening line without the council's name that a letterhead runs into it."""
    first = next(iter(authorities.find(text[:120])), None)
    if first is None or first.strength is not authorities.Strength.FORMAL or first.start > 4:
        return text
    return text[first.end :].lstrip(" ,:-–|")
