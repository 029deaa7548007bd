"""Addresses of searches: every way to write one leads to one canonical address."""

from __future__ import annotations

import dataclasses
import datetime as dt
from urllib.parse import parse_qs, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st
from werkzeug.datastructures import MultiDict

from indexer.errors import BadRequest
from indexer.records import Grade, Kind
from search.request import (
    SCOPES,
    SORTS,
    SearchRequest,
    canonical,
    document_address,
    parse,
    toggles,
)

day = st.none() | st.dates(dt.date(1000, 1, 1), dt.date(9999, 12, 31))
words = st.text(st.characters(codec="utf-8", exclude_characters='"()*~:-'), max_size=30)
requests = st.builds(
    SearchRequest,
    q=words.map(lambda text: " ".join(f"x{each.lower()}" for each in text.split())),
    council=st.lists(st.sampled_from(["devon", "slough", "no-such-place"]), max_size=4).map(tuple),
    year=st.lists(st.integers(1800, 2199), max_size=4).map(tuple),
    judgement=st.lists(st.sampled_from(Grade), max_size=4).map(tuple),
    standing=st.lists(st.sampled_from(Grade), max_size=4).map(tuple),
    kind=st.lists(st.sampled_from(Kind), max_size=4).map(tuple),
    committee=st.lists(st.sampled_from(["cabinet", "childrens-scrutiny"]), max_size=3).map(tuple),
    date_from=day,
    date_to=day,
    scope=st.sampled_from(SCOPES),
    exact=st.booleans(),
    sort=st.sampled_from(SORTS),
    page=st.integers(1, 1_000_000),
).filter(lambda each: not (each.date_from and each.date_to and each.date_from > each.date_to))


TOGGLED = {
    "council": ("devon", "kent", "a b&c"),
    "year": (2017,),
    "judgement": tuple(Grade),
    "standing": tuple(Grade),
    "kind": tuple(Kind),
    "committee": ("cabinet",),
}


def arguments(address: str) -> dict[str, list[str]]:
    return parse_qs(urlsplit(address).query, keep_blank_values=True, errors="strict")


@given(requests)
def test_a_request_comes_back_from_its_canonical_address(request: SearchRequest) -> None:
    address = canonical(request)
    try:
        again = parse(arguments(address))
    except BadRequest as wrong:  # too many words, or only common ones
        assert {each.argument for each in wrong.mistakes} == {"q"}
        return
    assert again == request
    assert canonical(again) == address
    assert address.isascii()


@given(requests, st.sampled_from(sorted(TOGGLED)), st.data())
def test_a_choice_has_the_address_of_the_search_with_it(
    request: SearchRequest, facet: str, drawn: st.DataObject
) -> None:
    value = drawn.draw(st.sampled_from(TOGGLED[facet]))
    chosen = tuple({*getattr(request, facet)} ^ {value})
    changed = dataclasses.replace(request, page=1, **{facet: chosen})  # type: ignore[arg-type]
    assert toggles(request, facet)(str(value)) == canonical(changed)


