"""The records that everything else passes along. Standard library only.

A file becomes one or more `Document` records; each holds its paragraphs, its judgements and, for
every field that was read from the file, the `Provenance` that says where it was read.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Mapping
from enum import StrEnum
from typing import Any


class Kind(StrEnum):
    """What a document is."""

    MINUTES = "minutes"
    DECISION = "decision"
    AGENDA = "agenda"
    INSPECTION_REPORT = "inspection_report"
    MONITORING_VISIT = "monitoring_visit"
    FOCUSED_VISIT = "focused_visit"
    OTHER_REPORT = "other_report"

    @property
    def label(self) -> str:
        """The kind as people read it, e.g. "Inspection report"."""
        return self.value.replace("_", " ").capitalize()


class Grade(StrEnum):
    """A judgement's grade. `ADEQUATE` is of the scale before 2013, never mapped to another."""

    OUTSTANDING = "outstanding"
    GOOD = "good"
    REQUIRES_IMPROVEMENT = "requires_improvement"
    INADEQUATE = "inadequate"
    ADEQUATE = "adequate"

    @property
    def label(self) -> str:
        """The grade as people read it, e.g. "Requires improvement"."""
        return self.value.replace("_", " ").capitalize()


class Area(StrEnum):
    """What an inspectorate judged."""

    OVERALL = "overall"
    LEADERSHIP = "leadership"
    HELP_AND_PROTECTION = "help_and_protection"
    IN_CARE = "in_care"
    CARE_LEAVERS = "care_leavers"
    ADOPTION = "adoption"
    LSCB = "lscb"

    @property
    def label(self) -> str:
        """The area as people read it, e.g. "Help and protection"."""
        return "LSCB" if self is Area.LSCB else self.value.replace("_", " ").capitalize()


class Role(StrEnum):
    """How a document stands to a judgement that it mentions (see docs/reading.md)."""

    CURRENT = "current"
    PREVIOUS = "previous"
    OTHER = "other"


