"""One meeting as councils publish it: pages of committee systems, saved pages, print, papers."""

from __future__ import annotations

import dataclasses
from html import escape

from pack_papers import drawn


@dataclasses.dataclass(frozen=True)
class Item:
    """One item: its number and title as the page prints them, the agenda's text, the minutes."""

    id: int
    number: str
    title: str
    agenda: str
    minutes: tuple[str, ...]


@dataclasses.dataclass(frozen=True)
class Meeting:
    """A meeting: whose, of what, when, as a page and as print say it."""

    council: str
    host: str
    committee: str
    day: str
    held: str
    items: tuple[Item, ...]

    @property
    def heading(self) -> str:
        """The heading of its page."""
        return f"{self.committee} - {self.day}"


def _row(item: Item, *, anchor: bool = True) -> str:
    body = "".join(f"<p>{escape(text)}</p>" for text in item.minutes)
    mark = f'<a name="AI{item.id}"></a>' if anchor else ""
    return (
        f'<tr><td class="mgItemNumberCell">{mark}<p class="mgAiTitleTxt">{item.number}</p></td>'
        f'<td><p class="mgAiTitleTxt">{escape(item.title)} <span class="mgFileSize">'
        f'<img alt="pdf icon"> PDF 74 KB</span></p>'
        f'<div class="mgWordPara"><p>{escape(item.agenda)}</p></div>'
        f'<p class="mgSubItemTitleTxt">Minutes:</p><div class="mgWordPara">{body}</div></td></tr>'
    )


def _html(meeting: Meeting, address: str, heading: str, subheading: str, content: str) -> bytes:
    saved = f"<!-- saved from url=(0060)https://{meeting.host}/{address} -->" if address else ""
    return (
        f"<!DOCTYPE html>{saved}<html><head><title>{escape(heading)} | {meeting.council}</title>"
        f'</head><body><div id="modgov"><h1 class="mgMainTitleTxt">{heading}</h1>'
        f'<h2 class="mgSubTitleTxt">{escape(subheading)}</h2>'
        f'<div class="mgContent">{content}</div></div></body></html>'
    ).encode()


def meeting_page(meeting: Meeting) -> bytes:
    """The committee system's page of the meeting."""
    rows = "".join(map(_row, meeting.items))
    table = f'<table class="mgItemTable">{rows}</table>'
    address = f"ieListDocuments.aspx?CId=1&MId={meeting.items[0].id}"
    return _html(meeting, address, "Agenda and minutes", meeting.heading, table)


def page_without_address(meeting: Meeting) -> bytes:
    """The same page, saved without saying from where."""
    rows = "".join(map(_row, meeting.items))
    table = f'<table class="mgItemTable">{rows}</table>'
    return _html(meeting, "", "Agenda and minutes", meeting.heading, table)


def item_page(meeting: Meeting, item: Item) -> bytes:
    """The page of one item."""
    body = "".join(f"<p>{escape(text)}</p>" for text in item.minutes)
    place = f"Meeting of {meeting.committee}, {meeting.day} (Item {item.number})"
    content = (
        f'<ul class="mgActionList"><li><a href="ieListDocuments.aspx?MId=1">{place}</a></li></ul>'
        f'<div class="mgWordPara"><p>{escape(item.agenda)}</p></div>'
        f'<h3 class="mgSubSubTitleTxt">Minutes:</h3><div class="mgWordPara">{body}</div>'
    )
    return _html(meeting, f"mgAi.aspx?ID={item.id}", "Agenda item", item.title, content)


def saved_page(meeting: Meeting, *, numbers: bool = True) -> bytes:
    """The page of the meeting saved as text, with its contact's address."""
    domain = meeting.host.partition(".")[2]  # "democracy.kent.gov.uk" is of kent.gov.uk
    lines = ["Agenda and minutes", meeting.heading, "Venue: Town Hall. View directions"]
    lines += [f"Contact: Democratic Services Email: committees@{domain}", "Items", "No. Item"]
    for item in meeting.items:
        lines += [item.number] if numbers else []
        lines += [f"{item.title} pdf icon PDF 74 KB", item.agenda, "Additional documents:"]
        lines += ["Minutes:", *item.minutes]
    return "\n\n".join(lines).encode()


