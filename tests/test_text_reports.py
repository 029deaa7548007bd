"""Inspection reports saved as text: broken lines, and pages run together into one."""

from __future__ import annotations

import pytest

from indexer.reading import read_file
from indexer.records import Document, Kind

TITLE = (
    "Inspection of services for children in need of help and protection, children looked after and "
    "care leavers"
)
GRADES = (
    "1. Children who need help and protection Good",
    "2. Children looked after and achieving permanence Inadequate",
    "2.1 Adoption performance Good",
    "2.2 Experiences and progress of care leavers Good",
    "3. Leadership, management and governance Inadequate",
)
LINES = (
    TITLE,
    "and",
    "Review of the effectiveness of the Local Safeguarding Children Board1",
    "Inspection date: 2 March 2015 – 25 March 2015",
    "Report published: 13 May 2015",
    "The overall judgement is that children’s services are inadequate",
    "There are widespread failures in how plans are made.",
    "The judgements on areas of the service are:",
    *GRADES,
)


def _read(text: str) -> Document:
    (found,) = read_file(text.encode(), "report.txt", "0" * 64).documents
    return found


@pytest.mark.parametrize("council", ["London Borough of Merton", "Leeds City Council", "Torbay"])
@pytest.mark.parametrize("ends", [" ", "\n", "\n\n"])
def test_a_report_in_one_line_or_many(council: str, ends: str) -> None:
    found = _read(ends.join((council, *LINES)))
    assert found.kind is Kind.INSPECTION_REPORT
    assert council.endswith(found.authorities[0].name) or found.authorities[0].name in council
    assert (str(found.date), str(found.inspection_end)) == ("2015-05-13", "2015-03-25")
    assert found.title.startswith(TITLE)
    given = {each.area.value: each.grade.value for each in found.judgements if each.grade}
    assert given == {
        "overall": "inadequate",
        "help_and_protection": "good",
        "in_care": "inadequate",
        "adoption": "good",
        "care_leavers": "good",
        "leadership": "inadequate",
    }


def test_a_later_report_in_one_line() -> None:
    found = _read(
        "Merton Council Inspection of local authority children’s services Inspection dates: 4 to 8 "
        "November 2019 Lead inspector: A Person Judgement Grade The impact of leaders on social "
        "work practice with children and families Outstanding The experiences and progress of "
        "children who need help and protection Good Overall effectiveness Good Plans are clear."
    )
    assert (found.kind, found.authorities[0].name) == (Kind.INSPECTION_REPORT, "Merton")
    given = {each.area.value: each.grade.value for each in found.judgements if each.grade}
    assert given == {"leadership": "outstanding", "help_and_protection": "good", "overall": "good"}


def test_a_title_broken_before_the_margin_of_the_text_is_one() -> None:
    body = "\n".join(
        ["Leaders and managers have not shown that they knew of failures in the plans"] * 9
    )
    title = TITLE.replace("help and ", "help and\n", 1)
    found = _read(f"London Borough of Merton\n{title}\nInspection date: 2 March 2015\n{body}\n")
    assert found.kind is Kind.INSPECTION_REPORT
    assert found.title.startswith(TITLE)


@pytest.mark.parametrize(
    "text",
    [
        "The Committee heard about the inspection of services for children in need of help and "
        "protection. Inspection dates had not been set. Report published: none so far. The "
        "overall judgement is that children’s services are judged every three years or so.",
        "The Director told of the inspection of children’s services. " * 6,
    ],
)
def test_a_paragraph_about_an_inspection_is_no_report(text: str) -> None:
    found = _read(text)
    assert found.kind is not Kind.INSPECTION_REPORT
    assert len(found.paragraphs) == 1
