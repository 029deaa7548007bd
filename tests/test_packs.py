"""Minutes within the papers of a later meeting are minutes of their own; the rest is as it was."""
# ruff: noqa: E501 - tables read best unbroken

from __future__ import annotations

import datetime as dt
from collections import Counter

import pytest
from pack_papers import ATTENDED, BUSINESS, MINUTES, REPORT, SUB_COMMITTEE, agenda, drawn, typed

from indexer import packs
from indexer.reading import read_file
from indexer.records import Document, Kind

JULY = dt.date(2017, 7, 6)
ITEMS = ["Attendance", "APOLOGIES FOR ABSENCE", "RISK REGISTER", "COUNTER FRAUD"]
CLOSED = (*MINUTES, "The meeting closed at 8.15 pm.")
LETTER = (
    "# The lease of the old mill",
    "Dear members, I write about the lease of the mill by the river, which ends next year.",
    "It should be let to the museum, which has asked for it twice.",
)
OTHER_REPORT = (
    "From: The head of audit",
    "To: Audit Committee, 14 September 2017",
    "Subject: Internal audit",
    *REPORT[2:],
)
FILLING = tuple(
    f"The chair said that pier {number} would be mended as soon as the ferry had found another berth for the winter."
    for number in range(18)
)
LONG = (
    *MINUTES,
    *(
        "The committee also heard that the accounts of the harbour would be closed in the autumn and audited then."
        for _ in range(30)
    ),
)


def documents(content: bytes) -> list[Document]:
    return list(read_file(content, "pack.pdf", "0" * 64).documents)


def minutes_of(found: list[Document]) -> list[Document]:
    return [each for each in found if each.kind is Kind.MINUTES]


def opened(*heading: str) -> tuple[str, ...]:
    return (*heading, *ATTENDED, *BUSINESS)


PACKS = [
    ("listed by pages", [agenda(" (Page 1)"), MINUTES, REPORT], {"numbers": True}),
    ("listed by pages, what follows says not what it is", [agenda(" (Pages 1 - 2)"), LONG, LETTER], {"numbers": True}),
    ("listed by pages in a column", [agenda(" 1 - 2"), LONG, LETTER], {}),
    ("stamped", [agenda(), MINUTES, LETTER], {"stamps": True}),
    ("stamped and listed", [agenda(" (Pages 1 - 9)"), MINUTES, LETTER], {"stamps": True, "numbers": True}),
    ("a report follows", [agenda(), MINUTES, OTHER_REPORT], {}),
    ("a report follows its title", [agenda(), MINUTES, REPORT], {}),
    ("no heading, but the stamp of its item", [agenda(), opened("# MEDWAY COUNCIL", "# Audit Committee", "# Thursday, 6 July 2017"), LETTER], {"stamps": True}),
    ("an item that a report went to", [agenda(), (*opened("# Medway Council", "# Minutes of the Audit Committee held on Thursday, 6 July 2017"), *FILLING, "Report of the chief finance officer", "The accounts of the harbour were signed.", *FILLING), REPORT], {}),
    ("the meeting closed", [agenda(), CLOSED, LETTER], {}),
    ("the chair's signature", [agenda(), (*MINUTES, "Chair ............ Date ............"), LETTER], {}),
    ("the last paper", [agenda(), REPORT, MINUTES], {}),
    ("the only paper", [agenda(), MINUTES], {}),
    ("at a meeting", [agenda(), opened("# MEDWAY COUNCIL", "At a meeting of the Audit Committee held in the Civic Centre on Thursday, 6 July 2017"), REPORT], {}),
    ("minutes in the heading", [agenda(), opened("# Audit Committee", "# MEDWAY COUNCIL", "# Minutes of the meeting held on Thursday, 6 July 2017 at 6.30 pm"), REPORT], {}),
    ("draft minutes", [agenda(), opened("# Medway Council", "# Draft minutes of the Audit Committee held on Thursday, 6 July 2017"), REPORT], {}),
    ("committee, minutes, date", [agenda(), opened("# Medway Council", "# Audit Committee - Minutes - Thursday, 6 July 2017"), REPORT], {}),
    ("one word for a heading", [agenda(), opened("# MEDWAY COUNCIL", "# MINUTES", "# AUDIT COMMITTEE", "# Thursday, 6 July 2017"), REPORT], {}),
]  # fmt: skip


