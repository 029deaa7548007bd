"""Meetings, items and decisions as pages in ModernGov's markup, its XML, or plain text."""

from __future__ import annotations

import datetime as dt
import functools

import jinja2
import markupsafe

from make.prose import STYLES, passages
from make.sources import HERE, NOTICE, Meeting, councils

TEMPLATES = {
    "meeting": "meeting.html.jinja",
    "old meeting": "old_meeting.html.jinja",
    "item": "item.html.jinja",
    "decision": "decision.html.jinja",
    "issue decision": "issue_decision.html.jinja",
    "issue": "issue.html.jinja",
    "xml": "getmeeting.xml.jinja",
}


def page(meeting: Meeting) -> str:
    """The whole page of a meeting, in the template for its form."""
    return (
        _environment()
        .get_template(TEMPLATES[meeting.form])
        .render(
            meeting=meeting,
            council=councils()[meeting.council],
            notice=NOTICE,
            body=lambda text: markupsafe.Markup(STYLES[meeting.style](text)),  # noqa: S704
        )
    )


def long_date(date: dt.date, comma: bool = True) -> str:
    """A date as ModernGov's headings print it: "Thursday, 20th July, 2017"."""
    tens, ones = divmod(date.day, 10)
    suffix = "th" if tens == 1 else {1: "st", 2: "nd", 3: "rd"}.get(ones, "th")
    stop = "," if comma else ""
    return f"{date:%A}{stop} {date.day}{suffix} {date:%B}{stop} {date.year}"


def text_page(meeting: Meeting) -> str:
    """The page as a browser saves it when asked for text only."""
    council = councils()[meeting.council]
    lines = [NOTICE, "", council.name, "", "Agenda and minutes", ""]
    heading = f"{meeting.committee} - {long_date(meeting.date, comma=False)} {meeting.time}"
    lines += [heading, "", f"Venue: {meeting.venue}. View directions", "", "Items", "No. Item", ""]
    for item in meeting.items:
        lines += [item.number, "", item.title, ""]
        for label, text in (("", item.agenda), ("Minutes:", item.minutes)):
            lines += [label, ""] if label else []
            for passage in passages(text):
                bullet = "·         " if passage.kind == "bullet" else ""
                lines += [f"{bullet}{passage.plain}", ""]
    return "\n".join([*lines, "Bookmark this page using:", "Facebook  Twitter", ""])


@functools.cache
def _environment() -> jinja2.Environment:
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(HERE / "templates"),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=jinja2.StrictUndefined,
        keep_trailing_newline=True,
    )
    environment.filters["long_date"] = long_date
    return environment
