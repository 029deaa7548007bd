"""A document described for search engines and other programs, in schema.org's words (JSON-LD)."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable
from typing import Any

from indexer.records import Authority, Document
from search.citations import is_report
from search.request import document_address


def json_ld(document: Document, absolute: Callable[[str], str]) -> str:
    """Describe a document; safe to stand inside a script element.

    Councils are the authors of their own papers; a report on them is about them, and names no
    author, as a file does not always name its inspectorate.
    """
    on_council = is_report(document)
    described: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "Report" if on_council else "DigitalDocument",
        "name": document.title,
        "identifier": document.id,
        "url": absolute(document_address(document.id)),
        "genre": document.kind.label,
        "datePublished": _iso(document.published or (document.date if on_council else None)),
        "dateCreated": _iso(document.date),
        "about" if on_council else "author": [_organization(each) for each in document.authorities],
        "isBasedOn": document.source.url,
        "recordedAt": _event(document),
    }
    written = json.dumps({name: value for name, value in described.items() if value})
    return written.replace("<", r"\u003c").replace(">", r"\u003e").replace("&", r"\u0026")


def _organization(authority: Authority) -> dict[str, Any]:
    written = {"@type": "GovernmentOrganization", "name": authority.name}
    return written | ({"identifier": authority.gss} if authority.gss else {})


def _event(document: Document) -> dict[str, Any] | None:
    """The meeting that minutes record."""
    meeting = document.meeting
    if meeting is None or not meeting.committee:
        return None
    event = {
        "@type": "Event",
        "name": meeting.committee,
        "startDate": _iso(meeting.date),
        "location": meeting.venue,
        "url": meeting.url,
    }
    return {name: value for name, value in event.items() if value}


def _iso(day: dt.date | None) -> str | None:
    return day.isoformat() if day else None
