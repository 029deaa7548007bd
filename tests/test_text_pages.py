"""Pages of a committee system saved as plain text, in the shapes that savers leave."""
# ruff: noqa: E501 - pages read best as they are written

from __future__ import annotations

import re

import pytest

from indexer.blocks import SourceText
from indexer.formats import read
from indexer.records import ParagraphKind

# Two shapes of one meeting: every cell a paragraph; every row a line that ends with a bar.
SPACED = """Agenda and minutes

Scrutiny Committee - Tuesday, 12th March, 2013 2.00 pm

Venue: Committee Room 1. View directions

Items
No. Item

17.

Also present

Minutes:

The portfolio holder for families

18.

Minutes of the last meeting pdf icon PDF 63 KB

To approve the minutes of 21 February 2013.

\u00a0

Additional documents:

  • Appendix 1 , item 18. pdf icon PDF 1 MB

Minutes:

RESOLVED

\u00a0

that

\u00a0

(1)

the minutes be approved; and

(2)      they be signed.

\u00a0

·       Caseloads had fallen to 15.
"""

ROWS = """Venue: County Hall
Contact: A Clerk
No. | Item |
---|---|
Apologies for absence Minutes: Apologies were received from one member. |
|
Additional documents:
Minutes: The minutes were approved. |
|
Questions PDF 65 KB Any councillor may ask one question.
No more than two. Minutes: One question was asked.
“Why was it so?” |
"""

# The saver dropped every heading and number; only the gaps are left.
GAPS = """Agenda and minutes

Venue: Virtual meeting

Note: To be streamed.


Note No. Item




Minutes of the meeting held on 8 September 2020, attached.

Additional documents:


RESOLVED that the minutes be signed.



Urgent items

Items which in the Chair's opinion should be considered.

Additional documents:


No item was urgent.




Additional documents:


The Chair welcomed a new member to the meeting.
"""

FILE_NOTES = """Council meetings

Agenda and minutes

No. Item


Minutes pdf icon PDF 304 KB


RESOLVED that the minutes be confirmed.


Work programme

To agree the programme.


The Manager gave an update.


·              Housing

Work was under way.
"""

REFERENCES = """Councillors and committees

Agenda, decisions and minutes

Media

Items
No. Item

77/21

Apologies

    • Share this item

    Decision:

    There were none.

    Minutes:

    There were none.

78/21

Procedure

    Minutes:

    It was explained:

    ·         That this was the last meeting.

    1.

    that the report be noted.

    A long debate  ...  view the full minutes text for item 78/21
"""

# Rows with their numbers, the lines broken where the page's source was.
NUMBERED_ROWS = """Items
| No. |
Item |
24. |
Apologies
To receive apologies.
Minutes:
Apologies had been
received from one member.
|
25. |
Yearly report PDF 390 KB
To provide the committee with
the yearly report.
Additional documents:
Minutes:
Partners from the
Council were present.
|
"""

# Items as far apart as their parts; a title lost; a title printed again with its number.
NARROW_GAPS = """Agenda and minutes

Families Commission - Tuesday 25 April 2023 10.00 a.m.

No. Item


Declarations

To receive declarations.


There were no declarations.



To receive news from the Chair.


News was given to members.



Visits

To consider visits.



The Panel met on 28 March 2023.


Inspection pdf icon PDF 246 KB

To present the report.

Additional documents:


111.         Inspection


The Committee considered it.
"""

# A table of Markdown: number and text side by side, each item run together.
MARKDOWN = """This site uses cookies to store information on your computer.
Sampleshire County Council
Venue: Committee Room 1. View directions
| Items |  |
|---|---|
| No. | Item |
|---|---|
| 61. | INTERESTS Minutes: Three members disclosed that they were governors. |
| 62. | INSPECTION PDF 180 KB To receive the report. Additional documents: Minutes: 62.1 The Director spoke. 62.2 It was reported that: · Caseloads averaged 19. · Homes were visited. Resolved – That the report be noted. |
"""


def _items(source: SourceText) -> list[tuple[str | None, str, list[str]]]:
    return [(s.number, s.title, [block.text for block in s.blocks]) for s in source.sections]


