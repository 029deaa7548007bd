"""Pages of a committee system saved as plain text, told by the words that such pages print."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from indexer.blocks import Furniture, SourceText
from indexer.formats.agenda import Piece, Role, assemble, part_of, without_file_note
from indexer.formats.text.paragraphs import TextParagraph

_ITEM_PAGE = re.compile(r"^(?:.{0,80}\s[-–|]\s)?Agenda item$", re.I)
_MEETING_PAGE = re.compile(
    r"^(?:.{0,80}\s[-–|]\s)?(?:Agenda|Decisions|Minutes|Agenda and (?:draft )?(?:minutes|decisions))$",
    re.I,
)
_ISSUE_PAGE = re.compile(r"^(?:.{0,80}\s[-–|]\s)?(?:Issue(?: -.*)?|Decision details)$", re.I)
_FIELD = re.compile(
    r"^(?P<name>Venue|Contact|Proposed venue|Decision Maker|Decision status|Is Key decision\?|"
    r"Is subject to call[- ]in\?|Report author|Publication date|Date of decision|"
    r"Decided at meeting|Effective from|Decision due|Reason Key|Lead officer|Lead member|"
    r"Department|Contact Officer|Email|Tel|Telephone):\s*(?P<value>.*)$",
    re.I,
)
_MEETING = re.compile(r"^(?:[•·]\s*)?Meeting(?: of|:)\s+(?P<meeting>.*\d{4}.*)$", re.I)
_NUMBER = re.compile(r"^(?:[A-Z]{0,6}[/.\s]?)?\d{1,4}(?:[/.]\d{1,4})*[a-z]?[.:]?$")
_HEADER = re.compile(r"^(?:Items|No\.? ?\|? ?Item|Note No\.? Item|Item)$", re.I)
_INLINE_PART = re.compile(
    r"\s*(?<![\w])((?:Minutes|Decision|Additional documents|Supporting documents):)(?=\s|$)"
)


def is_page(found: Sequence[TextParagraph]) -> bool:
    """Whether the text is such a page."""
    head = [each.text for each in found[:30]]
    if any(_ITEM_PAGE.match(text) or _ISSUE_PAGE.match(text) for text in head):
        return True
    if any(re.fullmatch(r"No\.? ?\|? ?Item", text) for text in head):
        return True
    return any(
        re.match(r"(?:Minutes|Supporting documents|Additional documents):", p.text) for p in found
    )


def read(found: Sequence[TextParagraph]) -> SourceText:
    """Read the page: its items, and the furniture around them."""
    texts = [each.text for each in found]
    genre = _genre(texts)
    pieces, around = _pieces(found, genre)
    sections, before = assemble(pieces)
    return SourceText(
        format="text",
        genre=genre,
        blocks=tuple(before),
        furniture=tuple(around),
        sections=tuple(sections),
    )


def _genre(texts: Sequence[str]) -> str:
    for text in texts[:30]:
        if _ITEM_PAGE.match(text):
            return "moderngov item"
        if _ISSUE_PAGE.match(text):
            return "moderngov issue" if "issue" in text.lower() else "moderngov decision"
        if _MEETING_PAGE.match(text) or _HEADER.match(text):
            return "moderngov meeting"
    numbers = sum(1 for text in texts if _NUMBER.match(text))
    return "moderngov meeting" if numbers > 1 else "moderngov item"


def _pieces(found: Sequence[TextParagraph], genre: str) -> tuple[list[Piece], list[Furniture]]:
    around: list[Furniture] = []
    pieces: list[Piece] = []
    awaiting_title = genre != "moderngov meeting"
    for each in _split_inline_parts(found):
        text = each.text
        if _ITEM_PAGE.match(text) or _MEETING_PAGE.match(text) or _ISSUE_PAGE.match(text):
            around.append(Furniture("heading", text))
            awaiting_title = genre != "moderngov meeting"
        elif _HEADER.match(text):
            continue
        elif field := _FIELD.match(text):
            around.append(Furniture(f"field:{field['name'].lower()}", field["value"]))
        elif meeting := _MEETING.match(text):
            if genre == "moderngov issue":
                pieces.append(Piece(Role.MEETING, meeting["meeting"]))
            else:
                around.append(Furniture("field:meeting", meeting["meeting"]))
        elif part_of(text) and text.endswith(":"):
            pieces.append(Piece(Role.PART, text))
        elif genre == "moderngov meeting" and _NUMBER.match(text):
            pieces.append(Piece(Role.NUMBER, text))
            awaiting_title = True
        elif awaiting_title:
            pieces.append(Piece(Role.TITLE, text))
            awaiting_title = False
        elif genre == "moderngov meeting" and without_file_note(text) != text:
            pieces.append(Piece(Role.TITLE, text))
        elif not any(piece.role is Role.TITLE for piece in pieces):
            around.append(Furniture("subheading", text))
        else:
            pieces.append(Piece(Role.TEXT, blocks=(each.block(),)))
    return pieces, around


def _split_inline_parts(found: Sequence[TextParagraph]) -> Iterator[TextParagraph]:
    """Some savers put "Minutes:" on the line of the text before or after it."""
    for each in found:
        for piece in _INLINE_PART.split(each.text):
            if piece.strip(" |"):
                yield TextParagraph(piece.strip(" |"), each.gap, each.page, each.listed)
