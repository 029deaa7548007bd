"""Each council's grades over time, from the reports that a corpus holds.

What a document says of a grade and what was in force on its day are two things. The ledger answers
the second: it is derived, names the report it comes from, and is never mixed with the first.
"""

from __future__ import annotations

import bisect
import dataclasses
import datetime as dt
from collections import defaultdict
from collections.abc import Iterable

from indexer.judgements.tables import NO_OVERALL
from indexer.records import Area, Document, Grade, Kind, Role


@dataclasses.dataclass(frozen=True, slots=True)
class Standing:
    """A grade in force from `since` on, by the report `document` (its id).

    `grade` is None where the report of that day gives none for the area, as all do for the overall
    grade from April 2026: from then on none is in force.
    """

    authority: str
    area: Area
    grade: Grade | None
    since: dt.date
    document: str


class Ledger:
    """The dated grades of every council, to be asked what stood on a day."""

    def __init__(self, reports: Iterable[Document]) -> None:
        """Enter the grades of all inspection reports among `reports`; others are passed over."""
        entries: dict[tuple[str, Area], list[Standing]] = defaultdict(list)
        for report in reports:
            for entry in _entries(report):
                entries[entry.authority, entry.area].append(entry)
        self._entries = {
            key: sorted(group, key=lambda entry: (entry.since, entry.document))
            for key, group in entries.items()
        }

    def standing(self, authority: str, date: dt.date, area: Area = Area.OVERALL) -> Standing | None:
        """What stood for a council (its slug) on `date`; None before its first report.

        A grade stands from the day its report was published, or, where that is not printed, from
        the last day of the inspection. A council that replaced another begins without a grade.
        """
        entries = self._entries.get((authority, area), [])
        position = bisect.bisect_right(entries, date, key=lambda entry: entry.since)
        return entries[position - 1] if position else None

    def history(self, authority: str, area: Area = Area.OVERALL) -> tuple[Standing, ...]:
        """Every grade of a council (its slug) for an area, the oldest first."""
        return tuple(self._entries.get((authority, area), ()))

    def at_the_time_of(self, document: Document) -> Standing | None:
        """The overall grade in force for a document's council on the document's date.

        None where the document has no date, or not exactly one council.
        """
        if document.date is None or len(document.authorities) != 1:
            return None
        return self.standing(document.authorities[0].slug, document.date)


def _entries(report: Document) -> Iterable[Standing]:
    since = report.published or report.inspection_end
    if report.kind is not Kind.INSPECTION_REPORT or since is None or len(report.authorities) != 1:
        return
    grades: dict[Area, Grade | None] = {
        j.area: j.grade for j in report.judgements if j.role is Role.CURRENT
    }
    if report.framework == "ILACS" and (report.inspection_end or since) >= NO_OVERALL:
        grades[Area.OVERALL] = None
    elif report.framework not in {"ILACS", "SIF"}:
        # An older report's overall grade is of one service, not of all children's services.
        grades.pop(Area.OVERALL, None)
    for area, grade in grades.items():
        yield Standing(report.authorities[0].slug, area, grade, since, report.id)
