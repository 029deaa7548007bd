"""The committee that met, and when and where it met."""

from __future__ import annotations

import dataclasses
import datetime as dt
import re
from collections.abc import Iterator

from indexer import authorities, dates
from indexer.metadata import casing
from indexer.metadata.page import Page
from indexer.records import Kind

_BODY = (
    r"(?i:sub-?committee|committee|cabinet|panel|commission|board|council|executive|forum|group"
    r"|partnership|assembly|authority|scrutiny|working party|task force|conference|trust"
    r"|tribunal)"
)
_NAME = re.compile(rf"\b{_BODY}s?\b(?:\s*\([^)]*\))?", re.I)
_TIME = re.compile(
    r"\b(\d{1,2}(?:[.:]\d\d)?\s*(?:[ap]\.?m\b\.?|noon|midday)|\d{1,2}[.:]\d\d(?=\D|$))", re.I
)
_TITLE_PREFIX = re.compile(
    r"^(?:printed |draft |public )*(?:agenda and (?:draft )?(?:minutes|decisions)|agenda item"
    r"|agenda|minutes|decisions?(?: details)?"
    r"|issue(?: details| - meetings)?|meeting(?: of| details)?"
    r"|agendas, meetings and minutes|(?:call-?in|special|extraordinary|additional) meeting)"
    r"\s*(?:[-–|:,]|\bfor\b|\bof\b|$)\s*(?:the\s+)?",
    re.I,
)
_MOMENT = (
    r"(?:\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}"
    r"|(?:\d{1,2}(?:st|nd|rd|th)?\s+)?(?:[a-z]{3,9}\.?,?\s+)?(?:19|20)\d\d)"
)
_SINCE = r"(?:from|since|until|till|to|up to|ended|ceased|dissolved|disbanded|abolished|formerly)"
_LIFE_SPAN = re.compile(
    rf"\s*\(\s*(?:(?:{_SINCE}|between)\s+{_MOMENT}|{_MOMENT}\s*(?:[-–—]|to\b|until\b|and\b))"
    rf"(?:\s*(?:[-–—]|to\b|until\b|and\b)?\s*(?:{_MOMENT}|present|today|now|date))?\s*\)",
    re.I,
)
"""How long a committee stood, "(1/5/2010 - 3/6/2015)": neither its name nor a day it met."""
_AFTER_NAME = re.compile(r"\s+(?:(?:held\s+)?(?:on|at)|held)$|\s+decisions?(?: record)?$", re.I)
_QUALIFIER = re.compile(r"\s+[-–]\s+(?P<what>[A-Z][^\d|–-]{2,70}?)[\s,–-]*(?:\bon\s+)?")
_PLACE = re.compile(
    r"\b(?:room|hall|chamber|house|cent(?:re|er)|offices?|street|road|virtual|online|remote|zoom"
    r"|teams|special|extraordinary|urgent|decommissioned|disbanded|dissolved|archived?"
    r"|historic\w*)\b",
    re.I,
)
"""Where or how a meeting was held, which is no part of the committee's name."""
_PAPER = re.compile(r"(?:draft |printed |public )*(?:minutes|agenda|decisions?)", re.I)
"""What the paper is, which is no part of the committee's name either."""
_HELD = re.compile(
    r"\bmeeting of (?:the )?(?P<name>[^,;:]{3,120}?)\s*,?\s*(?:which was |was |will be "
    r"|to be )?(?:held|on\b|at\b)",
    re.I,
)
_OWN_HELD = re.compile(
    r"^(?:draft |printed |public )*minutes? of (?:the )?(?:proceedings of (?:the )?)?"
    r"(?:(?:open|public|closed) (?:section|part|session) of (?:the )?)?"
    r"(?:(?:a|the) )?(?!previous|last)(?:meeting of (?:the )?)?(?P<name>[^;:]{3,120}?)\s*,?\s*"
    r"(?:which was |was )?held\b",
    re.I,
)
"""Minutes of the committee that they name: "Minutes of the Audit Committee held at …"."""
_COUNCIL_NAME = re.compile(
    r"(?:the )?(?:london |royal |metropolitan )*(?:borough|city|county) of"
    r"(?:\s+(?!(?:sub|committee|panel|board|commission|cabinet|forum|scrutiny)\b)[\w'’&-]+){1,5}"
    r"|.*\w (?:(?:county|city|borough|district|metropolitan|unitary|parish|town|community) )+"
    r"council",
    re.I,
)
"""The name of a council, known to the register or not: the body whose committee met."""
_LETTERHEAD = re.compile(
    r"(?:the )?(?:(?!(?:the|full|annual|extraordinary|special|ordinary|budget|meeting|youth|shadow"
    r"|area|care|joint|executive|schools?|children['’s]*|young|people['’s]*|tenants?['’]?|advisory)\b)"
    r"[\w'’&-]+ ){1,4}council",
    re.I,
)
"""A line that is a council's name and nothing else, in print: whose paper it is, not who met."""
_NOT_THE_MEETING = re.compile(
    r"\b(?:previous|last|next|earlier|to be submitted|at its meeting"
    r"|minutes of (?:the|a) meeting|minutes? (?:of|from|dated)"
    r"|confirm|approve"
    r"|sign(?:ed)?|deadline|by no later|no later than|publi(?:shed|cation)|called? in"
    r"|comes? into force|effective"
    r"|to follow|questions? (?:must|should)|received by|issued|circulated|webcast|dispatch"
    r"|despatch|distributed|printed)\b",
    re.I,
)
_EARLIER_MINUTES = re.compile(
    r"[\s,)]*(?:(?:was|were|be|is|are)\s+(?:\w+\s+){0,2}(?:approved|agreed|confirmed|signed|received"
    r"|accepted|noted)\b|(?:the\s+)?(?:members|committee|panel|board|cabinet)\s+\w+ed\b)",
    re.I,
)
"""What is told of another meeting after its date: "… of 6 March were approved"."""
_OWN_MINUTES = re.compile(
    r"^(?:draft |printed |public )*minutes? of (?:(?:a|the) )?(?!previous)", re.I
)
"""What a paper's own heading begins with; elsewhere "minutes of" are those of another meeting."""
_OWN_STATEMENT = re.compile(
    r"^(?:draft |printed |public |unconfirmed )*minutes? of (?:(?:a|the) )?(?!previous|last)"
    r"[^;]{0,200}?\bheld\b[^;]{0,160}?$",
    re.I,
)
_COMMENCING = re.compile(
    r"[\s,.(–-]*(?:(?:commencing|starting|beginning|which (?:commenced|began|started)|at|from)\s+"
    r"(?:at\s+)?)?(?:\d{1,2}(?:[.:]\d\d)?\s*(?:[ap]\.?m\b|noon|hours|hrs)|\d{1,2}[.:]\d\d\b)",
    re.I,
)
"""The hour, which only the minutes of the meeting itself print after its date."""
_ATTENDANCE = re.compile(r"(?:present|in attendance|apologies|attendance)\b", re.I)
"""What ends the opening of minutes: the business that follows names other meetings."""
_NO_HEADING = re.compile(r"[.;]$|^\d+\.\d|^to\s*:", re.I)
_MEETING_WORDS = re.compile(r"\b(?:held|meeting|date)\b", re.I)
_MEETING_LINE = re.compile(
    rf"^\W*(?:meeting(?: of|:)\s+)?(?P<meeting>(?:the\s+"
    rf")?[A-Z][^.;]{{3,110}}?\b{_BODY}\b[^.;]{{0,30}}?[\s,–-]+"
    r"(?:on\s+)?(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b|\d{1,2}(?:st|nd|rd|th)?\s+"
    r"[A-Z]|\d\d/).*)$",
)
_SENTENCE = re.compile(
    r"\b(?:that|had|has|have|was|were|been|which|will|would|is|are|minutes of|approve|confirm)\b",
    re.I,
)
_TELLING = re.compile(
    r"^\W*(?:at|in|on|since|following|after|from)\b|\b(?:agreed|asked|noted|resolved|considered"
    r"|received|discussed|approved)\b",
    re.I,
)
"""A line that tells what a meeting did is no heading of it."""
_DECIDED_BY = re.compile(
    r"\bdecision (?:to be )?(?:taken|made) by\b\s*:?\s*(?:[^,|]{3,40},\s*)?(?P<who>[^|]{5,120})",
    re.I,
)
_FIELDS_OF_DECISION = ("field:date of decision", "field:decided at meeting", "field:decision date")


