"""ModernGov's pages: meetings, items, decisions, issues, the web service; CMIS."""
# ruff: noqa: E501 - pages read best as they are written

from __future__ import annotations

import html

import pytest

from indexer.blocks import Section, SourceText
from indexer.errors import EmptyFile, UnknownFormat
from indexer.formats import read
from indexer.records import Link

SITE = "https://democracy.sampleshire.example"


def _page(body: str, address: str = "", title: str = "Sampleshire") -> bytes:
    saved = f"<!-- saved from url=(0060){SITE}/{address} -->" if address else ""
    return f"<!DOCTYPE html>{saved}<html><head><title>{title}</title></head><body>{body}</body></html>".encode()


def _meeting(
    rows: str, subtitle: str = "Scrutiny Committee - Monday, 4th September, 2017 10.00 am"
) -> bytes:
    return _page(
        f"""<div id="nav"><a href="/">Home</a></div><div id="modgov">
        <div class="mgHeader"><h1 class="mgMainTitleTxt">Agenda and minutes</h1></div>
        <div class="mgSubTitle"><h2 class="mgSubTitleTxt">{subtitle}</h2></div>
        <div class="mgLinks"><ul class="mgActionList"><li><a href="x.pdf">Printed minutes
        <span class="mgFileSize">PDF 119 KB</span></a></li></ul></div>
        <div class="mgContent"><p><span class="mgLabel">Venue:</span> Council Chamber.
        <a href="mgLocationDetails.aspx?RID=1">View directions</a></p>
        <table class="mgItemTable"><tr><th class="mgItemNumberHeader">No.</th><th>Item</th></tr>
        {rows}</table></div><div class="mgFooter"><p>Footer</p></div></div><p>© Sampleshire</p>""",
        "ieListDocuments.aspx?CId=134&MId=2345&Ver=4",
    )  # fmt: skip


def _row(number: str, title: str, body: str = "", item: str = "901") -> str:
    return (
        f'<tr><td class="mgItemNumberCell"><a name="AI{item}"></a><p class="mgAiTitleTxt">{number}</p>'
        f'</td><td><p class="mgAiTitleTxt">{title}</p>{body}</td></tr>'
    )


def _minutes(text: str) -> str:
    return f'<p class="mgSubItemTitleTxt">Minutes:</p><div class="mgWordPara">{text}</div>'


def _texts(section: Section) -> list[str]:
    return [block.text for block in section.blocks]


def _furniture(source: SourceText, name: str) -> list[str]:
    return [each.text for each in source.furniture if each.name == name]


def test_a_meeting_page_is_read_item_by_item() -> None:
    rows = _row("17.", "Apologies", _minutes("<p>A member sent apologies.</p>"), "901") + _row(
        "18.",
        '<a href="documents/s7/Plan.pdf">Improvement plan <span class="mgFileSize">PDF 489 KB</span></a>',
        '<div class="mgWordPara"><p>To receive the plan.</p></div>'
        '<p class="mgSubItemTitleTxt">Additional documents:</p>'
        '<ul class="mgBulletList"><li><a href="documents/s8/A.pdf">Appendix'
        '<span class="mgFileSize"> PDF 12 KB</span></a></li></ul>'
        + _minutes("<p>Members asked about caseloads.</p>"),
        "902",
    )
    source = read(_meeting(rows), "page.html")
    assert source.genre == "moderngov meeting"
    first, second = source.sections
    assert (first.number, first.title, first.id, first.part) == (
        "17",
        "Apologies",
        "901",
        "minutes",
    )
    assert _texts(first) == ["A member sent apologies."]
    assert (second.number, second.title) == ("18", "Improvement plan")
    assert _texts(second) == ["To receive the plan.", "Minutes", "Members asked about caseloads."]
    assert second.links == (
        Link("Improvement plan", f"{SITE}/documents/s7/Plan.pdf"),
        Link("Appendix", f"{SITE}/documents/s8/A.pdf"),
    )
    assert second.url == f"{SITE}/mgAi.aspx?ID=902"
    assert _furniture(source, "subheading") == [
        "Scrutiny Committee - Monday, 4th September, 2017 10.00 am"
    ]
    assert _furniture(source, "field:venue") == ["Council Chamber."]
    assert _furniture(source, "url") == [f"{SITE}/ieListDocuments.aspx?CId=134&MId=2345&Ver=4"]


