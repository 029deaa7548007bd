"""Printed minutes to agenda items: where one item ends and the next begins."""

from __future__ import annotations

import re
from collections.abc import Sequence

from indexer.blocks import Block, Section
from indexer.records import ParagraphKind

_ITEM_NUMBER = re.compile(
    r"(?P<number>\d{1,4}|\d{1,4}/\d{2,4}|[A-Z]{1,6}(?:/\d{1,4}){1,3})[.:]?\s+(?P<title>\S.*)"
)
_LONGEST_TITLE = 200


def sections(blocks: Sequence[Block]) -> tuple[tuple[Block, ...], tuple[Section, ...]]:
    """Split printed minutes: what stands before the first item, and the items."""
    starts = [
        (position, found)
        for position, block in enumerate(blocks)
        if (found := _begins_item(block)) is not None
    ]
    if not starts:
        return tuple(blocks), ()
    ends = [position for position, _ in starts[1:]] + [len(blocks)]
    return tuple(blocks[: starts[0][0]]), tuple(
        Section(found["title"].strip(), tuple(blocks[start + 1 : end]), number=found["number"])
        for (start, found), end in zip(starts, ends, strict=True)
    )


def _begins_item(block: Block) -> re.Match[str] | None:
    if block.kind is ParagraphKind.TABLE_ROW or len(block.text) > _LONGEST_TITLE:
        return None
    found = _ITEM_NUMBER.fullmatch(block.text)
    if not found:
        return None
    title = found["title"]
    standing_out = block.kind is ParagraphKind.HEADING or block.bold or title.isupper()
    return found if standing_out else None