def _furniture(source: SourceText, name: str) -> list[str]:
    return [each.text for each in source.furniture if each.name == name]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            SPACED,
            [
                ("17", "Also present", ["The portfolio holder for families"]),
                (
                    "18",
                    "Minutes of the last meeting",
                    [
                        "To approve the minutes of 21 February 2013.",
                        "Minutes",
                        "RESOLVED",
                        "that",
                        "(1) the minutes be approved; and",
                        "(2) they be signed.",
                        "• Caseloads had fallen to 15.",
                        "Additional documents",
                        "Appendix 1",
                    ],
                ),
            ],
        ),
        (
            ROWS,
            [
                (None, "Apologies for absence", ["Apologies were received from one member."]),
                (None, "", ["The minutes were approved."]),
                (
                    None,
                    "Questions",
                    [
                        "Any councillor may ask one question.",
                        "No more than two.",
                        "Minutes",
                        "One question was asked.",
                        "“Why was it so?”",
                    ],
                ),
            ],
        ),
        (
            GAPS,
            [
                (
                    None,
                    "",
                    [
                        "Minutes of the meeting held on 8 September 2020, attached.",
                        "Minutes",
                        "RESOLVED that the minutes be signed.",
                    ],
                ),
                (
                    None,
                    "Urgent items",
                    [
                        "Items which in the Chair's opinion should be considered.",
                        "Minutes",
                        "No item was urgent.",
                    ],
                ),
                (None, "", ["The Chair welcomed a new member to the meeting."]),
            ],
        ),
        (
            FILE_NOTES,
            [
                (None, "Minutes", ["RESOLVED that the minutes be confirmed."]),
                (
                    None,
                    "Work programme",
                    [
                        "To agree the programme.",
                        "Minutes",
                        "The Manager gave an update.",
                        "• Housing",
                        "Work was under way.",
                    ],
                ),
            ],
        ),
        (
            REFERENCES,
            [
                ("77/21", "Apologies", ["There were none.", "Minutes", "There were none."]),
                (
                    "78/21",
                    "Procedure",
                    [
                        "It was explained:",
                        "• That this was the last meeting.",
                        "1. that the report be noted.",
                        "A long debate …",
                    ],
                ),
            ],
        ),
        (
            NUMBERED_ROWS,
            [
                (
                    "24",
                    "Apologies",
                    [
                        "To receive apologies.",
                        "Minutes",
                        "Apologies had been received from one member.",
                    ],
                ),
                (
                    "25",
                    "Yearly report",
                    [
                        "To provide the committee with the yearly report.",
                        "Minutes",
                        "Partners from the Council were present.",
                    ],
                ),
            ],
        ),
        (
            NARROW_GAPS,
            [
                (
                    None,
                    "Declarations",
                    ["To receive declarations.", "Minutes", "There were no declarations."],
                ),
                (
                    None,
                    "",
                    ["To receive news from the Chair.", "Minutes", "News was given to members."],
                ),
                (
                    None,
                    "Visits",
                    ["To consider visits.", "Minutes", "The Panel met on 28 March 2023."],
                ),
                (
                    "111",
                    "Inspection",
                    ["To present the report.", "Minutes", "The Committee considered it."],
                ),
            ],
        ),
        (
            MARKDOWN,
            [
                ("61", "INTERESTS", ["Three members disclosed that they were governors."]),
                (
                    "62",
                    "INSPECTION",
                    [
                        "To receive the report.",
                        "Minutes",
                        "62.1 The Director spoke.",
                        "62.2 It was reported that:",
                        "• Caseloads averaged 19.",
                        "• Homes were visited.",
                        "Resolved – That the report be noted.",
                    ],
                ),
            ],
        ),
    ],
    ids=[
        "spaced",
        "rows",
        "gaps",
        "file notes",
        "references",
        "numbered rows",
        "narrow gaps",
        "markdown",
    ],
)
def test_meeting_pages(text: str, expected: list[tuple[str | None, str, list[str]]]) -> None:
    source = read(text.encode(), "page.txt")
    assert source.genre == "moderngov meeting"
    assert _items(source) == expected


def test_the_head_of_a_meeting_page_is_furniture() -> None:
    source = read(SPACED.encode(), "page.txt")
    assert _furniture(source, "subheading") == [
        "Scrutiny Committee - Tuesday, 12th March, 2013 2.00 pm"
    ]
    assert _furniture(source, "field:venue") == ["Committee Room 1. View directions"]


