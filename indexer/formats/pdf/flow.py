"""Paragraphs from printed lines: where one ends and the next begins.

The rule that tells most: a line ends its paragraph when the first word of the next line would have
fitted on it.
"""

from __future__ import annotations

import dataclasses
import math
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import pairwise

from indexer.formats.pdf.device import SPACE
from indexer.formats.pdf.draft import Draft, looks_like_heading
from indexer.formats.pdf.lines import COLUMN_GAP, Line
from indexer.formats.pdf.margins import Margins, fits
from indexer.formats.pdf.text import (
    ends_sentence,
    labels,
    leading_label,
    may_follow,
    opening_label,
)
from indexer.records import ParagraphKind

_DECISION = re.compile(r"(?:RESOLVED|RECOMMENDED|AGREED|Resolved:|ACTION)\b")


class Pitches:
    """The distance from line to line within paragraphs, for each letter size of a document."""

    def __init__(self, pages: Iterable[Sequence[Line]]) -> None:
        counts: dict[float, Counter[float]] = {}
        for lines in pages:
            ordered = sorted(lines, key=lambda line: (-line.y, line.x0))
            for upper, lower in pairwise(ordered):
                drop = upper.y - lower.y
                if upper.size == lower.size and 0.8 * upper.size < drop < 2.2 * upper.size:
                    counts.setdefault(upper.size, Counter())[round(drop * 2) / 2] += 1
        self._pitches = {size: _pitch(drops) for size, drops in counts.items()}
        body = max(counts, key=lambda size: counts[size].total(), default=None)
        self._ratio = self._pitches[body] / body if body else 1.22

    def follows(self, line: Line, previous: Line) -> bool:
        """Whether a line stands as close below another as lines of a paragraph do."""
        # Of a size that comes seldom, neighbours are headings above each other.
        usual = self._ratio * line.size
        pitch = min(self._pitches.get(line.size, usual), 1.25 * usual)
        return 0 <= previous.y - line.y <= pitch * 1.28 + 0.3


def _pitch(drops: Counter[float]) -> float:
    """The smallest drop that carries a fifth of the evidence."""
    total = drops.total()
    for drop in sorted(drops):
        if sum(n for other, n in drops.items() if abs(other - drop) <= 0.5) >= 0.2 * total:
            return drop
    return drops.most_common(1)[0][0]


