"""Paragraphs from printed lines: where one ends and the next begins.

The rule that tells most: a line ends its paragraph when the first word of the next line would have
fitted on it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import pairwise

from indexer.formats.pdf.device import SPACE
from indexer.formats.pdf.draft import Draft, median
from indexer.formats.pdf.lines import Line
from indexer.formats.pdf.tables import TableRow
from indexer.formats.pdf.text import ends_sentence, is_label, leading_label
from indexer.records import ParagraphKind

Piece = Line | TableRow

_ABBREVIATION = re.compile(r"\b(?:Mr|Mrs|Ms|Dr|Cllr|No|para|St|e\.g|i\.e)\.$")
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

    def of(self, size: float) -> float:
        """The pitch in points of lines of this letter size."""
        return self._pitches.get(size, 1.22 * size)


def _pitch(drops: Counter[float]) -> float:
    """The smallest drop that carries a fifth of the evidence."""
    total = drops.total()
    for drop in sorted(drops):
        if sum(n for other, n in drops.items() if abs(other - drop) <= 0.5) >= 0.2 * total:
            return drop
    return drops.most_common(1)[0][0]


class Flow:
    """Makes the paragraphs of one band of a page (a column, or the whole width)."""

    def __init__(self, pieces: Sequence[Piece], body_size: float, pitches: Pitches) -> None:
        self._pieces = pieces
        self._lines = [piece for piece in pieces if isinstance(piece, Line)]
        self._body_size = body_size
        self._pitches = pitches
        ends = sorted(line.x1 for line in self._lines)
        self._right = median(ends[-max(1, len(ends) // 10) :])
        self._left = min((line.x0 for line in self._lines), default=0.0)
        self._drafts: list[Draft] = []
        self._previous: Line | None = None
        self._count = 0

    def drafts(self) -> list[Draft]:
        """The paragraphs in order."""
        for row in _rows(self._pieces):
            if isinstance(row, TableRow):
                continue
            merged = self._glued(row)
            if len(merged) > 1:
                self._add_row(merged)
            elif self._starts(merged[0]):
                self._begin(merged[0])
            else:
                self._continue(merged[0])
        return self._drafts

    def _glued(self, row: list[Line]) -> list[Line]:
        """A row's pieces with labels and near neighbours put together."""
        merged = [row[0]]
        for line in row[1:]:
            last = merged[-1]
            label = last.label is None and is_label(last.text)
            if not label and line.x0 - last.x1 >= 1.6 * self._body_size:
                merged.append(line)
                continue
            space = " " if line.x0 - last.x1 > SPACE * min(last.size, line.size) else ""
            merged[-1] = Line(
                page=line.page,
                text=f"{last.text}{space}{line.text}",
                x0=last.x0,
                x1=line.x1,
                y=line.y if label else last.y,
                size=line.size if label else last.size,
                bold=line.bold if label else last.bold and line.bold,
                first_x1=last.first_x1,
                text_x0=line.x0 if label else last.text_x0,
                label=last.text if label else last.label,
                hidden=last.hidden,
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
                size=first.size,
                bold=all(cell.bold for cell in cells),
                indent=first.x0,
                body=first.x0,
                top=first.y,
                bottom=first.y,
                hidden=first.hidden,
            )
        )
        self._previous = first
        self._count = 0

    def _begin(self, line: Line) -> None:
        label = line.label or leading_label(line.text)
        kind = ParagraphKind.LIST_ITEM if label else ParagraphKind.PARAGRAPH
        if (
            (line.size >= 1.12 * self._body_size or line.bold)
            and len(line.text) < 140
            and not re.search(r"[.;,]$", line.text)
        ):
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
            )
        )
        self._previous = line
        self._count = 1

    def _continue(self, line: Line) -> None:
        draft = self._drafts[-1]
        draft.lines.append(line.text)
        draft.bottom = line.y
        if self._count == 1:
            draft.indent = min(draft.indent, line.x0)
        self._previous = line
        self._count += 1

    def _starts(self, line: Line) -> bool:  # noqa: PLR0911 - one line for each sign of a start
        """Whether a line begins a paragraph."""
        previous = self._previous
        if previous is None or not self._drafts:
            return True
        draft = self._drafts[-1]
        if draft.kind is ParagraphKind.TABLE_ROW:
            return True
        drop = previous.y - line.y
        if drop < 0 or drop > self._pitches.of(line.size) * 1.28 + 0.3:
            return True
        if abs(line.size - previous.size) > 0.08 * previous.size + 0.3:
            return True
        if line.bold != draft.bold and (line.bold or len(draft.closing) < 100 > len(draft.opening)):
            return True
        ended = ends_sentence(draft.closing)
        if self._is_labelled_start(line, draft, ended):
            return True
        if line.x0 < draft.indent - 3 and not self._hangs_out(line, draft, ended):
            return True
        first_of_item = self._count == 1 and draft.label is not None
        if line.x0 > previous.x0 + 6 and ended and not first_of_item:
            return True
        if ended and _DECISION.match(line.text):
            return True
        return self._would_have_fitted(line, previous, draft)

    def _is_labelled_start(self, line: Line, draft: Draft, ended: bool) -> bool:
        if line.label is None and leading_label(line.text) is None:
            return False
        if line.x0 > draft.indent + (draft.body - draft.indent) * 0.6 + 40:
            return False
        # A wrapped line that happens to begin with a number: "… in section / 3. That …".
        at_text = abs(line.x0 - (draft.indent if draft.label is None else draft.body)) < 2
        return ended or line.label is not None or not at_text or not line.text[:1].isdigit()

    def _hangs_out(self, line: Line, draft: Draft, ended: bool) -> bool:
        """Whether the first line was indented, and this one returns to the margin."""
        return (
            self._count == 1
            and draft.label is None
            and draft.indent - line.x0 < 3.2 * line.size
            and line.x0 >= self._left - 1
            and not ended
        )

    def _would_have_fitted(self, line: Line, previous: Line, draft: Draft) -> bool:
        if draft.kind is ParagraphKind.HEADING:
            return False
        margin = max(self._margin(previous), self._margin(line))
        word = line.first_x1 - line.x0
        return previous.x1 + 0.3 * line.size + word < margin - 0.6 * line.size

    def _margin(self, line: Line) -> float:
        """The right margin of the text that a line belongs to: where its neighbours end."""
        ends = sorted(
            (other.x1 for other in self._lines if abs(other.text_x0 - line.text_x0) < 4),
            reverse=True,
        )
        return ends[1] if len(ends) >= 4 else self._right


def _rows(pieces: Sequence[Piece]) -> list[list[Line] | TableRow]:
    """Pieces from the top, those that share a baseline together from the left."""
    found: list[list[Line] | TableRow] = []
    for piece in sorted(pieces, key=lambda piece: (-piece.y, piece.x0)):
        if isinstance(piece, TableRow):
            found.append(piece)
            continue
        for row in reversed(found[-4:]):
            if isinstance(row, TableRow):
                break
            first = row[0]
            overlap = min(first.top, piece.top) - max(first.y, piece.y)
            if overlap > 0.5 * 0.75 * min(first.size, piece.size):
                row.append(piece)
                break
        else:
            found.append([piece])
            continue
        if isinstance(row, TableRow):
            found.append([piece])
    return [
        row if isinstance(row, TableRow) else sorted(row, key=lambda line: line.x0) for row in found
    ]