@pytest.mark.parametrize(
    ("head", "subheading"),
    [
        ("Families Committee\nMonday, 5th September, 2022 1.00 pm\n", "Families Committee - Monday, 5th September, 2022 1.00 pm"),
        ("Families Committee - Monday 5 September 2022 1.00 pm\n", "Families Committee - Monday 5 September 2022 1.00 pm"),
    ],
)  # fmt: skip
def test_committee_and_date_may_stand_on_two_lines(head: str, subheading: str) -> None:
    page = f"Agenda and minutes\n\n{head}\nNo. Item\n\n1.\n\nWelcome\n\nMinutes:\n\nAll came.\n\n2.\n\nEnd\n\nMinutes:\n\nAll went.\n"
    source = read(page.encode(), "page.txt")
    assert _furniture(source, "subheading") == [subheading]
    assert [s.number for s in source.sections] == ["1", "2"]


ITEM = """Home
Skip to main content

Agendas and minutes - Agenda item

Agenda item

Outcome of the inspection (Agenda item 9)

  • Meeting of Cabinet, Thursday 9th February 2017 10.00 am (Item 9.)

To consider the outcome.

Minutes:

The Cabinet considered the report.

RESOLVED: that the Cabinet

(a)            notes the findings; and

(b)           approves the plan.

Supporting documents:

  • Report , item 9. pdf icon PDF 163 KB
  • Appendix

© Sampleshire
"""


def test_an_items_page() -> None:
    source = read(ITEM.encode(), "page.txt")
    assert source.genre == "moderngov item"
    (section,) = source.sections
    assert (section.number, section.title, section.part) == (
        "9",
        "Outcome of the inspection",
        "minutes",
    )
    assert [block.text for block in section.blocks] == [
        "To consider the outcome.",
        "Minutes",
        "The Cabinet considered the report.",
        "RESOLVED: that the Cabinet",
        "(a) notes the findings; and",
        "(b) approves the plan.",
        "Supporting documents",
        "Report",
        "Appendix",
    ]
    assert section.links == ()
    assert _furniture(source, "field:meeting") == [
        "Cabinet, Thursday 9th February 2017 10.00 am (Item 9.)"
    ]


@pytest.mark.parametrize(
    ("text", "title", "part", "texts"),
    [
        # The word "Minutes:" was dropped: the past tense tells.
        (
            "Agenda item\n\nVisits\n\nReport of the Director.\n\n\nMembers received the report.\n\nSupporting documents:\n",
            "Visits",
            "minutes",
            ["Report of the Director.", "Minutes", "Members received the report."],
        ),
        # The numbers of a decision are no items.
        (
            "Minutes:\n\nMembers spoke.\n\nRESOLVED\n\n1.\n\nthat it be noted; and\n\n2.\n\nthat it be sent.\n",
            "",
            "minutes",
            ["Members spoke.", "RESOLVED", "1. that it be noted; and", "2. that it be sent."],
        ),
        # All on one line.
        (
            "Agenda item Visits Minutes: Members noted the visits. Supporting documents: Report PDF 12 KB",
            "Visits",
            "minutes",
            ["Members noted the visits.", "Supporting documents", "Report"],
        ),
        # Nothing but an agenda.
        (
            "Agenda item\n\nVisits\n\nTo receive a report.\n\nSupporting documents:\n",
            "Visits",
            "agenda",
            ["To receive a report."],
        ),
        # The head is missing: the text begins with the label, or in the middle.
        (
            "Minutes:\nThe Officer presented the work programme.\nResolved:\na) That it be agreed.\n",
            "",
            "minutes",
            ["The Officer presented the work programme.", "Resolved:", "a) That it be agreed."],
        ),
        (
            "The members each gave a report on their work.\nNOTE: One of them spoke.\nSupporting documents:\n",
            "",
            "minutes",
            ["The members each gave a report on their work.", "NOTE: One of them spoke."],
        ),
        # A sentence after the list of attachments is text again.
        (
            "Agenda item\n\nVisits\n\nTo note them.\n\nAdditional documents:\n\n\nA member left the room.\n\nThat the visits be noted.\n",
            "Visits",
            "minutes",
            ["To note them.", "Minutes", "A member left the room.", "That the visits be noted."],
        ),
    ],
)
def test_item_pages_that_lost_something(text: str, title: str, part: str, texts: list[str]) -> None:
    (section,) = read(text.encode(), "page.txt").sections
    assert (section.title, section.part) == (title, part)
    assert [block.text for block in section.blocks] == texts


