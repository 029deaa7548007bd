"""One segment of the index, read in place: terms, positions, printed forms and facets."""

from __future__ import annotations

import bisect
import functools
from collections.abc import Collection, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from indexer.arrays import read_arrays
from indexer.ledger import Ledger
from indexer.packing import unpack
from indexer.postings import Postings
from indexer.records import Grade
from indexer.tape import FACETS, Part
from search import in_force

Ints = NDArray[Any]
Mask = NDArray[np.bool_]


# Of so many texts one is kept at hand.
_STRIDE = 64


def letters_held(rows: Ints) -> Ints:
    """Say which letters each row of code points holds: a bit for each, some letters sharing one."""
    held: Ints = np.bitwise_or.reduce(np.uint32(1) << (rows & np.uint32(31)), axis=1)
    return held


def distinct(numbers: Ints) -> Ints:
    """Sort numbers and drop repetitions (faster than np.unique, which hashes)."""
    numbers = np.sort(numbers)
    if not len(numbers):
        return numbers
    new = np.ones(len(numbers), np.bool_)
    np.not_equal(numbers[1:], numbers[:-1], out=new[1:])
    return numbers[new]


def runs(numbers: Ints) -> tuple[Ints, Ints]:
    """Count each number of an ascending array."""
    new = np.ones(len(numbers), np.bool_)
    np.not_equal(numbers[1:], numbers[:-1], out=new[1:])
    starts = np.flatnonzero(new)
    return numbers[starts], np.diff(starts, append=len(numbers))


class _Texts(Sequence[bytes]):
    """Sorted texts laid end to end, searched where they lie."""

    def __init__(self, joined: Ints, bounds: Ints) -> None:
        # Memory views: their entries are plain integers, which numpy's are not.
        self._joined: Any = joined.data if len(joined) else b""
        self._bounds: Any = bounds.data
        # A list is searched without a step of Python: it says between which two to look.
        self._some = [self[number] for number in range(0, len(self), _STRIDE)]

    def __len__(self) -> int:
        return len(self._bounds) - 1

    def __getitem__(self, index: int) -> bytes:  # type: ignore[override]
        return bytes(self._joined[self._bounds[index] : self._bounds[index + 1]])

    def find(self, text: str) -> int | None:
        """Find a text's number."""
        wanted = text.encode("utf-8", "surrogatepass")
        index = self._place(wanted)
        return index if index < len(self) and self[index] == wanted else None

    def starting(self, text: str) -> tuple[int, int]:
        """Find the numbers, from and up to, of the texts that start so."""
        wanted = text.encode("utf-8", "surrogatepass")
        # No UTF-8 byte is 0xFF, so this sorts after every text with that start.
        return self._place(wanted), self._place(wanted + b"\xff")

    def _place(self, wanted: bytes) -> int:
        """Number the first text that is not before what is wanted."""
        after = bisect.bisect_left(self._some, wanted) * _STRIDE
        return bisect.bisect_left(self, wanted, max(0, after - _STRIDE), min(after, len(self)))


def _places(pairs: list[tuple[str, str]]) -> dict[str, list[int]]:
    """Say where each value stands in a facet's list: once for each name it is printed with."""
    found: dict[str, list[int]] = {}
    for number, (value, _) in enumerate(pairs):
        found.setdefault(value, []).append(number)
    return found


