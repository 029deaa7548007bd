"""From a document's paragraphs to its judgements."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Iterable, Iterator, Sequence

from indexer.judgements.mending import mended
from indexer.judgements.narrative import Report, reports
from indexer.judgements.roles import resolved
from indexer.judgements.tables import (
    ADEQUATE_UNTIL,
    SEPARATE_CARE_LEAVERS,
    SetOut,
    set_out,
)
from indexer.metadata import Description
from indexer.records import NO_OVERALL, Area, Grade, Judgement, Kind, Paragraph, Role

_SEVERAL = 2  # councils


def find(paragraphs: Sequence[Paragraph], description: Description) -> tuple[Judgement, ...]:
    """Find the judgements that a document reports.

    An inspection report's own grades are read from its table, headline and graded headings; a
    letter, a visit and an area SEND inspection have none of their own. Everything else is read from
    sentences that say who was judged what.

    Args:
        paragraphs: the document's paragraphs.
        description: what the document is; its council decides whose grades count as its own.

    Returns:
        The judgements: a report's own first, then the rest in order of the text, each once.
    """
    own = tuple(_own_grades(paragraphs, description))
    stated = _told_apart(list(reports(paragraphs, description)), description)
    if description.kind is Kind.INSPECTION_REPORT:
        found = [*own, *_of_report(stated, own, description)]
    elif description.kind in {Kind.MONITORING_VISIT, Kind.FOCUSED_VISIT} or (
        description.kind is Kind.OTHER_REPORT and description.framework
    ):
        found = [report.judgement(report.role_if_past) for report in stated]
    else:
        found = list(resolved(stated, description))
    return tuple(_distinct(found))


def _told_apart(stated: list[Report], description: Description) -> list[Report]:
    """Without a council of its own, a paper that grades several councils grades none as its own."""
    named = {report.authority for report in stated if report.authority and not report.other}
    if description.authorities or len(named) < _SEVERAL:
        return stated
    return [dataclasses.replace(one, other=one.other or bool(one.authority)) for one in stated]


def _distinct(judgements: Iterable[Judgement]) -> Iterator[Judgement]:
    """What a document says again and again, once: where it says it first."""
    said: set[tuple[object, ...]] = set()
    for one in judgements:
        key = (one.area, one.grade, one.role, one.authority, one.date)
        if key not in said:
            said.add(key)
            yield one


def _own_grades(paragraphs: Sequence[Paragraph], description: Description) -> Iterator[Judgement]:
    if description.kind is not Kind.INSPECTION_REPORT:
        return
    chosen: dict[Area, SetOut] = {}
    for found in set_out(paragraphs):
        if not found.behind and _possible(found.area, found.grade, description):
            first = chosen.setdefault(found.area, found)
            if first.apart and not found.apart and first.grade is found.grade:
                chosen[found.area] = found
    for found in mended(paragraphs):
        if _possible(found.area, found.grade, description):
            chosen.setdefault(found.area, found)
    slug = description.authorities[0].slug if len(description.authorities) == 1 else None
    for found in chosen.values():
        yield Judgement(
            area=found.area,
            grade=found.grade,
            role=Role.CURRENT,
            paragraph=found.paragraph.anchor,
            start=found.start,
            end=found.end,
            authority=slug,
            date=description.inspection_end,
        )


def _possible(area: Area, grade: Grade, description: Description) -> bool:
    """Whether the framework could give this grade for this area on its day."""
    day = description.inspection_end or description.date
    year = day.year if day else description.year
    if day is None and year is not None:
        day = dt.date(year, 12, 31)
    if description.framework == "LSCB review":
        return area in {Area.LSCB, Area.OVERALL}
    if grade is Grade.ADEQUATE and (
        description.framework in {"ILACS", "SIF"} or (day and day > ADEQUATE_UNTIL)
    ):
        return False
    if description.framework != "ILACS" or day is None:
        return True
    if area is Area.CARE_LEAVERS:
        return day >= SEPARATE_CARE_LEAVERS
    if area is Area.OVERALL:
        return day < NO_OVERALL
    return area not in {Area.ADOPTION, Area.LSCB}


def _of_report(
    stated: Sequence[Report], own: Sequence[Judgement], description: Description
) -> Iterator[Judgement]:
    """A report's sentences: earlier grades; its own only where nothing sets them out."""
    graded = {judgement.area for judgement in own}
    for report in stated:
        if report.role_if_past is Role.OTHER:
            yield report.judgement(Role.OTHER)
        elif report.past:
            yield report.judgement(Role.PREVIOUS)
        elif not graded and _possible(report.area, report.grade, description):
            yield report.judgement(Role.CURRENT)
            graded.add(report.area)
