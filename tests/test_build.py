"""From a folder to a published generation: what is read, kept, replaced, withdrawn."""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path

import pytest
from small_index import Shelf, SmallWriter, small_document, text

from indexer import build, generations, parsing
from indexer.errors import ConfigurationError, IndexBusy, UnusableIndex
from indexer.reading import Reading
from indexer.settings import load
from indexer.store import Store, staging
from indexer.store.schema import connect_writer


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    (tmp_path / "corpus").mkdir()
    return Shelf(tmp_path / "corpus", tmp_path / "index")


def test_every_file_ends_as_indexed_unchanged_or_refused(shelf: Shelf) -> None:
    shelf.write("a.txt", text("a", "one", "two"))
    shelf.write("deep/b.html", text("b", "three"), text("c", "four"))
    shelf.write("bad.pdf", "!empty\n")
    shelf.write("worse.pdf", "!crash\n")
    shelf.write("worst.pdf", "!error\n")
    shelf.write("sheet.csv", "1,2")
    report = shelf.run()
    assert (report.files, report.indexed, report.unchanged, report.refused) == (5, 2, 0, 3)
    assert report.passed_over_names == (str(shelf.folder / "sheet.csv"),)
    assert (report.documents, report.paragraphs, report.generation) == (3, 4, 1)
    assert (report.parsed, report.pages) == (5, 2)
    assert {(each.path, each.reason) for each in report.refusals} == {
        ("bad.pdf", "no text"),
        ("worse.pdf", "damaged"),
        ("worst.pdf", "damaged"),
    }
    assert all(each.message and each.advice for each in report.refusals)
    assert shelf.engine() == {"a": "Title of a", "b": "Title of b", "c": "Title of c"}
    fates = {
        source.path: (source.documents, source.reason) for source in shelf.snapshot().sources()
    }
    assert fates == {
        "a.txt": (1, None),
        "deep/b.html": (2, None),
        "bad.pdf": (0, "no text"),
        "worse.pdf": (0, "damaged"),
        "worst.pdf": (0, "damaged"),
    }


def test_a_second_run_reads_nothing_and_publishes_nothing(shelf: Shelf) -> None:
    shelf.write("a.txt", text("a", "one"))
    shelf.write("bad.pdf", "!empty\n")
    shelf.run()
    report = shelf.run()
    assert (report.indexed, report.unchanged, report.refused, report.parsed) == (0, 1, 1, 0)
    assert (report.generation, report.published) == (1, False)


def test_a_touched_file_is_unchanged(shelf: Shelf) -> None:
    path = shelf.write("a.txt", text("a", "one"))
    shelf.run()
    path.touch()
    report = shelf.run()
    assert (report.unchanged, report.parsed, report.published) == (1, 0, False)


def test_a_changed_file_replaces_its_documents(shelf: Shelf) -> None:
    shelf.write("a.txt", text("a", "one"), text("b", "two"), text("c", "three"))
    shelf.run()
    before = shelf.snapshot()
    shelf.write("a.txt", text("a", "one"), text("b", "changed", title="New"), text("d", "four"))
    report = shelf.run()
    after = shelf.snapshot()
    assert (report.indexed, report.withdrawn, report.documents_withdrawn) == (1, 0, 1)
    assert shelf.engine() == {"a": "Title of a", "b": "New", "d": "Title of d"}
    revisions = {stored.document.id: stored.revision for stored in after.all()}
    assert revisions == {"a": 1, "b": 2, "d": 1}, "a neighbour's change is no revision"
    stone = after.tombstone("c")
    assert stone is not None
    assert (stone.title, stone.reason) == ("Title of c", "its file no longer holds it")
    assert [stored.document.id for stored in before.all()] == ["a", "b", "c"]
    old = before.document("b")
    assert old is not None
    assert old.document.paragraphs[0].text == "two"


def test_a_file_that_cannot_be_read_any_more_withdraws_its_documents(shelf: Shelf) -> None:
    shelf.write("a.txt", text("a", "one"))
    shelf.write("b.txt", text("b", "two"))
    shelf.run()
    shelf.write("b.txt", "!empty\n")
    shelf.run()
    stone = shelf.snapshot().tombstone("b")
    assert stone is not None
    assert stone.reason == "its file can no longer be read (no text)"


def test_a_removed_file_leaves_a_tombstone_until_it_comes_back(shelf: Shelf) -> None:
    shelf.write("a.txt", text("a", "one"))
    path = shelf.write("b.txt", text("b", "two"))
    shelf.run()
    first = shelf.snapshot().document("b")
    path.unlink()
    report = shelf.run()
    gone = shelf.snapshot()
    assert (report.withdrawn, report.documents_withdrawn, report.documents) == (1, 1, 1)
    assert gone.document("b") is None
    stone = gone.tombstone("b")
    assert stone is not None
    assert stone.reason == "its file was removed"
    assert shelf.engine() == {"a": "Title of a"}
    shelf.write("b.txt", text("b", "two"))
    shelf.run()
    back = shelf.snapshot()
    assert back.tombstone("b") is None
    restored = back.document("b")
    assert first is not None
    assert restored is not None
    assert (restored.revision, restored.first_indexed) == (1, first.first_indexed)