@pytest.mark.parametrize(
    ("papers", "printed"), [pack[1:] for pack in PACKS], ids=[p[0] for p in PACKS]
)
def test_appended_minutes_are_minutes_of_their_own_meeting(
    papers: list[tuple[str, ...]], printed: dict[str, bool]
) -> None:
    pack, *found = documents(drawn(papers, **printed))
    assert pack.kind is Kind.AGENDA
    assert pack.date == dt.date(2017, 9, 14)
    assert [each.title for each in found] == ITEMS
    for document in found:
        assert (document.kind, document.date, document.committee) == (
            Kind.MINUTES,
            JULY,
            "Audit Committee",
        )
        assert document.meeting
        assert document.meeting.id == "medway-audit-committee-2017-07-06"
        assert all(paragraph.page and paragraph.page > 1 for paragraph in document.paragraphs)
    text = "\n".join(paragraph.text for paragraph in pack.paragraphs)
    assert "Declarations of interest" in text
    assert "vacant" not in text
    said = "\n".join(paragraph.text for each in found for paragraph in each.paragraphs)
    assert "harbour" in said or "false claims" in said
    for line in papers[-1] if "PRESENT" not in "".join(papers[-1]) else ():
        assert line.removeprefix("# ") in text
        assert line.removeprefix("# ") not in said


NO_PLAIN_END = {
    "listed by pages, what follows says not what it is",
    "listed by pages in a column",
    "the last paper",
    "the only paper",
}
"""Packs whose minutes end with a page or the file: a text without pages does not show it."""


@pytest.mark.parametrize(
    ("papers", "printed"),
    [pack[1:] for pack in PACKS if pack[0] not in NO_PLAIN_END],
    ids=[pack[0] for pack in PACKS if pack[0] not in NO_PLAIN_END],
)
def test_minutes_in_a_pack_that_has_no_pages(
    papers: list[tuple[str, ...]], printed: dict[str, bool]
) -> None:
    pack, *found = read_file(typed(papers, **printed), "pack.txt", "0" * 64).documents
    assert pack.kind is Kind.AGENDA
    assert [(each.title, each.date, each.committee) for each in found] == [
        (title, JULY, "Audit Committee") for title in ITEMS
    ]
    kept = "\n".join(paragraph.text for paragraph in pack.paragraphs)
    assert "vacant" not in kept
    assert all(line.removeprefix("# ") in kept for line in papers[-1][2:])


UNSTAMPED = {name: papers for name, papers, printed in PACKS if not printed}


@pytest.mark.parametrize("name", UNSTAMPED)
def test_minutes_may_open_in_the_middle_of_a_page(name: str) -> None:
    first, second, *others = UNSTAMPED[name]
    pack, *found = documents(drawn([first + second, *others]))
    assert (pack.kind, pack.date) == (Kind.AGENDA, dt.date(2017, 9, 14))
    assert [each.title for each in found] == ITEMS
    assert "Declarations of interest" in "\n".join(each.text for each in pack.paragraphs)


EXTRACT = (
    "# APPENDIX A",
    "# Extract from the minutes of the Audit Committee of 6 July 2017",
    "The register was noted.",
    *LETTER,
)
CITING = (
    "# Risk register",
    "Report of the chief finance officer",
    "At a meeting of the committee held on 6 July 2017 members asked for this report.",
    "Present at the workshop were four members.",
    "1. The risks have not changed.",
    "2. The posts are filled.",
)
NO_MINUTES = [
    ("an extract", [agenda(), EXTRACT]),
    ("a report that cites minutes", [agenda(), CITING]),
    ("an agenda that goes on", [(*agenda(), *(f"{n}. A matter of the harbour, number {n}" for n in range(5, 34))), ("Minutes of the meeting held on 6 July 2017", "To confirm the minutes as a true record.", *LETTER)]),
    ("minutes of the day itself", [agenda(), tuple(line.replace("6 July", "14 September") for line in MINUTES)]),
    ("no committee", [agenda(), ("# MINUTES", "# 6 July 2017", *ATTENDED, *BUSINESS), REPORT]),
    ("no date", [agenda(), ("# MINUTES of a meeting of the Audit Committee", *ATTENDED, *BUSINESS), REPORT]),
    ("no end in sight", [agenda(), MINUTES, LETTER, ("# The mill pond", "It should be dredged before the winter."), ("# The mill wheel", "It turned last in the year of the flood.")]),
    ("no agenda before", [REPORT, MINUTES]),
    ("a letter that one line of a report heads", [agenda(), MINUTES, ("# The quay", "Report of a walk along it", "It is long."), LETTER]),
]  # fmt: skip


