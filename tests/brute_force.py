"""The simplest engine there could be: it reads every word of every document for every search.

It keeps the reader's and writer's contracts except for the order of ranked hits, and is the oracle
for the real engines: same documents, same facet counts.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import functools
import itertools
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence

from indexer import analysis
from indexer.ledger import Ledger, Standing
from indexer.records import Document, Mark, Paragraph
from indexer.tape import facet_values
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
    edits,
    wanted,
)
from search.reader import FACETS, Explanation, Filters, Hit, Hits, Tally


class World:
    """All documents there are: a search may ask for what other documents say."""

    def __init__(self, documents: Iterable[Document] = ()) -> None:
        self.documents = tuple(documents)
        self.ledger = Ledger.of(self.documents)
        self._meetings: dict[str, list[Document]] = {}
        for each in self.documents:
            if each.meeting:
                self._meetings.setdefault(each.meeting.id, []).append(each)

    def meeting(self, document: Document) -> list[Document]:
        """Give the documents of a document's meeting; of no meeting is a meeting of its own."""
        return self._meetings[document.meeting.id] if document.meeting else [document]


NOTHING = World()


class BruteForce:
    """Writer and reader in one."""

    def __init__(self) -> None:
        self.documents: dict[str, Document] = {}

    def at(self, generation: int) -> None:
        """Only the newest generation is kept."""

    def put(self, document: Document) -> None:
        self.documents[document.id] = document

    def close(self) -> None:
        self.documents = {}

    def withdraw(self, document_id: str) -> None:
        self.documents.pop(document_id, None)

    @property
    def world(self) -> World:
        return World(self.documents.values())

    def standing(self, document: Document) -> Standing | None:
        return self.world.ledger.at_the_time_of(document)

    def holding(self, terms: Collection[str]) -> dict[str, int]:
        return {term: self.count(Term(term), Filters()) for term in terms}

    def explain(self, query: Query | None, ids: Collection[str]) -> dict[str, Explanation]:
        raise NotImplementedError("it does not rank")

    def history(self, council: str) -> Sequence[Standing]:
        return self.world.ledger.history(council)

    def names(self, facet: str) -> dict[str, str]:
        printed: dict[str, Counter[str]] = {}
        among = self.world
        for document in self.documents.values():
            for name, value, text in counted_as(document, among):
                if name == facet:
                    printed.setdefault(value, Counter())[text] += 1
        return {
            value: min(counts, key=lambda text: (-counts[text], text))
            for value, counts in printed.items()
        }

    def spellings(self, form: str, distance: int) -> dict[str, int]:
        printed = Counter(
            each
            for document in self.documents.values()
            for text in (document.title, *(part.text for part in document.paragraphs))
            for each in _forms(text)
        )
        near = {each: edits(form, each, distance) for each in printed}
        return {each: printed[each] for each, far in near.items() if far <= distance}

    def remembering(self) -> BruteForce:
        return self

    def count(self, query: Query | None, filters: Filters) -> int:
        return self.search(query, filters, limit=0).total

    def among(self, query: Query | None, filters: Filters, ids: Collection[str]) -> frozenset[str]:
        found = self.search(query, filters, limit=len(self.documents)).hits
        return frozenset(hit.document_id for hit in found) & frozenset(ids)

    def search(
        self,
        query: Query | None,
        filters: Filters,
        *,
        sort: str = "relevance",
        offset: int = 0,
        limit: int = 10,
    ) -> Hits:
        among = self.world
        matched = [
            document
            for document in self.documents.values()
            if (query is None or matches(document, query, among)) and _in_period(document, filters)
        ]
        values = {each.id: _values(each, among) for each in matched}
        found = [each for each in matched if _passes(values[each.id], filters, set(FACETS))]
        counts: dict[str, Counter[str]] = {facet: Counter() for facet in FACETS}
        for facet in FACETS:
            for document in matched:
                if _passes(values[document.id], filters, set(FACETS) - {facet}):
                    counts[facet].update(values[document.id][facet])
        found.sort(key=lambda document: _order(document, sort))
        window = found[offset : offset + limit]
        return Hits(len(found), tuple(Hit(each.id, 0.0) for each in window), counts)

    def tally(
        self, query: Query | None, filters: Filters, facets: Sequence[str]
    ) -> dict[tuple[str, ...], Tally]:
        counted: dict[tuple[str, ...], Tally] = {}
        among = self.world
        for document in self.documents.values():
            wanted = query is None or matches(document, query, among)
            if not wanted or not _in_period(document, filters):
                continue
            mine = _values(document, among)
            if not _passes(mine, filters, set(FACETS)):
                continue
            held = _paragraphs_matching(document, query, among)
            for values in itertools.product(*(mine[facet] or {""} for facet in facets)):
                known = counted.get(values, Tally(0, 0))
                counted[values] = Tally(known.documents + 1, known.paragraphs + held)
        return counted


