"""ModernGov's pages: meetings, agenda items, decisions and issues, by the classes in its markup.

What the page says around its text becomes Furniture: "heading" is the page's kind ("Agenda item"),
"subheading" the committee and date of a meeting or the title of an item, "field:meeting" the
meeting that an item's page points to, "field:<label>" each labelled value (venue, date of
decision, decided at meeting …).
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator
from urllib.parse import urljoin

from bs4 import BeautifulSoup, Tag
from bs4.element import Comment, NavigableString

from indexer.blocks import Furniture, Section, SourceText
from indexer.formats.agenda import Piece, Role, assemble, item_of_meeting, place_on_agenda
from indexer.formats.html import strays
from indexer.formats.html.flow import blocks, text_of
from indexer.formats.html.furniture import address, furniture, system
from indexer.formats.html.mgelements import ITEM_ID, MEETING, recognise
from indexer.formats.whitespace import clean

_MARKS = ["mgItemTable", "mgAiTitleTxt", "mgWordPara", "mgMainTitleTxt", "mgSubTitleTxt"]
_OWN_CLASS = re.compile(r"^mg[A-Z]")
_ITEM_LINK = re.compile(r"mgAi\.aspx\?(?:.*&)?ID=(\d+)|[?&]AIId=(\d+)|#AI(\d+)", re.I)
_MEETING_PAGE = re.compile(r"ListDocuments\.aspx", re.I)
_ATTENDANCE = re.compile(
    r"attendance details for the meeting of (?P<body>.{3,120}?)[\s,–-]*"
    r"(?P<day>(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b.*\d{4}.*)",
    re.I | re.S,
)
"""What the link to who attended says of itself: older pages run the body and the day together."""
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_ITEM_PAGES = {"moderngov item", "moderngov decision"}


def is_page(page: BeautifulSoup) -> bool:
    """Whether the markup is ModernGov's."""
    return page.find(id="modgov") is not None or page.find(class_=_MARKS) is not None


def read(page: BeautifulSoup) -> SourceText:
    """Read a ModernGov page of any kind."""
    root, base = _root(page), address(page)
    heading = text_of(page.find(class_="mgMainTitleTxt"))
    subheading = text_of(page.find(class_="mgSubTitleTxt"))
    fields = list(_fields(root))
    genre = _genre(heading, base or "", root, fields)
    meetings = list(_meetings(root))
    pieces = list(_pieces(root, base))
    if genre == "moderngov issue":
        pieces = list(_without_numbers(pieces, subheading))
    if genre in _ITEM_PAGES:
        pieces = [*_item(pieces, subheading, base or "", meetings), *pieces]
    part = "decision" if genre == "moderngov decision" else "agenda"
    sections, before = assemble(pieces, part)
    around = [
        *furniture(page),
        *(Furniture(name, text) for name, text in _named(heading, subheading, page) if text),
        *fields,
        *meetings,
    ]
    return SourceText(
        format="html",
        genre=genre,
        blocks=tuple(before),
        furniture=tuple(dict.fromkeys(around)),
        sections=tuple(_addressed(section, base) for section in sections),
    )


def _named(heading: str, subheading: str, page: BeautifulSoup) -> Iterator[tuple[str, str]]:
    yield "heading", heading
    yield "subheading", subheading
    yield "system", system(page) or ""


def _root(page: BeautifulSoup) -> Tag:
    found = page.find(id="modgov")
    if not isinstance(found, Tag) or not found.find(class_=_MARKS):
        return page.body or page
    strays.take_in(found, _MARKS)
    return found


def _genre(heading: str, url: str, root: Tag, fields: list[Furniture]) -> str:
    """The kind of page: by its address, its heading, else by what is on it."""
    named = f"{heading} {url}".lower()
    decided = any(field.name == "field:date of decision" for field in fields)
    if re.search(r"^issue|/\w*issue(?:details|history)", named):
        told = decided or "decision" in heading.lower()
        return "moderngov decision" if told else "moderngov issue"
    if root.find(class_="mgItemTable") or "listdocuments" in named:
        return "moderngov meeting"
    if "agenda item" in named or "mgai.aspx" in named:
        return "moderngov item"
    if "decision" in named or decided:
        return "moderngov decision"
    return "moderngov meeting" if root.find(class_="mgAiTitleTxt") else "moderngov item"


