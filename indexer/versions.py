"""Versions of the reading code and of the engine's code, from the code itself.

A changed reader makes every file be read anew; a changed engine makes the index be built anew from
what was read. Neither needs a number that somebody could forget to raise.
"""

from __future__ import annotations

import functools
import hashlib
import importlib.metadata
import importlib.util
import re
import shutil
from collections.abc import Iterable
from pathlib import Path

_ROOM = Path(__file__).resolve().parent
_DOTTED = re.compile(r"indexer(\.\w+)+")
# What names a module: an import, also over several lines, or a string that is nothing else. Read
# off the text: parsing all of it would take a third of a short run.
_IMPORTED = re.compile(r"^ *(?:from +(indexer[\w.]*) +import +(\([^)]*\)|.*)|import +(.*))", re.M)
_QUOTED = re.compile(r"""(["'])(indexer(?:\.\w+)+)\1""")

_READER_LIBRARIES = (
    "beautifulsoup4",
    "dateparser",
    "lxml",
    "mammoth",
    "pdfminer.six",
)
_OPTIONAL_LIBRARIES = ("pypdfium2", "pytesseract")
_ENGINE_LIBRARIES = ("numpy", "pystemmer", "whoosh-reloaded")


@functools.cache
def reader_version() -> str:
    """Stands for everything that decides what is read in a file."""
    libraries = [f"{name} {importlib.metadata.version(name)}" for name in _READER_LIBRARIES]
    libraries += [
        f"{name} {importlib.util.find_spec(name) is not None}" for name in _OPTIONAL_LIBRARIES
    ]
    libraries.append(f"tesseract {shutil.which('tesseract') is not None}")
    return _digest({*modules_behind("indexer.reading"), *_ROOM.rglob("*.csv")}, libraries)


@functools.cache
def containing_version() -> str:
    """Stands for everything that decides whether one text has all that another says."""
    return _digest(modules_behind("indexer.store.containing"), ())


@functools.cache
def composer_version() -> str:
    """Stands for everything that decides which documents are made of what was read."""
    return _digest(modules_behind("indexer.store.composing"), ())


@functools.cache
def engine_version() -> str:
    """Stands for everything that decides what the engine writes for a document."""
    libraries = [f"{name} {importlib.metadata.version(name)}" for name in _ENGINE_LIBRARIES]
    return _digest(modules_behind("indexer.writer"), libraries)


def modules_behind(module: str) -> set[Path]:
    """The files of this package that `module` stands on: what it imports, and so on.

    Of a package that is imported the whole folder counts, and so does a module that is only named
    in a string, because it may be imported by that name.
    """
    found: set[Path] = set()
    waiting = set(_files(module))
    while waiting:
        path = waiting.pop()
        found.add(path)
        waiting |= _imported_by(path) - found
    return found


@functools.cache
def _imported_by(path: Path) -> frozenset[Path]:
    """The files of this package that a file imports itself; the three versions share many."""
    names = set(named(path.read_text("utf-8")))
    return frozenset(file for name in names for file in _files(name))


def named(source: str) -> Iterable[str]:
    """The modules of this package that a source may import."""
    for package, names, modules in _IMPORTED.findall(source):
        yield from re.findall(r"[\w.]+", modules)
        if package:
            yield package
            yield from (f"{package}.{name}" for name in re.findall(r"\w+", names))
    yield from (name for _, name in _QUOTED.findall(source))


def _files(module: str) -> list[Path]:
    if not _DOTTED.fullmatch(module):
        return []
    path = _ROOM.joinpath(*module.split(".")[1:])
    if path.is_dir():
        return sorted(path.rglob("*.py"))
    file = path.with_suffix(".py")
    return [file] if file.is_file() else []


def _digest(files: Iterable[Path], libraries: Iterable[str]) -> str:
    digest = hashlib.sha256()
    for path in sorted(files):
        digest.update(path.relative_to(_ROOM).as_posix().encode() + b"\0")
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    for library in libraries:
        digest.update(library.encode() + b"\0")
    return digest.hexdigest()[:16]
