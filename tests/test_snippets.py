"""Snippets: the right stretch of the right paragraph, with the right words marked."""

from __future__ import annotations

import re

import pytest
from brute_force import matches as holds
from hypothesis import given
from hypothesis import strategies as st
from test_engine_contract import queries, texts

from indexer.errors import BadRequest
from indexer.records import Document, Kind, Mark, Paragraph, ParagraphKind, Source
from search import language
from search.snippets import WIDTH, mark, matches, opening, snippet, snippets

SOURCE = Source("page.html", "0" * 64, "html")


@pytest.mark.parametrize(
    ("text", "q", "marked"),
    [
        ("The Boards met.", "board", "The [Boards] met."),
        ("The improvement board met.", '"improvement board"', "The [improvement board] met."),
        ("improvement of the board", '"improvement board"', "improvement of the board"),
        ("the board of improvement", '"improvement board"~2', "the [board] of [improvement]"),
        ("Children’s services", "children's", "[Children’s] services"),
        ("Health and wellbeing", "well-being", "Health and [wellbeing]"),
        ("Health and well-being", "wellbeing", "Health and [well-being]"),
        ("Minute CS/20/13 was", "CS/20/13", "Minute [CS/20/13] was"),
        ("5.6 and 6", "6", "5.[6] and [6]"),
        ("Safeguarding of safes", "safeg*", "[Safeguarding] of safes"),
        ("Safeguarding", "saveguarding~1", "[Safeguarding]"),
        ("care and leavers", "care -leavers", "[care] and leavers"),
        ("care", "title:care", "care"),
        ("<b>care</b> & more", "care", "<b>[care]</b> & more"),
        ("ﬁnance report", "finance", "[ﬁnance] report"),
        ("cafe\u0301 society", "café", "[cafe\u0301] society"),
        ("well-being board", "well-being OR well", "[well-being] board"),
        ("nothing here", "kind:minutes", "nothing here"),
    ],
)
def test_what_was_asked_for_is_marked(text: str, q: str, marked: str) -> None:
    written = mark(text, language.parse(q))
    plain = written.replace("<mark>", "[").replace("</mark>", "]")
    for entity, character in (("&lt;", "<"), ("&gt;", ">"), ("&amp;", "&"), ("&quot;", '"')):
        plain = plain.replace(entity, character)
    assert plain == marked


def test_titles_are_marked_for_titles() -> None:
    assert mark("Care", language.parse("title:care"), title=True) == "<mark>Care</mark>"


def test_html_in_a_document_stays_text() -> None:
    written = mark('<script>alert("x")</script> & care', language.parse("script care"))
    assert "<script" not in written
    assert "&lt;<mark>script</mark>&gt;" in written


@given(st.text(max_size=80), st.sampled_from(["a", "e*", "ab~1", '"a b"', "ß", "½"]))
def test_marks_lie_within_the_text_and_apart(text: str, q: str) -> None:
    try:
        query = language.parse(q)
    except BadRequest:
        query = None
    end = 0
    for start, stop in matches(text, query):
        assert end <= start < stop <= len(text)
        end = stop


@given(texts, queries)
def test_a_paragraph_that_matches_alone_has_a_mark(text: str, q: str) -> None:
    try:
        query = language.parse(q)
    except BadRequest:
        return
    document = Document("d", Kind.MINUTES, "", SOURCE, (Paragraph("p", text),))
    plain = not re.search(r"NOT|title:|label:|council:|committee:|kind:|judgement:|year:|date:", q)
    if query is not None and plain and holds(document, query):
        assert matches(text, query)


def test_a_long_paragraph_is_cut_between_words_around_the_densest_place() -> None:
    filler = "many other words stand here " * 30
    text = f"board {filler}the improvement board met {filler}"
    shown = snippet("d", Paragraph("p", text), language.parse("improvement board"), "q")
    assert "<mark>improvement</mark> <mark>board</mark>" in shown.html
    assert shown.text.startswith("…")
    assert shown.text.endswith("…")
    assert WIDTH * 0.7 <= len(shown.text) <= WIDTH + 20
    inner = shown.text.strip("…")
    assert f" {inner} " in f" {text} "


@given(st.lists(st.sampled_from(["board", "a", "x" * 90, "word", "x" * 400]), max_size=60))
def test_every_window_is_of_the_text(words: list[str]) -> None:
    text = " ".join(words)
    shown = snippet("d", Paragraph("p", text), language.parse("board"), "")
    assert shown.text.strip("…") in text
    assert ("<mark>" in shown.html) == ("board" in words)


def test_snippets_come_best_first_and_link_to_their_paragraph() -> None:
    paragraphs = (
        Paragraph("p1", "the board"),
        Paragraph("5.6", "5.6 the improvement board", label="5.6", page=3),
    )
    document = Document("d 1", Kind.MINUTES, "T", SOURCE, paragraphs)
    first, second = snippets(document, language.parse("board"), "board", (1, 0))
    assert (first.label, first.page, first.anchor) == ("5.6", 3, "5.6")
    assert first.url == "/documents/d%201?q=board#5.6"
    assert second.text == "the board"


def test_a_match_in_the_title_alone_shows_the_first_substantive_paragraph() -> None:
    long = "The committee received a report on the progress made since the inspection last year."
    paragraphs = (
        Paragraph(
            "a",
            "Apologies for absence were received from two members of it.",
            mark=Mark.BOILERPLATE,
        ),
        Paragraph("b", "Heading", kind=ParagraphKind.HEADING),
        Paragraph("c", "Short."),
        Paragraph("d", long),
    )
    document = Document("d", Kind.MINUTES, "Care", SOURCE, paragraphs)
    (shown,) = snippets(document, language.parse("care"), "care", ())
    assert (shown.html, shown.anchor) == (long, "d")
    bare = Document("d", Kind.MINUTES, "Care", SOURCE, paragraphs[:1])
    assert opening(bare) == paragraphs[0]
    assert snippets(Document("d", Kind.MINUTES, "Care", SOURCE, ()), None, "", ()) == ()


def test_the_words_as_typed_come_first() -> None:
    document = Document(
        "a",
        Kind.MINUTES,
        "Title",
        SOURCE,
        (
            Paragraph("p1", "The board secured permanence."),
            Paragraph("p2", "Securing permanence, the board reported, took some time."),
            Paragraph("p3", "Securing a place."),
        ),
    )
    shown = snippets(document, language.parse("securing permanence"), "securing permanence", [0, 1])
    assert [each.anchor for each in shown] == ["p2", "p1"]
    # A paragraph that lacks a word is not lifted.
    shown = snippets(document, language.parse("securing permanence"), "securing permanence", [0, 2])
    assert [each.anchor for each in shown] == ["p1", "p3"]
