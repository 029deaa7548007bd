"""What the store keeps and how it is read back, from many threads and across generations."""

from __future__ import annotations

import dataclasses
import datetime as dt
import shutil
import sqlite3
import threading
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from small_index import Shelf, small_document, text

from indexer import records
from indexer.errors import DamagedIndex, NoIndex
from indexer.records import Document, Kind, Paragraph
from indexer.store import Store
from indexer.store.encoding import decode, encode
from indexer.store.schema import FILE_NAME

words = st.text(st.characters(codec="utf-8"), max_size=20)
dates = st.dates(dt.date(1990, 1, 1), dt.date(2030, 1, 1))
documents = st.builds(
    Document,
    id=words,
    kind=st.sampled_from(Kind),
    title=words,
    source=st.builds(records.Source, words, words, words, st.none() | st.integers(), words),
    paragraphs=st.lists(
        st.builds(
            Paragraph,
            anchor=words,
            text=words,
            kind=st.sampled_from(records.ParagraphKind),
            label=st.none() | words,
            page=st.none() | st.integers(1, 99),
            level=st.none() | st.integers(1, 6),
            mark=st.none() | st.sampled_from(records.Mark),
            recognised=st.booleans(),
        ),
        max_size=4,
    ).map(tuple),
    authorities=st.lists(st.builds(records.Authority, words, words, words), max_size=2).map(tuple),
    committee=st.none() | words,
    meeting=st.none() | st.builds(records.Meeting, words, words, st.none() | dates),
    date=st.none() | dates,
    judgements=st.lists(
        st.builds(
            records.Judgement,
            area=st.sampled_from(records.Area),
            grade=st.none() | st.sampled_from(records.Grade),
            role=st.sampled_from(records.Role),
            paragraph=st.none() | words,
            date=st.none() | dates,
        ),
        max_size=2,
    ).map(tuple),
    provenance=st.lists(st.builds(records.Provenance, words, words, words), max_size=2).map(tuple),
    links=st.lists(st.builds(records.Link, words, words), max_size=2).map(tuple),
    warnings=st.lists(words, max_size=2).map(tuple),
)


@settings(deadline=None)
@given(documents)
def test_a_document_comes_back_as_it_was(document: Document) -> None:
    assert decode(encode(document), document.source) == document


@settings(deadline=None)
@given(documents, words)
def test_where_a_document_lies_is_no_part_of_its_content(document: Document, path: str) -> None:
    moved = dataclasses.replace(document, source=dataclasses.replace(document.source, path=path))
    assert encode(moved) == encode(document)


def test_what_has_its_default_is_not_written() -> None:
    content = encode(small_document("a", "A", ["one"]))
    assert content == (
        b'{"id":"a","kind":"minutes","paragraphs":{"anchor":["7692c3ad"],"text":["one"]},"title":"A"}'
    )


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    return Shelf(tmp_path / "corpus", tmp_path / "index")


def test_there_is_no_index_before_the_first(shelf: Shelf) -> None:
    with pytest.raises(NoIndex) as caught:
        Store.open(shelf.index)
    assert "minutebook index" in caught.value.advice


def test_before_anything_is_published_there_is_no_generation(shelf: Shelf) -> None:
    shelf.write("bad.pdf", "!empty\n")
    shelf.run()
    assert Store.open(shelf.index).current() is None


def test_a_file_that_is_no_store_is_damaged(shelf: Shelf) -> None:
    shelf.index.mkdir()
    (shelf.index / FILE_NAME).write_bytes(b"no database" * 100)
    with pytest.raises(DamagedIndex):
        Store.open(shelf.index)
    shelf.write("a.txt", text("a", "one"))
    with pytest.raises(DamagedIndex):
        shelf.run()


def test_a_store_of_another_version_is_not_touched(shelf: Shelf) -> None:
    shelf.write("a.txt", text("a", "one"))
    shelf.run()
    connection = sqlite3.connect(shelf.index / FILE_NAME)
    connection.execute("PRAGMA user_version = 99")
    connection.close()
    for open_it in (lambda: Store.open(shelf.index), shelf.run):
        with pytest.raises(DamagedIndex, match="layout 99") as caught:
            open_it()
        assert "new folder" in caught.value.advice


