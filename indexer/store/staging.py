"""What was read, kept file by file as it comes, so that an interrupted run carries on.

Nothing here is visible to readers: a generation shows only what `publish` made current.
"""

from __future__ import annotations

import dataclasses
import hashlib
import itertools
import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import NamedTuple, Self

from indexer.errors import UnusableIndex
from indexer.naming import item_key
from indexer.records import Document
from indexer.store.encoding import encode
from indexer.store.schema import connect_writer


@dataclasses.dataclass(frozen=True, slots=True)
class Refusal:
    """Why a file could not be read: the error's `reason`, message and advice."""

    reason: str
    message: str
    advice: str


@dataclasses.dataclass(frozen=True, slots=True)
class Cost:
    """What reading a file took: its pages, wall seconds, and the worker's peak memory in bytes."""

    pages: int
    seconds: float
    peak_memory: int


class KeptReading(NamedTuple):
    """A reading on record: the file name and version of the code it was made with, what came of it.

    `warnings` say what a person should know about the reading.
    """

    name: str
    reader: str
    refusal: Refusal | None
    warnings: tuple[str, ...] = ()


class Staging:
    """The writing side of the store. One at a time: the caller holds the index's lock."""

    def __init__(self, index: Path) -> None:
        self.connection = connect_writer(index)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.connection.close()
        if isinstance(error, sqlite3.Error):
            raise UnusableIndex(
                f"The store cannot be written: {error}.",
                "Make room on the disk, then run again: what was read is kept.",
            ) from error

    def seen(self) -> dict[tuple[str, str], str]:
        """The hash of each file's bytes by its absolute path and the signature it had then."""
        rows = self.connection.execute(
            "SELECT place, signature, sha256 FROM seen WHERE signature <> ''"
        )
        return {(place, signature): sha256 for place, signature, sha256 in rows}

    def see(self, place: str, signature: str, sha256: str) -> None:
        """Remember a file's bytes by its size and times."""
        self.connection.execute(
            "INSERT OR REPLACE INTO seen VALUES (?, ?, ?)", (place, signature, sha256)
        )

    def readings(self, hashes: Iterable[str] | None = None) -> dict[str, KeptReading]:
        """What is on record, by the hash of the bytes; of these `hashes`, or all there is."""
        asked = "SELECT sha256, name, reader, reason, message, advice, warnings FROM readings"
        rows = (
            self.connection.execute(asked)
            if hashes is None
            else itertools.chain.from_iterable(
                self.connection.execute(f"{asked} WHERE sha256 = ?", (each,)) for each in hashes
            )
        )
        return {
            sha256: KeptReading(
                name,
                reader,
                Refusal(reason, message, advice) if reason else None,
                unpack(warnings),
            )
            for sha256, name, reader, reason, message, advice, warnings in rows
        }

    def keep(
        self, sha256: str, reading: KeptReading, documents: Iterable[Document], cost: Cost
    ) -> None:
        """Put a reading on record in place of an older one of the same bytes; durable at once."""
        refusal = reading.refusal or Refusal("", "", "")
        with transaction(self.connection):
            self.connection.execute("DELETE FROM readings WHERE sha256 = ?", (sha256,))
            self.connection.execute(
                "INSERT INTO readings VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                (
                    sha256,
                    reading.name,
                    reading.reader,
                    refusal.reason or None,
                    refusal.message,
                    refusal.advice,
                    pack(reading.warnings),
                    cost.pages,
                    cost.seconds,
                    cost.peak_memory,
                ),
            )
            self.connection.execute("INSERT OR IGNORE INTO fresh VALUES (?)", (sha256,))
            for position, document in enumerate(documents):
                self._keep_document(sha256, position, document)

    def _keep_document(self, sha256: str, position: int, document: Document) -> None:
        self.connection.execute(
            "INSERT INTO readings_documents VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                sha256,
                position,
                document.id,
                self._body(encode(document)),
                document.source.format,
                document.source.pages,
                document.source.url,
                document.meeting.id if document.meeting else None,
                sum(len(paragraph.text) for paragraph in document.paragraphs),
                len(document.paragraphs),
                item_key(document),
                document.item_number,
            ),
        )

    def _body(self, content: bytes) -> int:
        digest = hashlib.sha256(content).digest()
        row = self.connection.execute(
            "INSERT INTO bodies (sha256, content) VALUES (?, ?)"
            " ON CONFLICT DO NOTHING RETURNING id",
            (digest, content),
        ).fetchone()
        if row is None:
            row = self.connection.execute(
                "SELECT id FROM bodies WHERE sha256 = ?", (digest,)
            ).fetchone()
        return int(row[0])


def pack(texts: Sequence[str]) -> str:
    """A list of texts as one column holds it."""
    return f"[{', '.join(map(json.encoder.encode_basestring, texts))}]"


def unpack(column: str) -> tuple[str, ...]:
    """The list of texts that a column holds."""
    return tuple(json.loads(column)) if column != "[]" else ()


@contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[None]:
    """All or nothing."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
    except BaseException:
        connection.execute("ROLLBACK")
        raise
    connection.execute("COMMIT")
