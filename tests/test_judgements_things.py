"""What is judged but is not the council's services as a whole gives no grade of the whole."""

from __future__ import annotations

import itertools

import pytest

from indexer import authorities
from indexer.judgements import find
from indexer.metadata import Description
from indexer.records import Area, Kind, Paragraph, Role

KINDS_OF_SERVICE = (
    "library", "museum", "family support", "disability", "mental health", "registration", "youth",
    "MASH", "residential", "legal", "advocacy", "front door", "trading standards",
)  # fmt: skip
OF_A_KIND = (
    "Ofsted found {} services to be good.",
    "Ofsted judged the {} service to be good.",
    "Members noted that the {} service had been rated good by Ofsted.",
    "The Committee heard that {} services were judged inadequate.",
)
THINGS = (
    "value for money", "financial management", "approach", "budget", "website", "use of data",
    "recruitment", "scrutiny function", "management oversight", "support for carers",
)  # fmt: skip
OF_A_THING = (
    "The council's {} was rated good.",
    "Ofsted judged the council's {} to be good.",
    "Inspectors found {} to be inadequate.",
    "Inspectors rated {} as inadequate.",
)
WHOLE = (
    "Ofsted found services to be good.",
    "Ofsted judged the service to be good.",
    "The plan was made after services were judged good by Ofsted.",
    "Ofsted rated the council's children's services as good.",
    "Ofsted judged the council's services for children in need of help to be good.",
    "The council's official Ofsted rating was good.",
    "Ofsted rated our family services as good.",
    "Social care services were judged good by Ofsted.",
    "The council's services were found by inspectors to be good.",
)


def whole(text: str) -> list[str]:
    """The grades of the whole that a paper of a county reports as its own."""
    council = authorities.by_slug("devon")
    assert council is not None
    description = Description(Kind.MINUTES, "Minutes", (council.as_authority(),), year=2020)
    return [
        judgement.grade.value
        for judgement in find((Paragraph("a", text),), description)
        if judgement.grade and judgement.role is Role.CURRENT and judgement.area is Area.OVERALL
    ]


@pytest.mark.parametrize(
    "text",
    [
        *(frame.format(name) for frame, name in itertools.product(OF_A_KIND, KINDS_OF_SERVICE)),
        *(frame.format(name) for frame, name in itertools.product(OF_A_THING, THINGS)),
    ],
)
def test_a_part_is_not_the_whole(text: str) -> None:
    assert whole(text) == []


@pytest.mark.parametrize("text", WHOLE)
def test_the_whole_is_known_by_many_names(text: str) -> None:
    assert whole(text) == ["good"]
