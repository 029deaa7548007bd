"""The index as a running server sees it: one consistent generation for each request."""

from __future__ import annotations

import dataclasses
import datetime as dt
import threading
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from indexer.errors import BadRequest, Mistake, NoIndex, UnusableIndex
from indexer.store import Generation, Snapshot, Store, Tombstone
from search.reader import Reader, open_reader
from search.sentence import long_date

# Readers of earlier generations kept open: citations of one paper are often of the same day.
_PAST_KEPT = 4


@dataclasses.dataclass(frozen=True, slots=True)
class Session:
    """One generation for one request: what was published, its documents, and its engine.

    One that looks back knows the `day` that was asked for and the session of the `present`.
    """

    generation: Generation
    snapshot: Snapshot
    # What one request remembers does not make its session another.
    reader: Reader = dataclasses.field(compare=False)
    library: Library | None = None
    day: dt.date | None = None
    present: Session | None = None

    def on(self, day: dt.date | None) -> Session:
        """Look back to what was published at the end of a day (UTC); None looks nowhere.

        Raises:
            BadRequest: the day is still to come, or nothing was published by then.
        """
        present = self.present or self
        if day is None or day == self.day or present.library is None:
            return self
        return present.library.look_back(present, day)

    def fresh(self) -> Session:
        """Give a session for one request, whose searches share what they find of words."""
        return dataclasses.replace(self, reader=self.reader.remembering())

    def withdrawn(self, ids: Iterable[str]) -> Mapping[str, Tombstone]:
        """Which of these documents have been withdrawn since the day that this looks back to.

        Their text must not be shown any more.
        """
        return self.present.snapshot.tombstones(ids) if self.present else {}


class Library:
    """Hands out sessions, and moves on when a new generation is published. Safe across threads."""

    def __init__(self, index: Path) -> None:
        self._index = index
        self._lock = threading.Lock()
        self._store: Store | None = None
        self._newest: Session | None = None
        self._past: dict[tuple[Generation, Generation], tuple[Snapshot, Reader]] = {}

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
        yield self._current().fresh()

    def look_back(self, present: Session, day: dt.date) -> Session:
        """Open what was published at the end of a day (see Session.on)."""
        store, today = self._opened(), dt.datetime.now(dt.UTC).date()
        if day > today:
            message = f"{long_date(day)} is still to come: today is {long_date(today)} (UTC)"
            raise _mistaken(day, message, today)
        end = dt.datetime.combine(day + dt.timedelta(days=1), dt.time(), dt.UTC)
        generation = store.before(end)
        if generation is None:
            first = store.generations()[0].published_at.date()
            message = (
                f"nothing was indexed by {long_date(day)}: the first day is {long_date(first)}"
            )
            raise _mistaken(day, message, first)
        while generation.number < present.generation.number:
            try:
                snapshot, reader = self._past_of(store, present.generation, generation)
            except UnusableIndex:
                newest = self._current()
                if newest.generation == present.generation:
                    raise
                present = newest  # its files were swept away meanwhile
                continue
            return Session(generation, snapshot, reader, self, day, present).fresh()
        return dataclasses.replace(present, day=day, present=present)

    def _past_of(
        self, store: Store, present: Generation, generation: Generation
    ) -> tuple[Snapshot, Reader]:
        """Open an earlier generation; the last few that were asked for are kept."""
        key = (present, generation)
        with self._lock:
            opened = self._past.pop(key, None)
            if opened is None:
                reader = open_reader(present.path, generation.number)
                opened = store.snapshot(generation), reader
            self._past[key] = opened
            while len(self._past) > _PAST_KEPT:
                del self._past[next(iter(self._past))]
        return opened

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
            self._past.clear()
            self._newest = Session(generation, store.snapshot(generation), reader, self)
            return self._newest


def _mistaken(day: dt.date, message: str, suggestion: dt.date) -> BadRequest:
    mistake = Mistake("as_of", day.isoformat(), message, suggestion=suggestion.isoformat())
    return BadRequest((mistake,))
