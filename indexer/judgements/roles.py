"""Which of a committee paper's grades stands: current, previous or somebody else's."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from indexer.judgements.narrative import Report
from indexer.metadata import Description
from indexer.records import Area, Judgement, Role

_UNDATED = 9999  # the year of a paper of no year: later than all that it tells of


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
    paper = description.year or _UNDATED
    of_before = {
        area
        for area, one in standing.items()
        if one and _is_of_before(one, standing, reports, paper)
    }
    for report in reports:
        if report.other:
            yield report.judgement(Role.OTHER)
            continue
        latest = standing[report.area]
        stands = latest is not None and report.grade is latest.grade and not report.superseded
        current = stands and report.area not in of_before
        yield report.judgement(Role.CURRENT if current else Role.PREVIOUS)


def _is_of_before(
    one: Report,
    standing: Mapping[Area, Report | None],
    reports: Sequence[Report],
    paper: int,
) -> bool:
    """Whether a grade is of an inspection before the one that the paper reports for other areas.

    Its words put it in the past: of a year, behind another area's grade in the text; or beside a
    grade that another area has now.
    """
    if one.present:
        return False
    others = [other for other in standing.values() if other and other is not one and not other.past]
    dated = one.year is not None and one.year < paper - 1
    if (one.past or dated) and any(other.present for other in others):
        return True
    behind = reports[: reports.index(one)]
    return (one.past and one.year is not None) and any(
        other.year is None and other in behind for other in others
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
