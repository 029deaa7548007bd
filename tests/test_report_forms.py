"""Reports in the forms that hundreds of files print: councils' names, dates, tables of grades."""
# ruff: noqa: E501 - lines as reports print them

from __future__ import annotations

import pytest

from indexer import structure
from indexer.blocks import Block, SourceText
from indexer.judgements import find
from indexer.metadata import Description, describe
from indexer.records import ParagraphKind, Role

ILACS = "Inspection of York local authority children’s services"
SIF = "Inspection of services for children in need of help and protection, children looked after and care leavers"
FOCUSED = "Focused visit to York local authority children’s services"
TITLES = (
    ("Inspection of {} local authority children’s services",),
    ("Inspection of {} children’s services",),
    ("Inspection of children’s social care services", "{}"),
    ("{}", SIF),
    ("Focused visit to {} local authority children’s services",),
    ("Monitoring visit of {} children’s services",),
    ("Inspection of local authority children’s services in {}",),
    ("Area SEND inspection of {} Local Area Partnership",),
    ("Joint targeted area inspection of the multi-agency response to neglect: {}",),
)


def blocks(headings: tuple[str, ...], *lines: str) -> tuple[Block, ...]:
    """The first page of a report."""
    heads = [Block(text, ParagraphKind.HEADING, page=1, level=1) for text in headings]
    rest = [
        Block(text, ParagraphKind.TABLE_ROW if " | " in text else ParagraphKind.PARAGRAPH, page=1)
        for text in (*lines, "Lead inspector: A Person, Her Majesty’s Inspector")
    ]
    return (*heads, *rest)


