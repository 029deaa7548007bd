"""Paragraphs from the structure tree: which letters belong to which element."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Sequence

from indexer.formats.pdf.content import PageContent, Run
from indexer.formats.pdf.draft import Draft, common_size
from indexer.formats.pdf.lines import broken_into_lines, run_text, without_doubles
from indexer.formats.pdf.tags import Element, Mark
from indexer.formats.pdf.text import clean, is_label, leading_label
from indexer.records import ParagraphKind


@dataclasses.dataclass(slots=True)
class TaggedText:
    """What the structure tree yields: drafts in its order, and the runs that they hold."""

    drafts: list[Draft]
    held: set[int]


def paragraphs_by_tags(pages: Sequence[PageContent], elements: Sequence[Element]) -> TaggedText:
    """The paragraphs that the elements name, in the tree's order."""
    reader = _TagReader(pages)
    drafts = [draft for element in elements for draft in reader.drafts(element)]
    return TaggedText(drafts, reader.held)


class _TagReader:
    def __init__(self, pages: Sequence[PageContent]) -> None:
        self._pages = {page.id: page.number for page in pages}
        self._runs: dict[Mark, list[Run]] = {}
        for page in pages:
            for run in page.runs:
                if run.mark is not None and not run.artifact:
                    self._runs.setdefault((page.id, run.stream, run.mark), []).append(run)
        self.held: set[int] = set()

    def drafts(self, element: Element) -> list[Draft]:
        """The paragraphs of one element: one, or for a box round text those inside it."""
        if element.role != "TR":
            draft = self._paragraph(element)
            return [draft] if draft is not None else []
        cells = [[d for e in cell for d in self.drafts(e)] for cell in element.cells]
        cells = [cell for cell in cells if cell]
        if len(cells) < 2 or any(d.kind is ParagraphKind.TABLE_ROW for c in cells for d in c):
            return [draft for cell in cells for draft in cell]
        inside = [draft for cell in cells for draft in cell]
        return [
            Draft(
                kind=ParagraphKind.TABLE_ROW,
                page=min(draft.page for draft in inside),
                last_page=max(draft.last_page for draft in inside),
                cells=[[line for draft in cell for line in draft.lines] for cell in cells],
                size=inside[0].size,
                bold=all(draft.bold for draft in inside),
                indent=min(draft.indent for draft in inside),
                top=inside[0].top,
                bottom=inside[-1].bottom,
                hidden=all(draft.hidden for draft in inside),
            )
        ]

    def _marked(self, marks: Iterable[Mark]) -> list[tuple[int, Run]]:
        runs = []
        for mark in marks:
            for run in self._runs.get(mark, ()):
                if id(run) not in self.held:
                    self.held.add(id(run))
                    runs.append((self._pages[mark[0]], run))
        return runs

    def _paragraph(self, element: Element) -> Draft | None:
        label_marks = set(element.label)
        label = clean(run_text([r for m in element.label for r in self._runs.get(m, ())]))
        placed = self._marked(element.marks)
        printed = [(page, run) for page, run in placed if run.text.strip()]
        if not printed:
            return None
        lines: list[str] = []
        for page in dict.fromkeys(page for page, _ in printed):
            runs = without_doubles(run for number, run in placed if number == page)
            lines += [text for line in broken_into_lines(runs) if (text := run_text(line))]
        if not lines:
            return None
        runs = [run for _, run in printed]
        letters = sum(len(run.text) for run in runs)
        if not (label_marks and is_label(label)):
            label = leading_label(lines[0]) or ""
        return Draft(
            kind=_kind(element, label),
            page=printed[0][0],
            last_page=printed[-1][0],
            cells=[lines],
            label=label or None,
            level=element.heading_level or (element.depth or None),
            size=common_size((run.size, len(run.text)) for run in runs),
            bold=sum(len(run.text) for run in runs if run.bold) > 0.8 * letters,
            indent=min(run.x0 for run in runs),
            top=runs[0].y,
            bottom=runs[-1].y,
            hidden=sum(len(run.text) for run in runs if run.hidden) > letters / 2,
            note=element.role in ("Note", "FENote"),
        )


def _kind(element: Element, label: str) -> ParagraphKind:
    if element.heading_level:
        return ParagraphKind.HEADING
    if element.role == "LI" or label:
        return ParagraphKind.LIST_ITEM
    return ParagraphKind.PARAGRAPH
