"""The committee that met, and the hour and place of the meeting."""

from __future__ import annotations

import dataclasses
import re

from indexer.metadata import casing, committee_names, confirmed, openings
from indexer.metadata.page import Page
from indexer.records import Kind

_ENDS_AS_ONE = re.compile(
    rf"{committee_names.BODY}s?(?:\s*[(–-].*|\s+(?:for|of|on|in|and|with|to|Members?|Meetings?|[A-Z\d]{{1,3}})\b.*)?$"
)
"""A name ends with the body, or goes on with what it is for: "Panel (North)", "Board for Care"."""
_HELD = re.compile(
    r"\bmeeting of (?:the )?(?P<name>[^,;:]{3,120}?)\s*,?\s*(?:which was |was |will be "
    r"|to be )?(?:held|on\b|at\b)",
    re.I,
)
_LETTERHEAD = re.compile(
    r"(?:the )?(?:(?!(?:the|full|annual|extraordinary|special|ordinary|budget|meeting|youth|shadow"
    r"|area|care|joint|executive|schools?|children['’s]*|young|people['’s]*|tenants?['’]?|advisory)\b)"
    r"[\w'’&-]+ ){1,4}council",
    re.I,
)
"""A line that is a council's name and nothing else, in print: whose paper it is, not who met."""
_PARISH = re.compile(r"\b(?:parish|town|community) council\b", re.I)
_NO_HEADING = re.compile(r"[.;]$|^\d+\.\d|^to\s*:", re.I)
_DECIDED_BY = re.compile(
    r"\bdecision (?:to be )?(?:taken|made) by\b\s*:?\s*(?:[^,|]{3,40},\s*)?(?P<who>[^|]{5,120})",
    re.I,
)


@dataclasses.dataclass(frozen=True, slots=True)
class Stated:
    """A value, where it was read, and the text that says so."""

    value: str
    how: str
    evidence: str
    confidence: float = 0.98
    inferred: bool = False


def committee(page: Page, kind: Kind) -> Stated | None:
    """The committee, board or person whose meeting or decision it was."""
    found = _committee(page, kind) or _confirming(page, kind)
    return found and dataclasses.replace(found, value=casing.as_written(found.value, page))


def _committee(page: Page, kind: Kind) -> Stated | None:
    own = _own_committee(page) if kind is Kind.MINUTES and page.is_printed else None
    if own is not None:
        return own
    for how, text in openings.headings(page):
        if name := committee_names.committee_in(text):
            return Stated(name, how, text)
    for text in page.furniture("field:decided at meeting", "field:committee"):
        if name := committee_names.committee_in(text):
            return Stated(name, "the page's fields", text)
    for text in page.furniture("field:decision maker"):
        if committee_names.is_a_council(text):
            continue
        return Stated(
            committee_names.LIFE_SPAN.sub("", text), "the decision maker named by the page", text
        )
    if page.source.sections and not page.is_printed:
        return None
    return _committee_in_print(page, kind)


def time(page: Page) -> str | None:
    """The hour of the meeting as printed, e.g. "7.30 pm"."""
    for text in [*(text for _, text in openings.headings(page)), *page.furniture("field:time")]:
        rest = committee_names.without_dates(text)
        if match := committee_names.TIME.search(rest):
            return match[1].strip()
    return None


def venue(page: Page) -> str | None:
    """The place of the meeting as printed."""
    for text in page.furniture("field:venue", "field:location"):
        return re.sub(r"\.?\s*View directions$", "", text, flags=re.I).strip() or None
    return None


def _own_committee(page: Page) -> Stated | None:
    """The committee in "Minutes of the … Committee held …", where a paper's opening says so."""
    for block in page.head[:20]:
        if openings.ATTENDANCE.match(block.text):
            return None
        match = openings.own(openings.after_council(block.text))
        name = committee_names.LIFE_SPAN.sub("", match["name"]).strip(" .-–") if match else ""
        if committee_names.is_committee(name) and not openings.NOT_THE_MEETING.search(name):
            return Stated(name, "the opening of the text", block.text)
    return None


def _confirming(page: Page, kind: Kind) -> Stated | None:
    """The committee that the text itself names as the one that met, where nothing states it."""
    if kind not in {Kind.MINUTES, Kind.AGENDA, Kind.DECISION}:
        return None
    names = [
        each
        for each in confirmed.names(page)
        if committee_names.is_committee(each.name)
        and not committee_names.NAMELESS.fullmatch(each.name)
    ]
    if len({each.plain for each in names}) != 1:
        return None
    return Stated(names[0].name, "the minutes that it confirms", names[0].evidence, 0.8, True)


def _committee_in_print(page: Page, kind: Kind) -> Stated | None:
    if kind not in {Kind.MINUTES, Kind.AGENDA, Kind.DECISION}:
        return None
    head = page.head[:20]
    for block in head if kind is Kind.DECISION else ():
        decided = _DECIDED_BY.search(block.text)
        if decided and not committee_names.is_a_council(decided["who"].strip()):
            return Stated(
                decided["who"].strip(), "the decision maker named on the page", block.text
            )
    for block in head:
        text = openings.OWN_MINUTES.sub("", block.text)
        match = openings.own(block.text) or _HELD.search(text)
        if match and not openings.NOT_THE_MEETING.search(text[: match.start()]):
            held = committee_names.LIFE_SPAN.sub("", match["name"]).strip(" .-–")
            if committee_names.is_committee(held):
                return Stated(held, "the opening of the text", block.text)
            if kind is Kind.AGENDA and _PARISH.search(held):
                return None  # the committees below are its own
    for block in head:
        text = openings.OWN_MINUTES.sub("", block.text)
        if _LETTERHEAD.fullmatch(text.strip()):
            continue
        if len(text) < 120 and not _NO_HEADING.search(text):
            name = committee_names.committee_in(text)
            if name and _ENDS_AS_ONE.search(name) and not openings.NOT_THE_MEETING.search(text):
                return Stated(name, "the first page", block.text, 0.9)
    return None