def described(headings: tuple[str, ...], *lines: str) -> Description:
    """What a report with this first page is."""
    return describe(SourceText("pdf", blocks(headings, *lines), pages=10), None, "x.pdf")


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("London Borough of Barking and Dagenham", "barking-and-dagenham"),
        ("Royal Borough of Kensington and Chelsea", "kensington-and-chelsea"),
        ("Royal Borough of Windsor & Maidenhead", "windsor-and-maidenhead"),
        ("Royal Borough of Greenwich", "greenwich"),
        ("City of York Council", "york"),
        ("City of Bradford Metropolitan District", "bradford"),
        ("Bradford", "bradford"),
        ("City of Wolverhampton Council", "wolverhampton"),
        ("Wolverhampton City Council", "wolverhampton"),
        ("Council of the Isles of Scilly", "isles-of-scilly"),
        ("Isles of Scilly", "isles-of-scilly"),
        ("Bournemouth, Christchurch and Poole", "bournemouth-christchurch-and-poole"),
        ("Bournemouth, Christchurch & Poole Council", "bournemouth-christchurch-and-poole"),
        ("BCP Council", "bournemouth-christchurch-and-poole"),
        ("West Northamptonshire", "west-northamptonshire"),
        ("North Northamptonshire Council", "north-northamptonshire"),
        ("Westmorland and Furness", "westmorland-and-furness"),
        ("Cumberland", "cumberland"),
        ("Cumbria", "cumbria"),
        ("Northamptonshire County Council", "northamptonshire"),
        ("St Helens", "st-helens"),
        ("St. Helens Metropolitan Borough Council", "st-helens"),
        ("Bath & North East Somerset", "bath-and-north-east-somerset"),
        ("Kingston upon Hull City Council", "kingston-upon-hull"),
        ("Hull", "kingston-upon-hull"),
        ("Kingston upon Thames", "kingston-upon-thames"),
        ("Royal Borough of Kingston upon Thames", "kingston-upon-thames"),
        ("Richmond upon Thames", "richmond-upon-thames"),
        ("Newcastle upon Tyne", "newcastle-upon-tyne"),
        ("Newcastle City Council", "newcastle-upon-tyne"),
        ("Stoke-on-Trent", "stoke-on-trent"),
        ("Stoke on Trent City Council", "stoke-on-trent"),
        ("Southend-on-Sea", "southend-on-sea"),
        ("Telford & Wrekin", "telford-and-wrekin"),
        ("Redcar & Cleveland", "redcar-and-cleveland"),
        ("Blackburn with Darwen", "blackburn-with-darwen"),
        ("East Riding of Yorkshire", "east-riding-of-yorkshire"),
        ("Central Bedfordshire", "central-bedfordshire"),
        ("Bedford Borough Council", "bedford"),
        ("Cheshire West and Chester", "cheshire-west-and-chester"),
        ("Herefordshire Council", "herefordshire"),
        ("County of Herefordshire District Council", "herefordshire"),
        ("Rutland County Council", "rutland"),
        ("County Durham", "county-durham"),
        ("Durham County Council", "county-durham"),
        ("Buckinghamshire", "buckinghamshire"),
        ("Dorset", "dorset"),
        ("City of London Corporation", "city-of-london"),
        ("City of London", "city-of-london"),
        ("City of Westminster", "westminster"),
        ("Westminster City Council", "westminster"),
        ("London Borough of Hammersmith & Fulham", "hammersmith-and-fulham"),
        ("Tower Hamlets", "tower-hamlets"),
        ("Brighton & Hove City Council", "brighton-and-hove"),
        ("Medway", "medway"),
        ("Milton Keynes City Council", "milton-keynes"),
        ("North East Lincolnshire", "north-east-lincolnshire"),
        ("South Gloucestershire", "south-gloucestershire"),
        ("Gloucestershire", "gloucestershire"),
        ("Derby City", "derby"),
        ("Derby", "derby"),
        ("Derbyshire County Council", "derbyshire"),
        ("Nottingham City Council", "nottingham"),
        ("Leicester City", "leicester"),
        ("Isle of Wight Council", "isle-of-wight"),
        ("Torbay", "torbay"),
        ("Calderdale Metropolitan Borough Council", "calderdale"),
        ("Stockton-on-Tees Borough", "stockton-on-tees"),
        ("Reading", "reading"),
        ("Bury", "bury"),
        ("Sefton", "sefton"),
        ("Kirklees", "kirklees"),
        ("Sandwell", "sandwell"),
        ("Bexley", "bexley"),
        ("Somerset", "somerset"),
        ("North Yorkshire", "north-yorkshire"),
        ("Windsor and Maidenhead", "windsor-and-maidenhead"),
        ("West Berkshire", "west-berkshire"),
        ("Bracknell Forest", "bracknell-forest"),
        ("The London Borough of Richmond upon Thames", "richmond-upon-thames"),
        ("Plymouth City Council", "plymouth"),
        ("Halton Borough", "halton"),
        ("Sunderland", "sunderland"),
        ("the Royal Borough of Kensington and Chelsea", "kensington-and-chelsea"),
        ("Wirral", "wirral"),
        ("Wirral Metropolitan Borough Council", "wirral"),
        ("Kingston-upon-Hull", "kingston-upon-hull"),
        ("North Tyneside", "north-tyneside"),
        ("Southwark", "southwark"),
        ("Poole", "poole"),
        ("Bournemouth", "bournemouth"),
        ("Borough of Poole", "poole"),
    ],
)
def test_a_council_is_known_by_any_of_its_names(name: str, slug: str) -> None:
    for title in TITLES:
        headings = tuple(line.format(name) for line in title)
        found = described(headings, "Inspection dates: 4 to 15 November 2019")
        assert [each.slug for each in found.authorities] == [slug], title


