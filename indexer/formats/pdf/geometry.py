"""Paragraphs of a page from where its letters stand, for pages without usable structure tags."""

from __future__ import annotations

import dataclasses
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from indexer.formats.pdf.columns import bands
from indexer.formats.pdf.content import PageContent, Run
from indexer.formats.pdf.contents import with_contents_lines
from indexer.formats.pdf.draft import Draft, common_size
from indexer.formats.pdf.flow import Flow, Pitches
from indexer.formats.pdf.lines import COLUMN_GAP, Line, line_of, rows, without_doubles
from indexer.formats.pdf.tables import TableRow, take_tables
from indexer.records import ParagraphKind


@dataclasses.dataclass(slots=True)
class _Layout:
    """The lines and tables of a page that read in one direction."""

    width: float
    lines: list[Line]
    tables: list[TableRow]


def paragraphs_by_geometry(pages: Sequence[PageContent]) -> dict[int, list[Draft]]:
    """The paragraphs of each page, by page number, in reading order."""
    layouts = {page.number: _layouts(page) for page in pages}
    every = [layout for page in layouts.values() for layout in page]
    body = common_size((line.size, len(line.text)) for layout in every for line in layout.lines)
    pitches = Pitches(layout.lines for layout in every)
    return {
        number: [draft for layout in found for draft in _drafts(number, layout, body, pitches)]
        for number, found in layouts.items()
    }


def _layouts(page: PageContent) -> list[_Layout]:
    """A page's lines, those of each direction of reading apart; the main direction first."""
    by_turn: dict[int | None, list[Run]] = {}
    for run in page.runs:
        if run.text.strip() and run.size > 2:
            by_turn.setdefault(run.turn, []).append(run)
    found = []
    for turn, runs in sorted(by_turn.items(), key=lambda item: -len(item[1])):
        rules = page.rules if turn == 0 else []
        width = page.height if turn in (1, 3) else page.width
        tables, rest = take_tables(rules, without_doubles(runs))
        lines = _lines(page.number, rest)
        found.append(_Layout(width, lines, tables))
    return found


def _lines(page: int, runs: Sequence[Run]) -> list[Line]:
    """The lines of runs, cut where their pieces stand apart."""
    found = rows(runs)
    columns = _columns(found)
    lines = []
    for row in found:
        pieces = [[row[0]]]
        for run in row[1:]:
            last = pieces[-1][-1]
            gap = run.x0 - last.x1
            size = max(run.size, last.size)
            if gap >= size or (gap >= COLUMN_GAP * size and round(run.x0 / 2) in columns):
                pieces.append([run])
            else:
                pieces[-1].append(run)
        lines += [line for piece in pieces if (line := line_of(page, piece)) is not None]
    return lines


def _columns(found: Sequence[Sequence[Run]]) -> set[int]:
    """Left edges, in steps of 2 points, at which runs begin after a gap in several rows."""
    counts: Counter[int] = Counter()
    for row in found:
        starts = {
            round((run.x0 + shift) / 2)
            for last, run in pairwise(row)
            if run.x0 - last.x1 >= COLUMN_GAP * run.size
            for shift in (-0.7, 0, 0.7)
        }
        counts.update(starts)
    return {place for place, count in counts.items() if count >= 3}


def _drafts(number: int, layout: _Layout, body: float, pitches: Pitches) -> list[Draft]:
    pieces: list[Line | TableRow] = [*layout.lines, *layout.tables]
    drafts: list[Draft] = []
    for band in bands(pieces, layout.width):
        # A table's row ends what is above it: each stretch between rows flows on its own.
        stretch: list[Line] = []
        for piece in sorted(band, key=lambda piece: -piece.y):
            if isinstance(piece, TableRow):
                drafts += Flow(stretch, body, pitches).drafts()
                drafts.append(_row(number, piece))
                stretch = []
            else:
                stretch.append(piece)
        drafts += Flow(stretch, body, pitches).drafts()
    _mark_notes(drafts, body)
    return with_contents_lines(drafts)


def _mark_notes(drafts: list[Draft], body: float) -> None:
    """Mark the small print at the foot of a page, which stands between halves of a paragraph."""
    for draft in reversed(drafts):
        if draft.size > 0.92 * body or draft.kind is ParagraphKind.TABLE_ROW:
            break
        draft.note = True


def _row(number: int, row: TableRow) -> Draft:
    runs = [run for cell in row.cells for run in cell.runs]
    letters = sum(len(run.text) for run in runs)
    printed = [cell for cell in row.cells if cell.lines()]
    return Draft(
        kind=ParagraphKind.TABLE_ROW,
        page=number,
        last_page=number,
        cells=[cell.lines() for cell in printed],
        size=common_size((run.size, len(run.text)) for run in runs),
        bold=sum(len(run.text) for run in runs if run.bold) > 0.8 * letters,
        indent=row.x0,
        body=row.x0,
        top=row.y,
        bottom=row.bottom,
        hidden=sum(len(run.text) for run in runs if run.hidden) > letters / 2,
        edges=[min(run.x0 for run in cell.runs) for cell in printed],
    )
