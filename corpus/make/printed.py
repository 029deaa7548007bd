"""Untagged PDFs through reportlab: printed minutes, and a report of boxes and columns."""

from __future__ import annotations

import io
import textwrap

from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import (
    BalancedColumns,
    Flowable,
    HRFlowable,
    PageBreak,
    Paragraph,
    SimpleDocTemplate,
    Spacer,
    Table,
    TableStyle,
)

from make.pages import long_date
from make.prose import Passage, inline, passages
from make.sources import NOTICE, Meeting, Report, Section, councils

_TEXT = ParagraphStyle("text", fontName="Helvetica", fontSize=10.5, leading=13.5, spaceAfter=7)
_BOLD = ParagraphStyle("bold", _TEXT, fontName="Helvetica-Bold")
_HANGING = ParagraphStyle("hanging", _TEXT, leftIndent=36, bulletIndent=0)
_BULLET = ParagraphStyle("bullet", _TEXT, leftIndent=52, bulletIndent=36)
_HEADING = ParagraphStyle("heading", _BOLD, fontSize=13, leading=16, spaceBefore=10, keepWithNext=1)
_SUBHEADING = ParagraphStyle("subheading", _BOLD, keepWithNext=1)
_TITLE = ParagraphStyle("title", _HEADING, fontSize=17, leading=21, spaceAfter=10)
_NOTE = ParagraphStyle("note", _TEXT, fontSize=8, leading=10)
_AREAS = {
    "help_and_protection": "1. Children who need help and protection",
    "in_care": "2. Children looked after and achieving permanence",
    "adoption": "2.1 Adoption performance",
    "care_leavers": "2.2 Experiences and progress of care leavers",
    "leadership": "3. Leadership, management and governance",
}


def printed_minutes(meeting: Meeting) -> bytes:
    """The minutes of a meeting as councils print them: hanging numbers, footers, no tags."""
    council = councils()[meeting.council]
    story: list[Flowable] = [
        Paragraph(council.name.upper(), _TITLE),
        *_opening(meeting),
        Paragraph(f"<b>Present:</b> {meeting.present}", _TEXT),
        HRFlowable(width="100%", spaceAfter=8),
    ]
    for item in meeting.items:
        number = item.number.rstrip(".")
        story.append(Paragraph(inline(item.title.upper()), _numbered_heading(), bulletText=number))
        story += [_flowable(passage) for passage in passages(item.minutes)]
    story += [Spacer(1, 20), Paragraph("Chair ………………………………   Date ………………", _TEXT)]
    running = f"{meeting.committee} – {meeting.date:%d %B %Y}"
    return _built(story, f"Minutes of {meeting.committee}", council.name, running)


def _opening(meeting: Meeting) -> list[Flowable]:
    """What the meeting was: as one sentence, or as a heading and a line, as councils vary."""
    day, when = f"{meeting.date:%A} {meeting.date.day} {meeting.date:%B %Y}", meeting.time
    if meeting.style == "sentence":
        text = f"Minutes of a meeting of the {meeting.committee} held on {day} at {when}"
        return [Paragraph(f"{text} in {meeting.venue}", _BOLD)]
    where = f"held at {meeting.venue} on {long_date(meeting.date)} at {when}"
    return [Paragraph(f"MINUTES of the {meeting.committee}", _HEADING), Paragraph(where, _BOLD)]


def boxed_report(report: Report) -> bytes:
    """A report of 2014 to 2017 with its judgements in a ruled table, a box and two columns."""
    grades = [
        [Paragraph(words, _TEXT), Paragraph(report.grades[area], _TEXT)]
        for area, words in _AREAS.items()
        if area in report.grades
    ]
    story: list[Flowable] = [
        Paragraph(report.authority, _TITLE),
        Paragraph(report.title, _HEADING),
        *([Paragraph("and", _TEXT), Paragraph(report.also, _HEADING)] if report.also else []),
        Paragraph(f"Inspection date: {report.dates}", _BOLD),
    ]
    if report.published:
        printed = f"{report.published.day} {report.published:%B %Y}"
        story.append(Paragraph(f"Report published: {printed}", _BOLD))
    story += [Spacer(1, 12), Paragraph(report.headline, _HEADING)]
    if report.standfirst:
        story.append(Paragraph(report.standfirst, _TEXT))
    if grades:
        story.append(Table(grades, colWidths=[110 * mm, 50 * mm], style=_GRID))
    story += [Spacer(1, 40), Paragraph(NOTICE, _NOTE), PageBreak()]
    for section in report.sections:
        story += _section(section)
    return _built(story, report.title, report.authority, "")


_GRID = TableStyle(
    [("GRID", (0, 0), (-1, -1), 0.5, "#444444"), ("VALIGN", (0, 0), (-1, -1), "TOP")]
)


def _section(section: Section) -> list[Flowable]:
    """A section: in a ruled box, in two columns on a page of its own at level 3, or plain."""
    title = Paragraph(section.heading, _HEADING)
    body = [_flowable(passage) for passage in passages(section.text)]
    if section.boxed:
        return [title, Table([[body]], colWidths=[166 * mm], style=_GRID), Spacer(1, 8)]
    if section.level == 3:
        return [title, BalancedColumns(body, nCols=2, innerPadding=22), PageBreak()]
    return [title, *body]


def _numbered_heading() -> ParagraphStyle:
    return ParagraphStyle("numbered", _BOLD, leftIndent=36, spaceBefore=8, keepWithNext=1)


def _flowable(passage: Passage) -> Flowable:
    if passage.kind == "heading":
        return Paragraph(inline(passage.text), _SUBHEADING)
    if passage.kind == "bullet":
        return Paragraph(inline(passage.text), _BULLET, bulletText="•")
    if passage.kind == "row":
        cells = [Paragraph(inline(cell.strip()), _TEXT) for cell in passage.text.split("|")]
        return Table([cells], colWidths=[166 * mm / len(cells)] * len(cells), style=_GRID)
    if passage.label:
        return Paragraph(inline(passage.text), _HANGING, bulletText=passage.label)
    return Paragraph(inline(passage.text), _TEXT)


def _built(story: list[Flowable], title: str, author: str, running: str) -> bytes:
    def furniture(canvas: Canvas, document: SimpleDocTemplate) -> None:
        canvas.saveState()
        canvas.setFont("Helvetica", 7)
        for line, text in enumerate(textwrap.wrap(NOTICE, 120)):
            canvas.drawString(22 * mm, (14 - 3 * line) * mm, text)
        canvas.setFont("Helvetica", 9)
        canvas.drawRightString(188 * mm, 14 * mm, str(document.page))
        canvas.drawString(22 * mm, 285 * mm, running)
        canvas.restoreState()

    buffer = io.BytesIO()
    document = SimpleDocTemplate(
        buffer,
        pagesize=A4,
        leftMargin=22 * mm,
        rightMargin=22 * mm,
        topMargin=20 * mm,
        bottomMargin=22 * mm,
        title=title,
        author=author,
        invariant=1,
    )
    document.build(story, onFirstPage=furniture, onLaterPages=furniture)
    return buffer.getvalue()
