"""Imprints: who publishes a paper, and how it may be copied."""
# ruff: noqa: E501 - tables read best unbroken

from __future__ import annotations

import pytest

from indexer.blocks import Block
from indexer.imprint import imprint
from indexer.records import Mark, ParagraphKind
from indexer.structure import paragraphs

ADDRESS = ["1 High Street", "Anytown", "AB1 2CD", "T: 01234 567890", "W: www.example.org"]
COPY = "You may copy this information free of charge, in any form, under the licence below."
FORMAT = "If you would like this document in large print or in Braille, please call us."
SITE = "This report is available at www.example.org/reports."


def _blocks(*texts: str) -> list[Block]:
    return [
        Block(text[2:], ParagraphKind.HEADING)
        if text.startswith("# ")
        else Block(text, ParagraphKind.PARAGRAPH)
        for text in texts
    ]


@pytest.mark.parametrize(
    ("texts", "marked"),
    [
        # At the end, with its address.
        (["The plan works well.", FORMAT, COPY, SITE, *ADDRESS, "© Crown copyright 2021"], range(1, 10)),
        # At the front, ended by a heading.
        (["# An inspection", "© Crown copyright 2013", SITE, "# Contents", "Findings 3"], range(1, 3)),
        # The sign alone is enough, and so are complaints with another of the set sentences.
        (["Children are safe.", "© Any Inspectorate 2019"], range(1, 2)),
        (["Any complaints about the inspection should be sent to us.", FORMAT], range(2)),
        # A sentence of the paper's own that begins like one.
        (["This report is available at the library, and residents had read it.", "It was noted."], ()),
        (["You may use this information in the debate, the Chair said.", "Members did."], ()),
        # A long paragraph after it is text again.
        ([FORMAT, COPY, "The committee then turned to the budget, " + "which had grown again " * 5, "Short."], range(2)),
        # Short lines before it are none of it.
        (["Lead inspector: A. Person", FORMAT, COPY], range(1, 3)),
        ([], ()),
    ],
)  # fmt: skip
def test_which_paragraphs_are_an_imprint(texts: list[str], marked: range) -> None:
    assert imprint(_blocks(*texts)) == set(marked)


def test_an_imprint_is_marked_as_boilerplate_and_keeps_its_kind() -> None:
    found = paragraphs(_blocks("# Findings", "Children are safe.", FORMAT, COPY, *ADDRESS))
    assert [each.mark for each in found] == [None, None, *[Mark.BOILERPLATE] * 7]
    assert {each.kind for each in found[1:]} == {ParagraphKind.PARAGRAPH}
