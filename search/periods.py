"""Periods as people type them: "2017", "2017-06", "2017-06-20", "2016..2018", "..2018"."""

from __future__ import annotations

import calendar
import datetime as dt
import re

_DATE = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?\Z", re.ASCII)
# What to write, where a text is no year, no day, or no period.
_YEARS = "2017 or 2016..2018"
_DAY = "2017, 2017-06 or 2017-06-20"
_PERIOD = "2017, 2017-06, 2017-06-20 or 2016..2018"


class NoPeriodError(ValueError):
    """A text is no period; `nearest` is one that may have been meant, or None."""

    def __init__(self, message: str, nearest: str | None = None) -> None:
        super().__init__(message)
        self.nearest = nearest


def read(text: str, *, years_only: bool = False) -> tuple[dt.date | None, dt.date | None]:
    """Read a period: its first and last day, None for an open end.

    Raises:
        NoPeriodError: the text is no period, or ends before it starts.
    """
    shape = _YEARS if years_only else _PERIOD
    left, dots, right = text.strip().partition("..")
    if not dots:
        return _date(left, shape)
    if not left and not right:
        raise NoPeriodError("write a date before or after the two dots")
    first = _date(left, shape)[0] if left else None
    last = _date(right, shape)[1] if right else None
    if first and last and first > last:
        raise NoPeriodError("the period ends before it starts", f"{right}..{left}")
    return first, last


def day(text: str, *, last: bool = False) -> dt.date:
    """Read a date; of a year or a month, its first day, or with `last` its last day.

    Raises:
        NoPeriodError: the text is no date.
    """
    return _date(text.strip(), _DAY)[1 if last else 0]


def _date(text: str, shape: str) -> tuple[dt.date, dt.date]:
    """The first and last day of a date, which has the `shape` of one of the above."""
    found = _DATE.match(text)
    if found is None or (shape == _YEARS and found[2]):
        near = re.search(r"(?<!\d)(?:19|20)\d\d(?!\d)", text)
        raise NoPeriodError(f"write it as {shape}", near.group() if near else None)
    year, month, day_of_month = (int(part or 0) for part in found.groups())
    try:
        if not found[2]:
            return dt.date(year, 1, 1), dt.date(year, 12, 31)
        if not found[3]:
            length = calendar.monthrange(year, month)[1]
            return dt.date(year, month, 1), dt.date(year, month, length)
        exact = dt.date(year, month, day_of_month)
    except (ValueError, calendar.IllegalMonthError) as mistake:
        raise NoPeriodError("there is no such date", found[1]) from mistake
    return exact, exact
