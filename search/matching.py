"""Which documents of a segment match a query, and where: boolean masks and sorted positions."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Sequence
from typing import assert_never

import numpy as np

from indexer import analysis
from indexer.errors import BadRequest, Mistake
from indexer.packing import spans
from indexer.tape import Part
from search.query import (
    And,
    AtLeast,
    Dates,
    Fuzzy,
    InDecision,
    InMeeting,
    InParagraph,
    Label,
    Named,
    Not,
    Or,
    Phrase,
    Prefix,
    Query,
    Term,
    Value,
    Variants,
    Words,
    Years,
    wanted,
)
from search.segment import Ints, Mask, Segment, distinct, letters_held

# A star or a ~ that stands for more words than this is refused, never cut short.
MOST_EXPANSIONS = 5_000
# Looking up a place among others costs what sorting it with so many of them costs.
_SEARCHED = 8
_NOWHERE = np.zeros(0, np.uint32)


class Matcher:
    """Answers one query over one segment, remembering what its leaves found."""

    def __init__(self, segment: Segment) -> None:
        self._segment = segment
        self._postings: dict[Words, tuple[Ints, Ints]] = {}
        self._positions: dict[Words, Ints] = {}
        self._held: dict[Words, Mask] = {}
        self._terms: dict[Term, int | None] = {}
        self._expanded: dict[Prefix | Fuzzy, Ints] = {}
        # The documents whose meeting holds a leaf, also in other segments (search/meetings.py).
        self.meeting_holds: dict[Words, Mask] = {}

    def mask(self, query: Query) -> Mask:  # noqa: PLR0911 - one for each kind of node
        """Mark the documents that match, standing or not."""
        if isinstance(query, (And, Or, AtLeast, Not)):
            return _combined(query, self.mask)
        if isinstance(query, (InParagraph, InDecision)):
            return self._segment.documents_with(self.paragraphs(query))
        if isinstance(query, InMeeting):
            return self._in_meeting(query.part) & self._holds_any(query.part)
        if isinstance(query, Dates):
            return within(self._segment, query.first, query.last)
        if isinstance(query, Years):
            return _in_years(self._segment, query)
        if isinstance(query, Value):
            return having(self._segment, query.field, frozenset((query.value,)))
        if isinstance(query, Named):
            return self._named(query)
        return self._held_by(query)

    def _held_by(self, query: Words | Label) -> Mask:
        """Mark the documents that hold a leaf."""
        if isinstance(query, Label):
            docs = self._segment.labelled(query.label)
        else:
            term = self._is_term(query)
            marked = None if term is None else self._segment.postings.marked(term)
            if marked is not None:
                return marked
            docs = self.postings(query)[0]
        found = np.zeros(self._segment.size, np.bool_)
        found[docs] = True
        return found

    def documents(self, query: Query) -> Ints:
        """Number the documents that match, ascending, standing or not."""
        if isinstance(query, (Term, Phrase, Variants, Prefix, Fuzzy)):
            return self.postings(query)[0]
        return np.flatnonzero(self.mask(query))

    def paragraphs(self, query: Query) -> Mask:
        """Mark the paragraphs and titles that match by themselves."""
        if isinstance(query, (InParagraph, InMeeting)):
            return self.paragraphs(query.part)
        if isinstance(query, InDecision):
            decisions: Mask = self._segment.paragraph_role == Part.DECISION
            return decisions if query.part is None else decisions & self._decided(query.part)
        if isinstance(query, (And, Or, AtLeast, Not)):
            return _combined(query, self.paragraphs)
        if isinstance(query, (Term, Phrase, Variants, Prefix, Fuzzy)):
            known = self._held.get(query)
            if known is None:
                known = self._segment.paragraphs_with(self.positions(query))
                self._held[query] = known
            return known
        return self._segment.paragraphs_in(self.mask(query))

    def _decided(self, query: Query) -> Mask:
        """Mark the paragraphs that match by themselves, where titles go by the document."""
        if isinstance(query, (And, Or, AtLeast, Not)):
            return _combined(query, self._decided)
        if isinstance(query, (Term, Phrase, Variants, Prefix, Fuzzy)) and query.title:
            return self._segment.paragraphs_in(self.mask(query))
        return self.paragraphs(query)

    def _in_meeting(self, query: Query) -> Mask:
        """Mark the documents that match where words may stand anywhere in their meeting."""
        if isinstance(query, (And, Or, AtLeast, Not)):
            return _combined(query, self._in_meeting)
        if isinstance(query, (Term, Phrase, Variants, Prefix, Fuzzy)):
            return self.meeting_holds[query]
        return self.mask(query)

    def _holds_any(self, query: Query) -> Mask:
        """Mark the documents that hold any of the words asked for; all if none are."""
        held = [self.mask(leaf) for leaf in dict.fromkeys(wanted(query))]
        return np.logical_or.reduce(held) if held else np.ones(self._segment.size, np.bool_)

    def postings(self, leaf: Words) -> tuple[Ints, Ints]:
        """Give the documents where a leaf matches, ascending, and how often."""
        known = self._postings.get(leaf)
        if known is None:
            known = self._postings[leaf] = self._find_postings(leaf)
        return known

    def holding(self, leaf: Words) -> int:
        """Count the standing documents where a leaf matches."""
        docs = self.postings(leaf)[0]
        segment = self._segment
        return len(docs) if segment.whole else int(np.count_nonzero(segment.live[docs]))

    def positions(self, leaf: Words) -> Ints:
        """Give the places on the tape where a leaf matches, ascending."""
        known = self._positions.get(leaf)
        if known is None:
            known = self._positions[leaf] = self._find_positions(leaf)
        return known

    def positions_in(self, leaf: Words, docs: Ints) -> Ints:
        """Give the places on the tape where a leaf matches in these documents, ascending."""
        starts = self._segment.doc_start
        term = self._is_term(leaf)
        if term is None:
            positions = self.positions(leaf)
            # The same type on both sides: otherwise numpy would copy all of the positions.
            low = np.searchsorted(positions, starts[docs])
            return positions[spans(low, np.searchsorted(positions, starts[docs + 1]))]
        holders, counts = self.postings(leaf)
        if not len(holders):
            return _NOWHERE
        rows = holders.searchsorted(docs)
        rows[rows == len(holders)] = 0
        rows = rows[(holders[rows] == docs).nonzero()[0]]
        if not len(rows):
            return _NOWHERE
        often = counts[rows].astype(np.intp)
        # The places before each row: sums of the counts from one row to the next.
        low = np.add.reduceat(counts, np.concatenate(([0], rows)), dtype=np.intp)[:-1].cumsum()
        if rows[0] == 0:
            low -= int(counts[0])
        offsets = self._segment.postings.offsets(term)[spans(low, low + often)]
        places: Ints = starts[holders[rows]].repeat(often) + offsets
        return places

    def _is_term(self, leaf: Words) -> int | None:
        """Give the term whose places are just those of the leaf, if there is one."""
        if leaf.title:
            return None
        if isinstance(leaf, Term):
            if leaf not in self._terms:
                self._terms[leaf] = self._segment.terms.find(leaf.term)
            return self._terms[leaf]
        if isinstance(leaf, (Prefix, Fuzzy)):
            return self._segment.all_forms_of(self._forms(leaf))
        return None

    def _find_postings(self, leaf: Words) -> tuple[Ints, Ints]:
        term = self._is_term(leaf)
        if term is None:
            return self._segment.documents_of(self.positions(leaf))
        return self._segment.postings.of(term)

    def _find_positions(self, leaf: Words) -> Ints:
        segment = self._segment
        if isinstance(leaf, Term):
            found = self._term(leaf.term)
        elif isinstance(leaf, Phrase):
            found = self._in_a_row(leaf) if leaf.slop is None else self._near(leaf, leaf.slop)
        elif isinstance(leaf, Variants):
            found = distinct(np.concatenate([self.positions(way) for way in leaf.ways]))
        elif isinstance(leaf, (Prefix, Fuzzy)):
            found = segment.printed_as(self._forms(leaf))
        else:
            assert_never(leaf)
        return segment.in_titles(found) if leaf.title else found

    def _term(self, text: str) -> Ints:
        term = self._segment.terms.find(text)
        return _NOWHERE if term is None else self._segment.postings.positions(term)

    def _forms(self, leaf: Prefix | Fuzzy) -> Ints:
        """Number the printed forms that a leaf stands for."""
        known = self._expanded.get(leaf)
        if known is None:
            known = self._expanded[leaf] = self._expand(leaf)
        return known

    def _expand(self, leaf: Prefix | Fuzzy) -> Ints:
        if isinstance(leaf, Prefix):
            written, forms = f"{leaf.start}*", np.arange(*self._segment.forms.starting(leaf.start))
        else:
            written = f"{leaf.form}~{leaf.distance}"
            forms = close_forms(self._segment, leaf.form, leaf.distance)
        if len(forms) > MOST_EXPANSIONS:
            message = f"{written} stands for {len(forms):,} different words; write more of the word"
            raise BadRequest((Mistake("q", written, message),))
        return forms

    def _in_a_row(self, phrase: Phrase) -> Ints:
        """Where the phrase starts: the places of all its terms, each moved to the start."""
        docs = self._together(phrase)
        (_, first), *rest = phrase.terms
        starts = self._places(Term(first), docs)
        for offset, term in rest:
            places = self._places(Term(term), docs)
            starts = _common(starts, places - np.uint32(offset))
        return self._unbroken(starts, starts + np.uint32(phrase.span))

    def _places(self, term: Term, docs: Ints) -> Ints:
        """Give a term's places in these documents, or all: picking most costs more than all."""
        few = len(docs) * 2 < len(self.postings(term)[0])
        return self.positions_in(term, docs) if few else self.positions(term)

    def _together(self, phrase: Phrase) -> Ints:
        """Number the documents that hold all terms of a phrase."""
        terms = {Term(term) for _, term in phrase.terms}
        return np.flatnonzero(self.mask(And(tuple(terms))))

    def _unbroken(self, starts: Ints, ends: Ints) -> Ints:
        """Keep the starts of stretches that end in the same paragraph."""
        segment = self._segment
        whole = segment.paragraphs_of(starts) == segment.paragraphs_of(ends)
        return starts[np.flatnonzero(whole)]

    def _near(self, phrase: Phrase, slop: int) -> Ints:
        """Where a stretch starts that holds all the terms and is short enough."""
        wanted = Counter(term for _, term in phrase.terms)
        docs = self._together(phrase)
        if not len(docs):
            return _NOWHERE
        places = {term: self._places(Term(term), docs) for term in wanted}
        reach = np.uint32(phrase.span + slop)
        rarest_first = sorted(wanted, key=lambda term: len(places[term]))
        found = []
        for starts in places.values():
            ends = starts
            for term in rarest_first:
                # The last of the term's places that are needed must still be within reach.
                positions = places[term]
                at = np.searchsorted(positions, starts) + (wanted[term] - 1)
                near = np.flatnonzero(at < len(positions))
                last = positions[at[near]]
                close = np.flatnonzero(last - starts[near] <= reach)
                near, last = near[close], last[close]
                starts, ends = starts[near], np.maximum(ends[near], last)  # noqa: PLW2901
            found.append(self._unbroken(starts, ends))
        return distinct(np.concatenate(found))

    def _named(self, query: Named) -> Mask:
        values = [
            number
            for number, (_, printed) in enumerate(self._segment.facet_values[query.field])
            if holds_in_a_row(printed, query.terms)
        ]
        return _rows_with(self._segment, query.field, values)


