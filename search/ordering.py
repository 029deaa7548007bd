"""The first of many documents: lowest key first, ties by id, over several segments."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from search.segment import Ints, Segment

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
    keys = np.concatenate([part.keys for part in parts]) if parts else np.zeros(0)
    if len(keys) <= number:
        return list(parts)
    edge = np.partition(keys, number - 1)[number - 1]
    wanted = number - int(np.count_nonzero(keys < edge))
    tied = _first_by_id(
        [(part.segment, part.docs[np.flatnonzero(part.keys == edge)]) for part in parts], wanted
    )
    chosen: list[Keyed] = []
    for part, also in zip(parts, tied, strict=True):
        mask = part.keys < edge
        mask[np.searchsorted(part.docs, also)] = True
        places = np.flatnonzero(mask)
        chosen.append(Keyed(part.segment, part.docs[places], part.keys[places]))
    return chosen


def in_order(parts: Sequence[Keyed]) -> list[Placed]:
    """Put documents in their order."""
    return sorted(
        Placed(key, segment.document_id(doc), place, doc)
        for place, (segment, docs, keys) in enumerate(parts)
        for doc, key in zip(docs.tolist(), keys.tolist(), strict=True)
    )


def _first_by_id(parts: Sequence[tuple[Segment, Ints]], number: int) -> list[Ints]:
    """Choose the documents with the first ids; in each part they stay ascending by number."""
    if sum(len(docs) for _, docs in parts) == number:
        return [docs for _, docs in parts]
    # Each segment knows its own order of ids; only its first few can be among the first of all.
    candidates: list[tuple[str, int, int]] = []
    for place, (segment, docs) in enumerate(parts):
        first = docs
        if len(docs) > number:
            first = docs[np.argpartition(segment.id_rank[docs], number - 1)[:number]]
        candidates += [(segment.document_id(doc), place, doc) for doc in first.tolist()]
    candidates.sort()
    return [
        np.array(sorted(doc for _, where, doc in candidates[:number] if where == place), np.int64)
        for place in range(len(parts))
    ]
