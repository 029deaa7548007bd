"""A search said as a sentence: the page's title, a feed's title, a citation."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping, Sequence

from indexer.records import Kind
from search import language
from search.request import SearchRequest

_PLURALS = {
    Kind.MINUTES: "minutes",
    Kind.DECISION: "decisions",
    Kind.AGENDA: "agendas",
    Kind.INSPECTION_REPORT: "inspection reports",
    Kind.MONITORING_VISIT: "letters on monitoring visits",
    Kind.FOCUSED_VISIT: "letters on focused visits",
    Kind.OTHER_REPORT: "other reports",
}
_OPERATORS = re.compile(r"(?<!\S)(?:AND|OR|NOT)(?!\S)|(?<!\S)-\S|[()*~:]")


def describe(request: SearchRequest, names: Mapping[str, Mapping[str, str]]) -> str:
    """Say a request: "Minutes from Devon or Slough, 2017–2020, containing “improvement board”".

    `names[facet][value]` gives the names of the councils and committees chosen.
    """
    kinds = [_PLURALS[kind] for kind in request.kind]
    subject = listed(kinds, "and") if kinds else "documents"
    councils = [names["council"][value] for value in request.council]
    committees = [names["committee"][value] for value in request.committee]
    if committees:
        subject += f" of {listed(committees, 'or')}"
    if councils:
        subject += f" from {listed(councils, 'or')}"
    if request.scope == "decision" and not request.q:
        subject += " with a decision"
    parts = [subject]
    if request.year:
        parts.append(_years(request.year))
    if request.date_from or request.date_to:
        parts.append(_period(request.date_from, request.date_to))
    if request.judgement:
        grades = [grade.label.lower() for grade in request.judgement]
        parts.append(f"with the overall judgement {listed(grades, 'or')}")
    if request.standing:
        grades = [grade.label for grade in request.standing]
        parts.append(f"when the council was graded {listed(grades, 'or')}")
    if request.q:
        where = "" if request.scope == "document" else f" in one {request.scope}"
        parts.append(_query(request.q) + where + ("" if request.exact else _also(request.q)))
    dated = f", as indexed on {long_date(request.as_of)}" if request.as_of else ""
    if parts == ["documents"]:
        return f"All documents{dated}"
    if len(parts) == 2 and request.q and not councils and not committees:
        said = " ".join(parts)
    else:
        said = ", ".join(parts)
    return said[0].upper() + said[1:] + dated


def listed(words: Sequence[str], conjunction: str) -> str:
    """Join words as one says them: "Devon, Kent or Slough"."""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} {conjunction} {words[-1]}"


def quoted(written: str) -> str:
    """Put what was typed in quotation marks."""
    return f"“{written}”"


def long_date(day: dt.date) -> str:
    """Write a date as people do: "4 September 2013"."""
    return f"{day.day} {day:%B} {day.year}"


def _years(years: Sequence[int]) -> str:
    if len(years) > 1 and years[-1] - years[0] == len(years) - 1:
        return f"{years[0]}–{years[-1]}"
    return listed([str(year) for year in years], "or")


def _period(first: dt.date | None, last: dt.date | None) -> str:
    if first and last:
        if first == last:
            return f"on {long_date(first)}"
        return f"from {long_date(first)} to {long_date(last)}"
    return f"since {long_date(first)}" if first else f"until {long_date(last or dt.date.max)}"


def _query(q: str) -> str:
    phrase = re.fullmatch(r'"([^"]+)"', q)
    if phrase:
        return f"containing the phrase “{phrase[1]}”"
    inner = re.sub(r'"([^"]*)"', r"‘\1’", q)
    return f"{'matching' if _OPERATORS.search(q) else 'containing'} “{inner}”"


def _also(q: str) -> str:
    """Say which other names are searched for."""
    wider = language.widened(q)
    if not wider:
        return ""
    names = [
        (f"{quoted(each.written)} " if len(wider) > 1 else "")
        + f"also as {listed(each.also, 'or')}"
        for each in wider
    ]
    return f" ({'; '.join(names)})"
