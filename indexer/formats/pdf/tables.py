"""Ruled tables: the cells that drawn lines make, and the rows of text in them."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Sequence
from itertools import pairwise

from indexer.formats.pdf.cells import Cell, stacked_rows
from indexer.formats.pdf.content import Rule, Run

# Points within which two edges are the same line, or touch.
NEAR = 3.0
MOST_EDGES = 4_000


@dataclasses.dataclass(slots=True)
class TableRow:
    """A row of at least two cells with text; `y` is the baseline of its first line."""

    cells: list[Cell]
    x0: float
    x1: float
    y: float
    bottom: float
    runs_on: bool = False


@dataclasses.dataclass(slots=True)
class _Edge:
    """A level or upright line: its place across, and its span along."""

    at: float
    start: float
    end: float


def take_tables(rules: Sequence[Rule], runs: Sequence[Run]) -> tuple[list[TableRow], list[Run]]:
    """The rows of ruled tables, and the runs that stand in none of them.

    A row in which one cell has text is no row: it is a box round text, which reads on its own.
    """
    found: list[TableRow] = []
    rest = list(runs)
    for grid in _grids(rules, runs):
        for band in grid:
            outside = []
            for run in rest:
                cell = next((cell for cell in band if cell.holds(run)), None)
                if cell is None:
                    outside.append(run)
                else:
                    cell.runs.append(run)
            filled = [cell for cell in band if cell.runs]
            if len(filled) < 2:
                continue
            rest = outside
            for cells in stacked_rows(filled) or [filled]:
                if len(cells) > 1:
                    found.append(_row(cells, band))
                else:
                    rest += cells[0].runs
    return found, rest


def _row(cells: list[Cell], band: Sequence[Cell]) -> TableRow:
    heights = [run.y for cell in cells for run in cell.runs]
    left, right = min(cell.x0 for cell in band), max(cell.x1 for cell in band)
    return TableRow(cells, left, right, max(heights), min(heights))


def _grids(rules: Sequence[Rule], runs: Sequence[Run]) -> Iterable[list[list[Cell]]]:
    level = _merged(_Edge(r.y0, r.x0, r.x1) for r in rules if r.x1 - r.x0 > r.y1 - r.y0)
    upright = _merged(_Edge(r.x0, r.y0, r.y1) for r in rules if r.y1 - r.y0 > r.x1 - r.x0)
    if len(level) + len(upright) > MOST_EDGES:
        return
    upright = [edge for edge in upright if not _cuts_text(edge, runs)]
    for levels, uprights in _touching(level, upright):
        bands = list(_bands(levels, uprights))
        if any(len(band) > 1 for band in bands):
            yield bands


def _cuts_text(upright: _Edge, runs: Sequence[Run]) -> bool:
    """Whether an upright line runs through letters, as the side of a highlight does."""
    beside = [
        run
        for run in runs
        if upright.start - 1 < run.y + 0.3 * run.size < upright.end + 1
        and run.x0 < upright.at + 1
        and run.x1 > upright.at - 1
    ]
    left = [run for run in beside if run.x0 < upright.at - 1]
    right = [run for run in beside if run.x1 > upright.at + 1]
    return any(
        one is other or (abs(one.y - other.y) < 1 and other.x0 - one.x1 < 1.5)
        for one in left
        for other in right
    )


def _merged(edges: Iterable[_Edge]) -> list[_Edge]:
    """Edges with those on one line that touch put together."""
    merged: list[_Edge] = []
    lines: list[list[_Edge]] = []
    for edge in sorted(edges, key=lambda edge: edge.at):
        if lines and edge.at - lines[-1][0].at <= NEAR:
            lines[-1].append(edge)
        else:
            lines.append([edge])
    for line in lines:
        current: _Edge | None = None
        for edge in sorted(line, key=lambda edge: edge.start):
            if current is not None and edge.start <= current.end + NEAR:
                current.end = max(current.end, edge.end)
            else:
                current = _Edge(edge.at, edge.start, edge.end)
                merged.append(current)
    return [edge for edge in merged if edge.end - edge.start > 5]


def _touching(
    levels: list[_Edge], uprights: list[_Edge]
) -> Iterable[tuple[list[_Edge], list[_Edge]]]:
    """Groups of edges that meet each other: one group for each table."""
    waiting = set(range(len(levels)))
    while waiting:
        group, queue = set(), [waiting.pop()]
        sides: set[int] = set()
        while queue:
            index = queue.pop()
            group.add(index)
            for side, upright in enumerate(uprights):
                if side in sides or not _meet(levels[index], upright):
                    continue
                sides.add(side)
                reached = {other for other in waiting if _meet(levels[other], upright)}
                waiting -= reached
                queue += reached
        if len(group) >= 2 and len(sides) >= 1:
            yield [levels[i] for i in sorted(group)], [uprights[i] for i in sorted(sides)]


def _meet(level: _Edge, upright: _Edge) -> bool:
    return (
        level.start - NEAR <= upright.at <= level.end + NEAR
        and upright.start - NEAR <= level.at <= upright.end + NEAR
    )


def _bands(levels: list[_Edge], uprights: list[_Edge]) -> Iterable[list[Cell]]:
    """The cells between each two neighbouring level lines, from the top."""
    left = min(edge.start for edge in levels)
    right = max(edge.end for edge in levels)
    heights = sorted({edge.at for edge in levels}, reverse=True)
    for upper, lower in pairwise(heights):
        middle = (upper + lower) / 2
        edges = sorted(
            {left, right} | {edge.at for edge in uprights if edge.start < middle < edge.end}
        )
        cells = [Cell(x0, lower, x1, upper) for x0, x1 in pairwise(edges) if x1 - x0 > NEAR]
        if cells:
            yield cells
