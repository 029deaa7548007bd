"""The Whoosh index's reading side: segments mapped from disk and evaluated with numpy.

The arrays are those of indexer/tape.py, in the files that the Whoosh table of contents lists; stock
Whoosh reads the same files through indexer/whoosh_codec.py. Nothing here is unpickled, and nothing
is shared between searches but read-only arrays, so any number of threads and processes may search.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np

from indexer.segments import read_segments
from indexer.tape import FACETS
from search import ranking
from search.matching import Matcher, having, within
from search.query import Query, Words, wanted
from search.reader import Filters, Hit, Hits
from search.segment import Mask, Segment


class WhooshReader:
    """One opened generation (see search.reader.Reader)."""

    def __init__(self, address: Path) -> None:
        """Map the generation's segments.

        Raises:
            NoIndex: there is no index at `address`.
            DamagedIndex: a file is missing or unreadable.
        """
        self._segments = [
            Segment(address / entry.file, entry.deleted) for entry in read_segments(address)
        ]
        self._corpus = ranking.corpus_of(self._segments)
        self._names = {facet: self._name(facet) for facet in FACETS}

    def names(self, facet: str) -> Mapping[str, str]:
        """Give every value of a facet, with its name as printed most often."""
        return self._names[facet]

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
        segments = list(self._segments)
        matchers = [Matcher(segment) for segment in segments]
        masks: list[Mask] = []
        counts: dict[str, Counter[str]] = {facet: Counter() for facet in FACETS}
        for segment, matcher in zip(segments, matchers, strict=True):
            masks.append(_filter_and_count(segment, matcher, query, filters, counts))
        total = sum(int(np.count_nonzero(mask)) for mask in masks)
        leaves = [(leaf, ranking.rarity(leaf, matchers, self._corpus)) for leaf in wanted(query)]
        if sort == "relevance" and leaves:
            ordered = self._by_relevance(segments, matchers, masks, leaves, offset + limit)
        else:
            ordered = _by_date(segments, masks, offset + limit, newest=sort != "oldest")
        return Hits(
            total=total,
            hits=tuple(ordered[offset : offset + limit]),
            facets={facet: dict(counted) for facet, counted in counts.items()},
        )

    def _by_relevance(
        self,
        segments: Sequence[Segment],
        matchers: Sequence[Matcher],
        masks: Sequence[Mask],
        leaves: Sequence[tuple[Words, float]],
        number: int,
    ) -> list[Hit]:
        candidates: list[tuple[float, str, int, int]] = []
        closely = ranking.CLOSELY
        for place, segment in enumerate(segments):
            scores = ranking.score_documents(segment, matchers[place], leaves, self._corpus)
            chosen = ranking.best(scores, masks[place], max(number, closely))
            candidates += [
                (-float(scores[doc]), segment.document_id(doc), place, doc)
                for doc in chosen.tolist()
            ]
        candidates.sort()
        rest = [Hit(identity, -score) for score, identity, _, _ in candidates[closely:number]]
        near: list[Hit] = []
        for place, segment in enumerate(segments):
            mine = sorted(
                (doc, -score, identity)
                for score, identity, where, doc in candidates[:closely]
                if where == place
            )
            docs = np.array([doc for doc, _, _ in mine], np.int64)
            bonus = ranking.score_paragraphs(
                segment, matchers[place], leaves, self._corpus, docs
            ).tolist()
            near += [
                Hit(identity, score + more)
                for (_, score, identity), more in zip(mine, bonus, strict=True)
            ]
        near.sort(key=lambda hit: (-hit.score, hit.document_id))
        return near + rest

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


def _filter_and_count(
    segment: Segment,
    matcher: Matcher,
    query: Query | None,
    filters: Filters,
    counts: Mapping[str, Counter[str]],
) -> Mask:
    """Mark what matches query and filters; count each facet without its own filter."""
    base = segment.live
    if query is not None:
        base = base & matcher.mask(query)
    if filters.date_from or filters.date_to:
        base = base & within(segment, filters.date_from, filters.date_to)
    chosen = {
        name: having(segment, name, values) for name, values in filters.facets.items() if values
    }
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


def _by_date(
    segments: Sequence[Segment], masks: Sequence[Mask], number: int, *, newest: bool
) -> list[Hit]:
    """Order by date, undated last, ties by id."""
    candidates: list[tuple[int, str]] = []
    for segment, mask in zip(segments, masks, strict=True):
        days = segment.date.astype(np.float64)
        keys = np.where(days == 0, -np.inf, days if newest else -days)
        chosen = ranking.best(keys, mask, number).tolist()
        for doc in chosen:
            day = int(segment.date[doc])
            order = 1 << 40 if day == 0 else (-day if newest else day)
            candidates.append((order, segment.document_id(doc)))
    candidates.sort()
    return [Hit(identity, 0.0) for _, identity in candidates[:number]]
