"""Ids of documents and meetings: from the source's own identity, else from the content.

An id holds nothing of where the file lies, and nothing of the neighbours: the same item keeps it in
a renamed file, beside other items, and in the draft and the printed minutes, which are then kept as
versions of one document. Where a page and the printed minutes of an item have different ids, the
store joins them (indexer/store/joining.py).
"""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

from indexer.blocks import Section, SourceText
from indexer.metadata import Description
from indexer.naming import hashed, same_name, slug
from indexer.records import Kind

_OF_A_MEETING = {Kind.MINUTES, Kind.DECISION}


def document_id(
    source: SourceText, section: Section | None, description: Description, title: str, text: str
) -> str:
    """The id of a document: safe in an address, the same whenever it is read again.

    In this order: the committee system's host and number of the agenda item; the inspectorate's
    number of the council and the date; council, committee, date, item number and title; the words.
    """
    if section and section.id and (place := host(source)):
        own = f"mg-{slug(place)}-ai{slug(section.id)}"
        # What was decided has a page of its own, beside the one of the minutes.
        return f"{own}-decision" if source.genre == "moderngov decision" else own
    if description.framework and description.urn and description.date:
        inspection = f"ofsted-{slug(description.urn)}-{description.date}"
        return "-".join(filter(None, (inspection, _sort_of_inspection(description))))
    meeting = meeting_id(source, description)
    if description.kind in _OF_A_MEETING and meeting and title:
        number = (section.number if section else None) or ""
        return hashed("item", meeting, number, title)
    return hashed("text", text)


def _sort_of_inspection(description: Description) -> str:
    """What tells apart two papers of one council and day; the main report bears no addition."""
    framework = description.framework or ""
    if description.kind is Kind.OTHER_REPORT or "LSCB" in framework:
        return slug(framework)
    return "" if description.kind is Kind.INSPECTION_REPORT else slug(description.kind)


def meeting_id(source: SourceText, description: Description) -> str | None:
    """The id that the documents of one meeting share; None for what belongs to no meeting."""
    if description.kind not in {*_OF_A_MEETING, Kind.AGENDA}:
        return None
    councils = "-".join(sorted(authority.slug for authority in description.authorities))
    if councils and description.committee and description.date:
        return f"{councils}-{same_name(description.committee)}-{description.date}"
    if (place := host(source)) and (number := _meeting_number(source)):
        return f"mg-{slug(place)}-m{slug(number)}"
    # Without a council the committee's name would bring strangers together.
    titles = [section.title for section in source.sections if section.title]
    if len(titles) > 1:
        date = str(description.date or "")
        return hashed("meeting", councils, description.committee or "", date, *titles)
    return None


def distinct(own: str, taken: set[str], text: str) -> str:
    """`own`, or an id made of it and the text where another document of the file has it."""
    found, turn = own, 0
    while found in taken:
        found = hashed(own, text, str(turn))
        turn += 1
    return found


def host(source: SourceText) -> str | None:
    """The host that the page came from, where the page says so."""
    for address in _addresses(source):
        if name := urlsplit(address).hostname:
            return name.removeprefix("www.")
    return None


def _meeting_number(source: SourceText) -> str | None:
    for address in _addresses(source):
        asked = {key.lower(): held for key, held in parse_qs(urlsplit(address).query).items()}
        for key in ("mid", "meetingid"):
            if key in asked:
                return asked[key][0]
    return None


def _addresses(source: SourceText) -> list[str]:
    return [each.text for each in source.furniture if each.name == "url"]
