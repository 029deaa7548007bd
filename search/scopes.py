"""Where all that is asked for must stand together, and what each choice would give."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator

from search import language
from search.answers import FacetValue
from search.library import Session
from search.query import And, InDecision, InMeeting, InParagraph, Query, wanted
from search.reader import Filters
from search.request import SCOPES, SearchRequest, canonical

_OF_ONE_WORD = {
    "document": "anywhere in a document",
    "paragraph": "in one paragraph",
    "meeting": "in one meeting",
    "decision": "in a decision",
}
_WITHOUT_WORDS = {"document": "any document", "decision": "with a decision"}


def scoped(query: Query | None, scope: str) -> Query | None:
    """Ask for a query within a scope; without words, only "decision" asks for anything."""
    if scope == "decision":
        return InDecision(query)
    if query is None or scope == "document":
        return query
    return InParagraph(query) if scope == "paragraph" else InMeeting(query)


def label(q: str, scope: str) -> str:
    """Say a scope for what was typed."""
    query = language.parse(q)
    if query is None:
        return _WITHOUT_WORDS.get(scope, _OF_ONE_WORD[scope])
    return f"all in one {scope}" if _are_several(query) else _OF_ONE_WORD[scope]


def choices(
    session: Session, request: SearchRequest, filters: Filters, total: int
) -> Iterator[FacetValue]:
    """Count what each scope gives, where it makes a difference.

    For several words that is every scope; otherwise only that of decisions, where there are any.
    """
    plain = language.parse(request.q)
    asked = language.parse(request.q, widen=not request.exact)
    several = _are_several(plain)
    offered = SCOPES if several else {"document": 0, request.scope: 0, "decision": 0}
    values: list[FacetValue] = []
    for scope in offered:
        chosen, count = scope == request.scope, total
        if not chosen:
            count = session.reader.count(scoped(asked, scope), filters)
        offer = dataclasses.replace(request, scope=scope, page=1)
        values.append(FacetValue(scope, label(request.q, scope), count, chosen, canonical(offer)))
    if several or any(each.count or each.selected for each in values[1:]):
        yield from values


def _are_several(query: Query | None) -> bool:
    return isinstance(query, And) and len(list(wanted(query))) > 1
