"""Stock Whoosh opens our index and finds the same: its own matchers run on our codec."""

from __future__ import annotations

import random
from collections import Counter
from pathlib import Path

import pytest
from test_engine_contract import COUNCILS, document
from whoosh import index, query
from whoosh.searching import Searcher

from indexer.tape import FACETS
from indexer.writer import open_writer
from search.query import And, Not, Or, Phrase, Query, Term
from search.reader import Filters, open_reader

VOCABULARY = [
    "board",
    "plan",
    "care",
    "leaver",
    "child",
    "review",
    "report",
    "progress",
    "visit",
    "improv",
]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three generations of random documents: several segments, with documents gone."""
    chance = random.Random(7)  # noqa: S311 - a fixed corpus, not a secret
    folder = tmp_path_factory.mktemp("oracle")
    previous = None
    for generation in range(3):
        writer = open_writer(folder / str(generation), previous)
        for _ in range(60):
            number = chance.randrange(100)
            texts = [" ".join(chance.choices(VOCABULARY, k=chance.randrange(12))) for _ in range(4)]
            writer.put(document(f"d{number}", *texts, authorities=COUNCILS[: number % 3]))
        writer.finish()
        previous = folder / str(generation)
    assert previous is not None
    return previous


def whoosh_query(asked: Query) -> query.Query:
    """Say a query of ours in Whoosh's own classes."""
    if isinstance(asked, Term):
        return query.Term("text", asked.term)
    if isinstance(asked, Phrase):
        return query.Phrase("text", [term for _, term in asked.terms])
    if isinstance(asked, And):
        return query.And([whoosh_query(part) for part in asked.parts])
    if isinstance(asked, Or):
        return query.Or([whoosh_query(part) for part in asked.parts])
    assert isinstance(asked, Not)
    return query.Not(whoosh_query(asked.part))


def random_query(chance: random.Random, depth: int = 2) -> Query:
    kind = chance.randrange(5 if depth else 2)
    if kind == 0:
        return Term(chance.choice([*VOCABULARY, "nowhere"]))
    if kind == 1:
        return Phrase(tuple(enumerate(chance.choices(VOCABULARY, k=2))))
    parts = tuple(random_query(chance, depth - 1) for _ in range(2))
    if kind == 2:
        return Or(parts)
    return And(parts) if kind == 3 else And((parts[0], Not(parts[1])))


def test_stock_whoosh_finds_the_same_documents(folder: Path) -> None:
    chance = random.Random(11)  # noqa: S311
    reader = open_reader(folder)
    searcher: Searcher
    with index.open_dir(str(folder)).searcher() as searcher:
        assert searcher.doc_count() == reader.search(None, Filters()).total
        for _ in range(200):
            asked = random_query(chance)
            expected = searcher.search(whoosh_query(asked), limit=None)
            actual = reader.search(asked, Filters(), limit=1000)
            stored = [hit.fields() for hit in expected]
            assert {hit.document_id for hit in actual.hits} == {each["id"] for each in stored}
            assert actual.total == len(stored)
            for facet in FACETS:
                counts = Counter(value for each in stored for value in each[facet])
                assert actual.facets[facet] == counts


def test_whoosh_measures_what_we_measure(folder: Path) -> None:
    with index.open_dir(str(folder)).searcher() as searcher:
        reader = searcher.reader()
        assert sorted(set(reader.field_terms("text"))) == sorted(VOCABULARY)
        assert reader.frequency("text", "board") >= reader.doc_frequency("text", "board") > 0
        assert ("text", "nowhere") not in reader
        assert reader.frequency("text", "nowhere") == reader.doc_frequency("text", "nowhere") == 0
        longest = reader.max_field_length("text")
        assert reader.min_field_length("text") <= longest <= reader.field_length("text")