@dataclasses.dataclass(frozen=True, slots=True)
class Stated:
    """A value, where it was read, and the text that says so."""

    value: str
    how: str
    evidence: str
    confidence: float = 0.98


@dataclasses.dataclass(frozen=True, slots=True)
class StatedDate:
    """A date, where it was read, and the text that says so."""

    value: dt.date
    how: str
    evidence: str
    confidence: float = 0.98


def committee(page: Page, kind: Kind) -> Stated | None:
    """The committee, board or person whose meeting or decision it was."""
    found = _committee(page, kind)
    return found and dataclasses.replace(found, value=casing.as_written(found.value, page))


def _committee(page: Page, kind: Kind) -> Stated | None:
    own = _own_committee(page) if kind is Kind.MINUTES and page.is_printed else None
    if own is not None:
        return own
    for how, text in _headings(page):
        if name := _committee_in(text):
            return Stated(name, how, text)
    for text in page.furniture("field:decided at meeting", "field:committee"):
        if name := _committee_in(text):
            return Stated(name, "the page's fields", text)
    for text in page.furniture("field:decision maker"):
        if _is_a_council(text):
            continue
        return Stated(_LIFE_SPAN.sub("", text), "the decision maker named by the page", text)
    if page.source.sections and not page.is_printed:
        return None
    return _committee_in_print(page, kind)


