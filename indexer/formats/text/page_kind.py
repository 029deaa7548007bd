"""What a saved page calls itself, and where."""

from __future__ import annotations

import re
from collections.abc import Sequence

from indexer.formats.agenda import without_file_note
from indexer.formats.text import telling, wording
from indexer.formats.text.item_starts import numbers_before_titles
from indexer.formats.text.paragraphs import TextParagraph
from indexer.formats.text.rows import numbered_rows, unbarred_rows

_HEAD = 60  # paragraphs in which a page must have named itself
_GENRES = (
    ("moderngov item", wording.ITEM_PAGE),
    ("moderngov issue", wording.ISSUE_PAGE),
    ("moderngov decision", wording.DECISION_PAGE),
    ("moderngov meeting", wording.MEETING_PAGE),
)


def genre_of(found: Sequence[TextParagraph]) -> tuple[str, int]:
    """What the page calls itself, and where (-1: nowhere); the last naming ends the navigation."""
    own_meeting = any(
        (meeting := wording.MEETING.fullmatch(each.text)) and "(Item" in meeting["meeting"]
        for each in found[:_HEAD]
    )
    for genre, pattern in _GENRES:
        head = _before_items(found) if genre == "moderngov meeting" else _before_print(found)
        places = [
            place for place, each in enumerate(found[:head]) if pattern.fullmatch(_name(each.text))
        ]
        told = record_lines(found) > 1 or any(
            wording.DECISIONS_OF_ISSUE.fullmatch(found[place].text) for place in places
        )
        if places and (genre != "moderngov decision" or told):
            item = genre == "moderngov meeting" and own_meeting
            return ("moderngov item" if item else genre), places[-1]
    if record_lines(found) > 2:
        return "moderngov decision", -1
    notes = sum(without_file_note(each.text) != each.text for each in found)
    tabled = any(wording.is_table_head(each.text) for each in found)
    rows = sum(each.row_end for each in found)
    several = (
        tabled
        or notes > 1
        or rows > 2
        or numbers_before_titles(found) > 1
        or numbered_rows(found) > 0
        or unbarred_rows(found) > 1
        or is_headed(found)
    )
    return ("moderngov meeting" if several else "moderngov item"), -1


def _name(text: str) -> str:
    """A page's name, which savers run into the list of links above it: "• Agenda item"."""
    return text.removeprefix("• ") if " " in text.removeprefix("• ") else text


def is_headed(found: Sequence[TextParagraph]) -> bool:
    """Whether a page that lost its own name begins with its meeting, "Cabinet - Monday 4 May 2020".

    Formal items follow, and nothing that minutes in print have. A page that kept its name, "Meeting
    documents", prints the meeting's date straight after it.
    """
    if found and wording.MEETING_PAGE.fullmatch(found[0].text) and " " in found[0].text:
        return any(wording.HEADING_DATE.search(each.text) for each in found[1:4])
    if not found or not wording.MEETING_LINE.fullmatch(found[0].text):
        return False
    head = found[1:_HEAD]
    return any(telling.is_formal(each.text) for each in head) and not any(
        wording.PRINT.match(each.text) for each in head
    )


def _before_items(found: Sequence[TextParagraph]) -> int:
    """How many paragraphs may name a meeting's page: "Minutes" is also an item's title."""
    for place, each in enumerate(found[:_HEAD]):
        text = each.text
        if wording.is_table_head(text) or wording.FIELD.fullmatch(text):
            return place
        if wording.NUMBER.fullmatch(text) or wording.PART.fullmatch(text):
            return place
    return _HEAD


def _before_print(found: Sequence[TextParagraph]) -> int:
    """How many paragraphs may name an item's page: minutes in print list agenda items as well."""
    for place, each in enumerate(found[:_HEAD]):
        if wording.PRINT.match(each.text):
            return place
    return _HEAD


def record_lines(found: Sequence[TextParagraph]) -> int:
    """How many lines of a decision's record the text holds."""
    return sum(
        1
        for each in found
        if re.match(r"(?:Decision|Is |Date of|Publication|Decided)", each.text)
        and wording.FIELD.fullmatch(each.text)
    )
