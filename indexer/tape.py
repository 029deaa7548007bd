"""A segment in memory: documents become one long tape of positions, and that becomes arrays.

Every paragraph of every document takes a stretch of the tape, a gap apart; a document's first
paragraph is its title. A term's postings are then nothing but sorted positions on the tape, and
phrases, paragraphs and documents are all questions about positions.

Arrays of a segment (n documents, p paragraphs, t terms; all offsets have one entry more; uint* is
the narrowest type that holds the numbers):

    id_bytes, id_offsets            the documents' ids, UTF-8
    id_rank              uint32[n]  each document's place in the order of ids
    date                  int32[n]  proleptic day number, 0 where undated
    length               uint32[n]  positions that hold a term
    doc_paragraph        uint32[n+1]  the first paragraph of each document
    paragraph_start      uint32[p+1]  where the paragraph begins on the tape
    paragraph_length     uint32[p]  positions that hold a term
    paragraph_role        uint8[p]  a `Part`
    term_bytes, term_offsets        the terms, sorted as bytes
    posting_offsets      uint64[t+1]  into the next two
    posting_doc           uint*     the documents of each term, ascending
    posting_count         uint*     how often the term stands in the document
    position_offsets     uint64[t+1]  into the next
    position             uint32     the term's places on the tape, ascending
    position_form         uint8     which of the term's forms is printed there
    form_bytes, form_offsets        words as printed (folded, not stemmed), sorted as bytes
    form_term            uint32     the term of each form
    form_number           uint8     its number among the term's forms
    form_count           uint32     how often it is printed
    label_bytes, label_offsets      printed labels, sorted as bytes
    label_doc_offsets, label_doc    the documents that have a paragraph so labelled
    <facet>_doc, <facet>_value      one row for each value of each document; the values and their
                                    printed names are listed in the notes
"""

from __future__ import annotations

import enum
import itertools
from array import array
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from indexer import analysis
from indexer.records import Document, Mark, ParagraphKind

FACETS = ("council", "year", "judgement", "kind", "committee")
# Wider than any phrase can reach: 512 characters hold at most 256 words, stretched by 50.
GAP = 512

Arrays = dict[str, NDArray[Any]]


class Part(enum.IntEnum):
    """What a paragraph is to the ranking."""

    BODY = 0
    TITLE = 1
    HEADING = 2
    DECISION = 3
    BOILERPLATE = 4


class _Forms(dict[str, int]):
    """Written word → its number in the order met."""

    def __missing__(self, written: str) -> int:
        number = self[written] = len(self)
        return number