@pytest.mark.parametrize(
    ("title", "lines", "published", "start", "end"),
    [
        (
            ILACS,
            ("Inspection dates: 4 November 2019 to 15 November 2019",),
            None,
            "2019-11-04",
            "2019-11-15",
        ),
        (
            ILACS,
            ("Inspection dates: 28 November to 9 December 2022",),
            None,
            "2022-11-28",
            "2022-12-09",
        ),
        (
            ILACS,
            ("Inspection dates: 18 December 2023 to 12 January 2024",),
            None,
            "2023-12-18",
            "2024-01-12",
        ),
        (ILACS, ("Inspection dates: 4 to 15 November 2019",), None, "2019-11-04", "2019-11-15"),
        (ILACS, ("Inspection dates: 4-15 November 2019",), None, "2019-11-04", "2019-11-15"),
        (ILACS, ("Inspection dates: 4–15 November 2019",), None, "2019-11-04", "2019-11-15"),
        (ILACS, ("Inspection dates | 4 to 15 November 2019",), None, "2019-11-04", "2019-11-15"),
        (ILACS, ("Inspection dates:", "4 to 15 November 2019"), None, "2019-11-04", "2019-11-15"),
        (ILACS, ("Inspection dates", "4 to 15 November 2019"), None, "2019-11-04", "2019-11-15"),
        (
            ILACS,
            ("Inspection date: Monday 4 November – Friday 15 November 2019",),
            None,
            "2019-11-04",
            "2019-11-15",
        ),
        (
            ILACS,
            ("Inspection dates: Monday 4th to Friday 15th November 2019",),
            None,
            "2019-11-04",
            "2019-11-15",
        ),
        (
            ILACS,
            ("Dates of inspection: 4 to 8 November and 18 to 22 November 2019",),
            None,
            "2019-11-04",
            "2019-11-22",
        ),
        (
            ILACS,
            ("Date of inspection: 14 January – 6 February 2014", "Report published: 25 March 2014"),
            "2014-03-25",
            "2014-01-14",
            "2014-02-06",
        ),
        (
            ILACS,
            ("Inspection date: 14/01/2014 - 06/02/2014", "Published: 25/03/2014"),
            "2014-03-25",
            "2014-01-14",
            "2014-02-06",
        ),
        (
            ILACS,
            ("Inspection dates: 4 to 15 November 2019", "Published 13 January 2020"),
            "2020-01-13",
            "2019-11-04",
            "2019-11-15",
        ),
        (
            ILACS,
            ("Inspection dates: 4 to 15 November 2019", "Date published: 13 January 2020"),
            "2020-01-13",
            "2019-11-04",
            "2019-11-15",
        ),
        (
            ILACS,
            ("Inspection dates: 4 to 15 November 2019", "Publication date: Monday 13 January 2020"),
            "2020-01-13",
            "2019-11-04",
            "2019-11-15",
        ),
        (
            ILACS,
            ("Inspection dates: 4 to 15 November 2019", "Report published", "13 January 2020"),
            "2020-01-13",
            "2019-11-04",
            "2019-11-15",
        ),
        (
            ILACS,
            ("Inspection dates | 4 to 15 November 2019 | Report published | 13 January 2020",),
            "2020-01-13",
            "2019-11-04",
            "2019-11-15",
        ),
        (
            ILACS,
            ("Inspection dates: 4 to 15 November 2019 Report published: 13 January 2020",),
            "2020-01-13",
            "2019-11-04",
            "2019-11-15",
        ),
        (
            ILACS,
            ("Report published: 13 January 2020", "Inspection dates: 4 to 15 November 2019"),
            "2020-01-13",
            "2019-11-04",
            "2019-11-15",
        ),
        (
            ILACS,
            (
                "Date of previous inspection: 3 to 7 July 2017",
                "Inspection dates: 4 to 15 November 2019",
            ),
            None,
            "2019-11-04",
            "2019-11-15",
        ),
        (
            ILACS,
            (
                "Inspection dates: 4 to 15 November 2019",
                "Date of previous inspection: 3 to 7 July 2017",
            ),
            None,
            "2019-11-04",
            "2019-11-15",
        ),
        (
            ILACS,
            (
                "Inspection dates: 23 September 2024 to 4 October 2024",
                "Previous inspection: January 2019",
            ),
            None,
            "2024-09-23",
            "2024-10-04",
        ),
        (ILACS, ("Inspection  dates : 4 to 15 November 2019",), None, "2019-11-04", "2019-11-15"),
        (
            ILACS,
            ("Inspection dates: 4 November to 15 November, 2019",),
            None,
            "2019-11-04",
            "2019-11-15",
        ),
        (
            ILACS,
            ("Inspection dates: 30 October to 3 November 2023 and 13 to 17 November 2023",),
            None,
            "2023-10-30",
            "2023-11-17",
        ),
        (ILACS, ("Inspection dates: 4, 5 and 6 November 2019",), None, "2019-11-04", "2019-11-06"),
        (
            ILACS,
            ("This inspection took place from 4 to 15 November 2019.",),
            None,
            "2019-11-04",
            "2019-11-15",
        ),
        (
            ILACS,
            ("Report published: Jan 13, 2020", "Inspection dates: 4 to 15 Nov 2019"),
            "2020-01-13",
            "2019-11-04",
            "2019-11-15",
        ),
        (
            FOCUSED,
            (
                "13 January 2020",
                "This letter summarises the findings of a focused visit to York local authority children’s services on 4 and 5 December 2019. Her Majesty’s Inspectors were A Person HMI.",
            ),
            "2020-01-13",
            "2019-12-04",
            "2019-12-05",
        ),
        (
            FOCUSED,
            (
                "Date: 13 January 2020",
                "This letter summarises the findings of the focused visit to York children’s services on 4 December 2019.",
            ),
            "2020-01-13",
            "2019-12-04",
            "2019-12-04",
        ),
        (
            FOCUSED,
            (
                "Monday 13 January 2020",
                "This letter summarises the findings of the focused visit to York children’s services between 4 and 5 December 2019.",
            ),
            "2020-01-13",
            "2019-12-04",
            "2019-12-05",
        ),
        (
            FOCUSED,
            (
                "13th January, 2020",
                "This letter summarises the findings of a focused visit on Wednesday 4 and Thursday 5 December 2019 to York.",
            ),
            "2020-01-13",
            "2019-12-04",
            "2019-12-05",
        ),
        (
            FOCUSED,
            (
                "13 January 2020 | Director of Children’s Services",
                "This letter summarises the findings of the focused visit to York on 30 November and 1 December 2019.",
            ),
            "2020-01-13",
            "2019-11-30",
            "2019-12-01",
        ),
        (
            FOCUSED,
            (
                "On 4 and 5 December 2019, Ofsted carried out a visit to York.",
                "Published: 13 January 2020",
            ),
            "2020-01-13",
            "2019-12-04",
            "2019-12-05",
        ),
        (
            FOCUSED,
            (
                "13 January 2020",
                "Following the inspection of March 2018, this letter summarises the findings of the second focused visit to York children’s services on 4 and 5 December 2019.",
            ),
            "2020-01-13",
            "2019-12-04",
            "2019-12-05",
        ),
    ],
)
def test_dates(
    title: str, lines: tuple[str, ...], published: str | None, start: str, end: str
) -> None:
    found = described((title,), *lines)
    days = (found.published, found.inspection_start, found.inspection_end)
    assert [day and day.isoformat() for day in days] == [published, start, end]


