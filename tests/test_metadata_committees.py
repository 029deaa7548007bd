"""Committee papers: kind, council, committee, date, each from where it is most plainly said."""
# ruff: noqa: E501 - tables read best unbroken

from __future__ import annotations

import pytest

from indexer.blocks import Block, Furniture, Section, SourceText
from indexer.formats import text as text_format
from indexer.metadata import Description, describe
from indexer.reading import read_file
from indexer.records import Kind


def page(
    *furniture: tuple[str, str],
    text: tuple[str, ...] = ("The report was noted.",),
    part: str = "minutes",
) -> Description:
    """One item of a committee page with this furniture."""
    section = Section("Ofsted inspection", tuple(Block(line) for line in text), part=part)
    around = tuple(Furniture(name, value) for name, value in furniture)
    source = SourceText("html", genre="moderngov meeting", furniture=around, sections=(section,))
    return describe(source, section, "page.html")


def printed(*lines: str, name: str = "x.pdf") -> Description:
    """A printed paper without structure."""
    return describe(SourceText("pdf", tuple(Block(line, page=1) for line in lines)), None, name)


def slugs(found: Description) -> list[str]:
    return [authority.slug for authority in found.authorities]


@pytest.mark.parametrize(
    ("name", "text", "committee", "date"),
    [
        ("subheading", "Audit Committee - Wednesday, 4th September, 2013 7.30 pm",
         "Audit Committee", "2013-09-04"),
        ("subheading", "Children's Services Overview and Scrutiny Committee Wednesday, 15th "
         "January, 2020 4.30 pm", "Children's Services Overview and Scrutiny Committee",
         "2020-01-15"),
        ("title", "Agenda and minutes for Cabinet on Monday, 3rd March, 2014, 10.00 am",
         "Cabinet", "2014-03-03"),
        ("title", "Agenda item - Ofsted update - Improving Lives Select Commission - Tuesday 24 "
         "April 2018 5.30 p.m.", "Improving Lives Select Commission", "2018-04-24"),
        ("field:meeting", "23/01/2020 - Children and Families Scrutiny Panel (Item 25)",
         "Children and Families Scrutiny Panel", "2020-01-23"),
        ("field:meeting", "Children, Adults, Health and Wellbeing Policy Development and Scrutiny "
         "Panel, Monday 13th October 2025 9.30 am (Item 47.)",
         "Children, Adults, Health and Wellbeing Policy Development and Scrutiny Panel",
         "2025-10-13"),
        ("subheading", "Scrutiny Advisory Board - Children and Families - Tuesday, 4th October, "
         "2022 10.00 am", "Scrutiny Advisory Board - Children and Families", "2022-10-04"),
        ("title", "Agenda for Scrutiny Board - Adults, Housing and Health on Monday, 6th May, 2019",
         "Scrutiny Board - Adults, Housing and Health", "2019-05-06"),
        ("subheading", "Cabinet - Council Chamber - Monday, 6th May, 2019 2.00 pm", "Cabinet",
         "2019-05-06"),
        ("subheading", "Carers Panel (12/11/2013- 30/04/2024) - Tuesday, 4th March, 2014 5.00 pm",
         "Carers Panel", "2014-03-04"),
        ("title", "Agenda and minutes for Carers Panel (1 May 2010 to 3 June 2015) on 4 March 2014",
         "Carers Panel", "2014-03-04"),
        ("title", "Minutes for Carers Panel (until May 2015), Monday 4 March 2014", "Carers Panel",
         "2014-03-04"),
        ("title", "Carers Panel (2010 - present) - Monday 4 March 2014", "Carers Panel",
         "2014-03-04"),
        ("field:meeting", "04/03/2014 - Carers Panel (01.05.2010 – 03.06.2015) (Item 7)",
         "Carers Panel", "2014-03-04"),
        ("title", "Carers Panel (Tuesday 4 March 2014)", "Carers Panel", "2014-03-04"),
        ("title", "(Public Pack)Agenda Document for Cabinet, 13/03/2025 15:00", None, "2025-03-13"),
    ],
)  # fmt: skip
def test_meeting_from_furniture(name: str, text: str, committee: str | None, date: str) -> None:
    found = page((name, text))
    assert str(found.date) == date
    if committee is not None:
        assert found.committee == committee


