"""The day of a meeting or decision."""

from __future__ import annotations

import dataclasses
import datetime as dt
import re
from collections.abc import Sequence

from indexer import dates
from indexer.blocks import Block
from indexer.metadata import committee_names, openings
from indexer.metadata.page import Page
from indexer.records import Kind

_EARLIER_MINUTES = re.compile(
    r"[\s,)]*(?:(?:was|were|be|is|are)\s+(?:\w+\s+){0,2}(?:approved|agreed|confirmed|signed|received"
    r"|accepted|noted)\b|(?:the\s+)?(?:members|committee|panel|board|cabinet)\s+\w+ed\b)",
    re.I,
)
"""What is told of another meeting after its date: "… of 6 March were approved"."""
_OWN_STATEMENT = re.compile(
    r"^(?:draft |printed |public |unconfirmed )*minutes? of (?:(?:a|the) )?(?!previous|last)"
    r"[^;]{0,200}?\bheld\b[^;]{0,160}?$",
    re.I,
)
_BARE_STATEMENT = re.compile(
    r"^(?:draft |unconfirmed )*minutes of (?:the |a )?(?!previous|last)[^.;:]{0,60}?\bmeeting\b"
    r"[^.;:]{0,60}?(?:\bheld\b|\b(?=(?:mon|tues|wednes|thurs|fri|satur|sun)day\b))[^;]{0,120}$",
    re.I,
)
_COMMENCING = re.compile(
    r"[\s,.(–-]*(?:(?:commencing|starting|beginning|which (?:commenced|began|started)|at|from)\s+"
    r"(?:at\s+)?)?(?:\d{1,2}(?:[.:]\d\d)?\s*(?:[ap]\.?m\b|noon|hours|hrs)|\d{1,2}[.:]\d\d\b)",
    re.I,
)
"""The hour, which only the minutes of the meeting itself print after its date."""
_MEETING_WORDS = re.compile(r"\b(?:held|meeting|date)\b", re.I)
_FIELDS_OF_DECISION = ("field:date of decision", "field:decided at meeting", "field:decision date")


@dataclasses.dataclass(frozen=True, slots=True)
class StatedDate:
    """A date, where it was read, and the text that says so."""

    value: dt.date
    how: str
    evidence: str
    confidence: float = 0.98


def date(page: Page, kind: Kind) -> StatedDate | None:
    """The day of the meeting or decision; never a deadline or the day of earlier minutes."""
    if kind is Kind.DECISION:
        for text in page.furniture(*_FIELDS_OF_DECISION):
            if found := dates.parse(text):
                return StatedDate(found, "the page's date of decision", text)
    if kind is Kind.MINUTES and (own := _own_statement(page)):
        return own
    for how, text in openings.headings(page):
        if found_dates := committee_names.days_in(text):
            return StatedDate(found_dates[0].date, how, text)
    for text in page.furniture("field:date of meeting", "field:date", "field:meeting date"):
        if found := dates.parse(text):
            return StatedDate(found, "the page's fields", text)
    if kind is not Kind.DECISION:
        for text in page.furniture(*_FIELDS_OF_DECISION):
            if found := dates.parse(text):
                return StatedDate(found, "the page's date of decision", text)
    return (kind is Kind.MINUTES and _bare_statement(page)) or _date_in_print(page, kind)


def _date_in_print(page: Page, kind: Kind) -> StatedDate | None:
    """The best of the dates on the first page; one that belongs to something else never counts."""
    best: tuple[float, StatedDate] | None = None
    for position, block in enumerate(page.head[:30]):
        for found in committee_names.days_in(block.text):
            before = block.text[max(0, found.start - 130) : found.start]
            if kind is Kind.MINUTES and _own_heading(block.text):
                before = openings.OWN_MINUTES.sub("", before)
            if openings.NOT_THE_MEETING.search(before) or _EARLIER_MINUTES.match(
                block.text, found.end
            ):
                continue
            score = _score(block.text, before, position, kind)
            if found.start == 0 and _headed(page.head[:position]):
                score += 3
            if score > 0 and (best is None or score > best[0]):
                how = "the opening of the text"
                best = (score, StatedDate(found.date, how, block.text, min(0.95, 0.5 + score / 10)))
    return best[1] if best else None


def _headed(above: Sequence[Block]) -> bool:
    """Whether the line above is the minutes' own heading, which has no day of its own."""
    line = above[-1].text if above else ""
    return bool(openings.OWN_MINUTES.match(line)) and not committee_names.days_in(line)


def _own_statement(page: Page) -> StatedDate | None:
    """The day and hour in "Minutes of the meeting held on … commencing at …"."""
    for block in page.head[:30]:
        if openings.ATTENDANCE.match(block.text):
            return None
        text = openings.after_council(block.text)
        if not _OWN_STATEMENT.match(text):
            continue
        for found in committee_names.days_in(text):
            after = text[found.end :]
            if _COMMENCING.match(after) and not _EARLIER_MINUTES.search(after):
                return StatedDate(found.date, "the minutes' own opening", block.text)
    return None


def _bare_statement(page: Page) -> StatedDate | None:
    """The day in "Minutes of the meeting held on …", where it is what the paper begins with."""
    for position, block in enumerate(page.head[:5]):
        if openings.ATTENDANCE.match(block.text):
            return None
        days = committee_names.days_in(block.text)
        if position and days and not _BARE_STATEMENT.match(block.text):
            return None
        if days and _BARE_STATEMENT.match(block.text) and not _EARLIER_MINUTES.search(block.text):
            return StatedDate(days[0].date, "the minutes' own opening", block.text, 0.9)
    return None


def _own_heading(text: str) -> bool:
    """Whether a line says whose minutes these are: it names the body that met."""
    match = openings.own(text)
    return bool(
        match
        and (
            committee_names.is_committee(match["name"])
            or committee_names.is_a_council(match["name"].strip())
        )
    )


def _score(text: str, before: str, position: int, kind: Kind) -> float:
    """How much a date looks like the paper's own; 0 where nothing speaks for it."""
    told = text.rstrip().endswith(".") and not _own_heading(text) and openings.SENTENCE.search(text)
    if len(text) >= 200 or told:
        held = _MEETING_WORDS.search(before) and kind is not Kind.OTHER_REPORT
        return 3 - position * 0.1 if held else 0.0
    score = 0.0
    if _MEETING_WORDS.search(before) and kind is not Kind.OTHER_REPORT:
        score += 3
    if re.search(r"(?i)\bdate\b", before):
        score += 2
    if committee_names.NAME.search(text):
        score += 2
    if re.search(r"(?i)\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b", text):
        score += 1.5
    if committee_names.TIME.search(committee_names.without_dates(text)):
        score += 1
    if len(text) < 40:
        score += 1
    return score - position * 0.1 if score else 0.0
