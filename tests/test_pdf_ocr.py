"""Pages that are pictures of text, recognised where tesseract is installed."""

from __future__ import annotations

import zlib
from typing import Any

import pytest
from pdf_builder import PdfBuilder

from indexer.errors import NeedsOcr
from indexer.formats import ocr
from indexer.formats.pdf import read, scans

FIRST = "The board received a report on the number of families who had asked for early help."
SECOND = "Members were told that most of them had been seen within ten working days of asking."


needs_ocr = pytest.mark.skipif(not ocr.is_installed(), reason="needs the ocr extra and tesseract")


def two_paragraphs() -> PdfBuilder:
    drawn = PdfBuilder()
    page = drawn.page()
    page.text(72, 770, "Early help", size=18)
    y = page.paragraph(72, 720, " ".join([FIRST] * 3))
    page.paragraph(72, y, " ".join([SECOND] * 3), label="5.6", hang=30)
    return drawn


def scanned(drawn: PdfBuilder) -> bytes:
    """One page with text, and a page that is the picture of what is drawn."""
    pypdfium2 = pytest.importorskip("pypdfium2")
    document = pypdfium2.PdfDocument(drawn.build())
    picture = document[0].render(scale=200 / 72, grayscale=True).to_pil()
    document.close()
    pdf = PdfBuilder()
    pdf.page().paragraph(72, 700, FIRST)
    pdf.page().picture()
    dot = b"/Width 1/Height 1/ColorSpace/DeviceGray/BitsPerComponent 8/Filter/FlateDecode/Length "
    start = (content := pdf.build()).index(dot)
    end = content.index(b"endstream", start)
    packed = zlib.compress(picture.tobytes())
    return (
        content[:start]
        + b"/Width %d/Height %d/ColorSpace/DeviceGray/BitsPerComponent 8" % picture.size
        + b"/Filter/FlateDecode/Length %d>>\nstream\n" % len(packed)
        + packed
        + b"\n"
        + content[end:]
    )


@needs_ocr
def test_a_picture_of_text_is_recognised_and_marked() -> None:
    source = read(scanned(two_paragraphs()))
    assert source.pages_without_text == ()
    assert [(b.text, b.label, b.page, b.recognised) for b in source.blocks] == [
        (FIRST, None, 1, False),
        ("Early help", None, 2, True),
        (" ".join([FIRST] * 3), None, 2, True),
        ("5.6 " + " ".join([SECOND] * 3), "5.6", 2, True),
    ]


@needs_ocr
def test_numbers_that_hang_in_the_margin_are_recognised() -> None:
    drawn = PdfBuilder()
    page = drawn.page()
    y = 770.0
    for number in range(5, 9):
        y = page.paragraph(72, y, f"{FIRST} {SECOND}", label=f"{number}.", hang=30)
    source = read(scanned(drawn))
    assert [(b.label, b.text) for b in source.blocks[1:]] == [
        (f"{number}.", f"{number}. {FIRST} {SECOND}") for number in range(5, 9)
    ]


def test_upright_lines_are_no_words() -> None:
    texts = ["", "1.", "|", "|The", "plan"]
    table: dict[str, list[Any]] = {key: [1] * 5 for key in ("block_num", "par_num", "line_num")}
    table |= {"left": [0, 10, 40, 60, 120], "top": [5] * 5, "width": [20] * 5, "height": [10] * 5}
    words = ocr._words({"text": texts, "conf": [-1, 90, 90, 90, 20], **table}, 1.0, 842.0)
    assert [word.text for word in words] == ["1.", "The"]


def test_recognised_words_become_paragraphs(monkeypatch: pytest.MonkeyPatch) -> None:
    words = [
        ocr.Word(word, 72 + 60 * column, 120 + 60 * column, 700 - 15 * row, 12 + 0.7 * row)
        for row, line in enumerate(("The plan was noted and", "was agreed by all."))
        for column, word in enumerate(line.split())
    ]
    monkeypatch.setattr(ocr, "is_installed", lambda: True)
    monkeypatch.setattr(ocr, "recognise", lambda content, pages: [(n, words) for n in pages])
    pdf = PdfBuilder()
    pdf.page().picture()
    (block,) = read(pdf.build()).blocks
    assert block.text == "The plan was noted and was agreed by all."
    assert block.recognised


def test_without_the_extra_the_page_is_only_flagged(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ocr, "is_installed", lambda: False)
    pdf = PdfBuilder()
    pdf.page().picture()
    with pytest.raises(NeedsOcr, match="pictures"):
        read(pdf.build())


def test_only_so_many_pages_are_recognised(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[int] = []
    monkeypatch.setattr(scans, "MOST_PAGES", 2)
    monkeypatch.setattr(ocr, "is_installed", lambda: True)

    def nothing(content: bytes, pages: list[int]) -> list[tuple[int, list[ocr.Word]]]:
        asked.extend(pages)
        return []

    monkeypatch.setattr(ocr, "recognise", nothing)
    pdf = PdfBuilder()
    pdf.page().paragraph(72, 700, FIRST)
    for _ in range(3):
        pdf.page().picture()
    assert read(pdf.build()).pages_without_text == (2, 3, 4)
    assert asked == [2, 3]
