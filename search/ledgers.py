"""The overall grades in force for a council over time, each with the paragraph that gives it."""

from __future__ import annotations

import dataclasses
import datetime as dt

from indexer.authorities import register
from indexer.records import Grade
from search.reader import Reader
from search.request import document_address
from search.standing import NO_GRADE


@dataclasses.dataclass(frozen=True, slots=True)
class Held:
    """A council's overall grade from `since` to the day before `until`.

    `grade` is None where the report gives none. `until` is the day of the next report that this
    collection holds, or the day after the council's last; None while neither has come. `document`
    is the report's id, `url` the address of the paragraph that gives the grade.
    """

    grade: Grade | None
    label: str
    since: dt.date
    until: dt.date | None
    document: str
    url: str


def grades_held(reader: Reader, council: str, as_of: dt.date | None = None) -> tuple[Held, ...]:
    """Follow the overall grade of a council (by slug), the oldest first.

    `as_of` is the day that the links look back to.
    """
    # Two readings of one report stand on the same day: the last is the one in force.
    entries = list({entry.since: entry for entry in reader.history(council)}.values())
    known = register.by_slug(council)
    end = known.end + dt.timedelta(days=1) if known and known.end else None
    return tuple(
        Held(
            grade=entry.grade,
            label=entry.grade.label if entry.grade else NO_GRADE,
            since=entry.since,
            until=until,
            document=entry.document,
            url=document_address(entry.document, anchor=entry.paragraph, as_of=as_of),
        )
        for entry, until in zip(entries, [*(e.since for e in entries[1:]), end], strict=False)
    )
