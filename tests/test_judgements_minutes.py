"""Grades that committee papers report, with their roles."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer import authorities
from indexer.judgements import find
from indexer.metadata import Description
from indexer.records import Area, Authority, Grade, Judgement, Kind, Paragraph, Role

TABLES = Path(__file__).parent / "tables"


def table(name: str) -> list[dict[str, Any]]:
    """The rows of a table of samples."""
    return [json.loads(line) for line in (TABLES / name).read_text("utf-8").splitlines()]


TRAPS = table("judgement_traps.jsonl")
PASSAGES = table("judgement_passages.jsonl")
KINDS = {
    **{name: (Kind.INSPECTION_REPORT, name) for name in ("ILACS", "SIF", "SLAC")},
    "minutes": (Kind.MINUTES, None),
    "monitoring": (Kind.MONITORING_VISIT, "ILACS"),
    "focused": (Kind.FOCUSED_VISIT, "ILACS"),
}


def minutes(
    *texts: str, slug: str = "devon", year: int = 2020, title: str = "Minutes"
) -> tuple[Judgement, ...]:
    """The judgements of a council's minutes with these paragraphs."""
    council = authorities.by_slug(slug)
    assert council is not None
    description = Description(Kind.MINUTES, title, (council.as_authority(),), year=year)
    return find(tuple(Paragraph(f"p{n}", text) for n, text in enumerate(texts)), description)


def roles(judgements: tuple[Judgement, ...]) -> list[tuple[Area, Grade | None, Role]]:
    return [(j.area, j.grade, j.role) for j in judgements]


@pytest.mark.parametrize("trap", TRAPS, ids=lambda trap: trap["note"])
def test_trap(trap: dict[str, Any]) -> None:
    kind, framework = KINDS[trap["doc_type"]]
    description = Description(
        kind, "", (Authority("Anytown", None, "anytown"),), year=trap["year"], framework=framework
    )
    found: dict[str, str] = {}
    for judgement in find((Paragraph("a", trap["text"]),), description):
        if judgement.role is Role.CURRENT and judgement.grade:
            found.setdefault(judgement.area.value, judgement.grade.value.replace("_", " "))
    assert found == trap["expect"]
    assert found.get("overall") == trap["expect_overall"]


@pytest.mark.parametrize("passage", PASSAGES, ids=lambda passage: passage["text"][:60])
def test_every_grade_of_a_passage_has_its_area_and_role(passage: dict[str, Any]) -> None:
    found = {
        f"{one.role} | {one.area} | {one.grade}"
        for one in minutes(
            *passage["text"].split("\n"),
            slug=passage["council"],
            year=passage["year"],
            title=passage.get("title", "Minutes"),
        )
        if one.grade
    }
    assert found == set(passage["expect"])


def test_a_named_councils_services_are_its_own() -> None:
    text = "The report discussed the judgement that Kent County Council's children's services were "
    (found,) = minutes(text + "inadequate.")
    assert (found.role, found.authority) == (Role.OTHER, "kent")
    (found,) = minutes(text + "inadequate.", slug="kent")
    assert (found.role, found.authority) == (Role.CURRENT, "kent")


def test_a_grade_stands_though_a_later_visit_gave_none() -> None:
    found = minutes(
        "The visit gave no grade; the inspection of 2018 had judged services overall to require "
        "improvement to be good."
    )
    assert roles(found) == [(Area.OVERALL, Grade.REQUIRES_IMPROVEMENT, Role.CURRENT)]


def test_the_latest_grade_is_current_wherever_it_stands() -> None:
    first = "Devon was judged inadequate in 2013."
    second = "In 2015 it was judged to require improvement."
    expected = {
        (Area.OVERALL, Grade.INADEQUATE, Role.PREVIOUS),
        (Area.OVERALL, Grade.REQUIRES_IMPROVEMENT, Role.CURRENT),
    }
    assert set(roles(minutes(first, second))) == expected
    assert set(roles(minutes(second, first))) == expected