@pytest.mark.parametrize("papers", [pack[1] for pack in NO_MINUTES], ids=[p[0] for p in NO_MINUTES])
def test_what_is_not_plainly_appended_minutes_stays_in_the_pack(
    papers: list[tuple[str, ...]],
) -> None:
    (pack,) = documents(drawn(papers))
    assert pack.kind is not Kind.MINUTES
    (text_pack,) = read_file(typed(papers), "pack.txt", "0" * 64).documents
    assert text_pack.kind is not Kind.MINUTES
    text = "\n".join(paragraph.text for paragraph in pack.paragraphs)
    assert all(line in text for paper in papers for line in paper if not line.startswith("# "))


def test_each_of_several_minutes_is_its_own() -> None:
    listed = (*agenda(" (Page 1)"), "5. Minutes of the Licensing Sub-Committee (Page 2)")
    for papers, printed in (
        ([listed, MINUTES, SUB_COMMITTEE, REPORT], {"numbers": True}),
        ([agenda(), MINUTES, SUB_COMMITTEE, REPORT], {}),
        ([agenda(), MINUTES, REPORT, SUB_COMMITTEE], {"stamps": True}),
    ):
        _, *found = documents(drawn(papers, **printed))
        told = Counter((each.committee, each.date) for each in found)
        assert told == {
            ("Audit Committee", JULY): 4,
            ("Licensing Sub-Committee", dt.date(2017, 7, 10)): 3,
        }


def test_appended_minutes_are_versions_of_the_printed_ones() -> None:
    alone = documents(drawn([MINUTES]))
    _, *found = documents(drawn([agenda(), MINUTES, REPORT]))
    assert [each.id for each in found] == [each.id for each in alone]
    assert [each.paragraphs[-1].anchor for each in found] == [
        each.paragraphs[-1].anchor for each in alone
    ]
    assert [p.text for each in found for p in each.paragraphs] == [
        p.text for each in alone for p in each.paragraphs
    ]


@pytest.mark.parametrize(
    ("papers", "printed"), [pack[1:] for pack in PACKS], ids=[p[0] for p in PACKS]
)
def test_nothing_of_a_pack_is_lost_or_doubled(
    papers: list[tuple[str, ...]], printed: dict[str, bool], monkeypatch: pytest.MonkeyPatch
) -> None:
    content = drawn(papers, **printed)
    apart = documents(content)
    with monkeypatch.context() as patch:
        patch.setattr(packs, "take_apart", lambda source, *_: packs.Pack(source))
        (whole,) = documents(content)
    assert apart[0].id == whole.id, "an address of the pack still leads to it"
    titles = Counter(f"{each.item_number}. {each.title}" for each in apart[1:] if each.item_number)
    texts = Counter(p.text for each in apart for p in each.paragraphs) + titles
    assert texts == Counter(p.text for p in whole.paragraphs)


def test_only_minutes_before_the_agendas_day_are_earlier_ones() -> None:
    undated = tuple(
        line.replace("Thursday, 14 September 2017 at 6.30 pm", "a day to be told")
        for line in agenda()
    )
    assert minutes_of(documents(drawn([undated, MINUTES, REPORT]))) == []
    later = tuple(line.replace("6 July 2017", "6 July 2018") for line in MINUTES)
    assert minutes_of(documents(drawn([agenda(), later, REPORT]))) == []
