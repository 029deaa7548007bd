"""A check finds what is wrong with an index, and nothing in a sound one."""

from __future__ import annotations

import contextlib
import json
import sqlite3
from pathlib import Path

import pytest
from small_index import ENGINE_FILE, Shelf, text

from indexer.checking import check
from indexer.errors import NoIndex
from indexer.store import Generation
from indexer.store.schema import FILE_NAME


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    shelf = Shelf(tmp_path / "corpus", tmp_path / "index")
    shelf.write("a.txt", text("a", "one", "two"))
    shelf.write("b.txt", text("b", "three"))
    shelf.write("bad.pdf", "!empty\n")
    return shelf


def engine_ids(generation: Generation) -> set[str]:
    return set(json.loads((generation.path / ENGINE_FILE).read_text()))


def change(shelf: Shelf, statement: str) -> None:
    with contextlib.closing(sqlite3.connect(shelf.index / FILE_NAME)) as connection, connection:
        connection.execute(statement)


def test_a_sound_index_has_no_fault(shelf: Shelf) -> None:
    shelf.run()
    verdict = check(shelf.index, engine_ids)
    assert verdict.faults == ()
    assert (verdict.documents, verdict.paragraphs, verdict.files, verdict.refused) == (2, 3, 3, 1)


def test_there_must_be_something_to_check(shelf: Shelf) -> None:
    (shelf.folder / "a.txt").unlink()
    (shelf.folder / "b.txt").unlink()
    shelf.run()
    with pytest.raises(NoIndex, match="Nothing is published"):
        check(shelf.index, engine_ids)


@pytest.mark.parametrize(
    ("damage", "fault"),
    [
        ("UPDATE generations SET documents = 3", "counts 3 documents"),
        ("UPDATE generations SET refused = 0", "does not count its files"),
        ("DELETE FROM editions WHERE document = 'b'", "document b: only the engine holds it"),
        ("UPDATE editions SET document = 'c' WHERE document = 'b'", "document c: the engine does"),
    ],
)
def test_damage_in_the_store_is_found(shelf: Shelf, damage: str, fault: str) -> None:
    shelf.run()
    change(shelf, damage)
    assert any(fault in found for found in check(shelf.index, engine_ids).faults)


@pytest.mark.parametrize(
    ("content", "fault"), [(None, "is missing"), ("{}", "not of the size"), ("same", "checksum")]
)
def test_damage_to_the_engine_is_found(shelf: Shelf, content: str | None, fault: str) -> None:
    shelf.run()
    file = shelf.snapshot().generation.path / ENGINE_FILE
    if content is None:
        file.unlink()
    else:
        file.write_text(file.read_text().swapcase() if content == "same" else content)
    assert any(fault in found for found in check(shelf.index, engine_ids).faults)


def test_a_missing_manifest_is_found(shelf: Shelf) -> None:
    shelf.run()
    (shelf.snapshot().generation.path / "manifest.json").unlink()
    assert any("manifest" in found for found in check(shelf.index, engine_ids).faults)


def test_an_anchor_must_be_unique_in_its_document(shelf: Shelf) -> None:
    shelf.write("c.txt", text("c", "same", "same"))
    shelf.run()
    (fault,) = check(shelf.index, engine_ids).faults
    assert fault.startswith("document c: anchor")
    assert fault.endswith("stands 2 times")