def test_an_issue_holds_an_item_of_each_meeting() -> None:
    text = """Issue - meetings

Action plan

Meeting: 23/05/2022 - Families Committee (Item 14)

14 Action plan pdf icon PDF 107 KB

To receive an update.

Additional documents:


The committee received it.

Meeting: 23/09/2022 - Cabinet (Item 3)

3 Action plan

Minutes:

The Cabinet received it.
"""
    source = read(text.encode(), "page.txt")
    assert source.genre == "moderngov issue"
    assert _items(source) == [
        ("14", "Action plan", ["To receive an update.", "Minutes", "The committee received it."]),
        ("3", "Action plan", ["The Cabinet received it."]),
    ]
    assert [f.text for s in source.sections for f in s.furniture] == [
        "23/05/2022 - Families Committee (Item 14)",
        "23/09/2022 - Cabinet (Item 3)",
    ]


def test_a_cmis_meeting_saved_as_text() -> None:
    text = """Meeting Details

Meeting Summary
Cabinet
27 Nov 2024 - 18:00 to 21:00
Occurred
  • Documents
  • Attendance

Documents

Agenda

Part A

1 Welcome
The Chair will welcome everybody.
2 Minutes of the last meeting

Cabinet will be invited to confirm the minutes.

905

RESOLVED that the minutes be confirmed.

pdf 23-10-24 (93Kb)
3 Have your say

Residents may speak.

906

A resident spoke about bins.
"""
    source = read(text.encode(), "page.txt")
    assert source.genre == "cmis meeting"
    assert _furniture(source, "subheading") == ["Cabinet - 27 Nov 2024 - 18:00 to 21:00"]
    assert _items(source) == [
        ("1", "Welcome", ["The Chair will welcome everybody."]),
        (
            "2",
            "Minutes of the last meeting",
            [
                "Cabinet will be invited to confirm the minutes.",
                "Minutes",
                "905 RESOLVED that the minutes be confirmed.",
                "Additional documents",
                "23-10-24",
            ],
        ),
        (
            "3",
            "Have your say",
            ["Residents may speak.", "Minutes", "906 A resident spoke about bins."],
        ),
    ]


def test_the_numbers_of_paragraphs_tell_the_items_number() -> None:
    text = """Agenda and minutes

Families Committee - Thursday 7 March 2024 10.00 am

Contact: A Clerk  Email:

No. Item


Declarations of interest

Members are invited to declare interests.


Please see the note at the end.


3.1   A member declared that she fosters.



Inspections pdf icon PDF 150 KB

To consider the following:


·       The inspection of February 2022.


(Report to follow)

Additional documents:


4.1      The Director introduced the report.


4.2      Members asked about homes.
"""
    source = read(text.encode(), "page.txt")
    assert [(s.number, s.title, s.part) for s in source.sections] == [
        ("3", "Declarations of interest", "minutes"),
        ("4", "Inspections", "minutes"),
    ]


def test_a_decisions_page_that_lost_its_headings() -> None:
    text = """Decision details

Safeguarding update

Decision Maker: Cabinet

Is Key decision?: No


The purpose of the report is to inform Cabinet.


THAT the following be noted:

(a)       the outcome; and

(b)         progress to date.


Reasons for the decision:

To enable Cabinet to consider progress.

Publication date: 26/02/2015

Date of decision: 26/02/2015
"""
    (section,) = read(text.encode(), "page.txt").sections
    assert (section.title, section.part) == ("Safeguarding update", "decision")
    assert [block.text for block in section.blocks] == [
        "The purpose of the report is to inform Cabinet.",
        "Decision",
        "THAT the following be noted:",
        "(a) the outcome; and",
        "(b) progress to date.",
        "Reasons for the decision",
        "To enable Cabinet to consider progress.",
    ]