@pytest.mark.parametrize(
    ("headings", "lines", "expected"),
    [
        pytest.param(
            ("York City Council", ILACS),
            (
                "Inspection dates: 4 to 15 November 2019",
                "Judgement | Grade",
                "The impact of leaders on social work practice with children and families | Good",
                "The experiences and progress of children who need help and protection | Requires improvement to be good",
                "The experiences and progress of children in care and care leavers | Good",
                "Overall effectiveness | Requires improvement to be good",
            ),
            {
                "overall": "requires_improvement",
                "leadership": "good",
                "help_and_protection": "requires_improvement",
                "in_care": "good",
            },
            id="table",
        ),
        pytest.param(
            ("York City Council", ILACS),
            (
                "Inspection dates: 4 to 15 November 2019",
                "Judgement",
                "Grade",
                "The impact of leaders on social work practice with children and families",
                "Good",
                "The experiences and progress of children who need help and protection",
                "Requires improvement to be good",
                "The experiences and progress of children in care and care leavers",
                "Good",
                "Overall effectiveness",
                "Requires improvement to be good",
            ),
            {
                "overall": "requires_improvement",
                "leadership": "good",
                "help_and_protection": "requires_improvement",
                "in_care": "good",
            },
            id="next line",
        ),
        pytest.param(
            ("York City Council", ILACS),
            (
                "Inspection dates: 4 to 15 November 2019",
                "The impact of leaders on social work practice with children and families Good",
                "The experiences and progress of children who need help and protection Requires improvement to be good",
                "The experiences and progress of children in care and care leavers Good",
                "Overall effectiveness Requires improvement to be good",
            ),
            {
                "overall": "requires_improvement",
                "leadership": "good",
                "help_and_protection": "requires_improvement",
                "in_care": "good",
            },
            id="one line",
        ),
        pytest.param(
            ("York City Council", ILACS),
            (
                "Inspection dates: 4 to 15 November 2019",
                "The impact of leaders on social work practice with children and families: Good",
                "The experiences and progress of children who need help and protection: Requires improvement to be good",
                "The experiences and progress of children in care and care leavers: Good",
                "Overall effectiveness: Requires improvement to be good",
            ),
            {
                "overall": "requires_improvement",
                "leadership": "good",
                "help_and_protection": "requires_improvement",
                "in_care": "good",
            },
            id="colon",
        ),
        pytest.param(
            ("York City Council", ILACS),
            (
                "Inspection dates: 4 to 15 November 2019",
                "Impact of leaders – good",
                "Help and protection – requires improvement to be good",
                "Children in care and care leavers – good",
                "Overall effectiveness – requires improvement to be good",
            ),
            {
                "overall": "requires_improvement",
                "leadership": "good",
                "help_and_protection": "requires_improvement",
                "in_care": "good",
            },
            id="dash",
        ),
        pytest.param(
            ("York City Council", ILACS),
            (
                "Inspection dates: 4 to 15 November 2019",
                "Overall effectiveness | requires improvement to be good",
                "the impact of leaders | good",
                "help and protection | requires improvement",
                "children in care and care leavers | good",
            ),
            {
                "overall": "requires_improvement",
                "leadership": "good",
                "help_and_protection": "requires_improvement",
                "in_care": "good",
            },
            id="lower",
        ),
        pytest.param(
            ("York City Council", ILACS),
            (
                "Inspection dates: 4 to 15 November 2019",
                "Judgement\nGrade",
                "The impact of leaders on social work practice with children and families\nGood\nThe experiences and progress of children who need help and protection\nRequires improvement to be good\nThe experiences and progress of children in care and care leavers\nGood\nOverall effectiveness\nRequires improvement to be good",
            ),
            {
                "overall": "requires_improvement",
                "leadership": "good",
                "help_and_protection": "requires_improvement",
                "in_care": "good",
            },
            id="newline cells",
        ),
        pytest.param(
            ("York City Council", ILACS),
            (
                "Inspection dates: 4 to 15 November 2019",
                "The impact of leaders on social work practice with children and families Good The experiences and progress of children who need help and protection Requires improvement to be good The experiences and progress of children in care and care leavers Good Overall effectiveness Requires improvement to be good",
            ),
            {
                "overall": "requires_improvement",
                "leadership": "good",
                "help_and_protection": "requires_improvement",
                "in_care": "good",
            },
            id="all in one para",
        ),
        pytest.param(
            ("York City Council", ILACS),
            (
                "Inspection dates: 4 to 15 November 2019",
                "The impact of leaders on social work practice with children and families | Good | The experiences and progress of children who need help and protection | Requires improvement to be good | The experiences and progress of children in care and care leavers | Good | Overall effectiveness | Requires improvement to be good",
            ),
            {
                "overall": "requires_improvement",
                "leadership": "good",
                "help_and_protection": "requires_improvement",
                "in_care": "good",
            },
            id="one row",
        ),
        pytest.param(
            ("York City Council", ILACS),
            (
                "Inspection dates: 4 to 15 November 2019",
                "Judgement",
                "The impact of leaders on social work practice with children and families",
                "The experiences and progress of children who need help and protection",
                "The experiences and progress of children in care and care leavers",
                "Overall effectiveness",
                "Grade",
                "Good",
                "Requires improvement to be good",
                "Good",
                "Requires improvement to be good",
            ),
            {
                "overall": "requires_improvement",
                "leadership": "good",
                "help_and_protection": "requires_improvement",
                "in_care": "good",
            },
            id="columns: labels then grades",
        ),
        pytest.param(
            ("York City Council", ILACS),
            (
                "Inspection dates: 4 to 15 November 2019",
                "Judgement | Grade | Notes",
                "The impact of leaders on social work practice with children and families | Good | ",
                "The experiences and progress of children who need help and protection | Requires improvement to be good | –",
                "The experiences and progress of children in care and care leavers | Good | –",
                "Overall effectiveness | Requires improvement to be good | –",
            ),
            {
                "overall": "requires_improvement",
                "leadership": "good",
                "help_and_protection": "requires_improvement",
                "in_care": "good",
            },
            id="headed table trailing",
        ),
        pytest.param(
            ("York City Council", ILACS),
            (
                "Inspection dates: 4 to 15 November 2019",
                "The impact of leaders on social work practice with children and families | Good",
                "The experiences and progress of children who need help and protection | Requires improvement to be",
                "good",
                "The experiences and progress of children in care and care leavers | Good",
                "Overall effectiveness | Requires improvement to be good",
            ),
            {
                "overall": "requires_improvement",
                "leadership": "good",
                "help_and_protection": "requires_improvement",
                "in_care": "good",
            },
            id="split grade",
        ),
        pytest.param(
            ("York City Council", ILACS),
            (
                "Inspection dates: 4 to 15 September 2023",
                "Judgement | Grade",
                "The impact of leaders on social work practice with children and families | Outstanding",
                "The experiences and progress of children who need help and protection | Good",
                "The experiences and progress of children in care | Good",
                "The experiences and progress of care leavers | Requires improvement to be good",
                "Overall effectiveness | Good",
            ),
            {
                "leadership": "outstanding",
                "help_and_protection": "good",
                "in_care": "good",
                "care_leavers": "requires_improvement",
                "overall": "good",
            },
            id="2023",
        ),
        pytest.param(
            ("York City Council", ILACS),
            (
                "Inspection dates: 1 to 12 June 2026",
                "Judgement | Grade",
                "The impact of leaders on social work practice with children and families | Outstanding",
                "The experiences and progress of children who need help and protection | Good",
                "The experiences and progress of children in care | Good",
                "The experiences and progress of care leavers | Requires improvement to be good",
            ),
            {
                "leadership": "outstanding",
                "help_and_protection": "good",
                "in_care": "good",
                "care_leavers": "requires_improvement",
            },
            id="2026",
        ),
        pytest.param(
            ("York City Council", ILACS),
            (
                "Inspection dates: 1 to 12 June 2026",
                "The impact of leaders on social work practice with children and families | Outstanding",
                "The experiences and progress of children who need help and protection | Good",
                "At its last inspection in 2021 overall effectiveness was good.",
            ),
            {"leadership": "outstanding", "help_and_protection": "good"},
            id="2026 prev",
        ),
        pytest.param(
            ("York City Council", SIF),
            (
                "Inspection date: 4 November – 26 November 2015",
                "The overall judgement is that children’s services require improvement",
                "1. Children who need help and protection | Requires improvement",
                "2. Children looked after and achieving permanence | Good",
                "2.1 Adoption performance | Outstanding",
                "2.2 Experiences and progress of care leavers | Inadequate",
                "3. Leadership, management and governance | Good",
            ),
            {
                "overall": "requires_improvement",
                "help_and_protection": "requires_improvement",
                "in_care": "good",
                "adoption": "outstanding",
                "care_leavers": "inadequate",
                "leadership": "good",
            },
            id="sif",
        ),
        pytest.param(
            ("York City Council", SIF),
            (
                "Inspection date: 4 November – 26 November 2015",
                "Children’s services in York are inadequate because they fail",
                "1. Children who need help and protection Inadequate",
                "2. Children looked after and achieving permanence Requires improvement",
                "2.1 Adoption performance Good",
                "2.2 Experiences and progress of care leavers Good",
                "3. Leadership, management and governance Inadequate",
            ),
            {
                "overall": "inadequate",
                "help_and_protection": "inadequate",
                "in_care": "requires_improvement",
                "adoption": "good",
                "care_leavers": "good",
                "leadership": "inadequate",
            },
            id="sif because",
        ),
        pytest.param(
            ("York City Council", SIF),
            (
                "Inspection date: 4 November – 26 November 2015",
                "The overall judgement is that children’s services are inadequate",
                "There are widespread or serious failures that create or leave children being harmed or at risk of harm.",
                "The judgements on areas of the service that contribute to overall effectiveness are:",
                "1. Children who need help and protection | Inadequate",
                "2. Children looked after and achieving permanence | Requires improvement",
                "Graded judgement on adoption performance: good",
            ),
            {
                "overall": "inadequate",
                "help_and_protection": "inadequate",
                "in_care": "requires_improvement",
                "adoption": "good",
            },
            id="sif sentence",
        ),
        pytest.param(
            ("York City Council", SIF),
            (
                "Inspection date: 4 November – 26 November 2015",
                "Children’s services in York are good",
                "The Local Safeguarding Children Board requires improvement",
                "1. Children who need help and protection | Good",
                "3. Leadership, management and governance | Good",
            ),
            {
                "overall": "good",
                "lscb": "requires_improvement",
                "help_and_protection": "good",
                "leadership": "good",
            },
            id="sif lscb",
        ),
        pytest.param(
            ("York City Council", SIF),
            (
                "Inspection date: 4 November – 26 November 2015",
                "Children’s services in York are good",
                "1. Children who need help and protection | Good",
                "The Local Safeguarding Children Board (LSCB) is inadequate",
                "The LSCB is not demonstrating the characteristics of good",
            ),
            {"overall": "good", "lscb": "inadequate", "help_and_protection": "good"},
            id="sif lscb2",
        ),
        pytest.param(
            ("York City Council", SIF),
            (
                "Inspection date: 4 November – 26 November 2015",
                "Overall effectiveness | Good",
                "The effectiveness of the Local Safeguarding Children Board (LSCB) | Requires improvement",
            ),
            {"overall": "good", "lscb": "requires_improvement"},
            id="sif lscb3",
        ),
        pytest.param(
            ("York City Council", SIF),
            (
                "Inspection date: 4 November – 26 November 2015",
                "Children’s services in York require improvement to be good1",
                "1. Children who need help and protection | Requires improvement2",
            ),
            {"overall": "requires_improvement", "help_and_protection": "requires_improvement"},
            id="footnote digits",
        ),
        pytest.param(
            ("York City Council", "Inspection of looked after children services"),
            (
                "Inspection dates: 15-19 July 2013",
                "Overall effectiveness | Adequate",
                "Outcomes for looked after children | Good",
                "Leadership and management | Adequate",
            ),
            {"overall": "adequate", "in_care": "good", "leadership": "adequate"},
            id="LAC 2013",
        ),
        pytest.param(
            (
                "York City Council",
                "Inspection of local authority arrangements for the protection of children",
            ),
            (
                "Inspection dates: 15-24 October 2012",
                "Overall effectiveness | Inadequate",
                "The effectiveness of the help and protection provided to children, young people, families and carers | Inadequate",
                "The quality of practice | Inadequate",
                "Leadership and governance | Adequate",
            ),
            {
                "overall": "inadequate",
                "help_and_protection": "inadequate",
                "leadership": "adequate",
            },
            id="CP 2012",
        ),
        pytest.param(
            ("York City Council", "Inspection of safeguarding and looked after children services"),
            (
                "Inspection dates: 7 – 18 February 2011",
                "Overall effectiveness",
                "Grade 3 (adequate)",
                "The overall effectiveness of safeguarding services in York is adequate.",
                "Capacity for improvement",
                "Grade 2 (good)",
                "The capacity of the council and its partners to improve is good.",
            ),
            {"overall": "adequate"},
            id="SLAC",
        ),
        pytest.param(
            ("York City Council", "Monitoring visit of York children’s services"),
            (
                "13 January 2020",
                "This letter summarises the findings of the monitoring visit on 4 December 2019.",
                "The local authority was judged inadequate in March 2018.",
                "Overall effectiveness | Inadequate",
            ),
            {},
            id="monitoring",
        ),
    ],
)
def test_grades(
    headings: tuple[str, ...], lines: tuple[str, ...], expected: dict[str, str]
) -> None:
    page = blocks(headings, *lines)
    found = find(
        structure.paragraphs(page), describe(SourceText("pdf", page, pages=10), None, "x.pdf")
    )
    assert {
        one.area.value: one.grade.value for one in found if one.grade and one.role is Role.CURRENT
    } == expected


