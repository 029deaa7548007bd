"""A published index of the generated collection, made by the product's own pipeline.

Each file stands for a lot of documents; instead of being parsed, it is answered by the documents
that it names. Everything after that is the real thing: the child processes, the store, the engine's
files, the manifest, the generation.
"""

from __future__ import annotations

import dataclasses
import itertools
from pathlib import Path

from generated import documents

from indexer.build import Pipeline
from indexer.errors import UnusableIndex
from indexer.reading import Reading
from indexer.records import Document, Source
from indexer.settings import load
from indexer.store import Store
from search.reader import open_reader

_LOT = 250


def files_of(index: Path) -> Path:
    """The folder of the files that an index was made from."""
    return index.with_name(f"{index.name}-files")


def publish(number: int, index: Path, lot: int = _LOT) -> Path:
    """Make an index of so many documents in the folder `index`, unless a readable one is there.

    A file stands for `lot` of them.
    """
    if _is_readable(index):
        return index
    every = documents(number)
    lots = [list(itertools.islice(every, lot)) for _ in range(-(-number // lot))]
    files = files_of(index)
    files.mkdir(parents=True, exist_ok=True)
    for at in range(len(lots)):
        (files / f"{at:05}.txt").write_text(f"lot {at}", "utf-8")

    def read(content: bytes, path: str, sha256: str) -> Reading:
        lot = lots[int(content.split()[1])]
        return Reading(tuple(_from(each, Source(path, sha256, "text")) for each in lot))

    Pipeline(load({}, index=str(index), workers=1), read=read).run([files])
    return index


def _is_readable(index: Path) -> bool:
    try:
        generation = Store.open(index).current()
        return generation is not None and bool(open_reader(generation.path))
    except UnusableIndex:  # there is none, or another version made it
        return False


def _from(document: Document, source: Source) -> Document:
    return dataclasses.replace(document, source=source)
