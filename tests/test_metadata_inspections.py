"""Inspection reports and letters: kind, framework, council and dates from the first page."""

from __future__ import annotations

import datetime as dt

import pytest

from indexer.blocks import Block, SourceText
from indexer.metadata import describe
from indexer.records import Kind, ParagraphKind


def pdf(*lines: str) -> SourceText:
    """A PDF of one page; a line with a bar is a table row."""
    kinds = {True: ParagraphKind.TABLE_ROW, False: ParagraphKind.PARAGRAPH}
    return SourceText("pdf", tuple(Block(t, kinds[" | " in t], page=1) for t in lines), pages=1)


SIF = (
    "Anytown Council".replace("Anytown", "Rutland County"),
    "Inspection of services for children in need of help and protection, children looked after "
    "and care leavers",
    "and",
    "Review of the effectiveness of the Local Safeguarding Children Board1",
    "Inspection date: 26 October – 19 November 2015",
    "Report published: 20 January 2016",
    "Children’s services in Rutland require improvement to be good",
)
ILACS = (
    "Inspection of York local authority children’s services",
    "Inspection dates: 7 to 18 March 2022",
    "Lead inspector: A Person, Her Majesty’s Inspector",
    "Judgement | Grade",
    "Overall effectiveness | Good",
)
CASES = [
    (SIF, Kind.INSPECTION_REPORT, "SIF", "rutland", "2016-01-20", "2015-10-26", "2015-11-19"),
    (
        ("Lancashire County Council", "Re-inspection of services for children in need of help and "
         "protection, children looked after and care leavers",
         "Inspection date: 4 June 2018–28 June 2018", "Report Published: 17 August 2018"),
        Kind.INSPECTION_REPORT, "SIF", "lancashire", "2018-08-17", "2018-06-04", "2018-06-28",
    ),
    (
        ("Slough", "Inspection of services for children in need of help and protection, children "
         "looked after and care leavers and Review of the effectiveness of the Local Safeguarding "
         "Children Board", "Inspection date: 3 March 2015 – 25 March 2015", "A report by Ofsted",
         "Report published: 13 May 2015"),
        Kind.INSPECTION_REPORT, "SIF", "slough", "2015-05-13", "2015-03-03", "2015-03-25",
    ),
    (ILACS, Kind.INSPECTION_REPORT, "ILACS", "york", None, "2022-03-07", "2022-03-18"),
    (
        ("Brighton and Hove City Council", "Inspection of children's social care services",
         "Inspection dates: 9 July 2018 to 20 July 2018", "Lead inspector: | A Person HMI"),
        Kind.INSPECTION_REPORT, "ILACS", "brighton-and-hove", None, "2018-07-09", "2018-07-20",
    ),
    (
        ("Inspection of looked after children services", "Medway Council",
         "Inspection dates: 15-19 July 2013", "Reporting inspector A Person HMI",
         "Published: 23 August 2013"),
        Kind.INSPECTION_REPORT, "Looked-after children 2013", "medway",
        "2013-08-23", "2013-07-15", "2013-07-19",
    ),
    (
        ("Surrey Safeguarding Children Board",
         "Review of the effectiveness of the Local Safeguarding Children Board",
         "Inspection date: 15 June 2015 – 17 June 2015", "Report published: 3 August 2015"),
        Kind.INSPECTION_REPORT, "LSCB review", "surrey", "2015-08-03", "2015-06-15", "2015-06-17",
    ),
    (
        ("Ofsted | T 0300 123 1231", "8 August 2018", "Director of Children’s Services",
         "Focused visit to Halton children’s services",
         "This letter summarises the findings of a focused visit to Halton children’s services on "
         "11 and 12 July 2018.",
         "The inspection in November 2014 found that services required improvement."),
        Kind.FOCUSED_VISIT, "ILACS", "halton", "2018-08-08", "2018-07-11", "2018-07-12",
    ),
    (
        ("Ofsted", "20 October 2017", "Dear Colleague",
         "Monitoring visit of Slough children’s services",
         "This letter summarises the findings of the fourth monitoring visit to Slough children’s "
         "services on 26 and 27 September 2017."),
        Kind.MONITORING_VISIT, "SIF", "slough", "2017-10-20", "2017-09-26", "2017-09-27",
    ),
    (
        ("Ofsted", "7 March 2019", "Dear Colleague",
         "Monitoring visit of Worcestershire children’s services",
         "This letter summarises the findings of the fifth monitoring visit to Worcestershire "
         "children’s services on 5 and 6 February 2019."),
        Kind.MONITORING_VISIT, "ILACS", "worcestershire", "2019-03-07", "2019-02-05", "2019-02-06",
    ),
    (
        ("The full letter is below.", "7 March 2019",
         "This letter summarises the findings of the monitoring visit to Bournemouth, Christchurch "
         "and Poole children’s services on 5 and 6 February 2019. Inspectors were A and B."),
        Kind.MONITORING_VISIT, "ILACS", "bournemouth-christchurch-and-poole", "2019-03-07",
        "2019-02-05", "2019-02-06",
    ),
    (
        ("1 March 2017", "To: Director of Children’s Services, Chief Constable",
         "Joint targeted area inspection of the multi-agency response to abuse and neglect in "
         "Wiltshire",
         "Between 9 and 13 January 2017, Ofsted, the Care Quality Commission and others undertook "
         "a joint inspection."),
        Kind.OTHER_REPORT, "JTAI", "wiltshire", "2017-03-01", "2017-01-09", "2017-01-13",
    ),
    (
        ("Area SEND inspection of Trafford Local Area Partnership",
         "Inspection dates: 16 to 20 October 2023",
         "Dates of previous inspection: 3 to 7 July 2017",
         "Ofsted and the Care Quality Commission ask that the partnership publishes its plan."),
        Kind.OTHER_REPORT, "Area SEND", "trafford", None, "2023-10-16", "2023-10-20",
    ),
]  # fmt: skip


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case[2]} {case[3]}")
def test_first_page(case: tuple[tuple[str, ...], Kind, str, str, str | None, str, str]) -> None:
    lines, kind, framework, council, published, start, end = case
    found = describe(pdf(*lines), None, "minutes.pdf")
    assert (found.kind, found.framework) == (kind, framework)
    assert [authority.slug for authority in found.authorities] == [council]
    assert (found.published and str(found.published)) == published
    assert (str(found.inspection_start), str(found.inspection_end)) == (start, end)
    assert str(found.date) == (published or end)
    fields = {item.field for item in found.provenance}
    assert {"kind", "framework", "authorities", "date", "inspection_end"} <= fields
    assert all(item.evidence and not item.inferred for item in found.provenance)


