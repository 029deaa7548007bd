"""What can be cited, a document, a paragraph of it or a search, and the words of the citation.

The forms for reference managers and other programs are written by search/citation_files.py.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import re
from html import escape

from indexer.records import Document, Kind, Paragraph
from search.answers import Results
from search.request import canonical, document_address
from search.wording import counted, long_date, named, spoken, unlabelled

NAME = "Minutebook"
# Words of a paragraph without a label that say which one it is.
_OPENING = 7
_REPORTS = (
    Kind.INSPECTION_REPORT,
    Kind.MONITORING_VISIT,
    Kind.FOCUSED_VISIT,
    Kind.OTHER_REPORT,
)


@dataclasses.dataclass(frozen=True, slots=True)
class Citation:
    """What is cited, where it stands, and when it was seen.

    `genre` is "paper" (of a council), "report" (on one) or "page" (of this site); `form` is what it
    is in a word or two ("minutes", "search"); `authors` are the councils whose
    paper it is, `about` those that a report is about: a file does not always name the inspectorate
    that wrote it. `item` and `place` are as one says them ("item 5", "paragraph 5.6"), empty for
    the whole; `page` counts from 1; `passage` is the paragraph's text; `address` is absolute and
    leads to the very paragraph.
    """

    key: str
    genre: str
    title: str
    form: str
    address: str
    seen: dt.date
    authors: tuple[str, ...] = ()
    about: tuple[str, ...] = ()
    committee: str = ""
    date: dt.date | None = None
    item: str = ""
    place: str = ""
    page: int | None = None
    passage: str = ""

    @property
    def where(self) -> str:
        """Where in the document: "paragraph 5.6, p. 3"; empty for the whole of it."""
        return ", ".join(filter(None, [self.place, f"p. {self.page}" if self.page else ""]))

    @property
    def _councils(self) -> str:
        return " and ".join(self.authors or self.about)

    @property
    def _lead(self) -> str:
        """The words before the title, a comma after each part."""
        parts = [self._councils, self.committee, long_date(self.date), self.item]
        return "".join(f"{part}, " for part in parts if part)

    @property
    def _tail(self) -> str:
        where = f", {self.where}" if self.where else ""
        return f" ({self.form}){where}"

    @property
    def plain(self) -> str:
        """A sentence."""
        seen = f"{self.address} (seen {long_date(self.seen)})"
        return f"{self._lead}‘{self.title}’{self._tail}, {seen}."

    @property
    def footnote(self) -> str:
        """A footnote in the manner of law and policy papers: title first, then where and when."""
        about = [self._councils, self.committee, self.form, long_date(self.date)]
        place = ", ".join(filter(None, [self.item, self.where]))
        head = f"‘{self.title}’ ({', '.join(part for part in about if part)})"
        return f"{head} {place + ' ' if place else ''}<{self.address}> seen {long_date(self.seen)}."

    @property
    def markdown(self) -> str:
        """The sentence with the title as a Markdown link."""
        lead, title, tail = (
            re.sub(r"([\\`*_\[\]<>&])", r"\\\1", part)
            for part in (self._lead, self.title, self._tail)
        )
        return f"{lead}[{title}]({self.address}){tail}, seen {long_date(self.seen)}."

    @property
    def html(self) -> str:
        """The sentence with the title as an HTML link."""
        link = f'<a href="{escape(self.address)}">{escape(self.title, quote=False)}</a>'
        lead, tail = escape(self._lead, quote=False), escape(self._tail, quote=False)
        return f"{lead}{link}{tail}, seen {long_date(self.seen)}."


def is_report(document: Document) -> bool:
    """Whether this is a report on councils, and not a paper of theirs."""
    return document.kind in _REPORTS


def cite(
    document: Document,
    anchor: str | None,
    site: str,
    seen: dt.date,
    as_of: dt.date | None = None,
) -> Citation | None:
    """Cite a document, or its paragraph with this anchor; None where it has no such paragraph.

    Args:
        document: what is cited.
        anchor: the paragraph's anchor, None for the whole document.
        site: the scheme and host of the address, e.g. "https://minutes.example.org".
        seen: the day on which it was looked at.
        as_of: the day whose text was looked at, where that was an earlier one.
    """
    paragraph = None
    if anchor is not None:
        paragraph = next((each for each in document.paragraphs if each.anchor == anchor), None)
        if paragraph is None:
            return None
    councils = tuple(authority.name for authority in document.authorities)
    on_council = is_report(document)
    return Citation(
        key=document.id if anchor is None else f"{document.id}-{anchor}",
        genre="report" if on_council else "paper",
        title=document.title,
        form=document.kind.label.lower(),
        # As of the day it was seen, so that it leads to what was seen.
        address=site.rstrip("/")
        + document_address(document.id, anchor=anchor, as_of=as_of or seen),
        seen=seen,
        authors=() if on_council else councils,
        about=councils if on_council else (),
        committee=document.committee or "",
        date=document.date,
        item=f"item {document.item_number}" if document.item_number else "",
        place=_place(paragraph) if paragraph else "",
        page=paragraph.page if paragraph else None,
        passage=paragraph.text if paragraph else "",
    )


def _place(paragraph: Paragraph) -> str:
    """How one says which paragraph it is: by its printed label, else by how it begins."""
    if label := spoken(paragraph.label):
        return named(label)
    words = unlabelled(paragraph.text, paragraph.label).split()
    opening = " ".join(words[:_OPENING]) + (" …" if len(words) > _OPENING else "")
    return f"paragraph “{opening}”"


def cite_search(results: Results, indexed: dt.date, site: str, seen: dt.date) -> Citation:
    """Cite a search and how many documents it found.

    Args:
        results: any page of its results.
        indexed: the day on which the collection that was searched was indexed.
        site: the scheme and host of the address.
        seen: the day on which it was run.
    """
    # As of the day it was seen, so that it leads to what was seen.
    whole = dataclasses.replace(results.request, as_of=results.request.as_of or seen, page=1)
    return Citation(
        key=f"search-{indexed.isoformat()}",
        genre="page",
        title=results.sentence,
        form=f"search, {counted(results.total, 'document')}",
        address=site.rstrip("/") + canonical(whole),
        seen=seen,
        authors=(NAME,),
        date=indexed,
    )
