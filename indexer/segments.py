"""Which segments make up a generation: a small JSON file beside them.

The Whoosh table of contents lists the same segments for stock Whoosh; it is a pickle, so what
serves searches reads this list instead.
"""

from __future__ import annotations

import dataclasses
import json
import os
from collections.abc import Iterable
from pathlib import Path

from indexer.errors import DamagedIndex, NoIndex

LISTING = "segments.json"
# Raised whenever the arrays or the analyser change what they mean.
FORMAT = 7


@dataclasses.dataclass(frozen=True, slots=True)
class SegmentEntry:
    """A segment's file, and in which generations each of its documents stands.

    `since` tells, in the order of the documents, how many of them came with which generation;
    `gone` pairs the numbers of those that no longer stand, ascending, with the first generation
    without them.
    """

    file: str
    since: tuple[tuple[int, int], ...]
    gone: tuple[tuple[int, int], ...] = ()

    @property
    def documents(self) -> int:
        """How many documents there are in the file, standing or gone."""
        return sum(count for count, _ in self.since)

    def hidden(self, generation: int | None = None) -> tuple[int, ...]:
        """Number the documents that do not stand in a generation (None: the newest), ascending."""
        if generation is None:
            return tuple(doc for doc, _ in self.gone)
        later = {doc for doc, without in self.gone if without <= generation}
        first = 0
        for count, came in self.since:
            if came > generation:
                later.update(range(first, first + count))
            first += count
        return tuple(sorted(later))


def read_segments(folder: Path) -> tuple[SegmentEntry, ...]:
    """Read a generation's list of segments.

    Raises:
        NoIndex: there is none in `folder`.
        DamagedIndex: it cannot be read, or another version wrote it.
    """
    advice = "Run: minutebook index FOLDER. It builds the engine's files anew from the store."
    try:
        listing = json.loads((folder / LISTING).read_bytes())
        if listing["format"] != FORMAT:
            written = f"format {listing['format']}, this one reads format {FORMAT}"
            message = f"the index in {folder} was written by another version of Minutebook"
            raise DamagedIndex(f"{message} ({written})", advice)
        return tuple(
            SegmentEntry(each["file"], _pairs(each["since"]), _pairs(each["gone"]))
            for each in listing["segments"]
        )
    except FileNotFoundError as mistake:
        raise NoIndex(f"there is no index in {folder}", advice) from mistake
    except (OSError, ValueError, KeyError, TypeError) as mistake:
        raise DamagedIndex(f"{LISTING} cannot be read: {mistake}", advice) from mistake


def write_segments(folder: Path, entries: Iterable[SegmentEntry]) -> None:
    """Write a generation's list of segments, durably."""
    listing = {"format": FORMAT, "segments": [dataclasses.asdict(entry) for entry in entries]}
    with (folder / LISTING).open("x", encoding="utf-8") as file:
        json.dump(listing, file)
        file.flush()
        os.fsync(file.fileno())


def _pairs(written: list[list[int]]) -> tuple[tuple[int, int], ...]:
    return tuple((first, second) for first, second in written)
