"""What `read` says about a whole file, and how it refuses one."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pdf_builder import PdfBuilder
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas

import indexer.formats.pdf.opening as opening_module
from indexer.errors import (
    DamagedFile,
    EmptyFile,
    LimitExceeded,
    MinutebookError,
    NeedsOcr,
    ProtectedFile,
)
from indexer.formats import ocr
from indexer.formats.pdf import read

SENTENCE = "The board received a report on the number of families who had asked for early help."


def small_pdf() -> bytes:
    pdf = PdfBuilder(title="Improvement board", author="Democratic services")
    page = pdf.page()
    page.text(72, 760, "Early help", size=16, element=pdf.root.add("H1"))
    page.paragraph(72, 700, SENTENCE, element=pdf.root.add("P"))
    return pdf.build()


SMALL = small_pdf()


def test_title_and_metadata() -> None:
    source = read(SMALL)
    assert source.format == "pdf"
    assert source.pages == 1
    assert {piece.name: piece.text for piece in source.furniture} == {
        "title": "Improvement board",
        "meta:author": "Democratic services",
        "meta:created": "2024-03-06T10:15:00",
    }


def test_links(tmp_path: Path) -> None:
    path = tmp_path / "links.pdf"
    canvas = Canvas(str(path))
    canvas.drawString(72, 700, SENTENCE)
    canvas.linkURL("https://example.org/board", (72, 690, 200, 710))
    canvas.linkURL("https://example.org/board", (72, 590, 200, 610))
    canvas.save()
    source = read(path.read_bytes())
    assert [link.url for link in source.links] == ["https://example.org/board"]
    assert ("link", "https://example.org/board") in [
        (piece.name, piece.text) for piece in source.furniture
    ]


def test_pages_that_are_pictures_are_listed() -> None:
    pdf = PdfBuilder()
    pdf.page().paragraph(72, 700, SENTENCE)
    pdf.page().picture()
    pdf.page()
    source = read(pdf.build())
    assert source.pages == 3
    assert source.pages_without_text == (2,)


def test_a_file_of_pictures_needs_ocr() -> None:
    pdf = PdfBuilder()
    pdf.page().picture()
    with pytest.raises(NeedsOcr, match="pictures"):
        read(pdf.build())


def test_blank_pages_are_an_empty_file() -> None:
    pdf = PdfBuilder()
    pdf.page()
    with pytest.raises(EmptyFile, match="no text"):
        read(pdf.build())


def test_letters_that_nobody_can_name_need_ocr(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ocr, "is_installed", lambda: False)
    pdf = PdfBuilder()
    page = pdf.page()
    for index in range(30):
        page.text(72, 780 - 20 * index, SENTENCE)
    # A font of numbered glyphs, with no table back to letters.
    content = pdf.build().replace(
        b"/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
        b"/Subtype/Type0/BaseFont/Nameless/Encoding/Identity-H/DescendantFonts[<</Type/Font"
        b"/Subtype/CIDFontType2/BaseFont/Nameless/CIDSystemInfo"
        b"<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>>>]>>",
    )
    with pytest.raises(NeedsOcr):
        read(content)


@pytest.mark.parametrize(
    ("content", "error"),
    [
        (b"", EmptyFile),
        (b"   \n", EmptyFile),
        (b"<html><body>Not found</body></html>", DamagedFile),
        (b"%PDF-1.7\n", DamagedFile),
        (b"%PDF-1.7\nxref\n0 1\ntrailer\n<<>>\nstartxref\n9\n%%EOF", DamagedFile),
        (SMALL[:700], DamagedFile),
    ],
)
def test_broken_files_are_refused_by_name(content: bytes, error: type[MinutebookError]) -> None:
    with pytest.raises(error) as caught:
        read(content)
    assert caught.value.message
    assert caught.value.advice


def test_a_password_is_a_reason_of_its_own(tmp_path: Path) -> None:
    path = tmp_path / "locked.pdf"
    canvas = Canvas(str(path), encrypt=StandardEncryption("open sesame"))
    canvas.drawString(72, 700, SENTENCE)
    canvas.save()
    with pytest.raises(ProtectedFile, match="password"):
        read(path.read_bytes())


def test_too_many_pages_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opening_module, "MOST_PAGES", 2)
    pdf = PdfBuilder()
    for _ in range(3):
        pdf.page().text(72, 700, SENTENCE)
    with pytest.raises(LimitExceeded, match="2 pages"):
        read(pdf.build())


def test_one_broken_page_does_not_take_the_others_with_it() -> None:
    pdf = PdfBuilder()
    pdf.page().paragraph(72, 700, SENTENCE)
    second = pdf.page()
    second.content.append("BT /R 12 Tf (lost) Tj ET /Nowhere Do [(x)] TJ 1 0 0 Tm <</K [>> BDC ]")
    pdf.page().paragraph(72, 700, SENTENCE)
    assert read(pdf.build()).blocks[0].text == SENTENCE


@settings(max_examples=150, deadline=None)
@given(st.integers(0, len(SMALL) - 1), st.binary(min_size=1, max_size=12))
def test_damage_anywhere_is_read_or_refused(place: int, junk: bytes) -> None:
    content = SMALL[:place] + junk + SMALL[place + len(junk) :]
    try:
        source = read(content)
    except MinutebookError as error:
        assert error.message
    else:
        assert source.pages
