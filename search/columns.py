"""Facets laid out for counting, over all segments.

Documents that agree in every facet (as those of one meeting mostly do) form a group: counting the
groups once, and then what each group counts for, is faster than counting every facet.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

import numpy as np

from search.segment import Ints, Segment

_MOST_COMBINATIONS = 2**62


class Columns:
    """The values of the documents for each facet, and the documents' groups."""

    def __init__(self, segments: Sequence[Segment], facets: Sequence[str]) -> None:
        bases = np.cumsum([0, *(segment.size for segment in segments)]).tolist()
        self._bases: list[int] = bases
        self._facets = {facet: _Facet(segments, bases, facet) for facet in facets}
        columns = [facet.column for facet in self._facets.values()]
        sizes = [facet.sets for facet in self._facets.values()]
        self._group = np.arange(bases[-1])
        members = self._group
        if math.prod(sizes) < _MOST_COMBINATIONS:
            key = np.zeros(bases[-1], np.int64)
            for column, size in zip(columns, sizes, strict=True):
                key = key * size + column
            _, members, self._group = np.unique(key, return_index=True, return_inverse=True)
        self._of_group = {name: facet.column[members] for name, facet in self._facets.items()}
        self._groups = len(members)

    def count(
        self, found: Sequence[Ints], loose: Mapping[str, Sequence[Ints]]
    ) -> dict[str, dict[str, int]]:
        """Count the documents under each value of each facet; values of none are left out.

        Args:
            found: the documents of each segment that count for all facets.
            loose: those that count instead for the facets named here.
        """
        docs = self._together(found)
        grouped = len(docs) > self._groups
        groups = np.bincount(self._group[docs], minlength=self._groups) if grouped else docs
        counts: dict[str, dict[str, int]] = {}
        for name, facet in self._facets.items():
            if name in loose:
                sets = np.bincount(facet.column[self._together(loose[name])], minlength=facet.sets)
            elif grouped:
                sets = np.bincount(self._of_group[name], groups, facet.sets)
            else:
                sets = np.bincount(facet.column[docs], minlength=facet.sets)
            counts[name] = facet.named(sets)
        return counts

    def _together(self, found: Sequence[Ints]) -> Ints:
        if len(found) == 1:
            return found[0]
        moved = [docs + base for docs, base in zip(found, self._bases, strict=False)]
        return np.concatenate(moved) if moved else np.zeros(0, np.intp)


class _Facet:
    """For each document the number of its set of values.

    First come the sets of one value, then the empty set, then the sets of several.
    """

    def __init__(self, segments: Sequence[Segment], bases: Sequence[int], facet: str) -> None:
        numbers: dict[str, int] = {}
        owned, valued = [np.zeros(0, np.intp)], [np.zeros(0, np.intp)]
        for segment, base in zip(segments, bases, strict=False):
            pairs = segment.facet_values[facet]
            named = [numbers.setdefault(value, len(numbers)) for value, _ in pairs]
            docs, values = segment.facet_rows(facet)
            owned.append(docs.astype(np.intp) + base)
            valued.append(np.array(named, np.intp)[values])
        owners, numbered = np.concatenate(owned), np.concatenate(valued)
        self._values = list(numbers)
        column = np.full(bases[-1], len(numbers), np.int32)
        column[owners] = numbered
        several: dict[tuple[int, ...], int] = {}
        often = np.bincount(owners, minlength=bases[-1])
        held: dict[int, list[int]] = {}
        for row in np.flatnonzero(often[owners] > 1).tolist():
            held.setdefault(int(owners[row]), []).append(int(numbered[row]))
        for doc, members in held.items():
            known = several.setdefault(tuple(sorted(members)), len(several))
            column[doc] = len(numbers) + 1 + known
        self._several = list(several)
        self.sets = len(numbers) + 1 + len(several)
        self.column = column.astype(np.min_scalar_type(self.sets))

    def named(self, sets: Ints) -> dict[str, int]:
        """Say how often each value occurs, given how often each set does."""
        counts = sets.astype(np.int64).tolist()
        for members, count in zip(self._several, counts[len(self._values) + 1 :], strict=True):
            for member in members if count else ():
                counts[member] += count
        return {value: count for value, count in zip(self._values, counts, strict=False) if count}
