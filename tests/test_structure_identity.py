"""Ids: from the source's own identity first, then from the content, and safe in an address."""
# ruff: noqa: E501 - tables read best unbroken

from __future__ import annotations

import dataclasses
import datetime as dt
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer import identity, naming
from indexer.blocks import Furniture, Section, SourceText
from indexer.metadata import Description
from indexer.records import Authority, Kind

DAY = dt.date(2017, 9, 4)
KENT = Authority("Kent", "E10000016", "kent")
MINUTES = Description(Kind.MINUTES, "", (KENT,), "Scrutiny Committee", DAY)
REPORT = Description(Kind.INSPECTION_REPORT, "", (KENT,), date=DAY, framework="ILACS", urn="80543")
PAGE = SourceText("html", furniture=(Furniture("url", "https://www.democracy.example/a?MId=12"),))
PRINT = SourceText("pdf")


def _id(
    source: SourceText, section: Section | None, description: Description, text: str = "Words"
) -> str:
    return identity.document_id(
        source, section, description, section.title if section else "", text
    )


@pytest.mark.parametrize(
    ("source", "section", "description", "expected"),
    [
        (PAGE, Section("Plan", (), id="901"), MINUTES, "mg-democracy-example-ai901"),
        (dataclasses.replace(PAGE, genre="moderngov decision"), Section("Plan", (), "decision", id="901"), MINUTES, "mg-democracy-example-ai901-decision"),
        (PRINT, None, REPORT, "ofsted-80543-2017-09-04"),
        (PRINT, None, dataclasses.replace(REPORT, kind=Kind.FOCUSED_VISIT), "ofsted-80543-2017-09-04-focused-visit"),
        (PRINT, None, dataclasses.replace(REPORT, framework="LSCB review"), "ofsted-80543-2017-09-04-lscb-review"),
        (PRINT, None, dataclasses.replace(REPORT, kind=Kind.OTHER_REPORT, framework="Area SEND"), "ofsted-80543-2017-09-04-area-send"),
    ],
)  # fmt: skip
def test_the_sources_own_identity_comes_first(
    source: SourceText, section: Section | None, description: Description, expected: str
) -> None:
    assert _id(source, section, description) == expected


def test_an_item_in_print_is_known_by_meeting_number_and_title() -> None:
    plan = _id(PRINT, Section("Plan", (), number="5"), MINUTES, "One")
    assert plan == _id(PRINT, Section("PLAN", (), number="5"), MINUTES, "Other words")
    assert plan != _id(PRINT, Section("Plan", (), number="6"), MINUTES, "One")
    later = dataclasses.replace(MINUTES, date=DAY + dt.timedelta(days=28))
    assert plan != _id(PRINT, Section("Plan", (), number="5"), later, "One")


def test_what_has_no_identity_is_known_by_its_words() -> None:
    stranger = Description(Kind.OTHER_REPORT, "Appendix 1")
    assert _id(PRINT, None, stranger, "One two") == _id(PRINT, None, stranger, "one  TWO.")
    assert _id(PRINT, None, stranger, "One") != _id(PRINT, None, stranger, "Two")


def test_meetings_of_strangers_are_kept_apart() -> None:
    assert identity.meeting_id(PRINT, MINUTES) == "kent-scrutiny-committee-2017-09-04"
    unknown = dataclasses.replace(MINUTES, authorities=())
    assert identity.meeting_id(PRINT, unknown) is None
    assert identity.meeting_id(PAGE, unknown) == "mg-democracy-example-m12"
    items = tuple(Section(title, ()) for title in ("Apologies", "Plan"))
    others = tuple(Section(title, ()) for title in ("Apologies", "Bins"))
    first, second = (
        identity.meeting_id(SourceText("text", sections=sections), unknown)
        for sections in (items, others)
    )
    assert first
    assert second
    assert first != second
    assert identity.meeting_id(PRINT, REPORT) is None


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Children's Scrutiny", "Children’s Scrutiny"),
        ("Adults & Children Panel", "Adults and Children Panel"),
        ("The Cabinet", "Cabinet"),
        ("Overview & Scrutiny Sub-Committee", "OVERVIEW AND SCRUTINY SUB COMMITTEE"),
    ],
)
def test_a_meeting_has_one_id_however_the_committee_is_printed(one: str, other: str) -> None:
    page, printed = (dataclasses.replace(MINUTES, committee=name) for name in (one, other))
    assert identity.meeting_id(PAGE, page) == identity.meeting_id(PRINT, printed)


@given(st.text(max_size=20), st.text(max_size=20))
def test_ids_are_safe_in_an_address(title: str, number: str) -> None:
    own = _id(PRINT, Section(title, (), number=number), MINUTES, "Words")
    assert re.fullmatch(r"[a-z0-9-]+", own)
    assert re.fullmatch(r"[a-z0-9-]+", identity.distinct(own, {own}, "Words"))


@pytest.mark.parametrize(
    ("title", "kept"),
    [
        ("Finance.", "Finance"),
        ("ANY OTHER BUSINESS.", "ANY OTHER BUSINESS"),
        ("Parking in Mill Street (north).", "Parking in Mill Street (north)"),
        # Sentences, abbreviations and what is more than one sentence are kept.
        ("It was agreed to close the road.", "It was agreed to close the road."),
        ("To receive the report of the Director.", "To receive the report of the Director."),
        ("Contract with Ponds and Lakes Ltd.", "Contract with Ponds and Lakes Ltd."),
        ("Meeting at 7 p.m.", "Meeting at 7 p.m."),
        ("Ponds. Lakes.", "Ponds. Lakes."),
        ("Questions …", "Questions …"),
        ("Any questions?", "Any questions?"),
        ("", ""),
    ],
)
def test_a_title_ends_without_a_full_stop(title: str, kept: str) -> None:
    assert naming.without_stop(title) == kept