def date(page: Page, kind: Kind) -> StatedDate | None:
    """The day of the meeting or decision; never a deadline or the day of earlier minutes."""
    if kind is Kind.DECISION:
        for text in page.furniture(*_FIELDS_OF_DECISION):
            if found := dates.parse(text):
                return StatedDate(found, "the page's date of decision", text)
    if kind is Kind.MINUTES and (own := _own_statement(page)):
        return own
    for how, text in _headings(page):
        if found_dates := _days_in(text):
            return StatedDate(found_dates[0].date, how, text)
    for text in page.furniture("field:date of meeting", "field:date", "field:meeting date"):
        if found := dates.parse(text):
            return StatedDate(found, "the page's fields", text)
    if kind is not Kind.DECISION:
        for text in page.furniture(*_FIELDS_OF_DECISION):
            if found := dates.parse(text):
                return StatedDate(found, "the page's date of decision", text)
    return _date_in_print(page, kind)


def time(page: Page) -> str | None:
    """The hour of the meeting as printed, e.g. "7.30 pm"."""
    for text in [*(text for _, text in _headings(page)), *page.furniture("field:time")]:
        rest = _without_dates(text)
        if match := _TIME.search(rest):
            return match[1].strip()
    return None


def venue(page: Page) -> str | None:
    """The place of the meeting as printed."""
    for text in page.furniture("field:venue", "field:location"):
        return re.sub(r"\.?\s*View directions$", "", text, flags=re.I).strip() or None
    return None


def _headings(page: Page) -> Iterator[tuple[str, str]]:
    """The texts that name the page's own meeting, the most particular first."""
    for text in page.furniture("field:meeting"):
        yield "the meeting named by the page", text
    for text in page.furniture("subheading"):
        yield "the page's heading", text
    for text in page.furniture("title", "heading"):
        if "<" in text:
            continue  # markup that leaked into a file's metadata
        if page.source.format != "pdf" or dates.find_dates(text):
            yield "the page's title", text
    if not page.is_printed:
        for text in page.opening_lines():
            match = _MEETING_LINE.match(text)
            if match and not _SENTENCE.search(text) and not _TELLING.search(text):
                yield "the first lines of the page", match["meeting"]


def _days_in(text: str) -> tuple[dates.FoundDate, ...]:
    """The dates in `text` but for the span of a committee's life."""
    return dates.find_dates(_LIFE_SPAN.sub(lambda span: " " * len(span[0]), text))


def _without_dates(text: str) -> str:
    text = _LIFE_SPAN.sub("", text)
    for found in reversed(dates.find_dates(text)):
        text = f"{text[: found.start]} | {text[found.end :]}"
    return text


def _committee_in(text: str) -> str | None:
    """The committee in "Agenda and minutes for Audit Committee on …" or "… - Audit Committee"."""
    text = _LIFE_SPAN.sub("", text)
    rest = _TIME.sub(" | ", _without_dates(text))
    rest = re.sub(r"\(item \S+?\)", " ", rest, flags=re.I)
    for part in re.split(r"\s+[-–|]\s+|\s*\|\s*|\s+on\s+(?=\|)|\s+@\s+", rest):
        name = _TITLE_PREFIX.sub("", part.strip(" ,-–|:")).strip(" ,-–|:.").rstrip(" (")
        name = _AFTER_NAME.sub("", name)
        if _is_committee(name):
            return name + _qualifier(text.partition(name)[2])
    return None


def _qualifier(after: str) -> str:
    """What a name goes on with up to the date: " - Children and Young People"."""
    found = dates.find_dates(after)
    match = _QUALIFIER.fullmatch(after[: found[0].start]) if found else None
    if match is None or _PAPER.fullmatch(match["what"]):
        return ""
    if _PLACE.search(match["what"]) or _NAME.search(match["what"]):
        return ""
    return f" - {match['what']}"


def _is_committee(name: str) -> bool:
    if not name or len(name) > 120 or len(name.split()) > 16 or not _NAME.search(name):
        return False
    if not (name[0].isupper() or name[0].isdigit()):
        return False
    if re.match(
        r"(?i)agendas?,? (?:meetings|minutes|reports)|democracy|view\b|committee (?:meetings?"
        r"|details)\b",
        name,
    ):
        return False
    return not _is_a_council(name)


def _is_a_council(name: str) -> bool:
    """Whether a name is a whole council's or place's; "Full Council" is the council meeting."""
    if re.fullmatch(r"(?i)(?:full |county |city |borough )*council", name):
        return False
    if _COUNCIL_NAME.fullmatch(name):
        return True
    mentions = authorities.find(name)
    # A board named after its council is a committee: "Devon Health and Wellbeing Board".
    plain = [m for m in mentions if m.strength is not authorities.Strength.SERVICE]
    covered = sum(m.end - m.start for m in plain)
    return bool(mentions) and covered >= len(name) - 2


