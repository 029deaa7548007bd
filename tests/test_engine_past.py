"""Looking back: an engine opened at an earlier generation answers as it did then, bit for bit."""

from __future__ import annotations

import datetime as dt
import random
from pathlib import Path

import pytest
from brute_force import BruteForce
from test_engine_contract import COUNCILS, document, parsed

from indexer.records import Document, Grade, Kind
from indexer.segments import SegmentEntry, read_segments
from indexer.writer import open_writer
from search.query import InParagraph
from search.reader import FACETS, Filters, Hits, Reader, open_reader

WORDS = ("board", "plan", "care", "leavers", "review", "visit", "improve", "safeguarding", "duty")
ASKED = (
    *("", "board", "plan care", "boar*", "revew~", '"care plan"', "board OR visit", "board -plan"),
    *("leavers safeguarding duty", "title:plan", "council:devon board", '"plan board"~4'),
)
GENERATIONS = 30


def texts(chance: random.Random) -> list[str]:
    return [" ".join(chance.choices(WORDS, k=chance.randrange(1, 12))) for _ in range(4)]


def answers(reader: Reader) -> list[Hits]:
    found = []
    for q in ASKED:
        for filters in (Filters(), Filters({"council": frozenset({"devon"})})):
            query = parsed(q)
            found.append(reader.search(query, filters, limit=100))
            if query is not None:
                found.append(reader.search(InParagraph(query), filters, limit=100, sort="newest"))
    return found


def words_and_names(reader: Reader) -> list[object]:
    near = [dict(reader.spellings(word, number)) for word in ("bord", "plan") for number in (0, 2)]
    return [near, [dict(reader.names(facet)) for facet in FACETS]]


@pytest.fixture(scope="module")
def past(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[int, list[Document]]]:
    """Thirty generations, and the documents that each of them showed."""
    chance = random.Random(5)  # noqa: S311 - a fixed corpus, not a secret
    folder = tmp_path_factory.mktemp("past")
    standing: dict[str, Document] = {}
    shown: dict[int, list[Document]] = {}
    previous: Path | None = None
    for number in range(1, GENERATIONS + 1):
        writer = open_writer(folder / str(number), previous)
        writer.at(number)
        for _ in range(chance.randrange(1, 25 if number == 1 else 8)):
            councils = COUNCILS[: chance.randrange(3)]
            name = f"d{chance.randrange(30)}"
            standing[name] = document(
                name,
                *texts(chance),
                authorities=councils,
                # Some are inspection reports, by which others' standing grades change.
                kind=chance.choice((Kind.MINUTES, Kind.INSPECTION_REPORT)),
                grade=chance.choice(list(Grade)),
                framework="SIF",
                published=(day := dt.date(2014 + chance.randrange(4), 1, 1)),
                date=day,
            )
            writer.put(standing[name])
        for _ in range(chance.randrange(3)):
            name = f"d{chance.randrange(30)}"
            standing.pop(name, None)
            writer.withdraw(name)
        writer.finish()
        shown[number] = list(standing.values())
        previous = folder / str(number)
    return folder, shown


def test_every_generation_can_be_asked_again(
    past: tuple[Path, dict[int, list[Document]]], tmp_path: Path
) -> None:
    folder, shown = past
    for number, documents in shown.items():
        dated = open_reader(folder / str(GENERATIONS), number)
        expected = answers(open_reader(folder / str(number)))
        assert answers(dated) == expected
        alone = open_writer(tmp_path / str(number))
        for each in documents:
            alone.put(each)
        alone.finish()
        fresh = open_reader(tmp_path / str(number))
        # Scores too: what does not stand weighs nothing.
        assert answers(fresh) == expected
        assert words_and_names(dated) == words_and_names(fresh)


def test_ordinary_searches_open_no_more_for_all_that_has_gone(
    past: tuple[Path, dict[int, list[Document]]],
) -> None:
    folder, shown = past
    entries = read_segments(folder / str(GENERATIONS))
    live = [each for each in entries if len(each.gone) < each.documents]
    assert len(live) < len(entries)
    standing = len(shown[GENERATIONS])
    assert sum(each.documents for each in live) <= 2 * standing


def test_which_of_some_documents_match(past: tuple[Path, dict[int, list[Document]]]) -> None:
    folder, shown = past
    ids = {f"d{number}" for number in range(0, 30, 2)} | {"nobody"}
    for number in (1, 12, GENERATIONS):
        oracle = BruteForce()
        for each in shown[number]:
            oracle.put(each)
        reader = open_reader(folder / str(GENERATIONS), number)
        for q in ASKED:
            asked = parsed(q), Filters({"council": frozenset({"devon"})}), ids
            assert reader.among(*asked) == oracle.among(*asked)


@pytest.mark.parametrize(
    ("generation", "hidden"),
    [(1, (2, 3, 4)), (2, (1, 4)), (3, (1, 3, 4)), (4, (0, 1, 3)), (None, (0, 1, 3))],
)
def test_what_stands_in_a_generation(generation: int | None, hidden: tuple[int, ...]) -> None:
    entry = SegmentEntry("x", ((2, 1), (2, 2), (1, 4)), ((0, 4), (1, 2), (3, 3)))
    assert entry.documents == 5
    assert entry.hidden(generation) == hidden