def issue_page(meeting: Meeting, item: Item) -> bytes:
    """The page of an issue that went to this meeting."""
    day = meeting.held
    place = f"Meeting: {day} - {meeting.committee} (Item {item.number.rstrip('.')})"
    row = _row(item, anchor=False)
    content = f'<h3 class="mgSubSubTitleTxt">{place}</h3><table class="mgItemTable">{row}</table>'
    return _html(meeting, "ieIssueDetails.aspx?IId=5", "Issue - meetings", item.title, content)


def web_service(meeting: Meeting, date: str) -> bytes:
    """The answer of the committee system's web service."""
    items = "".join(
        f"<agendaitem><agendaitemid>{item.id}</agendaitemid>"
        f"<agendaitemtitle>{escape(item.title)}</agendaitemtitle>"
        f"<agendatext>{escape('<p>' + escape(item.agenda) + '</p>')}</agendatext>"
        f"<fulldisplaynumberformat>{item.number}</fulldisplaynumberformat>"
        f"<minutesnonemptyhtmlbody>"
        f"{escape(''.join('<p>' + escape(text) + '</p>' for text in item.minutes))}"
        f"</minutesnonemptyhtmlbody><isrestricted>False</isrestricted>"
        f"<refertocommittee>{escape(meeting.committee)}</refertocommittee><linkeddocuments>"
        f"<linkeddoc><title>Report</title><url>https://{meeting.host}/mgConvert2PDF.aspx?ID=6</url>"
        f"<isrestricted>False</isrestricted></linkeddoc></linkeddocuments></agendaitem>"
        for item in meeting.items
    )
    return (
        f'<?xml version="1.0" encoding="utf-8"?><meeting><meetingid>49</meetingid>'
        f"<meetingdate>{date}</meetingdate><meetingtime>10.00 am</meetingtime>"
        f"<meetinglocation>Town Hall</meetinglocation><agendaitems>{items}</agendaitems></meeting>"
    ).encode()


def paper(meeting: Meeting, *, place: bool = False, capitals: bool = True) -> tuple[str, ...]:
    """The lines of the printed minutes; `place` adds each item's place on the agenda."""
    lines = [f"# {meeting.council.upper()}", f"# {meeting.committee.upper()}"]
    lines += [
        f"MINUTES of a meeting of the {meeting.committee} held in the Council Chamber, Town Hall on"
        f" {meeting.held}",
        "PRESENT: Councillors Ash (Chair), Birch, Elm and Oak",
    ]
    for count, item in enumerate(meeting.items, 1):
        title = item.title.upper() if capitals else item.title
        lines.append(f"# {item.number} {title}{f' (Item {count})' if place else ''}")
        lines += item.minutes
    return tuple(lines)


def printed(meeting: Meeting, *, place: bool = False, capitals: bool = True) -> bytes:
    """The printed minutes as a PDF."""
    return drawn([paper(meeting, place=place, capitals=capitals)])


def typed(meeting: Meeting) -> bytes:
    """The printed minutes as plain text."""
    return "\n\n".join(line.removeprefix("# ") for line in paper(meeting)).encode()


def decision_page(meeting: Meeting, item: Item) -> bytes:
    """The record of what the meeting decided on an item."""
    body = "".join(f"<p>{escape(text)}</p>" for text in item.minutes)
    content = (
        f'<p><span class="mgLabel">Decision Maker: </span>{meeting.committee}</p>'
        f'<h3 class="mgSubSubTitleTxt">Decision:</h3><div class="mgWordPara">{body}</div>'
        f'<p><span class="mgLabel">Date of decision: </span>{meeting.held}</p>'
    )
    address = f"ieDecisionDetails.aspx?AIId={item.id}"
    return _html(meeting, address, "Decision details", item.title, content)
