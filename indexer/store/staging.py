"""What was read, kept file by file as it comes, so that an interrupted run carries on.

Nothing here is visible to readers: a generation shows only what `publish` made current.
"""

from __future__ import annotations

import dataclasses
import hashlib
import json
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Self

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


@dataclasses.dataclass(frozen=True, slots=True)
class KeptReading:
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

    def sha256_of(self, place: str, signature: str) -> str | None:
        """The hash of the file's bytes, where its size and times are as when it was last seen."""
        row = self.connection.execute(
            "SELECT sha256 FROM seen WHERE place = ? AND signature = ? AND signature <> ''",
            (place, signature),
        ).fetchone()
        return row[0] if row else None

    def see(self, place: str, signature: str, sha256: str) -> None:
        """Remember a file's bytes by its size and times."""
        self.connection.execute(
            "INSERT OR REPLACE INTO seen VALUES (?, ?, ?)", (place, signature, sha256)
        )

    def reading(self, sha256: str) -> KeptReading | None:
        """What is on record of these bytes."""
        row = self.connection.execute(
            "SELECT name, reader, reason, message, advice, warnings FROM readings WHERE sha256 = ?",
            (sha256,),
        ).fetchone()
        if row is None:
            return None
        name, reader, reason, message, advice, warnings = row
        refusal = Refusal(reason, message, advice) if reason else None
        return KeptReading(name, reader, refusal, tuple(json.loads(warnings)))

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
                    json.dumps(reading.warnings),
                    cost.pages,
                    cost.seconds,
                    cost.peak_memory,
                ),
            )
            for position, document in enumerate(documents):
                self._keep_document(sha256, position, document)

    def _keep_document(self, sha256: str, position: int, document: Document) -> None:
        self.connection.execute(
            "INSERT INTO readings_documents VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
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
