"""The facts and texts of the samples, as read from the TOML tables beside this module."""

from __future__ import annotations

import dataclasses
import datetime as dt
import functools
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
NOTICE = (
    "Sample document written for Minutebook: its wording, figures and findings are invented and "
    "are no record of any council or inspectorate. Inspection dates and grades are public facts."
)


@dataclasses.dataclass(frozen=True, slots=True)
class Council:
    """A council: `gss` is its ONS code, `host` a reserved .example name, `skin` its pages' look."""

    name: str
    gss: str
    host: str
    skin: str = "plain"


@dataclasses.dataclass(frozen=True, slots=True)
class Item:
    """An agenda item. `judgement` is the overall grade that the item reports as current, if any."""

    title: str
    number: str = ""
    id: int = 0
    agenda: str = ""
    minutes: str = ""
    decision: str = ""
    documents: tuple[str, ...] = ()
    restricted: bool = False
    judgement: str | None = None


@dataclasses.dataclass(frozen=True, slots=True)
class Meeting:
    """A meeting, or one item or decision of it; `form` names the kind of page that shows it."""

    file: str
    form: str
    council: str
    committee: str
    date: dt.date
    time: str
    venue: str
    items: tuple[Item, ...]
    id: int
    committee_id: int
    style: str = "word"
    present: str = ""
    decided: dt.date | None = None
    fields: tuple[tuple[str, str], ...] = ()


@dataclasses.dataclass(frozen=True, slots=True)
class Section:
    """A headed part of a report; `text` is in the light markup of prose.py."""

    heading: str
    text: str
    level: int = 2
    boxed: bool = False


@dataclasses.dataclass(frozen=True, slots=True)
class Report:
    """A report or letter.

    `grades` maps an area to the grade as printed; `dates` is how the days from `start` to `end`
    are printed; `also` is the title of a review printed with the report; `visit` names a letter's
    kind ("monitoring" or "focused"), "" for a report.
    """

    file: str
    form: str
    council: str
    authority: str
    title: str
    dates: str
    end: dt.date
    sections: tuple[Section, ...]
    start: dt.date | None = None
    published: dt.date | None = None
    maker: str = "chromium"
    also: str = ""
    headline: str = ""
    standfirst: str = ""
    framework: str = "ILACS"
    grades: dict[str, str] = dataclasses.field(default_factory=dict)
    visit: str = ""


@functools.cache
def councils() -> dict[str, Council]:
    """The councils by slug."""
    return {slug: Council(**table) for slug, table in _read(HERE / "councils.toml").items()}


def meetings() -> Iterator[Meeting]:
    """Every meeting, item and decision, in the order of the tables' names."""
    for path in sorted((HERE / "minutes").glob("*.toml")):
        for table in _read(path)["meeting"]:
            items = tuple(Item(**_tuples(item)) for item in table.pop("item"))
            yield Meeting(**_tuples(table), council=path.stem, items=items)


def reports() -> Iterator[Report]:
    """Every report and letter, in the order of the tables' names."""
    for path in sorted((HERE / "reports").glob("*.toml")):
        table = _read(path)
        sections = tuple(Section(**section) for section in table.pop("section"))
        yield Report(**table, file=f"ofsted/{path.stem}.pdf", sections=sections)


def _read(path: Path) -> dict[str, Any]:
    return tomllib.loads(path.read_text(encoding="utf-8"))


def _tuples(table: dict[str, Any]) -> dict[str, Any]:
    """Lists as tuples, tables as pairs, so that the records stay frozen."""
    return {key: _frozen(value) for key, value in table.items()}


def _frozen(value: Any) -> Any:
    if isinstance(value, dict):
        return tuple(value.items())
    return tuple(value) if isinstance(value, list) else value
