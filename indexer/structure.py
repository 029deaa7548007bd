"""Blocks to paragraphs: anchors that last, and marks for decisions and boilerplate."""

from __future__ import annotations

from collections.abc import Sequence

from indexer.anchors import anchors
from indexer.blocks import Block
from indexer.marks import marks
from indexer.records import Paragraph


def paragraphs(blocks: Sequence[Block], title: str = "", part: str = "") -> tuple[Paragraph, ...]:
    """The paragraphs of one document.

    Args:
        blocks: its blocks in reading order.
        title: the title of the agenda item, which tells formal business apart.
        part: what the blocks are where the source says so ("minutes", "decision", "agenda").
    """
    return tuple(
        Paragraph(
            anchor=anchor,
            text=block.text,
            kind=block.kind,
            label=block.label,
            page=block.page,
            level=block.level,
            mark=mark,
            recognised=block.recognised,
        )
        for block, anchor, mark in zip(
            blocks, anchors(blocks), marks(blocks, title, part), strict=True
        )
    )