def test_a_stray_end_tag_loses_no_text() -> None:
    body = _minutes("<p>Inside.</p></div>") + "Outside, <i>after</i> it.<p>And more.</p>"
    (section,) = read(_meeting(_row("1.", "Item", body)), "page.html").sections
    assert _texts(section) == ["Inside.", "Outside, after it.", "And more."]


def test_nothing_of_the_page_around_is_in_the_paragraphs() -> None:
    source = read(_meeting(_row("1.", "Item", _minutes("<p>Text.</p>"))), "page.html")
    said = " ".join(block.text for section in source.sections for block in section.blocks)
    for word in ("Home", "PDF", "Footer", "Sampleshire", "directions", "Printed"):
        assert word not in said


def test_minutes_that_are_broken_off_lose_the_link_to_the_rest() -> None:
    body = _minutes(
        '<p>A long debate ... <a href="x">view the full minutes text for item 1.</a></p>'
    )
    (section,) = read(_meeting(_row("1.", "Item", body)), "page.html").sections
    assert _texts(section) == ["A long debate …"]


def test_an_items_own_page_names_its_meeting() -> None:
    source = read(
        _page(
            """<div id="modgov"><h1 class="mgMainTitleTxt">Agenda item</h1>
            <div class="mgSubTitle"><h2 class="mgSubTitleTxt">Monitoring visit</h2></div>
            <div class="mgLinks"><ul class="mgActionList"><li>
            <a href="ieListDocuments.aspx?CId=1&amp;MId=2">Meeting of Cabinet, Monday 5th September 2022
            1.00 pm (Item 4.)</a></li></ul></div>
            <div class="mgContent"><div class="mgWordPara"><p>To consider the letter.</p></div>
            <h3 class="mgSubSubTitleTxt">Minutes:</h3><div class="mgWordPara"><p>It was considered.</p>
            </div><h3 class="mgSubSubTitleTxt">Supporting documents:</h3>
            <ul class="mgBulletList"><li><a href="documents/s1/Letter.pdf">Letter</a></li></ul>
            </div></div>""",
            "mgAi.aspx?ID=777",
        ),
        "page.html",
    )
    (section,) = source.sections
    assert (source.genre, section.title, section.id) == (
        "moderngov item",
        "Monitoring visit",
        "777",
    )
    assert (section.number, section.part) == ("4", "minutes")
    assert _texts(section) == ["To consider the letter.", "Minutes", "It was considered."]
    assert section.links == (Link("Letter", f"{SITE}/documents/s1/Letter.pdf"),)
    assert _furniture(source, "field:meeting") == [
        "Cabinet, Monday 5th September 2022 1.00 pm (Item 4.)"
    ]


def test_a_decision_page_is_a_decision() -> None:
    source = read(
        _page(
            """<div id="modgov"><h1 class="mgMainTitleTxt">Decision details</h1>
            <h2 class="mgSubTitleTxt">Adoption of the plan</h2><div class="mgContent">
            <p><span class="mgLabel">Decision Maker: </span>Cabinet</p>
            <h3 class="mgSubSubTitleTxt">Purpose:</h3><div class="mgWordPara"><p>To adopt it.</p></div>
            <h3 class="mgSubSubTitleTxt">Decision:</h3><div class="mgWordPara"><p>It was adopted.</p></div>
            <p><span class="mgLabel">Date of decision: </span>19&#47;10&#47;2015</p>
            <p class="mgLabel">Accompanying Documents:</p>
            <ul class="mgBulletList"><li><a href="d/s1.pdf">Plan <span class="mgFileSize">
            <img alt="pdf icon"> PDF 119 KB</span></a></li></ul></div></div>"""
        ),
        "page.html",
    )
    (section,) = source.sections
    assert (source.genre, section.part) == ("moderngov decision", "decision")
    assert _texts(section) == ["Purpose", "To adopt it.", "Decision", "It was adopted."]
    assert _furniture(source, "field:date of decision") == ["19/10/2015"]
    assert _furniture(source, "field:decision maker") == ["Cabinet"]
    assert section.links == (Link("Plan", "d/s1.pdf"),)