class Segment:
    """The arrays of one segment and which of its documents still stand.

    Safe to use from many threads: nothing changes but caches that any thread may fill.
    """

    def __init__(
        self, path: Path, hidden: Sequence[int] = (), ledger: Ledger | None = None
    ) -> None:
        """Map the segment's file; the documents with the `hidden` numbers do not stand.

        The facet of standing grades is derived from the ledger.

        Raises:
            DamagedIndex: it cannot be read.
        """
        self._arrays, notes = read_arrays(path)
        arrays = self._arrays
        self.size = len(arrays["date"])
        self.live: Mask = np.ones(self.size, np.bool_)
        self.live[list(hidden)] = False
        self.whole = not hidden
        self.date = arrays["date"]
        self.meeting = arrays["meeting"]
        self.id_rank = arrays["id_rank"]
        self.length = arrays["length"]
        self.paragraph_start = arrays["paragraph_start"]
        self.paragraph_length = arrays["paragraph_length"]
        self.paragraph_role = arrays["paragraph_role"]
        self.doc_paragraph = arrays["doc_paragraph"]
        self.doc_start = self.paragraph_start[self.doc_paragraph]
        self.postings = Postings(arrays)
        # Of what stands only: the same documents weigh the same, whatever else is in the file.
        self.standing = int(np.count_nonzero(self.live))
        self.words = int(self.length[self.live].sum())
        self.paragraphs = int(np.diff(self.doc_paragraph)[self.live].sum())
        self.facet_values: dict[str, list[tuple[str, str]]] = {
            name: [(value, printed) for value, printed in notes["facets"][name]] for name in FACETS
        }
        self.facet_values[in_force.FACET] = [(grade.value, grade.label) for grade in Grade]
        self._ledger = ledger or Ledger()
        self.facet_numbers = {name: _places(pairs) for name, pairs in self.facet_values.items()}
        self._ids = _Texts(arrays["id_bytes"], arrays["id_offsets"])
        self.terms = _Texts(arrays["term_bytes"], arrays["term_offsets"])
        self.forms = _Texts(arrays["form_bytes"], arrays["form_offsets"])
        self._labels = _Texts(arrays["label_bytes"], arrays["label_offsets"])

    def document_id(self, number: int) -> str:
        """Read a document's id."""
        return self._ids[number].decode("utf-8", "surrogatepass")

    def holding(self, term: str) -> int:
        """Count the standing documents that hold a term."""
        number = self.terms.find(term)
        if number is None:
            return 0
        if self.whole:
            return self.postings.documents(number)
        return int(np.count_nonzero(self.live[self.postings.of(number)[0]]))

    def labelled(self, label: str) -> Ints:
        """Give the documents with a paragraph under this label."""
        found = self._labels.find(label)
        if found is None:
            return self._arrays["label_doc"][:0]
        bounds = self._arrays["label_doc_offsets"]
        return self._arrays["label_doc"][int(bounds[found]) : int(bounds[found + 1])]

    def facet_rows(self, name: str) -> tuple[Ints, Ints]:
        """Give a facet's rows: document, value (a number in `facet_values`)."""
        if name == in_force.FACET:
            return self._in_force
        return self._arrays[f"{name}_doc"], self._arrays[f"{name}_value"]

    @functools.cached_property
    def _in_force(self) -> tuple[Ints, Ints]:
        slugs = [slug for slug, _ in self.facet_values["council"]]
        return in_force.rows(self.date, *self.facet_rows("council"), slugs, self._ledger)

    def printed_as(self, forms: Ints) -> Ints:
        """Give the places on the tape where any of these forms is printed, ascending."""
        if not len(forms):
            return np.zeros(0, np.uint32)
        terms = self._arrays["form_term"][forms].astype(np.intp)
        numbers = self._arrays["form_number"][forms]
        bounds = self._arrays["printed_offsets"]
        found = []
        order = np.argsort(terms, kind="stable")
        heads = np.flatnonzero(np.diff(terms[order], prepend=-1))
        for term, mine in zip(
            terms[order][heads].tolist(), np.split(order, heads[1:]), strict=True
        ):
            places = self.postings.positions(term)
            printed = self._arrays["printed"][bounds[term] : bounds[term + 1]]
            if len(printed):
                chosen = np.zeros(256, np.bool_)
                chosen[numbers[mine]] = True
                places = places[np.flatnonzero(chosen[printed])]
            found.append(places)
        return distinct(np.concatenate(found)) if len(found) > 1 else found[0]

    def all_forms_of(self, forms: Ints) -> int | None:
        """Give the term that these printed forms, and no others, stand for, if there is one."""
        terms = self._arrays["form_term"]
        term = int(terms[forms[0]]) if len(forms) else -1
        same = len(forms) and bool(np.all(terms[forms] == term))
        return term if same and np.count_nonzero(terms == term) == len(forms) else None

    def form_counts(self, forms: Ints) -> dict[str, int]:
        """Say how often each of these forms is printed, where it is."""
        if self.whole:
            counts = self._arrays["form_count"][forms].tolist()
        else:
            counts = [self._standing_places(forms[at : at + 1]) for at in range(len(forms))]
        names = [self.forms[form].decode("utf-8", "surrogatepass") for form in forms.tolist()]
        return {name: count for name, count in zip(names, counts, strict=True) if count}

    def _standing_places(self, form: Ints) -> int:
        docs, counts = self.documents_of(self.printed_as(form))
        return int(counts[self.live[docs]].sum())

    def numbers(self, ids: Collection[str]) -> Ints:
        """Give the numbers of the standing documents with these ids, ascending."""
        found = [self._numbers[each] for each in ids if each in self._numbers]
        return np.array(sorted(found), np.int64)

    @functools.cached_property
    def _numbers(self) -> dict[str, int]:
        ids = unpack(self._arrays["id_bytes"], self._arrays["id_offsets"])
        return {ids[number]: number for number in np.flatnonzero(self.live).tolist()}

    def documents_of(self, positions: Ints) -> tuple[Ints, Ints]:
        """Give the documents that ascending positions lie in, ascending, and how many in each."""
        if len(positions) < self.size:
            return runs(np.searchsorted(self.doc_start, positions, "right") - 1)
        bounds = np.searchsorted(positions, self.doc_start)
        counts = bounds[1:] - bounds[:-1]
        docs = np.flatnonzero(counts)
        return docs, counts[docs]

    def paragraphs_of(self, positions: Ints) -> Ints:
        """Say in which paragraph of the segment each position lies."""
        return np.searchsorted(self.paragraph_start, positions, "right") - 1

    def paragraphs_with(self, positions: Ints) -> Mask:
        """Mark the paragraphs that ascending positions lie in."""
        if len(positions) < len(self.paragraph_length):
            found: Mask = np.zeros(len(self.paragraph_length), np.bool_)
            found[self.paragraphs_of(positions)] = True
            return found
        return np.diff(np.searchsorted(positions, self.paragraph_start)) > 0

    def paragraphs_in(self, documents: Mask) -> Mask:
        """Mark the paragraphs of these documents."""
        return np.repeat(documents, np.diff(self.doc_paragraph))

    def documents_with(self, paragraphs: Mask) -> Mask:
        """Mark the documents that have any of these paragraphs."""
        before = np.concatenate(([0], np.cumsum(paragraphs)))
        found: Mask = np.diff(before[self.doc_paragraph]) > 0
        return found

    def in_titles(self, positions: Ints) -> Ints:
        """Keep the positions that lie in titles."""
        titled: Ints = self.paragraph_role[self.paragraphs_of(positions)] == Part.TITLE
        return positions[titled]

    @functools.cached_property
    def forms_by_length(self) -> dict[int, tuple[Ints, Ints, Ints]]:
        """The printed forms by length: numbers, rows of code points, and letters held."""
        texts = unpack(self._arrays["form_bytes"], self._arrays["form_offsets"])
        lengths = np.fromiter(map(len, texts), np.int32, len(texts))
        found: dict[int, tuple[Ints, Ints, Ints]] = {}
        for length in np.unique(lengths).tolist():
            numbers = np.flatnonzero(lengths == length)
            joined = "".join([texts[number] for number in numbers.tolist()])
            codes = np.frombuffer(joined.encode("utf-32-le", "surrogatepass"), "<u4")
            rows = codes.reshape(len(numbers), length)
            found[length] = (numbers, rows, letters_held(rows))
        return found
