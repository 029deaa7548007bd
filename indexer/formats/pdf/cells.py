"""Ruled cells, and the printed rows that stand one below the other in them."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterable, Sequence
from itertools import pairwise

from indexer.formats.pdf.content import Run
from indexer.formats.pdf.device import SPACE
from indexer.formats.pdf.lines import rows, run_text
from indexer.formats.pdf.margins import has_room

_FIGURES = re.compile(r"(?:[-–(]{0,2}[£$]?\d[\d,]*(?:\.\d+)?[%)]{0,2}|[-–—])(?: (?!$)|$)")
# So many lines of figures below each other in one cell are a column of a table; in two, two.
_COLUMN = 3


@dataclasses.dataclass(slots=True)
class Cell:
    """A ruled cell and what is printed in it."""

    x0: float
    y0: float
    x1: float
    y1: float
    runs: list[Run] = dataclasses.field(default_factory=list)

    def holds(self, run: Run) -> bool:
        """Whether the run begins in this cell."""
        x = min(run.x0 + 0.3 * run.size, (run.x0 + run.x1) / 2)
        return self.x0 - 1 <= x <= self.x1 + 1 and self.y0 - 1 <= run.y + 0.3 * run.size <= self.y1

    def lines(self) -> list[str]:
        """The printed lines, top to bottom."""
        return [text for row in rows(self.runs) if (text := run_text(row))]


@dataclasses.dataclass(slots=True)
class _Line:
    """A printed line of a cell; `wraps` where it goes on with the line above it."""

    cell: Cell
    runs: list[Run]
    text: str
    wraps: bool = False

    @property
    def y(self) -> float:
        return self.runs[0].y

    @property
    def size(self) -> float:
        return max(run.size for run in self.runs)

    @property
    def figures(self) -> bool:
        return bool(self.text) and not _FIGURES.sub("", self.text)

    def begins_with(self, other: _Line) -> bool:
        """Whether two lines share a baseline."""
        return abs(self.y - other.y) < 0.4 * min(self.size, other.size)


def stacked_rows(cells: Sequence[Cell]) -> list[list[Cell]]:
    """The printed rows of a ruled row that holds several, from the top; none where it is one row.

    Spreadsheets rule off groups of rows. A ruled row holds several where figures stand below each
    other in one of its cells; a line of words belongs to the row above where its first word would
    not have fitted there, or where it begins as the rest of a sentence. Columns without a rule
    between them are cells of their own.
    """
    by_cell = [_lines(cell) for cell in cells]
    heights = sorted(sum(line.figures for line in lines) for lines in by_cell)
    if heights[-1] < _COLUMN and heights[-2:] != [2, 2]:
        return []
    below = [
        (upper, lower)
        for lines in by_cell
        for upper, lower in pairwise(lines)
        if not upper.figures and not lower.figures
    ]
    if 2 * sum(_is_full(upper, lower) for upper, lower in below) > len(below):
        return []  # running text beside a list of figures
    figures = [line for lines in by_cell for line in lines if line.figures]
    for upper, lower in below:
        rest = lower.text[0].islower() or lower.text[0] == "(" or _is_full(upper, lower)
        lower.wraps = rest and not any(map(lower.begins_with, figures))
    return [_split(group) for group in _groups(by_cell)]


def _lines(cell: Cell) -> list[_Line]:
    return [_Line(cell, row, text) for row in rows(cell.runs) if (text := run_text(row))]


def _is_full(upper: _Line, lower: _Line) -> bool:
    """Whether the first word of a line would not have fitted on the line above it."""
    first = next(run for run in lower.runs if run.text.strip())
    room = upper.cell.x1 - max(run.x1 for run in upper.runs)
    return not has_room(room, first.first_x1 - first.x0, lower.size)


def _groups(by_cell: Iterable[Sequence[_Line]]) -> list[list[_Line]]:
    """The lines of each printed row, from the top."""
    groups: list[list[_Line]] = []
    for lines in by_cell:
        own: list[_Line] = []
        for line in lines:
            if not line.wraps:
                group = next((each for each in groups if each[0].begins_with(line)), None)
                if group is None:
                    groups.append(group := [])
                own = group
            own.append(line)
    return sorted(groups, key=lambda group: -group[0].y)


def _split(group: Iterable[_Line]) -> list[Cell]:
    """The cells of one printed row, cut where figures stand apart from each other."""
    cells: dict[int, list[Cell]] = {}
    for line in group:
        pieces = [[line.runs[0]]]
        for last, run in pairwise(line.runs):
            if line.figures and run.x0 - last.x1 >= SPACE * run.size:
                pieces.append([run])
            else:
                pieces[-1].append(run)
        own = cells.setdefault(id(line.cell), [])
        if line.wraps and own:
            own[-1].runs += line.runs
        else:
            own += [dataclasses.replace(line.cell, runs=piece) for piece in pieces]
    return sorted(
        (cell for own in cells.values() for cell in own), key=lambda cell: cell.runs[0].x0
    )
