"""Which grade stood on a day, from the reports of a corpus."""

from __future__ import annotations

import dataclasses
import datetime as dt

import pytest

from indexer.ledger import Ledger
from indexer.records import Area, Authority, Document, Grade, Judgement, Kind, Role, Source

DEVON = Authority("Devon", "E10000008", "devon")


def report(
    id_: str,
    grade: Grade | None,
    end: str,
    published: str | None = None,
    framework: str = "ILACS",
) -> Document:
    """A report with an overall grade (or none) and one for leaders."""
    judgements = [Judgement(Area.LEADERSHIP, Grade.GOOD, Role.CURRENT, "a")]
    if grade:
        judgements.append(Judgement(Area.OVERALL, grade, Role.CURRENT, "b"))
    judgements.append(Judgement(Area.IN_CARE, Grade.INADEQUATE, Role.PREVIOUS, "c"))
    last = dt.date.fromisoformat(end)
    return Document(
        id=id_,
        kind=Kind.INSPECTION_REPORT,
        title="Report",
        source=Source("a.pdf", "0" * 64, "pdf"),
        paragraphs=(),
        authorities=(DEVON,),
        date=dt.date.fromisoformat(published) if published else last,
        published=dt.date.fromisoformat(published) if published else None,
        inspection_end=last,
        framework=framework,
        judgements=tuple(judgements),
    )


def as_kind(kind: Kind, document: Document) -> Document:
    return dataclasses.replace(document, kind=kind)


LEDGER = Ledger.of(
    [
        report("new", None, "2026-06-19"),
        report("second", Grade.INADEQUATE, "2020-01-31", published="2020-03-16"),
        report("first", Grade.REQUIRES_IMPROVEMENT, "2015-03-01", framework="SIF"),
        as_kind(Kind.MONITORING_VISIT, report("visit", Grade.GOOD, "2021-01-01")),
        report("old", Grade.ADEQUATE, "2013-07-01", framework="Looked-after children 2013"),
    ]
)


@pytest.mark.parametrize(
    ("day", "grade", "document"),
    [
        ("2015-02-28", None, None),
        ("2015-03-01", Grade.REQUIRES_IMPROVEMENT, "first"),
        ("2020-03-15", Grade.REQUIRES_IMPROVEMENT, "first"),
        ("2020-03-16", Grade.INADEQUATE, "second"),
        ("2026-06-18", Grade.INADEQUATE, "second"),
        ("2026-06-19", None, "new"),
    ],
)
def test_what_stood_on_a_day(day: str, grade: Grade | None, document: str | None) -> None:
    found = LEDGER.standing("devon", dt.date.fromisoformat(day))
    assert (found.grade if found else None) == grade
    assert (found.document if found else None) == document


def test_history_is_in_order_whatever_the_order_of_reports() -> None:
    assert [entry.document for entry in LEDGER.history("devon")] == ["first", "second", "new"]
    areas = [entry.document for entry in LEDGER.history("devon", Area.LEADERSHIP)]
    assert areas == ["old", "first", "second", "new"]
    assert LEDGER.history("devon", Area.IN_CARE) == ()
    assert LEDGER.history("exeter") == ()


def test_a_document_asks_for_its_own_council_and_day() -> None:
    minutes = as_kind(Kind.MINUTES, report("minutes", None, "2021-05-05"))
    found = LEDGER.at_the_time_of(minutes)
    assert found is not None
    assert (found.grade, found.document) == (Grade.INADEQUATE, "second")
