"""ModernGov's pages: meetings, agenda items, decisions and issues, by the classes in its markup."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator
from urllib.parse import urljoin

from bs4 import BeautifulSoup, Comment, NavigableString, Tag

from indexer.blocks import Furniture, Section, SourceText
from indexer.formats.agenda import Piece, Role, assemble, part_of, without_file_note
from indexer.formats.html.flow import blocks, text_of
from indexer.formats.html.furniture import address, furniture, links
from indexer.formats.whitespace import clean
from indexer.records import Link

_MARKS = "mgItemTable mgAiTitleTxt mgWordPara mgMainTitleTxt mgSubTitleTxt mgContent".split()
_FOOTER = frozenset("mgFooter mgNav mgHide mgFileSize mgBreadcrumb mgSectionTitle".split())
_MEETING = re.compile(r"^(?:Meeting|Decision)s?(?: of|:)\s+(?P<meeting>.*\d{4}.*)$", re.I)
_ITEM_ID = re.compile(r"^AI(\d+)$")
_ITEM_LINK = re.compile(r"(?:mgAi\.aspx\?(?:.*&)?ID|[?&]AIId|[?&#]AI)=?(\d+)", re.I)
_NUMBER = re.compile(r"^\W*[\w/.() -]{0,20}\d[\w/.()-]*\W*$|^\(?[A-Za-z]\)?\.?$")


def is_page(page: BeautifulSoup) -> bool:
    """Whether the markup is ModernGov's."""
    return page.find(id="modgov") is not None or any(page.find(class_=name) for name in _MARKS)


def read(page: BeautifulSoup) -> SourceText:
    """Read a ModernGov page of any kind."""
    root = _root(page)
    base = address(page)
    heading = text_of(root.find(class_="mgMainTitleTxt") or page.find(class_="mgMainTitleTxt"))
    subheading = root.find(class_="mgSubTitleTxt") or page.find(class_="mgSubTitleTxt")
    around = [*furniture(page), *_headings(heading, text_of(subheading))]
    around += list(_fields(root))
    genre = _genre(heading, base or "", root)
    pieces = list(_pieces(root, base))
    if genre in {"moderngov item", "moderngov decision"}:
        pieces.insert(0, Piece(Role.TITLE, text_of(subheading)))
        if found := _own_id(base or ""):
            pieces.insert(0, Piece(Role.ITEM, found))
    sections, before = assemble(pieces)
    return SourceText(
        format="html",
        genre=genre,
        blocks=tuple(before),
        furniture=tuple(dict.fromkeys([*around, *_meetings(root)])),
        sections=tuple(_addressed(section, base) for section in sections),
    )


def _root(page: BeautifulSoup) -> Tag:
    found = page.find(id="modgov")
    return found if isinstance(found, Tag) and found.find(class_=_MARKS) else (page.body or page)


def _genre(heading: str, url: str, root: Tag) -> str:
    name = f"{heading} {url}".lower()
    if root.find(class_="mgItemTable") and "issue" not in name:
        return "moderngov meeting"
    for word, genre in (
        ("issue", "moderngov issue"),
        ("mgai.aspx", "moderngov item"),
        ("agenda item", "moderngov item"),
        ("decision", "moderngov decision"),
        ("ielistdocuments", "moderngov meeting"),
    ):
        if word in name:
            return genre
    if any(label.startswith("field:date of decision") for label in _field_names(root)):
        return "moderngov decision"
    return "moderngov meeting" if root.find(class_="mgAiTitleTxt") else "moderngov item"


def _headings(heading: str, subheading: str) -> Iterator[Furniture]:
    if heading:
        yield Furniture("heading", heading)
    if subheading:
        yield Furniture("subheading", subheading)


def _field_names(root: Tag) -> set[str]:
    return {each.name for each in _fields(root)}


def _fields(root: Tag) -> Iterator[Furniture]:
    """Labelled values: venue, contact, date of decision …"""
    for label in root.find_all(["span", "strong", "b"], class_="mgLabel"):
        name = text_of(label).rstrip(": ").lower()
        parts = [
            part.get_text(" ") if isinstance(part, Tag) else str(part)
            for part in label.next_siblings
            if not isinstance(part, Comment)
        ]
        if name and (value := clean(" ".join(parts))):
            yield Furniture(f"field:{name}", value)


def _meetings(root: Tag) -> Iterator[Furniture]:
    """The meeting that an item's page names in its list of links."""
    for anchor in root.find_all("a", href=re.compile(r"ListDocuments\.aspx", re.I)):
        if found := _MEETING.match(text_of(anchor)):
            yield Furniture("field:meeting", found["meeting"])


