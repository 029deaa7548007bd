"""What printed papers are called: fields, forms, letters, first lines."""
# ruff: noqa: E501 - tables read best unbroken

from __future__ import annotations

import pytest

from indexer.blocks import Block, SourceText
from indexer.metadata import describe
from indexer.records import ParagraphKind

SENTENCE = "The pond behind the town hall has been dry since the summer, and members asked for it to be filled before the next meeting of the committee in spring, at whatever cost."


def title(*lines: str) -> str:
    """The title of a paper: "# " marks a heading, " | " a table row."""
    blocks = []
    for line in lines:
        kind = ParagraphKind.TABLE_ROW if " | " in line else ParagraphKind.PARAGRAPH
        if line.startswith("# "):
            kind = ParagraphKind.HEADING
        blocks.append(Block(line.removeprefix("# "), kind, page=1))
    return describe(SourceText("pdf", tuple(blocks)), None, "x.pdf").title


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        # Fields of reports and records of decisions.
        (("From: The Director", "To: Parks Panel", "Subject: Filling the pond", SENTENCE), "Filling the pond"),
        (("# Parks Panel", "Report title: | Filling the pond", SENTENCE), "Filling the pond"),
        (("# RECORD OF DECISION", "For publication", "# Key decision: YES", "# Subject Matter / Title of Decision", "Filling the pond", SENTENCE), "Filling the pond"),
        (("# Officer decision record", "Title of decision: Filling the pond", SENTENCE), "Filling the pond"),
        (("# Officer decision record", "Decision title", "Filling the pond", SENTENCE), "Filling the pond"),
        # A field without a value, or a word that is no field, names nothing.
        (("# Filling the pond", "Title of decision", "Decision maker:", SENTENCE), "Filling the pond – Title of decision"),
        (("# Filling the pond", "Subject to contract", SENTENCE), "Filling the pond – Subject to contract"),
        (("# Filling the pond", "Subject", "Cost", SENTENCE), "Filling the pond – Subject – Cost"),
        # Forms: the name stands behind the form's own.
        (("# Budget Amendment Form", "Amendment Name: | More ponds | Amendment Number: | 3", "Proposed Purpose:", SENTENCE), "Budget Amendment Form – More ponds"),
        # What stands below the fields of a form, and a field's name, is no title.
        (("# Grant form", "Directorate: | Parks", "# Purpose of the grant", SENTENCE), "Grant form"),
        (("# Grant form", "Purpose:", SENTENCE), "Grant form"),
        # Letters.
        (("# Alex Example", "Head of Ponds", "10 January 2025", "Dear Leader,", "# Re: Filling the pond", SENTENCE, "Yours sincerely,"), "Filling the pond"),
        (("# Alex Example", "5 February 2025", "Dear Leaders", SENTENCE, "Yours faithfully"), "Letter of 5 February 2025"),
        (("# Alex Example", "Head of Ponds", "Dear Leaders", SENTENCE, "Yours sincerely"), "Alex Example – Head of Ponds"),
        # A letter quoted without its close is a paper like any other.
        (("# Filling the pond", "5 February 2025", "Dear Leaders", SENTENCE), "Filling the pond – 5 February 2025"),
        (("# Filling the pond", "[Not to be copied]", "For publication", SENTENCE), "Filling the pond"),
    ],
)  # fmt: skip
def test_a_printed_papers_title(lines: tuple[str, ...], expected: str) -> None:
    assert title(*lines) == expected
