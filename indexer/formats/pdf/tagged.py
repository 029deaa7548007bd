"""Paragraphs from the structure tree: which letters belong to which element."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Sequence
from itertools import pairwise

from indexer.formats.pdf.content import PageContent, Rule, Run
from indexer.formats.pdf.draft import (
    Draft,
    common_size,
    is_running_text,
    looks_like_heading,
)
from indexer.formats.pdf.lines import (
    Line,
    broken_into_lines,
    line_of,
    run_text,
    without_doubles,
)
from indexer.formats.pdf.margins import Margins, fits
from indexer.formats.pdf.tags import Element, Mark
from indexer.formats.pdf.text import (
    clean,
    ends_sentence,
    is_bullet,
    is_label,
    labels,
    leading_label,
    opening_label,
)
from indexer.records import ParagraphKind


@dataclasses.dataclass(slots=True)
class TaggedText:
    """What the structure tree yields: drafts in its order, and the runs that they hold."""

    drafts: list[Draft]
    held: set[int]


def paragraphs_by_tags(pages: Sequence[PageContent], elements: Sequence[Element]) -> TaggedText:
    """The paragraphs that the elements name, in the tree's order."""
    if not elements:
        return TaggedText([], set())
    reader = _TagReader(pages, elements)
    drafts = [draft for element in elements for draft in reader.drafts(element)]
    return TaggedText(drafts, reader.held)