def _common(left: Ints, right: Ints) -> Ints:
    """Keep what two ascending arrays, each without repetitions, have in common."""
    few, many = (left, right) if len(left) < len(right) else (right, left)
    if len(few) * _SEARCHED < len(many):
        at = np.searchsorted(many, few)
        at[at == len(many)] = 0
        return few[np.flatnonzero(many[at] == few)]
    both = np.sort(np.concatenate((few, many)))
    return both[np.flatnonzero(both[1:] == both[:-1])]


def _combined(query: And | Or | AtLeast | Not, mark: Callable[[Query], Mask]) -> Mask:
    """Join what is marked for the parts."""
    if isinstance(query, Not):
        return ~mark(query.part)
    if isinstance(query, AtLeast):
        return _enough([mark(part) for part in query.parts], query.number)
    found = mark(query.parts[0])
    for part in dict.fromkeys(query.parts[1:]):
        if isinstance(query, Or):
            found = found | mark(part)
        elif found.any():
            found = found & mark(part)
    return found


def _enough(masks: list[Mask], number: int) -> Mask:
    matched: Ints = np.array(masks).sum(axis=0)
    return matched >= number


def holds_in_a_row(text: str, terms: tuple[tuple[int, str], ...]) -> bool:
    """Say whether a short text holds the terms at these offsets from one another."""
    held = {(token.position, token.term) for token in analysis.tokens(text)}
    return any(
        all((position + offset, term) in held for offset, term in terms) for position, _ in held
    )


