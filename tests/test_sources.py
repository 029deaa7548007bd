"""A list of files and folders → the files to read."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from small_index import age

from indexer.errors import ConfigurationError
from indexer.sources import walk


def paths(found: object) -> list[str]:
    return [file.path for file in found.files]  # type: ignore[attr-defined]


def fill(folder: Path, *names: str) -> None:
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(name)


def test_endings_decide_what_is_looked_at(tmp_path: Path) -> None:
    taken = ["a.html", "b.HTM", "c.aspx", "d.xml", "e.PDF", "f.txt", "g.docx", "ieListDocuments"]
    passed = ["a.csv", "b.doc", "c.jpg", ".hidden", ".git/config", "d.pdf.part"]
    fill(tmp_path, *taken, *passed)
    found = walk([tmp_path])
    assert paths(found) == sorted(taken)
    assert found.passed_over == tuple(
        sorted(
            str(tmp_path / name)
            for name in ["a.csv", "b.doc", "c.jpg", ".hidden", ".git", "d.pdf.part"]
        )
    )
    assert not found.unreachable


def test_paths_are_relative_to_the_folder_that_was_given(tmp_path: Path) -> None:
    fill(tmp_path, "one/two/a.txt", "b.txt")
    (found,) = walk([tmp_path / "one"]).files
    assert (found.path, found.root, found.place) == (
        "two/a.txt",
        str(tmp_path / "one"),
        str(tmp_path / "one/two/a.txt"),
    )
    (found,) = walk([tmp_path / "b.txt"]).files
    assert (found.path, found.root) == ("b.txt", str(tmp_path))


def test_a_file_is_listed_once_however_often_it_is_given(tmp_path: Path) -> None:
    fill(tmp_path, "one/a.txt", "b.txt")
    assert paths(walk([tmp_path, tmp_path / "one", tmp_path / "b.txt"])) == ["b.txt", "one/a.txt"]


def test_a_relative_path_means_the_same_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(tmp_path, "one/a.txt")
    monkeypatch.chdir(tmp_path / "one")
    assert walk([Path("../one")]).files[0].place == str(tmp_path / "one/a.txt")


def test_a_file_given_by_name_is_passed_over_like_any_other(tmp_path: Path) -> None:
    fill(tmp_path, "sheet.xlsx")
    found = walk([tmp_path / "sheet.xlsx"])
    assert (found.files, found.passed_over) == ((), (str(tmp_path / "sheet.xlsx"),))


def test_a_path_that_does_not_exist_is_a_mistake(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match="nowhere"):
        walk([tmp_path, tmp_path / "nowhere"])


def test_links_to_folders_are_followed_but_never_in_circles(tmp_path: Path) -> None:
    fill(tmp_path, "corpus/a.txt", "elsewhere/b.txt")
    (tmp_path / "corpus/linked").symlink_to(tmp_path / "elsewhere")
    (tmp_path / "corpus/round").symlink_to(tmp_path / "corpus")
    assert paths(walk([tmp_path / "corpus"])) == ["a.txt", "linked/b.txt"]


def test_a_link_that_leads_nowhere_is_unreachable(tmp_path: Path) -> None:
    (tmp_path / "gone.txt").symlink_to(tmp_path / "missing.txt")
    (gap,) = walk([tmp_path]).unreachable
    assert gap.path == "gone.txt"
    assert "No such file or directory" in gap.message


def test_what_is_no_file_is_never_opened(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    found = walk([tmp_path])
    assert (found.files, found.passed_over) == ((), (str(tmp_path / "pipe.txt"),))


def test_the_signature_changes_with_the_file(tmp_path: Path) -> None:
    fill(tmp_path, "a.txt")
    assert walk([tmp_path]).files[0].signature == "", "fresh times prove nothing"


def test_a_file_at_rest_has_a_signature(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fill(tmp_path, "a.txt")
    monkeypatch.setattr("indexer.sources._CLOCK_TICK_NS", 0)
    before = walk([tmp_path]).files[0].signature
    assert before
    assert walk([tmp_path]).files[0].signature == before
    age(tmp_path / "a.txt", 60)
    assert walk([tmp_path]).files[0].signature != before


def test_a_walk_covers_what_it_could_have_found(tmp_path: Path) -> None:
    fill(tmp_path, "one/a.txt", "two/b.txt")
    (tmp_path / "one/gone.txt").symlink_to(tmp_path / "missing.txt")
    found = walk([tmp_path / "one"])
    assert found.covers(str(tmp_path / "one/any.txt"))
    assert not found.covers(str(tmp_path / "two/b.txt"))
    assert not found.covers(str(tmp_path / "one-more/b.txt"))
    assert not found.covers(str(tmp_path / "one/gone.txt"))


def test_a_name_that_is_no_text_cannot_be_recorded(tmp_path: Path) -> None:
    name = os.fsencode(tmp_path) + b"/caf\xe9.txt"
    try:
        with open(name, "wb"):  # noqa: PTH123 - pathlib takes no bytes
            pass
    except OSError:
        pytest.skip("this file system has no such names")
    found = walk([tmp_path])
    assert found.files == ()
    (gap,) = found.unreachable
    assert (gap.path, gap.message) == ("caf\\xe9.txt", "Its name is not valid UTF-8.")
