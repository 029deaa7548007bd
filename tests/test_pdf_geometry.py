"""Untagged PDFs: paragraphs from where the letters stand."""

from __future__ import annotations

import pytest
from pdf_builder import A4, Page, PdfBuilder, wrapped
from reportlab.pdfbase.pdfmetrics import stringWidth

from indexer.blocks import Block
from indexer.formats.pdf import read
from indexer.formats.pdf.content import Run
from indexer.formats.pdf.lines import line_of
from indexer.formats.pdf.text import labels, leading_label
from indexer.records import ParagraphKind

EARLY = "The board received a report on the number of families who had asked for early help."
LATE = "Members were told that most of them had been seen within ten working days of asking."
LONG = " ".join([EARLY, LATE, EARLY.lower(), LATE.lower()])


def blocks_of(pdf: PdfBuilder) -> list[Block]:
    return list(read(pdf.build()).blocks)


def texts_of(pdf: PdfBuilder) -> list[str]:
    return [block.text for block in blocks_of(pdf)]


def draw_lines(page: Page, x: float, y: float, lines: list[str], *, pitch: float = 14.4) -> None:
    for index, line in enumerate(lines):
        page.text(x, y - pitch * index, line)


def test_a_gap_divides_paragraphs() -> None:
    pdf = PdfBuilder()
    page = pdf.page()
    y = page.paragraph(72, 750, LONG)
    page.paragraph(72, y, LATE + " " + EARLY)
    assert texts_of(pdf) == [LONG, LATE + " " + EARLY]


def test_without_a_gap_a_line_on_which_the_next_word_fits_ends_its_paragraph() -> None:
    pdf = PdfBuilder()
    page = pdf.page()
    first, second = wrapped(LONG, 420, 12), wrapped(f"{LATE} {EARLY}", 420, 12)
    draw_lines(page, 72, 750, first + second)
    assert texts_of(pdf) == [LONG, f"{LATE} {EARLY}"]


def test_headings_and_their_size() -> None:
    pdf = PdfBuilder()
    page = pdf.page()
    page.text(72, 760, "Early help", size=16)
    page.paragraph(72, 730, LONG)
    page.text(72, 640, "Next steps", bold=True)
    page.paragraph(72, 615, LONG)
    found = blocks_of(pdf)
    assert [b.kind for b in found] == [
        ParagraphKind.HEADING,
        ParagraphKind.PARAGRAPH,
        ParagraphKind.HEADING,
        ParagraphKind.PARAGRAPH,
    ]
    assert (found[0].size, found[2].bold) == (16.0, True)


def test_minutes_with_hanging_numbers() -> None:
    pdf = PdfBuilder()
    page = pdf.page()
    y = page.paragraph(72, 750, "APOLOGIES", bold=True, label="12.", hang=36)
    y = page.paragraph(72, y, LONG, label="12.1", hang=36)
    y = page.paragraph(108, y, LATE + " " + EARLY, label="(a)", hang=24)
    page.paragraph(72, y, EARLY + " " + LATE, label="12.2", hang=36)
    found = blocks_of(pdf)
    assert [(b.label, b.text) for b in found] == [
        ("12.", "12. APOLOGIES"),
        ("12.1", f"12.1 {LONG}"),
        ("(a)", f"(a) {LATE} {EARLY}"),
        ("12.2", f"12.2 {EARLY} {LATE}"),
    ]
    assert found[0].kind is ParagraphKind.HEADING
    assert found[1].kind is ParagraphKind.LIST_ITEM


def test_a_wrapped_number_is_no_label() -> None:
    pdf = PdfBuilder()
    page = pdf.page()
    draw_lines(
        page,
        72,
        750,
        [
            "4. The plan says that every young person is to have a home of their own by the age",
            "25. It does not say how many homes it will take, and the board asked for an answer",
            "to that question before the summer.",
        ],
    )
    assert len(texts_of(pdf)) == 1