def _fields(root: Tag) -> Iterator[Furniture]:
    """Labelled values: venue, contact, date of decision …."""
    for label in root.find_all(["span", "strong", "b"], class_="mgLabel"):
        name = text_of(label).rstrip(": ").lower()
        parts = [
            part.get_text(" ") if isinstance(part, Tag) else str(part)
            for part in label.next_siblings
            if not isinstance(part, Comment) and clean(part.get_text()) != "View directions"
        ]
        if name and (value := clean(" ".join(parts))):
            yield Furniture(f"field:{'venue' if name == 'place' else name}", value)


def _meetings(root: Tag) -> Iterator[Furniture]:
    """The meeting that an item's page names in its list of links."""
    for anchor in root.find_all("a", href=True):
        if told := _ATTENDANCE.search(str(anchor.get("title") or "")):
            yield Furniture("field:meeting", clean(f"{told['body']} - {told['day']}"))
        text = text_of(anchor)
        numbered = item_of_meeting(text) is not None
        if not numbered and not _MEETING_PAGE.search(str(anchor["href"])):
            continue
        if found := MEETING.match(text) or MEETING.match(text_of(anchor.parent)):
            yield Furniture("field:meeting", found["meeting"])
        elif numbered and _YEAR.search(text):
            yield Furniture("field:meeting", text)


def _item(pieces: list[Piece], title: str, url: str, meetings: list[Furniture]) -> Iterator[Piece]:
    """The head of an item's own page, as far as `pieces` lack it: id, number, title."""
    roles = [piece.role for piece in pieces]
    if roles.count(Role.TITLE) > 1:
        return
    if Role.ITEM not in roles and (found := _ITEM_LINK.search(url)):
        yield Piece(Role.ITEM, next(filter(None, found.groups())))
    numbers = (item_of_meeting(meeting.text) for meeting in meetings)
    title, placed = place_on_agenda(title)
    if Role.NUMBER not in roles and (number := next(filter(None, [*numbers, placed]), None)):
        yield Piece(Role.NUMBER, number)
    if Role.TITLE not in roles:
        yield Piece(Role.TITLE, title)


def _without_numbers(pieces: list[Piece], title: str) -> Iterator[Piece]:
    """An issue's page prints the item's number, which its meeting names, before each title."""
    number: str | None = None
    for piece in pieces:
        if piece.role is Role.MEETING:
            number = item_of_meeting(piece.text)
        if piece.role is Role.TITLE and number and piece.text != title:
            own = re.sub(rf"^{re.escape(number)}\.?\s+(?=\S)", "", piece.text)
            yield dataclasses.replace(piece, text=own)
        else:
            yield piece


def _addressed(section: Section, base: str | None) -> Section:
    if not section.id or not base:
        return section
    return dataclasses.replace(section, url=urljoin(base, f"mgAi.aspx?ID={section.id}"))


def _pieces(root: Tag, base: str | None) -> Iterator[Piece]:
    """Walk the page; running text between two recognised elements is one piece."""
    held: list[Tag | NavigableString] = []
    for found in _walk(root, base):
        if not isinstance(found, Piece):
            held.append(found)
            continue
        if held:
            yield Piece(Role.TEXT, blocks=blocks(*held))
            held = []
        yield found
    if held:
        yield Piece(Role.TEXT, blocks=blocks(*held))


def _walk(node: Tag, base: str | None) -> Iterator[Piece | Tag | NavigableString]:
    """Look into every element: stray end tags put text outside the element meant for it."""
    for child in node.children:
        if not isinstance(child, Tag):
            if isinstance(child, NavigableString) and not isinstance(child, Comment):
                yield child
            continue
        pieces = recognise(child, base)
        if pieces is not None:
            yield from pieces
        elif child.name != "p" and _holds_own_elements(child):
            yield from _walk(child, base)
        else:
            yield child


def _holds_own_elements(tag: Tag) -> bool:
    return tag.find(class_=_OWN_CLASS) is not None or tag.find(None, {"name": ITEM_ID}) is not None