class Flow:
    """Makes the paragraphs of one stretch of a page: a column, or the whole width."""

    def __init__(self, lines: Sequence[Line], body_size: float, pitches: Pitches) -> None:
        self._rows = _rows(lines)
        self._body_size = body_size
        self._pitches = pitches
        self._margins = Margins(lines)
        self._left = min((line.x0 for line in lines), default=0.0)
        self._columns = _column_starts(self._rows)
        self._beside = _columns_beside(self._rows, self._columns)
        self._drafts: list[Draft] = []
        self._previous: Line | None = None
        self._cells: list[Line] = []

    def drafts(self) -> list[Draft]:
        """The paragraphs in order."""
        for row in self._rows:
            pieces = self._glued(row)
            if self._cells and self._wraps(pieces):
                self._wrap(pieces)
            elif len(pieces) > 1:
                self._add_row(pieces)
            elif self._starts(pieces[0]):
                self._begin(pieces[0])
            else:
                self._continue(pieces[0])
        return self._drafts

    # -- rows of pieces ---------------------------------------------------------------------------

    def _glued(self, row: list[Line]) -> list[Line]:
        """A row's pieces, with labels and near neighbours put together."""
        merged = [row[0]]
        for line in row[1:]:
            last = merged[-1]
            gap = line.x0 - last.x1
            label = last is row[0] and labels(last.text, line.text)
            lead = last is row[0] and last.text.endswith(":") and len(row) == 2
            apart = gap >= 1.6 * self._body_size or (
                gap >= COLUMN_GAP * self._body_size and round(line.x0 / 3) in self._columns
            )
            if apart and not (label or lead):
                merged.append(line)
                continue
            space = " " if gap > SPACE * min(last.size, line.size) else ""
            main = line if label or len(line.text) > len(last.text) else last
            merged[-1] = dataclasses.replace(
                last,
                text=f"{last.text}{space}{line.text}",
                x1=line.x1,
                y=main.y,
                size=main.size,
                bold=line.bold if label else last.bold and line.bold,
                text_x0=line.x0 if label or lead else last.text_x0,
                label=last.text if label else last.label,
            )
        return merged

    def _add_row(self, cells: list[Line]) -> None:
        first = cells[0]
        self._drafts.append(
            Draft(
                kind=ParagraphKind.TABLE_ROW,
                page=first.page,
                last_page=first.page,
                cells=[[cell.text] for cell in cells],
                label=first.label,
                size=first.size,
                bold=all(cell.bold for cell in cells),
                indent=first.x0,
                body=first.text_x0,
                top=first.y,
                bottom=first.y,
                hidden=first.hidden,
            )
        )
        self._cells = list(cells)
        self._previous = first

    def _wraps(self, pieces: list[Line]) -> bool:
        """Whether every piece goes on with a cell of the row above, none being a new row's."""
        if not self._pitches.follows(pieces[0], max(self._cells, key=lambda cell: -cell.y)):
            return False
        for piece in pieces:
            index = self._cell_of(piece)
            if index is None:
                return False
            cell = self._cells[index]
            if len(pieces) == len(self._cells) and _begins_afresh(cell, pieces):
                return False
            if index + 1 < len(self._cells):
                room = self._cells[index + 1].x0 - 0.8 * piece.size - cell.x1
            else:
                room = self._margins.room(cell)
            if fits(piece, room):
                return False
        return True

    def _cell_of(self, piece: Line) -> int | None:
        """The cell of the row above that a piece stands under."""
        under = [index for index, cell in enumerate(self._cells) if piece.x0 >= cell.x0 - 6]
        index = under[-1] if under else 0
        # Cells may be aligned to the right or the middle, but not reach into the next.
        if index + 1 < len(self._cells) and piece.x1 > self._cells[index + 1].x0:
            return None
        return index if under or piece.x1 > self._cells[0].x0 else None

    def _wrap(self, pieces: list[Line]) -> None:
        draft = self._drafts[-1]
        for piece in pieces:
            index = self._cell_of(piece)
            if index is not None:
                draft.cells[index].append(piece.text)
                self._cells[index] = dataclasses.replace(
                    piece, x0=self._cells[index].x0, text_x0=piece.x0
                )
        draft.bottom = pieces[0].y
        self._previous = pieces[0]

    # -- lines ------------------------------------------------------------------------------------

    def _begin(self, line: Line) -> None:
        label = line.label or opening_label(line.text)
        kind = ParagraphKind.LIST_ITEM if label else ParagraphKind.PARAGRAPH
        if looks_like_heading(line.text, line.size, line.bold, self._body_size):
            kind = ParagraphKind.HEADING
        self._drafts.append(
            Draft(
                kind=kind,
                page=line.page,
                last_page=line.page,
                cells=[[line.text]],
                label=label,
                size=line.size,
                bold=line.bold,
                indent=line.x0,
                body=line.text_x0,
                top=line.y,
                bottom=line.y,
                hidden=line.hidden,
                room=self._margins.room(line),
                first_word=line.first_x1 - line.x0,
            )
        )
        self._cells = []
        self._previous = line

    def _continue(self, line: Line) -> None:
        draft = self._drafts[-1]
        if len(draft.lines) == 1:
            draft.body = line.x0
            draft.indent = min(draft.indent, line.x0)
        draft.lines.append(line.text)
        draft.bottom = line.y
        draft.room = self._margins.room(line)
        if draft.bold and not line.bold:
            draft.bold = False
            if draft.kind is ParagraphKind.HEADING and line.size < 1.12 * self._body_size:
                draft.kind = ParagraphKind.LIST_ITEM if draft.label else ParagraphKind.PARAGRAPH
        self._previous = line

    def _starts(self, line: Line) -> bool:
        """Whether a line begins a paragraph."""
        previous = self._previous
        if previous is None or self._cells or not self._pitches.follows(line, previous):
            return True
        draft = self._drafts[-1]
        if re.search(r"\w-$", draft.closing) and line.size == previous.size:
            return False
        ended = ends_sentence(draft.closing)
        room = self._room(previous)
        if not ended and line.text[:1].islower():
            # A sentence seldom begins so: only much free room tells that this one does.
            room -= 0.12 * (self._margins.right(previous) - previous.x0)
        fitted = fits(line, room)
        heading = draft.kind is ParagraphKind.HEADING
        return (
            abs(line.size - previous.size) > 0.08 * previous.size + 0.3
            or (line.bold != previous.bold and (ended or fitted))
            or self._is_labelled_start(line, draft, ended)
            or (line.x0 < draft.indent - 3 and not self._hangs_out(line, draft, ended))
            or self._is_indented_start(line, previous, draft, ended)
            or (ended and _DECISION.match(line.text) is not None)
            or (fitted and not (heading and line.text[:1].islower()))
        )

    def _room(self, line: Line) -> float:
        """The points left free at the end of a line, up to the margin or a column beside it."""
        room = self._margins.room(line)
        column = self._beside.get(round(line.text_x0 / 3))
        if column is None or column < line.x1:
            return room
        return min(room, column - 0.8 * line.size - line.x1)

    def _is_labelled_start(self, line: Line, draft: Draft, ended: bool) -> bool:
        label = line.label or leading_label(line.text)
        if label is None or line.x0 > draft.body + 40:
            return False
        if ended or line.label is not None or not label[0].isdigit():
            return True
        # A wrapped line that happens to begin with a number: "… in section / 3. That …".
        at_text = abs(line.x0 - draft.body) < (2 if draft.label is None else 6)
        return not at_text and may_follow(label, draft.label or "")

    def _is_indented_start(self, line: Line, previous: Line, draft: Draft, ended: bool) -> bool:
        hanging = draft.label is not None and len(draft.lines) == 1
        return line.x0 > previous.x0 + 6 and ended and not hanging

    def _hangs_out(self, line: Line, draft: Draft, ended: bool) -> bool:
        """Whether the first line was indented, and this one returns to the margin."""
        return (
            len(draft.lines) == 1
            and draft.label is None
            and draft.indent - line.x0 < 3.2 * line.size
            and line.x0 >= self._left - 1
            and not ended
        )


