"""Answers a request: asks the engine, fetches the documents, and says what was asked."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Mapping

from indexer.authorities import register
from indexer.errors import BadRequest, Mistake
from indexer.records import Grade, Kind
from indexer.store import StoredDocument
from search import glossary, language, scopes, sentence, suggest
from search.answers import (
    Advice,
    AppliedFilter,
    FacetValue,
    Nearly,
    Result,
    Results,
    Snippet,
    contract_json,
)
from search.library import Session
from search.query import And, AtLeast, Not, Query, Words
from search.reader import FACETS, Filters, Hit
from search.request import (
    PAGE_SIZE,
    SearchRequest,
    canonical,
    document_address,
    nearest_council,
    toggles,
)
from search.since import since, without_text
from search.snippets import snippets
from search.standing import in_force

__all__ = [
    "Advice",
    "AppliedFilter",
    "FacetValue",
    "Result",
    "Results",
    "Snippet",
    "contract_json",
    "filters_of",
    "query_of",
    "results_of",
    "run",
]

FEW = 5  # with fewer results than this, what lacks a word is listed too, at most as many
_DATES = ("from", "to")


def run(session: Session, request: SearchRequest) -> Results:
    """Answer a request from one generation.

    A page past the end is an empty page; `page` stays what was asked for.

    Raises:
        BadRequest: the query is not understood, or a council is one that nobody has heard of.
    """
    session = session.on(request.as_of)
    _check_councils(session, request)
    query, filters = query_of(request), filters_of(request)
    hits = session.reader.search(
        query,
        filters,
        sort=request.sort,
        offset=(request.page - 1) * PAGE_SIZE,
        limit=PAGE_SIZE,
    )
    return Results(
        request=request,
        sentence=sentence.describe(request, _names(session, request)),
        total=hits.total,
        facets={name: _facet(session, request, name, hits.facets[name]) for name in FACETS},
        applied=tuple(_applied(session, request)),
        results=tuple(results_of(session, query, request.q, hits.hits)),
        page=request.page,
        pages=-(-hits.total // PAGE_SIZE),
        canonical=canonical(request),
        advice=() if hits.total else tuple(_advice(session, query, request)),
        notes=tuple(_notes(session, request, hits.total)),
        widened=() if request.exact else language.widened(request.q),
        offers=tuple(_offers(session, request, hits.total)),
        scopes=tuple(scopes.choices(session, request, filters, hits.total)),
        nearly=_nearly(session, request, query) if hits.total < FEW and request.page == 1 else None,
        since=since(session, request, query, filters),
    )


def _check_councils(session: Session, request: SearchRequest) -> None:
    """Refuse a council that neither the register nor this collection knows."""
    mistakes = [
        Mistake(
            "council",
            council,
            f"there is no council “{council}” in the register or in this collection",
            suggestion=nearest_council(council),
        )
        for council in request.council
        if register.by_slug(council) is None and council not in session.reader.names("council")
    ]
    if mistakes:
        raise BadRequest(tuple(mistakes))


def query_of(request: SearchRequest) -> Query | None:
    """Say what a request searches for: what was typed, its other names too, and where.

    Raises:
        BadRequest: the query is not understood.
    """
    return scopes.scoped(language.parse(request.q, widen=not request.exact), request.scope)


def filters_of(request: SearchRequest) -> Filters:
    """Say what a request filters by, as an engine takes it."""
    return Filters(
        facets={
            name: frozenset(str(value) for value in getattr(request, name))
            for name in FACETS
            if getattr(request, name)
        },
        date_from=request.date_from,
        date_to=request.date_to,
    )


def results_of(
    session: Session, query: Query | None, q: str, hits: tuple[Hit, ...]
) -> Iterator[Result]:
    """Show what was found, in its order; `q` is the query's text, for the links."""
    ids = [hit.document_id for hit in hits]
    stored, withdrawn = session.snapshot.documents(ids), session.withdrawn(ids)
    for hit in hits:
        result = _result(session, stored[hit.document_id], hit, query, q)
        gone = withdrawn.get(hit.document_id)
        yield without_text(result, gone) if gone else result


