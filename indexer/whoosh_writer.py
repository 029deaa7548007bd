"""The Whoosh index's writing side: builds a generation beside the one that serves.

Segments never change once written. A new generation hard-links those of the one before, notes which
of their documents have gone, and adds a segment of its own.
"""

from __future__ import annotations

import os
import secrets
import shutil
from pathlib import Path

from indexer.arrays import read_arrays, write_arrays
from indexer.errors import DamagedIndex
from indexer.ledger import Standing, entries_of, read_entries, write_entries
from indexer.merging import merge
from indexer.records import Area, Document
from indexer.segments import SegmentEntry, read_segments, write_segments
from indexer.tape import Arrays, Tape, unpack
from indexer.whoosh_codec import INDEX_NAME, SEGMENT_EXTENSION, write_contents

# Words in memory before a segment is written: about 400 MB at the peak of sorting.
_WORDS_IN_MEMORY = 12_000_000
# More segments than this are merged, the smallest first.
_MOST_SEGMENTS = 8


class WhooshWriter:
    """Writes one generation (see indexer.writer.IndexWriter)."""

    def __init__(self, target: Path, previous: Path | None = None) -> None:
        """Start from the generation in `previous`, if any.

        Raises:
            UnusableIndex: the previous generation cannot be read.
        """
        self._target = target
        target.mkdir(parents=True, exist_ok=True)
        self._files: list[str] = []
        self._sizes: list[int] = []
        self._deleted: list[set[int]] = []
        # Where each standing document is: (number of the segment, number within it).
        self._places: dict[str, tuple[int, int]] = {}
        # What each standing report says of overall grades (indexer/ledger.py).
        self._graded: dict[str, list[Standing]] = {}
        self._tape = Tape()
        for graded in read_entries(previous) if previous else ():
            self._graded.setdefault(graded.document, []).append(graded)
        for entry in read_segments(previous) if previous else ():
            _link(previous / entry.file if previous else target, target / entry.file)
            self._adopt(entry.file, set(entry.deleted))

    def put(self, document: Document) -> None:
        """Add the document, or replace the one with the same id."""
        self.withdraw(document.id)
        self._places[document.id] = (len(self._files), self._tape.add(document))
        if graded := [each for each in entries_of(document) if each.area is Area.OVERALL]:
            self._graded[document.id] = graded
        if self._tape.words >= _WORDS_IN_MEMORY:
            self._write_tape()

    def withdraw(self, document_id: str) -> None:
        """Remove the document; no effect where the id is not in the index."""
        self._graded.pop(document_id, None)
        place = self._places.pop(document_id, None)
        if place is None:
            return
        segment, number = place
        while len(self._deleted) <= segment:
            self._deleted.append(set())
        self._deleted[segment].add(number)

    def finish(self) -> None:
        """Write what is left, merge what is small, and make it durable.

        Raises:
            UnusableIndex: what was written does not read back.
        """
        self._write_tape()
        self._merge()
        listed = [
            SegmentEntry(file, size, tuple(sorted(deleted)))
            for file, size, deleted in zip(self._files, self._sizes, self._deleted, strict=True)
        ]
        write_segments(self._target, listed)
        write_contents(self._target, listed)
        write_entries(self._target, [each for group in self._graded.values() for each in group])
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
            arrays, notes = self._tape.arrays()
            gone = (
                self._deleted[len(self._files)] if len(self._deleted) > len(self._files) else set()
            )
            self._write(arrays, notes, gone)
            self._tape = Tape()
        del self._deleted[len(self._files) :]

    def _write(self, arrays: Arrays, notes: object, deleted: set[int]) -> None:
        file = f"{INDEX_NAME}_{secrets.token_hex(8)}{SEGMENT_EXTENSION}"
        write_arrays(self._target / file, arrays, notes)
        del self._deleted[len(self._files) :]
        self._files.append(file)
        self._sizes.append(len(arrays["date"]))
        self._deleted.append(deleted)

    def _adopt(self, file: str, deleted: set[int]) -> None:
        arrays, _ = read_arrays(self._target / file)
        number = len(self._files)
        for doc, identity in enumerate(unpack(arrays["id_bytes"], arrays["id_offsets"])):
            if doc not in deleted:
                self._places[identity] = (number, doc)
        self._files.append(file)
        self._sizes.append(len(arrays["date"]))
        self._deleted.append(deleted)

    def _merge(self) -> None:
        """Merge the smallest segments where there are too many, and those that are half gone."""
        standing = [
            size - len(deleted) for size, deleted in zip(self._sizes, self._deleted, strict=True)
        ]
        chosen = {number for number, left in enumerate(standing) if left * 2 < self._sizes[number]}
        if len(standing) - len(chosen) >= _MOST_SEGMENTS:
            smallest = sorted(range(len(standing)), key=standing.__getitem__)
            chosen.update(smallest[: len(standing) - _MOST_SEGMENTS // 2])
        if not chosen:
            return
        parts = [
            (*read_arrays(self._target / self._files[number]), self._deleted[number])
            for number in sorted(chosen)
        ]
        merged = merge(parts)
        for number in sorted(chosen, reverse=True):
            (self._target / self._files[number]).unlink()
            del self._files[number], self._sizes[number], self._deleted[number]
        if merged is not None:
            self._write(*merged, set())

    def _verify(self) -> None:
        standing = 0
        for entry in read_segments(self._target):
            arrays, _ = read_arrays(self._target / entry.file)
            if len(arrays["position"]) != int(arrays["position_offsets"][-1]):
                raise DamagedIndex(f"{entry.file} does not read back as it was written")
            standing += len(arrays["date"]) - len(entry.deleted)
        if standing != len(self._places):
            message = f"{len(self._places)} documents were written, {standing} read back"
            raise DamagedIndex(message)


def _link(source: Path, target: Path) -> None:
    try:
        os.link(source, target)
    except OSError:  # another file system, or one without hard links
        shutil.copyfile(source, target)
