"""Word documents: automatic numbers, headings, tables, and files that are broken."""
# ruff: noqa: E501 - tables read best unbroken

from __future__ import annotations

import io
import zipfile

import docx
import pytest
from docx.document import Document as WordDocument
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from indexer.errors import DamagedFile, EmptyFile, LimitExceeded
from indexer.formats import docx as reader
from indexer.formats import read
from indexer.records import ParagraphKind

LEVELS = {
    "minutes": (("decimal", "%1.", 12), ("decimal", "%1.%2", 1), ("lowerLetter", "(%3)", 1)),
    "roman": (("upperRoman", "%1)", 3), ("lowerRoman", "%2.", 1)),
    "legal": (("upperLetter", "%1.", 1), ("decimal", "%1.%2", 1)),
    "bullets": (("bullet", "\uf0b7", 1),),
}


def _define(document: WordDocument, number: int, name: str) -> None:
    """Add a numbering of these levels to the document."""
    levels = "".join(
        f'<w:lvl w:ilvl="{depth}"><w:start w:val="{start}"/><w:numFmt w:val="{form}"/>'
        f"{'<w:isLgl/>' if name == 'legal' and depth else ''}"
        f'<w:lvlText w:val="{pattern}"/></w:lvl>'
        for depth, (form, pattern, start) in enumerate(LEVELS[name])
    )
    root = document.part.numbering_part.element
    root.insert(
        0,
        parse_xml(
            f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{number}">{levels}</w:abstractNum>'
        ),
    )
    root.append(
        parse_xml(
            f'<w:num {nsdecls("w")} w:numId="{number}"><w:abstractNumId w:val="{number}"/></w:num>'
        )
    )


def _numbered(document: WordDocument, text: str, number: int, depth: int) -> None:
    paragraph = document.add_paragraph(text)
    properties = paragraph._p.get_or_add_pPr()
    properties.append(
        parse_xml(
            f'<w:numPr {nsdecls("w")}><w:ilvl w:val="{depth}"/><w:numId w:val="{number}"/></w:numPr>'
        )
    )


def _saved(document: WordDocument) -> bytes:
    packed = io.BytesIO()
    document.save(packed)
    return packed.getvalue()


def _texts(document: WordDocument) -> list[str]:
    return [block.text for block in read(_saved(document), "minutes.docx").blocks]


@pytest.mark.parametrize(
    ("name", "depths", "expected"),
    [
        ("minutes", [0, 1, 1, 2, 2, 1, 0, 1], ["12.", "12.1", "12.2", "(a)", "(b)", "12.3", "13.", "13.1"]),
        ("roman", [0, 1, 1, 0, 1], ["III)", "i.", "ii.", "IV)", "i."]),
        ("legal", [0, 1, 0, 1], ["A.", "1.1", "B.", "2.1"]),
        ("bullets", [0, 0], ["•", "•"]),
    ],
)  # fmt: skip
def test_automatic_numbers_are_printed(name: str, depths: list[int], expected: list[str]) -> None:
    document = docx.Document()
    _define(document, 90, name)
    for place, depth in enumerate(depths):
        _numbered(document, f"text {place}", 90, depth)
    assert _texts(document) == [f"{label} text {place}" for place, label in enumerate(expected)]
    blocks = read(_saved(document), "minutes.docx").blocks
    assert [block.label for block in blocks] == expected


def test_two_numberings_count_apart_and_a_restart_begins_anew() -> None:
    document = docx.Document()
    _define(document, 90, "minutes")
    _define(document, 91, "minutes")
    root = document.part.numbering_part.element
    root.append(
        parse_xml(
            f'<w:num {nsdecls("w")} w:numId="92"><w:abstractNumId w:val="90"/><w:lvlOverride w:ilvl="0">'
            '<w:startOverride w:val="1"/></w:lvlOverride></w:num>'
        )
    )
    for number in (90, 90, 91, 92, 92):
        _numbered(document, "Text", number, 0)
    assert _texts(document) == ["12. Text", "13. Text", "12. Text", "1. Text", "2. Text"]


def test_a_style_may_carry_the_number() -> None:
    document = docx.Document()
    for style in ("List Number", "List Number", "List Bullet"):
        document.add_paragraph("Text", style=style)
    assert _texts(document) == ["1. Text", "2. Text", "• Text"]


def test_headings_tables_and_bold() -> None:
    document = docx.Document()
    document.core_properties.title = "Minutes"
    document.sections[0].header.paragraphs[0].text = "Sampleshire"
    document.add_paragraph("The meeting", style="Title")
    document.add_heading("Apologies", 2)
    document.add_paragraph().add_run("All bold").bold = True
    table = document.add_table(rows=1, cols=2)
    table.rows[0].cells[0].text, table.rows[0].cells[1].text = "2016", "140"
    source = read(_saved(document), "minutes.docx")
    assert [(b.kind, b.level, b.bold, b.text) for b in source.blocks] == [
        (ParagraphKind.HEADING, 1, True, "The meeting"),
        (ParagraphKind.HEADING, 2, True, "Apologies"),
        (ParagraphKind.PARAGRAPH, None, True, "All bold"),
        (ParagraphKind.TABLE_ROW, None, False, "2016 | 140"),
    ]
    named = {(each.name, each.text) for each in source.furniture}
    assert {("title", "Minutes"), ("running", "Sampleshire")} <= named


def test_a_word_file_without_text_is_refused() -> None:
    with pytest.raises(EmptyFile):
        read(_saved(docx.Document()), "empty.docx")


@pytest.mark.parametrize("part", ["word/document.xml", "word/numbering.xml", "[Content_Types].xml"])
def test_broken_parts_are_named(part: str) -> None:
    document = docx.Document()
    document.add_paragraph("Text", style="List Number")
    packed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(_saved(document))) as good, zipfile.ZipFile(packed, "w") as bad:
        for name in good.namelist():
            bad.writestr(name, b"<broken" if name == part else good.read(name))
    with pytest.raises(DamagedFile):
        read(packed.getvalue(), "broken.docx")


def test_a_bomb_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reader, "_LARGEST", 1000)
    with pytest.raises(LimitExceeded):
        read(_saved(docx.Document()), "bomb.docx")
