"""Grades in force over time as a picture: a band for each, all councils on one axis of years."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Sequence

from search.charts import AXIS, NAME, TOP, Years
from search.ledgers import Held

BAND = 26  # pixels high
_ROW = NAME + BAND + 10
_LETTER = 7.2  # about as wide as a letter of a band's label


@dataclasses.dataclass(frozen=True, slots=True)
class Band:
    """A grade in force over a stretch of time; `label` is as much of its name as fits."""

    x: float
    width: float
    label: str
    held: Held


@dataclasses.dataclass(frozen=True, slots=True)
class BandRow:
    """One name's bands, their upper edge at `y`."""

    name: str
    top: float
    y: float
    bands: tuple[Band, ...]


@dataclasses.dataclass(frozen=True, slots=True)
class Timeline:
    """Grades in force over time, a row for each name, all on one axis of years."""

    years: Years
    height: float
    rows: tuple[BandRow, ...]


def timeline(
    rows: Sequence[tuple[str, Sequence[Held]]], *, years: Sequence[int], today: dt.date
) -> Timeline | None:
    """Draw the grades of each name; None where nobody has any.

    Args:
        rows: names and their grades, the oldest first.
        years: years that the axis must include, whatever the grades do.
        today: where a grade that is still in force ends.
    """
    given = [held for _, ledger in rows for held in ledger]
    if not given:
        return None
    axis = Years.over(
        min([*years, *(held.since.year for held in given)]),
        max([*years, *((held.until or today).year for held in given)]),
    )
    return Timeline(
        years=axis,
        height=TOP + _ROW * len(rows) + AXIS,
        rows=tuple(
            BandRow(
                name,
                TOP + number * _ROW + 14,
                TOP + number * _ROW + NAME,
                tuple(_band(held, axis, today) for held in ledger),
            )
            for number, (name, ledger) in enumerate(rows)
        ),
    )


def _band(held: Held, axis: Years, today: dt.date) -> Band:
    x = axis.on(held.since)
    width = round(max(4.0, axis.on(held.until or max(today, held.since)) - x - 1), 1)
    short = "".join(word[0] for word in held.label.split()).upper()
    label = next((each for each in (held.label, short) if 14 + _LETTER * len(each) <= width), "")
    return Band(x, width, label, held)