def test_an_issues_page_holds_an_item_of_each_meeting() -> None:
    source = read(
        _page(
            """<div id="modgov"><h1 class="mgMainTitleTxt">Issue - meetings</h1>
            <h2 class="mgSubTitleTxt">Progress</h2><div class="mgContent">
            <h3 class="mgSubSubTitleTxt">Meeting: 23/05/2022 - Families Committee (Item 14)</h3>
            <table class="mgItemTable"><tr><td class="mgItemNumberCell">14</td><td>
            <p class="mgAiTitleTxt">Progress</p><p class="mgSubItemTitleTxt">Minutes:</p>
            <div class="mgWordPara"><p>Noted in May.</p></div></td></tr></table>
            <h3 class="mgSubSubTitleTxt">Meeting: 23/09/2022 - Cabinet (Item 3)</h3>
            <table class="mgItemTable"><tr><td class="mgItemNumberCell">3</td><td>
            <p class="mgAiTitleTxt">Progress</p><p class="mgSubItemTitleTxt">Minutes:</p>
            <div class="mgWordPara"><p>Noted in September.</p></div></td></tr></table></div></div>"""
        ),
        "page.html",
    )
    assert source.genre == "moderngov issue"
    assert [(s.number, _texts(s), [f.text for f in s.furniture]) for s in source.sections] == [
        ("14", ["Noted in May."], ["23/05/2022 - Families Committee (Item 14)"]),
        ("3", ["Noted in September."], ["23/09/2022 - Cabinet (Item 3)"]),
    ]


def _answer(body: str, *, restricted: str = "False") -> bytes:
    return f"""<?xml version="1.0" encoding="utf-8"?><meeting><meetingid>49</meetingid>
    <meetingdate>10/02/2026</meetingdate><meetingtime>10.00 am</meetingtime>
    <meetinglocation>Room 1</meetinglocation><agendaitems><agendaitem>
    <agendaitemid>188</agendaitemid><agendaitemtitle>Plan</agendaitemtitle>
    <fulldisplaynumberformat>1.</fulldisplaynumberformat>
    <minutesnonemptyhtmlbody>{body}</minutesnonemptyhtmlbody><isrestricted>{restricted}</isrestricted>
    <refertocommittee>Audit Committee</refertocommittee><linkeddocuments><linkeddoc><title>Report</title>
    <url>{SITE}/mgConvert2PDF.aspx?ID=6</url><isrestricted>False</isrestricted></linkeddoc><linkeddoc>
    <title>Secret</title><url>{SITE}/x</url><isrestricted>True</isrestricted></linkeddoc>
    </linkeddocuments></agendaitem></agendaitems></meeting>""".encode()  # fmt: skip


@pytest.mark.parametrize("escapes", [0, 1, 2])
def test_the_web_service_answers_escaped_or_not(escapes: int) -> None:
    body = "<p>It was <b>noted</b>.</p><p>And agreed.</p>"
    for _ in range(escapes):
        body = html.escape(body)
    source = read(_answer(body), "meeting.xml")
    (section,) = source.sections
    assert (source.format, section.id, section.number) == ("xml", "188", "1")
    assert (section.title, section.part) == ("Plan", "minutes")
    assert _texts(section) == ["It was noted.", "And agreed."]
    assert section.links == (Link("Report", f"{SITE}/mgConvert2PDF.aspx?ID=6"),)
    assert _furniture(source, "subheading") == ["Audit Committee - 10/02/2026 10.00 am"]


def test_restricted_items_are_not_read() -> None:
    with pytest.raises(EmptyFile):
        read(_answer("Secret", restricted="True"), "meeting.xml")


def test_other_xml_is_refused_by_name() -> None:
    with pytest.raises(UnknownFormat, match="web service"):
        read(b"<?xml version='1.0'?><rss><channel/></rss>", "feed.xml")