def test_a_meeting_lists_its_items_in_their_order(shelf: Shelf) -> None:
    shelf.write("meeting.txt", *[text(f"m/{item}", "x") for item in ("10", "", "2", "7a", "7")])
    shelf.write("other.txt", text("n/1", "x"))
    shelf.run()
    found = shelf.snapshot().meeting("m")
    assert [stored.document.item_number for stored in found] == ["10", "", "2", "7a", "7"]
    for item in ("10", "2", "7a", "7"):
        shelf.write(f"{item}.txt", text(f"p/{item}", "x"))
    shelf.run()
    found = shelf.snapshot().meeting("p")
    assert [stored.document.item_number for stored in found] == ["2", "7", "7a", "10"]
    assert shelf.snapshot().meeting("q") == []


def test_documents_are_fetched_by_id(shelf: Shelf) -> None:
    shelf.write("all.txt", *[text(f"d{number:04}", "x") for number in range(1200)])
    shelf.run()
    snapshot = shelf.snapshot()
    assert set(snapshot.documents(["d0003", "d0001", "nothing"])) == {"d0001", "d0003"}
    assert snapshot.documents([]) == {}
    assert snapshot.document("nothing") is None
    assert len(snapshot.documents(snapshot.ids())) == 1200
    assert [stored.document.id for stored in snapshot.all()] == snapshot.ids()


def test_a_snapshot_stays_as_it_is_while_others_are_published(shelf: Shelf) -> None:
    shelf.write("a.txt", text("a", "one"))
    shelf.write("b.txt", text("b", "two"))
    shelf.run()
    store = Store.open(shelf.index)
    first = store.current()
    assert first
    before = store.snapshot(first)
    for edition in range(3):
        shelf.write("a.txt", text("a", f"edition {edition}"))
        (shelf.folder / "b.txt").unlink(missing_ok=True)
        shelf.run()
    stored = before.document("a")
    assert stored
    assert stored.document.paragraphs[0].text == "one"
    assert before.document("b")
    assert before.tombstone("b") is None
    assert [source.path for source in before.sources()] == ["a.txt", "b.txt"]
    newest = store.current()
    assert newest
    assert newest.number == 4
    now = store.snapshot(newest).document("a")
    assert now
    assert (now.revision, now.first_indexed) == (4, first.published_at)


def test_many_threads_read_while_an_indexer_writes(shelf: Shelf) -> None:
    def fill(edition: int) -> None:
        shelf.write("all.txt", *[text(f"d{n:02}", f"edition {edition}") for n in range(40)])
        with shelf.start() as run:  # the indexer forks, so it never shares a process with threads
            assert "refused 0" in run.communicate()[0]

    fill(0)
    store = Store.open(shelf.index)
    faults: list[object] = []
    stop = threading.Event()

    def read() -> None:
        while not stop.is_set():
            try:
                generation = store.current()
                assert generation
                found = list(store.snapshot(generation).all())
                texts = {stored.document.paragraphs[0].text for stored in found}
                assert (len(found), texts) == (40, {f"edition {generation.number - 1}"})
            except Exception as error:  # a thread cannot fail a test by raising
                faults.append(error)

    threads = [threading.Thread(target=read) for _ in range(6)]
    for thread in threads:
        thread.start()
    for edition in range(1, 6):
        fill(edition)
    stop.set()
    for thread in threads:
        thread.join()
    assert faults == []
    newest = store.current()
    assert newest
    assert newest.number == 6
    store.close()


def test_an_index_that_was_made_anew_is_noticed(shelf: Shelf) -> None:
    shelf.write("a.txt", text("a", "one"))
    shelf.run()
    store = Store.open(shelf.index)
    shutil.rmtree(shelf.index)
    with pytest.raises(NoIndex):
        store.current()
    shelf.write("b.txt", text("b", "two"))
    shelf.run()
    generation = store.current()
    assert generation
    assert generation.documents == 2


def test_damage_while_serving_is_reported_as_such(shelf: Shelf) -> None:
    shelf.write("a.txt", text("a", "one"))
    shelf.run()
    store = Store.open(shelf.index)
    generation = store.current()
    assert generation
    writer = sqlite3.connect(shelf.index / FILE_NAME, isolation_level=None)
    writer.execute("DROP TABLE editions")
    writer.close()
    with pytest.raises(DamagedIndex, match="cannot be read"):
        store.snapshot(generation).document("a")
