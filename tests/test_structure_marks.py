"""Decisions with their sub-items, and the formal business of every meeting."""
# ruff: noqa: E501 - tables read best unbroken

from __future__ import annotations

import pytest

from indexer.blocks import Block
from indexer.labels import leading_label
from indexer.marks import marks
from indexer.records import Mark, ParagraphKind

D, B = Mark.DECISION, Mark.BOILERPLATE


def _blocks(*texts: str) -> list[Block]:
    return [
        Block(text[2:], ParagraphKind.HEADING)
        if text.startswith("# ")
        else Block(
            text,
            ParagraphKind.LIST_ITEM if text.startswith("•") else ParagraphKind.PARAGRAPH,
            leading_label(text),
        )
        for text in texts
    ]


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        (["RESOLVED – That the report be noted."], [D]),
        (["• A point.", "It was AGREED to:", "• dig a pond;", "• fill it."], [None, D, D, D]),
        (["RESOLVED that:", "(a) it be noted;", "(b) a report come.", "Members left."], [D, D, D, None]),
        (["It was AGREED that the plan be adopted."], [D]),
        (["The Committee agreed to ask for a report."], [D]),
        (["Resolved:", "That the plan be adopted.", "A member spoke."], [D, D, None]),
        (["RESOLVED", "that", "1. it be noted; and", "2. it be sent."], [D, D, D, D]),
        (["5.6 RESOLVED that:", "(a) it be noted.", "5.7 Members asked why."], [D, D, None]),
        (["1. The plan was shown.", "2. RESOLVED that it be noted.", "3. The Chair spoke."], [None, D, None]),
        (["(a) A point.", "(b) A point.", "RESOLVED that:", "a. it be noted;", "b. it be sent."], [None, None, D, D, D]),
        (["(a) Paths", "They were dry.", "RESOLVED that:", "A: it be noted", "B: it be sent.", "All left."], [None, None, D, D, D, None]),
        (["RESOLVED that the Board:", "(A) notes it; and", "(B) sends it.", "Members left."], [D, D, D, None]),
        (["RECOMMENDED to Cabinet that", "• it spend more;", "• it ask why."], [D, D, D]),
        (["It was MOVED, SECONDED and RESOLVED that it be noted."], [D]),
        (["Members spoke of it. RESOLVED that it be noted."], [D]),
        (["Members agreed with the Director that it was late."], [None]),
        (["The inspection report recommended that staff be trained."], [None]),
        (["It was noted that caseloads had fallen."], [None]),
        (["Members spoke.", "That the verbal update be noted."], [None, D]),
        (["That visit, he said, had been a surprise."], [None]),
        (["A decision was expected in May."], [None]),
        (["# Decision", "The plan was adopted.", "# Minutes", "The plan was shown."], [None, D, None, None]),
    ],
)  # fmt: skip
def test_decisions(texts: list[str], expected: list[Mark | None]) -> None:
    assert list(marks(_blocks(*texts))) == expected


def test_a_decision_page_is_one_decision() -> None:
    blocks = _blocks("The plan was adopted.", "It takes effect at once.")
    assert list(marks(blocks, part="decision")) == [D, D]
    parts = _blocks("# Purpose", "To adopt it.", "# Decision", "It was adopted.")
    assert list(marks(parts, part="decision")) == [None, None, None, D]


def test_a_decision_page_that_tells_what_was_said_is_no_decision_up_to_there() -> None:
    blocks = _blocks(
        "17.1 The report was shown.",
        "17.2 A query was raised.",
        "17.3 Resolved – That it be endorsed.",
    )
    assert list(marks(blocks, part="decision")) == [None, None, D]


def test_items_run_together_are_not_formal_because_the_first_is() -> None:
    blocks = _blocks(
        "# Minutes", "Two members sent apologies.", "# Minutes", "The plan was discussed at length."
    )
    assert list(marks(blocks, "Apologies for absence")) == [None] * 4


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("Apologies for absence", "A member sent apologies."),
        ("DECLARATIONS OF INTEREST", "A member declared an interest."),
        ("Exclusion of the press and public", "RESOLVED that the public be excluded."),
        ("Attendance", "Present: nine councillors"),
        ("Improvement plan", "There were no declarations of interest."),
        ("Urgent business", "There were no items of urgent business."),
        ("Urgent business", "There was no matter raised as a matter of urgency."),
        ("Public questions", "No questions were received."),
        ("Improvement plan", "This meeting is being webcast."),
        ("Declarations of Party Whip", "A member was whipped."),
        ("Disclosures of interest", "None."),
        ("Access to information", "No papers were closed."),
        ("Urgent business", "There was none."),
        ("Improvement plan", "Members of the public are welcome to attend."),
        ("Improvement plan", "That under Section 100A(4) the public be excluded."),
    ],
)
def test_formal_business(title: str, text: str) -> None:
    assert list(marks(_blocks(text), title)) == [B]


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("Minutes of the last meeting", "Members asked about caseloads."),
        ("Urgent business", "The Chair had agreed to take the inspection report."),
        ("Improvement plan", "There were no workers to spare."),
        ("Improvement plan", "None of them stayed."),
        ("Exclusion of pupils from schools", "Exclusions had risen."),
        ("Disclosure and Barring Service", "Checks were late."),
        ("Declaration of a climate emergency", "Members spoke of it."),
        ("Attendance of pupils", "Attendance had fallen."),
        ("Access to information annual report", "Requests had doubled."),
        ("Recording of children's wishes", "Wishes were seldom recorded."),
        ("Buses", "There were no public transport links to the home."),
        ("Visits", "There were no urgent concerns about the home."),
        ("Buses", "Members of the public are worried about the cuts."),
    ],
)
def test_real_business_is_not_formal(title: str, text: str) -> None:
    assert list(marks(_blocks(text), title)) == [None]
