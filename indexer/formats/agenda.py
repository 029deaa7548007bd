"""The pieces of a committee page, from markup or from saved text, put together as agenda items."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterable
from enum import StrEnum

from indexer.blocks import Block, Furniture, Section
from indexer.records import Link, ParagraphKind


class Role(StrEnum):
    """What a piece of the page is."""

    ITEM = "item"  # the source's own id of the item that follows
    NUMBER = "number"
    TITLE = "title"
    PART = "part"  # "Minutes:", "Decision:", "Additional documents:"
    MEETING = "meeting"  # the meeting that the next item belongs to
    LINKS = "links"
    TEXT = "text"


@dataclasses.dataclass(frozen=True, slots=True)
class Piece:
    """One piece of the page in reading order; which fields are filled depends on the role."""

    role: Role
    text: str = ""
    blocks: tuple[Block, ...] = ()
    links: tuple[Link, ...] = ()


_PARTS = {
    "minutes": "minutes",
    "minute": "minutes",
    "decision": "decision",
    "decisions": "decision",
    "decision taken": "decision",
    "decision made": "decision",
    "additional documents": "links",
    "supporting documents": "links",
    "accompanying documents": "links",
    "background documents": "links",
    "attachments": "links",
    "documents": "links",
    # Welsh councils' pages
    "cofnodion": "minutes",
    "penderfyniad": "decision",
    "dogfennau ychwanegol": "links",
    "dogfennau ategol": "links",
}
_FILE_NOTE = re.compile(
    r"\s*\(?(?:pdf e?icon\s*)?(?:PDF|DOCX?|XLSX?|PPTX?)\s+[\d.,]+\s*[KMG]B\)?", re.I
)
_DATE_BEFORE = re.compile(r"^(?P<date>\d{1,2}/\d{1,2}/\d{4})\s+[-–]\s+")
_DOTTED = re.compile(r"(\d{1,3})\.\d{1,3}(?:\.|$)")
_ICON = re.compile(r"\s*\bpdf e?icon\b\s*", re.I)
_CUT_SHORT = re.compile(
    r"\s*(?:…|\.\.\.)?\s*view the full (?:minutes|decision|agenda) text for item .{1,12}$", re.I
)
_PLACE_ON_AGENDA = re.compile(
    r"\s*(?:\((?:Agenda )?item|Agenda item) (?P<number>\d{1,3}[a-z]?)\.?\)?$", re.I
)
_DIVISION = re.compile(
    r"(?:part|section) (?:\d|[ivx]+|[a-e]|one|two|three)\b.{0,120}"
    r"|(?:open|public|exempt|confidential|restricted|unrestricted|private) "
    r"(?:items?|business|session)",
    re.I,
)
"""What parts an agenda, "PART 2 (closed to the public)": a heading, and no item."""
_ITEM_OF_MEETING = re.compile(
    r"\(Item (?:No\.? )?(?P<number>\w{1,6}(?:[./-]\w{1,6}){0,3})\.?\)", re.I
)


def part_of(heading: str) -> str | None:
    """What a heading inside an item announces: "minutes", "decision", "links" or None."""
    return _PARTS.get(heading.strip().rstrip(":").strip().lower())


def item_of_meeting(meeting: str) -> str | None:
    """The item's number in "Cabinet, 5 September 2022 (Item 4.)"."""
    found = _ITEM_OF_MEETING.search(meeting)
    return found["number"] if found else None


def place_on_agenda(title: str) -> tuple[str, str | None]:
    """A title without the "(Agenda item 8)" at its end, and the number that it names."""
    found = _PLACE_ON_AGENDA.search(title)
    return (title[: found.start()], found["number"]) if found else (title, None)


def is_cut_short(text: str) -> bool:
    """Whether the text is or ends with the link to the rest of the minutes."""
    return bool(_CUT_SHORT.search(text))


def without_file_note(text: str) -> str:
    """Drop the size of the attached file ("PDF 119 KB") that a page prints after its name."""
    return _ICON.sub(" ", _FILE_NOTE.sub("", text)).strip()