def test_a_grade_still_in_force_is_current() -> None:
    found = minutes("The monitoring visit followed the inadequate judgement of January 2020.")
    assert roles(found) == [(Area.OVERALL, Grade.INADEQUATE, Role.CURRENT)]


def test_two_ends_of_a_change() -> None:
    found = minutes("Ofsted found that services had improved from 'inadequate' to 'good'.")
    assert roles(found) == [
        (Area.OVERALL, Grade.INADEQUATE, Role.PREVIOUS),
        (Area.OVERALL, Grade.GOOD, Role.CURRENT),
    ]


def test_another_council_is_other_and_named() -> None:
    found = minutes("Dorset Council was rated good by Ofsted; Devon was judged inadequate.")
    assert [(j.grade, j.role, j.authority) for j in found] == [
        (Grade.GOOD, Role.OTHER, "dorset"),
        (Grade.INADEQUATE, Role.CURRENT, "devon"),
    ]


def test_a_company_is_its_council() -> None:
    found = minutes("Slough Children First was judged to require improvement.", slug="slough")
    assert [(j.role, j.authority) for j in found] == [(Role.CURRENT, "slough")]


def test_a_districts_minutes_report_the_countys_grade() -> None:
    found = minutes("The county's children's services were rated inadequate.", slug="exeter")
    assert [(j.grade, j.role) for j in found] == [(Grade.INADEQUATE, Role.OTHER)]
    named = minutes("Devon County Council was judged inadequate by Ofsted.", slug="exeter")
    assert [(j.role, j.authority) for j in named] == [(Role.OTHER, "devon")]


def test_other_services_are_other() -> None:
    found = minutes("The fostering service was rated outstanding and the nursery inadequate.")
    assert {j.role for j in found} == {Role.OTHER}


def test_a_reports_table_in_minutes_is_current() -> None:
    found = minutes("Overall effectiveness | Inadequate", "· Adoption performance Good")
    assert roles(found) == [
        (Area.OVERALL, Grade.INADEQUATE, Role.CURRENT),
        (Area.ADOPTION, Grade.GOOD, Role.CURRENT),
    ]


def test_an_opinion_without_an_inspection_is_no_judgement() -> None:
    assert minutes("A resident said that children's services are inadequate.") == ()


def test_the_span_holds_the_words_that_say_so() -> None:
    text = "Members noted the letter. Ofsted rated the council's services as inadequate in March."
    (found,) = minutes(text)
    said = text[found.start : found.end]
    assert said.endswith("inadequate")
    assert "rated" in said
    assert "letter" not in said
    assert found.paragraph == "p0"


def test_the_day_of_the_inspection_is_read_where_it_is_stated() -> None:
    (found,) = minutes(
        "The inspection of 13 to 24 January 2020 judged the council's services inadequate."
    )
    assert found.date == dt.date(2020, 1, 24)


def test_what_is_said_again_is_listed_once() -> None:
    said = "Ofsted judged the council's services inadequate."
    (found,) = minutes(said, said)
    assert found.paragraph == "p0"


def test_a_list_of_areas_shares_the_grade() -> None:
    found = minutes(
        "The inspection judged services inadequate overall, in leadership and for adoption."
    )
    assert {j.area for j in found} == {Area.OVERALL, Area.LEADERSHIP, Area.ADOPTION}
    before = minutes("Ofsted: leadership, help and protection and adoption were all judged good.")
    assert {j.area for j in before} == {Area.LEADERSHIP, Area.HELP_AND_PROTECTION, Area.ADOPTION}


@pytest.mark.parametrize(
    ("year", "areas"), [(2019, {"in_care"}), (2025, {"in_care", "care_leavers"})]
)
def test_children_in_care_and_care_leavers_are_two_areas_from_2023(
    year: int, areas: set[str]
) -> None:
    said = "Children in care and care leavers were judged outstanding by Ofsted."
    assert {j.area.value for j in minutes(said, year=year)} == areas


@given(st.text(alphabet=st.sampled_from("aou judged rated good inadequate.,;:'|\n "), max_size=150))
def test_any_text_can_be_read(text: str) -> None:
    for judgement in minutes(text):
        assert 0 <= judgement.start < judgement.end <= len(text)
