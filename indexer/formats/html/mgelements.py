"""The elements that ModernGov sets around the text of an agenda item, and what each one is."""

from __future__ import annotations

import re

from bs4 import Tag

from indexer.formats.agenda import Piece, Role, part_of, without_file_note
from indexer.formats.html.flow import text_of
from indexer.formats.html.furniture import links
from indexer.records import Link

ITEM_ID = re.compile(r"^AI(\d+)$")
MEETING = re.compile(r"^(?:Meeting|Decision)s?(?: of|:)\s+(?P<meeting>.*\d{4}.*)$", re.I)

_AROUND = {
    "mgFooter",
    "mgNav",
    "mgHide",
    "mgFileSize",
    "mgBreadcrumb",
    "mgMainTitleTxt",
    "mgSubTitleTxt",
    "mgPrintHide",
    "mgItemHeader",
}
_AROUND_TEXT = {"div", "ul", "li", "p", "a", "span"}
_SHARE = re.compile(r"\s*Share this item\s*", re.I)
_TITLES = {"mgSubItemTitleTxt", "mgSubSubTitleTxt", "mgSectionTitle"}
_LISTS = {"mgBulletList", "mgActionList", "mgLinks", "mgDocs"}
_HEADINGS = {"p", "h3", "h4", "h5", "caption"}
_NUMBER = re.compile(r"[A-Z]{0,6}[/.\s-]?\d{1,4}(?:[/.]\d{1,4})*\s?[a-z]?[.):]?|\(?[A-Za-z][.)]")


def recognise(tag: Tag, base: str | None) -> list[Piece] | None:
    """The pieces that this element is; None where it is to be looked into, or is text."""
    classes = set(tag.get("class") or [])
    if classes & _AROUND or (tag.name in _AROUND_TEXT and _SHARE.fullmatch(text_of(tag))):
        return []
    if identity := ITEM_ID.match(str(tag.get("name") or tag.get("id") or "")):
        own = [Piece(Role.ITEM, identity[1])]
        return own if not text_of(tag) else None
    if "mgItemNumberCell" in classes:
        return [*_identity(tag), Piece(Role.NUMBER, text_of(tag))]
    if "mgAiTitleTxt" in classes:
        return _title(tag, base)
    if classes & _LISTS:
        listed = "mgActionList" not in classes and "mgLinks" not in classes
        return [Piece(Role.LINKS, links=_attachments(tag, base))] if listed else []
    return _heading_or_field(tag, classes)


def _heading_or_field(tag: Tag, classes: set[str]) -> list[Piece] | None:
    text = text_of(tag)
    if tag.name in _HEADINGS and (meeting := MEETING.match(text)):
        return [Piece(Role.MEETING, meeting["meeting"])]
    announces = part_of(text) is not None
    if classes & _TITLES or (tag.name in _HEADINGS and announces and text.endswith(":")):
        return [Piece(Role.PART, text)]
    if "mgLabel" in classes or (tag.name == "p" and tag.find(class_="mgLabel", recursive=False)):
        return [Piece(Role.PART, text)] if announces else []
    return None


def _title(tag: Tag, base: str | None) -> list[Piece]:
    text = without_file_note(text_of(tag))
    if not text:
        return _identity(tag)
    if _NUMBER.fullmatch(text):
        return [*_identity(tag), Piece(Role.NUMBER, text)]
    return [*_identity(tag), Piece(Role.TITLE, text, links=_attachments(tag, base))]


def _identity(tag: Tag) -> list[Piece]:
    inner = tag.find(None, {"name": ITEM_ID}) or tag.find(id=ITEM_ID)
    if not isinstance(inner, Tag):
        return []
    return [Piece(Role.ITEM, str(inner.get("name") or inner.get("id")).removeprefix("AI"))]


def _attachments(tag: Tag, base: str | None) -> tuple[Link, ...]:
    return tuple(Link(without_file_note(link.text), link.url) for link in links(tag, base))
