"""The Whoosh index's reading side: segments mapped from disk and evaluated with numpy.

The arrays are those of indexer/tape.py, in the files that the Whoosh table of contents lists; stock
Whoosh reads the same files through indexer/whoosh_codec.py. Nothing here is unpickled, and nothing
is shared between searches but read-only arrays, so any number of threads and processes may search.
"""

from __future__ import annotations

import copy
import functools
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np

from indexer.ledger import Ledger, Standing, read_entries
from indexer.records import Document
from indexer.segments import read_segments
from search import ranking
from search.columns import Columns
from search.itemising import itemise
from search.matching import Matcher, close_forms, having, within
from search.meetings import Meetings
from search.ordering import Keyed, Placed, in_order, lowest
from search.query import Query, asked_of_meetings
from search.reader import FACETS, Explanation, Filters, Hit, Hits, Tally
from search.segment import Ints, Mask, Segment
from search.tallying import tallied

_SHOWN = 3  # paragraphs of a hit


class _Matched(NamedTuple):
    """A segment, what the query found in it, and the documents (ascending) that matched.

    `loose` has what matched without a facet's own filter, for the facets that are filtered by.
    """

    segment: Segment
    matcher: Matcher
    docs: Ints
    loose: Mapping[str, Ints]


class WhooshReader:
    """One opened generation (see search.reader.Reader)."""

    def __init__(self, address: Path, generation: int | None = None) -> None:
        """Map the segments of the generation, or of an earlier one by its number.

        Raises:
            NoIndex: there is no index at `address`.
            DamagedIndex: a file is missing or unreadable.
        """
        listed = read_segments(address)
        graded = read_entries(address)
        self._ledger = Ledger(each.standing for each in graded if each.stands(generation))
        self._segments = [
            Segment(address / entry.file, hidden, self._ledger)
            for entry in listed
            if len(hidden := entry.hidden(generation)) < entry.documents
        ]
        self._corpus = ranking.corpus_of(self._segments)
        self._names: dict[str, Mapping[str, str]] = {}
        self._columns = Columns(self._segments, FACETS)
        self._meetings = Meetings(self._segments)
        self._remembered: list[Matcher] | None = None

    def remembering(self) -> WhooshReader:
        """Give the same reader for the searches of one request, which mostly share their words."""
        other = copy.copy(self)
        other._remembered = [Matcher(segment) for segment in self._segments]
        return other

    def names(self, facet: str) -> Mapping[str, str]:
        """Give every value of a facet, with its name as printed most often."""
        if facet not in self._names:
            self._names[facet] = self._name(facet)
        return self._names[facet]

    def standing(self, document: Document) -> Standing | None:
        """Give the overall grade in force for a document's council on its date."""
        return self._ledger.at_the_time_of(document)

    def history(self, council: str) -> Sequence[Standing]:
        """Give every overall grade of a council, the oldest first."""
        return self._ledger.history(council)

    def spellings(self, form: str, distance: int) -> Mapping[str, int]:
        """Give the words printed at most so many edits from one, and how often each is."""
        found: Counter[str] = Counter()
        for segment in self._segments:
            found.update(segment.form_counts(close_forms(segment, form, distance)))
        return found

    def tally(
        self, query: Query | None, filters: Filters, facets: Sequence[str]
    ) -> Mapping[tuple[str, ...], Tally]:
        """Count by facets (see search.reader.Reader)."""
        counts: Counter[tuple[str, ...]] = Counter()
        held: Counter[tuple[str, ...]] = Counter()
        for segment, matcher in zip(self._segments, self._matchers(query), strict=True):
            mask = _passing(segment, matcher, query, filters)
            for values, each in tallied(segment, matcher, query, mask, facets):
                counts[values] += each.documents
                held[values] += each.paragraphs
        return {values: Tally(number, held[values]) for values, number in counts.items()}

    def count(self, query: Query | None, filters: Filters) -> int:
        """Count the documents that match."""
        return sum(
            int(np.count_nonzero(_passing(segment, matcher, query, filters)))
            for segment, matcher in zip(self._segments, self._matchers(query), strict=True)
        )

    def among(self, query: Query | None, filters: Filters, ids: Collection[str]) -> frozenset[str]:
        """Say which of these documents match."""
        found: set[str] = set()
        for segment, matcher in zip(self._segments, self._matchers(query), strict=True):
            docs = segment.numbers(ids)
            if len(docs):
                mask = _passing(segment, matcher, query, filters)
                found.update(map(segment.document_id, docs[mask[docs]].tolist()))
        return frozenset(found)

    def holding(self, terms: Collection[str]) -> Mapping[str, int]:
        """Count the documents that hold each term."""
        return {term: sum(each.holding(term) for each in self._segments) for term in terms}

    def explain(self, query: Query | None, ids: Collection[str]) -> Mapping[str, Explanation]:
        """Take the scores of these documents apart (see search.reader.Reader)."""
        matchers = self._matchers(query)
        asked = ranking.weigh(query, matchers, self._corpus)
        return itemise(list(zip(self._segments, matchers, strict=True)), asked, self._corpus, ids)

    def close(self) -> None:
        """Let go of the files; they are unmapped when the last search over them ends."""
        self._segments = []

    def search(
        self,
        query: Query | None,
        filters: Filters,
        *,
        sort: str = "relevance",
        offset: int = 0,
        limit: int = 10,
    ) -> Hits:
        """Match, rank and count (see search.reader.Reader)."""
        matchers = self._matchers(query)
        parts = [
            _match(segment, matcher, query, filters)
            for segment, matcher in zip(self._segments, matchers, strict=True)
        ]
        asked = ranking.weigh(query, matchers, self._corpus)
        total = sum(len(part.docs) for part in parts)
        ordered: list[Placed] = []
        close: list[ranking.Read] = []
        if offset < total and limit > 0:
            number = min(offset + limit, total)
            if sort == "relevance" and asked.leaves:
                ordered, close = self._by_relevance(parts, asked, number)
            else:
                ordered = in_order(lowest(_by_date(parts, newest=sort != "oldest"), number))
        return Hits(
            total=total,
            hits=tuple(self._hits(parts, asked, ordered[offset : offset + limit], close)),
            facets=self._count(parts),
        )

    def _by_relevance(
        self, parts: Sequence[_Matched], asked: ranking.Asked, number: int
    ) -> tuple[list[Placed], list[ranking.Read]]:
        """Order the first by their documents' scores, and the front of them more closely.

        Gives what was read closely, too, of each part, where it covers all that was asked for.
        """
        coarse: list[Keyed] = []
        for part in parts:
            scores = ranking.score_documents(
                part.segment, part.matcher, asked, self._corpus, part.docs
            )
            coarse.append(Keyed(part.segment, part.docs, -scores))
        reads: list[ranking.Read] = []
        close: list[Keyed] = []
        for part, (segment, docs, keys) in zip(parts, lowest(coarse, ranking.CLOSELY), strict=True):
            reads.append(ranking.read(segment, part.matcher, asked, self._corpus, docs))
            close.append(Keyed(segment, docs, keys - ranking.closer_scores(reads[-1])))
        if number <= ranking.CLOSELY:
            return in_order(lowest(close, number)), reads
        ahead = in_order(close)
        placed = {(each.part, each.doc) for each in ahead}
        behind = in_order(lowest(coarse, number))
        return ahead + [each for each in behind if (each.part, each.doc) not in placed], []

    def _hits(
        self,
        parts: Sequence[_Matched],
        asked: ranking.Asked,
        window: Sequence[Placed],
        close: Sequence[ranking.Read],
    ) -> list[Hit]:
        """Complete the window with the paragraphs that matched best."""
        shown: dict[tuple[int, int], tuple[int, ...]] = {}
        for place, part in enumerate(parts if asked.leaves else ()):
            numbers = sorted(each.doc for each in window if each.part == place)
            if not numbers:
                continue
            docs = np.array(numbers, np.intp)
            if close:
                read = close[place]
            else:
                read = ranking.read(part.segment, part.matcher, asked, self._corpus, docs)
            best = ranking.best_paragraphs(read, docs, _SHOWN)
            shown.update(zip(((place, doc) for doc in numbers), best, strict=True))
        return [
            Hit(
                each.identity,
                -each.key if asked.leaves else 0.0,
                shown.get((each.part, each.doc), ()),
            )
            for each in window
        ]

    def _matchers(self, query: Query | None) -> list[Matcher]:
        """Give each segment its matcher, ready for what the query asks of whole meetings."""
        matchers = self._remembered or [Matcher(segment) for segment in self._segments]
        self._meetings.spread(dict.fromkeys(asked_of_meetings(query)), matchers)
        return matchers

    def _count(self, parts: Sequence[_Matched]) -> dict[str, dict[str, int]]:
        """Count each facet over what matched without its own filter."""
        loose = {name: [part.loose[name] for part in parts] for name in _loosened(parts)}
        return self._columns.count([part.docs for part in parts], loose)

    def _name(self, facet: str) -> dict[str, str]:
        printed: Counter[tuple[str, str]] = Counter()
        for segment in self._segments:
            docs, values = segment.facet_rows(facet)
            pairs = segment.facet_values[facet]
            standing = np.bincount(values[segment.live[docs]], minlength=len(pairs))
            for pair, count in zip(pairs, standing.tolist(), strict=True):
                printed[pair] += count
        names: dict[str, str] = {}
        for (value, name), count in sorted(printed.items(), key=lambda each: (-each[1], each[0])):
            if count:
                names.setdefault(value, name)
        return names


