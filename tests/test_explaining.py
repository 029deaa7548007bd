"""Explanations: the parts of a score sum to it, and say what they are parts of."""

from __future__ import annotations

import math
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from indexer.records import Document, Kind, Mark, Paragraph, Source
from indexer.writer import open_writer
from search import explaining, language, ranking
from search.reader import Filters, Reader, open_reader
from search.request import PAGE_SIZE

SOURCE = Source("page.html", "0" * 64, "html")
QUERIES = (
    "improvement",
    "improvement board",
    "improvement OR apologies",
    '"improvement board" progress',
    "improv* -absent",
    "impovement~1 board board",
    "title:improvement",
    "apologies received",
)


@pytest.fixture(scope="module")
def reader(tmp_path_factory: pytest.TempPathFactory) -> Reader:
    """An index of three documents in two segments' worth of roles."""
    folder: Path = tmp_path_factory.mktemp("explained") / "index"
    writer = open_writer(folder)
    for name, title, *texts in (
        ("a", "Improvement plan", "The board met.", "The improvement board heard of progress."),
        (
            "b",
            "Minutes",
            "Improvement came late. The board, in the end, saw some progress.",
            "Board",
        ),
        ("c", "Apologies", "Apologies were received by the improvement board."),
    ):
        mark = Mark.BOILERPLATE if name == "c" else None
        paragraphs = tuple(Paragraph(f"p{n}", text, mark=mark) for n, text in enumerate(texts))
        writer.put(Document(name, Kind.MINUTES, title, SOURCE, paragraphs))
    writer.finish()
    return open_reader(folder)


@pytest.mark.parametrize("q", QUERIES)
def test_the_parts_sum_to_the_score(reader: Reader, q: str) -> None:
    query = language.parse(q)
    hits = reader.search(query, Filters()).hits
    assert hits
    found = reader.explain(query, [hit.document_id for hit in hits])
    for hit in hits:
        told = found[hit.document_id]
        passages = [each for each in (told.best_paragraph, told.title) if each]
        parts = [each.adds for each in told.words] + [each.adds for each in passages]
        assert math.isclose(sum(parts), hit.score)
        assert math.isclose(told.score, hit.score)
        for each in passages:
            product = each.factor * each.boilerplate * each.share * (each.words + each.nearness)
            assert math.isclose(each.adds, product)


def test_it_says_what_counted(reader: Reader) -> None:
    query = language.parse("improvement board")
    found = reader.explain(query, ["a", "b", "c"])
    word, board = found["a"].words
    assert (word.word, word.documents, word.times) == ("improv", 3, 2)
    assert (board.word, board.documents, board.times) == ("board", 3, 2)
    best = found["a"].best_paragraph
    assert best
    assert (best.number, best.share, best.boilerplate) == (1, 1.0, 1.0)
    title = found["a"].title
    assert title
    assert title.share == 0.25
    other = found["b"].best_paragraph
    assert other
    assert best.nearness > other.nearness > 0
    formal = found["c"].best_paragraph
    assert formal
    assert formal.boilerplate == ranking.BOILERPLATE < 1
    assert found["c"].title is None


def test_the_pages_that_can_be_explained_are_read_closely() -> None:
    assert explaining.LAST_PAGE * PAGE_SIZE <= ranking.CLOSELY


def test_the_json_explains_each_result_when_asked(client: FlaskClient) -> None:
    answer = client.get("/search.json?q=improvement+plan&explain=1").json
    assert answer
    assert [each["id"] for each in answer["explanations"]] == [
        each["id"] for each in answer["results"]
    ]
    scores = [each["score"] for each in answer["explanations"]]
    assert scores == sorted(scores, reverse=True)
    plain = client.get("/search.json?q=improvement+plan").json
    assert plain
    assert "explanations" not in plain
    assert client.get("/search.json?q=improvement+plan&explain=0").json == plain
    del answer["explanations"]
    assert answer == plain


@pytest.mark.parametrize(
    "address",
    [
        "/search.json?q=plan&explain=yes",
        "/search.json?q=plan&explain=1&explain=0",
        "/search.json?q=plan&explain=1&page=21",
        "/search?q=plan&explain=1",
        "/search.csv?q=plan&explain=1",
    ],
)
def test_what_cannot_be_explained_is_refused(client: FlaskClient, address: str) -> None:
    assert client.get(address).status_code == 400