@pytest.mark.parametrize(
    ("headings", "kind", "framework"),
    [
        (
            ("York local authority", "Short inspection of children’s services"),
            "inspection_report",
            "ILACS",
        ),
        (
            ("York City Council", "Standard inspection of local authority children's services"),
            "inspection_report",
            "ILACS",
        ),
        (("Inspection of York local authority children's services",), "inspection_report", "ILACS"),
        (
            ("York", "Pilot inspection of local authority children’s services"),
            "inspection_report",
            "ILACS",
        ),
        (
            (
                "York City Council",
                "Pilot: Inspection of services for children in need of help and protection, children looked after and care leavers",
            ),
            "inspection_report",
            "SIF",
        ),
        (
            (
                "York City Council",
                "Re-inspection of services for children in need of help and protection, children looked after and care leavers",
            ),
            "inspection_report",
            "SIF",
        ),
        (
            (
                "York City Council",
                "Reinspection of services for children in need of help and protection, children looked after and care leavers",
            ),
            "inspection_report",
            "SIF",
        ),
        (
            (
                "York City Council",
                "Single inspection of local authority children’s services and review of the LSCB",
            ),
            "inspection_report",
            "SIF",
        ),
        (
            (
                "City of York Safeguarding Children Board",
                "Review of the effectiveness of the Local Safeguarding Children Board",
            ),
            "inspection_report",
            "LSCB review",
        ),
        (("Focused visit to York City Council children’s services",), "focused_visit", "ILACS"),
        (("Ofsted focused visit to York children's services",), "focused_visit", "ILACS"),
        (("York City Council: focused visit",), "focused_visit", "ILACS"),
        (
            ("Focused visit to York local authority children’s services (COVID-19 assurance)",),
            "focused_visit",
            "ILACS",
        ),
        (("COVID-19 focused visit to York children's services",), "focused_visit", "ILACS"),
        (("Monitoring visit to York children’s services",), "monitoring_visit", "ILACS"),
        (("York City Council monitoring visit",), "monitoring_visit", "ILACS"),
        (("Monitoring visit report: York",), "monitoring_visit", "ILACS"),
        (("Third monitoring visit of York children’s services",), "monitoring_visit", "ILACS"),
        (
            (
                "Joint targeted area inspection of the multi-agency response to domestic abuse in York",
            ),
            "other_report",
            "JTAI",
        ),
        (("Joint targeted area inspection of York",), "other_report", "JTAI"),
        (("York joint targeted area inspection",), "other_report", "JTAI"),
        (
            (
                "Multi-agency response to serious youth violence: joint targeted area inspection of York",
            ),
            "other_report",
            "JTAI",
        ),
        (
            ("Area SEND full inspection of York Local Area Partnership",),
            "other_report",
            "Area SEND",
        ),
        (
            ("Area SEND monitoring inspection of York Local Area Partnership",),
            "other_report",
            "Area SEND",
        ),
        (("Joint area SEND inspection in York",), "other_report", "Area SEND"),
        (("Joint area SEND revisit in York",), "other_report", "Area SEND"),
        (("Joint local area SEND inspection in York",), "other_report", "Area SEND"),
        (("Local area SEND inspection: York",), "other_report", "Area SEND"),
        (
            (
                "York City Council",
                "Inspection of local authority arrangements for the protection of children",
            ),
            "inspection_report",
            "Child protection 2012",
        ),
        (
            ("York", "Inspection of services for looked after children"),
            "inspection_report",
            "Looked-after children 2013",
        ),
        (
            ("Inspection of looked after children services", "York City Council"),
            "inspection_report",
            "Looked-after children 2013",
        ),
        (
            ("Focused inspection of York City Council children’s services",),
            "inspection_report",
            "ILACS",
        ),
        (
            ("Targeted inspection of York City Council children’s services",),
            "inspection_report",
            "ILACS",
        ),
        (
            ("Inspection of children’s social care services: York City Council",),
            "inspection_report",
            "ILACS",
        ),
        (
            ("York City Council", "Inspection of children's social care services"),
            "inspection_report",
            "ILACS",
        ),
        (
            ("York City Council", "Inspection of local authority children’s services"),
            "inspection_report",
            "ILACS",
        ),
    ],
)
def test_kind_and_framework(headings: tuple[str, ...], kind: str, framework: str) -> None:
    found = described(headings, "Inspection dates: 4 to 15 November 2019")
    assert (found.kind.value, found.framework) == (kind, framework)
    assert [each.slug for each in found.authorities] == ["york"]