def _own_id(url: str) -> str | None:
    found = _ITEM_LINK.search(url)
    return found[1] if found else None


def _addressed(section: Section, base: str | None) -> Section:
    if not section.id or not base:
        return section
    return dataclasses.replace(section, url=urljoin(base, f"mgAi.aspx?ID={section.id}"))


def _pieces(node: Tag, base: str | None) -> Iterator[Piece]:
    """Walk the page; running text between two recognised elements is one piece."""
    held: list[Tag | NavigableString] = []
    for found in _walk(node, base):
        if isinstance(found, Piece):
            if held:
                yield Piece(Role.TEXT, blocks=blocks(*held))
                held = []
            yield found
        else:
            held.append(found)
    if held:
        yield Piece(Role.TEXT, blocks=blocks(*held))


def _walk(node: Tag, base: str | None) -> Iterator[Piece | Tag | NavigableString]:
    for child in node.children:
        if isinstance(child, Comment):
            continue
        if isinstance(child, NavigableString):
            yield child
            continue
        if not isinstance(child, Tag):
            continue
        piece = _recognise(child, base)
        if piece is not None:
            yield from piece
        elif _holds_structure(child):
            yield from _walk(child, base)
        else:
            yield child


def _recognise(tag: Tag, base: str | None) -> list[Piece] | None:
    """The pieces that this element is; None where it is to be looked into or is text."""
    classes = set(tag.get("class") or [])
    if classes & _FOOTER or {"mgMainTitleTxt", "mgSubTitleTxt"} & classes:
        return []
    identity = _ITEM_ID.match(str(tag.get("name") or tag.get("id") or ""))
    if identity and not text_of(tag):
        return [Piece(Role.ITEM, identity[1])]
    if "mgItemNumberCell" in classes:
        inner = tag.find(attrs={"name": _ITEM_ID}) or tag.find(id=_ITEM_ID)
        found = [Piece(Role.NUMBER, text_of(tag))]
        if isinstance(inner, Tag):
            name = str(inner.get("name") or inner.get("id"))
            found.insert(0, Piece(Role.ITEM, name.removeprefix("AI")))
        return found
    if "mgAiTitleTxt" in classes:
        return _title(tag, base)
    text = text_of(tag)
    if classes & {"mgBulletList", "mgActionList", "mgLinks"}:
        return _links(tag, base)
    if (classes & {"mgSubItemTitleTxt", "mgSubSubTitleTxt"} or tag.name in {"h3", "h4", "h5"}) and (
        meeting := _MEETING.match(text)
    ):
        return [Piece(Role.MEETING, meeting["meeting"])]
    if classes & {"mgSubItemTitleTxt", "mgSubSubTitleTxt"}:
        return [Piece(Role.PART, text)]
    if tag.name in {"p", "h3", "h4", "h5"} and part_of(text) and text.endswith(":"):
        return [Piece(Role.PART, text)]
    if "mgLabel" in classes or (tag.name == "p" and tag.find(class_="mgLabel", recursive=False)):
        return [Piece(Role.PART, text)] if part_of(text) else []
    return None


def _title(tag: Tag, base: str | None) -> list[Piece]:
    text = without_file_note(text_of(tag))
    if not text:
        return []
    if _NUMBER.match(text) and len(text) < 12:
        return [Piece(Role.NUMBER, text)]
    found = [Piece(Role.TITLE, text, links=_attachments(tag, base))]
    inner = tag.find(attrs={"name": _ITEM_ID}) or tag.find(id=_ITEM_ID)
    if isinstance(inner, Tag):
        name = str(inner.get("name") or inner.get("id"))
        found.insert(0, Piece(Role.ITEM, name.removeprefix("AI")))
    return found


def _links(tag: Tag, base: str | None) -> list[Piece]:
    if "mgBulletList" in (tag.get("class") or []):
        return [Piece(Role.LINKS, links=_attachments(tag, base))]
    return []


def _attachments(tag: Tag, base: str | None) -> tuple[Link, ...]:
    return tuple(Link(without_file_note(link.text), link.url) for link in links(tag, base))


def _holds_structure(tag: Tag) -> bool:
    """Whether elements of ModernGov's own stand somewhere inside."""
    return tag.name != "p" and (
        tag.find(class_=re.compile(r"^mg")) is not None
        or tag.find(attrs={"name": _ITEM_ID}) is not None
    )
