"""The contract of every engine's reading side. Nothing above this seam knows which engine runs."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Collection, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple, Protocol

from indexer.ledger import Standing
from indexer.records import Document
from search.query import Query

# "standing" is derived from other documents (indexer/ledger.py); the others are of the document.
FACETS = ("council", "year", "judgement", "standing", "kind", "committee")


@dataclasses.dataclass(frozen=True, slots=True)
class Filters:
    """What a request applies: OR within a facet, AND across facets and dates (both inclusive).

    `facets` maps a name of FACETS to the chosen values (slugs and enum values as text); an absent
    or empty entry filters nothing.
    """

    facets: Mapping[str, frozenset[str]] = dataclasses.field(default_factory=dict)
    date_from: dt.date | None = None
    date_to: dt.date | None = None


@dataclasses.dataclass(frozen=True, slots=True)
class Hit:
    """One matching document.

    `paragraphs` numbers (from 0) the paragraphs of the document that decided its place, best first,
    three at most; none where no paragraph matched.
    """

    document_id: str
    score: float
    paragraphs: tuple[int, ...] = ()


@dataclasses.dataclass(frozen=True, slots=True)
class Hits:
    """An engine's answer.

    `total` counts all matches of query and filters; `facets[name][value]` counts, over all matches,
    with every filter applied except that facet's own; `hits` is the window that was asked for,
    best first, ties by document id.
    """

    total: int
    hits: tuple[Hit, ...]
    facets: Mapping[str, Mapping[str, int]]


@dataclasses.dataclass(frozen=True, slots=True)
class Word:
    """What one word or phrase adds by standing in the document.

    `word` is as the index has it (stemmed); `documents` hold it, this one so many `times`; `weight`
    is its rarity.
    """

    word: str
    documents: int
    times: int
    weight: float
    adds: float


@dataclasses.dataclass(frozen=True, slots=True)
class Passage:
    """What the best paragraph or the title adds: factor × boilerplate × share × (words + nearness).

    `number` counts the document's paragraphs from 0, -1 for the title; `share` is below 1 where it
    lacks some of the words asked for, `boilerplate` where it is the formal business of every
    meeting.
    """

    number: int
    words: float
    nearness: float
    share: float
    boilerplate: float
    factor: float
    adds: float


@dataclasses.dataclass(frozen=True, slots=True)
class Explanation:
    """A document's score and its parts; there is no passage where none holds a word.

    Only the best matches are read paragraph by paragraph; the score of the others is that of their
    words alone, and they stand behind.
    """

    id: str
    score: float
    words: tuple[Word, ...]
    best_paragraph: Passage | None
    title: Passage | None


class Tally(NamedTuple):
    """How many documents match, and how many of their paragraphs match by themselves.

    A paragraph matches by itself if it holds all that is asked for, as with `InParagraph`; a title
    counts as a paragraph. Without a query every one matches.
    """

    documents: int
    paragraphs: int


class Reader(Protocol):
    """One opened generation. Safe to use from many threads at once."""

    def search(
        self,
        query: Query | None,
        filters: Filters,
        *,
        sort: str = "relevance",
        offset: int = 0,
        limit: int = 10,
    ) -> Hits:
        """Match, rank and count. `query` None matches everything.

        `sort` is "relevance", "newest" or "oldest"; undated documents come last in both.
        """

    def tally(
        self, query: Query | None, filters: Filters, facets: Sequence[str]
    ) -> Mapping[tuple[str, ...], Tally]:
        """Count what matches query and filters, every combination of the facets' values apart.

        A document with several values of a facet counts under each, one with none under "".
        """

    def names(self, facet: str) -> Mapping[str, str]:
        """Give every value of a facet in this generation, with its name as printed most often."""

    def standing(self, document: Document) -> Standing | None:
        """Give the overall grade in force for a document's council on its date, if one is known."""

    def count(self, query: Query | None, filters: Filters) -> int:
        """Count what matches query and filters: the total of `search`, for less."""

    def among(self, query: Query | None, filters: Filters, ids: Collection[str]) -> frozenset[str]:
        """Say which of these documents match."""

    def holding(self, terms: Collection[str]) -> Mapping[str, int]:
        """Count the documents that hold each term."""

    def explain(self, query: Query | None, ids: Collection[str]) -> Mapping[str, Explanation]:
        """Take apart the scores that a search for the query gives these documents, by id.

        They are read closely, as a search reads the best of all that matched.
        """

    def history(self, council: str) -> Sequence[Standing]:
        """Give every overall grade of a council (its slug), the oldest first."""

    def spellings(self, form: str, distance: int) -> Mapping[str, int]:
        """Give the words printed at most so many edits from a folded word, and how often each is.

        Edits are those of `search.query.Fuzzy`; the word itself is among them if it is printed.
        """

    def remembering(self) -> Reader:
        """Give the same reader for one request in one thread: it remembers where words stand."""

    def close(self) -> None:
        """Release files; searches that still run may finish."""


def open_reader(address: Path, generation: int | None = None) -> Reader:
    """Open the generation at `address`, or an earlier one that it was built on, by its number.

    Raises:
        NoIndex: there is no index there.
        DamagedIndex: a file is missing or unreadable.
    """
    from search.whoosh_reader import WhooshReader  # noqa: PLC0415 - engines load when chosen

    return WhooshReader(address, generation)
