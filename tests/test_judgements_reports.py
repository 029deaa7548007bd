"""Grades of inspection reports, from their tables, headlines and graded headings."""

from __future__ import annotations

import datetime as dt

import pytest

from indexer.judgements import find
from indexer.metadata import Description
from indexer.records import Area, Authority, Grade, Judgement, Kind, Paragraph, Role

ANYTOWN = Authority("Anytown", None, "anytown")


def report(framework: str, *texts: str, end: str = "2019-03-01") -> tuple[Judgement, ...]:
    """The judgements of a report with these paragraphs."""
    description = Description(
        Kind.INSPECTION_REPORT,
        "Report",
        (ANYTOWN,),
        framework=framework,
        inspection_end=dt.date.fromisoformat(end),
    )
    return find(tuple(Paragraph(f"p{n}", text) for n, text in enumerate(texts)), description)


def current(judgements: tuple[Judgement, ...]) -> dict[str, str | None]:
    return {
        j.area.value: j.grade.value if j.grade else None
        for j in judgements
        if j.role is Role.CURRENT
    }


SIF_TABLE = (
    "Children’s services in Anytown require improvement to be good",
    "1. Children who need help and protection | Requires improvement",
    "2. Children looked after and achieving permanence | Good",
    "2.1 Adoption performance | Outstanding",
    "2.2 Experiences and progress of care leavers | Inadequate",
    "3. Leadership, management and governance | Good",
    "The Local Safeguarding Children Board requires improvement",
    "An LSCB requires improvement if it does not yet demonstrate the characteristics of good.",
)
ILACS_TABLE = (
    "Judgement | Grade",
    "The impact of leaders on social work practice with children and families | Good",
    "The experiences and progress of children who need help and protection | "
    "Requires improvement to be good",
    "The experiences and progress of children in care | Outstanding",
    "The experiences and progress of care leavers | Good",
    "Overall effectiveness | Good",
)


def test_single_inspection() -> None:
    assert current(report("SIF", *SIF_TABLE)) == {
        "overall": "requires_improvement",
        "help_and_protection": "requires_improvement",
        "in_care": "good",
        "adoption": "outstanding",
        "care_leavers": "inadequate",
        "leadership": "good",
        "lscb": "requires_improvement",
    }


def test_later_framework() -> None:
    assert current(report("ILACS", *ILACS_TABLE, end="2024-01-12")) == {
        "leadership": "good",
        "help_and_protection": "requires_improvement",
        "in_care": "outstanding",
        "care_leavers": "good",
        "overall": "good",
    }


def test_care_leavers_had_no_grade_of_their_own_before_2023() -> None:
    assert "care_leavers" not in current(report("ILACS", *ILACS_TABLE, end="2022-12-16"))
    joined = "The experiences and progress of children in care and care leavers | Good"
    assert current(report("ILACS", joined, end="2022-07-22")) == {"in_care": "good"}


def test_no_overall_grade_from_the_reform_on() -> None:
    assert "overall" not in current(report("ILACS", *ILACS_TABLE, end="2026-06-19"))
    sentence = "Services are good because leaders act, and were judged to be good overall."
    assert "overall" not in current(report("ILACS", ILACS_TABLE[1], sentence, end="2026-06-19"))


@pytest.mark.parametrize("framework", ["ILACS", "SIF"])
def test_adequate_is_no_grade_of_later_frameworks(framework: str) -> None:
    assert current(report(framework, "Overall effectiveness | Adequate")) == {}


def test_adequate_stays_adequate() -> None:
    found = report(
        "Looked-after children 2013",
        "Overall effectiveness of services for looked after children and young people",
        "Grade 3 (Adequate)",
        "Capacity to improve | Good Grade 2",
        "Leadership and management | Adequate Grade 3",
        end="2013-07-19",
    )
    assert current(found) == {"overall": "adequate", "leadership": "adequate"}


@pytest.mark.parametrize(
    "text",
    [
        "Outstanding (Grade 1) | A service that significantly exceeds minimum requirements",
        "An inadequate judgement is made where there are widespread failures.",
        "It is the inspectorate's expectation that all children receive good help.",
        "The authority is not yet delivering good protection and help.",
    ],
)
def test_the_scale_explained_is_no_grade(text: str) -> None:
    assert current(report("SIF", text, end="2015-03-01")) == {}


def test_a_table_that_came_apart() -> None:
    grade_first = ("Inadequate", "1. Children who need help and protection", "Good",
                   "3. Leadership, management and governance")  # fmt: skip
    label_first = ("Overall effectiveness", "Good", "Leadership and management", "Inadequate")
    expected = {"help_and_protection": "inadequate", "leadership": "good"}
    assert current(report("SIF", *grade_first)) == expected
    assert current(report("SIF", *label_first)) == {"overall": "good", "leadership": "inadequate"}


def test_the_evidence_is_the_paragraph_that_names_the_area() -> None:
    found = report(
        "Looked-after children 2013",
        "Overall effectiveness of services",
        "Grade 4 (inadequate)",
        "Overall effectiveness | Inadequate",
        end="2013-07-12",
    )
    assert [(j.paragraph, j.start, j.end) for j in found] == [("p2", 0, 34)]


def test_a_judgement_bears_council_date_and_span() -> None:
    (found,) = report("SIF", "Children’s services in Anytown are inadequate.", end="2015-03-01")
    assert found == Judgement(
        Area.OVERALL,
        Grade.INADEQUATE,
        Role.CURRENT,
        "p0",
        0,
        45,
        "anytown",
        dt.date(2015, 3, 1),
    )


def test_earlier_grades_are_previous() -> None:
    text = "At the last inspection in 2015, services were judged to be inadequate."
    found = report("ILACS", *ILACS_TABLE, text, end="2019-03-01")
    (previous,) = (j for j in found if j.role is Role.PREVIOUS)
    assert (previous.area, previous.grade) == (Area.OVERALL, Grade.INADEQUATE)
    assert text[previous.start : previous.end] == "services were judged to be inadequate"


def test_a_board_review_judges_the_board() -> None:
    found = report("LSCB review", "The Local Safeguarding Children Board is good")
    assert current(found) == {"lscb": "good"}


@pytest.mark.parametrize(
    ("kind", "framework"),
    [
        (Kind.FOCUSED_VISIT, "ILACS"),
        (Kind.MONITORING_VISIT, "ILACS"),
        (Kind.OTHER_REPORT, "Area SEND"),
        (Kind.OTHER_REPORT, "JTAI"),
    ],
)
def test_letters_have_no_grade_of_their_own(kind: Kind, framework: str) -> None:
    description = Description(kind, "Letter", (ANYTOWN,), framework=framework, year=2021)
    texts = ("Overall effectiveness | Good", "The authority was judged inadequate in May 2020.")
    paragraphs = tuple(Paragraph(str(n), text) for n, text in enumerate(texts))
    found = find(paragraphs, description)
    assert {j.role for j in found} <= {Role.PREVIOUS}
    assert (Area.OVERALL, Grade.INADEQUATE) in {(j.area, j.grade) for j in found}