class Tape:
    """Takes documents and turns them into a segment's arrays."""

    def __init__(self) -> None:
        self._written = _Forms()
        self._codes = array("i")
        self._paragraph_words = array("q")
        self._roles = array("B")
        self._doc_paragraph = array("q", [0])
        self._ids: list[str] = []
        self._dates = array("i")
        self._facet_rows: dict[str, tuple[array[int], array[int]]] = {
            name: (array("i"), array("i")) for name in FACETS
        }
        self._facet_values: dict[str, dict[tuple[str, str], int]] = {name: {} for name in FACETS}
        self._labels: dict[str, list[int]] = {}

    def __len__(self) -> int:
        return len(self._ids)

    @property
    def words(self) -> int:
        """The words on the tape so far."""
        return len(self._codes)

    def add(self, document: Document) -> int:
        """Append a document; return its number in the segment."""
        number = len(self._ids)
        self._ids.append(document.id)
        self._dates.append(document.date.toordinal() if document.date else 0)
        self._append(document.title, Part.TITLE)
        labels: set[str] = set()
        for paragraph in document.paragraphs:
            role = Part.BODY
            if paragraph.mark is Mark.BOILERPLATE:
                role = Part.BOILERPLATE
            elif paragraph.mark is Mark.DECISION:
                role = Part.DECISION
            elif paragraph.kind is ParagraphKind.HEADING:
                role = Part.HEADING
            self._append(paragraph.text, role)
            if paragraph.label:
                labels.add(analysis.label_term(paragraph.label))
        self._doc_paragraph.append(len(self._roles))
        for label in labels - {""}:
            self._labels.setdefault(label, []).append(number)
        for name, value, printed in facet_values(document):
            values = self._facet_values[name]
            docs, chosen = self._facet_rows[name]
            docs.append(number)
            chosen.append(values.setdefault((value, printed), len(values)))
        return number

    def _append(self, text: str, role: Part) -> None:
        before = len(self._codes)
        self._codes.extend(map(self._written.__getitem__, analysis.written_words(text)))
        self._paragraph_words.append(len(self._codes) - before)
        self._roles.append(role)

    def arrays(self) -> tuple[Arrays, dict[str, Any]]:
        """Sort what was added into a segment: its arrays and its notes."""
        codes = np.frombuffer(self._codes, np.int32) if self._codes else np.zeros(0, np.int32)
        vocabulary = _Vocabulary(self._written)
        widths = vocabulary.widths[codes]
        words = np.array(self._paragraph_words, np.int64)
        # Where each word stands: the widths before it, and a gap for each paragraph before it.
        ends = np.concatenate(([0], np.cumsum(widths, dtype=np.int64)))
        word_end = np.concatenate(([0], np.cumsum(words)))
        starts = ends[word_end] + GAP * np.arange(len(words) + 1, dtype=np.int64)
        at = ends[:-1] + GAP * np.repeat(np.arange(len(words), dtype=np.int64), words)
        places = vocabulary.starts[codes]
        counts = vocabulary.starts[codes + 1] - places
        row = _ranges(places, counts)
        terms = vocabulary.terms[row]
        positions = np.repeat(at, counts) + vocabulary.offsets[row]
        found: Arrays = {
            "date": np.array(self._dates, np.int32),
            "doc_paragraph": np.array(self._doc_paragraph, np.uint32),
            "paragraph_start": starts.astype(np.uint32),
            "paragraph_role": np.array(self._roles, np.uint8),
        }
        found |= described_ids(self._ids)
        forms = vocabulary.forms[row]
        found |= described_forms(
            vocabulary.form_names,
            ranks(vocabulary.term_names)[vocabulary.form_terms],
            np.bincount(forms, minlength=len(vocabulary.form_names)),
        )
        # The forms are described in the order of their bytes.
        numbers = found["form_number"][ranks(vocabulary.form_names)[forms]]
        found |= inverted(vocabulary.term_names, terms, positions, numbers, found)
        labels = sorted(self._labels, key=str.encode)
        found["label_bytes"], found["label_offsets"] = pack(labels)
        found["label_doc_offsets"] = offsets([len(self._labels[label]) for label in labels])
        found["label_doc"] = np.array(
            [doc for label in labels for doc in self._labels[label]], np.uint32
        )
        for name, (docs, values) in self._facet_rows.items():
            found[f"{name}_doc"] = np.array(docs, np.uint32)
            found[f"{name}_value"] = np.array(values, np.uint32)
        notes = {
            name: [list(pair) for pair in values] for name, values in self._facet_values.items()
        }
        return found, {"facets": notes}


def facet_values(document: Document) -> Iterator[tuple[str, str, str]]:
    """Say what a document counts as: (facet, value, name as printed)."""
    for authority in {each.slug: each for each in document.authorities}.values():
        yield "council", authority.slug, authority.name
    if document.year is not None:
        yield "year", str(document.year), str(document.year)
    if document.judgement is not None:
        yield "judgement", document.judgement.value, document.judgement.label
    yield "kind", document.kind.value, document.kind.label
    if document.committee and (value := analysis.slug(document.committee)):
        yield "committee", value, document.committee


class _Vocabulary:
    """What the written words mean: for each some rows of term, offset and printed form."""

    def __init__(self, written: Iterable[str]) -> None:
        names, forms = _Forms(), _Forms()
        widths, starts = array("i"), array("q", [0])
        terms, shifts, printed = array("q"), array("q"), array("q")
        form_terms = array("q")
        for text in written:
            word = analysis.word(text)
            widths.append(word.width)
            rows = [(part.term, part.form, part.offset) for part in word.parts]
            if word.whole is not None and word.whole_form is not None:
                rows.append((word.whole, word.whole_form, 0))
            for term, form, offset in rows:
                if term is None:
                    continue
                terms.append(names[term])
                shifts.append(offset)
                printed.append(forms[form])
                if len(forms) > len(form_terms):
                    form_terms.append(names[term])
            starts.append(len(terms))
        self.widths = np.array(widths, np.int64)
        self.starts = np.array(starts, np.int64)
        self.terms = np.array(terms, np.int64)
        self.offsets = np.array(shifts, np.int64)
        self.forms = np.array(printed, np.int64)
        self.term_names = list(names)
        self.form_names = list(forms)
        self.form_terms = np.array(form_terms, np.int64)


def described_ids(ids: list[str]) -> Arrays:
    """Lay out the documents' ids and their order."""
    joined, bounds = pack(ids)
    return {"id_bytes": joined, "id_offsets": bounds, "id_rank": ranks(ids).astype(np.uint32)}


