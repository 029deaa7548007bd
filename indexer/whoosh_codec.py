"""The index as Whoosh sees it: a table of contents whose segments are files of flat arrays."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from whoosh import fields
from whoosh.codec import base
from whoosh.filedb.filestore import FileStorage
from whoosh.index import TOC

from indexer.segments import SegmentEntry

INDEX_NAME = "MAIN"
SEGMENT_EXTENSION = ".arrays"


def schema() -> fields.Schema:
    """Describe the fields that stock Whoosh can search: `text` holds title and paragraphs."""
    return fields.Schema(text=fields.TEXT(phrase=True))


class ArraySegment(base.Segment):  # type: ignore[misc]
    """A segment in Whoosh's table of contents."""

    def __init__(self, file: str, documents: int, deleted: Iterable[int]) -> None:
        super().__init__(INDEX_NAME)
        self.segid = file.removeprefix(f"{INDEX_NAME}_").removesuffix(SEGMENT_EXTENSION)
        self._documents = documents
        self._deleted = frozenset(deleted)

    def doc_count_all(self) -> int:
        """Count the documents, standing or gone."""
        return self._documents

    def deleted_count(self) -> int:
        """Count the documents that have gone."""
        return len(self._deleted)

    def deleted_docs(self) -> frozenset[int]:
        """Number the documents that have gone."""
        return self._deleted

    def is_deleted(self, docnum: int) -> bool:
        """Say whether a document has gone."""
        return docnum in self._deleted


def write_contents(folder: Path, entries: Iterable[SegmentEntry]) -> None:
    """Write Whoosh's table of contents for these segments, durably (Whoosh itself never syncs)."""
    segments: list[Any] = [
        ArraySegment(entry.file, entry.documents, entry.deleted) for entry in entries
    ]
    storage = FileStorage(str(folder))
    contents = TOC(schema(), segments, 1)
    contents.write(storage, INDEX_NAME)
    with (folder / f"_{INDEX_NAME}_1.toc").open("rb") as file:
        os.fsync(file.fileno())
