"""What a generation shows: its files, and for each document the readings that it is made of."""

from __future__ import annotations

import dataclasses
import functools
from collections.abc import Mapping
from typing import NamedTuple

from indexer.store.staging import Refusal


# As many as there are documents: tuples are made and compared in a fraction of the time.
class Present(NamedTuple):
    """One file that the next generation knows: `path` under `root`, `place` its absolute path."""

    path: str
    place: str
    root: str
    sha256: str | None
    refusal: Refusal | None = None
    warnings: tuple[str, ...] = ()


class Edition(NamedTuple):
    """One reading of a document as a generation shows it; `rank` 0 is the document itself.

    `own` is the id that the reading has by itself, another than `document` where it was joined.
    """

    document: str
    rank: int
    body: int
    sha256: str
    format: str
    pages: int | None
    url: str | None
    root: str
    places: str
    meeting: str | None
    position: int
    paragraphs: int
    own: str


class SourceRow(NamedTuple):
    """One file as a generation lists it."""

    place: str
    root: str
    path: str
    sha256: str | None
    documents: int
    reason: str | None
    message: str
    advice: str
    warnings: str


class Totals(NamedTuple):
    """How much a generation, or a part of one, shows."""

    documents: int
    paragraphs: int
    files: int
    refused: int

    def after(self, before: Totals, now: Totals) -> Totals:
        """What these become when a part that was `before` is `now`."""
        return Totals(
            *(whole - was + is_ for whole, was, is_ in zip(self, before, now, strict=True))
        )


@dataclasses.dataclass(frozen=True)
class Composition:
    """What a generation shows of certain files."""

    editions: frozenset[Edition]
    sources: frozenset[SourceRow]

    @functools.cached_property
    def bodies(self) -> Mapping[str, int]:
        """The content that stands for each document."""
        return {edition.document: edition.body for edition in self.editions if edition.rank == 0}

    @functools.cached_property
    def ids(self) -> frozenset[str]:
        """Every id that leads to one of the documents."""
        return frozenset(
            name for edition in self.editions for name in (edition.document, edition.own)
        )

    @property
    def totals(self) -> Totals:
        """How much that is."""
        return Totals(
            len(self.bodies),
            sum(edition.paragraphs for edition in self.editions if edition.rank == 0),
            len(self.sources),
            sum(source.reason is not None for source in self.sources),
        )
