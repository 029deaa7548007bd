"""Where papers begin in a pack: at the top of a page, or below what only a paper begins with."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from indexer import authorities
from indexer.blocks import Block
from indexer.metadata import kinds
from indexer.metadata.committee_names import is_committee

_STAMP = re.compile(r"agenda item (?:no\.? ?)?\w{1,4}", re.IGNORECASE)
_LONGEST_LETTERHEAD = 3  # lines above a paper's heading
_BEFORE_ATTENDANCE = 6  # lines between a heading of minutes and the list of those present
_LONGEST_LINE = 90  # letters


def of(blocks: Sequence[Block]) -> list[int]:
    """The positions at which a paper may begin, but for the first.

    These are the tops of pages and the headings of minutes that name who met and when; in a text
    without pages also the stamps of agenda items and the lines with which reports begin.
    """
    return sorted({*_of_pages(blocks), *_of_papers(blocks)} - {0})


def _of_pages(blocks: Sequence[Block]) -> Iterator[int]:
    for position, block in enumerate(blocks):
        if position and block.page and block.page != blocks[position - 1].page:
            yield position


def _of_papers(blocks: Sequence[Block]) -> Iterator[int]:
    paged = any(block.page for block in blocks)
    for position, block in enumerate(blocks):
        if _heads_minutes(blocks, position):
            yield _letterhead(blocks, position)
        elif not paged and _STAMP.fullmatch(block.text):
            yield position
        elif not paged and _heads_report(blocks, position):
            yield position - _is_line(blocks[position - 1])


def _heads_minutes(blocks: Sequence[Block], position: int) -> bool:
    """Whether the heading of minutes stands here, with those present straight below it."""
    text = blocks[position].text
    below = blocks[position + 1 : position + 1 + _BEFORE_ATTENDANCE]
    return (
        not text[:1].isdigit()
        and kinds.heads_minutes(text)
        and any(kinds.tells_attendance(each.text) for each in below)
    )


def _heads_report(blocks: Sequence[Block], position: int) -> bool:
    """Whether a report's first two lines stand here: to whom it goes, from whom it comes."""
    if not 0 < position < len(blocks) - 1 or kinds.heads_report(blocks[position - 1].text):
        return False
    return all(kinds.heads_report(block.text) for block in blocks[position : position + 2])


def _letterhead(blocks: Sequence[Block], heading: int) -> int:
    """The first of the lines above a heading of minutes that name the council and who met."""
    first = heading
    for position in range(heading - 1, max(heading - 1 - _LONGEST_LETTERHEAD, 0), -1):
        if not _names_a_body(blocks[position]) or blocks[position].page != blocks[heading].page:
            break
        first = position
    return first


def _names_a_body(block: Block) -> bool:
    if not _is_line(block):
        return False
    mentions = authorities.find(block.text)
    covered = sum(each.end - each.start for each in mentions)
    return is_committee(block.text.strip()) or covered >= len(block.text.strip()) - 1 > 0


def _is_line(block: Block) -> bool:
    return len(block.text) <= _LONGEST_LINE and not block.text.endswith((".", ";", ":"))
