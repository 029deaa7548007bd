"""Inspection reports and letters: recognised by what their first page prints.

Each framework prints a title of its own; the table below holds one line for each. A committee
paper that talks about an inspection does not open with such a title.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import re
from collections.abc import Sequence

from indexer import authorities, dates
from indexer.blocks import Block
from indexer.metadata.page import Page
from indexer.records import Kind

_TITLES: tuple[tuple[str, Kind, str], ...] = (
    (
        r"joint targeted area inspection",
        Kind.OTHER_REPORT,
        "JTAI",
    ),
    (
        r"area SEND (?:full |monitoring )?(?:inspection|visit|revisit)"
        r"|(?:joint )?(?:local )?area (?:SEND )?(?:inspection|revisit)\b.*\b(?:in|of|to)\b"
        r"|(?:joint )?local area (?:special educational needs|SEND)",
        Kind.OTHER_REPORT,
        "Area SEND",
    ),
    (
        r"(?:(?:the|ofsted|first|second|third|fourth|fifth|sixth|seventh|eighth|\d+(?:st|nd|rd"
        r"|th))['’]?s? ){0,3}"
        r"monitoring visit(?: (?:to|of|letter|report)\b|$)",
        Kind.MONITORING_VISIT,
        "ILACS",
    ),
    (
        r"(?:ofsted )?(?:focus(?:s)?ed|assurance|focus(?:s)?ed assurance) visits?\b",
        Kind.FOCUSED_VISIT,
        "ILACS",
    ),
    (
        r"(?:re-?)?inspection of services for children in need of help and protection"
        r"|(?:single inspection|re-?inspection) of (?:local authority|services for) ",
        Kind.INSPECTION_REPORT,
        "SIF",
    ),
    (
        r"review of the effectiveness of the local safeguarding children board",
        Kind.INSPECTION_REPORT,
        "LSCB review",
    ),
    (
        r"inspection of (?:services for )?looked[- ]after children(?:['’]s)?(?: services)?\b",
        Kind.INSPECTION_REPORT,
        "Looked-after children 2013",
    ),
    (
        r"inspection of (?:the )?local authority arrangements for the protection of children",
        Kind.INSPECTION_REPORT,
        "Child protection 2012",
    ),
    (
        r"inspection of safeguarding and looked[- ]after children services",
        Kind.INSPECTION_REPORT,
        "SLAC",
    ),
    (
        r"(?:short |standard |focused |targeted )?inspection of (?:.{0,80}?)?(?:local authority )?"
        r"children['’]?s (?:social care )?services",
        Kind.INSPECTION_REPORT,
        "ILACS",
    ),
)
ILACS_SINCE = dt.date(2018, 1, 1)
"""The first day of the framework for inspecting local authority children's services."""
_LONGEST_TITLE = 260  # letters: some titles name every service that was inspected
_PREFIX = re.compile(r"^(?:ofsted\s*[-–:|]\s*|pilot\b:?\s*|COVID-19\s+)+", re.I)
_COMPILED = tuple((re.compile(pattern, re.I), kind, name) for pattern, kind, name in _TITLES)

_INSPECTORATE = re.compile(
    r"\bofsted\b|\bH(?:er|is) Majesty['’]s Inspector|\bHMI\b|lead inspector|reporting inspector"
    r"|inspection dates?\s*:|inspectors?\b|this letter summarises|care quality commission",
    re.I,
)
_COMMITTEE_PAPER = re.compile(
    r"^(?:report (?:to|of|by)\b|(?:to|from)\s*:.*\b(?:committee|cabinet|board|panel|council"
    r"|executive|member)\b"
    r"|subject\s*:|agenda\b|minutes\b|present\s*:"
    r"|wards?(?: affected)?\s*:|purpose of (?:the )?report|recommendations?\s*:"
    r"|report author|cabinet member\s*:|decision\b)",
    re.I,
)
_INSPECTION_DATES = re.compile(
    r"^(?:date|dates)?\s*(?:of\s+)?inspection(?:\s+dates?)?\b[^:]{0,30}:"
    r"|^(?:inspection\s+dates?|dates?\s+of\s+inspection)\s*(?:\||$)",
    re.I,
)
_VISIT_DATES = re.compile(
    r"^(?:between|from|on)\s+(?=\d).{8,60}\b(?:ofsted|HMI|H(?:er|is) Majesty|inspectors)\b"
    r"|(?:visit|inspection)\b.{0,160}?\b(?:on|between|from|of|took place)\s+(?=\d|[A-Z])",
    re.I,
)
_PREVIOUS = re.compile(r"\b(?:previous|last|earlier)\b", re.I)
_PUBLISHED = re.compile(
    r"^(?:report\s+)?published(?:\s+on|\s+date)?\s*:?|^publication date\s*:?"
    r"|^date (?:of publication|published)\s*:?",
    re.I,
)
_NEXT_LABEL = re.compile(
    r"(?<=\d)[\s|;,]+(?=(?:report\s+)?published\b|publication date\b"
    r"|date (?:of publication|published)\b)",
    re.I,
)
"""Where one line prints the days of inspection and then the day of publication."""
_URN = re.compile(r"\b(?:unique reference number|provider reference|URN)\b\D{0,20}(\d{5,7})", re.I)


@dataclasses.dataclass(frozen=True, slots=True)
class Inspection:
    """An inspection report or letter, as its first page prints it."""

    kind: Kind
    framework: str
    title: str
    title_block: int