def test_bullets_drawn_apart() -> None:
    pdf = PdfBuilder()
    page = pdf.page()
    y = page.paragraph(72, 750, "The board asked for:")
    for text in (LONG, LATE, EARLY):
        y = page.paragraph(90, y, text, label="•", hang=18)
    assert texts_of(pdf) == ["The board asked for:", f"• {LONG}", f"• {LATE}", f"• {EARLY}"]


def test_bold_words_inside_a_paragraph_do_not_divide_it() -> None:
    pdf = PdfBuilder()
    page = pdf.page()
    lines = wrapped(LONG, 420, 12)
    for index, line in enumerate(lines):
        page.text(72, 750 - 14.4 * index, line, bold=index == 1)
    assert texts_of(pdf) == [LONG]


def test_two_columns_are_read_one_after_the_other() -> None:
    pdf = PdfBuilder()
    page = pdf.page()
    page.text(72, 790, "Newsletter of the improvement board for the spring of this year", size=16)
    for x, text in ((60, EARLY), (310, LATE)):
        y = 750.0
        for _ in range(4):
            y = page.paragraph(x, y, " ".join([text] * 3), width=220, size=10)
    assert texts_of(pdf)[1:] == [" ".join([EARLY] * 3)] * 4 + [" ".join([LATE] * 3)] * 4


def test_ruled_tables_row_by_row_with_cells_of_several_lines() -> None:
    pdf = PdfBuilder()
    page = pdf.page()
    page.paragraph(72, 790, LONG)
    page.grid([70, 300, 520], [700, 670, 620, 590])
    page.text(75, 680, "Area", bold=True)
    page.text(305, 680, "Grade", bold=True)
    draw_lines(page, 75, 655, ["The experiences of children", "who need help"])
    draw_lines(page, 305, 655, ["Requires improvement to", "be good"])
    page.text(75, 600, "Care leavers")
    page.text(305, 600, "Good")
    page.paragraph(72, 560, LONG)
    found = blocks_of(pdf)
    assert [block.text for block in found] == [
        LONG,
        "Area | Grade",
        "The experiences of children who need help | Requires improvement to be good",
        "Care leavers | Good",
        LONG,
    ]
    assert [block.kind is ParagraphKind.TABLE_ROW for block in found] == [
        False,
        True,
        True,
        True,
        False,
    ]


def test_a_box_round_text_is_paragraphs() -> None:
    pdf = PdfBuilder()
    page = pdf.page()
    page.grid([60, 520], [770, 640])
    y = page.paragraph(72, 750, LONG)
    page.paragraph(72, y, LATE)
    page.paragraph(72, 600, EARLY)
    assert texts_of(pdf) == [LONG, LATE, EARLY]


def test_shading_behind_words_is_no_table() -> None:
    pdf = PdfBuilder()
    page = pdf.page()
    for x in (72, 200, 330):
        page.content.append(f"0.9 g {x} 745 130 14 re f 0 g")
    page.paragraph(72, 750, LONG)
    assert texts_of(pdf) == [LONG]


def test_unruled_rows_and_their_wrapped_cells() -> None:
    pdf = PdfBuilder()
    page = pdf.page()
    page.text(72, 750, "Councillor A")
    page.text(300, 750, "Chair of the improvement board, and of the scrutiny")
    page.text(300, 735.6, "panel until May")
    page.text(72, 700, "Councillor B")
    page.text(300, 700, "Member")
    page.paragraph(72, 650, LONG)
    assert texts_of(pdf) == [
        "Councillor A | Chair of the improvement board, and of the scrutiny panel until May",
        "Councillor B | Member",
        LONG,
    ]


def test_figures_in_the_first_column_are_no_labels() -> None:
    pdf = PdfBuilder()
    page = pdf.page()
    for row, figures in enumerate((("1.2", "3.4", "5.6"), ("10", "20", "30"))):
        for column, figure in enumerate(figures):
            page.text(72 + 100 * column, 700 - 30 * row, figure)
    assert texts_of(pdf) == ["1.2 | 3.4 | 5.6", "10 | 20 | 30"]


