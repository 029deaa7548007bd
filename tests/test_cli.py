"""The command line, run as people and programs run it."""

from __future__ import annotations

import datetime as dt
import gc
import json
import re
import subprocess
import sys
import urllib.request
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from served import MINUTEBOOK, served

import cli
from indexer import generations

PAGE = """<html><head><title>Agenda item - {title}</title></head><body><h1>{title}</h1>
<p>The committee considered a report on the improvement plan.</p>
<p>RESOLVED that the {title} be noted.</p></body></html>"""


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    folder = tmp_path / "corpus"
    folder.mkdir()
    for title in ("annual report", "improvement board"):
        (folder / f"{title}.html").write_text(PAGE.format(title=title))
    (folder / "empty.pdf").write_bytes(b"")
    (folder / "notes.md").write_text("notes")
    return folder


@pytest.fixture
def index(tmp_path: Path) -> Path:
    return tmp_path / "index"


def run(*arguments: object) -> Result:
    return CliRunner().invoke(cli.main, [str(argument) for argument in arguments])


def told(result: Result) -> Any:
    return json.loads(result.stdout)


def test_index_tells_what_became_of_every_file(corpus: Path, index: Path) -> None:
    result = run("index", corpus, "--index", index)
    assert result.exit_code == 0, result.output
    assert "3 files: 2 indexed, 0 unchanged, 1 refused." in result.stdout
    assert "Other kinds of files, passed over: 1 .md." in result.stdout
    assert "empty.pdf: no text" in result.stdout
    assert re.search(r"Generation 1 published: 2 documents, \d+ paragraphs", result.stdout)
    assert "Reading 3" in result.stderr


@pytest.mark.parametrize("enabled", [True, False])
def test_index_leaves_garbage_collection_as_it_was(
    corpus: Path, index: Path, *, enabled: bool
) -> None:
    before = gc.isenabled()
    (gc.enable if enabled else gc.disable)()
    try:
        for paths in ([corpus], [corpus / "nowhere"]):
            run("index", *paths, "--index", index)
            assert gc.isenabled() is enabled
    finally:
        (gc.enable if before else gc.disable)()


def test_index_tells_a_program_the_same(corpus: Path, index: Path) -> None:
    first = told(run("index", corpus, "--index", index, "--json"))
    assert [first[name] for name in ("files", "indexed", "unchanged", "refused")] == [3, 2, 0, 1]
    assert [first[name] for name in ("passed_over", "withdrawn", "generation")] == [1, 0, 1]
    assert first["seconds_per_page"] > 0
    assert first["peak_memory_mb"] > 0
    (refusal,) = first["refusals"]
    assert refusal["path"] == "empty.pdf"
    assert refusal["advice"]
    second = told(run("index", corpus, "--index", index, "--json"))
    assert [second[name] for name in ("indexed", "unchanged", "parsed")] == [0, 2, 0]
    (corpus / "annual report.html").unlink()
    third = told(run("index", corpus, "--index", index, "--json"))
    assert [third[name] for name in ("withdrawn", "documents", "generation")] == [1, 1, 2]


def test_index_with_nothing_to_read_says_so(tmp_path: Path, index: Path) -> None:
    result = run("index", tmp_path, "--index", index, "--json")
    assert result.exit_code == 1
    assert told(result)["generation"] is None
    assert "nothing was published" in result.stderr


MISTAKES = [
    (["index"], 2, "PATHS"),
    (["index", "nowhere"], 2, "no file or folder nowhere"),
    (["index", ".", "--workers", "many"], 2, "--workers"),
    (["search", "x", "--index", "nowhere"], 3, "minutebook index"),
    (["check", "--index", "nowhere"], 3, "minutebook index"),
    (["serve", "--index", "nowhere"], 3, "minutebook index"),
    (["extract", "nowhere"], 2, "nowhere"),
    (["destroy"], 2, "destroy"),
]