def _paragraphs_matching(document: Document, query: Query | None, among: World) -> int:
    """Count the paragraphs, and the title, that match by themselves."""
    if query is None:
        return len(document.paragraphs) + 1
    if isinstance(query, InDecision):
        return sum(_decided(document, each, query, among) for each in document.paragraphs)
    part = query.part if isinstance(query, (InParagraph, InMeeting)) else query
    return sum(_matches_alone(document, each, part, among) for each in _alone(document))


def _alone(document: Document) -> list[Document]:
    """The title, and each paragraph, as if there were nothing else."""
    untitled = dataclasses.replace(document, title="")
    return [
        dataclasses.replace(document, paragraphs=()),
        *(
            dataclasses.replace(untitled, paragraphs=(Paragraph("p", each.text),))
            for each in document.paragraphs
        ),
    ]


def _order(document: Document, sort: str) -> tuple[int, str]:
    if document.date is None:
        return dt.date.max.toordinal() + 1, document.id
    day = document.date.toordinal()
    return (day if sort == "oldest" else -day), document.id


def counted_as(document: Document, among: World) -> Iterator[tuple[str, str, str]]:
    """Say what a document counts as, of its own and by the reports on its council."""
    yield from facet_values(document)
    standing = among.ledger.at_the_time_of(document)
    if standing and standing.grade:
        yield "standing", standing.grade.value, standing.grade.label


def _values(document: Document, among: World) -> dict[str, set[str]]:
    values: dict[str, set[str]] = {facet: set() for facet in FACETS}
    for name, value, _ in counted_as(document, among):
        values[name].add(value)
    return values


def _passes(values: dict[str, set[str]], filters: Filters, facets: set[str]) -> bool:
    return all(
        not chosen or values[facet] & chosen
        for facet, chosen in filters.facets.items()
        if facet in facets
    )


def _in_period(document: Document, filters: Filters) -> bool:
    return _dated(document, filters.date_from, filters.date_to)


def _dated(document: Document, first: dt.date | None, last: dt.date | None) -> bool:
    if first is None and last is None:
        return True
    day = document.date
    return day is not None and (first or dt.date.min) <= day <= (last or dt.date.max)


def matches(document: Document, query: Query, among: World = NOTHING) -> bool:  # noqa: PLR0911, PLR0912
    """Whether a document of this collection matches."""
    if isinstance(query, And):
        return all(matches(document, part, among) for part in query.parts)
    if isinstance(query, Or):
        return any(matches(document, part, among) for part in query.parts)
    if isinstance(query, AtLeast):
        return sum(matches(document, part, among) for part in query.parts) >= query.number
    if isinstance(query, Not):
        return not matches(document, query.part, among)
    if isinstance(query, Dates):
        # A period without ends still asks for a date.
        first, last = query.first or dt.date.min, query.last or dt.date.max
        return document.date is not None and first <= document.date <= last
    if isinstance(query, Years):
        first_year, last_year = query.first or 1, query.last or 9999
        return document.year is not None and first_year <= document.year <= last_year
    if isinstance(query, Value):
        return query.value in _values(document, among)[query.field]
    if isinstance(query, Label):
        labels = {analysis.label_term(each.label) for each in document.paragraphs if each.label}
        return query.label in labels
    if isinstance(query, Named):
        names = [text for name, _, text in facet_values(document) if name == query.field]
        return any(_holds(name, Phrase(query.terms)) for name in names)
    if isinstance(query, InParagraph):
        return any(_matches_alone(document, each, query.part, among) for each in _alone(document))
    if isinstance(query, InMeeting):
        words = list(wanted(query))
        holds_some = not words or any(matches(document, leaf, among) for leaf in words)
        return holds_some and _matches_together(document, query.part, among)
    if isinstance(query, InDecision):
        return _paragraphs_matching(document, query, among) > 0
    texts = [document.title]
    if not query.title:
        texts += [paragraph.text for paragraph in document.paragraphs]
    return any(_holds(text, query) for text in texts)