def test_a_bracket_before_a_name_is_no_part_of_a_committee() -> None:
    found = page(("title", "(Public Pack)Agenda Document for Cabinet, 13/03/2025 15:00"))
    assert found.committee is None


def test_time_and_venue() -> None:
    found = page(
        ("subheading", "Cabinet - Monday, 3rd March, 2014 7.30 pm"),
        ("field:venue", "Council Chamber, Town Hall. View directions"),
    )
    assert (found.time, found.venue) == ("7.30 pm", "Council Chamber, Town Hall")


def test_the_date_of_the_last_minutes_is_not_the_meetings() -> None:
    found = page(text=("The minutes of the meeting held on 18 March 2019 were agreed.",))
    assert found.date is None
    assert found.year == 2019
    assert [p.inferred for p in found.provenance if p.field == "year"] == [True]


@pytest.mark.parametrize(
    "line",
    [
        "The minutes of the former Scrutiny for Policies, Children and Families Committee meeting "
        "held on 6 March 2023 were approved.",
        "At the Corporate Parenting Panel meeting held on 24 April 2017 members agreed the areas.",
        "Corporate Parenting Panel, 24 April 2017 members agreed the areas.",
    ],
)
def test_what_another_meeting_did_is_no_heading(line: str) -> None:
    found = page(text=(line,))
    assert (found.committee, found.date) == (None, None)


def test_a_decision_has_its_own_date() -> None:
    found = page(
        ("field:publication date", "22/10/2015"),
        ("field:date of decision", "19/10/2015"),
        ("field:effective from", "30/10/2015"),
        ("field:decision maker", "Cabinet"),
        part="decision",
    )
    assert (found.kind, str(found.date)) == (Kind.DECISION, "2015-10-19")
    assert found.committee == "Cabinet"


@pytest.mark.parametrize(
    ("part", "kind"), [("minutes", "minutes"), ("decision", "decision"), ("agenda", "agenda")]
)
def test_the_part_of_a_page_is_its_kind(part: str, kind: str) -> None:
    assert page(part=part).kind == kind


@pytest.mark.parametrize(
    ("heading", "text", "kind"),
    [
        ("Agenda and minutes", "12.1 The Committee was informed of the outcome.", Kind.MINUTES),
        ("Agenda and minutes", "To consider the outcome of the inspection.", Kind.AGENDA),
        ("Agenda", "The Committee was informed of the outcome.", Kind.AGENDA),
    ],
)
def test_minutes_that_lost_their_label(heading: str, text: str, kind: Kind) -> None:
    assert page(("heading", heading), text=(text,), part="agenda").kind is kind


@pytest.mark.parametrize(
    ("lines", "kind"),
    [
        (("Thought was given to the café.", "RESOLVED that the hours be extended."), Kind.MINUTES),
        (("Consideration was given to a report about the café.",), Kind.MINUTES),
        (("It was moved by A, seconded by B, and carried.",), Kind.MINUTES),
        (("The Panel was advised that the pier had been mended.",), Kind.MINUTES),
        # A report asks, a newspaper tells.
        (
            ("The purpose of this report is to ask for money.", "Agreed budgets are below."),
            Kind.OTHER_REPORT,
        ),
        (
            ("Cabinet is asked to note this.", "RESOLVED that it was so last year."),
            Kind.OTHER_REPORT,
        ),
        (("Councillors were told that the pier may close.",), Kind.OTHER_REPORT),
        (("Agreed to be the best café in town, it opens at nine.",), Kind.OTHER_REPORT),
        (("The pier was mended.",), Kind.OTHER_REPORT),
    ],
)
def test_an_items_text_without_its_page(lines: tuple[str, ...], kind: Kind) -> None:
    assert printed(*lines, name="x.txt").kind is kind