def test_a_field_with_a_colon_is_one_paragraph() -> None:
    pdf = PdfBuilder()
    page = pdf.page()
    page.paragraph(72, 750, EARLY + " " + LATE, label="Subject:", hang=80)
    page.paragraph(72, 690, LONG)
    assert texts_of(pdf) == [f"Subject: {EARLY} {LATE}", LONG]


def test_a_table_of_contents_is_lines() -> None:
    pdf = PdfBuilder()
    page = pdf.page()
    for index, (title, number) in enumerate([("Summary", 2), ("Findings", 4), ("Next steps", 11)]):
        page.text(72, 750 - 25 * index, title)
        page.text(500, 750 - 25 * index, str(number))
    found = blocks_of(pdf)
    assert [block.text for block in found] == ["Summary 2", "Findings 4", "Next steps 11"]
    assert {block.kind for block in found} == {ParagraphKind.PARAGRAPH}


PARTS = ("Housing", "Schools", "Police", "Health", "Courts")


def test_running_headers_footers_and_page_numbers_are_furniture() -> None:
    pdf = PdfBuilder()
    for number, part in enumerate(PARTS, 1):
        page = pdf.page()
        page.text(72, 805, "Inspection of a council")
        page.text(280, 40, f"Page {number} of 5")
        page.paragraph(72, 750, f"{part}: {LONG}")
    source = read(pdf.build())
    assert [block.text for block in source.blocks] == [f"{part}: {LONG}" for part in PARTS]
    assert [piece.text for piece in source.furniture if piece.name == "running"] == [
        "Inspection of a council",
        "Page 1 of 5",
    ]


def test_numbered_parts_at_the_head_of_pages_are_content() -> None:
    pdf = PdfBuilder()
    for number, part in enumerate(PARTS, 1):
        page = pdf.page()
        page.text(280, 805, f"Question {number}")
        page.text(280, 770, f"Year {2010 + number * number}")
        page.paragraph(72, 720, f"{part}: {LONG}")
    assert texts_of(pdf)[:5] == [
        "Question 1",
        "Year 2011",
        f"Housing: {LONG}",
        "Question 2",
        "Year 2014",
    ]


def test_text_that_begins_alike_on_two_pages_is_no_header() -> None:
    pdf = PdfBuilder()
    for number, part in enumerate(PARTS, 1):
        lines = [f"{part} was the matter of line {line} and it goes on" for line in range(9)]
        page = pdf.page()
        draw_lines(
            page, 72, 780, ["The board turned to its next action, which", *lines][number > 2 :]
        )
    begun = " ".join(texts_of(pdf)).count("The board turned to its next action, which")
    assert begun == 2


def test_a_bare_page_number_goes_and_another_number_stays() -> None:
    pdf = PdfBuilder()
    page = pdf.page()
    page.paragraph(72, 750, LONG)
    page.text(300, 400, "1")
    page.text(300, 40, "1")
    assert texts_of(pdf) == [LONG, "1"]


def test_a_blank_page_that_says_so_is_no_content() -> None:
    pdf = PdfBuilder()
    pdf.page().paragraph(72, 750, LONG)
    pdf.page().text(200, 420, "This page is intentionally left blank")
    assert texts_of(pdf) == [LONG]


@pytest.mark.parametrize("note", [False, True])
def test_paragraphs_are_joined_across_pages_and_round_footnotes(note: bool) -> None:
    pdf = PdfBuilder()
    lines = wrapped(" ".join([LONG] * 3), 420, 12)
    first, second = pdf.page(), pdf.page()
    draw_lines(first, 72, 250, lines[:7])
    if note:
        first.paragraph(72, 100, "1 " + EARLY, size=8)
    draw_lines(second, 72, 760, lines[7:])
    found = blocks_of(pdf)
    assert found[0].text == " ".join([LONG] * 3)
    assert found[0].page == 1
    assert len(found) == (2 if note else 1)


def test_a_paragraph_that_ended_is_not_joined() -> None:
    pdf = PdfBuilder()
    pdf.page().paragraph(72, 150, LONG)
    pdf.page().paragraph(72, 760, LATE)
    assert texts_of(pdf) == [LONG, LATE]