def test_a_run_withdraws_only_under_its_own_paths(shelf: Shelf) -> None:
    one = shelf.write("one/a.txt", text("a", "one")).parent
    two = shelf.write("two/b.txt", text("b", "two")).parent
    extra = shelf.write("two/c.txt", text("c", "three"))
    shelf.run(one)
    shelf.run(two)
    assert list(shelf.engine()) == ["a", "b", "c"]
    extra.unlink()
    report = shelf.run(one)
    assert (report.files, report.unchanged, report.published) == (1, 1, False)
    assert list(shelf.engine()) == ["a", "b", "c"]
    shelf.run(two)
    assert list(shelf.engine()) == ["a", "b"]


def test_of_two_roots_the_outer_one_names_a_file(shelf: Shelf) -> None:
    shelf.write("two/b.txt", text("b", "two"))
    shelf.run(shelf.folder / "two")
    shelf.run()
    outer = shelf.state()
    report = shelf.run(shelf.folder / "two")
    assert (report.unchanged, report.published) == (1, False)
    assert shelf.state() == outer
    assert [source.path for source in shelf.snapshot().sources()] == ["two/b.txt"]


def test_the_same_bytes_are_read_once_and_both_places_kept(shelf: Shelf) -> None:
    first = shelf.write("a.txt", text("a", "one"))
    shelf.write("copies/z.txt", text("a", "one"))
    report = shelf.run()
    assert (report.indexed, report.parsed, report.documents) == (2, 1, 1)
    stored = shelf.snapshot().document("a")
    assert stored is not None
    assert stored.places == ("a.txt", "copies/z.txt")
    assert stored.root == str(shelf.folder)
    first.unlink()
    report = shelf.run()
    assert (report.withdrawn, report.documents_withdrawn) == (1, 0)
    stored = shelf.snapshot().document("a")
    assert stored is not None
    assert (stored.places, stored.revision) == (("copies/z.txt",), 1)
    assert stored.document.source.path == "copies/z.txt"


def test_of_two_readings_of_a_document_the_fuller_wins_in_any_order(
    shelf: Shelf, tmp_path: Path
) -> None:
    shelf.write("1/draft.txt", text("a", "short", title="Draft"))
    shelf.write("2/printed.txt", text("a", "much longer", title="Printed"))
    other = Shelf(shelf.folder, tmp_path / "other")
    shelf.run(shelf.folder / "1")
    shelf.run(shelf.folder / "2")
    other.run(shelf.folder / "2")
    other.run(shelf.folder / "1")
    assert shelf.state() == other.state()
    assert shelf.engine() == {"a": "Printed"}
    versions = shelf.snapshot().versions("a")
    assert [(each.document.title, each.revision, each.places) for each in versions] == [
        ("Draft", 0, ("draft.txt",))
    ]
    (shelf.folder / "2/printed.txt").unlink()
    report = shelf.run(shelf.folder / "2", shelf.folder / "1")
    assert report.documents_withdrawn == 0
    assert shelf.engine() == {"a": "Draft"}
    assert shelf.snapshot().versions("a") == []