def _begins_afresh(cell: Line, pieces: Sequence[Line]) -> bool:
    """Whether a full row reads as a row of its own: no piece begins like a wrapped line."""
    return not any(piece.text[:1].islower() for piece in pieces) and not cell.text.endswith("-")


def _column_starts(rows: Iterable[Sequence[Line]]) -> set[int]:
    """Left edges, in steps of 3 points, at which later pieces of several rows begin."""
    starts = Counter(
        place
        for row in rows
        for piece in row[1:]
        for place in {round((piece.x0 + shift) / 3) for shift in (-1, 0, 1)}
    )
    return {place for place, count in starts.items() if count >= 3}


def _columns_beside(rows: Sequence[Sequence[Line]], columns: set[int]) -> dict[int, float]:
    """For the left edges (in steps of 3 points) of texts that have a column beside them, where."""
    beside: dict[int, float] = {}
    for row in rows:
        texts = row[1:] if len(row) > 1 and labels(row[0].text, row[1].text) else row
        if len(texts) >= 2 and round(texts[-1].x0 / 3) in columns:
            left = round(texts[0].x0 / 3)
            beside[left] = min(beside.get(left, texts[-1].x0), texts[-1].x0)
    # A text that elsewhere runs under the column is not held in by it.
    for row in rows:
        left = round(row[0].x0 / 3)
        if len(row) == 1 and row[0].x1 > beside.get(left, math.inf):
            del beside[left]
    return beside


def _rows(lines: Sequence[Line]) -> list[list[Line]]:
    """Lines from the top, those that share a baseline together from the left."""
    found: list[list[Line]] = []
    for line in sorted(lines, key=lambda line: (-line.y, line.x0)):
        for row in reversed(found[-4:]):
            first = row[0]
            overlap = min(first.top, line.top) - max(first.y, line.y)
            if overlap > 0.5 * 0.75 * min(first.size, line.size):
                row.append(line)
                break
        else:
            found.append([line])
    return [sorted(row, key=lambda line: line.x0) for row in found]