def _decided(document: Document, paragraph: Paragraph, query: InDecision, among: World) -> bool:
    """Whether a paragraph is a decision that matches by itself; titles go by the document."""
    if paragraph.mark is not Mark.DECISION:
        return False
    alone = dataclasses.replace(document, title="", paragraphs=(Paragraph("p", paragraph.text),))

    def holds(part: Query) -> bool:
        if isinstance(part, And):
            return all(map(holds, part.parts))
        if isinstance(part, Or):
            return any(map(holds, part.parts))
        if isinstance(part, AtLeast):
            return sum(map(holds, part.parts)) >= part.number
        if isinstance(part, Not):
            return not holds(part.part)
        if getattr(part, "title", False):
            return matches(document, part, among)
        return _matches_alone(document, alone, part, among)

    return query.part is None or holds(query.part)


def _matches_together(document: Document, query: Query, among: World) -> bool:
    """Whether a document matches where words may stand anywhere in its meeting."""
    if isinstance(query, And):
        return all(_matches_together(document, part, among) for part in query.parts)
    if isinstance(query, Or):
        return any(_matches_together(document, part, among) for part in query.parts)
    if isinstance(query, AtLeast):
        held = [_matches_together(document, part, among) for part in query.parts]
        return sum(held) >= query.number
    if isinstance(query, Not):
        return not _matches_together(document, query.part, among)
    if isinstance(query, (Term, Phrase, Variants, Prefix, Fuzzy)):
        return any(matches(each, query, among) for each in among.meeting(document))
    return matches(document, query, among)


def _matches_alone(whole: Document, alone: Document, query: Query, among: World) -> bool:
    """Whether one paragraph or the title matches; fields are those of the whole document."""
    if isinstance(query, And):
        return all(_matches_alone(whole, alone, part, among) for part in query.parts)
    if isinstance(query, Or):
        return any(_matches_alone(whole, alone, part, among) for part in query.parts)
    if isinstance(query, AtLeast):
        held = [_matches_alone(whole, alone, part, among) for part in query.parts]
        return sum(held) >= query.number
    if isinstance(query, Not):
        return not _matches_alone(whole, alone, query.part, among)
    if isinstance(query, (InParagraph, InMeeting)):
        return _matches_alone(whole, alone, query.part, among)
    return matches(whole if isinstance(query, Label) else alone, query, among)


def _holds(text: str, leaf: Words) -> bool:  # noqa: PLR0911
    if isinstance(leaf, Variants):
        return any(_holds(text, way) for way in leaf.ways)
    if isinstance(leaf, Prefix):
        return any(form.startswith(leaf.start) for form in _forms(text))
    if isinstance(leaf, Fuzzy):
        return any(edits(leaf.form, form, leaf.distance) <= leaf.distance for form in _forms(text))
    tokens = _tokens(text)
    if isinstance(leaf, Term):
        return any(term == leaf.term for _, term in tokens)
    if leaf.slop is None:
        return any(
            all((start + offset, term) in tokens for offset, term in leaf.terms)
            for start, _ in tokens
        )
    wanted = Counter(term for _, term in leaf.terms)
    for start, _ in tokens:
        reach = start + leaf.terms[-1][0] - leaf.terms[0][0] + leaf.slop
        if not wanted - Counter(term for at, term in tokens if start <= at <= reach):
            return True
    return False


@functools.lru_cache(10_000)
def _tokens(text: str) -> list[tuple[int, str]]:
    return [(token.position, token.term) for token in analysis.tokens(text)]


@functools.lru_cache(10_000)
def _forms(text: str) -> list[str]:
    forms = []
    for placed in analysis.placed_words(text):
        if placed.word.whole_form is not None:
            forms.append(placed.word.whole_form)
        forms += [part.form for part in placed.word.parts if part.term is not None]
    return forms