def test_the_council_is_in_the_title_once() -> None:
    assert describe(pdf(*ILACS), None, "").title == ILACS[0]
    sif = describe(pdf(*SIF), None, "").title
    assert sif == f"{SIF[1]}: Rutland"
    visit = ("Focused visit to St Helens children’s services", *ILACS[1:])
    assert describe(pdf(*visit), None, "").title == visit[0]


def test_a_neighbour_in_the_text_is_not_the_subject() -> None:
    text = "Hampshire County Council supports the improvement of services in Wiltshire."
    found = describe(pdf(*ILACS, text, text, text), None, "")
    assert [authority.slug for authority in found.authorities] == ["york"]


def test_a_council_keeps_the_code_of_its_day() -> None:
    lines = ("Inspection of Somerset local authority children’s services", *ILACS[1:])
    (authority,) = describe(pdf(*lines), None, "").authorities
    assert (authority.slug, authority.gss) == ("somerset", "E10000027")


def test_a_committee_paper_about_an_inspection_is_none() -> None:
    paper = pdf(
        "From: Cabinet Member for Children",
        "To: Children’s Committee",
        "Subject: Inspection of local authority children’s services",
        "Ofsted inspected the council in May. The lead inspector will attend.",
    )
    found = describe(paper, None, "")
    assert (found.kind, found.framework) == (Kind.OTHER_REPORT, None)
    assert found.title == "Inspection of local authority children’s services"


def test_missing_dates_are_said_to_be_missing() -> None:
    found = describe(pdf(ILACS[0], *ILACS[2:]), None, "")
    assert found.date is None
    assert any("date" in warning for warning in found.warnings)


def test_both_dates_are_kept() -> None:
    found = describe(pdf(*SIF), None, "")
    assert found.published == dt.date(2016, 1, 20)
    assert found.inspection_end == dt.date(2015, 11, 19)
