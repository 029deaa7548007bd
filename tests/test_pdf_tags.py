"""Tagged PDFs: paragraphs from the structure tree, and what happens when it is bad."""

from __future__ import annotations

import pytest
from pdf_builder import PdfBuilder, wrapped

from indexer.blocks import Block
from indexer.formats.pdf import read
from indexer.records import ParagraphKind

SENTENCE = "The board received a report on the number of families who had asked for early help."


def blocks_of(pdf: PdfBuilder) -> list[Block]:
    return list(read(pdf.build()).blocks)


def texts_of(pdf: PdfBuilder) -> list[str]:
    return [block.text for block in blocks_of(pdf)]


def test_paragraphs_and_headings_keep_the_order_of_the_tree() -> None:
    pdf = PdfBuilder()
    page = pdf.page()
    heading, first, second = (pdf.root.add(role) for role in ("H2", "P", "P"))
    page.paragraph(72, 500, SENTENCE, element=second)
    page.paragraph(72, 700, SENTENCE.replace("early", "late"), element=first)
    page.text(72, 750, "Early help", size=14, bold=True, element=heading)
    found = blocks_of(pdf)
    assert [block.text for block in found] == [
        "Early help",
        SENTENCE.replace("early", "late"),
        SENTENCE,
    ]
    assert found[0].kind is ParagraphKind.HEADING
    assert (found[0].level, found[0].size, found[0].bold) == (2, 14.0, True)
    assert found[1].kind is ParagraphKind.PARAGRAPH
    assert found[1].indent == 72.0


def test_list_items_with_labels_of_their_own_and_nested_lists() -> None:
    pdf = PdfBuilder()
    page = pdf.page()
    outer = pdf.root.add("L")
    item = outer.add("LI")
    page.text(72, 700, "1.", element=item.add("Lbl"))
    body = item.add("LBody")
    page.paragraph(90, 700, SENTENCE, element=body)
    inner = body.add("L").add("LI")
    page.text(90, 640, "(a)", element=inner.add("Lbl"))
    page.text(110, 640, "the waiting list was shorter", element=inner.add("LBody").add("P"))
    page.text(72, 600, "2.", element=(last := outer.add("LI")).add("Lbl"))
    page.text(90, 600, "The report was noted.", element=last.add("LBody").add("P"))
    found = blocks_of(pdf)
    assert [(b.text, b.label, b.level) for b in found] == [
        (f"1. {SENTENCE}", "1.", 1),
        ("(a) the waiting list was shorter", "(a)", 2),
        ("2. The report was noted.", "2.", 1),
    ]
    assert {block.kind for block in found} == {ParagraphKind.LIST_ITEM}


def test_a_label_set_close_to_its_text_is_still_a_word_of_its_own() -> None:
    pdf = PdfBuilder()
    page = pdf.page()
    for number, y in ((9, 700), (10, 660)):
        item = pdf.root.add("L").add("LI")
        page.text(72, y, f"{number}.", element=item.add("Lbl"))
        page.text(89, y, "Members asked for figures by ward.", element=item.add("LBody"))
    found = blocks_of(pdf)
    assert [(block.text, block.label) for block in found] == [
        ("9. Members asked for figures by ward.", "9."),
        ("10. Members asked for figures by ward.", "10."),
    ]


def test_a_second_paragraph_in_a_list_item_is_its_own() -> None:
    pdf = PdfBuilder()
    page = pdf.page()
    item = pdf.root.add("L").add("LI")
    page.text(72, 700, "1.", element=item.add("Lbl"))
    body = item.add("LBody")
    page.text(90, 700, "The report was noted.", element=body.add("P"))
    page.text(90, 660, "Members asked for figures by ward.", element=body.add("P"))
    assert texts_of(pdf) == ["1. The report was noted.", "Members asked for figures by ward."]


def test_a_bulleted_line_tagged_as_a_heading_is_a_list_item() -> None:
    pdf = PdfBuilder()
    page = pdf.page()
    page.text(72, 750, "Within three months:", bold=True, element=pdf.root.add("H3"))
    page.text(72, 720, "\u2022 improve how plans are written", element=pdf.root.add("H3"))
    page.text(72, 690, "1. Early help", bold=True, element=pdf.root.add("H3"))
    page.paragraph(72, 660, SENTENCE, element=pdf.root.add("P"))
    kinds = [(block.kind, block.label, block.level) for block in blocks_of(pdf)]
    assert kinds == [
        (ParagraphKind.HEADING, None, 3),
        (ParagraphKind.LIST_ITEM, "•", None),
        (ParagraphKind.HEADING, "1.", 3),
        (ParagraphKind.PARAGRAPH, None, None),
    ]