def test_changed_reading_code_reads_every_file_again(
    shelf: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    shelf.write("a.txt", text("a", "one"))
    shelf.write("bad.pdf", "!empty\n")
    shelf.run()
    monkeypatch.setattr(parsing, "reader_version", lambda: "another")
    report = shelf.run()
    assert (report.indexed, report.refused, report.parsed) == (1, 1, 2)
    assert not report.published, "the same came of it"
    assert shelf.run().parsed == 0


def test_reread_reads_every_file_again(shelf: Shelf) -> None:
    shelf.write("a.txt", text("a", "one"))
    shelf.run()
    assert shelf.run(reread=True).parsed == 1


def test_changed_engine_code_builds_its_files_anew_without_reading(
    shelf: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    shelf.write("a.txt", text("a", "one"))
    shelf.run()
    monkeypatch.setattr(build, "engine_version", lambda: "another")
    report = shelf.run()
    assert (report.parsed, report.published, report.generation) == (0, True, 2)
    assert shelf.engine() == {"a": "Title of a"}


def test_damaged_engine_files_are_built_anew(shelf: Shelf) -> None:
    shelf.write("a.txt", text("a", "one"))
    shelf.run()
    path = shelf.snapshot().generation.path
    (path / "documents.json").write_text('{"a": "Titel of a"}')
    shelf.write("b.txt", text("b", "two"))
    report = shelf.run()
    assert (report.parsed, report.published) == (1, True)
    assert shelf.engine() == {"a": "Title of a", "b": "Title of b"}


def test_a_run_that_can_read_nothing_publishes_nothing(shelf: Shelf) -> None:
    path = shelf.write("a.txt", text("a", "one"))
    shelf.run()
    path.unlink()
    report = shelf.run()
    assert (report.files, report.published, report.withdrawn, report.documents) == (0, False, 0, 1)
    shelf.write("bad.pdf", "!empty\n")
    assert not shelf.run().published
    assert shelf.engine() == {"a": "Title of a"}


def test_a_refusal_for_want_of_processor_time_stands_as_long_as_the_limit(shelf: Shelf) -> None:
    shelf.write("a.txt", text("a", "one"))
    shelf.write("busy.txt", "!busy\n1.5\n" + text("busy", "two"))
    assert [each.reason for each in shelf.run(cpu_seconds=1).refusals] == ["over the limit"]
    assert shelf.run(cpu_seconds=1).parsed == 0
    report = shelf.run(cpu_seconds=30)
    assert (report.parsed, report.refused, report.documents) == (1, 0, 2)


def test_a_file_that_a_busy_machine_could_not_read_in_time_is_tried_again(shelf: Shelf) -> None:
    shelf.write("a.txt", text("a", "one"))
    shelf.write("slow.txt", "!slow\n1.5\n" + text("slow", "two"))
    assert [each.reason for each in shelf.run(wall_seconds=1).refusals] == ["over the limit"]
    assert shelf.run(wall_seconds=1).parsed == 1
    assert shelf.run().documents == 2


def test_a_file_over_the_size_limit_is_refused_unread(shelf: Shelf) -> None:
    shelf.write("a.txt", text("a", "one"))
    shelf.write("big.txt", text("big", "x" * (1 << 20)))
    report = shelf.run(file_mb=1)
    assert [each.reason for each in report.refusals] == ["over the limit"]
    assert report.parsed == 1


def test_what_cannot_be_looked_at_stays_as_it_was(
    shelf: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    shelf.write("a.txt", text("a", "one"))
    shelf.write("locked/b.txt", text("b", "two"))
    shelf.run()
    look = os.scandir

    def scandir(folder: str) -> object:
        if folder.endswith("locked"):
            raise PermissionError(13, "Permission denied")
        return look(folder)

    monkeypatch.setattr(os, "scandir", scandir)
    report = shelf.run()
    assert [(each.path, each.reason) for each in report.refusals] == [
        ("locked", "cannot be opened")
    ]
    assert (report.files, report.unchanged, report.withdrawn) == (2, 1, 0)
    assert shelf.engine() == {"a": "Title of a", "b": "Title of b"}


def test_a_file_that_vanishes_while_it_is_indexed_is_refused(
    shelf: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    shelf.write("a.txt", text("a", "one"))
    gone = shelf.write("b.txt", text("b", "two"))
    read_bytes = Path.read_bytes

    def read(path: Path) -> bytes:
        gone.unlink(missing_ok=True)
        return read_bytes(path)

    monkeypatch.setattr(Path, "read_bytes", read)
    report = shelf.run()
    assert (report.files, report.indexed, report.refused) == (2, 1, 1)
    assert report.refusals[0].reason == "cannot be opened"


def test_when_the_first_copy_vanishes_the_next_is_read(
    shelf: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = shelf.write("a.txt", text("a", "one"))
    shelf.write("b.txt", text("a", "one"))
    read_bytes = Path.read_bytes

    def read(path: Path) -> bytes:
        first.unlink(missing_ok=True)
        return read_bytes(path)

    monkeypatch.setattr(Path, "read_bytes", read)
    report = shelf.run()
    assert (report.indexed, report.refused, report.documents) == (1, 1, 1)
    stored = shelf.snapshot().document("a")
    assert stored
    assert stored.places == ("b.txt",)


def test_a_file_that_changes_while_it_is_indexed_is_read_as_it_is(
    shelf: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = shelf.write("a.txt", text("a", "one"))
    read_bytes = Path.read_bytes

    def read(given: Path) -> bytes:
        path.write_text(text("a", "two", title="Newer"))
        return read_bytes(given)

    monkeypatch.setattr(Path, "read_bytes", read)
    assert shelf.run().indexed == 1
    monkeypatch.undo()
    assert shelf.engine() == {"a": "Newer"}
    assert shelf.run().parsed == 0


def test_one_indexer_at_a_time(shelf: Shelf) -> None:
    shelf.write("a.txt", text("a", "one"))
    with generations.lock(shelf.index), pytest.raises(IndexBusy, match="Another indexer"):
        shelf.run()
    assert shelf.run().published


def test_a_wrong_path_changes_nothing(shelf: Shelf) -> None:
    shelf.write("a.txt", text("a", "one"))
    shelf.run()
    with pytest.raises(ConfigurationError, match="nowhere"):
        shelf.run(shelf.folder / "nowhere")
    assert shelf.engine() == {"a": "Title of a"}


def test_an_index_that_cannot_be_written_is_a_wrong_setting(shelf: Shelf) -> None:
    shelf.write("a.txt", text("a", "one"))
    shelf.index.write_text("a file stands here")
    with pytest.raises(ConfigurationError, match="cannot be written"):
        shelf.run()


def test_the_index_may_lie_in_the_folder_it_indexes(shelf: Shelf) -> None:
    inside = Shelf(shelf.folder, shelf.folder / "index")
    inside.write("a.txt", text("a", "one"))
    inside.run()
    report = inside.run()
    assert (report.files, report.passed_over, report.unchanged) == (1, 0, 1)


def test_the_previous_engine_folder_stays_for_those_who_still_read_it(shelf: Shelf) -> None:
    for number in range(4):
        shelf.write("a.txt", text("a", f"text {number}"))
        shelf.run()
    shelf.write("b.txt", text("b", "two"))
    (shelf.index / generations.FOLDER / "99").mkdir()  # what a killed run left
    shelf.run()
    kept = {path.name for path in (shelf.index / generations.FOLDER).iterdir()}
    assert kept == {"4", "5"}


def test_a_writer_that_fails_leaves_the_previous_generation(
    shelf: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    shelf.write("a.txt", text("a", "one"))
    shelf.run()
    shelf.write("b.txt", text("b", "two"))
    monkeypatch.setattr("small_index.SmallWriter.finish", lambda _: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        shelf.run()
    monkeypatch.undo()
    assert shelf.engine() == {"a": "Title of a"}
    report = shelf.run()
    assert (report.parsed, report.generation) == (0, 2)


def test_a_full_disk_leaves_the_previous_generation(
    shelf: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    shelf.write("a.txt", text("a", "one"))
    shelf.run()
    shelf.write("b.txt", text("b", "two" * 10_000))

    def fail(_: SmallWriter) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(SmallWriter, "finish", fail)
    with pytest.raises(UnusableIndex, match="No space left"):
        shelf.run()
    monkeypatch.undo()

    def connect(index: Path) -> sqlite3.Connection:
        connection = connect_writer(index)
        (pages,) = connection.execute("PRAGMA page_count").fetchone()
        connection.execute(f"PRAGMA max_page_count = {pages + 1}")
        return connection

    monkeypatch.setattr(staging, "connect_writer", connect)
    shelf.write("c.txt", text("c", "three" * 10_000))
    with pytest.raises(UnusableIndex, match="full"):
        shelf.run()
    monkeypatch.undo()
    assert shelf.engine() == {"a": "Title of a"}
    report = shelf.run()
    assert (report.parsed, report.documents) == (1, 3)


def test_readings_that_nobody_needs_are_forgotten(shelf: Shelf) -> None:
    shelf.write("a.txt", text("a", "one"))
    path = shelf.write("b.txt", text("b", "two"))
    shelf.run()
    path.unlink()
    shelf.run()
    shelf.write("b.txt", text("b", "two"))
    assert shelf.run().parsed == 1


def test_a_document_that_does_not_come_back_whole_from_the_child_is_refused(shelf: Shelf) -> None:
    shelf.write("a.txt", text("a", "one"))
    shelf.write("b.txt", text("b", "two"))

    def read(content: bytes, path: str, sha256: str) -> object:
        whole = Reading((small_document("a", "A", ["one"]),))
        return {"documents": [{"id": "b"}]} if b"two" in content else whole

    pipeline = build.Pipeline(
        load({}, index=str(shelf.index)),
        read=read,  # type: ignore[arg-type]
        open_writer=SmallWriter,
    )
    report = pipeline.run([shelf.folder])
    assert [each.reason for each in report.refusals] == ["damaged"]


def test_generations_are_listed(shelf: Shelf) -> None:
    shelf.write("a.txt", text("a", "one"))
    shelf.run()
    shelf.write("bad.pdf", "!empty\n")
    shelf.run()
    listed = Store.open(shelf.index).generations()
    assert [(each.number, each.files, each.refused) for each in listed] == [(1, 1, 0), (2, 2, 1)]
    assert listed[0].path == listed[1].path, "no text changed: the engine's files serve on"


def test_what_is_odd_about_a_reading_is_told_each_time(shelf: Shelf) -> None:
    shelf.write("a.txt", text("a", "odd"))
    first, second = shelf.run(), shelf.run()
    assert [(each.path, each.message) for each in first.warnings] == [("a.txt", "It is odd.")]
    assert second.warnings == first.warnings
    assert [source.warnings for source in shelf.snapshot().sources()] == [("It is odd.",)]
