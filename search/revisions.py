"""What is different in a document's text since the day that its page looks back to."""

from __future__ import annotations

import dataclasses
import datetime as dt
import difflib
import itertools
from collections.abc import Iterator, Sequence

from indexer.records import Document, Paragraph
from search.library import Session
from search.request import document_address
from search.wording import named, spoken

# Paragraphs that are shown; all are counted.
LISTED = 50
_FIELDS = {
    "title": "title",
    "kind": "kind",
    "date": "date",
    "authorities": "council",
    "committee": "committee",
    "item_number": "item number",
    "judgements": "judgements",
}


@dataclasses.dataclass(frozen=True, slots=True)
class ParagraphChange:
    """A paragraph that differs: its text `before` and `after`, None where there is none.

    `name` says which it is, `url` leads to it where it stands, now if it still does.
    """

    name: str
    before: str | None
    after: str | None
    url: str


@dataclasses.dataclass(frozen=True, slots=True)
class Revision:
    """A document as of a day, beside what it is now.

    `fields` names what its description has otherwise now; `total` counts all paragraphs that
    differ, `paragraphs` are the first of them. `url` leads to the document as it is now.
    """

    day: dt.date
    fields: tuple[str, ...]
    paragraphs: tuple[ParagraphChange, ...]
    total: int
    url: str

    @property
    def same(self) -> bool:
        """Whether nothing that a reader sees has changed since."""
        return not self.fields and not self.total


def revision(session: Session, document: Document) -> Revision | None:
    """Compare a document with what it is now; None where the session does not look back."""
    if session.present is None or session.day is None:
        return None
    stored = session.present.snapshot.document(document.id)
    now = stored.document if stored else document
    changes = list(_changes(document, now, session.day))
    fields = [
        name for field, name in _FIELDS.items() if getattr(document, field) != getattr(now, field)
    ]
    if not fields and not changes and document != dataclasses.replace(now, source=document.source):
        fields = ["details of its meeting or of how it was read"]
    return Revision(
        day=session.day,
        fields=tuple(fields),
        paragraphs=tuple(changes[:LISTED]),
        total=len(changes),
        url=document_address(document.id),
    )


def _changes(before: Document, after: Document, day: dt.date) -> Iterator[ParagraphChange]:
    old, new = before.paragraphs, after.paragraphs
    matcher = difflib.SequenceMatcher(None, [p.text for p in old], [p.text for p in new])
    for what, start, end, first, last in matcher.get_opcodes():
        if what != "equal":
            yield from _pairs(before.id, old[start:end], new[first:last], day)


def _pairs(
    document_id: str, old: Sequence[Paragraph], new: Sequence[Paragraph], day: dt.date
) -> Iterator[ParagraphChange]:
    for was, now in itertools.zip_longest(old, new):
        paragraph = now or was
        label = spoken(paragraph.label)
        yield ParagraphChange(
            name=named(label) if label else "a paragraph",
            before=was.text if was else None,
            after=now.text if now else None,
            url=document_address(document_id, anchor=paragraph.anchor, as_of=None if now else day),
        )
