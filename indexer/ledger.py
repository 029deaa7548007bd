"""Each council's grades over time, from the reports that a corpus holds.

What a document says of a grade and what was in force on its day are two things. The ledger answers
the second: it is derived, names the report it comes from, and is never mixed with the first.
"""

from __future__ import annotations

import bisect
import dataclasses
import datetime as dt
import json
import os
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from indexer.errors import DamagedIndex
from indexer.records import NO_OVERALL, Area, Document, Grade, Kind, Role, to_json

LEDGER = "ledger.json"


@dataclasses.dataclass(frozen=True, slots=True)
class Standing:
    """A grade in force from `since` on, by the report `document` (its id).

    `since` is the day its report was published or, where that is not printed (`published` is
    false), the last day of the inspection. `grade` is None where the report of that day gives none
    for the area, as all do for the overall grade from April 2026: from then on none is in force.
    `paragraph` is the anchor of the paragraph that gives the grade.
    """

    authority: str
    area: Area
    grade: Grade | None
    since: dt.date
    document: str
    paragraph: str | None = None
    published: bool = True


@dataclasses.dataclass(frozen=True, slots=True)
class Entry:
    """What a ledger held in the generations from `came` up to, not including, `gone`."""

    standing: Standing
    came: int
    gone: int | None = None

    def stands(self, generation: int | None = None) -> bool:
        """Whether it is in the ledger of a generation (None: the newest)."""
        if generation is None:
            return self.gone is None
        return self.came <= generation and (self.gone is None or self.gone > generation)


class Ledger:
    """The dated grades of every council, to be asked what stood on a day."""

    def __init__(self, entries: Iterable[Standing] = ()) -> None:
        """Put entries in order, whatever order they come in."""
        gathered: dict[tuple[str, Area], list[Standing]] = defaultdict(list)
        for entry in entries:
            gathered[entry.authority, entry.area].append(entry)
        self._entries = {
            key: sorted(group, key=lambda entry: (entry.since, entry.document))
            for key, group in gathered.items()
        }

    @classmethod
    def of(cls, reports: Iterable[Document]) -> Ledger:
        """Enter the grades of all inspection reports among `reports`; others are passed over."""
        return cls(entry for report in reports for entry in entries_of(report))

    def standing(self, authority: str, date: dt.date, area: Area = Area.OVERALL) -> Standing | None:
        """What stood for a council (its slug) on `date`; None before its first report.

        A council that replaced another begins without a grade.
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
        councils = {authority.slug for authority in document.authorities}
        if document.date is None or len(councils) != 1:
            return None
        return self.standing(councils.pop(), document.date)


def entries_of(report: Document) -> Iterator[Standing]:
    """Say what an inspection report enters in the ledger; any other document enters nothing."""
    since = report.published or report.inspection_end
    if report.kind is not Kind.INSPECTION_REPORT or since is None or len(report.authorities) != 1:
        return
    grades: dict[Area, tuple[Grade | None, str | None]] = {
        j.area: (j.grade, j.paragraph) for j in report.judgements if j.role is Role.CURRENT
    }
    if report.framework == "ILACS" and (report.inspection_end or since) >= NO_OVERALL:
        grades[Area.OVERALL] = (None, None)
    elif report.framework not in {"ILACS", "SIF"}:
        # An older report's overall grade is of one service, not of all children's services.
        grades.pop(Area.OVERALL, None)
    council, published = report.authorities[0].slug, report.published is not None
    for area, (grade, paragraph) in grades.items():
        yield Standing(council, area, grade, since, report.id, paragraph, published)


def write_entries(folder: Path, written: Iterable[Entry]) -> None:
    """Write entries into a generation's folder, durably."""
    with (folder / LEDGER).open("x", encoding="utf-8") as file:
        json.dump({"entries": to_json(tuple(written))}, file, ensure_ascii=False)
        file.flush()
        os.fsync(file.fileno())


def read_entries(folder: Path) -> tuple[Entry, ...]:
    """Read the entries of a generation and of those that it was built on.

    Raises:
        DamagedIndex: they are missing or cannot be read.
    """
    try:
        listed = json.loads((folder / LEDGER).read_bytes())["entries"]
        return tuple(
            Entry(_standing(entry["standing"]), entry["came"], entry["gone"]) for entry in listed
        )
    except (OSError, ValueError, KeyError, TypeError) as mistake:
        advice = "Run: minutebook index FOLDER. It builds the engine's files anew from the store."
        raise DamagedIndex(f"{LEDGER} cannot be read: {mistake}", advice) from mistake


def _standing(written: dict[str, Any]) -> Standing:
    return Standing(
        **{
            **written,
            "area": Area(written["area"]),
            "grade": Grade(written["grade"]) if written["grade"] else None,
            "since": dt.date.fromisoformat(written["since"]),
        }
    )
