"""The Whoosh index's reading side: segments mapped from disk and evaluated with numpy.

The arrays are those of indexer/tape.py, in the files that the Whoosh table of contents lists; stock
Whoosh reads the same files through indexer/whoosh_codec.py. Nothing here is unpickled, and nothing
is shared between searches but read-only arrays, so any number of threads and processes may search.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np

from indexer.segments import read_segments
from indexer.tape import FACETS
from search import ranking
from search.matching import Matcher, having, within
from search.query import Query, Words, wanted
from search.reader import Filters, Hit, Hits
from search.segment import Mask, Segment

_SHOWN = 3  # paragraphs of a hit
Leaves = Sequence[tuple[Words, float]]


class _Matched(NamedTuple):
    """A segment, what the query found in it, and which documents matched."""

    segment: Segment
    matcher: Matcher
    mask: Mask


class _Candidate(NamedTuple):
    """A document to be placed: lower `order` first, then by id."""

    order: float
    identity: str
    part: int
    doc: int


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
        counts: dict[str, Counter[str]] = {facet: Counter() for facet in FACETS}
        parts: list[_Matched] = []
        for segment in self._segments:
            matcher = Matcher(segment)
            mask = _filter_and_count(segment, matcher, query, filters, counts)
            parts.append(_Matched(segment, matcher, mask))
        matchers = [part.matcher for part in parts]
        leaves = [(leaf, ranking.rarity(leaf, matchers, self._corpus)) for leaf in wanted(query)]
        total = sum(int(np.count_nonzero(part.mask)) for part in parts)
        ordered: list[_Candidate] = []
        if offset >= total or limit < 1:
            pass
        elif sort == "relevance" and leaves:
            ordered = self._by_relevance(parts, leaves, offset + limit)
        else:
            ordered = _by_date(parts, offset + limit, newest=sort != "oldest")
        return Hits(
            total=total,
            hits=tuple(self._hits(parts, leaves, ordered[offset : offset + limit])),
            facets={facet: dict(counted) for facet, counted in counts.items()},
        )

    def _by_relevance(
        self, parts: Sequence[_Matched], leaves: Leaves, number: int
    ) -> list[_Candidate]:
        """Order the best by their documents' scores, then the front of them more closely."""
        candidates: list[_Candidate] = []
        for place, part in enumerate(parts):
            scores = ranking.score_documents(part.segment, part.matcher, leaves, self._corpus)
            chosen = ranking.best(scores, part.mask, max(number, ranking.CLOSELY))
            candidates += [
                _Candidate(-score, part.segment.document_id(doc), place, doc)
                for doc, score in zip(chosen.tolist(), scores[chosen].tolist(), strict=True)
            ]
        candidates.sort()
        front, rest = candidates[: ranking.CLOSELY], candidates[ranking.CLOSELY : number]
        closer: list[_Candidate] = []
        for place, part in enumerate(parts):
            mine = sorted((each for each in front if each.part == place), key=lambda each: each.doc)
            docs = np.array([each.doc for each in mine], np.int64)
            _, owners, scores = ranking.score_paragraphs(
                part.segment, part.matcher, leaves, self._corpus, docs
            )
            best = np.zeros(len(docs), np.float64)
            np.maximum.at(best, owners, scores)
            closer += [
                each._replace(order=each.order - more)
                for each, more in zip(mine, best.tolist(), strict=True)
            ]
        return sorted(closer) + rest

    def _hits(
        self, parts: Sequence[_Matched], leaves: Leaves, window: Sequence[_Candidate]
    ) -> Iterator[Hit]:
        """Complete the window with the paragraphs that matched best."""
        for each in window:
            segment, matcher, _ = parts[each.part]
            docs = np.array([each.doc])
            paragraphs: tuple[int, ...] = ()
            if leaves:
                found, _, scores = ranking.score_paragraphs(
                    segment, matcher, leaves, self._corpus, docs
                )
                # The title stands before the document's first paragraph; it is shown anyway.
                numbers = found - int(segment.doc_paragraph[each.doc]) - 1
                order = np.argsort(-scores, kind="stable")
                paragraphs = tuple(numbers[order][numbers[order] >= 0][:_SHOWN].tolist())
            yield Hit(each.identity, -each.order if leaves else 0.0, paragraphs)

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


def _by_date(parts: Sequence[_Matched], number: int, *, newest: bool) -> list[_Candidate]:
    """Order by date, undated last, ties by id."""
    candidates: list[_Candidate] = []
    for place, (segment, _, mask) in enumerate(parts):
        days = segment.date.astype(np.float64)
        keys = np.where(days == 0, -np.inf, days if newest else -days)
        chosen = ranking.best(keys, mask, number)
        candidates += [
            _Candidate(-key, segment.document_id(doc), place, doc)
            for doc, key in zip(chosen.tolist(), keys[chosen].tolist(), strict=True)
        ]
    return sorted(candidates)[:number]
