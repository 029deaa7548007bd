"""Markup to blocks: what a browser sets apart, labels, lists and tables."""
# ruff: noqa: E501 - pages read best as they are written

from __future__ import annotations

import pytest

from indexer.errors import LimitExceeded
from indexer.formats import read
from indexer.formats.encoding import decode
from indexer.formats.html import fragment
from indexer.records import ParagraphKind

H, P, L, T = (
    ParagraphKind.HEADING,
    ParagraphKind.PARAGRAPH,
    ParagraphKind.LIST_ITEM,
    ParagraphKind.TABLE_ROW,
)


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        ("<p>One</p><p>Two</p>", [(P, None, "One"), (P, None, "Two")]),
        ("<div>One<p>Two</p>Three <b>four</b></div>", [(P, None, "One"), (P, None, "Two"), (P, None, "Three four")]),
        ("<p>wrapped\n   in the\nsource</p>", [(P, None, "wrapped in the source")]),
        ("<h2>Title</h2><p>Text</p>", [(H, None, "Title"), (P, None, "Text")]),
        ("<p>One<br>line</p>", [(P, None, "One line")]),
        ("<p>One<br><br>Two</p>", [(P, None, "One"), (P, None, "Two")]),
        ("<p>Agreed:<br>(a) the plan<br>(b) the money</p>",
         [(P, None, "Agreed:"), (P, "(a)", "(a) the plan"), (P, "(b)", "(b) the money")]),
        ("<p>5.1&nbsp;&nbsp; Text</p>", [(P, "5.1", "5.1 Text")]),
        ("<p>5.1&nbsp;</p><p>Text</p>", [(P, "5.1", "5.1 Text")]),
        ("<p>&middot;&nbsp;&nbsp;Point</p>", [(L, "•", "• Point")]),
        ("<p class=MsoListParagraph><span>o</span>&nbsp;&nbsp;Point</p>", [(L, "•", "• Point")]),
        ("<p>&#61623;&nbsp;</p><p>Point</p>", [(L, "•", "• Point")]),
        ("<ul><li>One<li>Two</ul>", [(L, None, "One"), (L, None, "Two")]),
        ("<ol><li>One<li>Two</ol>", [(L, "1.", "1. One"), (L, "2.", "2. Two")]),
        ("<ol start=4 type=a><li>One<li value=9>Two<li>Three</ol>",
         [(L, "d.", "d. One"), (L, "i.", "i. Two"), (L, "j.", "j. Three")]),
        ("<ol type=I><li>One<li>Two</ol>", [(L, "I.", "I. One"), (L, "II.", "II. Two")]),
        ("<ol><li>(1) One</ol>", [(L, "(1)", "(1) One")]),
        ("<ol style='list-style-type: none'><li>One</ol>", [(L, None, "One")]),
        ("<table><tr><th>Year</th><th>Cases</th></tr><tr><td>2016</td><td>140</td></tr></table>",
         [(T, None, "Year | Cases"), (T, None, "2016 | 140")]),
        ("<table><tr><td>(a)</td><td>the plan</td></tr></table>", [(P, "(a)", "(a) the plan")]),
        ("<table><tr><td><p>One</p><p>Two</p></td></tr></table>", [(P, None, "One"), (P, None, "Two")]),
        ("<p>Seen</p><p style='display:none'>Hidden</p><script>x()</script><!-- c -->", [(P, None, "Seen")]),
        ("<p>J. Other spoke.</p>", [(P, None, "J. Other spoke.")]),
        ("<p>soft&shy;ware of&#64257;cers&#8203;</p>", [(P, None, "software officers")]),
        ("<p>7.</p>", [(P, "7.", "7.")]),
        ("", []),
    ],
)  # fmt: skip
def test_markup_becomes_blocks(
    markup: str, expected: list[tuple[ParagraphKind, str | None, str]]
) -> None:
    assert [(b.kind, b.label, b.text) for b in fragment(markup)] == expected


def test_nested_lists_know_their_depth() -> None:
    blocks = fragment("<ul><li>One<ul><li>Inner</li></ul></li><li>Two</li></ul>")
    assert [(b.text, b.level) for b in blocks] == [("One", 1), ("Inner", 2), ("Two", 1)]


def test_bold_is_told_from_the_letters() -> None:
    assert [b.bold for b in fragment("<p><b>All bold</b></p><p><b>A</b> little bold</p>")] == [
        True,
        False,
    ]


def test_a_table_that_lays_out_a_page_is_no_row() -> None:
    cell = "".join(f"<p>{'A passage of some length. ' * 6}</p>" for _ in range(3))
    blocks = fragment(f"<table><tr><td>Side</td><td>{cell}</td></tr></table>")
    assert [b.kind for b in blocks] == [P, P, P, P]


def test_deep_nesting_is_read() -> None:
    blocks = fragment("<div>" * 200 + "deep" + "</div>" * 200)
    assert [b.text for b in blocks] == ["deep"]


def test_bottomless_nesting_is_refused_by_name() -> None:
    with pytest.raises(LimitExceeded):
        read(b"<html><body>" + b"<div>" * 5000 + b"deep", "deep.html")


@pytest.mark.parametrize(
    ("content", "text"),
    [
        ("café – £5".encode(), "café – £5"),
        (b"\xef\xbb\xbfcaf\xc3\xa9", "café"),
        ("It’s – £5".encode("cp1252"), "It’s – £5"),
        ("café".encode() + " It’s".encode("cp1252"), "café It’s"),
        ("café".encode("utf-16"), "café"),
        (b"half a letter \xe2\x80", "half a letter â€"),
    ],
)
def test_bytes_are_decoded_without_believing_a_declaration(content: bytes, text: str) -> None:
    assert decode(content) == text
