"""Printed minutes to agenda items, in the ways that councils number and set them apart."""
# ruff: noqa: E501 - tables read best unbroken

from __future__ import annotations

import pytest

from indexer import items
from indexer.blocks import Block
from indexer.labels import leading_label
from indexer.numbering import longest_run
from indexer.records import ParagraphKind

BODY = "The committee considered the report of the director and asked about the figures in it."


def _blocks(*texts: str) -> list[Block]:
    """ "**" begins a bold block, "# " a heading, "| " a table row."""
    found: list[Block] = []
    for text in texts:
        kind, bold = ParagraphKind.PARAGRAPH, False
        if text.startswith("**"):
            text, bold = text[2:], True  # noqa: PLW2901
        elif text.startswith("# "):
            text, kind = text[2:], ParagraphKind.HEADING  # noqa: PLW2901
        elif text.startswith("| "):
            text, kind = text[2:], ParagraphKind.TABLE_ROW  # noqa: PLW2901
        found.append(Block(text, kind, leading_label(text), bold=bold))
    return found


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        # Bold numbered titles; the numbers inside the items begin anew.
        (["**84. Apologies", BODY, "**85. Plan", "1. One", "2. Two", "**86. End", BODY],
         [("84", "Apologies", 1), ("85", "Plan", 2), ("86", "End", 1)]),
        # Numbers within the year and the month.
        (["Minutes, 10 July 2023", "2307.01 Present", BODY, "2307.02 Ponds", BODY, "2307.03 Roads", BODY],
         [("2307.01", "Present", 1), ("2307.02", "Ponds", 1), ("2307.03", "Roads", 1)]),
        (["Held in June 2020", "**ALSO IN ATTENDANCE:", "the clerk", "**2020-06_1. PONDS", BODY, "**2020-06_2. ROADS", BODY],
         [(None, "Attendance", 2), ("2020-06_1", "PONDS", 1), ("2020-06_2", "ROADS", 1)]),
        # How many were there is no item's number.
        (["3 members of the public were there", "1. Ponds", BODY, "2. Roads", BODY, "3. Lakes", BODY],
         [("1", "Ponds", 1), ("2", "Roads", 1), ("3", "Lakes", 1)]),
        # The place on the agenda in brackets, after the title or below it.
        (["**84. Apologies", "(Item 1)", BODY, "**85. Plan (Item 2)", BODY],
         [("84", "Apologies", 1), ("85", "Plan", 1)]),
        # Hanging numbers come as table rows.
        (["| 283. | Apologies (Item 1)", BODY, "| 284. | Plan (Item 2)", BODY],
         [("283", "Apologies", 1), ("284", "Plan", 1)]),
        # References, years and councils' own styles.
        (["**CS/20/13 Apologies", BODY, "**CS/20/14 Plan", BODY],
         [("CS/20/13", "Apologies", 1), ("CS/20/14", "Plan", 1)]),
        (["**12/17 Apologies", BODY, "**13/17 Plan", BODY],
         [("12/17", "Apologies", 1), ("13/17", "Plan", 1)]),
        (["**23/5 Apologies", BODY, "**23/6 Plan", BODY],
         [("23/5", "Apologies", 1), ("23/6", "Plan", 1)]),
        # Numbers within the year that the opening states; elsewhere they are paragraphs'.
        (["Minutes of a meeting on 5 May 2021", "21.44 ELECTION", BODY, "21.45 FOOTPATHS", BODY, "21.46 END", BODY],
         [("21.44", "ELECTION", 1), ("21.45", "FOOTPATHS", 1), ("21.46", "END", 1)]),
        (["**20. Plan", "**20.1 One", BODY, "**20.2 Two", BODY, "**20.3 Three", BODY, "**21. End", BODY],
         [("20", "Plan", 6), ("21", "End", 1)]),
        # A council that has numbered on for a hundred years.
        (["14365 NEWS", BODY, "14366 POLICE", BODY, "14367 PLANS", BODY],
         [("14365", "NEWS", 1), ("14366", "POLICE", 1), ("14367", "PLANS", 1)]),
        # Capitals in a text without type.
        (["1. APOLOGIES", BODY, "2. IMPROVEMENT PLAN", BODY, "3. NEXT MEETING", BODY],
         [("1", "APOLOGIES", 1), ("2", "IMPROVEMENT PLAN", 1), ("3", "NEXT MEETING", 1)]),
        # Neither type nor capitals: the run of numbers with text between them.
        (["1. Apologies", BODY, "2. Improvement plan", "2.1 One", "2.2 Two", "3. Next meeting", BODY],
         [("1", "Apologies", 1), ("2", "Improvement plan", 2), ("3", "Next meeting", 1)]),
        # A number is missing: that item was exempt.
        (["**1. Apologies", BODY, "**2. Plan", BODY, "**5. End", BODY],
         [("1", "Apologies", 1), ("2", "Plan", 1), ("5", "End", 1)]),
        # Unnumbered titles that give their place on the agenda; other bold lines are no items.
        (["Present: nine councillors", "**Apologies", "(Item 1)", BODY, "**Plan (Item 2)", BODY, "**A heading within", BODY],
         [(None, "Attendance", 1), (None, "Apologies", 1), (None, "Plan", 3)]),
        # The place on the agenda runs into the text; titles that would otherwise be the page's head.
        (["Present: all", "**Minutes of the meeting held on 9 May", "(Item 3)", BODY, "**Work programme", "(Item 4) RESOLVED that it be noted."],
         [(None, "Attendance", 1), (None, "Minutes of the meeting held on 9 May", 1), (None, "Work programme", 1)]),
        # Unnumbered titles alike in look.
        (["Present: nine councillors", "# Apologies", BODY, "# Plan", BODY, "**Not one", BODY],
         [(None, "Attendance", 1), (None, "Apologies", 1), (None, "Plan", 3)]),
        # An item before the first number.
        (["PRESENT: nine councillors", "**UNRESTRICTED ITEMS", "**Election of Chair", BODY, "**283. Apologies", BODY, "**284. Plan", BODY],
         [(None, "Attendance", 2), (None, "Election of Chair", 1), ("283", "Apologies", 1), ("284", "Plan", 1)]),
        # The text on the line of the title.
        (["1. APOLOGIES – Apologies were received from two members.", "2. PLAN The director presented the plan to the committee."],
         [("1", "APOLOGIES", 1), ("2", "PLAN", 1)]),
        # Item, description and resolution side by side; a full stop after each title.
        (["| 137 | Apologies. | None were received.", "| 138 | Plan. | It was noted.", "| 139 | End. | It ended."],
         [("137", "Apologies.", 1), ("138", "Plan.", 1), ("139", "End.", 1)]),
        (["137 Apologies for absence.", BODY, "138 Improvement plan.", BODY, "139 Next meeting.", BODY],
         [("137", "Apologies for absence.", 1), ("138", "Improvement plan.", 1), ("139", "Next meeting.", 1)]),
        # Titles that run into their text; a numbered item between them has none.
        (["1. Minutes. The clerk read them to the council.", "2. Finance: The clerk said that bills were paid.", "3. The clerk had nothing more to tell.", "4. Trees – They were felled."],
         [("1", "Minutes", 1), ("2", "Finance", 1), ("3", "", 1), ("4", "Trees", 1)]),
        # A dash within a title; numbers in brackets; the place on the agenda behind the number; a day is no number.
        (["10 NOVEMBER 2011", "(139) SCHOOLS - A STRATEGY FOR GROWTH", BODY, "(140) (18) PLAN", BODY, "(141) END", BODY],
         [("139", "SCHOOLS - A STRATEGY FOR GROWTH", 1), ("140", "PLAN", 1), ("141", "END", 1)]),
        (["1. Schools - A strategy for growth", BODY, "2. Plan", BODY, "3. End", BODY],
         [("1", "Schools - A strategy for growth", 1), ("2", "Plan", 1), ("3", "End", 1)]),
        # A table of numbered rows is no list of items.
        (["**1. Plan", BODY, "| 1 | Homes | 45", "| 2 | Visits | 46", "| 3 | Plans | 47", "**2. End", BODY],
         [("1", "Plan", 4), ("2", "End", 1)]),
        # Titles that begin with a number of their own.
        (["**88. 24/00108 - Budget", BODY, "**89. 2025 plan", BODY],
         [("88", "24/00108 - Budget", 1), ("89", "2025 plan", 1)]),
    ],
)  # fmt: skip
def test_items(texts: list[str], expected: list[tuple[str | None, str, int]]) -> None:
    _, found = items.sections(_blocks(*texts))
    assert [(s.number, s.title, len(s.blocks)) for s in found] == expected


