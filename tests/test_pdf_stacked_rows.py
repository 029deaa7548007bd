"""Ruled tables that rule off groups of rows, as spreadsheets do: each printed row is a row."""

from __future__ import annotations

from collections.abc import Sequence

from pdf_builder import Page, PdfBuilder, wrapped

from indexer.blocks import Block
from indexer.formats.pdf import read
from indexer.records import ParagraphKind

LONG = (
    "The board received a report on the number of families who had asked for early help this year."
)


def _table(rows: Sequence[tuple[str, ...]]) -> tuple[PdfBuilder, Page]:
    """A page with one ruled row: words at the left of it, figures in two columns without a rule."""
    pdf = PdfBuilder()
    page = pdf.page()
    page.grid([70, 300, 520], [720, 700 - 14 * len(rows)])
    for number, (words, *figures) in enumerate(rows):
        y = 705 - 14 * number
        page.text(75, y, words, size=10)
        for x, figure in zip((310, 400, 460), figures, strict=False):
            page.text(x, y, figure, size=10)
    return pdf, page


def _found(pdf: PdfBuilder) -> list[Block]:
    return list(read(pdf.build()).blocks)


def _texts(rows: Sequence[tuple[str, ...]]) -> list[str]:
    return [block.text for block in _found(_table(rows)[0])]


def test_each_printed_row_is_a_row_with_its_own_figures() -> None:
    rows = [
        ("Base budget", "1,429.5", "0.0", "1,429.5"),
        ("Pay and prices", "21.8", "(2.1)", "19.7"),
        ("Savings", "-30.8", "-", "-30.8"),
    ]
    found = _found(_table(rows)[0])
    assert [block.text for block in found] == [" | ".join(row) for row in rows]
    assert {block.kind for block in found} == {ParagraphKind.TABLE_ROW}


def test_two_rows_are_told_by_two_columns_of_figures() -> None:
    pdf = PdfBuilder()
    page = pdf.page()
    page.grid([70, 250, 380, 520], [720, 670])
    for y, cells in ((705, ("Parks", "12", "14")), (691, ("Paths", "8", "9"))):
        for x, text in zip((75, 260, 390), cells, strict=True):
            page.text(x, y, text, size=10)
    assert [block.text for block in _found(pdf)] == ["Parks | 12 | 14", "Paths | 8 | 9"]


def test_a_name_that_is_broken_between_lines_stays_with_its_figures() -> None:
    first, second = wrapped("Market support and improvement fund for adult social care", 215, 10)
    rows = [
        ("Support grant", "11.8"),
        (first, "26.9"),
        (second,),
        ("Better care grant", "50.0"),
        ("(with the discharge grant)",),
        ("Homes bonus", "2.0"),
    ]
    assert _texts(rows) == [
        "Support grant | 11.8",
        f"{first} {second} | 26.9",
        "Better care grant (with the discharge grant) | 50.0",
        "Homes bonus | 2.0",
    ]


def test_a_line_without_figures_stands_for_itself() -> None:
    rows = [("Parks", "1.2"), ("Paths", "0.8"), ("SAVINGS",), ("Fuel", "0.3"), ("Staff", "0.4")]
    assert _texts(rows) == ["Parks | 1.2", "Paths | 0.8", "SAVINGS", "Fuel | 0.3", "Staff | 0.4"]


def test_running_text_beside_a_list_of_figures_is_one_row() -> None:
    lines = wrapped(f"{LONG} {LONG}", 215, 10)
    years = ["2019", "2020", "2021", "2022"]
    rows = [(line, *years[index : index + 1]) for index, line in enumerate(lines)]
    assert _texts(rows) == [f"{LONG} {LONG} | 2019 2020 2021 2022"]


def test_lines_of_words_below_each_other_are_one_row() -> None:
    rows = [("Lead member", "Ms A. Person"), ("and officers", "Mr B. Person"), ("of the board", "")]
    assert _texts(rows) == ["Lead member and officers of the board | Ms A. Person Mr B. Person"]
