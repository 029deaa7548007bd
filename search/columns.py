"""Facets laid out for counting: for each document the number of its value."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from search.segment import Ints, Segment


class Column:
    """One facet over all segments.

    Most facets have at most one value for each document: then the column holds its number, the last
    number standing for none. Otherwise the segments' rows of (document, value) are kept.
    """

    def __init__(self, segments: Sequence[Segment], facet: str) -> None:
        numbers: dict[str, int] = {}
        rows: list[tuple[Ints, Ints]] = []
        for segment in segments:
            named = [
                numbers.setdefault(value, len(numbers)) for value, _ in segment.facet_values[facet]
            ]
            docs, values = segment.facet_rows(facet)
            rows.append((docs, np.array(named, np.intp)[values]))
        self._values = list(numbers)
        self._sizes = [segment.size for segment in segments]
        self._rows = rows
        self._single = [
            _single(docs, values, segment.size, len(numbers))
            for segment, (docs, values) in zip(segments, rows, strict=True)
        ]

    def count(self, found: Sequence[Ints]) -> dict[str, int]:
        """Count the documents found in each segment under each value; leave out values of none."""
        counts = np.zeros(len(self._values) + 1, np.intp)
        for place, docs in enumerate(found):
            column = self._single[place]
            if column is not None:
                values = column[docs]
            else:
                marked = np.zeros(self._sizes[place], np.bool_)
                marked[docs] = True
                owners, numbers = self._rows[place]
                values = numbers[np.flatnonzero(marked[owners])]
            counts += np.bincount(values, minlength=len(counts))
        return {
            value: count
            for value, count in zip(self._values, counts.tolist(), strict=False)
            if count
        }


def _single(docs: Ints, values: Ints, size: int, none: int) -> Ints | None:
    """Lay out one value for each document; None where a document has several."""
    if np.any(docs[1:] == docs[:-1]):
        return None
    column = np.full(size, none, np.min_scalar_type(none))
    column[docs] = values
    return column
