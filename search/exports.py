"""All that a search finds, one after another, and as a CSV file for a spreadsheet."""

from __future__ import annotations

import csv
import dataclasses
import datetime as dt
import io
from collections.abc import Callable, Iterator

from indexer.records import Paragraph
from indexer.store import StoredDocument
from search import snippets
from search.answers import InForce
from search.library import Session
from search.request import SearchRequest, canonical, document_address
from search.results import filters_of, query_of, run
from search.since import told
from search.standing import in_force

COLUMNS = (
    "address",
    "title",
    "council",
    "committee",
    "date",
    "kind",
    "overall judgement",
    "judgement at the time",
    "item",
    "paragraph",
    "page",
    "text",
    "original",
)
_LOT = 200
# A spreadsheet would run a cell that starts so as a formula.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")


@dataclasses.dataclass(frozen=True, slots=True)
class Find:
    """A document that a search found, and the paragraph that stands for it: the best match.

    `as_of` is the day that the search looks back to. A document that was withdrawn since has no
    paragraph to show; `withdrawn` says why.
    """

    stored: StoredDocument
    standing: InForce | None
    paragraph: Paragraph | None
    as_of: dt.date | None = None
    withdrawn: str | None = None

    @property
    def address(self) -> str:
        """The site-relative address of the paragraph, else of the document."""
        anchor = self.paragraph.anchor if self.paragraph else None
        return document_address(self.stored.document.id, anchor=anchor, as_of=self.as_of)


def found(session: Session, request: SearchRequest, limit: int | None = None) -> Iterator[Find]:
    """Go through all that the request finds, or the first `limit`; its page does not count."""
    session = session.on(request.as_of)
    query = query_of(request)
    filters = filters_of(request)
    wanted = session.reader.count(query, filters) if limit is None else limit
    hits = session.reader.search(query, filters, sort=request.sort, limit=wanted).hits
    for start in range(0, len(hits), _LOT):
        lot = hits[start : start + _LOT]
        ids = [hit.document_id for hit in lot]
        documents, withdrawn = session.snapshot.documents(ids), session.withdrawn(ids)
        for hit in lot:
            stored = documents[hit.document_id]
            if hit.document_id in withdrawn:
                yield Find(stored, None, None, None, told(withdrawn[hit.document_id]))
                continue
            best = hit.paragraphs[:1]
            paragraph = (
                stored.document.paragraphs[best[0]]
                if best
                else snippets.opening(stored.document, query)
            )
            yield Find(stored, in_force(session.reader, stored.document), paragraph, session.day)


def csv_lines(
    session: Session, request: SearchRequest, absolute: Callable[[str], str]
) -> Iterator[str]:
    """Write all that a search finds as CSV (RFC 4180), a line at a time.

    The first record says what was asked, its address, how many documents it found and when they
    were indexed; the second names the columns.

    Raises:
        BadRequest: the search is not understood.
    """
    answer = run(session, dataclasses.replace(request, page=1))
    head = [
        answer.sentence,
        absolute(canonical(answer.request)),
        f"{answer.total} documents",
        f"indexed {session.on(request.as_of).generation.published_at.isoformat()}",
    ]
    if answer.since:
        counts = answer.since.come, answer.since.changed, answer.since.gone
        head.append("since then {} come, {} changed, {} gone".format(*counts))
    return _lines(tuple(head), found(session, request), absolute)


def _lines(
    head: tuple[str, ...], finds: Iterator[Find], absolute: Callable[[str], str]
) -> Iterator[str]:
    yield line(head)
    yield line(COLUMNS)
    for find in finds:
        document, paragraph = find.stored.document, find.paragraph
        yield line(
            (
                absolute(find.address),
                document.title,
                "; ".join(authority.name for authority in document.authorities),
                document.committee or "",
                document.date.isoformat() if document.date else "",
                document.kind.label,
                document.judgement.label if document.judgement and not find.withdrawn else "",
                find.standing.label if find.standing else "",
                document.item_number or "",
                (paragraph.label or "") if paragraph else "",
                str(paragraph.page or "") if paragraph else "",
                find.withdrawn or (paragraph.text if paragraph else ""),
                "" if find.withdrawn else document.source.url or "",
            )
        )


def line(cells: tuple[str, ...]) -> str:
    """Write one CSV record, harmless to spreadsheets."""
    written = io.StringIO()
    csv.writer(written).writerow([f"'{c}" if c.startswith(_FORMULA) else c for c in cells])
    return written.getvalue()
