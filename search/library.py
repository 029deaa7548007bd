"""The index as a running server sees it: one consistent generation for each request."""

from __future__ import annotations

import dataclasses
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from indexer.errors import NoIndex, UnusableIndex
from indexer.store import Generation, Snapshot, Store
from search.reader import Reader, open_reader


@dataclasses.dataclass(frozen=True, slots=True)
class Session:
    """One generation for one request: what was published, its documents, and its engine."""

    generation: Generation
    snapshot: Snapshot
    reader: Reader


class Library:
    """Hands out sessions, and moves on when a new generation is published. Safe across threads."""

    def __init__(self, index: Path) -> None:
        self._index = index
        self._lock = threading.Lock()
        self._store: Store | None = None
        self._newest: Session | None = None

    @classmethod
    def open(cls, index: Path) -> Library:
        """Open the library over an index folder; the index itself may come later."""
        return cls(index)

    @contextmanager
    def session(self) -> Iterator[Session]:
        """Lend the newest generation for one request.

        A generation that is replaced meanwhile stays whole for the sessions that use it: its files
        are mapped, and are let go of when the last of those sessions ends.

        Raises:
            NoIndex: nothing has been published yet.
            DamagedIndex: what was published cannot be read.
        """
        yield self._current()

    def _current(self) -> Session:
        store = self._opened()
        generation = store.current()
        known = self._newest
        if known is not None and known.generation == generation:
            return known
        with self._lock:
            return self._move_on(store)

    def _opened(self) -> Store:
        with self._lock:
            if self._store is None:
                self._store = Store.open(self._index)
            return self._store

    def _move_on(self, store: Store) -> Session:
        """Open the current generation; if it is swept away meanwhile, there is a newer one."""
        while True:
            generation = store.current()
            if generation is None:
                advice = "Index a folder first: minutebook index FOLDER."
                raise NoIndex(f"nothing has been published in {self._index}", advice)
            known = self._newest
            if known is not None and known.generation == generation:
                return known
            try:
                reader = open_reader(generation.path)
            except UnusableIndex:
                if store.current() == generation:
                    raise
                continue
            self._newest = Session(generation, store.snapshot(generation), reader)
            return self._newest
