"""A segment in memory: documents become one long tape of positions, and that becomes arrays.

Every paragraph of every document takes a stretch of the tape, one position apart; a document's
first paragraph is its title. A term's postings are then nothing but sorted positions on the tape,
and phrases, paragraphs and documents are all questions about positions.

Arrays of a segment (n documents, p paragraphs, t terms; all offsets have one entry more; uint* is
the narrowest type that holds the numbers):

    id_bytes, id_offsets            the documents' ids, UTF-8
    id_rank              uint32[n]  each document's place in the order of ids
    date                  int32[n]  proleptic day number, 0 where undated
    meeting              uint64[n]  the same for the documents of one meeting: a hash of its id
    length               uint32[n]  positions that hold a term
    doc_paragraph        uint32[n+1]  the first paragraph of each document
    paragraph_start      uint32[p+1]  where the paragraph begins on the tape
    paragraph_length      uint*[p]  positions that hold a term
    paragraph_role        uint8[p]  a `Part`
    term_bytes, term_offsets        the terms, sorted as bytes
    posting_offsets       uint*[t+1]  into the postings: a row for each term and document
    posting_doc           uint8     the documents of each term (indexer/postings.py says how) ...
    posting_place         uint*[t+1]  ... and where each term's begin
    posting_count         uint8     how often the term stands in the document; 255: or more ...
    many_row, many_count            ... then these have the row, ascending, and the true number
    position_offsets      uint*[t+1]  into the next
    position              uint*     the term's places in the document, counted from its start
    printed_offsets       uint*[t+1]  into the next; only terms with several forms have entries
    printed               uint8     which of the term's forms is printed at the position
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
import hashlib
from array import array
from collections.abc import Iterable, Iterator
from typing import Any

import numpy as np
from numpy.typing import NDArray

from indexer import analysis
from indexer.packing import Arrays, by_bytes, offsets, pack, ranks, spans
from indexer.postings import inverted, sorting_keys
from indexer.records import Document, Mark, ParagraphKind

FACETS = ("council", "year", "judgement", "kind", "committee")
# Between paragraphs: the last word of one and the first of the next are no neighbours.
GAP = 1
# Words that are laid out at a time, to bound memory.
_AT_ONCE = 2_000_000


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
        self._meetings = array("Q")
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
        self._meetings.append(_meeting_key(document))
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
        words = np.array(self._paragraph_words, np.int64)
        # Where each word stands: the widths before it, and a gap for each paragraph before it.
        ends = np.zeros(len(codes) + 1, np.uint32)
        np.cumsum(vocabulary.widths[codes], dtype=np.uint32, out=ends[1:])
        word_end = np.concatenate(([0], np.cumsum(words)))
        gaps = GAP * np.arange(len(words) + 1, dtype=np.uint32)
        found: Arrays = {
            "date": np.array(self._dates, np.int32),
            "meeting": np.array(self._meetings, np.uint64),
            "doc_paragraph": np.array(self._doc_paragraph, np.uint32),
            "paragraph_start": ends[word_end] + gaps,
            "paragraph_role": np.array(self._roles, np.uint8),
        }
        ends[:-1] += np.repeat(gaps[:-1], words)
        found |= described_ids(self._ids)
        rows = np.diff(vocabulary.starts)
        times = np.repeat(np.bincount(codes, minlength=len(rows)), rows)
        form_counts = np.bincount(vocabulary.forms, times, len(vocabulary.form_names))
        term_rank = ranks(vocabulary.term_names)
        form_terms = term_rank[vocabulary.form_terms]
        found |= described_forms(vocabulary.form_names, form_terms, form_counts)
        # The forms are described in the order of their bytes.
        numbers = found["form_number"][ranks(vocabulary.form_names)[vocabulary.forms]]
        terms = term_rank[vocabulary.terms]
        keys = np.empty(int(times.sum()), np.uint64)
        filled = 0
        for first in range(0, len(codes), _AT_ONCE):
            some = codes[first : first + _AT_ONCE]
            low, high = vocabulary.starts[some], vocabulary.starts[some + 1]
            row = spans(low, high)
            at = np.repeat(ends[first : first + len(some)], high - low) + vocabulary.offsets[row]
            keys[filled : filled + len(row)] = sorting_keys(terms[row], at, numbers[row])
            filled += len(row)
        del ends
        printed = np.bincount(form_terms, minlength=len(vocabulary.term_names))
        found |= inverted(vocabulary.term_names, keys, printed, found)
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


def _meeting_key(document: Document) -> int:
    """Stand for a document's meeting; a document of none is a meeting of its own.

    64 bits: among a million meetings two share a key with a chance of 1 in 37 million.
    """
    name = f"meeting {document.meeting.id}" if document.meeting else f"document {document.id}"
    digest = hashlib.blake2b(name.encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return int.from_bytes(digest, "little")


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
        self.widths = np.array(widths, np.uint8)
        self.starts = np.array(starts, np.int64)
        self.terms = np.array(terms, np.int64)
        self.offsets = np.array(shifts, np.uint32)
        self.forms = np.array(printed, np.int64)
        self.term_names = list(names)
        self.form_names = list(forms)
        self.form_terms = np.array(form_terms, np.int64)


def described_ids(ids: list[str]) -> Arrays:
    """Lay out the documents' ids and their order."""
    joined, bounds = pack(ids)
    return {"id_bytes": joined, "id_offsets": bounds, "id_rank": ranks(ids).astype(np.uint32)}


def described_forms(names: list[str], terms: NDArray[np.int64], counts: NDArray[Any]) -> Arrays:
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
