"""One file to its documents, the whole way through: splitting, ids, meetings and the contract."""
# ruff: noqa: E501 - pages read best as they are written

from __future__ import annotations

import contextlib
import datetime as dt
import json
import random
import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from indexer.errors import EmptyFile, RefusedFile
from indexer.outline import contract_json, outline
from indexer.reading import Reading, read_file
from indexer.records import Document, Kind, Mark, document_from_json, to_json

SHA = "0" * 64
SITE = "https://democracy.kent.gov.uk"


def _read(content: str | bytes, path: str = "folder/page.html") -> Reading:
    return read_file(content.encode() if isinstance(content, str) else content, path, SHA)


def _meeting_page(items: list[tuple[str, str, str]], *, address: bool = True) -> str:
    """A ModernGov meeting page: (agenda item id, title, minutes) for each item."""
    saved = f"<!-- saved from url=(0050){SITE}/ieListDocuments.aspx?CId=1&MId=2&Ver=4 -->"
    rows = "".join(
        f'<tr><td class="mgItemNumberCell"><a name="AI{own}"></a><p class="mgAiTitleTxt">{number}.</p>'
        f'</td><td><p class="mgAiTitleTxt">{title}</p><p class="mgSubItemTitleTxt">Minutes:</p>'
        f'<div class="mgWordPara"><p>{text}</p></div></td></tr>'
        for number, (own, title, text) in enumerate(items, 17)
    )
    return f"""{saved if address else ""}<html><head><title>Kent County Council</title></head><body>
    <div id="modgov"><h1 class="mgMainTitleTxt">Agenda and minutes</h1>
    <h2 class="mgSubTitleTxt">Scrutiny Committee - Monday, 4th September, 2017 10.00 am</h2>
    <p><span class="mgLabel">Venue:</span> Council Chamber</p>
    <table class="mgItemTable">{rows}</table></div></body></html>"""


ITEMS = [
    ("901", "Apologies", "Apologies were received from one member."),
    ("902", "Improvement plan", "RESOLVED that the plan be noted."),
    ("903", "Visits", "Members asked about the visits."),
]


PRINTED = """KENT COUNTY COUNCIL

CHILDREN’S SCRUTINY COMMITTEE

MINUTES of a meeting of the Children’s Scrutiny Committee held in the Council Chamber on Monday, 4 September 2017

PRESENT: nine councillors

17. Apologies

Apologies were received from one member.

18. Improvement plan

The committee considered the plan of the director and asked about its cost.

RESOLVED that the plan be noted.
"""
SAVED = """Agenda and minutes

Children's Scrutiny Committee - Monday, 4th September, 2017 10.00 am

Kent County Council

Items
No. Item

17.

Apologies

Minutes:

Apologies were received from one member.

18.

Improvement plan

Minutes:

RESOLVED that the plan be noted.
"""
OWN_PAGE = """Kent County Council

Agenda item

Improvement plan

Meeting of Children's Scrutiny Committee, Monday, 4th September, 2017 10.00 am (Item 18.)

Minutes:

RESOLVED that the plan be noted.
"""


def test_a_meeting_has_one_id_in_every_form() -> None:
    page = _meeting_page(ITEMS).replace("Scrutiny Committee", "Children's Scrutiny Committee")
    forms = [(page, "a.html"), (PRINTED, "b.txt"), (SAVED, "c.txt"), (OWN_PAGE, "d.txt")]
    meetings = {
        (name, document.meeting.id if document.meeting else None)
        for content, name in forms
        for document in _read(content, name).documents
    }
    assert meetings == {(name, "kent-childrens-scrutiny-committee-2017-09-04") for _, name in forms}


