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
FORMAT = 3


@dataclasses.dataclass(frozen=True, slots=True)
class SegmentEntry:
    """A segment's file and the numbers of its documents that no longer stand, ascending."""

    file: str
    documents: int
    deleted: tuple[int, ...]


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
            SegmentEntry(each["file"], each["documents"], tuple(each["deleted"]))
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