def test_a_cmis_page_tells_committee_date_and_documents() -> None:
    source = read(
        _page(
            """<div class="ModCMISMeetingsC"><h1>Meeting Details</h1>
            <div class="holder"><div class="DNNLabel"><span>Committee:</span></div>
            <div class="Value Committee">Licensing Committee</div></div>
            <div class="holder"><div class="DNNLabel"><span>Date/Time:</span></div>
            <div class="Value DateTime">3 Aug 2026 - 10:00</div></div>
            <p>1 Welcome</p><p>The Chair will welcome everybody.</p>
            <ul class="DocumentList"><li><a href="Document.ashx?id=1">Minutes</a>
            <span class="FileSize">(156Kb)</span></li></ul></div>"""
        ),
        "page.html",
    )
    assert source.genre == "cmis meeting"
    assert _furniture(source, "subheading") == ["Licensing Committee - 3 Aug 2026 - 10:00"]
    assert [block.text for block in source.blocks] == [
        "1 Welcome",
        "The Chair will welcome everybody.",
    ]
    assert source.links == (Link("Minutes", "Document.ashx?id=1"),)


def test_any_other_page_is_read_for_its_main_content() -> None:
    passage = "The committee heard how the service had changed since the inspection. " * 3
    source = read(
        _page(
            f"""<nav><ul><li><a href="/a">Council tax</a></li><li><a href="/b">Bins</a></li></ul></nav>
            <div class="cookie-banner"><p>We use cookies.</p><button>Accept</button></div>
            <main><h1>Minutes of 4 May</h1><p>{passage}</p><table><tr><td>2016</td><td>140</td></tr>
            </table><p>{passage}</p><p><a href="/documents/r.pdf">Report</a> was received by all
            members of the committee.</p></main><footer><p>Contact us</p><p>© Sampleshire</p></footer>"""
        ),
        "page.html",
    )
    texts = [block.text for block in source.blocks]
    assert texts[0] == "Minutes of 4 May"
    assert texts.count(passage.strip()) == 2
    assert "2016 | 140" in texts
    assert not {"Bins", "We use cookies.", "Contact us", "© Sampleshire"} & set(texts)
    assert Link("Report", "/documents/r.pdf") in source.links
    assert _furniture(source, "heading") == ["Minutes of 4 May"]


@pytest.mark.parametrize(
    "link",
    [
        '<a href="ieListDocuments.aspx?MId=2">Meeting of {}</a>',
        'Meeting of <a href="ieListDocuments.aspx?MId=2">{}</a>',
        '<a href="#">Meeting of {}</a>',
        '<a href="mgMeeting.aspx?ID=2">{}</a>',
    ],
)
@pytest.mark.parametrize("title", ["mgSubTitleTxt", "mgAiTitleTxt"])
@pytest.mark.parametrize("number", ["24", "CS/24/03"])
def test_an_items_own_page_has_its_number_from_its_meeting(
    link: str, title: str, number: str
) -> None:
    meeting = f"Scrutiny Panel, Monday, 5th September, 2022 2.00 pm (Item {number}.)"
    source = read(
        _page(
            f"""<div id="modgov"><h1 class="mgMainTitleTxt">Agenda item</h1>
            <h2 class="{title}">Fostering</h2><ul class="mgActionList"><li>{link.format(meeting)}</li>
            </ul><div class="mgWordPara"><p>To note the report.</p></div></div>""",
            "mgAi.aspx?ID=55",
        ),
        "page.html",
    )
    (section,) = source.sections
    assert (section.number, section.id, section.title) == (number, "55", "Fostering")
    assert _furniture(source, "field:meeting") == [meeting]


def test_the_decisions_of_an_issue_are_decisions_without_their_record() -> None:
    source = read(
        _page(
            """<div id="modgov"><h1 class="mgMainTitleTxt">Issue - decisions</h1>
            <h2 class="mgSubTitleTxt">Fostering</h2>
            <div class="mgWordPara"><p>That the plan be approved.</p></div></div>""",
            "mgIssueHistoryHome.aspx?IId=9",
        ),
        "page.html",
    )
    assert [(s.title, s.part) for s in source.sections] == [("Fostering", "decision")]


def test_a_page_that_says_not_found_is_refused() -> None:
    page = _page("<h1>Report not found</h1><p>Sorry, it is no longer here.</p>")
    with pytest.raises(EmptyFile, match="Report not found"):
        read(page, "report.pdf")
