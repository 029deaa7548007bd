"""Saved pages that lost the marks between their items and parts, and what still tells them apart."""
# ruff: noqa: E501 - pages read best as they are written

from __future__ import annotations

import pytest

from indexer.blocks import SourceText
from indexer.formats import read
from indexer.records import ParagraphKind


def _read(text: str) -> SourceText:
    return read(text.encode(), "page.txt")


def _items(source: SourceText) -> list[tuple[str | None, str, str]]:
    return [(section.number, section.title, section.part) for section in source.sections]


def _texts(source: SourceText, place: int = 0) -> list[str]:
    return [block.text for block in source.sections[place].blocks]


MEETING = "Agenda and minutes\n\nCare Panel - Monday 4 May 2020 2.00 pm\n\nItems\nNo. Item\n\n"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # Every bar was lost: each line that has "Minutes:" behind a title begins an item.
        (
            "Welcome Minutes: The Chair welcomed everyone.\nApologies To receive apologies. Minutes: There were none.\nPlan for parks\nMinutes: The board noted it.\n",
            [(None, "Welcome", "minutes"), (None, "Apologies", "minutes"), (None, "Plan for parks", "minutes")],
        ),
        (
            "Membership This is where substitutes are named. Decision: There were none.\nRoads To consider the roads. Decision: They are closed.\n",
            [(None, "Membership", "decision"), (None, "Roads", "decision")],
        ),
        # Sentences that quote the word are no rows.
        (
            "Agenda item\n\nThe draft\n\nMembers were told of it. Minutes: a word on each line.\n\nIt was noted.\n",
            [(None, "The draft", "minutes")],
        ),
        # A sentence in the place of a title.
        (
            "No. | Item |\n---|---|\nThe Chair welcomed two new members to the panel. |\n|\nRoads Minutes: They were noted. |\n|\n",
            [(None, "", "minutes"), (None, "Roads", "minutes")],
        ),
        # An item within an item, and one without a number.
        (
            MEETING + "4.\n\nMatters arising\n\n4.1\n\nBuses\n\nMinutes:\n\nThey were late.\n\n5.\n\nRoads\n\nMinutes:\n\nThe panel noted it.\n\nA late paper PDF 9 KB\n\nTo consider the paper.\n\nMinutes:\n\nThe panel agreed it.\n\n6.\n\nEnd\n\nMinutes:\n\nIt ended.\n",
            [("4", "Matters arising", "agenda"), ("4.1", "Buses", "minutes"), ("5", "Roads", "minutes"), (None, "A late paper", "minutes"), ("6", "End", "minutes")],
        ),
        # A number with a point inside an item's text begins nothing.
        (
            MEETING + "4.\n\nRoads\n\nMinutes:\n\n4.1\n\nThe panel noted that they were wet.\n\n5.\n\nEnd\n\nMinutes:\n\nIt ended.\n",
            [("4", "Roads", "minutes"), ("5", "End", "minutes")],
        ),
        # The older pages list their agendas, with or without text between.
        (
            "Meeting documents\n\nCabinet\nThursday, 16th August 2007\n\n  1. MINUTES\n  2. ROADS - WINTER\n  3. PARKS\n",
            [("1", "MINUTES", "agenda"), ("2", "ROADS - WINTER", "agenda"), ("3", "PARKS", "agenda")],
        ),
        (
            "Meeting documents\n\n  • 1 - Apologies\n  • 2 - Urgent Matters\n\n    To consider any matter.\n\n  • 3 - Roads\n",
            [("1", "Apologies", "agenda"), ("2", "Urgent Matters", "agenda"), ("3", "Roads", "agenda")],
        ),
        # Points of a resolution are no such list.
        (
            "Agenda and minutes\n\nVenue: Hall\n\nNo. Item\n\n\nRoads PDF 9 KB\n\n\nRESOLVED:\n\n1. Gritting\n\n2. Salting\n\n3. Clearing\n",
            [(None, "Roads", "minutes")],
        ),
        # "Public …" names the site's file only where it says which.
        (
            MEETING + "39/20\n\nApologies\n\nMinutes:\n\nNone.\n\n40/20\n\nPUBLIC QUESTIONS PDF 280 KB\n\n  • Share this item\n\nTo receive any.\n",
            [("39/20", "Apologies", "minutes"), ("40/20", "PUBLIC QUESTIONS", "agenda")],
        ),
        # The resolution behind "and it was," is no item; what is asked belongs to the title above.
        (
            "Agenda and minutes\n\nVenue: Hall\n\nNo. Item\n\n\nRoads PDF 9 KB\n\n\nThe roads were discussed, and it was,\n\n\n\n\nTo close them.\n\n\n\n\nPonds\n\n\n\n\nTo receive a talk on ponds, to follow on 2nd May\n",
            [(None, "Roads", "minutes"), (None, "Ponds", "agenda")],
        ),
        # What stands above an outcome is no item.
        (
            "Agenda and minutes\n\nVenue: Hall\n\nNo. Item\n\n\nRoads PDF 9 KB\n\n\nThe roads were discussed.\n\n\n\nDecision\n\nThat they be closed.\n\n\n\nPonds PDF 8 KB\n\n\nThe ponds were noted.\n",
            [(None, "Roads", "minutes"), (None, "Ponds", "minutes")],
        ),
        # Numbers that end with the committee's own mark.
        (
            MEETING + "15/53/Plan\n\nRoads\n\nMinutes:\n\nNone.\n\n15/54/Plan\n\nPonds\n\nMinutes:\n\nNoted.\n",
            [("15/53/Plan", "Roads", "minutes"), ("15/54/Plan", "Ponds", "minutes")],
        ),
        # What the printing of papers sets around an item, unseen in the print.
        (
            "<AI7>\n\nAgenda item\n\nPonds\n\nMinutes:\n\nThey were noted.\n\n</AI7>\n\n<TRAILER_SECTION>\n",
            [(None, "Ponds", "minutes")],
        ),
        # What calls itself an agenda and no more holds no minutes.
        (
            "Agenda\n\nCare Panel - Monday 4 May 2020\n\nNo. Item\n\n1.\n\nRoads\n\n2.\n\nSecrets\n\nRECOMMENDED that the public be excluded, as it was in May.\n",
            [("1", "Roads", "agenda"), ("2", "Secrets", "agenda")],
        ),
        # What is asked runs into the title; a title in capitals or of title words does not.
        (
            MEETING + "1.\n\nRoads To consider the report of the Director.\n\nMinutes:\n\nNoted.\n\n2.\n\nA Plan To Approve Bridges\n\nMinutes:\n\nNoted.\n",
            [("1", "Roads", "minutes"), ("2", "A Plan To Approve Bridges", "minutes")],
        ),
        # A notice with stars is no title.
        (
            "Agenda and minutes\n\nVenue: Hall\n\nNo. Item\n\n\nRoads PDF 9 KB\n\n\n** Please note that the hall is cold **\n\n\nThe roads were noted.\n\n\nPonds PDF 9 KB\n\n\nThey were noted.\n",
            [(None, "Roads", "minutes"), (None, "Ponds", "minutes")],
        ),
        # Each thing recommended is an item, whatever gap is before it.
        (
            "Agenda and minutes\n\nVenue: Hall\n\nNo. Item\n\n\nRECOMMENDATION I - Roads\n\n\nThe roads were discussed.\n\nRECOMMENDATION II - Ponds\n\n\nThe ponds were noted.\n",
            [(None, "RECOMMENDATION I - Roads", "minutes"), (None, "RECOMMENDATION II - Ponds", "minutes")],
        ),
        # A Welsh page's file note.
        (
            "Rhaglen a chofnodion\n\nCyngor Sir - Dydd Iau, 9fed Hydref, 2014 2.00 o'r gloch\n\nRhif eitem\n\n1.\n\nPyllau pdf eicon PDF 281 KB\n\nCofnodion:\n\nNodwyd.\n\n2.\n\nFfyrdd\n\nCofnodion:\n\nNodwyd.\n",
            [("1", "Pyllau", "minutes"), ("2", "Ffyrdd", "minutes")],
        ),
        # What was laid before the meeting begins its minute.
        (
            "Agenda and minutes\n\nVenue: Hall\n\nNo. Item\n\n\nRoads PDF 9 KB\n\n\nSubmitted – The plan (previously circulated) of 3 May 2020.\n\n\nPonds PDF 8 KB\n\n\nConsidered - the ponds.\n",
            [(None, "Roads", "minutes"), (None, "Ponds", "minutes")],
        ),
        # The resolution behind "It was;".
        (
            "Agenda and minutes\n\nVenue: Hall\n\nNo. Item\n\n\nRoads PDF 9 KB\n\n\nThe roads were discussed.\n\n\nIt was;\n\n\n\n\nTo close them as a true record.\n\n\n\n\nPonds PDF 9 KB\n\n\nNoted by all.\n",
            [(None, "Roads", "minutes"), (None, "Ponds", "agenda")],
        ),
        # A field in a row is no title.
        (
            "No. | Item |\nRoads To receive a report on roads. Decision: RESOLVED - That it be noted. |\nPonds To receive a report on ponds.\nContact Officer: A Person Decision: RESOLVED - That they be noted. |\n",
            [(None, "Roads", "decision"), (None, "Ponds", "decision")],
        ),
        # The two ways to name urgent business that end like sentences.
        (
            "Agenda item\n\nSuch other business as, in the opinion of the Chair, is urgent.\n\n\nThe Chair spoke of the rain. It was noted.\n",
            [(None, "Such other business as, in the opinion of the Chair, is urgent.", "minutes")],
        ),
        # Nothing but what was asked and what came of it.
        (
            "To receive news of the pond. A paper will follow.\n\nThe warden introduced the paper and said it was deep.\n",
            [(None, "", "minutes")],
        ),
        # The site's own links run up to the page's name.
        (
            "• Calendar\n  • Committees\n  • Community Councils\n  • Agenda item\n\n    PONDS\n\n    Minutes:\n\n    They were noted.\n",
            [(None, "PONDS", "minutes")],
        ),
        # Members of others' councils are no items.
        (
            "Agenda\n\nCare Panel - Monday 4 May 2020\n\nNo. Item\n\n\nMembership\n\nThe Panel to note that these were appointed: -\n\n\nCllr Jo Pond - Rutland County Council\n\nCllr Al Marsh – Devon County Council\n\n\nRoads PDF 9 KB\n\nTo note.\n",
            [(None, "Membership", "agenda"), (None, "Roads", "agenda")],
        ),
    ],
)  # fmt: skip
def test_items(text: str, expected: list[tuple[str | None, str, str]]) -> None:
    assert _items(_read(text)) == expected