def within(segment: Segment, first: dt.date | None, last: dt.date | None) -> Mask:
    """Mark the documents dated from `first` to `last`, both included."""
    from_day = first.toordinal() if first else 1
    to_day = last.toordinal() if last else dt.date.max.toordinal()
    found: Mask = (segment.date >= from_day) & (segment.date <= to_day)
    return found


def having(segment: Segment, facet: str, values: frozenset[str]) -> Mask:
    """Mark the documents with any of these values of a facet."""
    known = segment.facet_numbers[facet]
    return _rows_with(segment, facet, [at for value in values for at in known.get(value, ())])


def _in_years(segment: Segment, years: Years) -> Mask:
    first, last = years.first or dt.MINYEAR, years.last or dt.MAXYEAR
    numbers = [
        number
        for number, (value, _) in enumerate(segment.facet_values["year"])
        if first <= int(value) <= last
    ]
    return _rows_with(segment, "year", numbers)


def _rows_with(segment: Segment, facet: str, numbers: Sequence[int]) -> Mask:
    docs, values = segment.facet_rows(facet)
    if len(numbers) == 1:
        passing = values == numbers[0]
    else:
        chosen = np.zeros(len(segment.facet_values[facet]), np.bool_)
        chosen[list(numbers)] = True
        passing = chosen[values]
    found = np.zeros(segment.size, np.bool_)
    found[docs[np.flatnonzero(passing)]] = True
    return found


