"""Minutes of an earlier meeting that the papers for a later one hold, beside its own agenda.

A pack begins with the agenda of its meeting; the minutes that are to be agreed there follow, most
often from the top of some page. Only what states its committee, its earlier date and who was there
is taken for minutes, and only where it is plain where they end: an item that merely cites minutes
stays what it is.
"""

from __future__ import annotations

import dataclasses
import re
from collections import Counter
from collections.abc import Iterator, Sequence

from indexer import items, paper_tops
from indexer.blocks import Block, SourceText
from indexer.metadata import Description, describe, kinds
from indexer.naming import same_name
from indexer.records import Kind, ParagraphKind

_HEADING = 8  # blocks at the top of a page in which a paper says what it is
_BEFORE_ATTENDANCE = 20  # blocks between that heading and the list of those present
_REPORT_LINES = 2  # fewer may be an item of minutes: "Report of the director"
_FRONT_MATTER = 20  # pages before the one that is numbered 1
_ENDING = 6  # blocks at the foot of a page in which minutes say that the meeting closed
_STAMP = re.compile(r"agenda item (?:no\.? ?)?(?P<number>\w{1,4})", re.IGNORECASE)
_ITEM = re.compile(r"(?:item )?(?P<number>\d{1,2}[a-z]?)\b.*\bminutes\b", re.IGNORECASE)
_PAGES = re.compile(
    r"\bpages?\s+(?P<first>\d+)(?:\s*(?:-|–|—|to)\s*(?P<last>\d+))?"
    r"|[\s|](?P<from>\d{1,3})\s*[-–—]\s*(?P<to>\d{1,3})$",
    re.IGNORECASE,
)
_CLOSED = re.compile(
    r"\b(?:meeting|proceedings)\s+(?:(?:was|were|then|duly|being|declared)\s+)*"
    r"(?:closed?|ended|concluded|finished|terminated|rose)\b"
    r"|^(?:signed|chair(?:man|person|woman)?)\b[^a-z]*(?:date\b[^a-z]*)?$",
    re.IGNORECASE,
)
_OF_THE_PACK = {"title", "heading", "subheading", "url"}  # its running lines name the council


@dataclasses.dataclass(frozen=True, slots=True)
class Pack:
    """A pack taken apart: the `minutes` that it holds, each split into items, and the `rest`."""

    rest: SourceText
    minutes: tuple[SourceText, ...] = ()


def take_apart(source: SourceText, whole: Description, name: str) -> Pack:
    """Find the minutes of earlier meetings in the pages of an agenda.

    Every block stands in one of the parts, but for the titles of items, which become such.

    Args:
        source: the text of the whole file.
        whole: what the file is; only an agenda with a date can be a pack.
        name: the file's name, as `describe` takes it.
    """
    if whole.kind is not Kind.AGENDA or whole.date is None or source.sections:
        return Pack(source)
    found: list[SourceText] = []
    left: list[Block] = []
    done = 0
    for start, end in _stretches(source.blocks):
        minutes = _minutes(source, source.blocks[start:end], whole, name)
        if minutes is not None:
            left += [*source.blocks[done:start], *_outside(minutes, source.blocks[start:end])]
            found.append(minutes)
            done = end
    if not found:
        return Pack(source)
    left += source.blocks[done:]
    return Pack(dataclasses.replace(source, blocks=tuple(left)), tuple(found))


def _minutes(
    source: SourceText, blocks: Sequence[Block], whole: Description, name: str
) -> SourceText | None:
    """These blocks as minutes of their own; None where they are not plainly such."""
    furniture = tuple(each for each in source.furniture if each.name not in _OF_THE_PACK)
    alone = dataclasses.replace(source, blocks=tuple(blocks), furniture=furniture, links=())
    before, sections = items.sections(blocks)
    if describe(alone, None, name).kind is not Kind.MINUTES or len(sections) < 2:
        return None  # fewer: no list of those present, or nothing that they dealt with
    minutes = dataclasses.replace(alone, blocks=before, sections=sections)
    told = describe(minutes, sections[0], name)
    if told.committee is None and (name_above := _running_name(source, whole)):
        minutes = dataclasses.replace(minutes, blocks=(name_above, *before))
        told = describe(minutes, sections[0], name)
    if told.committee is None or told.date is None or whole.date is None:
        return None
    return minutes if told.date < whole.date else None


def _running_name(source: SourceText, whole: Description) -> Block | None:
    """The name of the pack's committee, where it was taken for a running line of its papers."""
    for each in source.furniture:
        same = same_name(each.text) == same_name(whole.committee or "")
        if each.name == "running" and same:
            return Block(each.text, ParagraphKind.HEADING)
    return None