def test_letters_drawn_twice_are_read_once() -> None:
    pdf = PdfBuilder()
    page = pdf.page()
    page.text(72, 750, "Improvement board")
    page.text(72.4, 750, "Improvement board")
    assert texts_of(pdf) == ["Improvement board"]


@pytest.mark.parametrize("tagged", [True, False])
def test_a_capital_with_a_bracket_labels_what_it_begins_but_not_a_wrapped_line(
    tagged: bool,
) -> None:
    pdf = PdfBuilder()
    page = pdf.page()
    texts = ["A) Note the plan.", f"B) {EARLY}", "The map (see the appendix of the report, Annex"]
    for y, text in zip((700, 670, 640), texts, strict=True):
        page.text(72, y, text, element=(element := pdf.root.add("P") if tagged else None))
    page.text(72, 625.6, "A) is new.", element=element)
    found = blocks_of(pdf)
    assert [(block.text, block.label) for block in found] == [
        ("A) Note the plan.", "A)"),
        (f"B) {EARLY}", "B)"),
        (f"{texts[2]} A) is new.", None),
    ]


@pytest.mark.parametrize("tagged", [True, False])
@pytest.mark.parametrize(
    ("first", "second", "bold", "joined"),
    [
        ("He said the pressures in the", "Adults Directorate had grown.", False, True),
        ("It was a question of", "Members and their wards.", False, True),
        ("They asked for a", "Budget of their own.", False, True),
        ("Members heard him and", "Officers left.", False, False),
        ("Fees and charges, together", "with inflation, had grown.", False, True),
        ("The figures will be updated in the report,", "and those shown again.", False, True),
        ("It was noted.", "of the Members two were late.", False, False),
        ("reasons why families had left:", "to be near to work", False, False),
        ("The Chair spoke", "Members listened.", False, False),
        ("Question by A. Member to B. Leader,", "Cabinet Member for Parks", True, True),
        ("Question by A. Member to B. Leader", "Answer", True, False),
        ("With kind regards,", "A. Member", False, False),
    ],
)
def test_lines_that_a_typist_broke(
    first: str, second: str, bold: bool, joined: bool, tagged: bool
) -> None:
    pdf = PdfBuilder()
    page = pdf.page()
    for y, text in ((700, first), (685.6, second)):
        page.text(72, y, text, bold=bold, element=pdf.root.add("P") if tagged else None)
    page.paragraph(72, 640, LONG, element=pdf.root.add("P") if tagged else None)
    found = blocks_of(pdf)
    assert [block.text for block in found[:-1]] == (
        [f"{first} {second}"] if joined else [first, second]
    )
    if bold:
        assert found[0].kind is ParagraphKind.HEADING


@pytest.mark.parametrize("tagged", [True, False])
@pytest.mark.parametrize(
    ("word", "number", "after", "text"),
    [
        ("the local area", "2", "", "the local area ²"),
        ("at all schools", "3", ", most of them small", "at all schools ³, most of them small"),
        ("which was 22.2%", "10", " of the total", "which was 22.2% ¹⁰ of the total"),
        ("by March 2015.", "1,2", "", "by March 2015. ¹,²"),
        ("a hall of 90 m", "2", " was built", "a hall of 90 m² was built"),
        ("on the 21", "st", " of May", "on the 21st of May"),
    ],
)
def test_note_numbers_stay_raised_and_apart_from_their_word(
    word: str, number: str, after: str, text: str, tagged: bool
) -> None:
    pdf = PdfBuilder()
    page = pdf.page()
    element = pdf.root.add("P") if tagged else None
    x = 72.0
    for piece, size, rise in ((word, 12, 0), (number, 8, 4), (after, 12, 0)):
        if piece:
            page.text(x, 700 + rise, piece, size=size, element=element)
            x += stringWidth(piece, "Helvetica", size)
    assert [block.text for block in read(pdf.build()).blocks] == [text]


