"""The library: a request sees one generation whole, and new ones are taken up without a pause."""

from __future__ import annotations

import dataclasses
import datetime as dt
import gc
import shutil
import threading
import time
from pathlib import Path

import pytest
from past_fixtures import LATER, index_at, index_twice
from web_fixtures import build_index

from indexer import build, segments
from indexer.errors import DamagedIndex, NoIndex
from indexer.settings import load
from search.library import Library
from search.request import SearchRequest
from search.results import run

TEXT = """Agenda item

Improvement board

Minutes:

The improvement board met in round {number} and agreed {extra} steps for care leavers.
"""


def publish(folder: Path, index: Path, number: int) -> None:
    """Publish a generation of `number` documents."""
    folder.mkdir(exist_ok=True)
    for each in range(number):
        text = TEXT.format(number=number, extra=each)
        (folder / f"minutes{each}.txt").write_text(text, "utf-8")
    build_index(folder, index)


def test_before_anything_is_published_the_library_says_so(tmp_path: Path) -> None:
    library = Library.open(tmp_path / "index")
    for _ in range(2):
        with pytest.raises(NoIndex), library.session():
            pass
    publish(tmp_path / "files", tmp_path / "index", 1)
    with library.session() as session:
        assert run(session, SearchRequest()).total == 1


def test_a_new_generation_is_taken_up_and_the_old_one_stays_whole(tmp_path: Path) -> None:
    publish(tmp_path / "files", tmp_path / "index", 1)
    library = Library.open(tmp_path / "index")
    with library.session() as old:
        publish(tmp_path / "files", tmp_path / "index", 2)
        publish(tmp_path / "files", tmp_path / "index", 3)
        with library.session() as new:
            assert new.generation.number > old.generation.number
            assert run(new, SearchRequest(q="round 3")).total == 3
        results = run(old, SearchRequest(q="improvement board"))
        assert results.total == 1
        assert "round <mark>1</mark>" in run(old, SearchRequest(q="1")).results[0].snippets[0].html
    with library.session() as again, library.session() as same:
        assert again == same
        assert again.snapshot is same.snapshot


def test_an_index_put_in_the_place_of_another_is_noticed(tmp_path: Path) -> None:
    index, other = tmp_path / "index", tmp_path / "other"
    publish(tmp_path / "files", index, 2)
    shutil.copytree(index, other)
    library = Library.open(index)
    with library.session() as old:
        (first, *_) = old.snapshot.ids()
        index.rename(tmp_path / "away")
        with pytest.raises(NoIndex), library.session():
            pass
        other.rename(index)
        with library.session() as new:
            assert new is not old, "it has the same number and time, but is another"
            assert run(new, SearchRequest()).total == 2
        with pytest.raises(DamagedIndex, match="has been replaced"):
            old.snapshot.document(first)


@pytest.mark.skipif(not Path("/proc/self/maps").exists(), reason="tells what is open on Linux only")
def test_no_file_of_an_earlier_generation_is_held(tmp_path: Path) -> None:
    def held() -> tuple[int, int]:
        gc.collect()
        lines = Path("/proc/self/maps").read_text("utf-8").splitlines()
        maps = sum(str(tmp_path) in line and "/generations/" in line for line in lines)
        return maps, len(list(Path("/proc/self/fd").iterdir()))

    library = Library.open(tmp_path / "index")
    seen = []
    for number in range(1, 15):
        publish(tmp_path / "files", tmp_path / "index", number % 3 + 1)
        (tmp_path / "files" / "minutes0.txt").write_text(TEXT.format(number=number, extra=0))
        with library.session() as session:
            assert run(session, SearchRequest(q="improvement board")).total > 0
        seen.append(held())
    assert max(seen[7:]) <= max(seen[:7]), seen


def test_an_index_of_another_format_says_what_to_do_and_is_built_anew_without_reading(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    index = tmp_path / "index"
    with monkeypatch.context() as older:
        older.setattr(segments, "FORMAT", segments.FORMAT - 1)
        older.setattr(build, "engine_version", lambda: "older")
        publish(tmp_path / "files", index, 2)
    with pytest.raises(DamagedIndex) as raised, Library.open(index).session():
        pass
    assert "another version of Minutebook" in raised.value.message
    assert raised.value.advice.startswith("Run: minutebook index FOLDER.")
    report = build.Pipeline(load({}, index=str(index), workers=1)).run([tmp_path / "files"])
    assert (report.parsed, report.published, report.generation) == (0, True, 2)
    with Library.open(index).session() as session:
        assert run(session, SearchRequest(q="improvement board")).total == 2


def test_looking_back_needs_no_files_but_the_newest(tmp_path: Path) -> None:
    index, day = index_twice(tmp_path), dt.date(2026, 4, 30)
    library = Library.open(index)
    asked = SearchRequest(q="improvement board")
    with library.session() as old:
        expected = run(old.on(day), asked)
        assert old.on(day) == old.on(day)  # what is kept for it is found again
        assert expected.total == 2
        for number in range(3):
            (tmp_path / "files" / "more.txt").write_text(
                TEXT.format(number=number, extra=1), "utf-8"
            )
            index_at(LATER + dt.timedelta(days=number + 1), tmp_path / "files", index)
        assert not old.generation.path.exists()
        fresh = Library.open(index)
        with fresh.session() as new:
            stale = dataclasses.replace(old, library=fresh)
            for session in (old, stale, new):
                again = run(session.on(day), asked)
                assert again.results == expected.results
                assert again.facets == expected.facets


def test_requests_never_fail_while_generations_come_and_go(tmp_path: Path) -> None:
    publish(tmp_path / "files", tmp_path / "index", 1)
    library = Library.open(tmp_path / "index")
    done = threading.Event()
    wrong: list[object] = []

    def ask() -> None:
        while not done.is_set():
            try:
                with library.session() as session:
                    results = run(session, SearchRequest(q="improvement board"))
                    if results.total != session.generation.documents or not results.results:
                        wrong.append((results.total, session.generation))
            except Exception as error:
                wrong.append(error)
            time.sleep(0.001)

    threads = [threading.Thread(target=ask) for _ in range(3)]
    for thread in threads:
        thread.start()
    try:
        for number in range(2, 6):
            publish(tmp_path / "files", tmp_path / "index", number)
    finally:
        done.set()
        for thread in threads:
            thread.join()
    assert wrong == []
