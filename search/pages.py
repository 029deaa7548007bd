"""What the pages for reading show: plain records, which the templates render and nothing more.

The page of results has its own records in search/results.py.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import hashlib
import itertools
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from urllib.parse import quote

from indexer.records import (
    Document,
    Judgement,
    Mark,
    Meeting,
    Paragraph,
    ParagraphKind,
)
from indexer.store import StoredDocument, Tombstone
from search.marking import Marking
from search.provenance import JudgementView, Reading, judgement_views, readings
from search.request import document_address
from search.standing import Told
from search.wording import long_date, named, spoken, unlabelled

# A list item's printed bullet is left out: the page draws its own.
_BULLETS = "•·▪◦‣●■ \u00a0"


@dataclasses.dataclass(frozen=True, slots=True)
class ParagraphView:
    """One paragraph as shown.

    `html` is its text without the printed label, which hangs in the margin; `cells` are the same
    for a table row. `match` numbers, from 1, the paragraphs that answer the search best, and is
    None for others; `previous_match` and `next_match` are anchors. `starts_page` is set where a
    page begins; `begins_decision` marks the first of the paragraphs of a decision; `rank` is a
    heading's rank on the page, below the title's 1 and never skipping one.
    """

    paragraph: Paragraph
    html: str
    cells: tuple[str, ...]
    url: str
    match: int | None
    previous_match: str | None
    next_match: str | None
    starts_page: int | None
    evidence: tuple[Judgement, ...]
    begins_decision: bool
    rank: int

    @property
    def label(self) -> str | None:
        """The printed label where it can be said; a bullet cannot."""
        return spoken(self.paragraph.label)

    @property
    def name(self) -> str:
        """How one says which paragraph this is, e.g. "paragraph 5.6"."""
        return named(self.label) if self.label else "this paragraph"


@dataclasses.dataclass(frozen=True, slots=True)
class Passage:
    """Paragraphs in a row that make one list or one table, or one paragraph alone.

    `starts_page` is set where the first of them begins a page.
    """

    kind: ParagraphKind
    paragraphs: tuple[ParagraphView, ...]

    @property
    def starts_page(self) -> int | None:
        """The page that begins here, None where none does."""
        return self.paragraphs[0].starts_page


@dataclasses.dataclass(frozen=True, slots=True)
class Neighbour:
    """The item before or after this one at the same meeting."""

    title: str
    number: str | None
    url: str


@dataclasses.dataclass(frozen=True, slots=True)
class DocumentPage:
    """Everything that the page of one document shows.

    `dated` is what its addresses end in where the page looks back to a day.
    """

    document: Document
    url: str
    dated: str
    description: str
    passages: tuple[Passage, ...]
    outline: tuple[Paragraph, ...]
    judgements: tuple[JudgementView, ...]
    standing: Told | None
    readings: tuple[Reading, ...]
    matches: int
    first_match: str | None
    meeting_url: str | None
    previous: Neighbour | None
    next: Neighbour | None


@dataclasses.dataclass(frozen=True, slots=True)
class MeetingPage:
    """A meeting: its documents in the order of the agenda.

    Of the `withdrawn` ones only the title may be shown. `as_of` is the day looked back to.
    """

    meeting: Meeting
    council: str
    title: str
    documents: tuple[Document, ...]
    as_of: dt.date | None = None
    withdrawn: Mapping[str, Tombstone] = dataclasses.field(default_factory=dict)


def meeting_url(meeting_id: str, as_of: dt.date | None = None) -> str:
    """The site-relative address of a meeting."""
    return f"/meetings/{quote(meeting_id, safe='')}{dated(as_of)}"


def dated(as_of: dt.date | None) -> str:
    """What an address ends in that looks back to a day; nothing for the present."""
    return f"?as_of={as_of.isoformat()}" if as_of else ""


def description(document: Document) -> str:
    """One line that says what the document is: council, committee, kind and date."""
    parts = [a.name for a in document.authorities]
    if document.committee:
        parts.append(document.committee)
    parts.append(document.kind.label)
    if document.date:
        parts.append(long_date(document.date))
    return " · ".join(parts)


def document_page(
    document: Document,
    marking: Marking,
    siblings: Iterable[Document] = (),
    standing: Told | None = None,
    as_of: dt.date | None = None,
) -> DocumentPage:
    """Arrange a document for reading.

    `siblings` are all documents of its meeting, in order; `standing` is the grade in force for its
    council on its date; `as_of` is the day that the page looks back to.
    """
    views = _paragraph_views(document, marking)
    matched = [view for view in views if view.match is not None]
    before, after = _neighbours(document, siblings, as_of)
    return DocumentPage(
        document=document,
        url=document_address(document.id),
        dated=dated(as_of),
        description=description(document),
        passages=_passages(views),
        outline=tuple(p for p in document.paragraphs if p.kind is ParagraphKind.HEADING),
        judgements=judgement_views(document, as_of),
        standing=standing,
        readings=readings(document),
        matches=len(matched),
        first_match=matched[0].paragraph.anchor if matched else None,
        meeting_url=meeting_url(document.meeting.id, as_of) if document.meeting else None,
        previous=before,
        next=after,
    )


def meeting_page(
    meeting: Meeting,
    documents: Iterable[Document],
    as_of: dt.date | None = None,
    withdrawn: Mapping[str, Tombstone] | None = None,
) -> MeetingPage:
    """Arrange a meeting; the documents come in the order of the agenda."""
    documents = tuple(documents)
    names = dict.fromkeys(a.name for document in documents for a in document.authorities)
    day = long_date(meeting.date)
    title = " – ".join(part for part in (meeting.committee or "Meeting", day) if part)
    return MeetingPage(meeting, " and ".join(names), title, documents, as_of, withdrawn or {})


def as_text(
    document: Document, absolute: Callable[[str], str], as_of: dt.date | None = None
) -> str:
    """The document as plain text, with its address and source at the head."""
    address = absolute(document_address(document.id, as_of=as_of))
    head = [document.title, description(document), address]
    if document.source.url:
        head.append(f"Source: {document.source.url}")
    body = [paragraph.text for paragraph in document.paragraphs]
    return "\n".join(head) + "\n\n" + "\n\n".join(body) + "\n"


def kept_file(stored: StoredDocument) -> Path | None:
    """The file that a document was read from, None where it has gone or changed since."""
    for place in stored.places:
        path = Path(stored.root) / place
        try:
            content = path.read_bytes()
        except OSError:
            continue
        if hashlib.sha256(content).hexdigest() == stored.document.source.sha256:
            return path
    return None


def _paragraph_views(document: Document, marking: Marking) -> tuple[ParagraphView, ...]:
    best = marking.best(paragraph.text for paragraph in document.paragraphs)
    anchors = [
        paragraph.anchor
        for paragraph, is_best in zip(document.paragraphs, best, strict=True)
        if is_best
    ]
    places = {anchor: place for place, anchor in enumerate(anchors)}
    page, mark_before = None, None
    levels: list[int] = []
    views = []
    for paragraph in document.paragraphs:
        cells = _body(paragraph, marking)
        place = places.get(paragraph.anchor)
        if paragraph.kind is ParagraphKind.HEADING:
            level = paragraph.level or 1
            levels = [*(above for above in levels if above < level), level]
        new_page = paragraph.page if paragraph.page != page else None
        page = paragraph.page or page
        views.append(
            ParagraphView(
                paragraph=paragraph,
                html=" | ".join(cells),
                cells=cells,
                url=document_address(document.id, anchor=paragraph.anchor),
                match=None if place is None else place + 1,
                previous_match=anchors[place - 1] if place else None,
                next_match=anchors[place + 1]
                if place is not None and place + 1 < len(anchors)
                else None,
                starts_page=new_page,
                evidence=tuple(j for j in document.judgements if j.paragraph == paragraph.anchor),
                begins_decision=paragraph.mark is Mark.DECISION
                and mark_before is not Mark.DECISION,
                rank=min(len(levels) + 1, 6),
            )
        )
        mark_before = paragraph.mark
    return tuple(views)


def _body(paragraph: Paragraph, marking: Marking) -> tuple[str, ...]:
    """The paragraph's text without its label, as HTML: cell by cell for a table row."""
    text = unlabelled(paragraph.text, paragraph.label)
    if paragraph.kind is ParagraphKind.LIST_ITEM:
        text = text.lstrip(_BULLETS) or text
    if paragraph.kind is ParagraphKind.TABLE_ROW:
        return tuple(marking.html(cell) for cell in text.split(" | "))
    return (marking.html(text),)