def _after_council(text: str) -> str:
    """An opening line without the council's name that a letterhead runs into it."""
    first = next(iter(authorities.find(text[:120])), None)
    if first is None or first.strength is not authorities.Strength.FORMAL or first.start > 4:
        return text
    return text[first.end :].lstrip(" ,:-–|")


def _own_committee(page: Page) -> Stated | None:
    """The committee in "Minutes of the … Committee held …", where a paper's opening says so."""
    for block in page.head[:20]:
        if _ATTENDANCE.match(block.text):
            return None
        match = _OWN_HELD.match(_after_council(block.text))
        name = _LIFE_SPAN.sub("", match["name"]).strip(" .-–") if match else ""
        if _is_committee(name) and not _NOT_THE_MEETING.search(name):
            return Stated(name, "the opening of the text", block.text)
    return None


def _committee_in_print(page: Page, kind: Kind) -> Stated | None:
    if kind not in {Kind.MINUTES, Kind.AGENDA, Kind.DECISION}:
        return None
    head = page.head[:20]
    for block in head if kind is Kind.DECISION else ():
        decided = _DECIDED_BY.search(block.text)
        if decided and not _is_a_council(decided["who"].strip()):
            return Stated(
                decided["who"].strip(), "the decision maker named on the page", block.text
            )
    for block in head:
        text = _OWN_MINUTES.sub("", block.text)
        match = _OWN_HELD.match(block.text) or _HELD.search(text)
        if match and not _NOT_THE_MEETING.search(text[: match.start()]):
            held = _LIFE_SPAN.sub("", match["name"]).strip(" .-–")
            if _is_committee(held):
                return Stated(held, "the opening of the text", block.text)
    for block in head:
        text = _OWN_MINUTES.sub("", block.text)
        if _LETTERHEAD.fullmatch(text.strip()):
            continue
        if len(text) < 120 and not _NO_HEADING.search(text):
            name = _committee_in(text)
            if name and not _NOT_THE_MEETING.search(text):
                return Stated(name, "the first page", block.text, 0.9)
    return None


def _date_in_print(page: Page, kind: Kind) -> StatedDate | None:
    """The best of the dates on the first page; one that belongs to something else never counts."""
    best: tuple[float, StatedDate] | None = None
    for position, block in enumerate(page.head[:30]):
        for found in _days_in(block.text):
            before = block.text[max(0, found.start - 130) : found.start]
            if kind is Kind.MINUTES and _own_heading(block.text):
                before = _OWN_MINUTES.sub("", before)
            if _NOT_THE_MEETING.search(before) or _EARLIER_MINUTES.match(block.text, found.end):
                continue
            score = _score(block.text, before, position, kind)
            if score > 0 and (best is None or score > best[0]):
                how = "the opening of the text"
                best = (score, StatedDate(found.date, how, block.text, min(0.95, 0.5 + score / 10)))
    return best[1] if best else None


def _own_statement(page: Page) -> StatedDate | None:
    """The day and hour in "Minutes of the meeting held on … commencing at …"."""
    for block in page.head[:30]:
        if _ATTENDANCE.match(block.text):
            return None
        text = _after_council(block.text)
        if not _OWN_STATEMENT.match(text):
            continue
        for found in _days_in(text):
            after = text[found.end :]
            if _COMMENCING.match(after) and not _EARLIER_MINUTES.search(after):
                return StatedDate(found.date, "the minutes' own opening", block.text)
    return None


def _own_heading(text: str) -> bool:
    """Whether a line says whose minutes these are: it names the body that met."""
    match = _OWN_HELD.match(text)
    return bool(match and (_is_committee(match["name"]) or _is_a_council(match["name"].strip())))


def _score(text: str, before: str, position: int, kind: Kind) -> float:
    """How much a date looks like the paper's own; 0 where nothing speaks for it."""
    if len(text) >= 200 or (text.rstrip().endswith(".") and _SENTENCE.search(text)):
        held = _MEETING_WORDS.search(before) and kind is not Kind.OTHER_REPORT
        return 3 - position * 0.1 if held else 0.0
    score = 0.0
    if _MEETING_WORDS.search(before) and kind is not Kind.OTHER_REPORT:
        score += 3
    if re.search(r"(?i)\bdate\b", before):
        score += 2
    if _NAME.search(text):
        score += 2
    if re.search(r"(?i)\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b", text):
        score += 1.5
    if _TIME.search(_without_dates(text)):
        score += 1
    if len(text) < 40:
        score += 1
    return score - position * 0.1 if score else 0.0
