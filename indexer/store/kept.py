"""The records that the store hands out."""

from __future__ import annotations

import dataclasses
import datetime as dt
from pathlib import Path

from indexer.records import Document


@dataclasses.dataclass(frozen=True, slots=True)
class Generation:
    """One published state of the index.

    `path` is the engine's folder; `documents`, `paragraphs`, `files` and `refused` count what the
    generation holds (`files` includes the refused ones). `store` tells the store's file from one
    that was put in its place: device and inode.
    """

    number: int
    published_at: dt.datetime
    path: Path
    documents: int
    paragraphs: int
    files: int
    refused: int
    store: tuple[int, int] | None = None


@dataclasses.dataclass(frozen=True, slots=True)
class StoredDocument:
    """A document as one generation shows it.

    `revision` counts the texts that were published under this id, from 1 (0: another version,
    never published as the document itself). `places` are the paths of all files with the same
    bytes, the document's own first; `root` is the absolute folder that the first one lies under.
    `also` names where else it was published: those other paths, and the addresses, else the paths,
    of its other versions.
    """

    document: Document
    revision: int
    first_indexed: dt.datetime
    places: tuple[str, ...]
    root: str
    also: tuple[str, ...] = ()


@dataclasses.dataclass(frozen=True, slots=True)
class Tombstone:
    """What is left of a withdrawn document. `reason` finishes "Withdrawn because …"."""

    id: str
    title: str
    date: dt.date | None
    reason: str
    withdrawn_at: dt.datetime


@dataclasses.dataclass(frozen=True, slots=True)
class Change:
    """A document that a later generation shows otherwise, or only one of the two shows at all.

    `before` and `after` tell which of them show it; `when` is the moment of the last change, or of
    its first appearance where the earlier generation does not show it. `joined`: the later one
    shows it as a version of another document.
    """

    id: str
    before: bool
    after: bool
    when: dt.datetime
    joined: bool = False


@dataclasses.dataclass(frozen=True, slots=True)
class SourceFate:
    """What became of one file: `documents` read from it, or the `reason` it was refused for.

    `path` is relative to `root`, the absolute folder that was indexed; `sha256` is None where the
    bytes could not be had; `warnings` say what a person should know about the reading.
    """

    path: str
    root: str
    sha256: str | None
    documents: int
    reason: str | None = None
    message: str = ""
    advice: str = ""
    warnings: tuple[str, ...] = ()

    @property
    def refused(self) -> bool:
        """Whether nothing could be read from the file."""
        return self.reason is not None