def _passages(views: tuple[ParagraphView, ...]) -> tuple[Passage, ...]:
    """Join the rows of a table and the items of a list, broken where a page begins."""
    grouped = itertools.groupby(enumerate(views), key=_group_key(views))
    return tuple(
        Passage(group[0].paragraph.kind, group)
        for group in (tuple(view for _, view in members) for _, members in grouped)
    )


def _group_key(views: tuple[ParagraphView, ...]) -> Callable[[tuple[int, ParagraphView]], object]:
    joined = (ParagraphKind.LIST_ITEM, ParagraphKind.TABLE_ROW)
    starts = list(itertools.accumulate(1 if view.starts_page is not None else 0 for view in views))

    def key(member: tuple[int, ParagraphView]) -> object:
        place, view = member
        kind = view.paragraph.kind
        return (kind, starts[place]) if kind in joined else place

    return key


def _neighbours(
    document: Document, siblings: Iterable[Document], as_of: dt.date | None
) -> tuple[Neighbour | None, Neighbour | None]:
    row = list(siblings)
    place = next((n for n, other in enumerate(row) if other.id == document.id), None)
    if place is None:
        return None, None

    def neighbour(n: int) -> Neighbour | None:
        if not 0 <= n < len(row):
            return None
        address = document_address(row[n].id, as_of=as_of)
        return Neighbour(row[n].title, row[n].item_number, address)

    return neighbour(place - 1), neighbour(place + 1)
