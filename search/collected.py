"""What an evidence list shows: each paragraph with its citation and what became of it since."""

from __future__ import annotations

import dataclasses
import datetime as dt
import re
from collections.abc import Callable, Iterator

from indexer.records import Document, Paragraph
from search import exports
from search.citation_files import bibtex, ris
from search.citations import Citation, cite
from search.evidence import EvidenceRequest, Reference, canonical, document_with
from search.landing import landings
from search.library import Session
from search.request import SearchRequest, document_address
from search.results import run
from search.since import told
from search.wording import long_date

COLUMNS = (
    *("number", "text", "title", "council", "committee", "date", "item", "paragraph", "page"),
    *("address", "citation", "note"),
)


@dataclasses.dataclass(frozen=True, slots=True)
class Entry:
    """One paragraph of a list.

    `citation` is None where nothing can be shown: the document was withdrawn, or is unknown. `note`
    says what a reader must know (changed since, withdrawn …), empty where there is nothing to say.
    """

    reference: Reference
    title: str
    url: str
    citation: Citation | None
    note: str


@dataclasses.dataclass(frozen=True, slots=True)
class Offer:
    """A paragraph that a search for more found."""

    title: str
    html: str
    label: str | None
    url: str
    written: str
    listed: bool


@dataclasses.dataclass(frozen=True, slots=True)
class EvidencePage:
    """A list with all that its page shows; addresses are site-relative.

    `fixed` is the list as of its day, or else of today, `present` with the texts of now; `found`
    counts what the search for more finds, `offers` are its best paragraphs.
    """

    asked: EvidenceRequest
    entries: tuple[Entry, ...]
    canonical: str
    fixed: str
    found: int
    offers: tuple[Offer, ...]
    present: str


@dataclasses.dataclass(frozen=True, slots=True)
class WrittenEntry:
    """An entry as programs read it."""

    number: int
    text: str
    title: str
    council: str
    committee: str
    date: dt.date | None
    item: str
    paragraph: str
    page: int | None
    address: str
    citation: str
    note: str


@dataclasses.dataclass(frozen=True, slots=True)
class EvidenceList:
    """A list as programs read it; `address` is that of the page."""

    address: str
    as_of: dt.date | None
    seen: dt.date
    entries: tuple[WrittenEntry, ...]


def evidence_page(
    session: Session, asked: EvidenceRequest, site: str, today: dt.date
) -> EvidencePage:
    """Arrange a list.

    Raises:
        BadRequest: there is no index of the day, or the search for more is not understood.
    """
    found, offers = _offers(session, asked) if asked.q else (0, ())
    fixed = dataclasses.replace(asked, as_of=asked.as_of or today, q="")
    return EvidencePage(
        asked=asked,
        entries=tuple(entries(session, asked, site, today)),
        canonical=canonical(asked),
        fixed=canonical(fixed),
        found=found,
        offers=offers,
        present=canonical(dataclasses.replace(asked, as_of=None)),
    )


def entries(session: Session, asked: EvidenceRequest, site: str, today: dt.date) -> Iterator[Entry]:
    """Look up each paragraph as of the list's day; what was not there yet is shown as it is now."""
    dated = session.on(asked.as_of)
    ids = [each.document for each in asked.paragraphs]
    then, now = dated.snapshot.documents(ids), session.snapshot.documents(ids)
    shown = {stored.document.id for stored in then.values()}
    gone = session.snapshot.tombstones({*ids, *shown})
    for reference in asked.paragraphs:
        name = reference.document
        if name in now:
            before = then[name].document if name in then else None
            if before and before.id in gone:
                before = None  # what still stands is another copy of the same item
            old = (before, _paragraph(dated, before, reference.anchor))
            new = (now[name].document, _paragraph(session, now[name].document, reference.anchor))
            yield _entry(reference, old, new, asked.as_of, (site, today))
        elif name in gone:
            stone = gone[name]
            yield Entry(reference, stone.title, document_address(name), None, told(stone))
        else:
            note = "There is no such document in this collection."
            yield Entry(reference, name, "", None, note)


def _entry(
    reference: Reference,
    before: tuple[Document | None, Paragraph | None],
    after: tuple[Document, Paragraph | None],
    as_of: dt.date | None,
    seen: tuple[str, dt.date],
) -> Entry:
    (then, old), (now, new) = before, after
    shown, day, note = (then, as_of, "") if then and old else (now, None, "")
    if as_of and old is None and new is not None:
        note = f"It was not indexed on {long_date(as_of)}; this is its text now."
    elif old is not None and new is None:
        note = "This paragraph is no longer in the document, or under another number."
    elif old is not None and new is not None and old.text != new.text:
        note = f"Changed since {long_date(as_of)}. Now it says: {new.text}"
    elif old is None and new is None:
        note = "The document has no such paragraph."
    paragraph = old if shown is then else new
    anchor = paragraph.anchor if paragraph else reference.anchor
    citation = cite(shown, anchor, *seen, day)
    url = document_address(shown.id, anchor=anchor, as_of=day)
    return Entry(reference, shown.title, url, citation, note)


