"""Which of a committee paper's grades stands: current, previous or somebody else's."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from indexer.judgements.narrative import Report
from indexer.metadata import Description
from indexer.records import Area, Judgement, Role

_UNDATED = 9999  # the year of a paper of no year: later than all that it tells of
_CYCLE = 3  # years within which an inspection still may be the one that stands


def resolved(reports: Sequence[Report], description: Description) -> Iterator[Judgement]:
    """Give each report its role, in order of the text.

    Current is, for each area, the latest grade that the paper reports for its own council, newly
    given or still in force; a different grade that it reports beside that one is previous. The
    latest is the one of the latest year; a report without a year is as late as the paper itself
    unless its words put it in the past.
    """
    by_area: dict[Area, list[Report]] = defaultdict(list)
    for report in reports:
        if not report.other:
            by_area[report.area].append(report)
    standing = {area: _standing(group, description) for area, group in by_area.items()}
    whole = standing.get(Area.OVERALL)
    paper = description.year or _UNDATED
    of_before = {
        area
        for area, one in standing.items()
        if one and whole and _is_of_before(one, whole, reports, paper)
    }
    for report in reports:
        if report.other:
            yield report.judgement(Role.OTHER)
            continue
        latest = standing[report.area]
        stands = latest is not None and report.grade is latest.grade and not report.superseded
        current = stands and report.area not in of_before
        yield report.judgement(Role.CURRENT if current else Role.PREVIOUS)


def _is_of_before(one: Report, whole: Report, reports: Sequence[Report], paper: int) -> bool:
    """Whether an area's grade is of an inspection before the one that graded the whole.

    Its year or its words put it in the past, beside an overall grade that stands now; or both do,
    behind an overall grade of no year.
    """
    if one is whole or one.present or whole.past:
        return False
    dated = one.year is not None and one.year < paper - _CYCLE
    if whole.present:
        return one.past or dated
    return (
        one.past
        and one.year is not None
        and whole.year is None
        and reports.index(whole) < reports.index(one)
    )


def _standing(group: Sequence[Report], description: Description) -> Report | None:
    open_reports = [report for report in group if not report.superseded]
    if not open_reports:
        return None
    paper = description.year or _UNDATED

    def lateness(report: Report) -> tuple[int, int]:
        if report.year is not None and not (report.present and not report.past):
            year = min(report.year, paper)
        elif report.past and not report.present:
            year = 0
        else:
            year = paper
        return year, (1 if report.present else 0) - (1 if report.past else 0)

    best = max(lateness(report) for report in open_reports)
    return next(report for report in open_reports if lateness(report) == best)
