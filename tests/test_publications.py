"""A meeting that is published in many ways is indexed once; meetings that look alike stay apart."""
# ruff: noqa: E501 - tables read best unbroken

from __future__ import annotations

import dataclasses
import itertools
from collections.abc import Callable
from pathlib import Path

import pytest
from pack_papers import REPORT, drawn
from publications import (
    Item,
    Meeting,
    decision_page,
    issue_page,
    item_page,
    meeting_page,
    page_without_address,
    paper,
    printed,
    saved_page,
    typed,
    web_service,
)
from web_fixtures import build_index

from indexer.records import Kind
from indexer.store import Snapshot, Store

PLAN = (
    "The director presented the plan, which had been drawn up after the inspection of the summer, and"
    " members asked how its cost would be met in a year in which the reserves had fallen by a third.",
    "In reply to questions members were told that:",
    "(a) nine social workers had joined since the spring, and four had left;",
    "(b) visits to children in care were made on time in nineteen cases of twenty.",
    "RESOLVED: That the plan be noted and that its cost be reported to the next meeting.",
)
MINUTED = (
    ("To receive any apologies.", ("Apologies were received from Councillor Yew.",)),
    ("Members are asked to declare any disclosable pecuniary interest that they may have in any of the items on this agenda, and to say what it is.", ("There were no declarations of interest.",)),
    ("To confirm the minutes.", ("RESOLVED: That the minutes of the last meeting be signed as a true record.",)),
    ("To consider the plan.", PLAN),
    ("Any questions of which notice was given.", ("Councillor Oak asked when the library would open again, and was told that it would be in May.", "The chair thanked officers for the work on the flood.")),
)  # fmt: skip
TITLES = ("Apologies for absence", "Declarations of interest", "Minutes of the previous meeting", "Children’s homes & improvement plan", "Members' questions")  # fmt: skip


def items(first: int, number: str = "{}.", title: str = "{}") -> tuple[Item, ...]:
    return tuple(
        Item(
            900 + first + turn,
            number.format(first + turn),
            title.format(name, turn + 1),
            agenda,
            minutes,
        )
        for turn, (name, (agenda, minutes)) in enumerate(zip(TITLES, MINUTED, strict=True))
    )


KENT = Meeting("Kent County Council", "democracy.kent.gov.uk", "Children's Scrutiny Committee", "Monday, 4th September, 2017 10.00 am", "Monday, 4 September 2017", items(17))  # fmt: skip
SURREY = Meeting("Surrey County Council", "mycouncil.surreycc.gov.uk", "Cabinet", "Tuesday, 27 April 2021 2.00 pm", "27 April 2021 at 2.00 pm", items(77, "{}/21"))  # fmt: skip
DURHAM = Meeting("Durham County Council", "democracy.durham.gov.uk", "Education & Skills Panel", "Friday 26 May 2023 9.30 am", "Friday 26 May 2023 at 9.30 am", items(1, title="{} (Agenda item {})"))  # fmt: skip
DATES = {"Kent County Council": "04/09/2017", "Surrey County Council": "27/04/2021", "Durham County Council": "26/05/2023"}  # fmt: skip
AGENDA = "A meeting of the {} will be held on Friday, 1 March 2024 at 10.00 am in the Town Hall"


def pack(meeting: Meeting) -> bytes:
    letterhead = (f"# {meeting.council.upper()}", f"# {meeting.committee}", "# AGENDA")
    front = (*letterhead, AGENDA.format(meeting.committee), "1. Apologies", "2. Minutes")
    return drawn([front, paper(meeting), REPORT])


def draft(meeting: Meeting) -> bytes:
    """The print before some words were corrected."""
    earlier = tuple(
        dataclasses.replace(item, minutes=tuple(text.replace("in a year", "for a year") for text in item.minutes))
        for item in meeting.items
    )  # fmt: skip
    return printed(dataclasses.replace(meeting, items=earlier))


