"""Dates in British print."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer import dates


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Wednesday, 4th September, 2013 7.30 pm", "2013-09-04"),
        ("Thursday 10 March 2022 10.00 am", "2022-03-10"),
        ("30th-Jan-2025", "2025-01-30"),
        ("the 3rd of May 2020", "2020-05-03"),
        ("18thJune 2018", "2018-06-18"),
        ("1 Sept. 2016", "2016-09-01"),
        ("March 4, 2019", "2019-03-04"),
        ("22/10/2015", "2015-10-22"),
        ("07/05/2019", "2019-05-07"),
        ("2019-05-07", "2019-05-07"),
        ("21.01.25", "2025-01-21"),
        ("12-11-2008", "2008-11-12"),
        ("SATURDAY 29 FEBRUARY 2020", "2020-02-29"),
        ("Dydd Mercher, 13eg Mehefin, 2018 10.00 yb", "2018-06-13"),
        ("Dydd Mawrth, 20fed Medi, 2005", "2005-09-20"),
        ("1af Mai 2014", "2014-05-01"),
        ("16 Mawrth 2010", "2010-03-16"),
    ],
)
def test_one_date(text: str, expected: str) -> None:
    assert [str(found.date) for found in dates.find_dates(text)] == [expected]
    assert str(dates.parse(text)) == expected


@pytest.mark.parametrize(
    "text",
    [
        "31 June 2015",
        "29 February 2019",
        "4 September",
        "item 4.5.2",
        "24/00093",
        "2017/18",
        "May 2021",
    ],
)
def test_no_date(text: str) -> None:
    assert dates.find_dates(text) == ()
    assert dates.parse(text) is None


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("Inspection date: 26 October – 19 November 2015", "2015-10-26", "2015-11-19"),
        ("Inspection dates: 8 – 12 July 2013", "2013-07-08", "2013-07-12"),
        ("15-19 July 2013", "2013-07-15", "2013-07-19"),
        ("15 June 2015 – 17 June 2015", "2015-06-15", "2015-06-17"),
        ("4 June 2018–28 June 2018", "2018-06-04", "2018-06-28"),
        ("29 April 2024 to 3 May 2024", "2024-04-29", "2024-05-03"),
        ("29 January to 22 February 2018", "2018-01-29", "2018-02-22"),
        ("on 11 and 12 July 2018", "2018-07-11", "2018-07-12"),
        ("between 7th and 18th February 2022", "2022-02-07", "2022-02-18"),
        ("1, 2 and 3 March 2019", "2019-03-01", "2019-03-03"),
        ("Monday 4 – Friday 8 March 2019", "2019-03-04", "2019-03-08"),
        ("12 December to 9 January 2020", "2019-12-12", "2020-01-09"),
        ("18 to 22 September and 27 to 29 September 2023", "2023-09-18", "2023-09-29"),
        ("30 June 2015", "2015-06-30", "2015-06-30"),
    ],
)
def test_span(text: str, first: str, last: str) -> None:
    assert [(str(s.first), str(s.last)) for s in dates.find_ranges(text)] == [(first, last)]


def test_two_dates_apart_are_two_spans() -> None:
    spans = dates.find_ranges("The report of 30 June 2014 was discussed again on 1 July 2015.")
    assert [str(span.first) for span in spans] == ["2014-06-30", "2015-07-01"]


def test_what_is_left_over_is_read_in_the_same_order() -> None:
    assert dates.parse("5 Jan '22") == dt.date(2022, 1, 5)


def test_years_and_months_that_are_named() -> None:
    text = "In 2017/18 £2015 was spent; by June 2019 and 3 May 2020 it was £1,999.50 in 2021."
    assert dates.years(text) == (2017, 2019, 2020, 2021)
    assert [str(month) for month in dates.months(text)] == ["2019-06-01", "2020-05-01"]


@given(st.dates(min_value=dt.date(1990, 1, 1), max_value=dt.date(2069, 12, 31)))
def test_every_day_in_every_form(day: dt.date) -> None:
    forms = ("%d %B %Y", "%A, %d %b %Y", "%d/%m/%Y", "%Y-%m-%d", "%d.%m.%y")
    for form in forms:
        assert [found.date for found in dates.find_dates(f"({day.strftime(form)})")] == [day], form


@given(st.text(max_size=120))
def test_any_text_can_be_searched(text: str) -> None:
    for span in dates.find_ranges(text):
        assert span.first <= span.last
        assert 0 <= span.start < span.end <= len(text)
    dates.years(text)
    dates.months(text)
