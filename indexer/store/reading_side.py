"""The reading side of the store: which generation is current, and a snapshot of it."""

from __future__ import annotations

import collections
import dataclasses
import datetime as dt
import functools
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from indexer.errors import DamagedIndex
from indexer.store.kept import Generation
from indexer.store.schema import FILE_NAME, connect_reader
from indexer.store.snapshot import Snapshot

_GENERATION = "SELECT number, published_at, folder, documents, paragraphs, files, refused"


class Store:
    """The store of one index, opened for reading. Safe to use from many threads."""

    def __init__(self, index: Path) -> None:
        self._index = index
        self._identity = self._file_identity()
        # A pool rather than one per thread: threads come and go, the pool stays small.
        self._idle: collections.deque[sqlite3.Connection] = collections.deque()

    @classmethod
    def open(cls, index: Path) -> Store:
        """Open the store in the folder `index`.

        Raises:
            NoIndex: there is none.
            DamagedIndex: the file is no store, or one of another version.
        """
        connection = connect_reader(index)
        store = cls(index)
        store._idle.append(connection)
        return store

    def current(self) -> Generation | None:
        """The generation that is published now, None before the first. Costs microseconds."""
        with self._lend() as connection:
            row = connection.execute(
                f"{_GENERATION} FROM generations ORDER BY number DESC LIMIT 1"
            ).fetchone()
        return self._generation(row) if row else None

    def generations(self) -> list[Generation]:
        """Every generation that was ever published, oldest first."""
        with self._lend() as connection:
            rows = connection.execute(f"{_GENERATION} FROM generations ORDER BY number").fetchall()
        return [self._generation(row) for row in rows]

    def before(self, moment: dt.datetime) -> Generation | None:
        """The newest generation that was published before a moment (in UTC), None before any."""
        with self._lend() as connection:
            row = connection.execute(
                f"{_GENERATION} FROM generations WHERE published_at < ?"
                " ORDER BY number DESC LIMIT 1",
                (moment.isoformat(),),
            ).fetchone()
        return self._generation(row) if row else None

    def snapshot(self, generation: Generation) -> Snapshot:
        """A consistent view of one generation.

        Where the store's file is replaced meanwhile, the view raises DamagedIndex: ids of the old
        one may mean other documents in the new one.
        """
        return Snapshot(generation, functools.partial(self._lend, generation.store))

    def faults(self) -> list[str]:
        """What SQLite finds wrong with the file itself; nothing where it is sound."""
        with self._lend() as connection:
            rows = connection.execute("PRAGMA quick_check").fetchall()
        return [f"store: {row[0]}" for row in rows if row[0] != "ok"]

    def close(self) -> None:
        """Close the connections that are not in use; the store may be used again."""
        while self._idle:
            self._idle.pop().close()

    def __del__(self) -> None:
        self.close()

    def _generation(self, row: Any) -> Generation:
        number, published_at, folder, *counts = row
        moment = dt.datetime.fromisoformat(published_at)
        found = Generation(number, moment, self._index / folder, *counts)
        return dataclasses.replace(found, store=self._identity)

    @contextmanager
    def _lend(self, wanted: tuple[int, int] | None = None) -> Iterator[sqlite3.Connection]:
        """Lend a connection to the store's file; `wanted`: only if it is still this one."""
        identity = self._file_identity()
        if identity != self._identity:  # somebody deleted the index and made it anew
            self.close()
            self._identity = identity
        if wanted is not None and identity != wanted:
            raise DamagedIndex(
                f"The index in {self._index} has been replaced while it was read.",
                "Ask again: the next answer comes from the new one.",
            )
        try:
            connection = self._idle.pop()
        except IndexError:
            connection = connect_reader(self._index)
        try:
            yield connection
        except sqlite3.DatabaseError as error:
            connection.close()
            raise DamagedIndex(
                f"The store in {self._index} cannot be read: {error}.",
                "Check it with: minutebook check",
            ) from error
        except BaseException:
            connection.close()
            raise
        if identity == self._identity:
            self._idle.append(connection)
        else:
            connection.close()

    def _file_identity(self) -> tuple[int, int] | None:
        try:
            status = (self._index / FILE_NAME).stat()
        except OSError:
            return None
        return status.st_dev, status.st_ino
