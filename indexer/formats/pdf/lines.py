"""Runs put together into printed lines."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterable, Sequence

from indexer.formats.pdf.content import Run
from indexer.formats.pdf.device import APART, BULLET, SPACE
from indexer.formats.pdf.draft import common_size
from indexer.formats.pdf.text import clean, leading_label

# Parts of an em: the least gap before a column of a table without rules.
COLUMN_GAP = 0.7
# The numbers of footnotes at the end of a word: "1", "2,3".
_NOTE_NUMBERS = re.compile(r"\d{1,2}(?:,\d{1,2})*")
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_METRES = re.compile(r"\b[ckm]?m$")
# A symbol that its font does not explain, standing before a text: a bullet.
_SYMBOL_FIRST = re.compile("^[\ue000-\uf8ff\ufffd](?=\\s|$)")


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
    def runs_on(self) -> bool:
        """Whether it begins as the middle of a sentence does."""
        return self.text[:1].islower()

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
    """The text of runs on one line, in the given order, with spaces where they stand apart.

    The raised number of a footnote stays raised, and apart from its word, so that the word is read
    as it is spelled: "area ²", but "20 m²".
    """
    text = ""
    previous: Run | None = None
    for run in runs:
        if previous is not None and _is_note_number(run, previous):
            text += "" if _METRES.search(text) else " "
            text += run.text.strip().translate(_RAISED) + run.text[len(run.text.rstrip()) :]
            previous = run
            continue
        if previous is not None and not text.endswith(" "):
            size = max(previous.size, run.size)
            if run.x0 - previous.x1 > SPACE * min(previous.size, run.size) or (
                run.x0 < previous.x0 - APART * size
            ):
                text += " "
        text += run.text
        previous = run
    return clean(text)


def _is_note_number(run: Run, word: Run) -> bool:
    """Whether a run is a small number that stands raised at the end of a word."""
    return (
        run.size <= 0.85 * word.size
        and run.y - word.y > 0.15 * word.size
        and word.text[-1:].strip() != ""
        and -0.6 * word.size < run.x0 - word.x1 <= SPACE * word.size
        and _NOTE_NUMBERS.fullmatch(run.text.strip()) is not None
    )


def broken_into_lines(runs: Sequence[Run]) -> list[list[Run]]:
    """Runs in the order of the content, cut where the baseline changes; each line from the left.

    Edited files draw the words of a paragraph in any order: where the content climbs back up
    without moving to another column, the lines are read from the top instead.
    """
    lines: list[list[Run]] = []
    for run in runs:
        if lines:
            last = max(lines[-1], key=lambda other: other.size)
            if abs(run.y - last.y) < 0.55 * max(run.size, last.size):
                lines[-1].append(run)
                continue
            if run.y > last.y and run.x0 < max(other.x1 for line in lines for other in line):
                return rows(runs)
        lines.append([run])
    return [sorted(line, key=lambda run: run.x0) for line in lines]


def rows(runs: Iterable[Run]) -> list[list[Run]]:
    """Runs that share a baseline, from the top, left to right; raised letters with theirs."""
    found: list[list[Run]] = []
    for run in sorted(runs, key=lambda run: (-run.y, run.x0)):
        if found and found[-1][0].y - run.y < 0.2 * min(found[-1][0].size, run.size):
            found[-1].append(run)
        else:
            found.append([run])
    whole: list[list[Run]] = []
    for index, row in enumerate(found):
        neighbours = found[max(0, index - 3) : index] + found[index + 1 : index + 4]
        host = next((other for other in neighbours if _is_raised(row, other)), None)
        if host is None:
            whole.append(row)
        else:
            host.extend(row)
    return [sorted(row, key=lambda run: run.x0) for row in whole]


def _is_raised(row: Sequence[Run], host: Sequence[Run]) -> bool:
    """Whether a row is the small raised or lowered letters of another: note numbers, ordinals."""
    size = host[0].size
    rise = row[0].y - host[0].y
    if not -0.3 * size < rise < 0.6 * size or row[0].size > 0.85 * size:
        return False
    return all(
        any(run.x0 - other.x1 < 0.6 * size and other.x0 - run.x1 < 0.6 * size for other in host)
        for run in row
    )


def line_of(page: int, runs: Sequence[Run]) -> Line | None:
    """One line from the runs of a row; None where nothing is printed."""
    text = _SYMBOL_FIRST.sub(BULLET, run_text(runs))
    if not text:
        return None
    printed = [run for run in runs if run.text.strip()]
    size = common_size((run.size, len(run.text.strip())) for run in printed)
    letters = sum(len(run.text) for run in printed)
    body = [run for run in printed if abs(run.size - size) < 1] or printed
    first_x1 = _first_word_end(printed)
    text_x0 = printed[0].x0
    if leading_label(text) is not None:
        # The text after the label: the next run, or a space on in the same one.
        later = (run.x0 for run in printed if run.x0 > first_x1)
        text_x0 = first_x1 + 0.28 * size if printed[0].x1 > first_x1 + 1 else next(later, text_x0)
    return Line(
        page=page,
        text=text,
        x0=printed[0].x0,
        x1=max(run.x1 for run in printed),
        y=max(body, key=lambda run: len(run.text)).y,
        size=size,
        bold=sum(len(run.text) for run in printed if run.bold) > 0.8 * letters,
        first_x1=first_x1,
        text_x0=text_x0,
        hidden=sum(len(run.text) for run in printed if run.hidden) > letters / 2,
    )


def _first_word_end(runs: Sequence[Run]) -> float:
    for run, following in zip(runs, [*runs[1:], None], strict=True):
        if run.first_x1 < run.x1 - 0.1 or run.text.endswith(" ") or following is None:
            return run.first_x1
        if following.x0 - run.x1 > SPACE * run.size:
            return run.x1
    return runs[-1].x1
