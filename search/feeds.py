"""A search as an Atom feed: following it in a feed reader is an alert."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Callable
from xml.etree import ElementTree

from indexer.errors import BadRequest, Mistake
from search.exports import Find, found
from search.library import Session
from search.request import SearchRequest, canonical, document_address
from search.results import run

ENTRIES = 50
_ATOM = "http://www.w3.org/2005/Atom"
# What XML 1.0 cannot hold at all, however written.
_UNWRITABLE = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def atom(session: Session, request: SearchRequest, absolute: Callable[[str], str]) -> bytes:
    """Write the newest documents that a search finds as an Atom feed (RFC 4287).

    An entry is a document; it counts as updated when its text was first indexed.

    Raises:
        BadRequest: the search is not understood, or looks back to a day.
    """
    if request.as_of:
        message = "a feed follows what comes, so there is none of a day gone by: leave this out"
        raise BadRequest((Mistake("as_of", request.as_of.isoformat(), message),))
    request = dataclasses.replace(request, sort="newest", page=1)
    answer = run(session, request)
    feed = ElementTree.Element("feed", xmlns=_ATOM)
    own = absolute(canonical(request, "/search.atom"))
    _add(feed, "id", own)
    _add(feed, "title", f"{answer.sentence} – Minutebook")
    _add(feed, "updated", session.generation.published_at.isoformat())
    _add(feed, "link", rel="self", type="application/atom+xml", href=own)
    _add(feed, "link", rel="alternate", type="text/html", href=absolute(canonical(request)))
    _add(_add(feed, "author"), "name", "Minutebook")
    for find in found(session, request, ENTRIES):
        _entry(feed, find, absolute)
    ElementTree.indent(feed)
    written: bytes = ElementTree.tostring(feed, encoding="utf-8", xml_declaration=True)
    return written


def _entry(feed: ElementTree.Element, find: Find, absolute: Callable[[str], str]) -> None:
    document = find.stored.document
    entry = _add(feed, "entry")
    _add(entry, "id", absolute(document_address(document.id)))
    names = [authority.name for authority in document.authorities]
    day = [document.date.isoformat()] if document.date else []
    _add(entry, "title", f"{document.title} ({', '.join([*names, document.kind.label, *day])})")
    _add(entry, "updated", find.stored.first_indexed.isoformat())
    _add(entry, "link", rel="alternate", type="text/html", href=absolute(find.address))
    if find.paragraph:
        _add(entry, "summary", find.paragraph.text)


def _add(
    parent: ElementTree.Element, tag: str, text: str | None = None, **attributes: str
) -> ElementTree.Element:
    element = ElementTree.SubElement(parent, tag, attributes)
    element.text = _UNWRITABLE.sub("", text) if text else None
    return element
