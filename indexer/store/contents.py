"""The documents of editions: those of the next generation, and of every one before it."""

from __future__ import annotations

import dataclasses
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator

from indexer.records import Document, Source
from indexer.store.composition import Composition, Edition
from indexer.store.encoding import decode
from indexer.store.staging import unpack


def contents(
    connection: sqlite3.Connection, composition: Composition, ids: set[str]
) -> Iterator[Document]:
    """The documents of a composition with these ids, by id."""
    wanted = [e for e in composition.editions if e.rank == 0 and e.document in ids]
    for edition in sorted(wanted, key=lambda edition: edition.document):
        yield document_of(connection, edition)


@dataclasses.dataclass(frozen=True, slots=True)
class Step:
    """What one generation changed: the ids that went, and the documents that came or changed."""

    generation: int
    gone: tuple[str, ...]
    count: int
    documents: Iterable[Document]


def history(connection: sqlite3.Connection) -> list[Step]:
    """What every generation changed, the first one first; documents are read as they are wanted."""
    came: defaultdict[int, list[int]] = defaultdict(list)
    went: defaultdict[int, dict[str, None]] = defaultdict(dict)
    before: tuple[str, int, int | None] = ("", 0, None)
    for row, document, body, valid_from, valid_to in connection.execute(
        "SELECT rowid, document, body, valid_from, valid_to FROM editions WHERE rank = 0"
        " ORDER BY document, valid_from"
    ):
        if before == (document, body, valid_from):  # only the file was another
            del went[valid_from][document]
        else:
            came[valid_from].append(row)
        if valid_to is not None:
            went[valid_to][document] = None
        before = (document, body, valid_to)
    return [
        Step(number, tuple(went[number]), len(came[number]), _editions(connection, came[number]))
        for number in sorted(came.keys() | went.keys())
    ]


def _editions(connection: sqlite3.Connection, rows: Iterable[int]) -> Iterator[Document]:
    for row in rows:
        values = connection.execute(
            "SELECT document, rank, body, sha256, format, pages, url, root, places, meeting,"
            " position, paragraphs, own FROM editions WHERE rowid = ?",
            (row,),
        ).fetchone()
        yield document_of(connection, Edition(*values))


def document_of(connection: sqlite3.Connection, edition: Edition) -> Document:
    """The document that an edition shows."""
    (content,) = connection.execute(
        "SELECT content FROM bodies WHERE id = ?", (edition.body,)
    ).fetchone()
    source = Source(
        path=unpack(edition.places)[0],
        sha256=edition.sha256,
        format=edition.format,
        pages=edition.pages,
        url=edition.url,
    )
    return dataclasses.replace(decode(content, source), id=edition.document)