def close_forms(segment: Segment, form: str, distance: int) -> Ints:
    """Find the printed forms within so many edits of a word (see `search.query.edits`)."""
    wanted = [ord(letter) for letter in form]
    found = [np.zeros(0, np.int64)]
    letters = letters_held(np.array([wanted], np.uint32))[0]
    for length in range(max(1, len(wanted) - distance), len(wanted) + distance + 1):
        if length not in segment.forms_by_length:
            continue
        numbers, codes, held = segment.forms_by_length[length]
        # One edit changes at most two of the letters held.
        near = np.flatnonzero(np.bitwise_count(held ^ letters) <= 2 * distance)
        found.append(numbers[near][_edits(codes[near], wanted) <= distance])
    return np.sort(np.concatenate(found))


def _edits(codes: Ints, wanted: list[int]) -> Ints:
    """Count the edits from each row of code points to `wanted`: one table, all rows at once."""
    count, length = codes.shape
    same = np.stack([codes == letter for letter in wanted])  # [letter of wanted, row, column]
    table = np.zeros((len(wanted) + 1, length + 1, count), np.uint8)
    table[:, 0] = np.arange(len(wanted) + 1)[:, None]
    table[0] = np.arange(length + 1)[:, None]
    for i in range(1, len(wanted) + 1):
        for j in range(1, length + 1):
            best = np.minimum(table[i - 1, j], table[i, j - 1]) + 1
            best = np.minimum(best, table[i - 1, j - 1] + ~same[i - 1, :, j - 1])
            if i > 1 and j > 1:
                swapped = same[i - 1, :, j - 2] & same[i - 2, :, j - 1]
                best = np.where(swapped, np.minimum(best, table[i - 2, j - 2] + 1), best)
            table[i, j] = best
    distances: Ints = table[-1, -1]
    return distances
