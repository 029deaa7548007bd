"""The Whoosh index's writing side: builds a generation beside the one that serves.

Segments never change once written. A new generation hard-links those of the one before, notes which
of their documents have gone and when, and adds a segment of its own. Nothing is ever dropped that a
generation showed: merging moves what has gone to segments that ordinary searches do not open.
"""

from __future__ import annotations

import dataclasses
import itertools
import os
import secrets
import shutil
from collections.abc import Sequence
from pathlib import Path

from indexer.arrays import read_arrays, write_arrays
from indexer.errors import DamagedIndex
from indexer.ledger import Entry, entries_of, read_entries, write_entries
from indexer.merging import merge
from indexer.packing import Arrays, unpack
from indexer.records import Area, Document
from indexer.segments import SegmentEntry, read_segments, write_segments
from indexer.tape import Tape
from indexer.whoosh_codec import INDEX_NAME, SEGMENT_EXTENSION, write_contents

# Words in memory before a segment is written: about 500 MB at the peak of sorting.
_WORDS_IN_MEMORY = 24_000_000
# More segments than this are merged, the smallest first.
_MOST_SEGMENTS = 8


@dataclasses.dataclass(slots=True, eq=False)
class _Segment:
    """A segment, the last one still on the tape and without a file.

    `since` is the generation that each document came with; `gone` maps the number of a document
    to the first generation without it.
    """

    file: str = ""
    since: list[int] = dataclasses.field(default_factory=list)
    gone: dict[int, int] = dataclasses.field(default_factory=dict)

    @property
    def standing(self) -> int:
        """How many documents stand."""
        return len(self.since) - len(self.gone)

    @property
    def entry(self) -> SegmentEntry:
        """The segment as the generation lists it."""
        runs = tuple((len(list(run)), came) for came, run in itertools.groupby(self.since))
        return SegmentEntry(self.file, runs, tuple(sorted(self.gone.items())))


