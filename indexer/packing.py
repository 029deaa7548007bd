"""How texts and numbers are laid in flat arrays: end to end, with offsets."""

from __future__ import annotations

import itertools
from collections.abc import Iterable
from typing import Any

import numpy as np
from numpy.typing import NDArray

Arrays = dict[str, NDArray[Any]]


def pack(texts: Iterable[str]) -> tuple[NDArray[np.uint8], NDArray[np.uint32]]:
    """Lay texts end to end as UTF-8, with their offsets."""
    encoded = [text.encode("utf-8", "surrogatepass") for text in texts]
    joined = np.frombuffer(b"".join(encoded), np.uint8)
    return joined, offsets([len(each) for each in encoded]).astype(np.uint32)


def unpack(joined: NDArray[np.uint8], bounds: NDArray[Any]) -> list[str]:
    """Read back what `pack` laid."""
    raw = joined.tobytes()
    ends = bounds.tolist()
    return [
        raw[start:end].decode("utf-8", "surrogatepass") for start, end in itertools.pairwise(ends)
    ]


def offsets(counts: Iterable[int] | NDArray[Any]) -> NDArray[Any]:
    """Turn counts into offsets, narrow: one entry more, starting at 0."""
    numbers = np.asarray(counts if isinstance(counts, np.ndarray) else list(counts), np.int64)
    bounds = np.concatenate((np.zeros(1, np.int64), np.cumsum(numbers)))
    return narrow(bounds, max(int(bounds[-1]), 1 << 16))


def narrow(numbers: NDArray[Any], largest: int) -> NDArray[Any]:
    """Store numbers in the fewest bytes that hold the largest."""
    return numbers.astype(np.min_scalar_type(largest))


def by_bytes(texts: list[str]) -> list[int]:
    """Sort numbers of texts by the texts' bytes."""
    encoded = [text.encode("utf-8", "surrogatepass") for text in texts]
    return sorted(range(len(encoded)), key=encoded.__getitem__)


def ranks(texts: list[str]) -> NDArray[np.int64]:
    """Give each text's place in the order of bytes."""
    rank = np.empty(len(texts), np.int64)
    rank[by_bytes(texts)] = np.arange(len(texts))
    return rank


def spans(low: NDArray[Any], high: NDArray[Any]) -> NDArray[np.intp]:
    """Number the entries of several spans: [5, 9], [7, 10] → [5, 6, 9]."""
    counts = high.astype(np.intp) - low
    ends = counts.cumsum()
    total = int(ends[-1]) if len(ends) else 0
    found: NDArray[np.intp] = np.arange(total) - (ends - counts - low).repeat(counts)
    return found
