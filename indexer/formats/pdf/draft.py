"""A paragraph while it is being put together: its lines are still apart."""

from __future__ import annotations

import dataclasses
import re
import statistics
from collections.abc import Collection, Iterable, Sequence

from indexer.blocks import Block
from indexer.formats.pdf.text import apart_from_label, join_lines
from indexer.records import ParagraphKind

_SENTENCE_END = re.compile(r"[.;,]$")
_LONGEST_HEADING = 140  # letters


@dataclasses.dataclass(slots=True)
class Draft:
    """A paragraph's lines (or, of a table row, the lines of each cell) and where they stand.

    `top` and `bottom` are the baselines of its first and last line, on `page` and `last_page`;
    `indent` is the left edge of the label or text, `body` the left edge of what follows the first
    line. `note` marks a footnote, which stands between the halves of a paragraph. `goes_on` marks
    an unlabelled part of a list, which at the head of a page is the rest of an item. `room` is what
    the last line leaves free at its end, None where that is not known; `first_word` is the width of
    the first word. `edges` are where the texts of a row's cells begin, where that is sure.
    """

    kind: ParagraphKind
    page: int
    last_page: int
    cells: list[list[str]]
    label: str | None = None
    level: int | None = None
    size: float = 0.0
    bold: bool = False
    indent: float = 0.0
    body: float = 0.0
    top: float = 0.0
    bottom: float = 0.0
    hidden: bool = False
    note: bool = False
    goes_on: bool = False
    room: float | None = None
    first_word: float = 0.0
    edges: list[float] = dataclasses.field(default_factory=list)

    @property
    def lines(self) -> list[str]:
        """The lines of a paragraph that is no row."""
        return self.cells[0]

    @property
    def opening(self) -> str:
        """Its first line."""
        return self.cells[0][0]

    @property
    def closing(self) -> str:
        """Its last line."""
        return self.cells[-1][-1]

    def text(self, words: Collection[str]) -> str:
        """The finished text. `words` are the document's, to decide on line-end hyphens."""
        text = " | ".join(join_lines(cell, words) for cell in self.cells)
        return apart_from_label(text, self.label)

    def block(self, words: Collection[str]) -> Block:
        """The finished paragraph."""
        return Block(
            text=self.text(words),
            kind=self.kind,
            label=self.label,
            page=self.page,
            level=self.level,
            size=round(self.size, 1) or None,
            bold=self.bold,
            indent=round(self.indent, 1),
            recognised=self.hidden,
        )


def looks_like_heading(text: str, size: float, bold: bool, body_size: float) -> bool:
    """Whether a short text is set off from the body by its size or weight, and is no sentence."""
    return _is_set_off(size, bold, body_size) and not _is_long_or_sentence(text)


def is_running_text(text: str, size: float, bold: bool, body_size: float) -> bool:
    """Whether a text is long or a sentence and set as the body is, whatever it is tagged as."""
    return not _is_set_off(size, bold, body_size) and _is_long_or_sentence(text)


def _is_set_off(size: float, bold: bool, body_size: float) -> bool:
    return bold or size >= 1.12 * body_size


def _is_long_or_sentence(text: str) -> bool:
    return len(text) >= _LONGEST_HEADING or _SENTENCE_END.search(text) is not None


def common_size(weighted: Iterable[tuple[float, int]]) -> float:
    """The letter size that most letters have, to half a point; 0 where there are none."""
    counts: dict[float, int] = {}
    for size, letters in weighted:
        key = round(size * 2) / 2
        counts[key] = counts.get(key, 0) + letters
    return max(counts, key=lambda size: counts[size]) if counts else 0.0


def median(values: Sequence[float]) -> float:
    """The middle value; 0 of nothing."""
    return statistics.median(values) if values else 0.0