@pytest.mark.parametrize(("arguments", "code", "message"), MISTAKES)
def test_mistakes_are_told_with_advice(
    arguments: list[str],
    code: int,
    message: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(tmp_path)
    result = run(*arguments)
    assert result.exit_code == code
    assert message in result.stderr
    assert result.stdout == ""


def test_a_busy_index_is_told(corpus: Path, index: Path) -> None:
    with generations.lock(index):
        result = run("index", corpus, "--index", index)
    assert result.exit_code == 3
    assert "Another indexer" in result.stderr


def test_the_environment_sets_what_arguments_do_not(
    corpus: Path, index: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MINUTEBOOK_INDEX", str(index))
    assert run("index", corpus).exit_code == 0
    assert index.is_dir()
    monkeypatch.setenv("MINUTEBOOK_PORT", "none")
    result = run("check")
    assert result.exit_code == 2
    assert "MINUTEBOOK_PORT" in result.stderr


def test_extract_shows_what_index_reads(corpus: Path) -> None:
    result = run("extract", corpus / "improvement board.html")
    assert result.exit_code == 0, result.output
    assert "RESOLVED that the improvement board be noted." in result.stdout
    plain = told(run("extract", corpus / "improvement board.html", "--json"))
    (document,) = plain["documents"]
    assert "RESOLVED that the improvement board be noted." in [
        paragraph["text"] for paragraph in document["paragraphs"]
    ]


def test_extract_says_why_it_cannot_read(corpus: Path) -> None:
    result = run("extract", corpus / "empty.pdf")
    assert result.exit_code == 1
    assert "empty.pdf" in result.stderr
    assert result.stdout == ""


def test_search_finds_what_was_indexed(corpus: Path, index: Path) -> None:
    run("index", corpus, "--index", index)
    result = run("search", '"improvement board"', "--index", index)
    assert result.exit_code == 0, result.output
    assert "1 document, page 1 of 1" in result.stdout
    assert "/documents/" in result.stdout
    plain = told(run("search", '"improvement board"', "--index", index, "--json"))
    assert plain["total"] == 1
    nothing = told(run("search", "improvement", "--year", "1999", "--index", index, "--json"))
    assert nothing["total"] == 0


def test_search_looks_back_to_a_day(corpus: Path, index: Path) -> None:
    run("index", corpus, "--index", index)
    today = dt.datetime.now(dt.UTC).date()
    result = run("search", "improvement", "--as-of", str(today), "--exact", "--index", index)
    assert result.exit_code == 0, result.output
    assert "Since then 0 come, 0 changed, 0 gone" in result.stdout
    early = run("search", "improvement", "--as-of", "1999-12-31", "--index", index)
    assert early.exit_code == 2
    assert "as_of" in early.stderr
    assert str(today) in early.stderr


def test_a_search_that_cannot_be_understood_is_told(corpus: Path, index: Path) -> None:
    run("index", corpus, "--index", index)
    result = run("search", "x", "--year", "nineteen", "--index", index)
    assert result.exit_code == 2
    assert "year" in result.stderr


def test_check_finds_a_sound_index_sound(corpus: Path, index: Path) -> None:
    run("index", corpus, "--index", index)
    result = run("check", "--index", index)
    assert result.exit_code == 0, result.output
    assert "No fault found." in result.stdout


def test_check_finds_damage(corpus: Path, index: Path) -> None:
    run("index", corpus, "--index", index)
    largest = max((index / "generations/1").iterdir(), key=lambda path: path.stat().st_size)
    content = bytearray(largest.read_bytes())
    content[len(content) // 2] ^= 1
    largest.write_bytes(content)
    result = run("check", "--index", index, "--json")
    assert result.exit_code == 3
    assert any("checksum" in fault for fault in told(result)["faults"])
    assert run("index", corpus, "--index", index).exit_code == 0, "it is built anew"
    assert run("check", "--index", index).exit_code == 0


def test_help_loads_nothing_heavy() -> None:
    script = (
        "import sys, cli\n"
        "try: cli.main(['--help'])\n"
        "except SystemExit: pass\n"
        "print([name for name in ('numpy', 'flask', 'pdfminer', 'bs4') if name in sys.modules])\n"
    )
    shown = subprocess.run(  # noqa: S603
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    ).stdout
    assert shown.endswith("[]\n")
    assert all(name in shown for name in ("index", "search", "extract", "serve", "check"))


def test_serve_answers_and_says_where(corpus: Path, index: Path) -> None:
    run("index", corpus, "--index", index)
    with served(index) as address:
        port = address.rstrip("/").rpartition(":")[2]
        taken = subprocess.run(  # noqa: S603
            [MINUTEBOOK, "serve", "--index", str(index), "--port", port],
            capture_output=True,
            text=True,
            check=False,
        )
        with urllib.request.urlopen(f"{address}search.json?q=improvement") as answer:  # noqa: S310
            assert json.load(answer)["total"] == 2
    assert taken.returncode == 1
    assert "--port" in taken.stderr
