"""Meetings over all segments: a meeting holds a word if any of its documents does."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Sequence

import numpy as np

from search.matching import Matcher
from search.query import Words
from search.segment import Ints, Segment


class Meetings:
    """Which documents of the segments are of one meeting."""

    def __init__(self, segments: Sequence[Segment]) -> None:
        self._segments = segments

    @functools.cached_property
    def _numbered(self) -> tuple[int, list[Ints]]:
        """How many meetings there are, and the number of each document's, segment by segment."""
        segments = self._segments
        keys = np.concatenate([np.zeros(0, np.uint64), *(segment.meeting for segment in segments)])
        meetings, numbers = np.unique(keys, return_inverse=True)
        ends = np.cumsum([segment.size for segment in segments])
        return len(meetings), np.split(numbers, ends[:-1])[: len(segments)]

    def spread(self, leaves: Iterable[Words], matchers: Sequence[Matcher]) -> None:
        """Tell each segment's matcher which of its documents are of a meeting that holds a leaf."""
        for leaf in leaves:
            if all(leaf in matcher.meeting_holds for matcher in matchers):
                continue
            count, numbered = self._numbered
            holds = np.zeros(count, np.bool_)
            for segment, matcher, numbers in zip(self._segments, matchers, numbered, strict=True):
                holds[numbers[matcher.mask(leaf) & segment.live]] = True
            for matcher, numbers in zip(matchers, numbered, strict=True):
                matcher.meeting_holds[leaf] = holds[numbers]
