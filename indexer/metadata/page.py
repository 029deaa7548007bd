"""A source and a section of it, asked the questions that the other modules share."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator

from indexer.blocks import Block, Section, SourceText
from indexer.records import ParagraphKind

_HEAD_BLOCKS = 45
_HEAD_PAGES = 3


@dataclasses.dataclass(frozen=True)
class Page:
    """The text to describe: one section of a source, or the whole of it."""

    source: SourceText
    section: Section | None

    @property
    def blocks(self) -> tuple[Block, ...]:
        """The blocks of the section, or of the whole source."""
        return self.section.blocks if self.section else self.source.blocks

    @property
    def head(self) -> tuple[Block, ...]:
        """The source's opening: where a document says what it is."""
        first = next((block.page for block in self.source.blocks if block.page), None)
        return tuple(
            block
            for block in self.source.blocks[:_HEAD_BLOCKS]
            if first is None or block.page is None or block.page < first + _HEAD_PAGES
        )

    def opening_lines(self) -> Iterator[str]:
        """The short lines that a saved page begins with, wherever its reader has put them."""
        first = self.source.sections[:1]
        texts = [block.text for block in self.source.blocks[:6]]
        texts += [
            text for each in first for text in (each.title, *(b.text for b in each.blocks[:4]))
        ]
        own = self.section.blocks[:4] if self.section else ()
        yield from (text for text in [*(b.text for b in own), *texts] if 0 < len(text) <= 200)

    def furniture(self, *names: str) -> Iterator[str]:
        """The texts of the furniture with these names, the section's own before the source's."""
        own = self.section.furniture if self.section else ()
        for name in names:
            for piece in (*own, *self.source.furniture):
                if piece.name == name and piece.text.strip():
                    yield piece.text.strip()

    @property
    def is_printed(self) -> bool:
        """Whether the whole source is a paper as printed, not a committee system's page."""
        return not self.source.genre.startswith(("moderngov", "cmis"))

    @property
    def text(self) -> str:
        """The text of `blocks`, one paragraph a line."""
        return "\n".join(block.text for block in self.blocks)

    @property
    def is_committee_page(self) -> bool:
        """Whether a committee system's own markup set the text apart."""
        return bool(self.section) or not self.is_printed


def is_short_line(block: Block) -> bool:
    """Whether a block can be a heading or a line of a title page."""
    return block.kind is ParagraphKind.HEADING or len(block.text) <= 160
