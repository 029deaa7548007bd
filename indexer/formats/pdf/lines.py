"""Runs put together into printed lines."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Sequence

from indexer.formats.pdf.content import Run
from indexer.formats.pdf.device import APART, SPACE
from indexer.formats.pdf.draft import common_size
from indexer.formats.pdf.text import clean


@dataclasses.dataclass(slots=True)
class Line:
    """A printed line, or the part of one that stands apart from the rest.

    `text_x0` is where the text after a hanging label begins (else `x0`); `first_x1` the right edge
    of its first word.
    """

    page: int
    text: str
    x0: float
    x1: float
    y: float
    size: float
    bold: bool
    first_x1: float
    text_x0: float
    label: str | None = None
    hidden: bool = False

    @property
    def top(self) -> float:
        """About the height of its capitals."""
        return self.y + 0.75 * self.size

    @property
    def bottom(self) -> float:
        """About the depth of its descenders."""
        return self.y - 0.22 * self.size


def without_doubles(runs: Iterable[Run]) -> list[Run]:
    """Runs without the second drawing that makes letters look bold or shadowed."""
    seen: dict[tuple[str, int, int], list[Run]] = {}
    kept = []
    for run in runs:
        text, column, row = run.text.strip(), round(run.x0 / 4), round(run.y / 4)
        near = (
            other
            for dx in (-1, 0, 1)
            for dy in (-1, 0, 1)
            for other in seen.get((text, column + dx, row + dy), ())
        )
        slack = 0.12 * run.size
        if not any(abs(run.x0 - o.x0) < slack and abs(run.y - o.y) < slack for o in near):
            kept.append(run)
            seen.setdefault((text, column, row), []).append(run)
    return kept


def run_text(runs: Sequence[Run]) -> str:
    """The text of runs on one line, in the given order, with spaces where they stand apart."""
    text = ""
    previous: Run | None = None
    for run in runs:
        if previous is not None and not text.endswith(" "):
            size = max(previous.size, run.size)
            if run.x0 - previous.x1 > SPACE * min(previous.size, run.size) or (
                run.x0 < previous.x0 - APART * size
            ):
                text += " "
        text += run.text
        previous = run
    return clean(text)


def broken_into_lines(runs: Iterable[Run]) -> list[list[Run]]:
    """Runs in the order of the content, cut where the baseline changes."""
    lines: list[list[Run]] = []
    for run in runs:
        if lines:
            last = max(lines[-1], key=lambda other: other.size)
            if abs(run.y - last.y) < 0.55 * max(run.size, last.size):
                lines[-1].append(run)
                continue
        lines.append([run])
    return lines


def rows(runs: Iterable[Run]) -> list[list[Run]]:
    """Runs that share a baseline (raised and lowered ones too), from the top, left to right."""
    found: list[list[Run]] = []
    for run in sorted(runs, key=lambda run: (-run.y, run.x0)):
        for row in reversed(found[-4:]):
            first = max(row, key=lambda other: other.size)
            overlap = min(first.y + 0.7 * first.size, run.y + 0.7 * run.size) - max(first.y, run.y)
            if overlap > 0.4 * min(first.size, run.size):
                row.append(run)
                break
        else:
            found.append([run])
    return [sorted(row, key=lambda run: run.x0) for row in found]


def line_of(page: int, runs: Sequence[Run]) -> Line | None:
    """One line from the runs of a row; None where nothing is printed."""
    text = run_text(runs)
    if not text:
        return None
    size = common_size((run.size, len(run.text.strip())) for run in runs)
    letters = sum(len(run.text) for run in runs)
    body = [run for run in runs if abs(run.size - size) < 1] or list(runs)
    return Line(
        page=page,
        text=text,
        x0=runs[0].x0,
        x1=max(run.x1 for run in runs),
        y=max(body, key=lambda run: len(run.text)).y,
        size=size,
        bold=sum(len(run.text) for run in runs if run.bold) > 0.8 * letters,
        first_x1=_first_word_end(runs),
        text_x0=runs[0].x0,
        hidden=sum(len(run.text) for run in runs if run.hidden) > letters / 2,
    )


def _first_word_end(runs: Sequence[Run]) -> float:
    for run, following in zip(runs, [*runs[1:], None], strict=True):
        if run.first_x1 < run.x1 or run.text.endswith(" ") or following is None:
            return run.first_x1
        if following.x0 - run.x1 > SPACE * run.size:
            return run.x1
    return runs[-1].x1
