"""The record that `describe` returns."""

from __future__ import annotations

import dataclasses
import datetime as dt

from indexer.records import Authority, Kind, Provenance


@dataclasses.dataclass(frozen=True, slots=True)
class Description:
    """What was found out about a document; a field that nothing states is None.

    `date` is the meeting's, or a report's publication, else the last day of its inspection;
    `year` is the date's, or, where there is no date, inferred from the dates that the text
    discusses. `venue` and `time` are the meeting's as printed; `urn` is the inspectorate's number
    of the council. Every field that is filled has a Provenance; `warnings` say what is missing.
    """

    kind: Kind
    title: str
    authorities: tuple[Authority, ...] = ()
    committee: str | None = None
    date: dt.date | None = None
    year: int | None = None
    published: dt.date | None = None
    inspection_start: dt.date | None = None
    inspection_end: dt.date | None = None
    framework: str | None = None
    venue: str | None = None
    time: str | None = None
    urn: str | None = None
    provenance: tuple[Provenance, ...] = ()
    warnings: tuple[str, ...] = ()