def described_forms(
    names: list[str], terms: NDArray[np.int64], counts: NDArray[np.int64]
) -> Arrays:
    """Describe printed forms, in the order of their bytes, given the rank of each one's term."""
    order = np.array(by_bytes(names), np.int64)
    term = terms[order]
    grouped = np.argsort(term, kind="stable")
    first = np.searchsorted(term[grouped], term[grouped])
    number = np.empty(len(order), np.int64)
    number[grouped] = np.arange(len(order)) - first
    found: Arrays = {"form_term": term.astype(np.uint32), "form_count": counts[order]}
    found["form_count"] = found["form_count"].astype(np.uint32)
    # No stem has as many endings as this; were there one, the last would be taken together.
    found["form_number"] = np.minimum(number, 255).astype(np.uint8)
    found["form_bytes"], found["form_offsets"] = pack([names[each] for each in order.tolist()])
    return found


def inverted(
    names: list[str],
    terms: NDArray[np.int64],
    positions: NDArray[np.int64],
    numbers: NDArray[np.uint8],
    layout: Mapping[str, Any],
) -> Arrays:
    """Invert (term, position, number of the form), in any order, over a layout of paragraphs."""
    keys = ranks(names).astype(np.uint64)[terms] << np.uint64(40)
    keys |= positions.astype(np.uint64) << np.uint64(8)
    keys |= numbers
    keys.sort()
    terms = (keys >> np.uint64(40)).astype(np.int64)
    at = ((keys >> np.uint64(8)) & np.uint64(0xFFFFFFFF)).astype(np.uint32)
    starts = layout["paragraph_start"]
    doc_start = starts[layout["doc_paragraph"]]
    docs = np.searchsorted(doc_start, at, "right") - 1
    new = np.ones(len(keys), bool)
    new[1:] = (docs[1:] != docs[:-1]) | (terms[1:] != terms[:-1])
    heads = np.flatnonzero(new)
    # A compound's whole shares its first part's position: lengths count positions, not terms.
    taken = np.sort(at)
    taken = taken[np.diff(taken, prepend=np.uint32(0xFFFFFFFF)) != 0]
    found: Arrays = {}
    found["term_bytes"], found["term_offsets"] = pack([names[each] for each in by_bytes(names)])
    counts = np.diff(np.append(heads, len(keys)))
    # The type holds every document's number, also of one without any word.
    found["posting_doc"] = _narrow(docs[heads], len(doc_start))
    found["posting_count"] = _narrow(counts, int(counts.max(initial=0)))
    found["posting_offsets"] = offsets(np.bincount(terms[heads], minlength=len(names)))
    found["position"] = at
    found["position_form"] = (keys & np.uint64(0xFF)).astype(np.uint8)
    found["position_offsets"] = offsets(np.bincount(terms, minlength=len(names)))
    found["length"] = _spread(taken, doc_start)
    found["paragraph_length"] = _spread(taken, starts)
    return found


def _narrow(numbers: NDArray[Any], largest: int) -> NDArray[Any]:
    """Store numbers in the fewest bytes that hold the largest."""
    return numbers.astype(np.min_scalar_type(largest))


def _spread(positions: NDArray[np.uint32], bounds: NDArray[np.uint32]) -> NDArray[np.uint32]:
    """Count the positions between each two neighbouring bounds."""
    return np.diff(np.searchsorted(positions, bounds)).astype(np.uint32)


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


def offsets(counts: Iterable[int] | NDArray[Any]) -> NDArray[np.uint64]:
    """Turn counts into offsets: one entry more, starting at 0."""
    numbers = np.asarray(counts if isinstance(counts, np.ndarray) else list(counts), np.uint64)
    return np.concatenate((np.zeros(1, np.uint64), np.cumsum(numbers, dtype=np.uint64)))


def by_bytes(texts: list[str]) -> list[int]:
    """Sort numbers of texts by the texts' bytes."""
    encoded = [text.encode("utf-8", "surrogatepass") for text in texts]
    return sorted(range(len(encoded)), key=encoded.__getitem__)


def ranks(texts: list[str]) -> NDArray[np.int64]:
    """Give each text's place in the order of bytes."""
    rank = np.empty(len(texts), np.int64)
    rank[by_bytes(texts)] = np.arange(len(texts))
    return rank


def _ranges(starts: NDArray[np.int64], counts: NDArray[np.int64]) -> NDArray[np.int64]:
    """Count from each start: [5, 9], [2, 1] → [5, 6, 9]."""
    ends = np.cumsum(counts)
    total = int(ends[-1]) if len(ends) else 0
    return np.arange(total) - np.repeat(ends - counts - starts, counts)