FORMS: dict[str, Callable[[Meeting], list[bytes]]] = {
    "page.html": lambda m: [meeting_page(m)],
    "no-address.html": lambda m: [page_without_address(m)],
    "item.html": lambda m: [item_page(m, item) for item in m.items],
    "issue.html": lambda m: [issue_page(m, item) for item in m.items],
    "saved.txt": lambda m: [saved_page(m)],
    "numberless.txt": lambda m: [saved_page(m, numbers=False)],
    "service.xml": lambda m: [web_service(m, DATES[m.council])],
    "print.pdf": lambda m: [printed(m)],
    "places.pdf": lambda m: [printed(m, place=True, capitals=False)],
    "draft.pdf": lambda m: [draft(m)],
    "typed.txt": lambda m: [typed(m)],
    "pack.pdf": lambda m: [pack(m)],
}


def write(folder: Path, name: str, files: list[bytes]) -> None:
    for number, content in enumerate(files):
        (folder / f"{number}-{name}").write_bytes(content)


def indexed(folder: Path) -> Snapshot:
    build_index(folder, folder.parent / "index")
    store = Store.open(folder.parent / "index")
    generation = store.current()
    assert generation
    return store.snapshot(generation)


@pytest.fixture
def files(tmp_path: Path) -> Path:
    (tmp_path / "files").mkdir()
    return tmp_path / "files"


@pytest.mark.parametrize("meeting", [KENT, SURREY, DURHAM], ids=lambda each: each.council)
def test_all_publications_of_a_meeting_are_one(files: Path, meeting: Meeting) -> None:
    for name, form in FORMS.items():
        write(files, name, form(meeting))
    found = indexed(files)
    minutes = [each for each in found.all() if each.document.kind is Kind.MINUTES]
    titles = [each.document.title for each in minutes]
    assert len(minutes) == len(meeting.items) + 1, titles
    for stored in minutes:
        if stored.document.title != "Attendance":
            assert stored.document.id.startswith(f"mg-{meeting.host.replace('.', '-')}-ai9")
            assert len(found.versions(stored.document.id)) == len(FORMS) - 1


@pytest.mark.parametrize(("one", "other"), [*itertools.combinations(FORMS, 2)])
def test_any_two_publications_of_a_meeting_are_one(files: Path, one: str, other: str) -> None:
    for name in (one, other):
        write(files, name, FORMS[name](SURREY))
    found = indexed(files)
    ids = [
        each.document.id
        for each in found.all()
        if each.document.kind is Kind.MINUTES and each.document.title != "Attendance"
    ]
    assert len(ids) == len(SURREY.items)
    assert all(len(found.versions(name)) == 1 for name in ids)


UNMINUTED = dataclasses.replace(
    KENT, items=tuple(dataclasses.replace(item, minutes=()) for item in KENT.items)
)
TWICE = dataclasses.replace(
    KENT, items=(*KENT.items, dataclasses.replace(KENT.items[3], id=990, number="30."))
)
ALIKE = [
    ("the next meeting", meeting_page(KENT), printed(dataclasses.replace(KENT, held="Monday, 2 October 2017")), 5 + 6),
    ("another committee of the day", meeting_page(KENT), printed(dataclasses.replace(KENT, committee="Children's Scrutiny Sub-Committee")), 5 + 6),
    ("another council", meeting_page(KENT), printed(dataclasses.replace(KENT, council="Surrey County Council")), 5 + 6),
    ("the agenda's page", meeting_page(UNMINUTED), printed(KENT), 5 + 6),
    ("the decision's page", decision_page(KENT, KENT.items[3]), printed(KENT), 1 + 6),
    ("the decision's and the item's own page", decision_page(KENT, KENT.items[3]), item_page(KENT, KENT.items[3]), 2),
    ("two items of one title", saved_page(TWICE, numbers=False), printed(KENT), 6 + 6 - 4),
    ("two items of one title, numbered", meeting_page(TWICE), printed(KENT), 6 + 6 - 5),
    ("another text", meeting_page(KENT), printed(dataclasses.replace(KENT, items=tuple(dataclasses.replace(item, minutes=("The debate was put off to a day on which the chair of the trust could come.",)) for item in KENT.items))), 5 + 6),
]  # fmt: skip


@pytest.mark.parametrize(
    ("page", "print_", "count"), [case[1:] for case in ALIKE], ids=[c[0] for c in ALIKE]
)
def test_what_only_looks_alike_stays_apart(
    files: Path, page: bytes, print_: bytes, count: int
) -> None:
    (files / "page.html").write_bytes(page)
    (files / "print.pdf").write_bytes(print_)
    assert len(indexed(files).ids()) == count