WORDS = re.compile(r"[a-z0-9]+")
DROPPED = {"pdf", "icon", "kb", "mb", "no", "item", "items", "minutes", "decision", "additional",
           "supporting", "documents", "view", "the", "full", "text", "for", "share", "this"}  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [SPACED, ROWS, GAPS, FILE_NOTES, REFERENCES, NUMBERED_ROWS, NARROW_GAPS, MARKDOWN],
)
def test_no_word_is_lost_but_the_pages_own(text: str) -> None:
    source = read(text.encode(), "page.txt")
    kept = [f.text for f in source.furniture] + [f.name for f in source.furniture]
    kept += [b.text for b in source.blocks]
    for section in source.sections:
        kept += [section.title, section.number or "", *(b.text for b in section.blocks)]
    without_sizes = re.sub(r"PDF [0-9]+ [KM]B|text for item \S+", "", text)
    lost = set(WORDS.findall(without_sizes.lower())) - set(WORDS.findall(" ".join(kept).lower()))
    assert lost <= DROPPED


def test_a_decisions_record() -> None:
    text = """Decision Maker: Cabinet
Decision status: Recommendations Approved
Is Key decision?: Yes
Is subject to call in?: No
Improve outcomes for children and young people
by working with our partners to achieve improvement.
1) That the plan be endorsed.
Publication date: 08/03/2017
Date of decision: 07/03/2017
Decided at meeting: 07/03/2017 - Cabinet
Accompanying Documents:
"""
    source = read(text.encode(), "page.txt")
    assert source.genre == "moderngov decision"
    (section,) = source.sections
    assert section.part == "decision"
    assert [block.text for block in section.blocks if block.kind is not ParagraphKind.HEADING] == [
        "Improve outcomes for children and young people by working with our partners to achieve"
        " improvement.",
        "1) That the plan be endorsed.",
    ]
    assert _furniture(source, "field:decided at meeting") == ["07/03/2017 - Cabinet"]
    assert _furniture(source, "field:date of decision") == ["07/03/2017"]


@pytest.mark.parametrize(
    "heading", ["Issue - decisions", "Sampleshire Council - Issue - decisions"]
)
def test_the_decisions_of_an_issue_are_decisions_without_their_record(heading: str) -> None:
    page = f"{heading}\n\nFostering\n\n19/02/2018 - Fostering\n\nThat the plan be approved.\n"
    assert [(s.title, s.part) for s in read(page.encode(), "page.txt").sections] == [
        ("Fostering", "decision")
    ]


def test_a_line_of_the_hour_and_the_item_names_the_meeting() -> None:
    meeting = "Scrutiny Panel, Monday, 5th September, 2022 2.00 pm (Item 24.)"
    page = f"Agenda item\n\nFostering\n\n{meeting}\n\nMinutes:\n\nThe plan was noted.\n"
    (section,) = read(page.encode(), "page.txt").sections
    assert (section.title, section.number) == ("Fostering", "24")


def test_rows_without_column_titles_are_items() -> None:
    text = """Apologies To note any apologies. Minutes: One apology was received. |
Declarations of Interest To declare any interests. Minutes: There were none. |
Improvement plan To consider the plan of the director. Additional documents:
Minutes: Members asked what it would cost. |
"""
    assert [title for _, title, _ in _items(read(text.encode(), "page.txt"))] == [
        "Apologies",
        "Declarations of Interest",
        "Improvement plan",
    ]


def test_an_item_begins_within_a_row_where_the_bar_was_lost() -> None:
    text = """No. | Item |
Apologies Minutes: No apologies were reported.
Motions Minutes: Six motions had been received in advance.
Safer Homes PDF 409 KB Minutes: That the motion be referred to the Council.
Ending of the Grant PDF 410 KB Minutes: That the motion be rejected. |
"""
    assert [title for _, title, _ in _items(read(text.encode(), "page.txt"))] == [
        "Apologies",
        "Motions",
        "Safer Homes",
        "Ending of the Grant",
    ]