def _result(
    session: Session, stored: StoredDocument, hit: Hit, query: Query | None, q: str
) -> Result:
    document = stored.document
    return Result(
        id=document.id,
        title=document.title,
        url=document_address(document.id, q, as_of=session.day),
        authorities=document.authorities,
        committee=document.committee,
        date=document.date,
        kind=document.kind,
        judgement=document.judgement,
        standing=in_force(session.reader, document),
        snippets=snippets(document, query, q, hit.paragraphs, session.day),
        also=stored.also,
    )


def _names(session: Session, request: SearchRequest) -> dict[str, dict[str, str]]:
    """Say what the chosen councils and committees are called."""
    return {
        name: {value: _label(session, name, value) for value in getattr(request, name)}
        for name in ("council", "committee")
    }


def _label(session: Session, facet: str, value: str) -> str:
    """Say what a facet's value is called; for one that the collection lacks, the nearest to it."""
    if facet == "kind":
        return Kind(value).label
    if facet in ("judgement", "standing"):
        return Grade(value).label
    printed = session.reader.names(facet).get(value)
    if printed is not None:
        return printed
    entry = register.by_slug(value) if facet == "council" else None
    return entry.name if entry else value.replace("-", " ").capitalize()


def _facet(
    session: Session, request: SearchRequest, name: str, counts: Mapping[str, int]
) -> tuple[FacetValue, ...]:
    """List a facet's values: the most frequent first, years from the newest; chosen ones always."""
    selected = {str(value) for value in getattr(request, name)}
    address = toggles(request, name)
    values = [
        FacetValue(
            value=value,
            label=_label(session, name, value),
            count=counts.get(value, 0),
            selected=value in selected,
            url=address(value),
        )
        for value in counts.keys() | selected
    ]
    if name == "year":
        return tuple(sorted(values, key=lambda each: each.value, reverse=True))
    return tuple(sorted(values, key=lambda each: (-each.count, each.label, each.value)))


def _changed(request: SearchRequest, **changes: object) -> SearchRequest:
    return dataclasses.replace(request, page=1, **changes)  # type: ignore[arg-type]


def _applied(session: Session, request: SearchRequest) -> Iterator[AppliedFilter]:
    for name in FACETS:
        for value in getattr(request, name):
            without = toggles(request, name)(str(value))
            label = _label(session, name, str(value))
            if name == "standing":
                label += " at the time"
            yield AppliedFilter(name, label, without)
    for name in _DATES:
        day = getattr(request, f"date_{name}")
        if day is not None:
            words = "since" if name == "from" else "until"
            label = f"{words} {sentence.long_date(day)}"
            yield AppliedFilter(name, label, canonical(_changed(request, **{f"date_{name}": None})))
    if request.scope != "document":
        without = canonical(_changed(request, scope="document"))
        yield AppliedFilter("scope", scopes.label(request.q, request.scope), without)
    if request.exact:
        without = canonical(_changed(request, exact=False))
        yield AppliedFilter("exact", "only the words as typed", without)
    for each in () if request.exact else language.widened(request.q):
        label = f"{sentence.quoted(each.written)} also as {sentence.listed(each.also, 'or')}"
        yield AppliedFilter("exact", label, canonical(_changed(request, exact=True)))
    if request.as_of:
        label = f"as indexed on {sentence.long_date(request.as_of)}"
        yield AppliedFilter("as_of", label, canonical(_changed(request, as_of=None)))


_DROPPED = {
    "council": "Search all councils",
    "year": "Search all years",
    "judgement": "Search whatever the judgement",
    "standing": "Search whatever the judgement at the time",
    "kind": "Search all kinds of document",
    "committee": "Search all committees",
}


def _advice(session: Session, query: Query | None, request: SearchRequest) -> Iterator[Advice]:
    """Say what would give results: another spelling, fewer filters, or fewer words."""
    yield from _without_asking(session, request)
    spelt = suggest.respelt(session.reader, request.q)
    if spelt:
        yield from _asked_instead(session, f"Search for “{spelt}”", request, spelt)
    dropped = list(_fewer_filters(session, query, request))
    yield from dropped
    anyway = suggest.any_word(request.q)
    if anyway and not dropped:
        yield from _asked_instead(session, "Search for any of these words", request, anyway)


def _without_asking(session: Session, request: SearchRequest) -> Iterator[Advice]:
    asked = suggest.without_asking(request.q)
    if asked:
        yield from _asked_instead(session, f"Search for “{asked}”", request, asked)


