"""Versions of the code stand for all that decides, and for nothing else."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from indexer import versions

FILES = {
    "reading.py": "from indexer import words\nimport indexer.formats\nNAME = 'indexer.named'\n",
    "words.py": "",
    "named.py": "from indexer.deeper import x\n",
    "deeper.py": "x = 1\n",
    "formats/__init__.py": "",
    "formats/pdf/__init__.py": "",
    "writer.py": "def f():\n    from indexer.engine import E\n",
    "engine.py": "import indexer.words\n",
    "build.py": "import indexer.reading\n",
    "names.csv": "a,b\n",
}


@pytest.fixture
def room(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name, content in FILES.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(content)
    monkeypatch.setattr(versions, "_ROOM", tmp_path)
    return tmp_path


def both() -> tuple[str, str]:
    versions.reader_version.cache_clear()
    versions.engine_version.cache_clear()
    found = versions.reader_version(), versions.engine_version()
    versions.reader_version.cache_clear()
    versions.engine_version.cache_clear()
    return found


@pytest.mark.parametrize(
    ("name", "reader", "engine"),
    [
        ("reading.py", True, False),
        ("words.py", True, True),
        ("named.py", True, False),
        ("deeper.py", True, False),
        ("formats/pdf/__init__.py", True, False),
        ("names.csv", True, False),
        ("writer.py", False, True),
        ("engine.py", False, True),
        ("build.py", False, False),
    ],
)
def test_a_change_counts_where_it_decides(
    room: Path, name: str, reader: bool, engine: bool
) -> None:
    before = both()
    path = room / name
    path.write_text(path.read_text() + "# another\n")
    after = both()
    assert (after[0] != before[0], after[1] != before[1]) == (reader, engine)


def test_the_versions_stand_still_when_nothing_changes(room: Path) -> None:
    assert both() == both()


def test_a_changed_library_counts(room: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = both()
    monkeypatch.setattr("importlib.metadata.version", lambda name: "99")
    after = both()
    assert after[0] != before[0]
    assert after[1] != before[1]


def test_the_real_reader_stands_on_its_formats_and_not_on_the_pipeline() -> None:
    names = {path.stem for path in versions.modules_behind("indexer.reading")}
    assert {"reading", "records", "structure"} <= names
    assert not names & {"build", "sandbox", "sources", "settings", "report", "whoosh_writer"}
    engine = {path.stem for path in versions.modules_behind("indexer.writer")}
    assert "analysis" in engine
    assert "reading" not in engine


def test_imports_are_read_as_python_reads_them() -> None:
    for path in Path(versions.__file__).parent.rglob("*.py"):
        source = path.read_text("utf-8")
        expected = {file for name in imported(source) for file in versions._files(name)}
        assert {
            file for name in versions.named(source) for file in versions._files(name)
        } == expected


def imported(source: str) -> Iterator[str]:
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.module or ""
            yield from (f"{node.module}.{alias.name}" for alias in node.names)
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value
