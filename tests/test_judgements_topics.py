"""Whose grade it is, where only the paper around it says which inspection is spoken of."""

from __future__ import annotations

import pytest

from indexer import authorities
from indexer.judgements import find
from indexer.judgements.topics import Topic
from indexer.metadata import Description
from indexer.records import Area, Kind, Paragraph, ParagraphKind, Role

SAID = "Overall, the service was rated Good by the inspectors."


@pytest.mark.parametrize(
    "title",
    [
        "Youth Justice Service Inspection",
        "Outcome of the HMIP inspection",
        "Care Quality Commission: assessment of the Council",
        "Inspection of the fostering service",
        "Fostering Agency - Ofsted report",
        "Inspection of the County's children's homes",
        "Adult learning: Ofsted inspection",
        "Adoption Service Inspection",
    ],
)
def test_a_paper_on_another_inspection(title: str) -> None:
    assert {role for _, role in grades(title, SAID)} == {Role.OTHER}


@pytest.mark.parametrize(
    "title",
    [
        "Ofsted Inspection of Children's Services",
        "Ofsted",
        "Inspection outcome",
        "ILACS inspection: fostering and schools",
        "Inspection of services for children in need of help and protection and of the LSCB",
        "Report of the Director of Children's Services and the Youth Justice Manager",
    ],
)
def test_a_paper_on_the_councils_own_inspection(title: str) -> None:
    assert grades(title, SAID) == [(Area.OVERALL, Role.CURRENT)]


def test_a_sentence_that_names_childrens_services_is_about_them() -> None:
    said = "Children's services had been judged outstanding by Ofsted."
    assert grades("Youth Justice Service Inspection", said) == [(Area.OVERALL, Role.CURRENT)]


def test_another_inspection_holds_for_its_paragraph_in_a_paper_on_the_councils_own() -> None:
    other = "The fostering agency's inspection took place in May. " + SAID
    title = "Ofsted Inspection of Children's Services"
    assert grades(title, other) == [(Area.OVERALL, Role.OTHER)]
    assert grades(title, "The fostering agency's inspection took place in May.", SAID) == [
        (Area.OVERALL, Role.CURRENT)
    ]


def test_a_heading_goes_on_to_another_inspection() -> None:
    heading = Paragraph("h", "Inspection of the youth justice service", ParagraphKind.HEADING)
    topic = Topic("Ofsted Inspection of Children's Services")
    assert not topic.is_anothers(Area.OVERALL)
    topic.begin(heading)
    topic.begin(Paragraph("p", SAID))
    assert topic.is_anothers(Area.OVERALL)
    assert not topic.is_anothers(Area.CARE_LEAVERS)
    assert not topic.is_anothers(Area.OVERALL, "children's services")


def test_what_a_sentence_names_does_not_last_for_ever() -> None:
    school = "The inspection of the secondary school took place in May."
    between = ["The Panel thanked the head."] * 3
    assert grades("Notes", school, *between, SAID) == [(Area.OVERALL, Role.OTHER)]
    assert grades("Notes", school, *between * 3, SAID) == [(Area.OVERALL, Role.CURRENT)]
    topic = Topic("Notes")
    topic.begin(Paragraph("p", school))
    topic.hear(school)
    topic.begin(Paragraph("h", "Progress report", ParagraphKind.HEADING))
    assert not topic.is_anothers(Area.OVERALL)


def test_an_inspectorate_that_takes_part_changes_nothing() -> None:
    with_it = "Ofsted and the Care Quality Commission had inspected together. " + SAID
    assert grades("Inspection", with_it) == [(Area.OVERALL, Role.CURRENT)]
    alone = "The Care Quality Commission had looked at the Council. " + SAID
    assert grades("Inspection", alone) == [(Area.OVERALL, Role.OTHER)]


def test_without_a_council_of_its_own_a_paper_on_several_has_none() -> None:
    both = "Devon was judged inadequate by Ofsted. Dorset was judged good by Ofsted."
    assert {role for _, role in grades("Notes", both, slug=None)} == {Role.OTHER}
    assert {role for _, role in grades("Notes", both[:38], slug=None)} == {Role.CURRENT}
    assert {role for _, role in grades("Notes", both, slug="dorset")} == {Role.CURRENT, Role.OTHER}


def test_an_inspectorates_own_letter_is_about_what_its_title_names() -> None:
    description = Description(
        Kind.MONITORING_VISIT, "Monitoring visit: fostering", framework="ILACS", year=2020
    )
    (found,) = find((Paragraph("p", "The local authority was judged inadequate."),), description)
    assert found.role is Role.PREVIOUS


def grades(title: str, *texts: str, slug: str | None = "devon") -> list[tuple[Area, Role]]:
    """Area and role of the grades of minutes with this title and these paragraphs."""
    council = authorities.by_slug(slug) if slug else None
    own = (council.as_authority(),) if council else ()
    paragraphs = tuple(Paragraph(f"p{number}", text) for number, text in enumerate(texts))
    found = find(paragraphs, Description(Kind.MINUTES, title, own, year=2024))
    return [(one.area, one.role) for one in found]