def _asked_instead(
    session: Session, label: str, request: SearchRequest, q: str
) -> Iterator[Advice]:
    offer = _changed(request, q=q)
    yield from _counted(session, query_of(offer), [(label, offer)])


def _fewer_filters(
    session: Session, query: Query | None, request: SearchRequest
) -> Iterator[Advice]:
    """Say which filter to drop and what that gives; if no single one helps, all of them."""
    offers: list[tuple[str, SearchRequest]] = [
        (label, _changed(request, **{name: ()}))
        for name, label in _DROPPED.items()
        if getattr(request, name)
    ]
    if request.date_from or request.date_to:
        offers.append(("Search all dates", _changed(request, date_from=None, date_to=None)))
    given = list(_counted(session, query, offers))
    if not given and len(offers) > 1:
        bare = SearchRequest(
            q=request.q,
            scope=request.scope,
            exact=request.exact,
            sort=request.sort,
            as_of=request.as_of,
        )
        given = list(_counted(session, query, [("Search without any filter", bare)]))
    yield from given


def _counted(
    session: Session, query: Query | None, offers: list[tuple[str, SearchRequest]]
) -> Iterator[Advice]:
    for label, offer in offers:
        count = session.reader.count(query, filters_of(offer))
        if count:
            yield Advice(label, count, canonical(offer))


def _nearly(session: Session, request: SearchRequest, query: Query | None) -> Nearly | None:
    """Find what holds most of a row of words: lacks as few as give a list, never over a third.

    Of a question, only the words that name something count.
    """
    asked = suggest.without_asking(request.q)
    q = asked or request.q
    whole = language.parse(q, widen=not request.exact)
    parts = whole.parts if isinstance(whole, And) else ()
    if query is None or not parts or not all(isinstance(part, Words) for part in parts):
        return None
    nearly = None
    words = len(parts)
    most = [words] if asked else []
    for least in dict.fromkeys((*most, words - 1, min(words - 1, -(-words * 2 // 3)))):
        within = scopes.scoped(AtLeast(least, parts), request.scope)
        if within is None:
            break
        wider = And((within, Not(query)))
        hits = session.reader.search(wider, filters_of(request), sort=request.sort, limit=FEW)
        if hits.total:
            shown = tuple(results_of(session, wider, q, hits.hits))
            nearly = Nearly(hits.total, shown, least, words, q)
        if hits.total >= FEW:
            break
    return nearly


def _offers(session: Session, request: SearchRequest, total: int) -> Iterator[Advice]:
    """Offer what was typed under its other names, without "how many", or from one council only."""
    meant = None if request.exact else glossary.offered(request.q)
    if meant:
        q, recognised = meant
        (widened,) = [
            each for each in language.widened(q) if each.written.lower() == recognised.lower()
        ]
        names = sentence.listed(widened.also, "or")
        label = f"Search for {sentence.quoted(widened.written)}, also as {names}"
        yield from _asked_instead(session, label, request, q)
    if total:
        yield from (each for each in _without_asking(session, request) if each.count > total)
    yield from _of_one_council(session, request)


def _of_one_council(session: Session, request: SearchRequest) -> Iterator[Advice]:
    """Offer to filter by a council of this collection that the query names among its words."""
    q = suggest.without_asking(request.q) or request.q
    words = [] if request.council else suggest.plain_words(q)
    for value, name in sorted(session.reader.names("council").items()):
        rest = suggest.without_name(words, name)
        if rest:
            offer = _changed(request, q=rest, council=(value,))
            label = f"Only {name}: search for “{rest}” in its documents"
            yield from _counted(session, query_of(offer), [(label, offer)])


def _notes(session: Session, request: SearchRequest, total: int) -> Iterator[str]:
    absent = [
        _label(session, "council", council)
        for council in request.council
        if council not in session.reader.names("council")
    ]
    if absent:
        yield f"This collection holds nothing from {sentence.listed(absent, 'or')}."
    dated = request.year or request.date_from or request.date_to
    if not total and not absent and request.council and dated:
        names = ("council", "year", "date_from", "date_to")
        place = SearchRequest(**{name: getattr(request, name) for name in names})
        if not session.reader.count(None, filters_of(place)):
            said = sentence.describe(place, _names(session, place))
            yield f"This collection holds no {said[0].lower()}{said[1:]}."