def test_raised_letters_stay_in_their_line() -> None:
    pdf = PdfBuilder()
    page = pdf.page()
    page.text(72, 750, "Families were seen quickly.")
    page.text(72 + 144.1, 755.5, "1", size=7)
    page.text(300, 750, "")
    page.paragraph(72, 700, LONG)
    assert texts_of(pdf)[0] == "Families were seen quickly. ¹"


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_a_turned_page_reads_like_an_upright_one(turn: int) -> None:
    pdf = PdfBuilder()
    page = pdf.page()
    width, height = A4
    matrix = {
        90: f"0 1 -1 0 {width} 0 cm",
        180: f"-1 0 0 -1 {width} {height} cm",
        270: f"0 -1 1 0 0 {height} cm",
    }[turn]
    page.content.append(f"q {matrix}")
    y = page.paragraph(72, 500, LONG)
    page.paragraph(72, y, LATE)
    page.content.append("Q")
    assert texts_of(pdf) == [LONG, LATE]


def test_a_slanting_watermark_does_not_cut_lines() -> None:
    pdf = PdfBuilder()
    page = pdf.page()
    page.paragraph(72, 750, LONG)
    page.content.append("BT /B 60 Tf 0.7 0.7 -0.7 0.7 100 600 Tm (DRAFT) Tj ET")
    assert texts_of(pdf) == [LONG, "DRAFT"]


def test_invisible_letters_of_a_scan_are_marked_as_recognised() -> None:
    pdf = PdfBuilder()
    page = pdf.page()
    page.picture()
    page.content.append("3 Tr")
    page.paragraph(72, 750, LONG)
    (block,) = blocks_of(pdf)
    assert (block.text, block.recognised) == (LONG, True)


def test_bullets_hung_beside_texts_are_items() -> None:
    pdf = PdfBuilder()
    page = pdf.page()
    # What WinAnsiEncoding leaves out, as code 127, prints a bullet.
    y = page.paragraph(90, 700, LONG, label="\x7f", hang=30)
    page.paragraph(90, y, f"{LATE} {EARLY}", label="\x7f", hang=30)
    assert [(b.text, b.kind) for b in blocks_of(pdf)] == [
        (f"• {LONG}", ParagraphKind.LIST_ITEM),
        (f"• {LATE} {EARLY}", ParagraphKind.LIST_ITEM),
    ]


@pytest.mark.parametrize("symbol", ["\uf0b7", "\uf09f", "\ufffd", "■", "◼"])
def test_a_symbol_before_a_text_is_a_bullet(symbol: str) -> None:
    runs = [
        Run(symbol, 72, 78, 700, 78, 12, bold=False),
        Run("The plan was noted", 90, 200, 700, 110, 12, bold=False),
    ]
    line = line_of(1, runs)
    assert line is not None
    assert leading_label(line.text) in {"•", "■", "◼"}
    assert labels(line.text[0], "The plan was noted")


def two_columns(
    page: Page, y: float, left: list[str], right: list[str], *, label: str = ""
) -> float:
    """Draw paragraphs in two columns; returns the y below both."""
    ends = []
    for x, texts in ((72, left), (300, right)):
        at = y
        for text in texts:
            hang = 14 if label else 0
            at = page.paragraph(x, at, text, width=208, size=11, label=label, hang=hang)
        ends.append(at)
    return min(ends) - 10


@pytest.mark.parametrize("label", ["", "•"])
@pytest.mark.parametrize("full", [1, 3])
def test_two_columns_on_a_part_of_a_page(full: int, label: str) -> None:
    pdf = PdfBuilder()
    page = pdf.page()
    left, right = [LATE, f"{EARLY} {LATE}"], [f"{EARLY} {EARLY}", LATE, EARLY]
    y = 780.0
    for _ in range(full):
        y = page.paragraph(72, y, LONG, size=11)
    y = two_columns(page, y, left, right, label=label and "\x7f")
    for _ in range(full):
        y = page.paragraph(72, y, LONG, size=11)
    mark = f"{label} " if label else ""
    columns = [mark + text for text in (*left, *right)]
    assert texts_of(pdf) == [LONG] * full + columns + [LONG] * full