@dataclasses.dataclass(frozen=True, slots=True)
class InspectionDates:
    """The dates that a report or letter prints; `evidence` is the text of each."""

    published: dt.date | None
    start: dt.date | None
    end: dt.date | None
    published_evidence: str = ""
    inspection_evidence: str = ""


def recognise(page: Page) -> Inspection | None:
    """The inspection report or letter that the source is, or None if it is neither."""
    if page.is_committee_page:
        return None
    head = page.head
    opening = head[:25]
    if not any(_INSPECTORATE.search(block.text) for block in head):
        return None
    if any(_COMMITTEE_PAPER.match(block.text) for block in opening[:6]):
        return None
    for position, block in enumerate(opening):
        is_title = len(block.text) <= _LONGEST_TITLE and not block.text.endswith((".", ","))
        if is_title and (known := _known(block.text)):
            title = re.sub(r"(?<=[a-z])\d$|\s*[⁰¹²³⁴-⁹]+$", "", block.text.strip())
            return Inspection(*known, title, position)
    return _by_sentence(head)


def framework_on(found: Inspection, day: dt.date | None) -> str:
    """The framework of a report or letter of `day`: before 2018 monitoring visits were SIF's."""
    early = day is not None and day < ILACS_SINCE
    return "SIF" if early and found.kind is Kind.MONITORING_VISIT else found.framework


def read_dates(page: Page, found: Inspection) -> InspectionDates:
    """The dates of publication and inspection that the first pages print."""
    head = page.head
    lines = [line for block in head for line in _NEXT_LABEL.split(block.text)]
    published, published_text = _published(lines, found)
    start = end = None
    inspected_text = ""
    for position, line in enumerate(lines):
        if not _INSPECTION_DATES.match(line) or _PREVIOUS.search(line[:30]):
            continue
        for text in (line, *lines[position + 1 : position + 2]):
            if spans := dates.find_ranges(text):
                start, end = min(s.first for s in spans), max(s.last for s in spans)
                inspected_text = line if text is line else f"{line} {text}"
                break
        if end:
            break
    else:
        start, end, inspected_text = _visit_dates(head)
    return InspectionDates(published, start, end, published_text, inspected_text)


def urn(page: Page) -> str | None:
    """The inspectorate's number of the council, where the text prints it."""
    for block in page.source.blocks:
        if match := _URN.search(block.text):
            return match[1]
    return None


def _known(text: str) -> tuple[Kind, str] | None:
    """The kind and framework of a title, whatever council's name stands before it."""
    bare = _PREFIX.sub("", text.strip())
    first = next(iter(authorities.find(bare[:80])), None)
    without = bare[first.end :].lstrip(" :,–-") if first and not first.start else ""
    topic, _, after_topic = bare.partition(": ")
    for title in (bare, without, after_topic if re.search(r"(?i)\bmulti-agency\b", topic) else ""):
        for pattern, kind, framework in _COMPILED:
            if title and pattern.match(title):
                return kind, framework
    return None


def _by_sentence(head: Sequence[Block]) -> Inspection | None:
    """Letters without a title say in their first sentence what they are."""
    for position, block in enumerate(head):
        match = re.search(
            r"this (?:letter|report) (?:summarises|outlines|sets out|reports|contains)\b.{0,60}?"
            r"\b(?P<what>focus(?:s)?ed visit|monitoring visit|joint targeted area inspection"
            r"|assurance visit|area inspection)\b(?P<rest>.{0,80})",
            block.text,
            re.I,
        )
        if match:
            what = match["what"].lower()
            kind, framework = {
                "monitoring visit": (Kind.MONITORING_VISIT, "ILACS"),
                "joint targeted area inspection": (Kind.OTHER_REPORT, "JTAI"),
                "area inspection": (Kind.OTHER_REPORT, "Area SEND"),
            }.get(what, (Kind.FOCUSED_VISIT, "ILACS"))
            rest = re.split(
                r"\bon\b \d|\bon \w+day|[.;]|,(?! [A-Z]\w+(?:,| and [A-Z]))", match["rest"]
            )[0]
            return Inspection(kind, framework, f"{what.capitalize()}{rest}".strip(), position)
    return None


def _published(lines: Sequence[str], found: Inspection) -> tuple[dt.date | None, str]:
    for position, line in enumerate(lines):
        if not _PUBLISHED.match(line):
            continue
        text = line
        if not dates.find_dates(text) and position + 1 < len(lines):
            text = f"{text} {lines[position + 1]}"
        if printed := dates.find_dates(text):
            return printed[0].date, text
    is_letter = found.kind is not Kind.INSPECTION_REPORT
    for line in lines[:25] if is_letter else ():
        cell = line.partition(" | ")[0]  # the addressee may stand beside it
        printed = dates.find_dates(cell)
        alone = re.sub(r"(?i)\bdate\b|[:|\s]|\b\w+day\b,?", "", cell)
        if printed and len(alone) <= printed[0].end - printed[0].start + 4:
            return printed[0].date, line
    return None, ""


def _visit_dates(head: Sequence[Block]) -> tuple[dt.date | None, dt.date | None, str]:
    for block in head:
        match = _VISIT_DATES.search(block.text)
        if match and not _PREVIOUS.search(match.group()):
            spans = dates.find_ranges(block.text)
            spans = tuple(span for span in spans if span.start >= match.start())
            if spans:
                return spans[0].first, spans[0].last, block.text
    return None, None, ""