@pytest.mark.parametrize(
    "texts",
    [
        [BODY, BODY],
        ["1. That it be noted;", "2. that it be sent; and", "3. that it be kept."],
        ["**Agenda", "1. One", "2. Two", "3. Three"],
    ],
)
def test_text_without_items_stays_whole(texts: list[str]) -> None:
    blocks = _blocks(*texts)
    before, found = items.sections(blocks)
    assert found == ()
    assert before == tuple(blocks)


def test_no_block_is_lost() -> None:
    texts = ["COUNTY COUNCIL", "PRESENT: all", "**1. One", "(Item 1)", BODY, "**2. Two", BODY, BODY]
    blocks = _blocks(*texts)
    before, found = items.sections(blocks)
    assert [b.text for b in before] == texts[:2]
    assert [b.text for s in found for b in s.blocks] == ["PRESENT: all", BODY, BODY, BODY]


@pytest.mark.parametrize(
    ("before", "titles"),
    [
        (["COUNTY COUNCIL", "Held on 4 May"], []),
        (["COUNTY COUNCIL", "The committee met in the school because the hall was being mended, and was shown round it by four pupils, who had prepared well."], ["Opening"]),
        (["COUNTY COUNCIL", "Voting Members: Councillor Able"], ["Attendance"]),
        (["COUNTY COUNCIL", "In attendance: an officer"], ["Attendance"]),
    ],
)  # fmt: skip
def test_a_passage_before_the_first_item_is_kept(before: list[str], titles: list[str]) -> None:
    _, found = items.sections(_blocks(*before, "**1. One", BODY, "**2. Two", BODY))
    assert [section.title for section in found] == [*titles, "One", "Two"]


@pytest.mark.parametrize(
    ("numbers", "places"),
    [
        (["1", "2", "3"], [0, 1, 2]),
        (["84", "1", "2", "85", "1", "86", "87"], [0, 3, 5, 6]),
        (["1", "1", "2"], [1, 2]),
        (["5", "9", "10"], [0, 1, 2]),
        (["5", "10", "11"], [1, 2]),
        (["12", "12a", "13"], [0, 1, 2]),
        (["77/21", "78/21"], [0, 1]),
        (["23/5", "23/6"], [0, 1]),
        (["CS/20/13", "3", "CS/20/14"], [0, 2]),
        ([], []),
    ],
)
def test_the_longest_run_of_numbers(numbers: list[str], places: list[int]) -> None:
    found = longest_run(numbers)
    assert [numbers[place] for place in found] == [numbers[place] for place in places]