def test_minutes_do_not_begin_before_the_page_says_so() -> None:
    text = (
        "Agenda item\n\nMinutes\n\nThe Council is also asked to ratify what was decided in May.\n\n"
        "·  Minute 6 was noted\n\nMinutes:\n\nThe Chair put them to the vote.\n"
    )
    (section,) = _read(text).sections
    texts = [(block.kind is ParagraphKind.HEADING, block.text) for block in section.blocks]
    assert texts == [
        (False, "The Council is also asked to ratify what was decided in May."),
        (False, "• Minute 6 was noted"),
        (True, "Minutes"),
        (False, "The Chair put them to the vote."),
    ]


@pytest.mark.parametrize(
    ("text", "title", "texts"),
    [
        (
            "Decision status: Recommendations Approved\nIs Key decision?: No\nDecision taken\nCabinet closed the road.\nReason for decision\nIt was wet.\nRecommend to Council?: No;\nDate of decision: 03/12/2024\n",
            "",
            ["Cabinet closed the road.", "Reason for decision", "It was wet."],
        ),
        (
            "Issue - decisions\n\nHomes\n\n19/05/2022 - Homes for all\n\nRESOLVED that it be endorsed.\n\nReasons for Decision:\n\nIt was asked.\n",
            "Homes for all",
            ["RESOLVED that it be endorsed.", "Reasons for Decision", "It was asked."],
        ),
    ],
)  # fmt: skip
def test_a_decisions_headings(text: str, title: str, texts: list[str]) -> None:
    (section,) = _read(text).sections
    assert (section.title, section.part) == (title, "decision")
    assert [block.text for block in section.blocks] == texts