@pytest.mark.parametrize(
    ("lines", "kind", "committee", "date"),
    [
        (("KENT COUNTY COUNCIL", "CABINET", "MINUTES of a meeting of the Cabinet held in the "
          "Council Chamber, County Hall, Maidstone on Thursday, 30 January 2025.",
          "PRESENT: the members"),
         Kind.MINUTES, "Cabinet", "2025-01-30"),
        (("CORPORATE PARENTING PANEL – 10th December 2024", "MINUTES of the meeting held in the "
          "Darent Room", "PRESENT: the members"),
         Kind.MINUTES, "Corporate Parenting Panel", "2024-12-10"),
        (("NORTHSHIRE COUNTY COUNCIL", "MINUTES of the Overview and Scrutiny Board",
          "Wednesday 4 May 2016", "Present: the members"),
         Kind.MINUTES, "Overview and Scrutiny Board", "2016-05-04"),
        (("Borough of Northshire", "Minutes of the Audit Committee held at Town Hall, High Street "
          "on Monday 4 May 2016", "Present: the members"),
         Kind.MINUTES, "Audit Committee", "2016-05-04"),
        (("NORTHSHIRE COUNTY COUNCIL", "Draft minutes of the Audit Committee meeting held on "
          "4 May 2016", "Present: the members"),
         Kind.MINUTES, "Audit Committee", "2016-05-04"),
        (("NORTHSHIRE COUNTY COUNCIL", "Minutes of Audit Committee – Wednesday 4 May 2016 at 7.00 "
          "p.m.", "Present: the members"),
         Kind.MINUTES, "Audit Committee", "2016-05-04"),
        (("NORTHSHIRE COUNTY COUNCIL", "Audit Committee – Wednesday 8 July 2016, 6 pm",
          "Present: the members", "Minutes of Audit Committee – Wednesday 4 May 2016 at 7 pm"),
         Kind.MINUTES, "Audit Committee", "2016-07-08"),
        (("MINUTES OF THE CABINET HELD ON 4 MAY 2016", "Present: the members"),
         Kind.MINUTES, "Cabinet", "2016-05-04"),
        (("MINUTES of the meeting of the Carers Panel (12/11/2013 - 30/04/2024) held on "
          "4 March 2014", "Present: the members"),
         Kind.MINUTES, "Carers Panel", "2014-03-04"),
        (("Audit Committee – Wednesday 8 July 2016, 6 pm", "MINUTES of the meeting held on 4 May "
          "2016 commencing at 7.00 pm", "Present: the members"),
         Kind.MINUTES, "Audit Committee", "2016-05-04"),
        (("Audit Committee – Wednesday 8 July 2016", "Minutes", "Present: the members",
          "Minutes of the meeting held on 4 May 2016 at 7.00 pm"),
         Kind.MINUTES, "Audit Committee", "2016-07-08"),
        (("The Highland Council", "Minutes of Meeting of the Education Committee held in the "
          "Chamber, Glen Road, Inverness on Wednesday, 20 May 2015 at 10.30 am.", "Present: all"),
         Kind.MINUTES, "Education Committee", "2015-05-20"),
        (("Highland Council Minutes of Meeting of the Education Committee held in the Chamber on "
          "Wednesday, 20 May 2015 at 10.30 am.", "Present: all"),
         Kind.MINUTES, "Education Committee", "2015-05-20"),
        (("MINUTE of MEETING of the EDUCATION COMMITTEE held in Room 1 on 20 May 2015",
          "Present: all"),
         Kind.MINUTES, "Education Committee", "2015-05-20"),
        (("People Cabinet Member – Minutes – 7 March 2013", "1. Apologies", "None were made."),
         Kind.MINUTES, "People Cabinet Member", "2013-03-07"),
        (("Devon Health and Wellbeing Board", "Minutes of the meeting held on 4 May 2016 at 7 pm",
          "Present: all"),
         Kind.MINUTES, "Devon Health and Wellbeing Board", "2016-05-04"),
        (("Parks Panel Minute - 3 and 4 May 2016", "Minute of the Parks Panel held at the Hall on "
          "4 May 2016 at 10.30 am", "Present: the members"),
         Kind.MINUTES, "Parks Panel", "2016-05-04"),
        (("Draft Minutes", "Minutes of the Meeting of the Parks Panel", "4 May 2016, The Old School, "
          "Northshire", "Present: the members"),
         Kind.MINUTES, "Parks Panel", "2016-05-04"),
        (("NORTHSHIRE BOROUGH COUNCIL", "RECORD OF DECISION OF THE Cabinet", "Decision made:",
          "12 September 2012"),
         Kind.DECISION, "Cabinet", "2012-09-12"),
        (("AGENDA", "CABINET", "Tuesday, 4th March, 2025, at 10.00 am",
          "3. Minutes of the Meeting held on 30 January 2025 (Pages 1 - 18)"),
         Kind.AGENDA, "Cabinet", "2025-03-04"),
        (("Merton Council", "Audit Committee", "A meeting of the Audit Committee will be held:",
          "Date: 22 October 2009", "3. Minutes of the meeting held on 24 September 2009"),
         Kind.AGENDA, "Audit Committee", "2009-10-22"),
    ],
)  # fmt: skip
def test_printed_papers(lines: tuple[str, ...], kind: Kind, committee: str, date: str) -> None:
    found = printed(*lines, name="minutes.pdf")
    assert (found.kind, found.committee, str(found.date)) == (kind, committee, date)


