"""Every file of the sample corpus is read as its tables say: the whole reader on known facts."""

from __future__ import annotations

import hashlib
import re
import sys
from collections.abc import Iterable
from functools import cache
from pathlib import Path

import pytest

from indexer.reading import read_file
from indexer.records import Document, Grade, Judgement, Kind, ParagraphKind, Role

CORPUS = Path(__file__).parents[1] / "corpus"
sys.path.insert(0, str(CORPUS))

from make.prose import Passage, passages  # noqa: E402
from make.sources import Item, Meeting, Report, councils, meetings, reports  # noqa: E402

KINDS = {"decision": Kind.DECISION, "issue decision": Kind.DECISION}
VISITS = {"monitoring": Kind.MONITORING_VISIT, "focused": Kind.FOCUSED_VISIT}
AREAS = {"in_care_and_leavers": "in_care"}


@cache
def documents(name: str) -> tuple[Document, ...]:
    content = (CORPUS / name).read_bytes()
    return read_file(content, name, hashlib.sha256(content).hexdigest()).documents


def cases(records: Iterable[Meeting] | Iterable[Report]) -> list[object]:
    return [pytest.param(record, id=record.file) for record in records]


def items(meeting: Meeting) -> list[tuple[Item, Document]]:
    """The items that can be read, each with the document that stands for it."""
    public = [item for item in meeting.items if not item.restricted]
    read = documents(f"{meeting.council}/{meeting.file}")
    # What is printed before the first item is a document of its own, with no number.
    numbered = [document for document in read if len(public) == 1 or document.item_number]
    assert [document.title.casefold() for document in numbered] == [
        item.title.casefold() for item in public
    ]
    return list(zip(public, numbered, strict=True))


def grade(printed: str) -> Grade:
    words = printed.lower().split()
    return Grade.REQUIRES_IMPROVEMENT if words[0] == "requires" else Grade(words[0])


def current(judgements: tuple[Judgement, ...]) -> dict[str, Grade | None]:
    return {j.area.value: j.grade for j in judgements if j.role is Role.CURRENT}


@pytest.mark.parametrize("meeting", cases(meetings()))
def test_meeting(meeting: Meeting) -> None:
    council = councils()[meeting.council]
    for item, document in items(meeting):
        assert [authority.gss for authority in document.authorities] == [council.gss]
        assert document.kind is KINDS.get(meeting.form, Kind.MINUTES)
        assert document.date == meeting.date
        assert document.committee == meeting.committee
        assert document.meeting is not None
        assert document.judgement == item.judgement, item.title


@pytest.mark.parametrize("meeting", cases([m for m in meetings() if len(m.items) > 1]))
def test_items_keep_their_numbers(meeting: Meeting) -> None:
    for item, document in items(meeting):
        assert document.item_number == item.number.rstrip(".")


@pytest.mark.parametrize("report", cases(reports()))
def test_report(report: Report) -> None:
    (document,) = documents(report.file)
    council = councils()[report.council]
    assert [authority.gss for authority in document.authorities] == [council.gss]
    assert document.kind is VISITS.get(report.visit, Kind.INSPECTION_REPORT)
    assert document.title.startswith(report.title)
    assert document.published == report.published
    assert document.date == (report.published or report.end)
    assert (document.inspection_start, document.inspection_end) == (report.start, report.end)
    assert not report.framework or document.framework == report.framework
    expected = {AREAS.get(area, area): grade(words) for area, words in report.grades.items()}
    assert current(document.judgements) == expected


@pytest.mark.parametrize("meeting", cases(meetings()))
def test_each_passage_of_a_meeting_is_a_paragraph(meeting: Meeting) -> None:
    for item, document in items(meeting):
        missing = absent(document, [item.minutes, item.decision])
        assert missing == []


@pytest.mark.parametrize("report", cases(reports()))
def test_each_passage_of_a_report_is_a_paragraph(report: Report) -> None:
    (document,) = documents(report.file)
    written = [report.standfirst, *(section.text for section in report.sections)]
    assert absent(document, written) == []
    headings = {p.text for p in document.paragraphs if p.kind is ParagraphKind.HEADING}
    assert {section.heading for section in report.sections} <= headings


def absent(document: Document, written: list[str]) -> list[str]:
    """The passages that are no paragraph of the document, whatever bullet it prints."""
    read = {re.sub(r"^[•·◼]\s*", "", paragraph.text) for paragraph in document.paragraphs}
    plain = (as_read(passage) for text in written for passage in passages(text))
    return [text for text in plain if text not in read]


def as_read(passage: Passage) -> str:
    """A passage as a reader should give it: a row's cells between bars, no marks for bold."""
    text = passage.plain.replace("**", "")
    return " | ".join(cell.strip() for cell in text.split("|")) if passage.kind == "row" else text


def test_labels_and_decisions_can_be_cited() -> None:
    path = "gloucestershire/2017-07-20-children-and-families-scrutiny.html"
    (document,) = (d for d in documents(path) if d.item_number == "5")
    by_label = {p.label: p for p in document.paragraphs if p.label}
    assert by_label["5.6"].anchor == "5.6"
    assert by_label["5.6"].text.startswith("5.6 Asked what would happen")
    decided = [p.label for p in document.paragraphs if p.mark == "decision" and p.label]
    assert decided == ["(a)", "(b)", "(c)", "(d)"]


def test_restricted_text_is_never_read() -> None:
    read = documents("bradford/2023-09-13-getmeeting.xml")
    assert not any("exempt" in p.text for document in read for p in document.paragraphs)


def test_identities_are_unique() -> None:
    names = [f"{meeting.council}/{meeting.file}" for meeting in meetings()]
    names += [report.file for report in reports()]
    ids = [document.id for name in names for document in documents(name)]
    assert len(ids) == len(set(ids))
