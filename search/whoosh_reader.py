"""The Whoosh index's reading side: segments mapped from disk and evaluated with numpy.

The arrays are those of indexer/tape.py, in the files that the Whoosh table of contents lists; stock
Whoosh reads the same files through indexer/whoosh_codec.py. Nothing here is unpickled, and nothing
is shared between searches but read-only arrays, so any number of threads and processes may search.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np

from indexer.ledger import Ledger, Standing, read_entries
from indexer.records import Document
from indexer.segments import read_segments
from search import ranking
from search.matching import Matcher, close_forms, having, within
from search.ordering import Keyed, Placed, in_order, lowest
from search.query import Query
from search.reader import FACETS, Filters, Hit, Hits, Tally
from search.segment import Mask, Segment
from search.tallying import tallied

_SHOWN = 3  # paragraphs of a hit


class _Matched(NamedTuple):
    """A segment, what the query found in it, and which documents matched."""

    segment: Segment
    matcher: Matcher
    mask: Mask


class WhooshReader:
    """One opened generation (see search.reader.Reader)."""

    def __init__(self, address: Path) -> None:
        """Map the generation's segments.

        Raises:
            NoIndex: there is no index at `address`.
            DamagedIndex: a file is missing or unreadable.
        """
        listed = read_segments(address)
        self._ledger = Ledger(read_entries(address))
        self._segments = [
            Segment(address / entry.file, entry.deleted, self._ledger) for entry in listed
        ]
        self._corpus = ranking.corpus_of(self._segments)
        self._names: dict[str, Mapping[str, str]] = {}

    def names(self, facet: str) -> Mapping[str, str]:
        """Give every value of a facet, with its name as printed most often."""
        if facet not in self._names:
            self._names[facet] = self._name(facet)
        return self._names[facet]

    def standing(self, document: Document) -> Standing | None:
        """Give the overall grade in force for a document's council on its date."""
        return self._ledger.at_the_time_of(document)

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
        for segment in self._segments:
            matcher = Matcher(segment)
            mask = _matched(segment, matcher, query, filters)
            for passing in _chosen(segment, filters).values():
                mask = mask & passing
            for values, each in tallied(segment, matcher, query, mask, facets):
                counts[values] += each.documents
                held[values] += each.paragraphs
        return {values: Tally(number, held[values]) for values, number in counts.items()}

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
        counts: dict[str, Counter[str]] = {facet: Counter() for facet in FACETS}
        parts: list[_Matched] = []
        for segment in self._segments:
            matcher = Matcher(segment)
            mask = _filter_and_count(segment, matcher, query, filters, counts)
            parts.append(_Matched(segment, matcher, mask))
        matchers = [part.matcher for part in parts]
        asked = ranking.weigh(query, matchers, self._corpus)
        total = sum(int(np.count_nonzero(part.mask)) for part in parts)
        ordered: list[Placed] = []
        if offset < total and limit > 0:
            number = min(offset + limit, total)
            if sort == "relevance" and asked.leaves:
                ordered = self._by_relevance(parts, asked, number)
            else:
                ordered = in_order(lowest(_by_date(parts, newest=sort != "oldest"), number))
        return Hits(
            total=total,
            hits=tuple(self._hits(parts, asked, ordered[offset : offset + limit])),
            facets={facet: dict(counted) for facet, counted in counts.items()},
        )

    def _by_relevance(
        self, parts: Sequence[_Matched], asked: ranking.Asked, number: int
    ) -> list[Placed]:
        """Order the first by their documents' scores, and the front of them more closely."""
        coarse: list[Keyed] = []
        for segment, matcher, mask in parts:
            docs = np.flatnonzero(mask).astype(np.uint32)
            scores = ranking.score_documents(segment, matcher, asked, self._corpus, docs)
            coarse.append(Keyed(segment, docs, -scores))
        front = lowest(coarse, ranking.CLOSELY)
        close: list[Keyed] = []
        for part, (segment, docs, keys) in zip(parts, front, strict=True):
            more = ranking.closer_scores(segment, part.matcher, asked, self._corpus, docs)
            close.append(Keyed(segment, docs, keys - more))
        if number <= ranking.CLOSELY:
            return in_order(lowest(close, number))
        ahead = in_order(close)
        placed = {(each.part, each.doc) for each in ahead}
        behind = in_order(lowest(coarse, number))
        return ahead + [each for each in behind if (each.part, each.doc) not in placed]

    def _hits(
        self, parts: Sequence[_Matched], asked: ranking.Asked, window: Sequence[Placed]
    ) -> list[Hit]:
        """Complete the window with the paragraphs that matched best."""
        shown: dict[tuple[int, int], tuple[int, ...]] = {}
        for place, (segment, matcher, _) in enumerate(parts if asked.leaves else ()):
            docs = np.array(sorted(each.doc for each in window if each.part == place), np.uint32)
            if not len(docs):
                continue
            found, owners, scores = ranking.score_paragraphs(
                segment, matcher, asked, self._corpus, docs
            )
            # The title stands before the document's first paragraph; it is shown anyway.
            numbers = found - segment.doc_paragraph[docs][owners] - 1
            bounds = np.searchsorted(owners, np.arange(len(docs) + 1)).tolist()
            for doc, start, end in zip(docs.tolist(), bounds, bounds[1:], strict=False):
                best = np.argsort(-scores[start:end], kind="stable")
                mine = numbers[start:end][best]
                shown[place, doc] = tuple(mine[mine >= 0][:_SHOWN].tolist())
        return [
            Hit(
                each.identity,
                -each.key if asked.leaves else 0.0,
                shown.get((each.part, each.doc), ()),
            )
            for each in window
        ]

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


def _filter_and_count(
    segment: Segment,
    matcher: Matcher,
    query: Query | None,
    filters: Filters,
    counts: Mapping[str, Counter[str]],
) -> Mask:
    """Mark what matches query and filters; count each facet without its own filter."""
    base = _matched(segment, matcher, query, filters)
    chosen = _chosen(segment, filters)
    everything = base
    for mask in chosen.values():
        everything = everything & mask
    for facet in FACETS:
        counted = everything
        if facet in chosen:
            counted = base
            for name, mask in chosen.items():
                if name != facet:
                    counted = counted & mask
        docs, values = segment.facet_rows(facet)
        pairs = segment.facet_values[facet]
        numbers = np.bincount(values[counted[docs]], minlength=len(pairs))
        for number in np.flatnonzero(numbers).tolist():
            counts[facet][pairs[number][0]] += int(numbers[number])
    return everything


def _by_date(parts: Sequence[_Matched], *, newest: bool) -> list[Keyed]:
    """Key documents by their date, the undated last."""
    keyed: list[Keyed] = []
    for segment, _, mask in parts:
        docs = np.flatnonzero(mask)
        days = segment.date[docs].astype(np.float64)
        keyed.append(Keyed(segment, docs, np.where(days == 0, np.inf, -days if newest else days)))
    return keyed
