"""Meetings over all segments: a meeting holds a word if any of its documents does."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np

from search.matching import Matcher
from search.query import Words
from search.segment import Segment


class Meetings:
    """Which documents of the segments are of one meeting."""

    def __init__(self, segments: Sequence[Segment]) -> None:
        self._live = [segment.live for segment in segments]
        keys = np.concatenate([np.zeros(0, np.uint64), *(segment.meeting for segment in segments)])
        meetings, numbers = np.unique(keys, return_inverse=True)
        self._count = len(meetings)
        ends = np.cumsum([segment.size for segment in segments])
        self._numbers = np.split(numbers, ends[:-1])[: len(segments)]

    def spread(self, leaves: Iterable[Words], matchers: Sequence[Matcher]) -> None:
        """Tell each segment's matcher which of its documents are of a meeting that holds a leaf."""
        for leaf in leaves:
            holds = np.zeros(self._count, np.bool_)
            for matcher, numbers, live in zip(matchers, self._numbers, self._live, strict=True):
                holds[numbers[matcher.mask(leaf) & live]] = True
            for matcher, numbers in zip(matchers, self._numbers, strict=True):
                matcher.meeting_holds[leaf] = holds[numbers]