@pytest.mark.parametrize(
    "headings",
    [
        ("York City Council", "Report to: Children’s Scrutiny Committee", "Focused visit to York"),
        ("Report of the Director", "Monitoring visit to York children’s services"),
        ("York City Council", "Agenda", "Inspection of York children’s services"),
    ],
)
def test_a_paper_about_an_inspection_is_none(headings: tuple[str, ...]) -> None:
    assert described(headings, "Ofsted inspected the services in May 2019.").framework is None


CARE = "The experiences and progress of children in care and care"
HELP = "The experiences and progress of children who need help and"


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        # A table read line by line, its cells cut, the shorter one set low or high.
        ((CARE, "leavers | Good", f"{HELP} | Requires improvement", "protection | to be good",
          "Requires improvement", "Overall effectiveness | to be good"),
         {"in_care": "good", "help_and_protection": "requires_improvement",
          "overall": "requires_improvement"}),
        # A grade on two lines below its label, as text saved from a report has it.
        (("1. Children who need help and protection", "Requires", "Improvement",
          "2. Children looked after and achieving", "permanence", "Good"),
         {"help_and_protection": "requires_improvement", "in_care": "good"}),
        # A label on two lines, the second with the grade; the headline's last word is no grade of it.
        (("Children’s services in York require improvement to be", "good",
          "2. Children looked after and achieving", "permanence Requires improvement"),
         {"overall": "requires_improvement", "in_care": "requires_improvement"}),
        # The grade before its label.
        (("Good | The impact of leaders on social work practice", "Inadequate | Overall effectiveness"),
         {"leadership": "good", "overall": "inadequate"}),
        # Grades that belong to nothing.
        (("Children in care", "Inspectors met ninety children.", "Good"), {}),
    ],
)  # fmt: skip
def test_grades_of_tables_in_pieces(lines: tuple[str, ...], expected: dict[str, str]) -> None:
    test_grades(
        ("York City Council", SIF), ("Inspection date: 4 – 26 November 2015", *lines), expected
    )