class _TagReader:
    def __init__(self, pages: Sequence[PageContent], elements: Sequence[Element]) -> None:
        self._pages = {page.id: page.number for page in pages}
        self._rules = {page.number: page.rules for page in pages}
        self._runs: dict[Mark, list[Run]] = {}
        for page in pages:
            for run in page.runs:
                if run.mark is not None and not run.artifact:
                    self._runs.setdefault((page.id, run.stream, run.mark), []).append(run)
        runs = (run for marked in self._runs.values() for run in marked)
        self._body_size = common_size((run.size, len(run.text)) for run in runs)
        self.held: set[int] = set()
        self._lines: dict[int, list[Line]] = {}
        # The margins are known only when every element has its lines.
        self._lines_by_element: dict[int, list[Line]] = {}
        self._take_lines(elements)
        self._margins = {page: Margins(lines) for page, lines in self._lines.items()}

    def drafts(self, element: Element) -> list[Draft]:
        """The paragraphs of one element."""
        if element.role == "TR":
            return self._row(element)
        label = self._label(element)
        drafts = []
        for lines in self._parts(self._lines_by_element[id(element)]):
            drafts.append(self._draft(element, lines, label))
            label = ""
        return drafts

    def _take_lines(self, elements: Iterable[Element]) -> None:
        for element in elements:
            self._lines_by_element[id(element)] = self._lines_of(element)
            for cell in element.cells:
                self._take_lines(cell)

    def _parts(self, lines: list[Line]) -> list[list[Line]]:
        """Lines cut where line breaks inside one element make paragraphs or list items of them."""
        drops = [
            upper.y - lower.y
            for upper, lower in pairwise(lines)
            if upper.page == lower.page and upper.y > lower.y
        ]
        pitch = min(drops, default=0.0)
        parts: list[list[Line]] = []
        for line in lines:
            if parts and not self._is_cut(parts[-1][-1], line, pitch):
                parts[-1].append(line)
            else:
                parts.append([line])
        return parts

    def _is_cut(self, last: Line, line: Line, pitch: float) -> bool:
        if last.page != line.page:
            return False
        blank = last.y - line.y > max(1.6 * pitch, 1.6 * line.size)
        broken = fits(line, self._margins[last.page].room(last))
        if ends_sentence(last.text):
            return blank or broken
        return broken and leading_label(line.text) is not None

    def _row(self, element: Element) -> list[Draft]:
        """A row as one paragraph; a box round text, or a number beside it, as what is inside."""
        cells = [[d for e in cell for d in self.drafts(e)] for cell in element.cells]
        cells = [cell for cell in cells if cell]
        inside = [draft for cell in cells for draft in cell]
        if len(cells) < 2 or any(draft.kind is ParagraphKind.TABLE_ROW for draft in inside):
            return inside
        label = None
        if self._is_numbered_text(cells):
            label = " ".join(cells[0][0].lines)
            inside = _with_number(cells[0][0], cells[1])
            if len(cells) == 2:
                return inside
            cells = [inside, *cells[2:]]
        return [
            Draft(
                kind=ParagraphKind.TABLE_ROW,
                page=min(draft.page for draft in inside),
                last_page=max(draft.last_page for draft in inside),
                cells=[[line for draft in cell for line in draft.lines] for cell in cells],
                label=label,
                size=inside[0].size,
                bold=all(draft.bold for draft in inside),
                indent=min(draft.indent for draft in inside),
                top=inside[0].top,
                bottom=inside[-1].bottom,
                hidden=all(draft.hidden for draft in inside),
                edges=[min(draft.indent for draft in cell) for cell in cells],
            )
        ]

    def _is_numbered_text(self, cells: list[list[Draft]]) -> bool:
        """Whether a row begins with a number hung beside a text, without a rule between them."""
        number = cells[0][0]
        text = " ".join(number.lines)
        beside = " ".join(cells[1][0].lines)
        if len(cells[0]) != 1 or not labels(text, beside) or (len(cells) > 2 and text.isdigit()):
            return False
        return not any(
            _stands_between(rule, number, cells[1][0]) for rule in self._rules[number.page]
        )

    def _marked(self, marks: Iterable[Mark]) -> list[tuple[int, Run]]:
        runs = []
        for mark in marks:
            for run in self._runs.get(mark, ()):
                if id(run) not in self.held:
                    self.held.add(id(run))
                    runs.append((self._pages[mark[0]], run))
        return runs

    def _lines_of(self, element: Element) -> list[Line]:
        placed = self._marked(element.marks)
        lines = []
        for page in dict.fromkeys(page for page, _ in placed):
            runs = without_doubles(run for number, run in placed if number == page)
            found = [line_of(page, row) for row in broken_into_lines(runs)]
            own = [line for line in found if line is not None]
            self._lines.setdefault(page, []).extend(own)
            lines += own
        return lines

    def _label(self, element: Element) -> str:
        label = clean(run_text([r for m in element.label for r in self._runs.get(m, ())]))
        return label if is_label(label) else ""

    def _draft(self, element: Element, lines: list[Line], label: str) -> Draft:
        first, text = lines[0], " ".join(line.text for line in lines)
        size = common_size((line.size, len(line.text)) for line in lines)
        bold = all(line.bold for line in lines)
        label = label or opening_label(first.text) or ""
        level = element.heading_level
        if is_bullet(label) or is_running_text(text, size, bold, self._body_size):
            level = None
        kind = ParagraphKind.PARAGRAPH
        if level or looks_like_heading(text, size, bold, self._body_size):
            kind = ParagraphKind.HEADING
        elif element.role == "LI" or label:
            kind = ParagraphKind.LIST_ITEM
        return Draft(
            kind=kind,
            page=first.page,
            last_page=lines[-1].page,
            cells=[[line.text for line in lines]],
            label=label or None,
            level=level or element.depth or None,
            size=size,
            bold=bold,
            indent=first.x0,
            body=lines[1].x0 if len(lines) > 1 else first.text_x0,
            top=first.y,
            bottom=lines[-1].y,
            hidden=all(line.hidden for line in lines),
            note=element.note,
            goes_on=element.role == "LI" and not label,
            room=self._margins[lines[-1].page].room(lines[-1]),
            first_word=first.first_x1 - first.x0,
        )


def _stands_between(rule: Rule, left: Draft, right: Draft) -> bool:
    """Whether an upright line divides two drafts that stand side by side."""
    return (
        rule.y1 - rule.y0 > rule.x1 - rule.x0
        and left.indent < rule.x0 < right.indent
        and rule.y0 - 1 <= left.top <= rule.y1 + 1
    )


def _with_number(number: Draft, texts: list[Draft]) -> list[Draft]:
    first = texts[0]
    first.label = " ".join(number.lines)
    first.cells = [[f"{first.label} {first.opening}", *first.lines[1:]]]
    first.body, first.indent = first.indent, number.indent
    if first.kind is ParagraphKind.PARAGRAPH:
        first.kind = ParagraphKind.LIST_ITEM
    return texts
