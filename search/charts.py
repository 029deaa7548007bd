"""Charts as plain numbers: the templates draw them as SVG, and show the same in a table.

Lengths are pixels of the SVG at its natural size; a narrow screen scrolls it.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Sequence

from indexer.records import Grade

WIDTH = 1060  # at most, where the years leave room
_EDGE, TOP = 12, 10
_NARROWEST, _WIDEST = 34, 88  # a year
NAME, AXIS = 22, 26  # a row's heading, and the line of years below all rows
_BAR, _VALUE, _GRADE_ROW = 46, 16, 34
_SCALE = (Grade.OUTSTANDING, Grade.GOOD, Grade.REQUIRES_IMPROVEMENT, Grade.INADEQUATE)


@dataclasses.dataclass(frozen=True, slots=True)
class Years:
    """The axis of years `first` to `last`, both drawn whole, each `step` wide, from `left` on."""

    first: int
    last: int
    step: float
    left: float = _EDGE

    @classmethod
    def over(cls, first: int, last: int, left: float = _EDGE) -> Years:
        """Give the years as much room as there is."""
        step = (WIDTH - left - _EDGE) / (last - first + 1)
        return cls(first, last, max(_NARROWEST, min(_WIDEST, step)), left)

    @property
    def width(self) -> float:
        """Of the whole picture."""
        return self.of(self.last + 1) + _EDGE

    @property
    def ticks(self) -> tuple[tuple[int, float, float], ...]:
        """Each year, where it starts, and its middle."""
        return tuple(
            (year, self.of(year), self.of(year) + self.step / 2)
            for year in range(self.first, self.last + 1)
        )

    def of(self, year: float) -> float:
        """Where a year starts."""
        return round(self.left + (year - self.first) * self.step, 1)

    def on(self, day: dt.date) -> float:
        """Where a day is."""
        start = dt.date(day.year, 1, 1)
        length = (dt.date(day.year + 1, 1, 1) - start).days
        return self.of(day.year + (day - start).days / length)


@dataclasses.dataclass(frozen=True, slots=True)
class Bar:
    """One value: its place, and whether it stands on so little that it is drawn hollow."""

    x: float
    y: float
    width: float
    height: float
    year: int
    value: float
    hollow: bool

    @property
    def text(self) -> str:
        """The value in three digits or so."""
        return f"{self.value:.1f}" if 0 < self.value < 10 else f"{self.value:.0f}"


@dataclasses.dataclass(frozen=True, slots=True)
class BarRow:
    """One name's bars, standing on the line `base`."""

    name: str
    top: float
    base: float
    bars: tuple[Bar, ...]


@dataclasses.dataclass(frozen=True, slots=True)
class BarChart:
    """Rows of bars over the same years, all to one scale."""

    years: Years
    height: float
    rows: tuple[BarRow, ...]


def bars_by_year(
    rows: Sequence[tuple[str, Sequence[tuple[int, float, bool]]]],
) -> BarChart | None:
    """Draw (year, value, hollow) for each name; None where there is nothing above 0.

    The scale ends at the highest solid bar; a hollow one that is higher is cut off there.
    """
    given = [each for _, values in rows for each in values]
    highest = max((value for _, value, hollow in given if not hollow), default=0.0)
    highest = highest or max((value for _, value, _ in given), default=0.0)
    if not highest:
        return None
    years = Years.over(min(year for year, _, _ in given), max(year for year, _, _ in given))
    row_height = NAME + _VALUE + _BAR + 12
    drawn = []
    for number, (name, values) in enumerate(rows):
        top = TOP + number * row_height
        base = top + NAME + _VALUE + _BAR
        wide = round(min(34, years.step * 0.62), 1)
        bars = []
        for year, value, hollow in values:
            height = round(_BAR * min(1.0, value / highest), 1)
            x = round(years.of(year) + (years.step - wide) / 2, 1)
            bars.append(Bar(x, base - height, wide, height, year, value, hollow))
        drawn.append(BarRow(name, top + 14, base, tuple(bars)))
    return BarChart(years, TOP + row_height * len(rows) + AXIS, tuple(drawn))


@dataclasses.dataclass(frozen=True, slots=True)
class Point:
    """A grade on a day, at its place, and the address of the paragraph that gives it."""

    x: float
    y: float
    day: dt.date
    grade: Grade
    url: str


@dataclasses.dataclass(frozen=True, slots=True)
class Chart:
    """Grades as they were given. `rows` name the grades at their height.

    Nothing joins the points: between two reports there may be one that the collection lacks. The
    older scale's "Adequate", where it occurs, has a row of its own below the others.
    """

    years: Years
    height: float
    rows: tuple[tuple[Grade, float], ...]
    points: tuple[Point, ...]


def chart_of_grades(given: Sequence[tuple[dt.date, Grade, str]]) -> Chart | None:
    """Draw grades over time (day, grade, address); None where there are fewer than two."""
    if len(given) < 2:
        return None
    grades = {grade for _, grade, _ in given}
    scale = _SCALE + ((Grade.ADEQUATE,) if Grade.ADEQUATE in grades else ())
    heights = {grade: TOP + _GRADE_ROW * (row + 0.5) for row, grade in enumerate(scale)}
    days = [day for day, _, _ in given]
    axis = Years.over(min(days).year, max(days).year, left=172)
    return Chart(
        years=axis,
        height=TOP + _GRADE_ROW * len(scale) + AXIS,
        rows=tuple(heights.items()),
        points=tuple(
            Point(axis.on(day), heights[grade], day, grade, url) for day, grade, url in given
        ),
    )