def _matched(segment: Segment, matcher: Matcher, query: Query | None, filters: Filters) -> Mask:
    """Mark the standing documents that match the query and the dates."""
    found = segment.live
    if query is not None:
        found = found & matcher.mask(query)
    if filters.date_from or filters.date_to:
        found = found & within(segment, filters.date_from, filters.date_to)
    return found


def _chosen(segment: Segment, filters: Filters) -> dict[str, Mask]:
    """Mark, for each facet that is filtered by, the documents that pass."""
    return {
        name: having(segment, name, values) for name, values in filters.facets.items() if values
    }


def _passing(segment: Segment, matcher: Matcher, query: Query | None, filters: Filters) -> Mask:
    """Mark the standing documents that match query and filters."""
    chosen = _chosen(segment, filters)
    return _all_of(_matched(segment, matcher, query, filters), chosen.values())


def _match(segment: Segment, matcher: Matcher, query: Query | None, filters: Filters) -> _Matched:
    """Find what matches query and filters, and what each facet counts without its own filter."""
    if query is not None and segment.whole and filters == Filters():
        return _Matched(segment, matcher, matcher.documents(query), {})
    base = _matched(segment, matcher, query, filters)
    chosen = _chosen(segment, filters)
    loose = {
        facet: np.flatnonzero(
            _all_of(base, (mask for name, mask in chosen.items() if name != facet))
        )
        for facet in chosen
    }
    return _Matched(segment, matcher, np.flatnonzero(_all_of(base, chosen.values())), loose)


def _all_of(base: Mask, others: Iterable[Mask]) -> Mask:
    return functools.reduce(np.logical_and, others, base)


def _loosened(parts: Sequence[_Matched]) -> Iterable[str]:
    """Name the facets that are filtered by."""
    return parts[0].loose if parts else ()


def _by_date(parts: Sequence[_Matched], *, newest: bool) -> list[Keyed]:
    """Key documents by their date, the undated last."""
    keyed: list[Keyed] = []
    for part in parts:
        days = part.segment.date[part.docs].astype(np.float64)
        keyed.append(
            Keyed(part.segment, part.docs, np.where(days == 0, np.inf, -days if newest else days))
        )
    return keyed
