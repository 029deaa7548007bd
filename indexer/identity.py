"""Ids of documents and meetings: from the source's own identity, else from the content."""

from __future__ import annotations

import datetime as dt
import hashlib
import re
import unicodedata
from collections.abc import Sequence
from urllib.parse import urlsplit

from indexer.blocks import Section, SourceText
from indexer.records import Authority

_LETTERS = 16


def slug(text: str) -> str:
    """Lower-case letters, digits and hyphens only: safe in an address."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")


def host(source: SourceText) -> str | None:
    """The host that the page came from, where the page says so."""
    for each in source.furniture:
        if each.name == "url" and (name := urlsplit(each.text).hostname):
            return name.removeprefix("www.")
    return None


def item_id(source: SourceText, section: Section) -> str | None:
    """The id of an agenda item that its committee system numbers, None where it does not."""
    place = host(source)
    if not section.id or not place:
        return None
    return f"mg-{slug(place)}-ai{slug(section.id)}"


def hashed(prefix: str, *parts: str) -> str:
    """An id made of the parts' words: spacing, case and punctuation do not count."""
    plain = "\n".join(" ".join(re.findall(r"\w+", part.casefold())) for part in parts)
    return f"{prefix}-{hashlib.sha256(plain.encode()).hexdigest()[:_LETTERS]}"


def meeting_id(
    authorities: Sequence[Authority], committee: str | None, date: dt.date | None
) -> str | None:
    """The id that the documents of one meeting share, None where it cannot be told."""
    if not committee or not date:
        return None
    place = "-".join(sorted(each.slug for each in authorities))
    return "-".join(filter(None, ["meeting", place, slug(committee), date.isoformat()]))