def test_running_text_tagged_as_headings_is_text_and_goes_on_over_the_page() -> None:
    pdf = PdfBuilder()
    page, after = pdf.page(), pdf.page()
    page.text(72, 750, "Findings", size=14, bold=True, element=pdf.root.add("H1"))
    first, second = pdf.root.add("H2"), pdf.root.add("H2")
    lines = wrapped(f"1. {SENTENCE} {SENTENCE}", 300, 12)
    for y, line in zip((200, 186, 172), lines[:3], strict=True):
        page.text(72, y, line, element=first)
    after.text(72, 750, lines[3], element=second)
    after.text(72, 700, "Staff said:", element=pdf.root.add("H2"))
    after.paragraph(72, 660, SENTENCE, element=pdf.root.add("P"))
    assert [(block.text, block.kind) for block in blocks_of(pdf)] == [
        ("Findings", ParagraphKind.HEADING),
        (f"1. {SENTENCE} {SENTENCE}", ParagraphKind.LIST_ITEM),
        ("Staff said:", ParagraphKind.HEADING),
        (SENTENCE, ParagraphKind.PARAGRAPH),
    ]


def test_table_rows_and_boxes() -> None:
    pdf = PdfBuilder()
    page = pdf.page()
    page.grid([70, 250, 500], [720, 690, 660])
    table = pdf.root.add("Table")
    for y, cells in ((700, ("Area", "Grade")), (670, ("Care leavers", "Good"))):
        row = table.add("TR")
        for x, text in zip((75, 255), cells, strict=True):
            page.text(x, y, text, element=row.add("TD").add("P"))
    box = pdf.root.add("Table").add("TR").add("TD")
    page.text(75, 600, "What went well", bold=True, element=box.add("P"))
    page.text(75, 580, "Families were seen within a day.", element=box.add("P"))
    found = blocks_of(pdf)
    assert [(b.text, b.kind) for b in found] == [
        ("Area | Grade", ParagraphKind.TABLE_ROW),
        ("Care leavers | Good", ParagraphKind.TABLE_ROW),
        ("What went well", ParagraphKind.HEADING),
        ("Families were seen within a day.", ParagraphKind.PARAGRAPH),
    ]


def test_a_number_in_a_cell_beside_a_title_is_its_label() -> None:
    pdf = PdfBuilder()
    page = pdf.page()
    row = pdf.root.add("Table").add("TR")
    page.text(72, 700, "284.", bold=True, element=row.add("TD").add("P"))
    page.text(110, 700, "Declarations of interest", bold=True, element=row.add("TD").add("P"))
    page.paragraph(110, 660, SENTENCE, element=pdf.root.add("P"))
    first = blocks_of(pdf)[0]
    assert (first.text, first.label) == ("284. Declarations of interest", "284.")
    assert first.kind is ParagraphKind.HEADING


def test_own_roles_are_mapped() -> None:
    pdf = PdfBuilder()
    pdf.roles = {"Chapter": "Mid", "Mid": "H1", "Loop": "Loop"}
    page = pdf.page()
    page.text(72, 700, "Findings", element=pdf.root.add("Chapter"))
    page.paragraph(72, 660, SENTENCE, element=pdf.root.add("Loop"))
    found = blocks_of(pdf)
    assert (found[0].kind, found[0].level) == (ParagraphKind.HEADING, 1)
    assert found[1].text == SENTENCE


def test_one_element_on_two_pages_is_one_paragraph_of_the_first() -> None:
    pdf = PdfBuilder()
    paragraph = pdf.root.add("P")
    pdf.page().text(72, 90, "The board received a report", element=paragraph)
    pdf.page().text(72, 750, "about early help.", element=paragraph)
    (block,) = blocks_of(pdf)
    assert (block.text, block.page) == ("The board received a report about early help.", 1)


def test_the_rest_of_an_item_on_the_next_page_joins_it() -> None:
    pdf = PdfBuilder()
    listing = pdf.root.add("L")
    first, second = pdf.page(), pdf.page()
    lines = wrapped(" ".join([SENTENCE] * 4), 400, 12)
    item = listing.add("LI")
    first.text(72, 150, "7.", element=item)
    for index, line in enumerate(lines[:4]):
        first.text(90, 150 - 14.4 * index, line, element=item)
    rest = listing.add("LI").add("LBody")
    for index, line in enumerate(lines[4:]):
        second.text(90, 760 - 14.4 * index, line, element=rest)
    assert texts_of(pdf) == ["7. " + " ".join([SENTENCE] * 4)]