def test_a_saved_papers_own_opening_wins_over_its_title() -> None:
    source = SourceText(
        "html",
        (
            Block("Minutes of the Audit Committee held on 4 May 2016 commencing at 7.00 pm"),
            Block("Present: the members"),
        ),
        furniture=(Furniture("title", "Full Council, 8 July 2016"),),
    )
    found = describe(source, None, "page.html")
    assert (found.committee, str(found.date)) == ("Audit Committee", "2016-05-04")


@pytest.mark.parametrize("name", ["Melton", "Melton Parish Council", "Upper Nowhere Town Council"])
def test_a_councils_own_name_is_no_committee(name: str) -> None:
    by_field = page(("field:decision maker", name), part="decision")
    assert by_field.committee is None
    opening = printed(f"Minutes of the meeting of {name} held on 4 May 2016", "Present: all")
    assert opening.committee is None
    if name != "Melton":
        assert str(opening.date) == "2016-05-04"
    assert page(("field:decision maker", "Full Council"), part="decision").committee


@pytest.mark.parametrize(
    ("lines", "committee"),
    [
        (("ANYTOWN COUNCIL", "AUDIT COMMITTEE", "Monday 3 March 2020", "Present: all"),
         "Audit Committee"),
        (("Nether Anytown Council", "Minutes of a meeting held on 3 March 2020", "Present: all"),
         None),
        (("YOUTH COUNCIL", "Minutes of a meeting held on 3 March 2020", "Present: all"),
         "Youth Council"),
        (("MEETING OF THE FULL COUNCIL", "Minutes", "Monday 3 March 2020", "Present: all"),
         "Full Council"),
        (("CENTRAL AREA COUNCIL", "Minutes", "Monday 3 March 2020", "Present: all"),
         "Central Area Council"),
    ],
    ids=lambda value: value[0] if isinstance(value, tuple) else None,
)  # fmt: skip
def test_a_letterhead_is_no_committee(lines: tuple[str, ...], committee: str | None) -> None:
    assert printed(*lines).committee == committee


@pytest.mark.parametrize(
    ("committee", "councils"),
    [
        ("Health Overview and Scrutiny Committee", ["devon"]),
        ("Joint Health Overview and Scrutiny Committee", []),
        ("Devon and Dorset Police and Crime Panel", []),
        ("Parking Joint Committee", []),
    ],
)
def test_the_host_of_a_joint_committee_is_not_inferred(committee: str, councils: list[str]) -> None:
    said = ("Members from Devon County Council's children's services spoke.",) * 3
    found = page(("subheading", f"{committee} - Friday 4 October 2019 10.00 am"), text=said)
    assert (found.committee, slugs(found)) == (committee, councils)


def test_a_saved_page_titled_as_minutes() -> None:
    def kind_of(title: str) -> Kind:
        around = (Furniture("title", title),)
        source = SourceText("html", (Block("The budget was discussed."),), furniture=around)
        return describe(source, None, "page.html").kind

    assert kind_of("People Cabinet Member – Minutes – 7 March 2013") is Kind.MINUTES
    assert kind_of("Minutes and agendas") is Kind.OTHER_REPORT


def test_a_record_of_decision() -> None:
    found = printed(
        "KENT COUNTY COUNCIL – RECORD OF DECISION",
        "DECISION TO BE TAKEN BY: A Person, Cabinet Member for Schools",
    )
    assert (found.kind, found.committee) == (Kind.DECISION, "Cabinet Member for Schools")