class ParagraphKind(StrEnum):
    """The shape of a paragraph on its page."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    LIST_ITEM = "list_item"
    TABLE_ROW = "table_row"


class Mark(StrEnum):
    """What a paragraph does, where that is recognised."""

    DECISION = "decision"
    BOILERPLATE = "boilerplate"


# From this day on a report on all of a council's children's services (ILACS) has no overall grade.
NO_OVERALL = dt.date(2026, 4, 1)


@dataclasses.dataclass(frozen=True, slots=True)
class Link:
    """An attachment or reference that a document lists: what it is called and where it points."""

    text: str
    url: str


@dataclasses.dataclass(frozen=True, slots=True)
class Authority:
    """A council as this document names it. `gss` is the ONS code, None where there is none."""

    name: str
    gss: str | None
    slug: str


@dataclasses.dataclass(frozen=True, slots=True)
class Paragraph:
    """One citable paragraph.

    `anchor` is unique within the document and stays the same while the paragraph's text does;
    `label` is the printed label ("5.6", "(a)") or None and also stands at the start of `text` as
    printed; `page` counts from 1 and is None where the source has no pages; `recognised` says that
    the text was read from a picture of the page.
    """

    anchor: str
    text: str
    kind: ParagraphKind = ParagraphKind.PARAGRAPH
    label: str | None = None
    page: int | None = None
    level: int | None = None
    mark: Mark | None = None
    recognised: bool = False


@dataclasses.dataclass(frozen=True, slots=True)
class Judgement:
    """A grade given by an inspectorate, with the paragraph that says so.

    `paragraph` is an anchor of the same document; `start` and `end` count characters in its text;
    `authority` is the slug of the council judged, where it is known; `date` is the date of the
    inspection that gave it, where stated.
    """

    area: Area
    grade: Grade | None
    role: Role
    paragraph: str | None
    start: int = 0
    end: int = 0
    authority: str | None = None
    date: dt.date | None = None


@dataclasses.dataclass(frozen=True, slots=True)
class Meeting:
    """The meeting that a document belongs to. `id` groups the documents of one meeting."""

    id: str
    committee: str | None
    date: dt.date | None
    time: str | None = None
    venue: str | None = None
    url: str | None = None


@dataclasses.dataclass(frozen=True, slots=True)
class Provenance:
    """Where a field's value was read.

    `field` names a field of Document ("committee", "date", …); `how` finishes the sentence
    "Read from …" ("the page heading"); `evidence` is the text that says so; `confidence` runs from
    0 to 1; `inferred` marks what the source does not state outright.
    """

    field: str
    how: str
    evidence: str
    confidence: float = 1.0
    inferred: bool = False


@dataclasses.dataclass(frozen=True, slots=True)
class Source:
    """The file that a document was read from; `sha256` is of its bytes, `pages` its page count.

    `path` is relative to the folder that was indexed, with forward slashes; `url` is the original
    address of this very document, where the file tells it.
    """

    path: str
    sha256: str
    format: str
    pages: int | None = None
    url: str | None = None


@dataclasses.dataclass(frozen=True, slots=True)
class Document:
    """The smallest thing that one cites: one agenda item's minutes, one report or one letter.

    `date` is the meeting's for minutes; for a report the printed date of publication, else the last
    day of the inspection. `framework` is the inspection framework's short name ("ILACS", "SIF").
    `inferred_year` is set only where no date is stated and the text shows the year.
    """

    id: str
    kind: Kind
    title: str
    source: Source
    paragraphs: tuple[Paragraph, ...]
    authorities: tuple[Authority, ...] = ()
    committee: str | None = None
    meeting: Meeting | None = None
    item_number: str | None = None
    date: dt.date | None = None
    published: dt.date | None = None
    inspection_start: dt.date | None = None
    inspection_end: dt.date | None = None
    framework: str | None = None
    judgements: tuple[Judgement, ...] = ()
    links: tuple[Link, ...] = ()
    provenance: tuple[Provenance, ...] = ()
    warnings: tuple[str, ...] = ()
    inferred_year: int | None = None

    @property
    def year(self) -> int | None:
        """The year of `date`, else the one inferred from the text."""
        return self.date.year if self.date else self.inferred_year

    @property
    def judgement(self) -> Grade | None:
        """The overall grade that this document reports as current: what the facet counts."""
        for judgement in self.judgements:
            if judgement.area is Area.OVERALL and judgement.role is Role.CURRENT:
                return judgement.grade
        return None


def to_json(record: Any) -> Any:
    """Turn a record, or a nest of records, into what `json.dumps` takes (dates as ISO text)."""
    if dataclasses.is_dataclass(record) and not isinstance(record, type):
        return {f.name: to_json(getattr(record, f.name)) for f in dataclasses.fields(record)}
    if isinstance(record, (dt.date, dt.datetime)):
        return record.isoformat()
    if isinstance(record, StrEnum):
        return record.value
    if isinstance(record, Mapping):
        return {key: to_json(value) for key, value in record.items()}
    if isinstance(record, (tuple, list)):
        return [to_json(item) for item in record]
    return record


def document_from_json(data: Mapping[str, Any]) -> Document:
    """Rebuild the Document that `to_json` wrote.

    Raises:
        KeyError, ValueError, TypeError: the data was not written by `to_json`.
    """
    fields = dict(data)
    fields["kind"] = Kind(fields["kind"])
    fields["source"] = Source(**fields["source"])
    fields["paragraphs"] = tuple(_paragraph(item) for item in fields["paragraphs"])
    fields["authorities"] = tuple(Authority(**item) for item in fields["authorities"])
    fields["judgements"] = tuple(_judgement(item) for item in fields["judgements"])
    fields["links"] = tuple(Link(**item) for item in fields["links"])
    fields["provenance"] = tuple(Provenance(**item) for item in fields["provenance"])
    fields["warnings"] = tuple(fields["warnings"])
    if fields["meeting"] is not None:
        meeting = fields["meeting"]
        fields["meeting"] = Meeting(**{**meeting, "date": _date(meeting["date"])})
    for name in ("date", "published", "inspection_start", "inspection_end"):
        fields[name] = _date(fields[name])
    return Document(**fields)


def _paragraph(data: Mapping[str, Any]) -> Paragraph:
    mark = data["mark"]
    return Paragraph(
        **{**data, "kind": ParagraphKind(data["kind"]), "mark": Mark(mark) if mark else None}
    )


def _judgement(data: Mapping[str, Any]) -> Judgement:
    grade = data["grade"]
    return Judgement(
        **{
            **data,
            "area": Area(data["area"]),
            "grade": Grade(grade) if grade else None,
            "role": Role(data["role"]),
            "date": _date(data["date"]),
        }
    )


def _date(text: str | None) -> dt.date | None:
    return dt.date.fromisoformat(text) if text else None
