"""A number on a page is what its link finds: every facet of 300 random searches, every cell.

The collection is drawn at random too, but from a fixed seed, so that a failure comes back.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import functools
import random
from collections.abc import Iterable, Iterator
from typing import Any, cast
from urllib.parse import parse_qs, urlsplit

import pytest
from test_engine_contract import COUNCILS, document

from indexer.records import Document, Grade, Kind, Mark
from indexer.store import Generation, Snapshot, StoredDocument
from indexer.writer import open_writer
from search.compare import comparison
from search.library import Session
from search.reader import FACETS, open_reader
from search.request import ARGUMENTS, SCOPES, SORTS, SearchRequest, canonical, parse
from search.results import filters_of, query_of, run

NOW = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
SEARCHES = 300
WORDS = (
    *("plan", "board", "improvement", "leaders", "fostering", "visit"),
    *("inspection", "care", "leavers", "the", "of"),
)
PANELS = ("Cabinet", "Children’s Scrutiny", "CHILDREN'S SCRUTINY", "Audit & Risk", None)


@functools.cache
def collection() -> tuple[Document, ...]:
    """150 documents: dated or not, of no council, one or two, and reports that give grades."""
    chance = random.Random(8)  # noqa: S311 - a collection, no secret
    found = []
    for number in range(150):
        is_report = chance.random() < 0.25
        day = dt.date(2014 + chance.randrange(6), chance.randint(1, 12), 5)
        grade = chance.choice((*Grade, None))
        found.append(
            document(
                f"d{number}",
                _text(chance, 4),
                *(_text(chance, 12) for _ in range(chance.randrange(5))),
                mark=chance.choice((None, None, Mark.DECISION)),
                kind=Kind.INSPECTION_REPORT if is_report else chance.choice(tuple(Kind)),
                grade=grade if is_report or chance.random() < 0.2 else None,
                authorities=tuple(chance.sample(COUNCILS, chance.choice((0, 1, 1, 1, 1, 2)))),
                committee=None if is_report else chance.choice(PANELS),
                framework="ILACS" if is_report else None,
                date=day if chance.random() < 0.9 else None,
                published=day if is_report else None,
                inferred_year=chance.choice((None, 2016)),
            )
        )
    return tuple(found)


def _text(chance: random.Random, most: int) -> str:
    return " ".join(chance.choices(WORDS, k=chance.randint(1, most)))


class Shelf:
    """A snapshot of the collection."""

    def documents(self, ids: Iterable[str]) -> dict[str, StoredDocument]:
        wanted = set(ids)
        return {
            each.id: StoredDocument(each, 1, NOW, ("a",), "/")
            for each in collection()
            if each.id in wanted
        }

    def __getattr__(self, name: str) -> Any:
        raise AssertionError(f"a search needs no {name} of the snapshot")


@pytest.fixture(scope="module")
def session(tmp_path_factory: pytest.TempPathFactory) -> Session:
    """The collection in two generations, so that it lies in more than one segment."""
    folder = tmp_path_factory.mktemp("links")
    for number, lot in enumerate((collection()[:100], collection()[80:])):
        writer = open_writer(folder / str(number), folder / "0" if number else None)
        for each in lot:
            writer.put(each)
        writer.finish()
    generation = Generation(2, NOW, folder / "1", len(collection()), 0, 0, 0)
    return Session(generation, cast(Snapshot, Shelf()), open_reader(folder / "1"))


def requests(session: Session, seed: int) -> Iterator[SearchRequest]:
    """Searches with words, filters, dates and scopes, in all their mixtures."""
    chance = random.Random(seed)  # noqa: S311 - searches, no secrets
    values: dict[str, list[Any]] = {
        "council": [*session.reader.names("council"), "kent"],
        "year": list(range(2013, 2021)),
        "judgement": list(Grade),
        "standing": list(Grade),
        "kind": list(Kind),
        "committee": [*session.reader.names("committee"), "nobody"],
    }
    assert set(values) == set(FACETS)
    for _ in range(SEARCHES):
        chosen: dict[str, Any] = {
            name: tuple(chance.sample(values[name], chance.choice((1, 1, 2, 3))))
            for name in FACETS
            if chance.random() < 0.2
        }
        if chance.random() < 0.15:
            chosen["date_from"] = dt.date(2014 + chance.randrange(3), 3, 1)
        if chance.random() < 0.15:
            chosen["date_to"] = dt.date(2017 + chance.randrange(3), 3, 1)
        if chance.random() < 0.1:
            chosen["as_of"] = NOW.date()
        yield SearchRequest(
            q=_query(chance),
            scope=chance.choice(SCOPES),
            exact=chance.random() < 0.3,
            sort=chance.choice(SORTS),
            page=chance.choice((1, 1, 1, 2)),
            **chosen,
        )


def _query(chance: random.Random) -> str:
    one, other = chance.sample(WORDS[:9], 2)
    forms = (
        "",
        one,
        f"{one} {other}",
        f'"{one} {other}"',
        f"{one} OR {other}",
        f"{one} -{other}",
        f'"{one} {other}"~3',
        f"{one[:4]}*",
        f"title:{one}",
        f"{one} council:devon",
        f"{one} year:2015..2017",
    )
    return chance.choice(forms)


def followed(address: str, path: str = "/search") -> SearchRequest:
    """The search behind an address."""
    parts = urlsplit(address)
    assert parts.path == path
    asked = parse(parse_qs(parts.query))
    assert canonical(asked, path) == address
    return asked


def total(session: Session, asked: SearchRequest) -> int:
    """What a search finds, whatever its order and page."""
    return _total(session, dataclasses.replace(asked, sort="relevance", page=1))


@functools.cache
def _total(session: Session, asked: SearchRequest) -> int:
    return session.reader.search(query_of(asked), filters_of(asked), limit=0).total


def test_every_facet_counts_what_its_link_finds(session: Session) -> None:
    followed_links = 0
    for request in requests(session, 1):
        results = run(session, request)
        assert followed(results.canonical) == request
        assert set(results.facets) == set(FACETS)
        for facet, values in results.facets.items():
            chosen = {value.value: value.count for value in values if value.selected}
            for value in values:
                asked = followed(value.url)
                told = f"{facet} {value.value} of {results.canonical}"
                after = {str(each) for each in getattr(asked, facet)}
                assert after == chosen.keys() ^ {value.value}, told
                found = total(session, asked)
                if not chosen:
                    assert found == value.count, told
                elif after and facet != "council":  # the others have one value for each document
                    counts = {each.value: each.count for each in values}
                    assert found == sum(counts[each] for each in after), told
                assert total(session, only(asked, facet, value.value)) == value.count, told
                followed_links += 1
        for applied in results.applied:
            followed(applied.url)
    assert followed_links > 3000


def only(asked: SearchRequest, facet: str, value: str) -> SearchRequest:
    """The search with this one value of the facet."""
    chosen = {facet: getattr(parse({facet: [value]}), facet)}
    return dataclasses.replace(asked, **chosen)


def test_every_offer_finds_what_it_says(session: Session) -> None:
    offers = 0
    for request in requests(session, 2):
        results = run(session, request)
        counted = [(each.url, each.count) for each in (*results.advice, *results.offers)]
        counted += [(each.url, each.count) for each in results.scopes]
        for address, count in counted:
            assert total(session, followed(address)) == count, address
            offers += 1
    assert offers > 100


def test_every_cell_of_a_comparison_is_what_its_link_finds(session: Session) -> None:
    cells = 0
    for number, request in enumerate(requests(session, 3)):
        if number % 3:
            continue
        asked = dataclasses.replace(request, council=("devon", "kent", "slough"), page=1)
        page = comparison(session, asked)
        assert followed(page.canonical, "/compare") == asked
        for row in page.rows:
            for cell in (*row.cells, row.all):
                search = followed(cell.url)
                assert search.council == (row.council,)
                assert total(session, search) == cell.documents, cell.url
                without = dataclasses.replace(search, q="")
                assert total(session, without) == cell.of_documents, cell.url
                assert cell.documents <= cell.of_documents
                assert cell.paragraphs <= cell.of_paragraphs
                if search.scope == "paragraph" and search.q:
                    assert bool(cell.paragraphs) == bool(cell.documents), cell.url
                cells += 1
            dated = sum(cell.documents for cell in row.cells)
            assert dated <= row.all.documents
    assert cells > 500


def test_the_addresses_hold_every_argument_there_is() -> None:
    """A new argument has to be drawn above too."""
    drawn = {*FACETS, "q", "from", "to", "scope", "exact", "sort", "as_of", "page"}
    assert drawn == set(ARGUMENTS)