class WhooshWriter:
    """Writes one generation (see indexer.writer.IndexWriter)."""

    def __init__(self, target: Path, previous: Path | None = None) -> None:
        """Start from the generation in `previous`, if any.

        Raises:
            UnusableIndex: the previous generation cannot be read.
        """
        self._target = target
        target.mkdir(parents=True, exist_ok=True)
        self._generation = 1
        self._segments: list[_Segment] = []
        # Where each standing document is, and its number there.
        self._places: dict[str, tuple[_Segment, int]] = {}
        # What each standing report says of overall grades (indexer/ledger.py), and what others did.
        self._graded: dict[str, list[Entry]] = {}
        self._graded_once: list[Entry] = []
        self._tape = Tape()
        self._taped = _Segment()
        for each in read_entries(previous) if previous else ():
            if each.gone is None:
                self._graded.setdefault(each.standing.document, []).append(each)
            else:
                self._graded_once.append(each)
        for entry in read_segments(previous) if previous else ():
            _link(previous / entry.file if previous else target, target / entry.file)
            self._adopt(entry)

    def at(self, generation: int) -> None:
        """Say in which generation what follows happens."""
        self._generation = generation

    def put(self, document: Document) -> None:
        """Add the document, or replace the one with the same id."""
        self.withdraw(document.id)
        self._places[document.id] = (self._taped, self._tape.add(document))
        self._taped.since.append(self._generation)
        if graded := [each for each in entries_of(document) if each.area is Area.OVERALL]:
            self._graded[document.id] = [Entry(each, self._generation) for each in graded]
        if self._tape.words >= _WORDS_IN_MEMORY:
            self._write_tape()

    def withdraw(self, document_id: str) -> None:
        """Remove the document; no effect where the id is not in the index."""
        for each in self._graded.pop(document_id, ()):
            if each.came < self._generation:
                self._graded_once.append(dataclasses.replace(each, gone=self._generation))
        place = self._places.pop(document_id, None)
        if place is not None:
            segment, number = place
            segment.gone[number] = self._generation

    def finish(self) -> None:
        """Write what is left, merge what is small, and make it durable.

        Raises:
            UnusableIndex: what was written does not read back.
        """
        self._write_tape()
        self._merge()
        entries = [segment.entry for segment in self._segments]
        write_segments(self._target, entries)
        write_contents(self._target, entries)
        graded = [each for group in self._graded.values() for each in group]
        write_entries(self._target, [*graded, *self._graded_once])
        folder = os.open(self._target, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)
        self._verify()

    def abandon(self) -> None:
        """Give up and remove what was written."""
        shutil.rmtree(self._target, ignore_errors=True)

    def _write_tape(self) -> None:
        if len(self._tape):
            self._write(*self._tape.arrays(), self._taped)
            self._tape, self._taped = Tape(), _Segment()

    def _write(self, arrays: Arrays, notes: object, segment: _Segment) -> None:
        segment.file = f"{INDEX_NAME}_{secrets.token_hex(8)}{SEGMENT_EXTENSION}"
        write_arrays(self._target / segment.file, arrays, notes)
        self._segments.append(segment)

    def _adopt(self, entry: SegmentEntry) -> None:
        arrays, _ = read_arrays(self._target / entry.file)
        came = [number for count, number in entry.since for _ in range(count)]
        segment = _Segment(entry.file, came, dict(entry.gone))
        if segment.standing:
            for doc, identity in enumerate(unpack(arrays["id_bytes"], arrays["id_offsets"])):
                if doc not in segment.gone:
                    self._places[identity] = (segment, doc)
        self._segments.append(segment)

    def _merge(self) -> None:
        """Merge the smallest segments where there are too many, and part those that are half gone.

        What stands and what has gone end in different segments.
        """
        live = [segment for segment in self._segments if segment.standing]
        past = [segment for segment in self._segments if not segment.standing]
        chosen = [each for each in live if each.standing * 2 < len(each.since)]
        if len(live) - len(chosen) >= _MOST_SEGMENTS:
            live.sort(key=lambda each: each.standing)
            smallest = live[: len(live) - _MOST_SEGMENTS // 2]
            chosen += [each for each in smallest if each not in chosen]
        if len(past) >= _MOST_SEGMENTS:
            past.sort(key=lambda each: len(each.since))
            chosen += past[: len(past) - _MOST_SEGMENTS // 2]
        if not chosen:
            return
        chosen = [segment for segment in self._segments if segment in chosen]
        self._segments = [segment for segment in self._segments if segment not in chosen]
        self._join(chosen, standing=True)
        self._join(chosen, standing=False)
        for segment in chosen:
            (self._target / segment.file).unlink()

    def _join(self, chosen: Sequence[_Segment], *, standing: bool) -> None:
        """Write one segment of what stands in these, or else of what stood once."""
        parts = []
        joined = _Segment()
        for segment in chosen:
            left_out = set()
            for doc, came in enumerate(segment.since):
                without = segment.gone.get(doc)
                if (without is None) is not standing or without == came:
                    left_out.add(doc)
                    continue
                if without is not None:
                    joined.gone[len(joined.since)] = without
                joined.since.append(came)
            if len(left_out) < len(segment.since):
                parts.append((*read_arrays(self._target / segment.file), left_out))
        merged = merge(parts) if parts else None
        if merged is not None:
            self._write(*merged, joined)

    def _verify(self) -> None:
        standing = 0
        for entry in read_segments(self._target):
            arrays, _ = read_arrays(self._target / entry.file)
            if len(arrays["position"]) != int(arrays["position_offsets"][-1]):
                raise DamagedIndex(f"{entry.file} does not read back as it was written")
            if len(arrays["date"]) != entry.documents:
                raise DamagedIndex(f"{entry.file} does not hold the documents that are listed")
            standing += entry.documents - len(entry.gone)
        if standing != len(self._places):
            message = f"{len(self._places)} documents were written, {standing} read back"
            raise DamagedIndex(message)


def _link(source: Path, target: Path) -> None:
    try:
        os.link(source, target)
    except OSError:  # another file system, or one without hard links
        shutil.copyfile(source, target)
