"""Lines to paragraphs: empty lines part them, lines wrapped at a margin are joined."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterable

from indexer.blocks import Block
from indexer.formats.whitespace import clean
from indexer.labels import BULLET, is_label, leading_label, with_round_bullet
from indexer.records import ParagraphKind

_WIDEST_MARGIN = 130  # letters; lines that are longer were never wrapped by hand
_UNFINISHED = re.compile(
    r",$|\b(?:[Tt]he|OF|AND|THE|FOR|an?|of|and|or|for|to|from|by|with|in|on|at|that|as|be|been|is|are|has|have|not|their|its|Mr|Mrs|Ms|Dr|Councillors?|Cllrs?"
    r"|[Tt]o [a-z]+|[a-z]+['’]s)$"
)
_TYPED_BULLET = re.compile(r"\s*(?:[o§*–-]\s{2,}|[*-]\s(?=\S)(?!\d{1,4} -$))")  # no page "- 7 -"
_BULLET_AT_END = re.compile(r"[ \t]+([·•▪])[ \t]*\n[ \t]*(?=\w)")  # of the point on the next line
_INNER_BULLET = re.compile(r"\s+[·•▪]\s+(?=\S)")
_LETTERED_ROMAN = re.compile(r"[ivx]{2,4}\.?\s")
_REFERS = re.compile(r"\b(?:in|of|for|to|from|by|with|under|item|paragraph|section|minute)$", re.I)
_BROKEN_OFF = 40  # letters of a line that may have been broken by a margin nobody else keeps


@dataclasses.dataclass(frozen=True, slots=True)
class TextParagraph:
    """A paragraph of a text file.

    `gap` counts the empty lines in a row before it; `page` counts from 1 where the file has form
    feeds; `row_end` says that a table's bar stood at its end; `title` and `number` that it is known
    to be an item's title or number.
    """

    text: str
    gap: int = 0
    page: int | None = None
    listed: bool = False
    row_end: bool = False
    title: bool = False
    number: bool = False

    def block(self) -> Block:
        """The paragraph as a Block."""
        label = leading_label(self.text)
        if label == BULLET or self.listed:
            return Block(self.text, ParagraphKind.LIST_ITEM, label, self.page)
        if " | " in self.text:
            return Block(self.text, ParagraphKind.TABLE_ROW, label, self.page)
        return Block(self.text, ParagraphKind.PARAGRAPH, label, self.page)


def paragraphs(text: str) -> list[TextParagraph]:
    """The paragraphs of a text, lone labels among them; a form feed begins a new page."""
    lines = _BULLET_AT_END.sub(r"\n\1 ", text.replace("\r\n", "\n").replace("\r", "\n")).split("\n")
    margin = _margin([_edge(line) for line in lines])
    dense = text.count("\n\n") * 8 < len(lines)
    found: list[TextParagraph] = []
    gap = run = 0
    page = 1 if "\f" in text else None
    previous, edge = "", 0
    for raw in lines:
        if page is not None:
            page += raw.count("\f")
        line = clean(raw.replace("\f", " "))
        if not line:
            run = 0 if raw else run + 1  # a line of spaces was a paragraph of the page
            gap = max(gap, run, 1)
            continue
        line = _row(raw) or with_round_bullet(line, listed=bool(_TYPED_BULLET.match(raw)))
        row_end = raw.rstrip().endswith("|")
        goes_on = bool(_UNFINISHED.search(previous)) and line[:1].islower()
        if margin is None:
            broken = _broken_off(previous, line, dense=dense)
        else:  # a heading in larger letters was broken before the margin of the text
            broken = goes_on or edge + 1 + len(line.split(" ", 1)[0]) > margin
        parted = gap == 1 and goes_on
        joins = (broken and not gap) or parted
        if found and joins and not (found[-1].row_end or _begins(line, previous)):
            last = found[-1]
            found[-1] = dataclasses.replace(last, text=f"{last.text} {line}", row_end=row_end)
        else:
            first, *points = _points(line)
            found.append(TextParagraph(first, gap, page))
            found.extend(TextParagraph(f"{BULLET} {point}", 0, page) for point in points)
            found[-1] = dataclasses.replace(found[-1], row_end=row_end)
        previous, edge, gap, run = line, _edge(raw), 0, 0
    return found


def _begins(line: str, previous: str) -> bool:
    """Whether a line's label begins a paragraph: a number is part of the text in "as in / 5.6"."""
    label = leading_label(line)
    if label is None:
        return False
    return not (label[0].isdigit() and _REFERS.search(previous))


def _points(line: str) -> list[str]:
    """A line's own text and the points of a list that a saver ran together with it."""
    parts = _INNER_BULLET.split(line)
    listed = len(parts) > 2 or line.startswith(BULLET)
    return parts if listed and " | " not in line else [line]


def _edge(raw: str) -> int:
    """The column of a line's last letter, its indent counted in."""
    return len(raw.rstrip().expandtabs())


def _margin(edges: list[int]) -> int | None:
    """The column at which the lines were wrapped, None where they were not."""
    lengths = sorted(edge for edge in edges if edge)
    if len(lengths) < 8:
        return None
    widest = lengths[int(len(lengths) * 0.98)]
    if widest > _WIDEST_MARGIN or widest < 40:
        return None
    full = sum(1 for length in lengths if length > widest * 0.8)
    return widest if full > len(lengths) * 0.25 else None


def _broken_off(previous: str, line: str, *, dense: bool) -> bool:
    """Whether a line that no margin explains was broken off all the same, in mid-sentence.

    `dense` says that the text has hardly an empty line, so that every line end is in doubt.
    """
    if not previous or not (dense or len(previous) >= _BROKEN_OFF):
        return False
    if dense and (_UNFINISHED.search(previous) or _in_capitals(previous, line)):
        return True
    numbered = _LETTERED_ROMAN.match(line)
    return previous[-1].isalnum() and line.lstrip("(“‘")[:1].islower() and not numbered


def _in_capitals(previous: str, line: str) -> bool:
    """Whether a line goes on with a title in capitals: "READMISSION OF PRESS / AND PUBLIC"."""
    return previous.isupper() and bool(re.match(r"(?:AND|OF|OR|FOR|TO|IN)\b", line))


def _row(raw: str) -> str | None:
    """A table row typed with tabs or bars, its cells joined as everywhere."""
    if "|" not in raw and raw.strip().count("\t") < 2:
        return None
    cells = [clean(cell) for cell in re.split(r"\t|\|", raw)]
    return " | ".join(cell for cell in cells if cell) or "|"


def is_unfinished(text: str) -> bool:
    """Whether a paragraph ends in the middle of a sentence: "… it was", "… approved and"."""
    return bool(_UNFINISHED.search(text) or re.search(r"\b[Ii]t was[;:,]?$", text))


def join_labels(found: Iterable[TextParagraph]) -> list[TextParagraph]:
    """A label alone on its line belongs to the next; numbers of items are left alone."""
    joined: list[TextParagraph] = []
    held: TextParagraph | None = None
    for each in found:
        if held is not None:
            each = dataclasses.replace(  # noqa: PLW2901
                each, text=f"{held.text} {each.text}", gap=held.gap, listed=held.text == BULLET
            )
            held = None
        if is_label(each.text) and not each.number:
            held = each
        else:
            joined.append(each)
    return [*joined, held] if held else joined
