"""ModernGov's pages whose markup is broken or says a thing in an unusual place."""
# ruff: noqa: E501 - tables read best unbroken

from __future__ import annotations

import pytest

from indexer.blocks import Section, SourceText
from indexer.formats import read
from indexer.metadata import describe

ITEM = '<h1 class="mgMainTitleTxt">Agenda item</h1><h2 class="mgSubTitleTxt">Ponds</h2>'
ASKED = '<div class="mgWordPara"><p>To look at ponds.</p></div>'
TOLD = (
    '<h3 class="mgSubSubTitleTxt">Minutes:</h3><div class="mgWordPara"><p>All were full.</p></div>'
)
FOOT = '<div id="footer"><p>Footer</p></div>'


def _read(body: str, title: str = "") -> SourceText:
    page = f"<!DOCTYPE html><html><head><title>{title}</title></head><body>{body}</body></html>"
    return read(page.encode(), "page.html")


def _texts(section: Section) -> list[str]:
    return [block.text for block in section.blocks]


@pytest.mark.parametrize("strays", range(4))
@pytest.mark.parametrize("shell", ["{}", "<div><div>{}</div></div>"])
def test_end_tags_that_close_the_page_too_early_lose_no_text(strays: int, shell: str) -> None:
    page = f'<div id="modgov">{ITEM}<div class="mgContent">{ASKED}{"</div>" * strays}{TOLD}</div></div>'
    source = _read(f'<div id="nav"><p>Home</p></div>{shell.format(page)}{FOOT}')
    (section,) = source.sections
    assert section.part == "minutes"
    assert _texts(section) == ["To look at ponds.", "Minutes", "All were full."]


def test_a_table_behind_stray_end_tags_is_read() -> None:
    row = (
        '<tr><td class="mgItemNumberCell">7.</td><td><p class="mgAiTitleTxt">Ponds</p>{}</td></tr>'
    )
    table = f'<table class="mgItemTable">{row.format(ASKED)}</table>'
    source = _read(f'<div id="modgov">{ITEM}<p>Watch live.</p></div></div>{table}{FOOT}')
    assert [(each.number, each.title, _texts(each)) for each in source.sections] == [
        ("7", "Ponds", ["To look at ponds."])
    ]


@pytest.mark.parametrize(
    ("heading", "item", "title", "expected"),
    [
        ("Ponds", "41", "41 Ponds", "Ponds"),
        ("Ponds", "4.", "4. Ponds and Lakes", "Ponds and Lakes"),
        ("Ponds", "7/20", "7/20 Ponds", "Ponds"),
        ("Ponds", "41", "Ponds", "Ponds"),
        ("Ponds", "41", "410 Ponds counted", "410 Ponds counted"),
        # A title may begin with the very number.
        ("5 Year Land Supply", "5", "5 Year Land Supply", "5 Year Land Supply"),
    ],
)
def test_an_issues_page_prints_the_number_before_the_title(
    heading: str, item: str, title: str, expected: str
) -> None:
    source = _read(
        f'<div id="modgov"><h1 class="mgMainTitleTxt">Issue - meetings</h1>'
        f'<h2 class="mgSubTitleTxt">{heading}</h2><div class="mgContent">'
        f'<h3 class="mgSubSubTitleTxt">Meeting: 23/05/2022 - Cabinet (Item {item})</h3>'
        f'<p class="mgAiTitleTxt">{title}</p>{ASKED}</div></div>'
    )
    assert [(each.number, each.title) for each in source.sections] == [(item.rstrip("."), expected)]


@pytest.mark.parametrize(
    ("heading", "number", "title"),
    [
        ("Ponds (Agenda item 8)", "8", "Ponds"),
        ("Ponds (Item 8a)", "8a", "Ponds"),
        ("Ponds - call-in of item 8", None, "Ponds - call-in of item 8"),
        ("Ponds (Phase 8)", None, "Ponds (Phase 8)"),
    ],
)
def test_an_items_title_may_name_its_place(heading: str, number: str | None, title: str) -> None:
    page = ITEM.replace("Ponds", heading)
    (section,) = _read(f'<div id="modgov">{page}{ASKED}{TOLD}</div>').sections
    assert (section.number, section.title) == (number, title)


def _row(number: str, title: str, body: str = "") -> str:
    return (
        f'<tr><td class="mgItemNumberCell"><p class="mgAiTitleTxt">{number}</p></td>'
        f'<td><p class="mgAiTitleTxt">{title}</p>{body}</td></tr>'
    )


@pytest.mark.parametrize(
    ("title", "body", "items"),
    [
        ("PART 2 (closed to the public)", "", ["Ponds", "Lakes"]),
        ("Section B - for information", "", ["Ponds", "Lakes"]),
        ("EXEMPT ITEMS", "", ["Ponds", "Lakes"]),
        # What has a text of its own, or is called after something else, is an item.
        ("PART 2 (closed)", ASKED, ["Ponds", "PART 2 (closed)", "Lakes"]),
        ("Parties in the Park", "", ["Ponds", "Parties in the Park", "Lakes"]),
    ],
)
def test_a_division_of_the_agenda_is_no_item(title: str, body: str, items: list[str]) -> None:
    rows = _row("1.", "Ponds", TOLD) + _row("", title, body) + _row("2.", "Lakes", TOLD)
    source = _read(f'<div id="modgov">{ITEM}<table class="mgItemTable">{rows}</table></div>')
    assert [each.title for each in source.sections] == items
    assert any(title in (each.title, *_texts(each)) for each in source.sections)


