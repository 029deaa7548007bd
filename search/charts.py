"""Charts as plain numbers: the templates draw them as SVG, and show the same in a table."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Sequence

from indexer.records import Grade

WIDTH = 720
_LEFT, _RIGHT, _TOP, _ROW = 150, 20, 12, 34
_SCALE = (Grade.OUTSTANDING, Grade.GOOD, Grade.REQUIRES_IMPROVEMENT, Grade.INADEQUATE)


@dataclasses.dataclass(frozen=True, slots=True)
class Point:
    """A grade on a day, at a place of the picture (units of the SVG's view box)."""

    x: float
    y: float
    day: dt.date
    grade: Grade


@dataclasses.dataclass(frozen=True, slots=True)
class Chart:
    """Grades over time. `rows` name the grades at their height, `years` the years at their place.

    Nothing joins the points: between two reports there may be one that the collection lacks. The
    older scale's "Adequate", where it occurs, has a row of its own below the others.
    """

    width: int
    height: int
    left: int
    rows: tuple[tuple[Grade, float], ...]
    years: tuple[tuple[int, float], ...]
    points: tuple[Point, ...]


def chart_of_grades(given: Sequence[tuple[dt.date, Grade]]) -> Chart | None:
    """Draw grades over time, the oldest first; None where there are fewer than two."""
    if len(given) < 2:
        return None
    scale = _SCALE + ((Grade.ADEQUATE,) if any(g is Grade.ADEQUATE for _, g in given) else ())
    heights = {grade: _TOP + _ROW * (row + 0.5) for row, grade in enumerate(scale)}
    first, last = given[0][0].year, given[-1][0].year + 1
    start, span = dt.date(first, 1, 1), (dt.date(last, 1, 1) - dt.date(first, 1, 1)).days

    def across(day: dt.date) -> float:
        return round(_LEFT + (WIDTH - _LEFT - _RIGHT) * (day - start).days / span, 1)

    every = max(1, -(-(last - first) // 12))
    return Chart(
        width=WIDTH,
        height=round(_TOP + _ROW * len(scale) + 28),
        left=_LEFT,
        rows=tuple(heights.items()),
        years=tuple((year, across(dt.date(year, 1, 1))) for year in range(first, last + 1, every)),
        points=tuple(Point(across(day), heights[grade], day, grade) for day, grade in given),
    )
