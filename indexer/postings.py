"""Postings on disk: which documents hold a term, how often, and where.

A term's documents are written in whichever of three ways takes least: a bit for every document of
the segment, where it holds an eighth of them or more; the steps from one to the next, where each
fits a byte; else their numbers. Numpy decodes each in one call. Positions count from the
start of the document, so that two bytes hold them.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from indexer.packing import Arrays, by_bytes, narrow, offsets, pack

_MANY = 255  # counts from here on are written apart
_BITS = 8


class Postings:
    """Reads the postings of a segment where they lie (see indexer/tape.py for the arrays)."""

    def __init__(self, arrays: Mapping[str, NDArray[Any]]) -> None:
        self._arrays = arrays
        self._size = len(arrays["date"])
        self._width = np.min_scalar_type(self._size).itemsize
        self._rows: Any = arrays["posting_offsets"].data
        self._docs: Any = arrays["posting_place"].data
        self._places: Any = arrays["position_offsets"].data
        self._starts = arrays["paragraph_start"][arrays["doc_paragraph"]]

    def documents(self, term: int) -> int:
        """Count the documents that hold a term."""
        return int(self._rows[term + 1] - self._rows[term])

    def of(self, term: int) -> tuple[NDArray[np.intp], NDArray[Any]]:
        """Give the documents that hold a term, ascending, and how often each does."""
        first, last = self._rows[term], self._rows[term + 1]
        raw = self._arrays["posting_doc"][self._docs[term] : self._docs[term + 1]]
        counts = self._arrays["posting_count"][first:last]
        many = self._arrays["many_row"]
        if len(many):
            low, high = np.searchsorted(many, (first, last))
            if low < high:
                counts = counts.astype(np.uint32)
                counts[many[low:high] - first] = self._arrays["many_count"][low:high]
        return _decoded(raw, last - first, self._size, self._width), counts

    def marked(self, term: int) -> NDArray[np.bool_] | None:
        """Mark the documents that hold a term, if they are written so; None if not."""
        if self.documents(term) * _BITS < self._size:
            return None
        raw = self._arrays["posting_doc"][self._docs[term] : self._docs[term + 1]]
        return _unpacked(raw, self._size)

    def offsets(self, term: int) -> NDArray[Any]:
        """Give the term's places, counted from the start of each document."""
        return self._arrays["position"][self._places[term] : self._places[term + 1]]

    def positions(self, term: int) -> NDArray[np.uint32]:
        """Give the term's places on the tape, ascending."""
        docs, counts = self.of(term)
        places: NDArray[np.uint32] = np.repeat(self._starts[docs], counts) + self.offsets(term)
        return places


def _decoded(raw: NDArray[np.uint8], count: int, size: int, width: int) -> NDArray[np.intp]:
    if count * _BITS >= size:
        return np.flatnonzero(_unpacked(raw, size))
    if len(raw) == count:
        return np.cumsum(raw, dtype=np.intp)
    return raw.view(f"<u{width}").astype(np.intp)


def _unpacked(raw: NDArray[np.uint8], size: int) -> NDArray[np.bool_]:
    return np.unpackbits(raw, count=size, bitorder="little").view(np.bool_)