@pytest.mark.parametrize(
    ("name", "title", "committee", "date"),
    [
        ("Agenda item", "Committee Business", None, None),
        ("Agenda item", "Audit Report for the Quarter Ended 31 March 2016", None, None),
        ("Decision details", "Plans in the New Council", None, None),
        ("Issue - decisions", "Tenants' Panel Update", None, None),
    ],
)
def test_an_items_own_title_names_no_meeting(
    name: str, title: str, committee: str | None, date: str | None
) -> None:
    page = f'<h1 class="mgMainTitleTxt">{name}</h1><h2 class="mgSubTitleTxt">{title}</h2>'
    source = _read(f'<div id="modgov">{page}{TOLD}</div>', f"{name} - {title}")
    found = describe(source, source.sections[0], "page.html")
    assert (found.committee, found.date and str(found.date)) == (committee, date)


def test_what_stands_beside_an_items_title_names_its_meeting() -> None:
    page = ITEM.replace("Ponds", "Committee Business")
    source = _read(
        f'<div id="modgov">{page}{TOLD}</div>', "Committee Business - Parks Panel, 4 May 2016"
    )
    found = describe(source, source.sections[0], "page.html")
    assert (found.committee, str(found.date)) == ("Parks Panel", "2016-05-04")


@pytest.mark.parametrize(
    ("around", "slugs"),
    [
        # Links to the page's own system, which a browser saves whole.
        (
            '<a href="https://democracy.melton.gov.uk/mgCalendarMonthView.aspx">Calendar</a>',
            ["melton"],
        ),
        ('<a href="https://democracy.melton.gov.uk/documents/s12/A.pdf">A</a>', ["melton"]),
        (
            '<a href="https://democracy.melton.gov.uk/ieDocHome.aspx">M</a>'
            '<a href="https://democracy.leeds.gov.uk/mgAi.aspx?ID=1">L</a>',
            [],
        ),
        # Its logo, its header and its last line.
        ('<img src="x.png" alt="Southampton City Council logo">', ["southampton"]),
        ('<div id="footer"><p>© Southampton City Council</p></div>', ["southampton"]),
        ("<header><span>Southampton City Council</span></header>", ["southampton"]),
        # A picture's story or a paragraph of the footer is no owner.
        (
            '<img src="x.png" alt="A tree planted by Leeds City Council and by hundreds of children last May">',
            [],
        ),
        (
            '<div id="footer"><p>We work with Leeds City Council, Kent County Council and more.</p></div>',
            [],
        ),
    ],
)
def test_whose_page_it_is(around: str, slugs: list[str]) -> None:
    source = _read(f'{around}<div id="modgov">{ITEM}{ASKED}{TOLD}</div>')
    found = describe(source, source.sections[0], "page.html")
    assert [each.slug for each in found.authorities] == slugs


def test_another_sites_link_to_a_committee_system_says_nothing_of_its_owner() -> None:
    link = '<a href="https://democracy.melton.gov.uk/ieListDocuments.aspx?MId=1">the district</a>'
    source = _read(
        f"<h1>Ponds</h1><p>The parish cleaned its pond; see {link}.</p><p>It was deep.</p>"
    )
    assert all(each.name != "system" for each in source.furniture)


@pytest.mark.parametrize(
    "link",
    [
        '<ul><li><a href="#">Share this item</a></li></ul>',
        "<p>Share this item</p>",
        '<div class="mgShare"><span> Share this item </span></div>',
    ],
)
def test_the_link_to_share_an_item_is_no_text(link: str) -> None:
    rows = _row("1.", "Ponds", link + TOLD)
    source = _read(f'<div id="modgov">{ITEM}<table class="mgItemTable">{rows}</table></div>')
    assert [_texts(each) for each in source.sections] == [["All were full."]]


@pytest.mark.parametrize("between", [" ", "", ", ", "\n"])
def test_the_link_to_who_attended_names_the_meeting(between: str) -> None:
    told = f"Link to attendance details for the meeting of Parks Panel{between}Monday, 4th May, 2009 4.30 pm"
    links = f'<ul class="mgActionList"><li><a href="mgMeetingAttendance.aspx?ID=2" title="{told}">Attendance</a></li></ul>'
    table = f'<table class="mgItemTable">{_row("1.", "Ponds", TOLD)}</table>'
    source = _read(f'<div id="modgov"><div class="mgLinks">{links}</div>{table}</div>')
    found = describe(source, source.sections[0], "page.html")
    assert (found.committee, str(found.date), found.time) == (
        "Parks Panel",
        "2009-05-04",
        "4.30 pm",
    )
