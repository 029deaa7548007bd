"""The query language: docs/searching.md is run line by line, and nothing typed breaks it."""

from __future__ import annotations

import datetime as dt
import re
import time
from pathlib import Path

import pytest
from brute_force import World, matches
from hypothesis import example, given
from hypothesis import strategies as st

from indexer.analysis import slug
from indexer.errors import BadRequest
from indexer.labels import leading_label
from indexer.records import (
    Area,
    Authority,
    Document,
    Grade,
    Judgement,
    Kind,
    Paragraph,
    Role,
    Source,
)
from search import language
from search.query import And, Dates, Fuzzy, Not, Or, Phrase, Prefix, Term, Variants, edits, wanted

GUIDE = (Path(__file__).parent.parent / "docs" / "searching.md").read_text("utf-8")
ROWS = [
    tuple(cell.strip() for cell in re.split(r"(?<!\\)\|", line)[1:-1])
    for line in GUIDE.splitlines()
    if line.startswith("| `")
]
MISTAKES = [row for row in ROWS if row[0] + " | " + row[1] in GUIDE.partition("## Mistakes")[2]]
FINDS = [row for row in ROWS if row not in MISTAKES]


def pictured(text: str) -> Document:
    """Build the document that a cell of the guide stands for."""
    fields: dict[str, object] = {}
    title, kind = "Item", Kind.MINUTES
    paragraphs: tuple[Paragraph, ...] = ()
    stated = re.fullmatch(r"\{(\w+): (.*)\}", text)
    if stated and stated[1] == "council":
        fields["authorities"] = (Authority(stated[2], None, slug(stated[2])),)
    elif stated and stated[1] == "date":
        fields["date"] = dt.date.fromisoformat(stated[2])
    elif stated and stated[1] == "judgement":
        grade = Grade(stated[2])
        fields["judgements"] = (Judgement(Area.OVERALL, grade, Role.CURRENT, None),)
    elif stated and stated[1] == "standing":
        fields |= {
            "authorities": (Authority("Devon", None, "devon"),),
            "framework": "ILACS",
            "date": dt.date(2020, 3, 16),
            "published": dt.date(2020, 3, 16),
            "judgements": (Judgement(Area.OVERALL, Grade(stated[2]), Role.CURRENT, None),),
        }
        kind = Kind.INSPECTION_REPORT
    elif stated and stated[1] == "kind":
        kind = Kind(stated[2])
    elif stated:
        fields[stated[1]] = stated[2]
    elif text.startswith("# "):
        title = text[2:]
    else:
        paragraphs = (Paragraph("p", text, label=leading_label(text)),)
    source = Source("page.html", "0" * 64, "html")
    return Document("d", kind, title, source, paragraphs, **fields)  # type: ignore[arg-type]


@pytest.mark.parametrize(("search", "finds", "leaves"), FINDS, ids=[row[0] for row in FINDS])
def test_the_guide_tells_what_is_found(search: str, finds: str, leaves: str) -> None:
    query = language.parse(search.strip("`"))
    assert query is not None
    for text, right in ((finds, True), (leaves, False)):
        document = pictured(text)
        assert matches(document, query, World([document])) is right


@pytest.mark.parametrize(("search", "wrong", "near"), MISTAKES, ids=[row[0] for row in MISTAKES])
def test_the_guide_tells_what_is_wrong(search: str, wrong: str, near: str) -> None:
    with pytest.raises(BadRequest) as raised:
        language.parse(search.strip("`"))
    first = raised.value.mistakes[0]
    assert first.message == wrong
    assert first.suggestion == (near.strip("`") or None)
    assert first.start is not None
    assert first.end is not None
    assert 0 <= first.start < first.end <= len(search.strip("`"))