def test_names_in_two_columns_are_no_running_text() -> None:
    pdf = PdfBuilder()
    page = pdf.page()
    y = page.paragraph(72, 780, LONG)
    for number in range(8):
        page.text(72, y, f"Councillor of the {number}th ward")
        page.text(320, y, f"Officer of the {number}th service")
        y -= 14.4
    page.paragraph(72, y - 10, LONG)
    assert [b.kind for b in blocks_of(pdf)[1:9]] == [ParagraphKind.TABLE_ROW] * 8


def test_wrapped_cells_without_rules_are_no_columns() -> None:
    pdf = PdfBuilder()
    page = pdf.page()
    y = page.paragraph(72, 780, LONG)
    for action, outcome in ((EARLY, LONG), (LONG, LATE), (LATE, EARLY)):
        ends = [
            page.paragraph(72, y, action, width=230),
            page.paragraph(310, y, outcome, width=200),
        ]
        y = min(ends)
    page.paragraph(72, y - 10, LONG)
    assert texts_of(pdf)[1:4] == [f"{EARLY} | {LONG}", f"{LONG} | {LATE}", f"{LATE} | {EARLY}"]


def test_a_ruled_row_that_the_page_cuts_is_one() -> None:
    pdf = PdfBuilder()
    first, second = pdf.page(), pdf.page()
    first.grid([70, 250, 500], [160, 130, 60])
    first.text(75, 140, "Service")
    first.text(255, 140, "What was found")
    first.text(75, 110, "Care leavers")
    draw_lines(first, 255, 110, ["Most had been seen within", "ten working days, and those"])
    second.grid([70, 250, 500], [790, 740, 700])
    draw_lines(second, 255, 775, ["who had not been were seen", "in the month after that."])
    second.text(75, 720, "Early help")
    second.text(255, 720, "more was asked for")
    assert texts_of(pdf) == [
        "Service | What was found",
        "Care leavers | Most had been seen within ten working days, and those "
        "who had not been were seen in the month after that.",
        "Early help | more was asked for",
    ]


def test_a_cut_row_is_one_though_the_heading_row_is_printed_again() -> None:
    pdf = PdfBuilder()
    first, second = pdf.page(), pdf.page()
    first.grid([70, 250, 500], [160, 130, 60])
    second.grid([70, 250, 500], [790, 760, 700, 660])
    for page, y in ((first, 140), (second, 770)):
        page.text(75, y, "Service")
        page.text(255, y, "What was found")
    first.text(75, 110, "Care leavers")
    draw_lines(first, 255, 110, ["Most had been seen within", "ten working days, and those"])
    draw_lines(second, 255, 740, ["who had not been were seen", "in the month after that."])
    second.text(75, 680, "Early help")
    second.text(255, 680, "more was asked for")
    assert texts_of(pdf) == [
        "Service | What was found",
        "Care leavers | Most had been seen within ten working days, and those "
        "who had not been were seen in the month after that.",
        "Service | What was found",
        "Early help | more was asked for",
    ]


def test_a_new_ruled_row_on_the_next_page_is_its_own() -> None:
    pdf = PdfBuilder()
    first, second = pdf.page(), pdf.page()
    first.grid([70, 250, 500], [120, 60])
    first.text(75, 100, "Care leavers")
    first.text(255, 100, "Most had been seen")
    second.grid([70, 250, 500], [790, 740])
    second.text(75, 770, "early help")
    second.text(255, 770, "More was asked for")
    assert len(texts_of(pdf)) == 2


def test_a_lettered_item_below_a_ruled_row_is_no_rest_of_it() -> None:
    pdf = PdfBuilder()
    first, second = pdf.page(), pdf.page()
    first.grid([70, 250, 500], [120, 60])
    first.text(75, 100, "Care leavers")
    first.text(255, 100, "Most had been seen, and")
    second.text(255, 770, "c. the rest were told of it.")
    assert len(texts_of(pdf)) == 2
