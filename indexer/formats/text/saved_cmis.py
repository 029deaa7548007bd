"""CMIS meeting pages saved as plain text: a summary, then the numbered items of the agenda."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from indexer import dates
from indexer.blocks import Block, Furniture, SourceText
from indexer.formats.agenda import Piece, Role, assemble
from indexer.formats.text import telling, wording
from indexer.formats.text.item_starts import is_title
from indexer.formats.text.paragraphs import TextParagraph
from indexer.numbering import longest_run
from indexer.records import Link

_HEAD = 12  # paragraphs in which the page names itself
_SUMMARY = "Meeting Summary"
_TABS = {"Documents", "Attendance", "Visitors", "Declarations of Interests", "Agenda"}
_ATTACHMENT = re.compile(r"(?:pdf|docx?|xlsx?|pptx?)\s+(?P<name>.*?)\s*\([\d.,]+\s*[KMG]b\)", re.I)
_MINUTE_NUMBER = re.compile(r"\d{1,4}")


def is_page(found: Sequence[TextParagraph]) -> bool:
    """Whether the text is such a page."""
    head = found[:_HEAD]
    if not any(each.text == "Meeting Details" for each in head):
        return False
    return any(each.text == _SUMMARY for each in head) or sum(map(_is_tab, head)) > 1


def read(found: Sequence[TextParagraph]) -> SourceText:
    """Read the page: its items, and the meeting that its summary names."""
    named, body = _summary(found)
    sections, before = assemble(_pieces([each for each in body if not _is_tab(each)]))
    return SourceText(
        format="text",
        genre="cmis meeting",
        blocks=tuple(before),
        furniture=(Furniture("subheading", named),) if named else (),
        sections=tuple(sections),
    )


def _summary(found: Sequence[TextParagraph]) -> tuple[str, Sequence[TextParagraph]]:
    """The committee and date, "" where the saver dropped them, and what follows."""
    for place, each in enumerate(found[:_HEAD]):
        if each.text == _SUMMARY:
            head = found[place + 1 : place + 3]
            return " - ".join(line.text for line in head), found[place + 3 :]
    place = next(place for place, each in enumerate(found) if each.text == "Meeting Details")
    named, when = (*(each.text for each in found[place + 1 : place + 3]), "", "")[:2]
    if not dates.find_dates(when):
        return "", found[place + 1 :]
    return f"{named} - {when}", found[place + 3 :]


def _is_tab(each: TextParagraph) -> bool:
    return each.text.lstrip("• ") in _TABS


def _pieces(found: Sequence[TextParagraph]) -> Iterator[Piece]:
    numbered = {
        place: match
        for place, each in enumerate(found)
        if is_title(each) and (match := wording.NUMBERED.fullmatch(each.text))
    }
    places = list(numbered)
    run = {places[each] for each in longest_run([numbered[p]["number"] for p in places])}
    minute, begun = "", False
    for place, each in enumerate(found):
        if place in run:
            yield Piece(Role.NUMBER, numbered[place]["number"])
            titled = _ATTACHMENT.fullmatch(numbered[place]["title"])
            yield Piece(Role.TITLE, titled["name"] if titled else numbered[place]["title"])
            begun = False
        elif attached := _ATTACHMENT.fullmatch(each.text):
            yield Piece(Role.LINKS, links=(Link(attached["name"], ""),))
        elif _MINUTE_NUMBER.fullmatch(each.text):
            minute = each.text
        else:
            if not begun and (minute or telling.reports(each.text)):
                yield Piece(Role.PART, "Minutes:")
                begun = True
            yield Piece(Role.TEXT, blocks=(_numbered(each.block(), minute),))
            minute = ""


def _numbered(block: Block, number: str) -> Block:
    """The block with the minute's number before it, as the page shows it."""
    if not number:
        return block
    return Block(f"{number} {block.text}", block.kind, number, block.page)