def test_lines_tagged_as_paragraphs_are_read_by_geometry() -> None:
    pdf = PdfBuilder()
    page = pdf.page()

    y = 700.0
    for line in wrapped(f"{SENTENCE} {SENTENCE} {SENTENCE}", 300, 12):
        page.text(72, y, line, element=pdf.root.add("P"))
        y -= 14.4
    assert texts_of(pdf) == [f"{SENTENCE} {SENTENCE} {SENTENCE}"]


def test_cells_tagged_as_paragraphs_are_read_as_rows() -> None:
    pdf = PdfBuilder()
    page = pdf.page()
    rows = [("Libraries", "1.2"), ("Parks", "3.4"), ("Schools", "5.6"), ("Roads", "7.8")]
    for x, column in ((72, 0), (400, 1)):
        for index, row in enumerate(rows):
            page.text(x, 700 - 30 * index, row[column], element=pdf.root.add("P"))
    assert texts_of(pdf) == [" | ".join(row) for row in rows]


def test_letters_outside_the_tree_are_not_lost() -> None:
    pdf = PdfBuilder()
    page = pdf.page()
    page.paragraph(72, 700, SENTENCE * 3, element=pdf.root.add("P"))
    page.text(72, 500, "A line in a drawing.", element=pdf.root.add("Figure"))
    page.text(72, 450, "A line with no tag.")
    page.text(72, 420, "A line that is wrongly an artifact.", artifact=True)
    page.paragraph(72, 300, SENTENCE * 3, element=pdf.root.add("P"))
    assert texts_of(pdf)[1:4] == [
        "A line in a drawing.",
        "A line with no tag.",
        "A line that is wrongly an artifact.",
    ]


def test_artifacts_at_the_edge_are_running_text() -> None:
    pdf = PdfBuilder()
    page = pdf.page()
    page.text(72, 810, "Inspection of a council", artifact=True)
    page.paragraph(72, 700, SENTENCE, element=pdf.root.add("P"))
    source = read(pdf.build())
    assert [block.text for block in source.blocks] == [SENTENCE]
    assert "Inspection of a council" in [
        piece.text for piece in source.furniture if piece.name == "running"
    ]


def test_jumbled_content_within_a_paragraph_is_read_as_it_stands() -> None:
    pdf = PdfBuilder()
    page = pdf.page()
    paragraph = pdf.root.add("P")
    page.text(72, 686, "number of families", element=paragraph)
    page.text(130, 700, "received a report on the", element=paragraph)
    page.text(72, 700, "The board", element=paragraph)
    page.text(72, 672, "who asked for help.", element=paragraph)
    assert texts_of(pdf) == [
        "The board received a report on the number of families who asked for help."
    ]


def test_blank_lines_made_inside_an_element_divide_it() -> None:
    pdf = PdfBuilder()
    page = pdf.page()
    paragraph = pdf.root.add("P")
    y = page.paragraph(72, 700, SENTENCE * 2, element=paragraph)
    page.paragraph(72, y - 20, SENTENCE * 2, element=paragraph)
    assert texts_of(pdf) == [SENTENCE * 2, SENTENCE * 2]


def test_a_tree_that_bites_its_tail_ends() -> None:
    pdf = PdfBuilder()
    page = pdf.page()
    page.paragraph(72, 700, SENTENCE, element=pdf.root.add("P"))
    content = pdf.build()
    # Every element's parent becomes its kid as well.
    looped = content.replace(b"/S/P/P 10 0 R/K[", b"/S/P/P 10 0 R/K[10 0 R ")
    assert looped != content or b"/S/P/P " in content
    assert [block.text for block in read(looped).blocks] == [SENTENCE]


def test_a_very_deep_tree_is_read_by_geometry() -> None:
    pdf = PdfBuilder()
    page = pdf.page()
    node = pdf.root
    for _ in range(300):
        node = node.add("Div")
    page.paragraph(72, 700, SENTENCE, element=node.add("P"))
    assert texts_of(pdf) == [SENTENCE]


