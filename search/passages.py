"""The best paragraphs of a search, one a document, for pages that show a few of them."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Iterator

from indexer.records import Kind
from search.answers import Snippet
from search.exports import found
from search.library import Session
from search.request import SearchRequest, document_address
from search.results import query_of
from search.snippets import snippet


@dataclasses.dataclass(frozen=True, slots=True)
class Passage:
    """A document found, and its best paragraph; None of a document without text to show.

    `withdrawn` says, in a search that looks back, why the document is not here any more.
    """

    title: str
    kind: Kind
    committee: str | None
    date: dt.date | None
    url: str
    snippet: Snippet | None
    withdrawn: str | None


def passages(session: Session, asked: SearchRequest, limit: int) -> Iterator[Passage]:
    """Show the best paragraph of each of the first documents that a search finds."""
    query = query_of(asked)
    for find in found(session, asked, limit=limit):
        document, best = find.stored.document, find.paragraph
        yield Passage(
            title=document.title,
            kind=document.kind,
            committee=document.committee,
            date=document.date,
            url=document_address(document.id, asked.q, as_of=find.as_of),
            snippet=snippet(document.id, best, query, asked.q, find.as_of) if best else None,
            withdrawn=find.withdrawn,
        )
