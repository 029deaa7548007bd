"""Other ways to ask, in the collection's own words."""

from __future__ import annotations

import pytest
from brute_force import BruteForce
from hypothesis import given
from hypothesis import strategies as st
from test_engine_contract import document

from indexer.errors import BadRequest
from search import language, suggest

READER = BruteForce()
READER.put(
    document("a", "Safeguarding", "the improvement board met", "board and broad", "wellbeing")
)
READER.put(document("b", "Board", "care leavers of Devon"))


@pytest.mark.parametrize(
    ("q", "expected"),
    [
        ("safegaurding", "safeguarding"),
        ("Safegarding board", "safeguarding board"),
        ('"improvment board" -devn', '"improvement board" -devon'),
        ("(carre OR leavrs)", "(care OR leavers)"),
        ("boadr", "board"),  # printed more often than "broad"
        ("well-beeing", None),
        ("improvement board", None),
        ("", None),
        ("xyzzy", None),
        ("improvment xyzzy", None),
        ("improvment*", None),
        ("leavres~1 improvment", "leavres~1 improvement"),
        ("the", None),
        ("abc", None),
    ],
)
def test_words_are_spelt_as_the_collection_prints_them(q: str, expected: str | None) -> None:
    assert suggest.respelt(READER, q) == expected


@pytest.mark.parametrize(
    ("q", "expected"),
    [
        ("improvement board", "improvement OR board"),
        ("the board of trade", "board OR trade"),
        ("board", None),
        ("board -care", None),
        ('"a b" c', None),
        ("x OR y", None),
        (" ".join(f"word{n:09}" for n in range(31)), None),
    ],
)
def test_any_of_the_words(q: str, expected: str | None) -> None:
    assert suggest.any_word(q) == expected


@given(st.text(st.sampled_from('abo rdimprvet-"()*~:’é'), max_size=40))
def test_what_is_offered_is_understood(q: str) -> None:
    try:
        language.parse(q)
    except BadRequest:
        return
    for offered in (suggest.respelt(READER, q), suggest.any_word(q)):
        if offered is not None:
            language.parse(offered)


@pytest.mark.parametrize(
    ("q", "asked"),
    [
        ("how many school places are needed in Kent?", "school places needed Kent"),
        ("What did inspectors say about the front door", "inspectors say front door"),
        ("school places needed", None),
        ("what", None),
        ("is it", None),
        ("how many OR few", None),
        ('how many "school places"', None),
    ],
)
def test_a_question_without_the_words_that_only_ask(q: str, asked: str | None) -> None:
    assert suggest.without_asking(q) == asked


@pytest.mark.parametrize(
    ("q", "name", "rest"),
    [
        ("council tax in Kent", "Kent", "council tax"),
        ("Newham's care leavers", "Newham", "care leavers"),
        ("virtual school isle of wight exclusions", "Isle of Wight", "virtual school exclusions"),
        ("kentish hops", "Kent", None),
        ("in Kent", "Kent", None),
    ],
)
def test_a_name_is_left_out_of_a_row_of_words(q: str, name: str, rest: str | None) -> None:
    assert suggest.without_name(q.split(), name) == rest
