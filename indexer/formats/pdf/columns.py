"""The order of reading on a page: bands from the top, columns from the left."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol, TypeVar

from indexer.formats.pdf.draft import median


class Placed(Protocol):
    """Anything with a place on the page."""

    x0: float
    x1: float
    y: float


P = TypeVar("P", bound=Placed)


def bands(pieces: Sequence[P], width: float) -> list[list[P]]:
    """Pieces of a page grouped for reading: whole-width stretches and columns, in order.

    A page has two columns where a gutter near its middle is crossed by few pieces and both sides
    look like running text: many wide lines. The pieces that cross it divide the page.
    """
    gutter = _gutter(pieces, width)
    if gutter is None:
        return [list(pieces)]
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
