"""Dates as British councils and inspectorates print them, in English and in Welsh.

Printed forms and ISO are read by regular expressions, always day before month; what is left over
goes to dateparser with the same order. A date without a year is not a date.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import re

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan ionawr",
            "february feb chwefror",
            "march mar mawrth",
            "april apr ebrill",
            "may mai",
            "june jun mehefin",
            "july jul gorffennaf",
            "august aug awst",
            "september sept sep medi",
            "october oct hydref",
            "november nov tachwedd",
            "december dec rhagfyr",
        ),
        start=1,
    )
    for name in names.split()
}
_DAY = r"(?P<day{0}>[0-3]?\d)\s?(?:st|nd|rd|th|af|ail|ydd|fed|eg|ain)?"
_MONTH = rf"(?P<month{{0}}>{'|'.join(sorted(_MONTHS, key=len, reverse=True))})\b\.?"
_YEAR = r"(?P<year{0}>(?:19|20)\d\d)"
_WEEKDAY = (
    r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\b\.?,?\s*(?:the\s+)?)?"
)
_GAP = r"(?:\s+of\b)?[\s,\-]*"
_TO = r"\s*(?:[-–—−‐‑]|\bto\b|\band\b|\buntil\b|&|\bthrough\b)\s*"

_SINGLE = re.compile(
    r"(?<![\d/.])(?:"
    + "|".join(
        (
            _WEEKDAY
            + _DAY.format("A")
            + _GAP
            + _MONTH.format("A")
            + r"[\s,\-]*"
            + _YEAR.format("A"),
            _MONTH.format("B") + r"\s+" + _DAY.format("B") + r",?\s+" + _YEAR.format("B"),
            r"(?P<yearC>(?:19|20)\d\d)-(?P<monthC>\d\d)-(?P<dayC>\d\d)",
            r"(?P<dayD>[0-3]?\d)(?P<sep>[/.\-])(?P<monthD>[01]?\d)(?P=sep)(?P<yearD>(?:19|20)?\d\d)",
        )
    )
    + r")(?![\d/])",
    re.IGNORECASE,
)
_PARTIAL = re.compile(
    _WEEKDAY + _DAY.format("") + rf"(?:{_GAP}{_MONTH.format('')}(?:[\s,\-]*{_YEAR.format('')})?)?",
    re.IGNORECASE,
)
_RANGE_START = re.compile(
    _WEEKDAY + r"(?<![\d/.£])" + _DAY.format("") + rf"(?:{_GAP}{_MONTH.format('')}"
    rf"(?:[\s,\-]*{_YEAR.format('')})?)?(?=(?:{_TO}|,\s*){_WEEKDAY}[0-3]?\d)",
    re.IGNORECASE,
)
_JOIN = re.compile(rf"{_TO}|,\s*(?:and\s+)?", re.IGNORECASE)
_MONTH_AND_YEAR = re.compile(rf"\b{_MONTH.format('')}[\s,]*{_YEAR.format('')}", re.IGNORECASE)


@dataclasses.dataclass(frozen=True, slots=True)
class FoundDate:
    """A date printed at characters `start` to `end` of a text."""

    start: int
    end: int
    date: dt.date


@dataclasses.dataclass(frozen=True, slots=True)
class FoundRange:
    """A span of days printed at characters `start` to `end` of a text; one day is a span too."""

    start: int
    end: int
    first: dt.date
    last: dt.date


def find_dates(text: str) -> tuple[FoundDate, ...]:
    """Every complete date in `text`, in order. Impossible days (31 June) are passed over."""
    found = []
    for match in _SINGLE.finditer(text):
        date = _build(match)
        if date is not None:
            found.append(FoundDate(match.start(), match.end(), date))
    return tuple(found)


def find_ranges(text: str) -> tuple[FoundRange, ...]:
    """Every span of days in `text`, in order, single days included.

    The forms are "8 – 12 July 2013", "26 October – 19 November 2015", "11 and 12 July 2018",
    "18 to 22 September and 27 to 29 September 2023", each part taking the month and year that are
    printed after it where it has none of its own.
    """
    found: list[FoundRange] = []
    at = 0
    for single in find_dates(text):
        first = _chain_start(text, at, single)
        days = [single.date]
        if first < single.start:
            days += _days_before(text[first : single.start], single.date)
        found.append(FoundRange(first, single.end, min(days), max(days)))
        at = single.end
    return _merged(text, found)


def parse(text: str) -> dt.date | None:
    """The one date that `text` states, or None: printed forms, ISO, then whatever dateparser reads.

    Only a text that names a day, a month and a year counts; the order is day before month.
    """
    dates = find_dates(text)
    if dates:
        return dates[0].date
    if not re.search(r"\d", text) or len(text) > 60:
        return None
    import dateparser  # slow to import, rarely needed  # noqa: PLC0415

    settings = {"DATE_ORDER": "DMY", "REQUIRE_PARTS": ["day", "month", "year"]}
    read = dateparser.parse(text, languages=["en"], settings=settings)
    return read.date() if read else None


def years(text: str) -> tuple[int, ...]:
    """Every year from 1990 to 2099 that `text` names on its own or within a date, in order."""
    pattern = r"(?<![\d£$.,/#])(?:199\d|20\d\d)(?![\d%]|[.,]\d)"
    return tuple(int(year) for year in re.findall(pattern, text))


def months(text: str) -> tuple[dt.date, ...]:
    """The first day of every "June 2017" in `text`, complete dates included, in order."""
    return tuple(
        dt.date(int(m["year"]), _MONTHS[m["month"].lower()], 1)
        for m in _MONTH_AND_YEAR.finditer(text)
    )


def _build(match: re.Match[str]) -> dt.date | None:
    for form in "ABCD":
        if match[f"day{form}"]:
            month = match[f"month{form}"].lower()
            year = int(match[f"year{form}"])
            if year < 100:
                year += 2000 if year < 70 else 1900
            number = _MONTHS.get(month) or (int(month) if month.isdigit() else 0)
            return _day(year, number, int(match[f"day{form}"]))
    return None


def _day(year: int, month: int, day: int) -> dt.date | None:
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


def _chain_start(text: str, after: int, single: FoundDate) -> int:
    """Where the parts that lead up to `single` ("8 –", "26 October –") begin."""
    starts = [
        m.start()
        for m in _RANGE_START.finditer(text, after, single.end)
        if m.start() < single.start and _is_chain(text[m.start() : single.start])
    ]
    return min(starts, default=single.start)


def _is_chain(text: str) -> bool:
    """Whether `text` is nothing but days, months and the words that join them."""
    rest = _PARTIAL.sub("", text)
    return not re.sub(_TO, "", rest, flags=re.IGNORECASE).strip(" ,;")


def _days_before(text: str, last: dt.date) -> list[dt.date]:
    days = []
    month, year = last.month, last.year
    for part in reversed(list(_PARTIAL.finditer(text))):
        if part["month"]:
            month = _MONTHS[part["month"].lower()]
            if part["year"]:
                year = int(part["year"])
            elif month > last.month and not part["year"]:
                year = last.year - 1
        if day := _day(year, month, int(part["day"])):
            days.append(day)
    return days


def _merged(text: str, found: list[FoundRange]) -> tuple[FoundRange, ...]:
    """Join spans printed as "15 June 2015 – 17 June 2015"."""
    merged: list[FoundRange] = []
    for item in found:
        before = merged[-1] if merged else None
        if (
            before is not None
            and before.first <= item.last
            and re.fullmatch(
                r"\s*(?:[-–—−‐‑]|to|and|until|&)\s*", text[before.end : item.start], re.I
            )
        ):
            first, last = min(before.first, item.first), max(before.last, item.last)
            merged[-1] = FoundRange(before.start, item.end, first, last)
        else:
            merged.append(item)
    return tuple(merged)