def _paragraph(session: Session, document: Document | None, anchor: str) -> Paragraph | None:
    """The paragraph with this anchor, or that of another version with this anchor."""
    if document is None:
        return None
    held = {each.anchor: each for each in document.paragraphs}
    if anchor not in held:
        versions = [each.document for each in session.snapshot.versions(document.id)]
        anchor = landings(document, versions).get(anchor, anchor)
    return held.get(anchor)


def _offers(session: Session, asked: EvidenceRequest) -> tuple[int, tuple[Offer, ...]]:
    """Search for more: the best paragraph of each of the first documents."""
    results = run(session, SearchRequest(q=asked.q, as_of=asked.as_of))
    return results.total, tuple(
        Offer(
            title=result.title,
            html=snippet.html,
            label=snippet.label,
            url=document_with(result.id, asked, asked.q, snippet.anchor),
            written=Reference(result.id, snippet.anchor).written,
            listed=Reference(result.id, snippet.anchor) in asked.paragraphs,
        )
        for result in results.results
        for snippet in result.snippets
    )


def written(page: EvidencePage, absolute: Callable[[str], str], today: dt.date) -> EvidenceList:
    """The list as a record."""
    return EvidenceList(
        address=absolute(page.fixed),
        as_of=page.asked.as_of,
        seen=today,
        entries=tuple(
            _written(number, entry, absolute) for number, entry in enumerate(page.entries, 1)
        ),
    )


def _written(number: int, entry: Entry, absolute: Callable[[str], str]) -> WrittenEntry:
    citation = entry.citation
    return WrittenEntry(
        number=number,
        text=citation.passage if citation else "",
        title=entry.title,
        council=" and ".join(citation.authors or citation.about) if citation else "",
        committee=citation.committee if citation else "",
        date=citation.date if citation else None,
        item=citation.item if citation else "",
        paragraph=citation.place if citation else "",
        page=citation.page if citation else None,
        address=citation.address if citation else entry.url and absolute(entry.url),
        citation=citation.plain if citation else "",
        note=entry.note,
    )


def as_csv(listed: EvidenceList) -> Iterator[str]:
    """Write a list for spreadsheets; the first record tells what it is, the second the columns."""
    yield exports.line(("Evidence list", listed.address, f"seen {listed.seen.isoformat()}"))
    yield exports.line(COLUMNS)
    for entry in listed.entries:
        values = (getattr(entry, name) for name in COLUMNS)
        yield exports.line(tuple("" if value is None else str(value) for value in values))


def as_text(listed: EvidenceList) -> str:
    """Write a list to be read as it is."""
    parts = [f"Evidence list: {listed.address} (seen {long_date(listed.seen)})"]
    for entry in listed.entries:
        lines = [entry.text or entry.title, entry.citation, entry.note and f"Note: {entry.note}"]
        parts.append(f"{entry.number}. " + "\n   ".join(line for line in lines if line))
    return "\n\n".join(parts) + "\n"


def as_markdown(page: EvidencePage, listed: EvidenceList) -> str:
    """Write a list as Markdown: each paragraph a quotation with its citation."""
    parts = ["# Evidence list", f"<{listed.address}>, seen {long_date(listed.seen)}."]
    for entry, line in zip(page.entries, listed.entries, strict=True):
        parts.append(f"> {_escaped(line.text or line.title)}")
        if entry.citation:
            parts.append(f"{line.number}\\. {entry.citation.markdown}")
        if entry.note:
            parts.append(f"*{_escaped(entry.note)}*")
    return "\n\n".join(parts) + "\n"


def as_bibtex(page: EvidencePage) -> str:
    """Write the citations as BibTeX; what can no longer be shown has none."""
    return "\n".join(bibtex(entry.citation) for entry in page.entries if entry.citation)


def as_ris(page: EvidencePage) -> str:
    """Write the citations for reference managers."""
    return "".join(ris(entry.citation) for entry in page.entries if entry.citation)


def _escaped(text: str) -> str:
    return re.sub(r"([\\`*_\[\]<>&])", r"\\\1", " ".join(text.split()))