@pytest.mark.parametrize(
    ("furniture", "slug", "inferred"),
    [
        ((("url", "https://democracy.devon.gov.uk/mgAi.aspx?ID=1"),), "devon", False),
        ((("title", "Slough Borough Council - Agenda item"),), "slough", False),
        ((("link", "moderngov.rotherham.gov.uk"),), "rotherham", True),
    ],
)
def test_council_from_furniture(
    furniture: tuple[tuple[str, str], ...], slug: str, inferred: bool
) -> None:
    found = page(*furniture)
    assert slugs(found) == [slug]
    assert [p.inferred for p in found.provenance if p.field == "authorities"] == [inferred]


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (("The plan of Thurrock Council was noted.",), ["thurrock"]),
        (("Slough Children First presented its annual report.",), ["slough"]),
        (("Write to democracy@westberks.gov.uk for a copy.",), ["west-berkshire"]),
        (("Venue: County Hall, Worcester",), ["worcestershire"]),
        (("Medway Safeguarding Children Board reported.", "Kent was thanked."), ["medway"]),
        # A bare name counts where it is tied to its own inspection, services or plan.
        (("It followed a focused visit to Devon in May 2021.",), ["devon"]),
        (("The findings of Middlesbrough's monitoring visit were noted.",), ["middlesbrough"]),
        (
            (
                "Members asked how children in Bristol fared.",
                "Leeds was mentioned.",
                "Care leavers in Bristol had been asked.",
            ),
            ["bristol"],
        ),
        (("The abuse of children in Rotherham was recalled.",), []),
        (("The inquiry that followed the death of a child in Haringey was recalled.",), []),
        (("The Manchester Annual Adoption Report was appended.",), ["manchester"]),
        (("The City and Hackney Safeguarding Children Board was rated.",), []),
        (("The City & Hackney Safeguarding Partnership met.", "City and Hackney wrote."), []),
        (
            (
                "Derby City and Derbyshire Safeguarding Children Partnership met.",
                "The City of London and Hackney Safeguarding Children Partnership wrote.",
                "The City of London and Hackney Safeguarding Adults Board wrote.",
            ),
            [],
        ),
        (("A learning visit to Leeds was planned.",), []),
        (("Lessons from the inspection of Rotherham were discussed.",), []),
        (("The inspection of Norfolk was compared to the inspection of Suffolk.",), []),
        (("Essex's Director of Children's Services chaired the board.",), []),
        # Only visitors and neighbours are named: nobody's paper.
        (("The Director of Children's Services, Hampshire County Council, attended.",), []),
        (("A review led by Gloucestershire County Council's director was noted.",), []),
        (("Leeds City Council and Sheffield City Council signed the agreement.",), []),
        # Whose example or service is shared says nothing of whose paper it is.
        (
            ("A visit to Leeds City Council was described.", "Would Leeds City Council train us?"),
            [],
        ),
        (("The shared service with Rutland County Council had saved money.",), []),
        (("A nurse seconded from Kent County Council spoke.", "Kent County Council paid."), []),
        (("The approach of Essex County Council was studied.",), []),
        (("The model at Essex County Council was studied.",), []),
        (
            (
                "Bury Council had saved money.",
                "The service shared with Wigan Council went on.",
                "Bury Council thanked Wigan Council.",
            ),
            ["bury"],
        ),
        # A parish confirms its own minutes; its district may be named.
        (
            (
                "The minutes of the meeting of the Parish Council on 12 May were approved.",
                "Rutland County Council will mend the road.",
            ),
            [],
        ),
        (
            (
                "The minutes of Oakham Town Council were noted.",
                "Rutland County Council will mend the road.",
            ),
            ["rutland"],
        ),
        (("The council noted the report.",), []),
        # A person's own council is not the paper's.
        (("Mr B Dye - Norfolk County Council (Highways)",), []),
    ],
)
def test_council_inferred_from_the_text(lines: tuple[str, ...], expected: list[str]) -> None:
    found = page(text=lines)
    assert slugs(found) == expected
    if expected:
        assert all(p.inferred for p in found.provenance if p.field == "authorities")
    assert any("council" in warning.lower() for warning in found.warnings)


@pytest.mark.parametrize(
    ("lines", "year"),
    [
        (
            ("The inspection of June 2017 was discussed.", "The plan is due by 20 September 2017."),
            2017,
        ),
        (("Inspectors visited from 19 November to 11 December 2013.",), 2014),
        (("The next meeting will be held on 9 January 2019.",), 2019),
        (("The minutes of the meeting held on 22 November 2016 were agreed.",), 2017),
        (("In 2005, 2009, 2012 and 2016 the same was said.",), None),
        (("Nothing dated was said.",), None),
        # A report on a year comes when it is over; laws and what has long stood say nothing.
        (("The annual report 2017/2018 was shown.",), 2018),
        (("The Homes Act 2002 asks for it.",), None),
        (("The existing strategy was published in July 2008.",), None),
        (("It was said that the rule had stood since 2013, and since 2010 in the north.",), None),
        (("It was said that the rule had stood since 2013.", "Council met in May 2021."), 2021),
        # Of the minutes of several meetings the last ones speak.
        (("The minutes of 17 September 2019 and of 10 December 2019 were agreed.",), 2020),
    ],
)
def test_year_inferred_from_the_dates_discussed(lines: tuple[str, ...], year: int | None) -> None:
    found = page(text=lines)
    assert (found.date, found.year) == (None, year)