def test_titles_of_formal_items_may_end_like_sentences() -> None:
    text = """Agenda and minutes

Parenting Panel - Tuesday, 3rd November, 2020 3.30 pm

No. Item


Apologies for absence.


To receive the apologies of any member.


Apologies were received from one member.


Declarations of Interest.


To receive declarations of interest.


There were no declarations of interest.


Update on homes PDF 230 KB


To receive an update.


The panel heard of two homes.

Matters Arising:

A lift was mended.

... view the full minutes text for item 3.
"""
    source = read(text.encode(), "page.txt")
    assert [title for _, title, _ in _items(source)] == [
        "Apologies for absence.",
        "Declarations of Interest.",
        "Update on homes",
    ]


@pytest.mark.parametrize(
    "opening",
    [
        "Agendas, reports and minutes\n\nServices Committee\n\nMinutes: Read the Minutes\n\n",
        "Documents\n\nServices Committee\n\n",
        "Services Committee\n\nVoting Members: Councillor Able\n\nAgenda Item\n\nOfficer Attending\n\n",
    ],
)
def test_minutes_in_print_are_no_page_of_a_committee_system(opening: str) -> None:
    text = opening + "Present: Councillor Able\n\n1. Apologies\n\nThere were none.\n"
    source = read(text.encode(), "page.txt")
    assert source.genre == ""
    assert "1. Apologies" in [block.text for block in source.blocks]
    assert "Services Committee" in [block.text for block in source.blocks]


def test_a_welsh_page_is_known_by_its_own_words() -> None:
    text = """Agenda a Chofnodion

Lleoliad: Siambr y Cyngor

Cyswllt: Swyddog

Rhif eitem

1.

Ymddiheuriadau

Cofnodion:

Daeth un ymddiheuriad i law.

2.

Cartrefi

Cofnodion:

Trafodwyd y cartrefi.
"""
    source = read(text.encode(), "page.txt")
    assert _furniture(source, "heading") == ["Agenda a Chofnodion"]
    assert _furniture(source, "field:venue") == ["Siambr y Cyngor"]
    assert [title for _, title, _ in _items(source)] == ["Ymddiheuriadau", "Cartrefi"]


def test_a_cmis_meeting_that_lost_its_summary() -> None:
    text = """Skip to main content

Meeting Details

  • Documents
  • Attendance
  • Visitors

Standard Items
1 Apologies for Absence
To note any apologies.

There were none.

2 Update from the council of young people
Verbal update.

The committee was informed of their work.
"""
    source = read(text.encode(), "page.txt")
    assert source.genre == "cmis meeting"
    assert [(number, title) for number, title, _ in _items(source)] == [
        ("1", "Apologies for Absence"),
        ("2", "Update from the council of young people"),
    ]


def test_a_page_that_begins_with_its_meeting_is_one() -> None:
    text = (
        "Families Board - Wednesday 11th January, 2023\n\nApologies for Absence\n\n\n"
        "Apologies for absence were received.\n\n\nWork Programme\n\n"
        "The minutes of the working group.\n\n\nThe Board noted the programme."
    )
    source = read(text.encode(), "page.txt")
    assert [title for _, title, _ in _items(source)] == ["Apologies for Absence", "Work Programme"]
    in_print = text.replace("\n\nApologies for Absence", "\n\nPresent: nine\n\nApologies", 1)
    assert read(in_print.encode(), "page.txt").genre == ""


def test_people_who_sent_apologies_are_no_items() -> None:
    text = (
        "Agenda and minutes\n\nFamilies Board\nMonday, 16th January, 2023 2.00 pm\n\nNo. Item\n\n\n"
        "Apologies for absence\n\n\nCouncillor Ann Other - unwell\n\n\nBob Sample\n\nCat Example\n\n\n"
        "Declarations of Interests\n\n\nNone.\n\n\nCare Update\n\n\nThe update was noted."
    )
    found = _items(read(text.encode(), "page.txt"))
    assert [title for _, title, _ in found] == [
        "Apologies for absence",
        "Declarations of Interests",
        "Care Update",
    ]


def test_a_title_ends_where_the_rules_of_the_item_begin() -> None:
    text = (
        "Apologies To note any apologies. Minutes: None. |\n"
        "Open Session In accordance with the rules, a quarter of an hour is set aside.\n"
        "Minutes: Nobody spoke. |\nPlan To consider it. Minutes: It was noted. |\n"
    )
    found = _items(read(text.encode(), "page.txt"))
    assert [title for _, title, _ in found] == ["Apologies", "Open Session", "Plan"]
