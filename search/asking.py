"""One request as a face puts it, and what it names: a search, a document, a citation, a list."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Callable, Mapping, Sequence

from indexer.records import Document
from indexer.store import StoredDocument, Tombstone
from search import citations, collected, evidence
from search import similar as likeness
from search.landing import landings
from search.library import Session
from search.request import SearchRequest, parse
from search.results import Results, run


class MissingError(Exception):
    """There is nothing at this address, and there never was."""


class MovedError(Exception):
    """A document that is part of another one now: `document_id` leads to it."""

    def __init__(self, document_id: str) -> None:
        super().__init__(document_id)
        self.document_id = document_id


class WithdrawnError(Exception):
    """A document that was here once; says what is left of it."""

    def __init__(self, tombstone: Tombstone) -> None:
        super().__init__(tombstone)
        self.tombstone = tombstone


class NotYetError(Exception):
    """A document that was not indexed yet on the day that is looked back to."""

    def __init__(self, stored: StoredDocument) -> None:
        super().__init__(stored)
        self.first_indexed = stored.first_indexed


@dataclasses.dataclass(frozen=True, slots=True)
class Asking:
    """A request: of which collection, with which arguments (name → values, as typed), and when.

    `absolute` makes an address of this site whole, for quoting.
    """

    session: Session
    values: Mapping[str, Sequence[str]]
    absolute: Callable[[str], str]
    today: dt.date

    def paragraph(self, document: Document) -> str | None:
        """The anchor that ?paragraph= names, of this document or of another version of it."""
        anchor = next(iter(self.values.get("paragraph", ())), None)
        if anchor is None or any(each.anchor == anchor for each in document.paragraphs):
            return anchor
        versions = self.session.snapshot.versions(document.id)
        return landings(document, [each.document for each in versions]).get(anchor, anchor)

    def search(self) -> SearchRequest:
        """Read the search that is asked for.

        Raises:
            BadRequest: with every mistake in it.
        """
        return parse(self.values)

    def results(self) -> Results:
        """Run the search that is asked for.

        Raises:
            BadRequest: with every mistake in it.
        """
        return run(self.session, self.search())

    def search_citation(self, results: Results) -> citations.Citation:
        """Cite a search with what it found."""
        indexed = self.session.on(results.request.as_of).generation.published_at.date()
        return citations.cite_search(results, indexed, self.absolute(""), self.today)

    def stored(self, document_id: str) -> StoredDocument:
        """Open a document.

        Raises:
            MovedError: it has been joined with another publication of the same item.
            WithdrawnError: it was here once.
            NotYetError: it came after the day that is looked back to.
            MissingError: there never was one.
        """
        session = self.session
        if document_id in (withdrawn := session.withdrawn([document_id])):
            raise WithdrawnError(withdrawn[document_id])
        if stored := session.snapshot.document(document_id):
            if stored.document.id != document_id:
                raise MovedError(stored.document.id)
            return stored
        if tombstone := session.snapshot.tombstone(document_id):
            raise WithdrawnError(tombstone)
        if session.present and (stored := session.present.snapshot.document(document_id)):
            raise NotYetError(stored)
        raise MissingError

    def citation(self, document_id: str) -> citations.Citation:
        """Cite a document, or with ?paragraph= one paragraph of it.

        Raises:
            MissingError and the others: as `stored`, or it has no such paragraph.
        """
        document = self.stored(document_id).document
        citation = citations.cite(
            document, self.paragraph(document), self.absolute(""), self.today, self.session.day
        )
        if citation is None:
            raise MissingError
        return citation

    def similar(self, document_id: str) -> likeness.Similar:
        """Find what is like a document, or with ?paragraph= like one paragraph of it.

        Raises:
            MissingError and the others: as `stored`, or it has no such paragraph.
        """
        document = self.stored(document_id).document
        found = likeness.similar(self.session, document, self.paragraph(document))
        if found is None:
            raise MissingError
        return found

    def evidence(self, asked: evidence.EvidenceRequest | None = None) -> collected.EvidencePage:
        """Collect an evidence list; by default the one asked for, which nothing may edit here.

        Raises:
            BadRequest: with every mistake in it.
        """
        if asked is None:
            asked = evidence.read(self.values, ("p", "as_of"))
        return collected.evidence_page(self.session, asked, self.absolute(""), self.today)

    def written(self, page: collected.EvidencePage) -> collected.EvidenceList:
        """Write out an evidence list for taking away."""
        return collected.written(page, self.absolute, self.today)
