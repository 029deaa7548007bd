"""The year of a text that states no date, from the dates that it discusses."""

from __future__ import annotations

import dataclasses
import datetime as dt
import re
from collections import defaultdict
from collections.abc import Sequence

from indexer import dates
from indexer.blocks import Block
from indexer.metadata.page import Page

_PREVIOUS_MINUTES = re.compile(
    r"\bminutes\b.{0,80}?\b(?:held on|of|on|dated|from)\b(?=.{0,40}\d)", re.I
)
_NEXT_MEETING = re.compile(r"\bnext (?:meeting|session)\b", re.I)
_AHEAD = re.compile(
    r"\b(?:by|until|will|deadline|due|target|from|review|end of|planned"
    r"|expected)\W+(?:\w+\W+){0,3}$",
    re.I,
)
_INSPECTED = re.compile(r"\b(?:inspect|visit)\w*\b", re.I)
_MEETINGS_APART = dt.timedelta(days=45)
_NOTHING = dt.timedelta()
_REPORT_TAKES = dt.timedelta(days=45)
_CLEAR_SHARE = 0.5


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
    whole = (*page.source.blocks, *(b for s in page.source.sections for b in s.blocks))
    return _of(whole, told=told) or (_of(page.blocks, told=told) if page.section else None)


def _of(blocks: Sequence[Block], *, told: bool) -> InferredYear | None:
    """The year of which these blocks speak."""
    weights: dict[int, float] = defaultdict(float)
    witnesses: dict[int, str] = {}
    for block in blocks:
        text = block.text
        if _PREVIOUS_MINUTES.search(text) or _NEXT_MEETING.search(text):
            for found in dates.find_dates(text):
                met = found.date + (_MEETINGS_APART if _PREVIOUS_MINUTES.search(text) else _NOTHING)
                weights[met.year] += 5
                witnesses[met.year] = text
        for span in dates.find_ranges(text):
            if span.first != span.last or _INSPECTED.search(
                text[max(0, span.start - 60) : span.start]
            ):
                # A committee hears of an inspection when its report is out, some weeks later.
                heard = (span.last + _REPORT_TAKES).year
                if heard != span.last.year:
                    weights[heard] += 3
                    witnesses.setdefault(heard, text)
        for found in dates.find_dates(text):
            ahead = _AHEAD.search(text[max(0, found.start - 40) : found.start])
            weights[found.date.year] += 1 if ahead else 2
            witnesses.setdefault(found.date.year, text)
        for month in dates.months(text) if told else ():
            weights[month.year] += 1
            witnesses.setdefault(month.year, text)
        for year in dates.years(text) if told else ():
            weights[year] += 0.5
            witnesses.setdefault(year, text)
    if not weights:
        return None
    total = sum(weights.values())
    top = max(weights.values())
    year = max(y for y, weight in weights.items() if weight >= 0.8 * top)
    share = weights[year] / total
    if total < 1 or share < _CLEAR_SHARE:
        later = max(weights)
        if later != year or share < 0.3:
            return None
    return InferredYear(year, witnesses[year][:200], round(min(0.9, share * 0.9), 2))
