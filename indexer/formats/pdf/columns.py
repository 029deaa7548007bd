"""The order of reading on a page: bands from the top, columns from the left."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby, pairwise
from typing import Protocol, TypeVar

from indexer.formats.pdf.draft import median

# The fewest lines on each side of a stretch of two columns, and what share of them must be the
# middle of sentences, as lines of running text are and those of lists and of tables are not.
FEWEST_LINES = 4
RUNNING = 0.4


class Placed(Protocol):
    """Anything with a place on the page."""

    x0: float
    x1: float
    y: float

    @property
    def runs_on(self) -> bool:
        """Whether it begins as the middle of a sentence does."""


P = TypeVar("P", bound=Placed)


def bands(pieces: Sequence[P], width: float) -> list[list[P]]:
    """Pieces of a page grouped for reading: whole-width stretches and columns, in order.

    A page has two columns where a gutter near its middle is crossed by few pieces and both sides
    look like running text: many wide lines. The pieces that cross it divide the page. On a page
    without, a stretch of it may still have two.
    """
    gutter = _gutter(pieces, width)
    if gutter is None:
        return _with_stretches(pieces, width)
    crossing = sorted((p for p in pieces if _crosses(p, gutter)), key=lambda p: -p.y)
    beside = [p for p in pieces if not _crosses(p, gutter)]
    found: list[list[P]] = []
    ceiling = float("inf")
    for cut in [*crossing, None]:
        floor = cut.y if cut is not None else float("-inf")
        between = [p for p in beside if floor < p.y <= ceiling]
        left = [p for p in between if p.x1 <= gutter + 3]
        right = [p for p in between if p.x1 > gutter + 3]
        found += [side for side in (left, right) if side]
        if cut is not None:
            if found and found[-1] and all(_crosses(p, gutter) for p in found[-1]):
                found[-1].append(cut)
            else:
                found.append([cut])
        ceiling = floor
    return found


def _crosses(piece: Placed, x: float) -> bool:
    return piece.x0 < x - 3 and piece.x1 > x + 3


def _gutter(pieces: Sequence[Placed], width: float) -> float | None:
    if len(pieces) < 12:
        return None
    best: tuple[int, float, float] | None = None
    for step in range(int(width * 0.3), int(width * 0.7), 4):
        x = float(step)
        left = [p.x1 - p.x0 for p in pieces if p.x1 <= x + 3]
        right = [p.x1 - p.x0 for p in pieces if p.x0 >= x - 3]
        crossing = len(pieces) - len(left) - len(right)
        if len(left) < 8 or len(right) < 8 or crossing > 0.18 * len(pieces):
            continue
        if median(left) > 0.22 * width and median(right) > 0.22 * width:
            best = min(best or (crossing, abs(x - width / 2), x), (crossing, abs(x - width / 2), x))
    return best[2] if best else None


# -- two columns on a part of a page --------------------------------------------------------------


def _with_stretches(pieces: Sequence[P], width: float) -> list[list[P]]:
    """A page whose widest stretch of two columns, if it has one, is read column by column."""
    found = [
        stretch
        for step in range(int(width * 0.3), int(width * 0.7), 4)
        for stretch in _stretches(pieces, float(step), width)
    ]
    if not found:
        return [list(pieces)]
    left, right = max(found, key=lambda sides: len(sides[0]) + len(sides[1]))
    inside = {id(piece) for piece in (*left, *right)}
    top = max(piece.y for piece in (*left, *right))
    others = [piece for piece in pieces if id(piece) not in inside]
    above = [piece for piece in others if piece.y > top]
    below = [piece for piece in others if piece.y <= top]
    return [
        *(_with_stretches(above, width) if above else []),
        left,
        right,
        *(_with_stretches(below, width) if below else []),
    ]


def _stretches(pieces: Sequence[P], x: float, width: float) -> list[tuple[list[P], list[P]]]:
    """The stretches of running text in two columns that a gutter at `x` divides."""
    ordered = sorted(pieces, key=lambda piece: -piece.y)
    found = []
    for crosses, group in groupby(ordered, key=lambda piece: _crosses(piece, x)):
        if crosses:
            continue
        between = list(group)
        sides = _trimmed(
            [p for p in between if p.x1 <= x + 3], [p for p in between if p.x1 > x + 3]
        )
        if all(_is_running_text(side, width) for side in sides) and not _is_table(*sides):
            found.append(sides)
    return found


def _trimmed(left: list[P], right: list[P]) -> tuple[list[P], list[P]]:
    """Both sides from where both have begun, and without short lines on the left after both."""
    if not left or not right:
        return [], []
    begun = min(left[0].y, right[0].y) + 3
    left, right = ([p for p in side if p.y <= begun] for side in (left, right))
    if not left or not right:
        return [], []
    start, end = min(p.x0 for p in left), max(p.x1 for p in left)
    pitch = _pitch(left)
    last = right[-1].y
    kept = len(left)
    for index in range(len(left) - 1, 0, -1):
        if left[index].y >= last - 3 or left[index].x1 > start + 0.75 * (end - start):
            break
        if left[index - 1].y - left[index].y > 1.3 * pitch:
            kept = index
    return left[:kept], right


def _is_running_text(side: Sequence[Placed], width: float) -> bool:
    heights = _heights(side)
    return (
        len(heights) >= FEWEST_LINES
        and median([p.x1 - p.x0 for p in side]) > 0.22 * width
        and sum(p.runs_on for p in side) >= RUNNING * len(heights)
    )


def _is_table(left: Sequence[Placed], right: Sequence[Placed]) -> bool:
    """Whether both sides begin anew at the same heights, as the cells of rows do.

    Once can be chance, unless the shorter cell leaves more room below it than the other.
    """
    starts = [_starts(left), _starts(right)]
    together = [
        (one, other)
        for height, one in starts[0].items()
        for other_height, other in starts[1].items()
        if abs(height - other_height) < 2
    ]
    fewest = min(len(side) for side in starts)
    if not together or len(together) < 0.7 * fewest:
        return False
    return len(together) > 1 or abs(together[0][0] - together[0][1]) > 0.5 * _pitch(left)


def _starts(side: Sequence[Placed]) -> dict[float, float]:
    """The heights at which text begins after a gap, with the gap."""
    pitch = _pitch(side)
    heights = _heights(side)
    return {
        lower: upper - lower for upper, lower in pairwise(heights) if upper - lower > 1.3 * pitch
    }


def _pitch(side: Sequence[Placed]) -> float:
    return median([upper - lower for upper, lower in pairwise(_heights(side))])


def _heights(side: Sequence[Placed]) -> list[float]:
    """The baselines of a side, from the top."""
    heights: list[float] = []
    for piece in sorted(side, key=lambda piece: -piece.y):
        if not heights or heights[-1] - piece.y > 2:
            heights.append(piece.y)
    return heights