def test_a_page_saved_as_text() -> None:
    source = text_format.read(
        b"""People Scrutiny Panel - Monday, 24th October, 2022 6.30 pm

Minutes of the meeting held on 26 September 2022 PDF 85 KB

Minutes:

Resolved - That the minutes of 26 September 2022 be approved.

Children First business plan PDF 122 KB

Minutes:

Slough Children First presented the plan.
"""
    )
    found = describe(source, source.sections[-1], "page.txt")
    assert (found.committee, str(found.date)) == ("People Scrutiny Panel", "2022-10-24")
    assert slugs(found) == ["slough"]


def test_the_file_name_is_a_title_at_the_very_most() -> None:
    found = printed("", name="Minutes of Leeds City Council 1 May 2020.pdf")
    assert (found.kind, found.date, found.authorities) == (Kind.OTHER_REPORT, None, ())
    assert found.title == "Minutes of Leeds City Council 1 May 2020.pdf"


def test_a_printed_agenda_is_named_by_its_committee() -> None:
    found = printed("Devon County Council", "Audit Committee", "Membership", "AGENDA",
                    "Date: 22 October 2009", "1. Apologies for absence",
                    "2. Declarations of interest", "3. Minutes of the last meeting")  # fmt: skip
    assert (found.kind, found.title) == (Kind.AGENDA, "Agenda: Audit Committee")


def test_a_cell_border_is_no_part_of_a_title() -> None:
    found = printed("REPORT TITLE: | Sustainability appraisal of the waste plan", "It was long.")
    assert found.title == "Sustainability appraisal of the waste plan"


@pytest.mark.parametrize(
    ("printed_name", "elsewhere", "expected"),
    [
        ("CHILDREN'S SERVICES SCRUTINY COMMITTEE", "", "Children's Services Scrutiny Committee"),
        ("HEALTH AND WELL-BEING BOARD", "", "Health and Well-Being Board"),
        ("AUDIT SUB-COMMITTEE", "The Audit Sub-committee met.", "Audit Sub-committee"),
        ("SEND AND LSCB PANEL", "", "SEND and LSCB Panel"),
        ("THE CABINET", "the cabinet met", "The Cabinet"),
    ],
)
def test_a_committee_in_capitals_is_written_as_names_are(
    printed_name: str, elsewhere: str, expected: str
) -> None:
    found = page(
        ("subheading", f"{printed_name} - Monday, 6th May, 2019 2.00 pm"), text=(elsewhere,)
    )
    assert found.committee == expected


def test_all_items_of_a_page_are_of_one_year() -> None:
    formal = Section("Minutes", (Block("The minutes of the meeting held on 22 November 2016."),))
    item = Section("Feedback", (Block("The last inspection was in 2010, the review in 2015."),))
    source = SourceText("text", genre="moderngov meeting", sections=(formal, item))
    assert [describe(source, each, "x").year for each in source.sections] == [2017, 2017]


