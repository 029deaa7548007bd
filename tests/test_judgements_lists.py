"""Grades set out in lists: label and grade on lines of their own, areas listed below a grade."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.judgements import find
from indexer.metadata import Description
from indexer.records import Area, Authority, Grade, Kind, Paragraph, ParagraphKind, Role

LABELS = {
    Area.OVERALL: ("Overall effectiveness", "Overall", "Overall judgement:"),
    Area.LEADERSHIP: (
        "Leaders",
        "Impact of leaders",
        "The impact of leaders on social work practice",
    ),
    Area.HELP_AND_PROTECTION: ("Help & protection", "Children who need help and protection"),
    Area.IN_CARE: ("Children in care", "The experiences and progress of children in care"),
    Area.CARE_LEAVERS: ("Care leavers", "The experiences and progress of care leavers:"),
}
PRINTED = {
    Grade.OUTSTANDING: "Outstanding",
    Grade.GOOD: "Good",
    Grade.REQUIRES_IMPROVEMENT: "Requires improvement to be good",
    Grade.INADEQUATE: "Inadequate",
}
BEFORE = "The Director told the Panel of the inspection's findings, which follow."
AFTER = "Members thanked the staff."


def read(lines: Sequence[str], *, items: bool = False) -> dict[tuple[Area, Role], Grade | None]:
    """The grades of minutes with these lines between two sentences."""
    kind = ParagraphKind.LIST_ITEM if items else ParagraphKind.PARAGRAPH
    paragraphs = [
        Paragraph("before", BEFORE),
        *(Paragraph(f"p{number}", line, kind) for number, line in enumerate(lines)),
        Paragraph("after", AFTER),
    ]
    council = Authority("Anytown", None, "anytown")
    found = find(paragraphs, Description(Kind.MINUTES, "Ofsted inspection", (council,), year=2024))
    return {(one.area, one.role): one.grade for one in found}


graded = st.permutations(list(LABELS)).flatmap(
    lambda areas: st.tuples(
        *(
            st.tuples(st.just(area), st.sampled_from(LABELS[area]), st.sampled_from(list(PRINTED)))
            for area in areas
        )
    )
)


@given(graded, st.integers(1, 5))
def test_a_label_and_below_it_its_grade(
    table: tuple[tuple[Area, str, Grade], ...], rows: int
) -> None:
    table = table[:rows]
    lines = itertools.chain.from_iterable((label, PRINTED[grade]) for _, label, grade in table)
    assert read(list(lines)) == {(area, Role.CURRENT): grade for area, _, grade in table}


@given(graded, st.integers(2, 5))
def test_a_grade_and_below_it_its_label(
    table: tuple[tuple[Area, str, Grade], ...], rows: int
) -> None:
    table = table[:rows]
    lines = itertools.chain.from_iterable((PRINTED[grade], label) for _, label, grade in table)
    assert read(list(lines)) == {(area, Role.CURRENT): grade for area, _, grade in table}


@given(graded, st.permutations(["2024", "2019"]))
def test_a_table_with_a_column_for_each_year(
    table: tuple[tuple[Area, str, Grade], ...], years: list[str]
) -> None:
    lines = ["Judgement", *(f"{year} grade" for year in years)]
    for _, label, grade in table:
        both = {"2024": PRINTED[grade], "2019": "Adequate"}
        lines += [label, *(both[year] for year in years)]
    found = read(lines)
    assert {key: grade for key, grade in found.items() if key[1] is Role.CURRENT} == {
        (area, Role.CURRENT): grade for area, _, grade in table
    }
    assert {key for key in found if key[1] is Role.PREVIOUS} == {
        (area, Role.PREVIOUS) for area in LABELS
    }


@pytest.mark.parametrize(
    "lines",
    [
        ("Good", "Service standards", "Inadequate"),  # no area at all
        ("Children in care", "Good", "Inadequate"),  # two columns that nothing names
        ("Good", "Children in care", "Inadequate"),  # above or below?
        ("Good", "Children in care", "Care leavers", "Inadequate"),
    ],
)
def test_what_belongs_to_what_must_be_clear(lines: tuple[str, ...]) -> None:
    found = read(lines)
    assert (Area.IN_CARE, Role.CURRENT) not in found or found == {
        (Area.IN_CARE, Role.CURRENT): Grade.INADEQUATE
    }
    assert (Area.OVERALL, Role.CURRENT) not in found


def test_an_unknown_label_moves_no_grade_to_its_neighbour() -> None:
    found = read(("Early help", "Inadequate", "Children in care", "Good", "Care leavers", "Good"))
    assert found == {
        (Area.IN_CARE, Role.CURRENT): Grade.GOOD,
        (Area.CARE_LEAVERS, Role.CURRENT): Grade.GOOD,
    }


@pytest.mark.parametrize(
    ("lead", "areas"),
    [
        ("Ofsted had judged the following areas to be good:", {Area.LEADERSHIP, Area.ADOPTION}),
        ("Ofsted judged some areas good. These were:", {Area.LEADERSHIP, Area.ADOPTION}),
        ("The council was judged good in these areas:", {Area.LEADERSHIP, Area.ADOPTION}),
        ("Ofsted judged services good and had asked about these areas:", {Area.OVERALL}),
        ("The council aims to be judged good in these areas:", set()),
        ("Ofsted had not judged these areas good:", set()),
        ("Ofsted had visited the following areas:", set()),
        ("These areas could be judged good or outstanding:", set()),
    ],
)
def test_areas_listed_below_their_grade(lead: str, areas: set[Area]) -> None:
    found = read((lead, "• Leadership, management and governance", "• Adoption performance"))
    assert set(found) == {(area, Role.CURRENT) for area in areas}
    assert set(found.values()) <= {Grade.GOOD}


def test_a_list_ends_where_it_ends() -> None:
    lead = "Inspectors judged these areas inadequate:"
    found = read((lead, "Leadership", "The Panel discussed its work plan.", "Adoption"))
    assert found == {(Area.LEADERSHIP, Role.CURRENT): Grade.INADEQUATE}
    mixed = read((lead, "Leadership", "Case recording", "Adoption"), items=True)
    assert set(mixed) == {(Area.LEADERSHIP, Role.CURRENT), (Area.ADOPTION, Role.CURRENT)}