def test_a_meeting_page_is_one_document_an_item_tied_to_its_meeting() -> None:
    documents = _read(_meeting_page(ITEMS)).documents
    assert [(d.title, d.item_number, d.kind) for d in documents] == [
        ("Apologies", "17", Kind.MINUTES),
        ("Improvement plan", "18", Kind.MINUTES),
        ("Visits", "19", Kind.MINUTES),
    ]
    meetings = {document.meeting for document in documents}
    assert len(meetings) == 1
    (meeting,) = meetings
    assert meeting is not None
    assert (meeting.committee, meeting.date) == ("Scrutiny Committee", dt.date(2017, 9, 4))
    assert (meeting.time, meeting.venue) == ("10.00 am", "Council Chamber")
    assert meeting.url == f"{SITE}/ieListDocuments.aspx?CId=1&MId=2&Ver=4"
    assert documents[1].source.url == f"{SITE}/mgAi.aspx?ID=902"
    assert [p.mark for p in documents[1].paragraphs] == [Mark.DECISION]
    assert [a.name for a in documents[0].authorities] == ["Kent"]


def test_an_items_id_is_that_of_its_committee_system() -> None:
    documents = _read(_meeting_page(ITEMS)).documents
    assert [d.id for d in documents] == [f"mg-democracy-kent-gov-uk-ai{own}" for own, _, _ in ITEMS]


@pytest.mark.parametrize("address", [True, False])
def test_ids_do_not_hang_on_the_path_or_the_neighbours(address: bool) -> None:
    whole = _read(_meeting_page(ITEMS, address=address)).documents
    again = _read(_meeting_page(ITEMS, address=address), "elsewhere/renamed.html").documents
    assert [d.id for d in whole] == [d.id for d in again]
    changed = [ITEMS[0], ("902", "Another plan", "Other words."), ITEMS[2]]
    after = _read(_meeting_page(changed, address=address)).documents
    assert (whole[0].id, whole[2].id) == (after[0].id, after[2].id)


titles = st.sampled_from(["Apologies", "Plan", "plan", "Visits"])
texts = st.sampled_from(["One.", "Two.", "None"])


@settings(max_examples=25, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(["1", "2", "3"]), titles, texts), min_size=1, max_size=5))
def test_two_documents_of_a_file_never_share_an_id(items: list[tuple[str, str, str]]) -> None:
    for address in (True, False):
        documents = _read(_meeting_page(items, address=address)).documents
        assert len(documents) == len(items)
        assert len({document.id for document in documents}) == len(items)
        assert all(re.fullmatch(r"[a-z0-9-]+", document.id) for document in documents)


MINUTES = """KENT COUNTY COUNCIL

SCRUTINY COMMITTEE

MINUTES of a meeting of the Scrutiny Committee held at County Hall, Maidstone on Monday, 4 September 2017.

PRESENT: Nine councillors

17. APOLOGIES

Apologies were received from one member.

18. IMPROVEMENT PLAN

18.1 The Director presented the plan.

18.2 RESOLVED that:

(a) the plan be noted; and

(b) a report come in May.

19. VISITS

Members asked about the visits.
"""


def test_printed_minutes_are_split_and_every_item_knows_its_meeting() -> None:
    documents = _read(MINUTES, "minutes.txt").documents
    assert [(d.item_number, d.title) for d in documents] == [
        (None, "Attendance"),
        ("17", "APOLOGIES"),
        ("18", "IMPROVEMENT PLAN"),
        ("19", "VISITS"),
    ]
    assert {d.date for d in documents} == {dt.date(2017, 9, 4)}
    assert len({d.committee for d in documents}) == 1
    assert len({d.meeting for d in documents}) == 1
    plan = documents[2]
    assert [(p.anchor, p.mark) for p in plan.paragraphs][:2] == [
        ("18.1", None),
        ("18.2", Mark.DECISION),
    ]
    assert [p.mark for p in plan.paragraphs][2:] == [Mark.DECISION, Mark.DECISION]


def test_the_same_item_has_one_id_in_draft_and_print() -> None:
    draft = _read(MINUTES, "draft.txt").documents
    printed = _read(MINUTES.replace("Members asked", "The members asked"), "print.txt").documents
    assert [d.id for d in draft] == [d.id for d in printed]


