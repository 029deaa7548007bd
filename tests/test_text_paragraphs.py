"""Plain text that is no saved page: lines to paragraphs, and what the bytes are."""

from __future__ import annotations

import io
import zipfile

import pytest

from indexer.errors import EmptyFile, UnknownFormat
from indexer.formats import read, sniff
from indexer.records import ParagraphKind

WRAPPED = """The committee met to hear how the service had changed since the last
inspection and what was still to be done. It asked the director for
figures and was told that they would come to the next meeting in May.

  5.1  The director said that caseloads had fallen to fifteen for each
       worker and that fewer workers had left than in any year before,
       which the committee welcomed.
  5.2  Members asked when the next visit would be and were told that no
       date had been given.
    -  One member asked about homes.
"""


def test_lines_wrapped_at_a_margin_are_joined() -> None:
    blocks = read(WRAPPED.encode(), "minutes.txt").blocks
    assert [(b.label, b.text[:24], b.text[-12:]) for b in blocks] == [
        (None, "The committee met to hea", "ting in May."),
        ("5.1", "5.1 The director said th", "ee welcomed."),
        ("5.2", "5.2 Members asked when t", " been given."),
        ("•", "• One member asked about", "about homes."),
    ]


def test_lines_that_were_not_wrapped_stay_apart() -> None:
    text = "Present:\nCouncillor A\nCouncillor B\n\nApologies\nNone\n"
    assert [b.text for b in read(text.encode(), "a.txt").blocks] == [
        "Present:",
        "Councillor A",
        "Councillor B",
        "Apologies",
        "None",
    ]


@pytest.mark.parametrize("line", ["- Point", "* Point", "•Point", "o    Point", "–   Point"])
def test_typed_bullets_are_list_items(line: str) -> None:
    (block,) = read(line.encode(), "a.txt").blocks
    assert (block.kind, block.label, block.text) == (ParagraphKind.LIST_ITEM, "•", "• Point")


def test_a_form_feed_begins_a_page() -> None:
    blocks = read(b"One\n\n\x0cTwo\n\nThree\n\x0c\nFour", "a.txt").blocks
    assert [(b.text, b.page) for b in blocks] == [("One", 1), ("Two", 2), ("Three", 2), ("Four", 3)]


@pytest.mark.parametrize("row", ["2016\t140\t12", "| 2016 | 140 | 12 |"])
def test_rows_of_a_table(row: str) -> None:
    (block,) = read(row.encode(), "a.txt").blocks
    assert (block.kind, block.text) == (ParagraphKind.TABLE_ROW, "2016 | 140 | 12")


def _archive(name: str) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr(name, "x")
    return packed.getvalue()


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"%PDF-1.7\n...", "pdf"),
        (b"\n\n  %PDF-1.4", "pdf"),
        (b"<!DOCTYPE html><html><body><p>Text</p></body></html>", "html"),
        (b"\xef\xbb\xbf<html>", "html"),
        (b"<div id='modgov'><p>Text</p></div>", "html"),
        (b"<?xml version='1.0'?><!DOCTYPE html><html xmlns='x'><body/></html>", "html"),
        (b"<?xml version='1.0'?><meeting/>", "xml"),
        (b"<meeting><meetingid>1</meetingid></meeting>", "xml"),
        (_archive("word/document.xml"), "docx"),
        (b"Minutes of a meeting.", "text"),
        (b"Write <b>tags</b> like this; 3 < 4.", "text"),
        ("Minutes – £5".encode("utf-16"), "text"),
    ],
)
def test_the_bytes_say_what_a_file_is(content: bytes, expected: str) -> None:
    assert sniff(content, "report.pdf") == expected


@pytest.mark.parametrize(
    ("content", "error"),
    [
        (b"", EmptyFile),
        (b" \n\t\r\n", EmptyFile),
        (b"\xd0\xcf\x11\xe0old word", UnknownFormat),
        (b"{\\rtf1 text}", UnknownFormat),
        (b"\x89PNG\r\n\x1a\n", UnknownFormat),
        (_archive("xl/workbook.xml"), UnknownFormat),
        (b"PK\x03\x04broken", UnknownFormat),
        (bytes(range(256)) * 8, UnknownFormat),
    ],
)
def test_what_cannot_be_read_is_refused_by_name(
    content: bytes, error: type[EmptyFile | UnknownFormat]
) -> None:
    with pytest.raises(error, match=r"minutes\.doc") as refused:
        sniff(content, "minutes.doc")
    assert refused.value.advice


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("That the minutes be\n\nagreed as correct.", ["That the minutes be agreed as correct."]),
        ("It has\n\nbeen closed.", ["It has been closed."]),
        ("The rules are\n\nNo dogs.", ["The rules are", "No dogs."]),
        ("What is not\n\n\n\nlost is found.", ["What is not", "lost is found."]),
    ],
)
def test_a_sentence_broken_in_its_middle_is_joined(text: str, expected: list[str]) -> None:
    assert [block.text for block in read(text.encode(), "a.txt").blocks] == expected
