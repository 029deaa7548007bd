"""What the next generation is to show, and how that differs from the current one.

Two files may hold the same document (a draft and the printed minutes, an item's own page). The
reading with the most text is the document, ties by path; the others are kept as its versions.
The outcome depends on the files alone, not on the order in which they were indexed.
"""

from __future__ import annotations

import dataclasses
import functools
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from indexer.store.staging import Refusal, pack, unpack


@dataclasses.dataclass(frozen=True, slots=True, order=True)
class Present:
    """One file that the next generation knows: `path` under `root`, `place` its absolute path."""

    path: str
    place: str
    root: str
    sha256: str | None = dataclasses.field(compare=False)
    refusal: Refusal | None = dataclasses.field(compare=False, default=None)
    warnings: tuple[str, ...] = dataclasses.field(compare=False, default=())


@dataclasses.dataclass(frozen=True, slots=True)
class Edition:
    """One reading of a document as a generation shows it; `rank` 0 is the document itself."""

    document: str
    rank: int
    body: int
    sha256: str
    format: str
    pages: int | None
    url: str | None
    root: str
    places: str
    meeting: str | None
    position: int
    paragraphs: int


@dataclasses.dataclass(frozen=True, slots=True)
class SourceRow:
    """One file as a generation lists it."""

    place: str
    root: str
    path: str
    sha256: str | None
    documents: int
    reason: str | None
    message: str
    advice: str
    warnings: str

    @property
    def present(self) -> Present:
        """The file as the next generation knows it, if nothing changes."""
        refusal = Refusal(self.reason, self.message, self.advice) if self.reason else None
        warnings = unpack(self.warnings)
        return Present(self.path, self.place, self.root, self.sha256, refusal, warnings)


@dataclasses.dataclass(frozen=True)
class Composition:
    """Everything that a generation shows."""

    editions: frozenset[Edition]
    sources: frozenset[SourceRow]

    @functools.cached_property
    def bodies(self) -> Mapping[str, int]:
        """The content that stands for each document."""
        return {edition.document: edition.body for edition in self.editions if edition.rank == 0}

    @property
    def paragraphs(self) -> int:
        """How many paragraphs the documents have."""
        return sum(edition.paragraphs for edition in self.editions if edition.rank == 0)

    @property
    def refused(self) -> int:
        """How many files could not be read."""
        return sum(source.reason is not None for source in self.sources)


def compose(connection: sqlite3.Connection, present: Iterable[Present]) -> Composition:
    """What the files at hand amount to, from the readings on record."""
    read: defaultdict[str, list[Any]] = defaultdict(list)
    for sha256, *row in connection.execute(
        "SELECT sha256, document, position, body, format, pages, url, meeting, characters,"
        " paragraphs FROM readings_documents"
    ):
        read[sha256].append(row)
    sources: set[SourceRow] = set()
    copies: defaultdict[str, list[Present]] = defaultdict(list)
    for file in sorted(present):
        count = 0
        if file.refusal is None and file.sha256 is not None:
            count = len(read[file.sha256])
            copies[file.sha256].append(file)
        sources.add(_source(file, count))
    return Composition(frozenset(_editions(read, copies)), frozenset(sources))


def _source(file: Present, documents: int) -> SourceRow:
    refusal = file.refusal or Refusal("", "", "")
    return SourceRow(
        file.place,
        file.root,
        file.path,
        file.sha256,
        documents,
        refusal.reason or None,
        refusal.message,
        refusal.advice,
        pack(file.warnings),
    )


def _editions(
    read: Mapping[str, list[Any]], copies: Mapping[str, list[Present]]
) -> Iterable[Edition]:
    rivals: defaultdict[str, list[tuple[Any, ...]]] = defaultdict(list)
    for sha256, files in copies.items():
        first = files[0]
        places = pack([file.path for file in files])
        for document, position, *row, characters, paragraphs in read[sha256]:
            best_first = (-characters, first.path, first.place, position)
            content = (sha256, first.root, places, position, paragraphs, *row)
            rivals[document].append((best_first, content))
    for document, candidates in rivals.items():
        candidates.sort()
        for rank, (_, content) in enumerate(candidates):
            sha256, root, places, position, paragraphs, body, kind, pages, url, meeting = content
            yield Edition(
                document=document,
                rank=rank,
                body=body,
                sha256=sha256,
                format=kind,
                pages=pages,
                url=url,
                root=root,
                places=places,
                meeting=meeting,
                position=position,
                paragraphs=paragraphs,
            )


def published(connection: sqlite3.Connection) -> Composition:
    """What the current generation shows; nothing before the first."""
    editions = connection.execute(
        "SELECT document, rank, body, sha256, format, pages, url, root, places, meeting, position,"
        " paragraphs FROM editions WHERE valid_to IS NULL"
    )
    sources = connection.execute(
        "SELECT place, root, path, sha256, documents, reason, message, advice, warnings"
        " FROM sources WHERE valid_to IS NULL"
    )
    return Composition(
        frozenset(Edition(*row) for row in editions), frozenset(SourceRow(*row) for row in sources)
    )