def test_the_guide_covers_every_field() -> None:
    for field in language.FIELDS:
        assert any(row[0].startswith(f"`{field}:") for row in FINDS), field


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("", None),
        ("   ", None),
        ("a b c", And((Term("b"), Term("c")))),
        ("x y OR z", Or((And((Term("x"), Term("y"))), Term("z")))),
        ("x (y OR z)", And((Term("x"), Or((Term("y"), Term("z")))))),
        ("x OR y OR z", Or((Term("x"), Term("y"), Term("z")))),
        ("NOT NOT x", Not(Not(Term("x")))),
        ("-x", Not(Term("x"))),
        ("x - y", And((Term("x"), Term("y")))),
        ("x and y", And((Term("x"), Term("y")))),
        ("minutes: x", And((Term("minut"), Term("x")))),
        ("10:30", And((Term("10"), Term("30")))),
        ("who decided?", And((Term("who"), Term("decid")))),
        ("“care leavers”", Phrase(((0, "care"), (1, "leaver")))),
        ('"care"', Term("care")),
        ('"board of the trade"', Phrase(((0, "board"), (3, "trade")))),
        ('"care leavers"~0', Phrase(((0, "care"), (1, "leaver")), 0)),
        ("Safe*", Prefix("safe")),
        ("Café*", Prefix("cafe")),
        ("word~2", Fuzzy("word", 2)),
        ("date:2016-02", Dates(dt.date(2016, 2, 1), dt.date(2016, 2, 29))),
        ("TITLE:x", Term("x", title=True)),
        (
            "co-opted",
            Variants((Term("coopt"), Phrase(((0, "co"), (1, "opt"))))),
        ),
    ],
)
def test_what_is_typed_becomes_a_tree(text: str, tree: object) -> None:
    if text == "word~2":  # four letters are too few for two errors
        with pytest.raises(BadRequest):
            language.parse(text)
    else:
        assert language.parse(text) == tree


def test_repeated_words_count_twice() -> None:
    assert list(wanted(language.parse("board board -board"))) == [Term("board"), Term("board")]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("x" * 513, "the query has 513 characters; 512 is the most"),
        (" ".join(f"w{n}" for n in range(33)), "there are more than 32 words or phrases"),
        (
            '"' + " ".join(f"w{n}" for n in range(33)) + '"',
            "there are more than 32 words or phrases",
        ),
        (",".join(f"w{n}" for n in range(33)), "there are more than 32 words or phrases"),
        ('"x y"~1 ' * 4, "there are more than 3 phrases with ~ and a number"),
        ("board~1 " * 9, "there are more than 8 words with ~"),
        ("(" * 21 + "x" + ")" * 21, "brackets and NOT go more than 20 deep here"),
        ("NOT " * 21 + "x", "brackets and NOT go more than 20 deep here"),
    ],
)
def test_queries_are_bounded(text: str, message: str) -> None:
    with pytest.raises(BadRequest) as raised:
        language.parse(text)
    assert raised.value.mistakes[0].message == message


def test_the_longest_queries_allowed_are_understood() -> None:
    assert language.parse("x" * 512)
    assert language.parse(" ".join(f"w{n}" for n in range(32)))
    assert language.parse("(" * 20 + "x" + ")" * 20)


def test_every_mistake_is_told_with_its_place() -> None:
    text = 'sa* "ok" date:2017-99 kind:minuts'
    with pytest.raises(BadRequest) as raised:
        language.parse(text)
    places = [text[mistake.start : mistake.end] for mistake in raised.value.mistakes]
    assert places == ["sa*", "date:2017-99", "kind:minuts"]
    assert {each.suggestion for each in raised.value.mistakes} == {'sa "ok" date:2017 kind:minutes'}


pieces = [*"ab 01 *~\"()-:./'’“”,?\x00é", "AND ", "OR ", "NOT ", "title:", "date:", "ab"]
typed = st.lists(st.sampled_from(pieces), max_size=40).map("".join)


@given(st.one_of(typed, st.text(max_size=600)))
@example('"' * 512)
@example("(" * 512)
@example("-" * 511 + "x")
@example("a" * 511 + "*")
@example("ab~1" * 128)
def test_anything_typed_is_answered_or_explained(text: str) -> None:
    began = time.process_time()
    try:
        language.parse(text)
    except BadRequest as wrong:
        assert wrong.mistakes
        for mistake in wrong.mistakes:
            assert mistake.message
            assert mistake.value == text
            assert mistake.start is not None
            assert mistake.end is not None
            assert 0 <= mistake.start <= mistake.end <= len(text)
            if mistake.suggestion is not None:
                language.parse(mistake.suggestion)
    assert time.process_time() - began < 5  # a guard against blow-ups, not a measurement


@pytest.mark.parametrize(
    ("left", "right", "distance"),
    [("", "", 0), ("board", "board", 0), ("bord", "board", 1), ("baord", "board", 1), ("x", "", 1)],
)
def test_edits_are_counted(left: str, right: str, distance: int) -> None:
    assert edits(left, right, 2) == distance == edits(right, left, 2)


def test_edits_beyond_the_limit_are_not_counted_out() -> None:
    assert edits("abcdef", "uvwxyz", 2) == 3
    assert edits("a", "abcdef", 2) == 3