def test_text_that_a_browser_wraps_belongs_to_its_paragraph() -> None:
    pdf = PdfBuilder()
    page = pdf.page()
    listing = pdf.root.add("NonStruct").add("L")
    for index in range(8):
        item = listing.add("LI")
        y = 700 - 30 * index
        page.text(74, y, f"{index + 1}.", element=item.add("Lbl").add("NonStruct"))
        page.text(94, y, "The report was noted", element=item.add("LBody").add("NonStruct"))
    row = pdf.root.add("Table").add("TR")
    for x, text in ((72, "Care leavers"), (300, "Good")):
        page.text(x, 400, text, element=row.add("NonStruct").add("TD").add("NonStruct"))
    paragraph = pdf.root.add("P")
    page.text(72, 350, "The board ", element=paragraph.add("NonStruct"))
    page.text(140, 350, "agreed.", bold=True, element=paragraph.add("NonStruct"))
    found = blocks_of(pdf)
    assert [(b.label, b.text) for b in found] == [
        *((f"{n}.", f"{n}. The report was noted") for n in range(1, 9)),
        (None, "Care leavers | Good"),
        (None, "The board agreed."),
    ]


def test_a_paragraph_from_a_badly_tagged_page_to_a_good_one_is_whole() -> None:
    pdf = PdfBuilder()
    bad, good = pdf.page(), pdf.page()
    for y in range(700, 300, -40):
        for x in (72, 400):
            bad.text(x, y, f"Place {x} {y}", element=pdf.root.add("P"))
    across = pdf.root.add("P")
    lines = wrapped(" ".join([SENTENCE] * 4), 420, 12)
    for index, line in enumerate(lines[:4]):
        bad.text(72, 130 - 14.4 * index, line, element=across)
    for index, line in enumerate(lines[4:]):
        good.text(72, 760 - 14.4 * index, line, element=across)
    good.paragraph(72, 600, SENTENCE, element=pdf.root.add("P"))
    assert texts_of(pdf)[10:] == [" ".join([SENTENCE] * 4), SENTENCE]


def test_a_paragraph_from_a_good_page_to_a_badly_tagged_one_is_not_read_twice() -> None:
    pdf = PdfBuilder()
    good, bad = pdf.page(), pdf.page()
    good.paragraph(72, 700, SENTENCE, element=pdf.root.add("P"))
    across = pdf.root.add("P")
    lines = wrapped(" ".join([SENTENCE] * 4), 420, 12)
    for index, line in enumerate(lines[:4]):
        good.text(72, 130 - 14.4 * index, line, element=across)
    for index, line in enumerate(lines[4:]):
        bad.text(72, 760 - 14.4 * index, line, element=across)
    for y in range(600, 200, -40):
        for x in (72, 400):
            bad.text(x, y, f"Place {x} {y}", element=pdf.root.add("P"))
    assert texts_of(pdf)[:2] == [SENTENCE, " ".join([SENTENCE] * 4)]


def test_the_rest_of_a_row_in_a_box_on_the_next_page_joins_it() -> None:
    pdf = PdfBuilder()
    first, second = pdf.page(), pdf.page()
    table = pdf.root.add("Table")
    row, rest = table.add("TR"), table.add("TR")
    first.text(75, 60, "Care leavers", element=row.add("TD").add("P"))
    first.text(255, 60, "Most had been seen, and", element=row.add("TD").add("P"))
    second.text(255, 770, "the rest were told of it.", element=rest.add("TD").add("P"))
    assert texts_of(pdf) == ["Care leavers | Most had been seen, and the rest were told of it."]


@pytest.mark.parametrize("inside", [True, False])
def test_a_footnote_tagged_where_it_is_cited_is_read_at_the_foot_of_its_page(inside: bool) -> None:
    pdf = PdfBuilder()
    page, after = pdf.page(), pdf.page()
    heading = pdf.root.add("H2")
    page.text(72, 300, "Early help", size=14, bold=True, element=heading)
    note = heading.add("Note")
    page.text(72, 90, "A note.", size=9, element=note.add("P") if inside else note)
    body = pdf.root.add("P")
    lines = wrapped(f"{SENTENCE} {SENTENCE}", 300, 12)
    for y, line in zip((200, 186, 172), lines[:3], strict=True):
        page.text(72, y, line, element=body)
    after.text(72, 750, lines[3], element=pdf.root.add("P"))
    found = blocks_of(pdf)
    assert [block.text for block in found] == ["Early help", f"{SENTENCE} {SENTENCE}", "A note."]
