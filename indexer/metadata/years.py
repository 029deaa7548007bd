"""The year of a text that states no date, from the dates that it discusses."""

from __future__ import annotations

import dataclasses
import datetime as dt
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from indexer import dates
from indexer.blocks import Block
from indexer.metadata.page import Page

_PREVIOUS_MINUTES = re.compile(
    r"\bminutes\b.{0,80}?\b(?:held on|of|on|dated|from)\b(?=.{0,40}\d)", re.I
)
_OF_A_YEAR = re.compile(
    r"\b(?:annual report|outturn|accounts|year[- ]end|end of year)\b[^.;]{0,60}?"
    r"\b(?P<first>20\d\d)\s?[/–-]\s?(?:20)?\d\d\b",
    re.I,
)
"""A report on a year that ended on 31 March comes to a committee when it is over."""
_NEXT_MEETING = re.compile(r"\bnext (?:meeting|session)\b", re.I)
_AHEAD = re.compile(
    r"\b(?:by|until|will|deadline|due|target|from|review|end of|planned"
    r"|expected)\W+(?:\w+\W+){0,3}$",
    re.I,
)
_SINCE = re.compile(r"\bsince (?:19|20)\d\d\b(?![/–-])")
"""How long a thing has stood says nothing of when it was spoken of."""
_LAWS = re.compile(r"\b(?:Act|Regulations?|Order|Rules|Directive)s?,? (?:19|20)\d\d\b")
_EXISTING = re.compile(
    r"\b(?:existing|current|previous|original)\b[^.;]{0,60}\b(?:published|adopted|approved|agreed"
    r"|introduced|came into)\b|\bat the time of\b",
    re.I,
)
"""What has stood for years: "the existing strategy was published in July 2008"."""
_LONGEST_CONFIRMATION = 300
"""Letters of a paragraph that says nothing but that minutes were confirmed."""
_PLANNED = ("field:decision due", "field:notice of proposed decision first published")
_INSPECTED = re.compile(r"\b(?:inspect|visit)\w*\b", re.I)
_MEETINGS_APART = dt.timedelta(days=45)
_REPORT_TAKES = dt.timedelta(days=45)
_CLEAR_SHARE = 0.5
_MEETING = 5.0  # the weight of a year in which the meeting must have been


@dataclasses.dataclass(frozen=True, slots=True)
class InferredYear:
    """A year with the text that speaks for it."""

    year: int
    evidence: str
    confidence: float


def discussed(page: Page, *, told: bool) -> InferredYear | None:
    """The year in which the text was most likely written; None where its dates disagree.

    Complete dates weigh most, then "June 2017", then bare years. Minutes speak of what has just
    happened and of what comes next: a date ahead ("by 20 September") weighs half, and of two years
    with nearly equal weight the later one is taken.

    Args:
        page: the text.
        told: whether it tells what a meeting did; other papers cite years long past, so only a
            complete date speaks for them.
    """
    # The items of one page were discussed at one meeting, and formal items name the last one.
    titles = (Block(s.title) for s in page.source.sections if dates.find_dates(s.title))
    planned = (Block(text) for text in page.furniture(*_PLANNED))
    whole = (
        *page.source.blocks,
        *planned,
        *titles,
        *(b for s in page.source.sections for b in s.blocks),
    )
    if found := _of(whole, told=told):
        return found
    # Items of one meeting must not be given years that differ.
    apart = page.section is not None and page.source.genre != "moderngov meeting"
    return _of(page.blocks, told=told) if apart else None


def _of(blocks: Sequence[Block], *, told: bool) -> InferredYear | None:
    """The year of which these blocks speak."""
    weights: dict[int, float] = defaultdict(float)
    witnesses: dict[int, str] = {}
    for block in blocks:
        for year, weight in _spoken_of(block.text, told=told):
            weights[year] += weight
            if weight >= _MEETING or year not in witnesses:
                witnesses[year] = block.text
    if not weights:
        return None
    total = sum(weights.values())
    top = max(weights.values())
    year = max(y for y, weight in weights.items() if weight >= 0.8 * top)
    share = weights[year] / total
    if (total < 1 or share < _CLEAR_SHARE) and (max(weights) != year or share < 0.3):
        return None
    return InferredYear(year, witnesses[year][:200], round(min(0.9, share * 0.9), 2))


def _spoken_of(text: str, *, told: bool) -> Iterator[tuple[int, float]]:
    """The years of which a paragraph speaks, each with the weight of each mention."""
    if met := _met(text):
        yield met.year, _MEETING
        if len(text) < _LONGEST_CONFIRMATION:
            return
    for span in dates.find_ranges(text):
        inspected = _INSPECTED.search(text[max(0, span.start - 60) : span.start])
        # A committee hears of an inspection when its report is out, some weeks later.
        heard = (span.last + _REPORT_TAKES).year
        if heard != span.last.year and (inspected or span.first != span.last):
            yield heard, 3
    for found in dates.find_dates(text):
        ahead = _AHEAD.search(text[max(0, found.start - 40) : found.start])
        yield found.date.year, 1 if ahead else 2
    if told and not _EXISTING.search(text):
        yield from _loosely(_SINCE.sub(" ", _LAWS.sub(" ", text)))


def _met(text: str) -> dt.date | None:
    """About when the meeting was whose last minutes, or next meeting, a paragraph names."""
    confirmed = _PREVIOUS_MINUTES.search(text)
    days = [found.date for found in dates.find_dates(text)]
    if not days or not (confirmed or _NEXT_MEETING.search(text)):
        return None
    # Of the minutes of several meetings the last ones speak.
    return max(days) + (_MEETINGS_APART if confirmed else dt.timedelta())


def _loosely(text: str) -> Iterator[tuple[int, float]]:
    """Months, years alone, and years from April to March whose end is reported."""
    for month in dates.months(text):
        yield month.year, 1
    if annual := _OF_A_YEAR.search(text):
        yield int(annual["first"]) + 1, 1.5
    for year in dates.years(text):
        yield year, 0.5