def _encoded(
    docs: NDArray[Any], bounds: NDArray[Any], size: int
) -> tuple[NDArray[np.uint8], NDArray[Any]]:
    """Write the documents of all terms, term after term, and where each term's begin."""
    bounds = bounds.astype(np.intp)
    counts = np.diff(bounds)
    heads = bounds[:-1]
    steps = np.diff(docs, prepend=0)
    steps[heads] = docs[heads]
    width = np.min_scalar_type(size).itemsize
    longest = np.maximum.reduceat(steps, heads) if len(heads) else counts
    lengths = np.where(longest <= 0xFF, counts, counts * width)
    dense = counts * _BITS >= size
    lengths[dense] = -(-size // _BITS)
    places = np.concatenate(([0], np.cumsum(lengths)))
    written = np.empty(int(places[-1]), np.uint8)
    # Where each row would stand in its term, and which terms are written as steps or numbers.
    within = np.arange(len(docs)) - np.repeat(heads, counts)
    stepped = np.repeat((longest <= 0xFF) & ~dense, counts)
    base = np.repeat(places[:-1], counts)
    rows = np.flatnonzero(stepped)
    written[base[rows] + within[rows]] = steps[rows]
    rows = np.flatnonzero(~stepped & ~np.repeat(dense, counts))
    at = base[rows] + within[rows] * width
    for byte in range(width):
        written[at + byte] = (docs[rows] >> (8 * byte)) & 0xFF
    for term in np.flatnonzero(dense).tolist():
        held = np.zeros(size, np.bool_)
        held[docs[bounds[term] : bounds[term + 1]]] = True
        written[places[term] : places[term + 1]] = np.packbits(held, bitorder="little")
    return written, narrow(places, max(len(written), 1 << 16))


def sorting_keys(
    terms: NDArray[Any], positions: NDArray[Any], numbers: NDArray[np.uint8]
) -> NDArray[np.uint64]:
    """Pack (rank of the term, position on the tape, number of the form) into one number each."""
    keys = terms.astype(np.uint64) << np.uint64(40)
    keys |= positions.astype(np.uint64) << np.uint64(8)
    keys |= numbers
    return keys


def inverted(
    names: list[str],
    keys: NDArray[np.uint64],
    printed: NDArray[Any],
    layout: Mapping[str, NDArray[Any]],
) -> Arrays:
    """Invert `sorting_keys`, in any order (they are sorted in place), over a layout of paragraphs.

    `names` are the terms in any order; `printed` counts the forms of each by rank.
    """
    keys.sort()
    terms = (keys >> np.uint64(40)).astype(np.int32)
    at = (keys >> np.uint64(8)).astype(np.uint32)
    starts = layout["paragraph_start"]
    doc_start = starts[layout["doc_paragraph"]]
    size = len(doc_start) - 1
    docs = np.searchsorted(doc_start, at, "right").astype(np.int32) - 1
    new = np.ones(len(keys), np.bool_)
    new[1:] = (docs[1:] != docs[:-1]) | (terms[1:] != terms[:-1])
    heads = np.flatnonzero(new)
    found: Arrays = {}
    found["term_bytes"], found["term_offsets"] = pack([names[each] for each in by_bytes(names)])
    counts = np.diff(heads, append=len(keys))
    found["posting_offsets"] = offsets(np.bincount(terms[heads], minlength=len(names)))
    found["posting_doc"], found["posting_place"] = _encoded(
        docs[heads], found["posting_offsets"], size
    )
    found["posting_count"] = np.minimum(counts, _MANY).astype(np.uint8)
    many = np.flatnonzero(counts >= _MANY)
    found["many_row"], found["many_count"] = many.astype(np.uint64), counts[many].astype(np.uint32)
    extent = int(np.diff(doc_start).max(initial=0))
    found["position"] = narrow(at - doc_start[docs], extent)
    of_terms = np.bincount(terms, minlength=len(names))
    found["position_offsets"] = offsets(of_terms)
    several = printed > 1
    found["printed"] = (keys[several[terms]] & np.uint64(0xFF)).astype(np.uint8)
    found["printed_offsets"] = offsets(np.where(several, of_terms, 0))
    # A compound's whole shares its first part's position: lengths count positions, not terms.
    at.sort()
    taken = at[np.diff(at, prepend=np.uint32(0xFFFFFFFF)) != 0]
    found["length"] = _spread(taken, doc_start).astype(np.uint32)
    lengths = _spread(taken, starts)
    found["paragraph_length"] = narrow(lengths, int(lengths.max(initial=0)))
    return found


def _spread(positions: NDArray[np.uint32], bounds: NDArray[np.uint32]) -> NDArray[np.intp]:
    """Count the positions between each two neighbouring bounds."""
    return np.diff(np.searchsorted(positions, bounds))
