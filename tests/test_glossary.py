"""The glossary: acronyms in capitals and names in quotation marks find each other, words do not."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from pathlib import Path
from typing import cast

import pytest
from brute_force import matches
from hypothesis import given
from hypothesis import strategies as st
from test_engine_contract import document

from indexer.errors import BadRequest
from indexer.store import Generation, Snapshot, StoredDocument
from indexer.writer import open_writer
from search import glossary, language
from search.library import Session
from search.reader import open_reader
from search.request import SearchRequest, canonical, parse
from search.results import Results, run

ROWS = [
    (row["acronyms"].split("|"), row["names"].split("|"), bool(row["also a word"]))
    for row in csv.DictReader(
        (Path(glossary.__file__).parent / "glossary.csv").read_text("utf-8").splitlines()
    )
]


def found(q: str, text: str, *, widen: bool = True) -> bool:
    query = language.parse(q, widen=widen)
    assert query is not None
    return matches(document("d", "Item", text), query)


@pytest.mark.parametrize(("acronyms", "names", "word"), ROWS, ids=[row[0][0] for row in ROWS])
def test_every_name_and_acronym_find_each_other(
    acronyms: list[str], names: list[str], *, word: bool
) -> None:
    for acronym in acronyms:
        assert acronym.isupper()
        for other in [*acronyms, *names]:
            assert found(acronym, f"About {other}.")
    for name in names:
        for other in names:
            assert found(f'"{name}"', f"About {other}.")
        for acronym in acronyms:
            assert found(f'"{name}"', f"About {acronym}.") is not word


@pytest.mark.parametrize(
    ("q", "text", "expected"),
    [
        ("EHCPs", "education, health and care plans", True),
        ("EHCP", "Education, Health & Care Plan", True),
        ("MASH,", "the multi-agency safeguarding hub", True),
        ("-LAC", "children in care", False),
        ("LAC review", "a review for children looked after", True),
        ("(UASC OR x)", "unaccompanied asylum-seeking children", True),
        ('"Children in Care"', "CLA", True),
        ('"children looked after"', "LAC", True),
        ('"looked after"', "LAC", False),
        ('"children in care"~3', "CLA", False),
        ("title:LAC", "children in care", False),
        ("lac", "children in care", False),
        ("send", "special educational needs and disabilities", False),
        ("SEND", "special educational needs and disabilities", True),
        ('"special educational needs and disabilities"', "please send it", False),
        ("children in care", "CLA", False),
        ("LAC*", "children in care", False),
    ],
)
def test_only_capitals_and_quoted_names_are_widened(q: str, text: str, expected: object) -> None:
    assert found(q, text) is expected


def test_exact_finds_what_was_typed() -> None:
    assert not found("LAC", "children in care", widen=False)
    assert found("LAC", "LAC", widen=False)


@given(
    st.lists(
        st.sampled_from(
            ["care", "leavers", "lac", "send", "children", "in", "ehcp", '"care plan"']
        ),
        min_size=1,
    ).map(" ".join)
)
def test_plain_words_ask_for_nothing_else(q: str) -> None:
    if len(q) <= language.LONGEST and len(q.split()) <= language.MOST_TERMS and q != "in":
        try:
            plain = language.parse(q)
        except BadRequest:
            return
        assert language.parse(q, widen=True) == plain
        assert language.widened(q) == ()


class Shelf:
    """A snapshot for searches past the last page: nothing is fetched."""

    def documents(self, ids: Iterable[str]) -> dict[str, StoredDocument]:
        assert not list(ids)
        return {}


@pytest.fixture(scope="module")
def session(tmp_path_factory: pytest.TempPathFactory) -> Session:
    folder = tmp_path_factory.mktemp("glossary") / "1"
    writer = open_writer(folder)
    writer.put(document("a", "LAC strategy"))
    writer.put(document("b", "Item", "children in care were heard"))
    writer.put(document("c", "Item", "care for children"))
    writer.finish()
    return Session(cast(Generation, None), cast(Snapshot, Shelf()), open_reader(folder))


def asked(session: Session, q: str, **arguments: str) -> Results:
    return run(session, parse({"q": [q], "page": ["9"]} | {n: [v] for n, v in arguments.items()}))


def test_widening_is_said_and_turned_off_in_one_step(session: Session) -> None:
    results = asked(session, "LAC")
    also = "CLA, CIC, looked after children, children looked after, children in care, "
    also += "looked after child or child in care"
    assert results.total == 2
    assert results.sentence == f"Documents containing “LAC” (also as {also})"
    (widened,) = results.widened
    assert (widened.written, widened.also[0]) == ("LAC", "CLA")
    (filter_,) = results.applied
    assert (filter_.label, filter_.url) == (f"“LAC” also as {also}", "/search?q=LAC&exact=1")


def test_an_exact_search_says_so_and_can_be_widened_again(session: Session) -> None:
    results = asked(session, "LAC", exact="1")
    assert (results.total, results.widened) == (1, ())
    assert results.sentence == "Documents containing “LAC”"
    (filter_,) = results.applied
    assert (filter_.label, filter_.url) == ("only the words as typed", "/search?q=LAC")


@pytest.mark.parametrize(
    ("q", "total", "offered"),
    [
        ("children in care", 2, ("/search?q=%22children+in+care%22", 2)),
        ("lac strategy", 1, ("/search?q=LAC+strategy", 1)),
        ("children heard", 1, None),
        ("send", 0, None),
    ],
)
def test_other_names_of_plain_words_are_offered_not_run(
    session: Session, q: str, total: int, offered: tuple[str, int] | None
) -> None:
    results = asked(session, q)
    assert (results.total, results.widened) == (total, ())
    assert [(each.url, each.count) for each in results.offers] == ([offered] if offered else [])
    assert asked(session, q, exact="1").offers == ()


def test_exact_has_its_place_in_the_address() -> None:
    request = SearchRequest(q="LAC", exact=True, sort="newest", page=2)
    assert canonical(request) == "/search?q=LAC&exact=1&sort=newest&page=2"
    assert parse({"q": ["LAC"], "exact": ["0"]}) == SearchRequest(q="LAC")


def test_a_name_that_goes_by_no_other_is_not_offered() -> None:
    alone = [
        name
        for _, names, _ in glossary._rows()
        for name in names
        if not glossary.also_called(name, quoted=True)
    ]
    assert "child protection" in alone
    assert [glossary.offered(f"{name} plans") for name in alone] == [None] * len(alone)
