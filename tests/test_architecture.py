"""The ground rules that hold the house up: who may import whom, and what everything is called."""

from __future__ import annotations

import ast
import re
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent

# Each layer may import those to its right: faces → search → indexer.
LAYERS = {"app": 0, "cli": 0, "search": 1, "indexer": 2}

# A third-party package and the only modules that may import it.
SINGLE_IMPORTERS = {
    "pdfminer": r"indexer\.formats\.pdf(\..+)?",
    "bs4": r"indexer\.formats\.html(\..+)?",
    "mammoth": r"indexer\.formats\.docx(\..+)?",
    "whoosh": r"(indexer|search)\.whoosh_.+",
    "flask": r"app",
    "flask_bootstrap": r"app",
    "waitress": r"search\.serving",
    "sqlite3": r"indexer\.(store|schema|snapshot)(\..+)?",
    "Stemmer": r"indexer\.analysis",
}

# The records are shared by all, so they may lean on nothing but the standard library.
STANDARD_LIBRARY_ONLY = {"indexer.records", "indexer.errors", "indexer.blocks"}

FORBIDDEN_WORDS = {"data", "info", "utils", "util", "manager", "helper", "helpers", "misc"}


def _modules() -> dict[str, Path]:
    files = [ROOT / "app.py", ROOT / "cli.py"]
    files += sorted((ROOT / "indexer").rglob("*.py")) + sorted((ROOT / "search").rglob("*.py"))
    return {_name(path): path for path in files}


def _name(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def _imports(path: Path) -> set[str]:
    """Every module that the file imports, wherever in the file, as dotted names."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: write absolute imports"
            found.add(node.module or "")
            found.update(f"{node.module}.{alias.name}" for alias in node.names)
    return found


MODULES = _modules()


@pytest.mark.parametrize("module", MODULES)
def test_imports_point_one_way(module: str) -> None:
    room = module.partition(".")[0]
    for imported in _imports(MODULES[module]):
        other = imported.partition(".")[0]
        if other in LAYERS and other != room and (room, other) != ("cli", "app"):
            assert LAYERS[other] > LAYERS[room], f"{module} may not import {imported}"


@pytest.mark.parametrize("package", SINGLE_IMPORTERS)
def test_each_library_enters_through_one_door(package: str) -> None:
    door = re.compile(SINGLE_IMPORTERS[package])
    strangers = [
        module
        for module, path in MODULES.items()
        if package in {name.split(".")[0] for name in _imports(path)} and not door.fullmatch(module)
    ]
    assert not strangers, f"{package} is imported outside its door by {strangers}"


@pytest.mark.parametrize("module", sorted(STANDARD_LIBRARY_ONLY))
def test_records_lean_on_the_standard_library_only(module: str) -> None:
    for imported in _imports(MODULES[module]):
        top = imported.split(".")[0]
        assert top in sys.stdlib_module_names or top == "indexer", f"{module} imports {imported}"


@pytest.mark.parametrize("module", MODULES)
def test_modules_are_named_for_what_they_hold(module: str) -> None:
    words = set(re.split(r"[._]", module))
    assert not words & FORBIDDEN_WORDS, f"{module}: name it for what it holds"


@pytest.mark.parametrize("module", MODULES)
def test_public_names_have_docstrings(module: str) -> None:
    tree = ast.parse(MODULES[module].read_text(encoding="utf-8"))
    if tree.body:
        assert ast.get_docstring(tree), f"{module} has no docstring"
    for node in tree.body:
        if isinstance(node, (ast.FunctionDef, ast.ClassDef)) and not node.name.startswith("_"):
            assert ast.get_docstring(node), f"{module}.{node.name} has no docstring"


def test_the_documentation_names_every_room_and_module() -> None:
    text = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    rooms = {name.split(".")[1] for name in MODULES if "." in name}
    missing = {room for room in rooms if not re.search(rf"`{room}/?`", text)}
    assert not missing, f"docs/architecture.md does not say where {sorted(missing)} belong"
