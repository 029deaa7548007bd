"""The councils of the collection, and the overall grade last reported of each."""

from __future__ import annotations

import dataclasses
import functools
from collections.abc import Callable, Iterator
from typing import Any

from indexer.authorities import register
from indexer.records import Document, Grade
from search.exports import found, line
from search.library import Session
from search.provenance import evidence_url
from search.reader import Filters, Tally
from search.request import SearchRequest

COLUMNS = (
    *("council", "slug", "gss", "type", "region", "documents", "paragraphs"),
    *("grade", "reported", "evidence"),
)


@dataclasses.dataclass(frozen=True, slots=True)
class Listed:
    """A council, what there is of it, and the newest document that reports its overall grade.

    `gss` (the code of the Office for National Statistics), `type` and `region` are empty where the
    register does not know the council.
    """

    slug: str
    name: str
    gss: str
    type: str
    region: str
    held: Tally
    reported: Document | None


@functools.lru_cache(maxsize=1)
def directory(session: Session) -> tuple[Listed, ...]:
    """List the councils by name, once for each generation."""
    held = session.reader.tally(None, Filters(), ("council",))
    names = session.reader.names("council")
    listed = [_listed(session, slug, names[slug], each) for (slug,), each in held.items() if slug]
    return tuple(sorted(listed, key=lambda each: each.name))


def last_reported(session: Session, slug: str) -> Document | None:
    """Find the newest document that reports an overall grade of the council as in force."""
    asked = SearchRequest(council=(slug,), judgement=tuple(Grade), sort="newest")
    return next((find.stored.document for find in found(session, asked, limit=1)), None)


def csv_lines(session: Session, absolute: Callable[[str], str]) -> Iterator[str]:
    """Write the list as CSV, a council a record."""
    yield line(COLUMNS)
    for *cells, evidence in _records(session):
        yield line((*map(str, cells), absolute(evidence) if evidence else ""))


def contract_json(session: Session) -> dict[str, Any]:
    """Write the list as /councils.json gives it."""
    return {
        "indexed": session.generation.published_at.isoformat(),
        "documents": session.generation.documents,
        "councils": [dict(zip(COLUMNS, record, strict=True)) for record in _records(session)],
    }


def _listed(session: Session, slug: str, name: str, held: Tally) -> Listed:
    entry = register.by_slug(slug)
    known = (entry.gss or "", entry.type, entry.region) if entry else ("", "", "")
    return Listed(slug, name, *known, held, last_reported(session, slug))


def _records(session: Session) -> Iterator[tuple[str, str, str, str, str, int, int, str, str, str]]:
    for each in directory(session):
        grade = each.reported.judgement if each.reported else None
        reported = each.reported.date if each.reported else None
        yield (
            *(each.name, each.slug, each.gss, each.type, each.region, *each.held),
            grade.value if grade else "",
            reported.isoformat() if reported else "",
            evidence_url(each.reported) if each.reported else "",
        )
