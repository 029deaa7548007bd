"""The first of many documents: lowest key first, ties by id, over several segments."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from search.segment import Ints, Mask, Segment

Keys = NDArray[Any]


class Keyed(NamedTuple):
    """Documents of one segment (ascending numbers) and the key of each."""

    segment: Segment
    docs: Ints
    keys: Keys


class Placed(NamedTuple):
    """A document in the order: by key, then by id; `part` numbers its segment."""

    key: float
    identity: str
    part: int
    doc: int


def lowest(parts: Sequence[Keyed], number: int) -> list[Keyed]:
    """Choose the documents that come first, exactly `number` of them where there are so many."""
    if sum(len(part.keys) for part in parts) <= number:
        return list(parts)
    keys = parts[0].keys if len(parts) == 1 else np.concatenate([part.keys for part in parts])
    edge = np.partition(keys, number - 1)[number - 1]
    near = [_kept(part, part.keys <= edge) for part in parts]
    if sum(len(part.keys) for part in near) == number:
        return near
    ahead = [_kept(part, part.keys < edge) for part in near]
    wanted = number - sum(len(part.keys) for part in ahead)
    tied = _first_by_id([_kept(part, part.keys == edge) for part in near], wanted)
    return [
        _kept(part, (part.keys < edge) | np.isin(part.docs, also))
        for part, also in zip(near, tied, strict=True)
    ]


def _kept(part: Keyed, mask: Mask) -> Keyed:
    places = mask.nonzero()[0]
    return Keyed(part.segment, part.docs[places], part.keys[places])


def in_order(parts: Sequence[Keyed]) -> list[Placed]:
    """Put documents in their order."""
    return sorted(
        Placed(key, segment.document_id(doc), place, doc)
        for place, (segment, docs, keys) in enumerate(parts)
        for doc, key in zip(docs.tolist(), keys.tolist(), strict=True)
    )


def _first_by_id(parts: Sequence[Keyed], number: int) -> list[Ints]:
    """Choose the documents with the first ids; in each part they stay ascending by number."""
    # Each segment knows its own order of ids; only its first few can be among the first of all.
    candidates: list[tuple[str, int, int]] = []
    for place, (segment, docs, _) in enumerate(parts):
        first = docs
        if len(docs) > number:
            first = docs[np.argpartition(segment.id_rank[docs], number - 1)[:number]]
        candidates += [(segment.document_id(doc), place, doc) for doc in first.tolist()]
    candidates.sort()
    return [
        np.array(sorted(doc for _, where, doc in candidates[:number] if where == place), np.int64)
        for place in range(len(parts))
    ]