def test_an_agenda_and_a_report_stay_whole() -> None:
    agenda = """KENT COUNTY COUNCIL

SCRUTINY COMMITTEE

Monday, 4th September, 2017 at 10.00 am

AGENDA

1. Apologies

2. Improvement plan (Pages 3 - 12)

3. Visits
"""
    (document,) = _read(agenda, "agenda.txt").documents
    assert document.kind is Kind.AGENDA


def test_a_listing_of_documents_is_kept_by_their_names() -> None:
    page = """<div class="ModCMISMeetingsC"><ul class="DocumentList"><li>
    <a href="Document.ashx?id=1">Minutes of the plan</a> <span class="FileSize">(1Mb)</span></li>
    </ul></div>"""
    (document,) = _read(page).documents
    assert [p.text for p in document.paragraphs] == ["Minutes of the plan"]
    assert [link.url for link in document.links] == ["Document.ashx?id=1"]


def test_a_year_without_a_date_is_marked_as_inferred() -> None:
    page = """Agenda item

Visits

Minutes:

Members noted that inspectors came in March 2016 and again in June 2016, and that their letter of
July 2016 was encouraging.
"""
    (document,) = _read(page, "item.txt").documents
    if document.date is None:
        assert document.year == document.inferred_year == 2016
        assert any(each.inferred for each in document.provenance if each.field == "year")


def _contract(document: Document) -> dict[str, object]:
    plain = contract_json(Reading((document,)))["documents"][0]
    assert isinstance(plain, dict)
    return plain


def test_the_contract_holds_what_programs_were_promised() -> None:
    document = _read(_meeting_page(ITEMS)).documents[1]
    plain = json.loads(json.dumps(_contract(document)))
    promised = {"id", "kind", "title", "authorities", "committee", "date", "year", "framework",
                "judgements", "paragraphs"}  # fmt: skip
    assert promised <= plain.keys()
    assert plain["kind"] == "minutes"
    assert plain["date"] == "2017-09-04"
    assert plain["year"] == 2017
    assert {"name", "gss"} <= plain["authorities"][0].keys()
    assert {"anchor", "label", "kind", "page", "text"} <= plain["paragraphs"][0].keys()


def test_documents_survive_the_way_through_json() -> None:
    for document in _read(_meeting_page(ITEMS)).documents:
        assert document_from_json(json.loads(json.dumps(to_json(document)))) == document


def test_the_outline_is_for_reading() -> None:
    text = outline(_read(_meeting_page(ITEMS)))
    assert "Improvement plan" in text
    assert "date: 2017-09-04" in text
    assert "read from" in text
    assert "[decision] RESOLVED that the plan be noted." in text


def test_an_empty_file_is_refused_by_name() -> None:
    with pytest.raises(EmptyFile, match=r"empty\.html"):
        _read(b" ", "folder/empty.html")


def test_reading_never_touches_the_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    def forbidden(*args: object, **kwargs: object) -> object:
        raise AssertionError(f"the disk was touched: {args}")

    _read(_meeting_page(ITEMS))  # whatever is loaded once, is loaded now
    monkeypatch.setattr(Path, "open", forbidden)
    monkeypatch.setattr("builtins.open", forbidden)
    assert _read(_meeting_page(ITEMS)).documents


def test_damaged_pages_are_read_or_refused_by_name() -> None:
    """Whatever bytes come, nothing but a named refusal may leave the reader."""
    chance = random.Random(20260401)  # noqa: S311 - the same damage in every run
    pieces = [b"</div>", b"<table><tr>", b"\x00", b"&#x110000;", b"|\n", b"<!--", b"]]>", b"\xff",
              b"12.\n", b"Minutes:\n", b"<a href='http://[::1'>x</a>", b"(Item 1)\n"]  # fmt: skip
    for original in (_meeting_page(ITEMS).encode(), MINUTES.encode()):
        for _ in range(40):
            damaged = bytearray(original)
            for _ in range(chance.randint(1, 12)):
                place = chance.randrange(len(damaged))
                if chance.random() < 0.5:
                    damaged[place:place] = chance.choice(pieces)
                else:
                    del damaged[place : place + chance.randint(1, 80)]
            with contextlib.suppress(RefusedFile):
                _read(bytes(damaged), "damaged.html")
