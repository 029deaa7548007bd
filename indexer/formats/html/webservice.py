"""ModernGov's web service: the XML that mgWebService.asmx/GetMeeting answers."""

from __future__ import annotations

import html
import re

from bs4 import BeautifulSoup, Tag

from indexer.blocks import Block, Furniture, Section, SourceText
from indexer.errors import DamagedFile, UnknownFormat
from indexer.formats.agenda import without_file_note
from indexer.formats.html.flow import blocks, parse
from indexer.formats.html.furniture import host_of
from indexer.formats.whitespace import clean
from indexer.records import Link, ParagraphKind

_BODIES = (
    ("agenda", ("agendanonemptyhtmlbody", "agendatext")),
    ("decision", ("decisionnonemptyhtmlbody", "decisiontext")),
    ("minutes", ("minutesnonemptyhtmlbody", "minutestext")),
)
_ESCAPED = re.compile(r"&lt;/?[a-z]", re.I)


def read(markup: str) -> SourceText:
    """Read a GetMeeting answer.

    Raises:
        DamagedFile: it is not well-formed enough to hold a meeting.
        UnknownFormat: it is XML of another kind.
    """
    tree = BeautifulSoup(markup, "xml")
    meeting = tree.find(re.compile("^meeting$", re.I))
    if not isinstance(meeting, Tag) and _ESCAPED.search(markup):
        tree = BeautifulSoup(html.unescape(clean(tree.get_text())), "xml")
        meeting = tree.find("meeting")
    if not isinstance(meeting, Tag):
        if tree.find(True) is None:
            raise DamagedFile("the XML is broken off or malformed", "Fetch the file again.")
        raise UnknownFormat(
            "the XML is not a meeting from ModernGov's web service",
            "Save the answer of GetMeeting, or the meeting's page.",
        )
    sections = [_section(item) for item in meeting.find_all("agendaitem") if _is_open(item)]
    return SourceText(
        format="xml",
        genre="moderngov meeting",
        furniture=tuple(_furniture(meeting)),
        sections=tuple(sections),
    )


def _furniture(meeting: Tag) -> list[Furniture]:
    found: list[Furniture] = []
    committee = _text(meeting, "refertocommittee") or _text(meeting, "committeetitle")
    date, time = _text(meeting, "meetingdate"), _text(meeting, "meetingtime")
    if committee:
        found.append(Furniture("subheading", clean(f"{committee} - {date} {time}")))
    for name, tag in (("committee", committee), ("date", date), ("time", time)):
        if tag:
            found.append(Furniture(f"field:{name}", tag))
    if venue := _text(meeting, "meetinglocation"):
        found.append(Furniture("field:venue", venue))
    hosts = dict.fromkeys(host_of(tag.get_text()) for tag in meeting.find_all("url"))
    found += [Furniture("link", host) for host in hosts if host]
    return found


def _section(item: Tag) -> Section:
    parts: list[tuple[str, tuple[Block, ...]]] = []
    for part, names in _BODIES:
        held = next((body for name in names if (body := _body(item, name))), ())
        if held:
            parts.append((part, held))
    joined: list[Block] = []
    for part, held in parts:
        if joined and part != "agenda":
            joined.append(Block(part.capitalize(), ParagraphKind.HEADING, level=3))
        joined.extend(held)
    return Section(
        title=without_file_note(_text(item, "agendaitemtitle")),
        blocks=tuple(joined),
        part=next((part for part in ("minutes", "decision") if part in dict(parts)), "agenda"),
        number=_number(item),
        id=_text(item, "agendaitemid") or None,
        links=tuple(
            Link(_text(linked, "title"), _text(linked, "url"))
            for linked in item.find_all("linkeddoc")
            if _is_open(linked)
        ),
    )


def _number(item: Tag) -> str | None:
    for name in ("fulldisplaynumberformat", "minutesitemnumber", "agendaitemnumber"):
        if value := _text(item, name).rstrip(".: "):
            return value
    return None


def _is_open(tag: Tag) -> bool:
    """Whether the item or document may be shown: the service also lists restricted ones."""
    own = tag.find("isrestricted", recursive=False)
    return own is None or own.get_text().strip().lower() != "true"


def _body(item: Tag, name: str) -> tuple[Block, ...]:
    tag = item.find(name, recursive=False)
    if not isinstance(tag, Tag):
        return ()
    markup = tag.decode_contents() if tag.find(True) else tag.get_text()
    for _ in range(2):  # bodies are escaped once by some servers and twice by others
        if _ESCAPED.search(markup):
            markup = html.unescape(markup)
    body = parse(markup).body
    return blocks(body) if body is not None else ()


def _text(tag: Tag, name: str) -> str:
    found = tag.find(name)
    return clean(html.unescape(found.get_text())) if isinstance(found, Tag) else ""