@pytest.mark.parametrize(
    ("given_arguments", "address"),
    [
        ({}, "/search"),
        ({"q": ["  improvement   board "]}, "/search?q=improvement+board"),
        ({"q": ["safeguard*"]}, "/search?q=safeguard*"),
        ({"page": ["1"], "sort": ["relevance"], "from": [""]}, "/search"),
        ({"year": ["2018", "2017", "2018"]}, "/search?year=2017&year=2018"),
        ({"council": ["Devon County Council"]}, "/search?council=devon"),
        ({"council": ["slough", "Devon"], "q": ["x"]}, "/search?q=x&council=devon&council=slough"),
        ({"judgement": ["Requires Improvement"]}, "/search?judgement=requires_improvement"),
        ({"judgement": ["requires-improvement"]}, "/search?judgement=requires_improvement"),
        (
            {"judgement": ["Requires improvement to be good"]},
            "/search?judgement=requires_improvement",
        ),
        ({"judgement": ["Good"]}, "/search?judgement=good"),
        (
            {"kind": ["minutes"], "standing": ["Inadequate", "good"], "judgement": ["good"]},
            "/search?judgement=good&standing=good&standing=inadequate&kind=minutes",
        ),
        ({"kind": ["inspection report"]}, "/search?kind=inspection_report"),
        ({"kind": ["Inspection reports"]}, "/search?kind=inspection_report"),
        ({"committee": ["Children’s Scrutiny"]}, "/search?committee=childrens-scrutiny"),
        ({"from": ["2017"], "to": ["2017-06"]}, "/search?from=2017-01-01&to=2017-06-30"),
        ({"sort": ["Newest"], "page": ["02"]}, "/search?sort=newest&page=2"),
        (
            {"page": ["3"], "to": ["2018-01-02"], "kind": ["minutes"], "q": ["é"]},
            "/search?q=%C3%A9&kind=minutes&to=2018-01-02&page=3",
        ),
    ],
)
def test_what_people_write_has_one_address(
    given_arguments: dict[str, list[str]], address: str
) -> None:
    assert canonical(parse(given_arguments)) == address
    assert canonical(parse(arguments(address))) == address
    assert canonical(parse(MultiDict(given_arguments))) == address


@pytest.mark.parametrize(
    ("name", "value", "suggestion"),
    [
        ("counci", "devon", None),
        ("council", "Devon Country Council", "devon"),
        ("year", "17", None),
        ("year", "2017/18", "2017"),
        ("year", "twenty", None),
        ("year", "-2017", "2017"),
        ("judgement", "goood", "good"),
        ("judgement", "needs improvement", "requires_improvement"),
        ("standing", "inadequat", "inadequate"),
        ("kind", "minuets", "minutes"),
        ("committee", "!!!", None),
        ("from", "yesterday", None),
        ("to", "2017-13", "2017"),
        ("to", "04/09/2017", "2017"),
        ("sort", "newst", "newest"),
        ("scope", "paragraf", "paragraph"),
        ("exact", "yes", "1"),
        ("page", "0", "1"),
        ("page", "-1", "1"),
        ("page", "x", "1"),
        ("page", "99999999", "1"),
        ("q", "sa*", "sa"),
        ("q", "x" * 10_000, "x" * 512),
    ],
)
def test_what_is_wrong_is_told_with_the_nearest_value(
    name: str, value: str, suggestion: str | None
) -> None:
    with pytest.raises(BadRequest) as raised:
        parse({name: [value], "kind": ["minutes"]} if name != "kind" else {name: [value]})
    (mistake,) = raised.value.mistakes
    assert (mistake.argument, mistake.value) == (name, value)
    assert mistake.message
    assert mistake.suggestion == suggestion
    if suggestion is not None:
        parse({name: [suggestion]})


def test_every_mistake_is_gathered() -> None:
    wrong = {"q": ['"x'], "year": ["x", "y"], "page": ["0"], "colour": ["red"], "sort": ["a", "b"]}
    with pytest.raises(BadRequest) as raised:
        parse(wrong)
    named = sorted(mistake.argument for mistake in raised.value.mistakes)
    assert named == ["colour", "page", "q", "sort", "sort", "year", "year"]


def test_a_period_must_not_end_before_it_starts() -> None:
    with pytest.raises(BadRequest, match="before it starts"):
        parse({"from": ["2018"], "to": ["2017"]})


def test_requests_put_themselves_in_order() -> None:
    left = SearchRequest(q=" a\x00b ", council=("slough", "devon", "devon"), year=(2018, 2017))
    assert left == SearchRequest(q="a b", council=("devon", "slough"), year=(2017, 2018))


def test_addresses_of_documents_are_safe_to_paste() -> None:
    address = document_address("a/b c", 'x "y"', "CS/20/13")
    assert address == "/documents/a%2Fb%20c?q=x+%22y%22#CS%2F20%2F13"
    assert document_address("a") == "/documents/a"