SAVED = [
    # The window's title above a page that lost its heading.
    ("Agenda for Cabinet on Monday, 3rd February, 2020, 10.00 am\n\nAgenda\n\nVenue: Town Hall\n\n"
     "Items\nNo. Item\n\n1.\n\nApologies\n\n2.\n\nOfsted\n\nTo receive the report.",
     "Cabinet", "2020-02-03"),
    # What kind of meeting it was, and what became of the committee.
    ("Agenda and minutes\n\nCall-in Meeting, Families Board - Decommissioned - Thursday, 7th June, "
     "2012 10.00 am\n\nItems\nNo. Item\n\n1.\n\nAppeals\n\nMinutes:\n\nThere were none.",
     "Families Board", "2012-06-07"),
    # Minutes in print, split into items.
    ("MINUTES of the meeting of the FAMILIES SCRUTINY COMMITTEE held at Town Hall on 12 "
     "February 2018\n\nPRESENT\nCouncillor A B (in the Chair)\n\n1/18 MINUTES RESOLVED "
     "that they be confirmed.\n"
     "2/18 OFSTED The Director reported on the year.",
     "Families Scrutiny Committee", "2018-02-12"),
    ("MINUTES of the OPEN section of the Families Scrutiny Commission held on Monday 11 July "
     "2022 at 7.00 pm\nPRESENT: Councillor A (Chair)\n1. APOLOGIES\nThere were none.\n2. "
     "OFSTED\nNoted.",
     "Families Scrutiny Commission", "2022-07-11"),
    # A line that names another meeting.
    ("DEVON COUNTY COUNCIL\nTo be submitted to the Council at its meeting on 14th March "
     "2024\nFAMILIES "
     "SCRUTINY PANEL\n18th January 2024 at 4.30 p.m.\nPresent: Councillor A (in the Chair)\n"
     "FSP.30 APOLOGIES\nNone.\nFSP.31 OFSTED\nThe panel noted it.",
     "Families Scrutiny Panel", "2024-01-18"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "committee", "date"), SAVED)
def test_committee_and_date_of_pages_saved_as_text(text: str, committee: str, date: str) -> None:
    for document in read_file(text.encode(), "page.txt", "0" * 64).documents:
        assert (document.committee, str(document.date)) == (committee, date)


@pytest.mark.parametrize(
    ("venue", "councils"),
    [
        ("Council Chamber, Guildhall, Portsmouth", ["portsmouth"]),
        ("Committee Room 1, Rochdale Town Hall", ["rochdale"]),
        ("Council Chamber, Civic Centre, Exeter", []),  # its county's committees meet there as well
        ("Town Hall, Portsmouth", []),
        ("Council Chamber, Civic Centre, Portsmouth Road", []),
    ],
)
def test_a_unitary_councils_own_chamber_tells_the_council(venue: str, councils: list[str]) -> None:
    assert slugs(page(("field:venue", venue))) == councils


def test_a_parishs_minutes_are_not_its_districts() -> None:
    lines = (
        "MINUTES of the meeting of SAMPLETON PARISH COUNCIL held on Monday 12th September 2016",
        "Present: three members",
        "Broadland District Council had written.",
        "The clerk wrote to Broadland District Council.",
    )
    found = printed(*lines)
    assert (slugs(found), found.committee, str(found.date)) == ([], None, "2016-09-12")


@pytest.mark.parametrize(
    ("line", "date"),
    [
        ("Minutes of the Meeting held on the 7th January 2019", "2019-01-07"),
        ("Minutes of Annual Parish Meeting Monday 11th May 2015 at 7.30pm", "2015-05-11"),
        ("Minutes of the meeting held on 7 January 2019 were approved", "None"),
    ],
)
def test_a_bare_heading_of_minutes_has_their_day(line: str, date: str) -> None:
    assert str(printed(line, "Present: R Pond (Chairman)", "1. Roads").date) == date


def test_a_parishs_agenda_names_its_committees_below() -> None:
    found = printed(
        "You are summoned to attend a meeting of Pondham Parish Council, to be held on 4 May 2016.",
        "1. To receive apologies.",
        "Traffic Committee",
    )
    assert (found.kind, found.committee) == (Kind.AGENDA, None)


@pytest.mark.parametrize(
    ("lines", "title"),
    [
        (
            ("ITEM 3", "NORTH YORKSHIRE COUNTY COUNCIL", "PONDS COMMITTEE", "21 NOVEMBER 2013",
             "PONDS AND LAKES", "Report of the Treasurer", "1.1 To tell of ponds."),
            "PONDS AND LAKES",
        ),
        (
            ("Parks Panel", "Wednesday, 21 November 2013", "Ponds", "Report by the Director"),
            "Ponds",
        ),
        # What is no report to a committee keeps its first lines.
        (("Parks Panel", "A history", "It was founded long ago."),
         "Parks Panel – A history – It was founded long ago."),
        (("Report of the Director", "Ponds"), "Report of the Director – Ponds"),
    ],
)  # fmt: skip
def test_a_reports_title_stands_below_its_letterhead(lines: tuple[str, ...], title: str) -> None:
    assert printed(*lines).title == title
