"""Counts of a segment's documents, and of the paragraphs that match, by the values of facets."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from search.matching import Matcher
from search.query import Query
from search.reader import Tally
from search.segment import Ints, Mask, Segment


def tallied(
    segment: Segment, matcher: Matcher, query: Query | None, found: Mask, facets: Sequence[str]
) -> Iterator[tuple[tuple[str, ...], Tally]]:
    """Count the documents `found` by their values of `facets`, and their matching paragraphs.

    A combination of values may come more than once, to be added up.
    """
    docs, paragraphs = np.flatnonzero(found), _matching(segment, matcher, query)
    codes, names = np.zeros(len(docs), np.int64), []
    for facet in facets:
        rows, values = _values(segment, facet, docs)
        docs, codes = docs[rows], codes[rows] * (len(segment.facet_values[facet]) + 1) + values
        names.append([value for value, _ in segment.facet_values[facet]] + [""])
    kinds, places = np.unique(codes, return_inverse=True)
    documents = np.bincount(places, minlength=len(kinds)).tolist()
    held = np.bincount(places, paragraphs[docs], len(kinds)).astype(np.int64).tolist()
    for code, *counts in zip(kinds.tolist(), documents, held, strict=True):
        apart = []
        for each in reversed(names):
            code, value = divmod(code, len(each))  # noqa: PLW2901 - taken apart, last value first
            apart.append(each[value])
        yield tuple(reversed(apart)), Tally(*counts)


def _matching(segment: Segment, matcher: Matcher, query: Query | None) -> Ints:
    """Count each document's paragraphs, its title among them, that match by themselves."""
    if query is None:
        return np.diff(segment.doc_paragraph)
    before = np.concatenate(([0], np.cumsum(matcher.paragraphs(query))))
    return np.diff(before[segment.doc_paragraph])


def _values(segment: Segment, facet: str, docs: Ints) -> tuple[Ints, Ints]:
    """Give each document's values of a facet: rows of (place in `docs`, value).

    A document without any has one row all the same, whose value is the number after the last.
    """
    owners, values = segment.facet_rows(facet)
    first, last = (np.searchsorted(owners, docs, side) for side in ("left", "right"))
    has = last > first
    times = np.maximum(last - first, 1)
    rows = np.repeat(np.arange(len(docs)), times)
    nth = np.arange(len(rows)) - np.repeat(np.cumsum(times) - times, times)
    chosen = np.full(len(rows), len(segment.facet_values[facet]), np.int64)
    given = has[rows]
    chosen[given] = values[(first[rows] + nth)[given]]
    return rows, chosen