def test_each_decision_of_an_issue_has_its_day() -> None:
    text = "Issue - decisions\n\nHomes\n\n19/05/2022 - Homes for all\n\nThat it be endorsed.\n\n02/03/2021 - Homes\n\nThat it be noted.\n"
    source = _read(text)
    days = [
        piece.text
        for section in source.sections
        for piece in section.furniture
        if piece.name == "field:date of decision"
    ]
    assert [section.title for section in source.sections] == ["Homes for all", "Homes"]
    assert days == ["19/05/2022", "02/03/2021"]
    assert "Homes" in [piece.text for piece in source.furniture]


def test_an_entry_of_the_forward_plan_is_no_minutes() -> None:
    text = (
        "https://democracy.york.gov.uk/mgIssueHistoryHome.aspx?IId=5\n\nRoads\n\n"
        "The member will choose:\n• Approve the recommendations made\n\nDecision type: Non-key\n\n"
        "Decision due: 24/10/19 by Executive Member\n"
    )
    source = _read(text)
    assert _items(source) == [(None, "Roads", "agenda")]
    assert [p.text for p in source.furniture if p.name == "field:decision due"] == [
        "24/10/19 by Executive Member"
    ]


@pytest.mark.parametrize(
    ("text", "texts"),
    [
        # Points that were run together, and bullets left at a line's end.
        ("Panel\nThey asked: · why it rained · how deep it was · who knew\nAll left.\n", ["Panel", "They asked:", "• why it rained", "• how deep it was", "• who knew", "All left."]),
        ("Panel\nTwo groups met. ·\nRoads Group\nAll left.\n", ["Panel", "Two groups met.", "• Roads Group", "All left."]),
        ("Ponds · Talk\nAll left.\n", ["Ponds · Talk", "All left."]),
        # Lines broken in the middle of a sentence, whatever the next one begins with.
        ("Panel\nTo elect\nJo Pond as chair for\n2023/24.\nIt was so agreed by all of the\n(voting) members.\n", ["Panel", "To elect Jo Pond as chair for 2023/24.", "It was so agreed by all of the (voting) members."]),
        ("It was asked under section 2.17 of\n\nthe rules.\n\nAll left.\n", ["It was asked under section 2.17 of the rules.", "All left."]),
        ("READMISSION OF PRESS\nAND PUBLIC\nAll came back.\n", ["READMISSION OF PRESS AND PUBLIC", "All came back."]),
        # What begins a paragraph of its own.
        ("It is approved; and\n(2) it is sent.\n", ["It is approved; and", "(2) it is sent."]),
        ("Those away: Jo Pond\niii Absence\niv Membership\n", ["Those away: Jo Pond", "iii Absence", "iv Membership"]),
    ],
)  # fmt: skip
def test_lines(text: str, texts: list[str]) -> None:
    assert [block.text for block in _read(text).blocks] == texts


def test_a_long_report_after_the_documents_is_text_whatever_it_ends_with() -> None:
    said = "The Head of Ponds introduced the report, which set out what came of the walk on 12th March 2024."
    text = f"{MEETING}4.\n\nPonds\n\nAdditional documents:\n\n{said}\n\n5.\n\nEnd\n\nMinutes:\n\nIt ended.\n"
    assert said in _texts(_read(text))
