"""Lists of contents are told from the headings that they name."""

from __future__ import annotations

import pytest

from indexer import structure
from indexer.blocks import Block
from indexer.contents import contents
from indexer.records import Mark, ParagraphKind

HEADING = ParagraphKind.HEADING


def blocks(*texts: str) -> list[Block]:
    """One heading for each text."""
    return [Block(text, HEADING, level=1) for text in texts]


@pytest.mark.parametrize(
    ("texts", "listed"),
    [
        # Headed, with a section's title between and two entries on one page.
        (("Contents", "Summary 2", "The council", "Findings 5", "Plans 5", "Summary", "Text."), 5),
        # Page numbers in cells, behind leaders, on lines of their own.
        (("Table of contents", "Summary | 1", "Findings | 7", "Plans | 12", "Summary"), 4),
        (("Contents", "Summary ..... 1", "Findings … 7", "Plans 12", "Summary"), 4),
        (("Contents", "Summary", "3", "Findings", "4", "Plans", "9", "Summary"), 7),
        # Not headed: most titles come again.
        (("Report", "Summary 2", "Findings 5", "Plans 9", "Summary", "Findings"), 3),
        (("Summary 2", "Findings 5", "Plans 9", "Summary", "Text.", "Findings"), 3),
        # Figures that rise, and a heading with nothing listed under it.
        (("Homes 2", "Schools 5", "Nurseries 9", "All of these are open."), 0),
        (("Contents", "The council sent boxes of food.", "It was thanked."), 0),
        (("Contents", "Findings 5", "Plans 2", "Summary 9"), 0),
    ],
)
def test_the_lines_of_a_list(texts: tuple[str, ...], listed: int) -> None:
    found = contents(blocks(*texts))
    start = min(found, default=0)
    assert found == frozenset(range(start, start + listed))


def test_a_line_of_contents_is_set_behind_and_heads_nothing() -> None:
    found = structure.paragraphs(blocks("Contents", "Summary 2", "Plans 3", "End 4", "Summary"))
    assert [each.mark for each in found] == [Mark.BOILERPLATE] * 4 + [None]
    assert [each.kind for each in found] == [ParagraphKind.PARAGRAPH] * 4 + [HEADING]
    assert [each.text for each in found][1] == "Summary 2"