def _outside(minutes: SourceText, stretch: Sequence[Block]) -> Iterator[Block]:
    """What stands before the first item and in none of them: the lines of the letterhead."""
    taken = {id(block) for section in minutes.sections for block in section.blocks}
    outside = {id(block) for block in stretch} - taken
    return (block for block in minutes.blocks if id(block) in outside)


def _stretches(blocks: Sequence[Block]) -> Iterator[tuple[int, int]]:
    """Where minutes begin and where they end, as positions in `blocks`."""
    tops = paper_tops.of(blocks)
    stamped = _numbers_of_minutes(blocks[: tops[0]]) if tops else set()
    openings = [top for top in tops if _opens_minutes(blocks, top, stamped)]
    listed = _listed_pages(blocks[: openings[0]]) if openings else {}
    pages = [blocks[opening].page or 0 for opening in openings]
    numbered_from = Counter(
        page - first for page in pages for first in listed if 0 <= page - first <= _FRONT_MATTER
    )
    shift = min(numbered_from, key=lambda each: (-numbered_from[each], each), default=0)
    for opening, page in zip(openings, pages, strict=True):
        last = listed.get(page - shift)
        after = [top for top in tops if top > opening]
        if last is None:
            end = _plain_end(blocks, opening, after, openings)
        else:
            ends = [
                top
                for top in after
                if (blocks[top].page or 0) > last + shift or top in openings or _stamp(blocks, top)
            ]
            end = ends[0] if ends else len(blocks)
        if end is not None:
            yield opening, end


def _stamp(blocks: Sequence[Block], top: int) -> str | None:
    """The number of the agenda item that is stamped on the page that begins here, if one is."""
    stamps = (_STAMP.fullmatch(block.text) for block in blocks[top : top + 3])
    return next((stamp["number"].lower() for stamp in stamps if stamp), None)


def _numbers_of_minutes(agenda: Sequence[Block]) -> set[str]:
    """The numbers of the items by which an agenda asks for earlier minutes to be agreed."""
    found = (_ITEM.match(block.text) for block in agenda)
    return {item["number"].lower() for item in found if item}


def _opens_minutes(blocks: Sequence[Block], top: int, numbers: set[str]) -> bool:
    """Whether the page that begins here opens minutes: their heading, then who was there.

    Instead of a heading the stamp of one of these items will do.
    """
    head = [block for block in blocks[top : top + _HEADING] if block.page == blocks[top].page]
    heads = (place for place, block in enumerate(head) if kinds.heads_minutes(block.text))
    begins = 0 if _stamp(blocks, top) in numbers else next(heads, None)
    if begins is None or any(kinds.heads_report(block.text) for block in head[:begins]):
        return False
    after = blocks[top + begins + 1 : top + begins + 1 + _BEFORE_ATTENDANCE]
    return any(kinds.tells_attendance(block.text) for block in after)


def _listed_pages(agenda: Sequence[Block]) -> dict[int, int]:
    """First and last page, as numbered, of each of the minutes that an agenda lists."""
    found: dict[int, int] = {}
    before = ""
    for block in agenda:
        for match in _PAGES.finditer(block.text):
            named = block.text[: match.start()].strip("( |") or before
            if re.search(r"\bminutes\b", named, re.IGNORECASE):
                first = int(match["first"] or match["from"])
                found[first] = int(match["last"] or match["to"] or first)
        before = block.text
    return found


def _closing(blocks: Sequence[Block], opening: int) -> int | None:
    """Where minutes end, in a text without pages, that say when the meeting closed."""
    for position, block in enumerate(blocks[opening + _HEADING :], opening + _HEADING):
        if _CLOSED.search(block.text):
            end = position + 1
            while end < len(blocks) and _CLOSED.match(blocks[end].text):
                end += 1  # "Chair", "Signed", "Date"
            return end
    return None


def _plain_end(
    blocks: Sequence[Block], opening: int, tops: Sequence[int], openings: Sequence[int]
) -> int | None:
    """Where minutes end that no list gives the pages of; None where that is not plain."""
    paged = blocks[opening].page is not None
    closing = None if paged else _closing(blocks, opening)
    for top in tops:
        if closing is not None and closing < top:
            break
        if top in openings or _stamp(blocks, top):
            return top
        head = blocks[top : top + _HEADING]
        if sum(kinds.heads_report(block.text) for block in head) >= _REPORT_LINES:
            return top
        foot = blocks[max(opening + _HEADING, top - _ENDING) : top]
        if any(_CLOSED.search(block.text) for block in foot):
            return top
    if closing is not None:
        return closing
    last = blocks[-1].page or 0
    _, sections = items.sections(blocks[opening:])
    begins = [block.page for section in sections[-1:] for block in section.blocks[:1]]
    runs_to_the_end = any(page and page >= last - 1 for page in begins)
    closed = any(_CLOSED.search(block.text) for block in blocks[-_ENDING:])
    return len(blocks) if runs_to_the_end or closed else None
