"""A small collection of our own for the tests of the pages, indexed and served for real."""

from __future__ import annotations

import dataclasses
from html import escape
from pathlib import Path
from typing import Any

from flask.testing import FlaskClient

from indexer.build import Pipeline
from indexer.settings import load


class BufferedClient(FlaskClient):
    """Reads every answer to its end and closes it, as a server does."""

    def open(self, *args: Any, buffered: bool = True, **kwargs: Any) -> Any:
        return super().open(*args, buffered=buffered, **kwargs)


@dataclasses.dataclass(frozen=True)
class Item:
    """One agenda item: its minutes as paragraphs, labels typed as Word types them."""

    id: int
    number: str
    title: str
    minutes: tuple[str, ...]


@dataclasses.dataclass(frozen=True)
class Meeting:
    council: str
    host: str
    committee: str
    day: str
    items: tuple[Item, ...]

    def html(self) -> str:
        """The meeting's page, in ModernGov's markup."""
        rows = "".join(
            f'<tr><td class="mgItemNumberCell"><a name="AI{item.id}"></a>'
            f'<p class="mgAiTitleTxt">{item.number}.</p></td>'
            f'<td><p class="mgAiTitleTxt">{escape(item.title)}</p>'
            '<p class="mgSubItemTitleTxt">Minutes:</p><div class="mgWordPara">'
            + "".join(f'<p class="MsoNormal">{escape(text)}</p>' for text in item.minutes)
            + "</div></td></tr>"
            for item in self.items
        )
        address = f"https://{self.host}/ieListDocuments.aspx?CId=1&amp;MId={self.items[0].id}"
        return (
            "<!DOCTYPE html><html><head>"
            f"<title>Agenda and minutes for {self.committee} on {self.day} | {self.council}</title>"
            f'<link rel="canonical" href="{address}"></head><body><div id="modgov">'
            f'<h2 class="mgSubTitleTxt">{self.committee} - {self.day}</h2>'
            '<p><span class="mgLabel">Venue:</span>&nbsp;Council Chamber</p>'
            f'<table class="mgItemTable">{rows}</table></div></body></html>'
        )


IMPROVEMENT = Item(
    9001,
    "5",
    "Ofsted improvement plan <draft>",
    (
        "5.1 The director presented the plan drawn up after the inspection of June 2017, in which"
        " children's services were judged inadequate.",
        "5.2 Members asked how the improvement board would know that changes reached children & not"
        " only paperwork.",
        "5.3 The improvement board would report to every meeting.",
        "RESOLVED: That the improvement plan be noted.",
    ),
)
SCRUTINY = Meeting(
    "Gloucestershire County Council",
    "democracy.gloucestershire.example",
    "Children and Families Scrutiny Committee",
    "Thursday, 14th September, 2017 10.00 am",
    (
        Item(9000, "4", "Minutes of the previous meeting", ("The minutes were agreed.",)),
        IMPROVEMENT,
        Item(9002, "6", "Care leavers", ("6.1 A report on care leavers' housing was received.",)),
    ),
)
DEVON = Meeting(
    "Devon County Council",
    "democracy.devon.example",
    "Children's Scrutiny Committee",
    "Tuesday, 17th March, 2020 2.15 pm",
    (
        Item(
            7000,
            "1",
            "Improvement of children's services",
            ("1.1 An improvement board had met twice since the inspection of January 2020.",),
        ),
        *(
            Item(
                7000 + n, str(n), f"Budget monitoring, part {n}", (f"{n}.1 The budget was noted.",)
            )
            for n in range(2, 26)
        ),
    ),
)
# Indexed, and then taken back.
RECALLED = Meeting(
    "Devon County Council",
    "democracy.devon.example",
    "Cabinet",
    "Wednesday, 11th March, 2020 10.30 am",
    (Item(8000, "1", "Draft budget", ("1.1 This page was put online by mistake.",)),),
)


REPORT = """<!DOCTYPE html><html><head>
<title>Inspection of {council} local authority children's services</title></head><body>
<h1>Inspection of {council} local authority children's services</h1>
<p>Inspection dates: {start} to {end}</p><p>Lead inspector: one of His Majesty's Inspectors</p>
<table><tr><td>Judgement</td><td>Grade</td></tr>
<tr><td>The impact of leaders on social work practice with children and families</td>
<td>{leaders}</td></tr>
<tr><td>The experiences and progress of children who need help and protection</td><td>Good</td></tr>
<tr><td>Overall effectiveness</td><td>{overall}</td></tr></table>
<h4>What needs to change</h4>
<ul><li>The help that families get early.</li><li>Supervision of social workers.</li></ul>
<h2>Help and protection: good</h2>
<p>1. Thresholds are understood, and help arrives.</p>
<p>2. Plans say what must change and by when.</p></body></html>"""


def report(council: str, year: int, leaders: str, overall: str) -> str:
    """Write an inspection report as a web page, with headings, a table and a list."""
    return REPORT.format(
        council=council,
        start=f"13 January {year}",
        end=f"24 January {year}",
        leaders=leaders,
        overall=overall,
    )


def write_files(folder: Path, meetings: tuple[Meeting, ...] = (SCRUTINY, DEVON)) -> None:
    """Write the meetings' pages, a report, and a file that cannot be read."""
    folder.mkdir(parents=True, exist_ok=True)
    for number, meeting in enumerate(meetings):
        (folder / f"meeting-{number}.html").write_text(meeting.html(), encoding="utf-8")
    page = report("Devon County Council", 2020, "Good", "Requires improvement to be good")
    (folder / "report.html").write_text(page, encoding="utf-8")
    (folder / "broken.pdf").write_bytes(b"%PDF-1.7\nno pages here")


def build_index(files: Path, index: Path) -> None:
    """Index the folder `files` into the folder `index`, as the command does."""
    report = Pipeline(load({}, index=str(index), workers=1)).run([files])
    assert report.published
