"""Blocks to paragraphs: anchors that last, and marks for decisions and boilerplate."""

from __future__ import annotations

from collections.abc import Sequence

from indexer.anchors import anchors
from indexer.blocks import Block
from indexer.contents import contents
from indexer.imprint import imprint
from indexer.marks import marks
from indexer.records import Mark, Paragraph, ParagraphKind


def paragraphs(blocks: Sequence[Block], title: str = "", part: str = "") -> tuple[Paragraph, ...]:
    """The paragraphs of one document.

    Args:
        blocks: its blocks in reading order.
        title: the title of the agenda item, which tells formal business apart.
        part: what the blocks are where the source says so ("minutes", "decision", "agenda").
    """
    listed, published = contents(blocks), imprint(blocks)
    return tuple(
        _paragraph(
            block,
            anchor,
            Mark.BOILERPLATE if place in listed or place in published else mark,
            listed=place in listed,
        )
        for place, (block, anchor, mark) in enumerate(
            zip(blocks, anchors(blocks), marks(blocks, title, part), strict=True)
        )
    )


def _paragraph(block: Block, anchor: str, mark: Mark | None, *, listed: bool) -> Paragraph:
    """A block's paragraph; a line of a list of contents heads nothing."""
    heading = block.kind is ParagraphKind.HEADING and listed
    return Paragraph(
        anchor=anchor,
        text=block.text,
        kind=ParagraphKind.PARAGRAPH if heading else block.kind,
        label=block.label,
        page=block.page,
        level=None if heading else block.level,
        mark=mark,
        recognised=block.recognised,
    )