@dataclasses.dataclass
class _Item:
    title: str
    number: str | None = None
    id: str | None = None
    part: str = "agenda"
    blocks: list[Block] = dataclasses.field(default_factory=list)
    links: list[Link] = dataclasses.field(default_factory=list)
    named: list[str] = dataclasses.field(default_factory=list)
    named_as: str = "Additional documents"
    meeting: str | None = None
    decided: str | None = None
    reading: str = "agenda"

    def begin(self, heading: str) -> None:
        """Take up the part that `heading` announces; the title again tells when it was decided."""
        dated = _DATE_BEFORE.match(heading)
        if dated and not self.blocks:  # the decision's own title, below the issue's
            self.title, self.decided = heading[dated.end() :], dated["date"]
            return
        if self.title and heading[dated.end() if dated else 0 :] == self.title:
            return
        self.reading = part_of(heading) or self.reading
        if self.reading == "links" and part_of(heading) is None:
            self.reading = "agenda"
        if self.reading == "links":
            self.named_as = heading.rstrip(": ")
            return
        if self.blocks or part_of(heading) is None:
            self.blocks.append(Block(heading.rstrip(": "), ParagraphKind.HEADING, level=3))

    def add(self, blocks: Iterable[Block]) -> None:
        """Take up text that belongs to the part at hand."""
        added = [whole for block in blocks if (whole := _without_notice(block)) is not None]
        if not added or self.reading == "links":
            return
        self.blocks.extend(added)
        # Minutes outrank a decision, and a decision the agenda's own text.
        if self.reading == "minutes" or (self.reading == "decision" and self.part != "minutes"):
            self.part = self.reading

    def attach(self, links: Iterable[Link]) -> None:
        """Take up what is attached; where the address was lost, its name is text."""
        for link in links:
            if link.url:
                self.links.append(link)
            elif link.text:
                self.named.append(link.text)

    def _attached(self) -> list[Block]:
        if not self.named:
            return []
        names = [Block(name, ParagraphKind.LIST_ITEM, level=1) for name in self.named]
        return [Block(self.named_as, ParagraphKind.HEADING, level=3), *names]

    def _number_of_paragraphs(self) -> str | None:
        """The item's number where its paragraphs are numbered "4.1", "4.2"."""
        dotted = [match for block in self.blocks if (match := _DOTTED.match(block.label or ""))]
        numbers = {match[1] for match in dotted}
        return numbers.pop() if len(numbers) == 1 else None

    def section(self) -> Section:
        said = (("meeting", self.meeting), ("date of decision", self.decided))
        furniture = tuple(Furniture(f"field:{name}", text) for name, text in said if text)
        return Section(
            title=self.title,
            blocks=(*_without_bare_headings(self.blocks), *self._attached()),
            part=self.part,
            number=self.number or self._number_of_paragraphs(),
            id=self.id,
            links=tuple(dict.fromkeys(self.links)),
            furniture=furniture,
        )


def _without_notice(block: Block) -> Block | None:
    """Older pages break the minutes off and link to the rest: drop the words of the link."""
    text = _CUT_SHORT.sub(" …", block.text)
    if text == block.text:
        return block
    return dataclasses.replace(block, text=text) if text.strip(" …") else None


def _without_bare_headings(blocks: list[Block]) -> list[Block]:
    """A part's heading that nothing follows says nothing."""
    following = [*blocks[1:], None] if blocks else []
    return [
        block
        for block, after in zip(blocks, following, strict=True)
        if not (part_of(block.text) and (after is None or part_of(after.text)))
    ]


def assemble(pieces: Iterable[Piece], part: str = "agenda") -> tuple[list[Section], list[Block]]:
    """Put the pieces together: the agenda items, and the blocks that stand before the first.

    `part` is what an item's text is until a heading says otherwise.
    """
    items: list[_Item] = []
    before: list[Block] = []
    number: str | None = None
    item_id: str | None = None
    meeting: str | None = None
    for piece in pieces:
        current = items[-1] if items else None
        match piece.role:
            case Role.ITEM:
                item_id = piece.text
            case Role.NUMBER:
                number = piece.text.strip(".: ") or None
            case Role.MEETING:
                meeting = piece.text
                number = item_of_meeting(meeting) or number
            case Role.TITLE:
                title = without_file_note(piece.text)
                if current and not current.number and title and current.title == title and number:
                    current.number = number  # the minutes print the title again, with its number
                    number = None
                    continue
                items.append(_Item(title, number, item_id, part, meeting=meeting))
                items[-1].attach(piece.links)
                number = item_id = None
            case _ if current is None:
                before.extend(piece.blocks)
            case Role.PART:
                current.begin(piece.text)
            case Role.LINKS:
                current.attach(piece.links)
            case Role.TEXT:
                current.add(piece.blocks)
                if current.reading == "links":
                    current.attach(piece.links)
    return [item.section() for item in _undivided(items) if item.title or item.blocks], before


def _undivided(items: Iterable[_Item]) -> list[_Item]:
    """The items without the agenda's divisions, which end the item before them as headings."""
    kept: list[_Item] = []
    for item in items:
        bare = not (item.number or item.blocks or item.links or item.named)
        if kept and bare and _DIVISION.fullmatch(item.title):
            kept[-1].blocks.append(Block(item.title, ParagraphKind.HEADING, level=3))
        else:
            kept.append(item)
    return kept
