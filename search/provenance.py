"""What was read from a document beside its text: grades and fields, with their evidence."""

from __future__ import annotations

import dataclasses
import datetime as dt

from indexer.records import Area, Document, Judgement, Kind, Paragraph, Provenance, Role
from search.request import document_address
from search.wording import long_date, named, spoken

ROLE_NOTES = {
    Role.CURRENT: "",
    Role.PREVIOUS: "an earlier grade, since superseded",
    Role.OTHER: "of another council or service",
}
FIELD_LABELS = {
    "authorities": "Council",
    "item_number": "Item number",
    "published": "Publication date",
    "inspection_start": "First day of inspection",
    "inspection_end": "Last day of inspection",
    "judgements": "Judgements",
    "judgement": "Judgement",
}


@dataclasses.dataclass(frozen=True, slots=True)
class JudgementView:
    """A judgement with the note on its role, and where it is said: in words and as an address."""

    judgement: Judgement
    note: str
    url: str | None
    place: str

    @property
    def is_noted(self) -> bool:
        """Whether this is no grade in force of the document's own council."""
        return bool(self.note)


@dataclasses.dataclass(frozen=True, slots=True)
class Reading:
    """How one field was read: its value, where, the words that say so, and how sure that is."""

    field: str
    value: str
    how: str
    evidence: str
    sureness: str


def readings(document: Document) -> tuple[Reading, ...]:
    """How each field of a document was read."""
    return tuple(_reading(document, provenance) for provenance in document.provenance)


def evidence_url(document: Document) -> str:
    """The address of the paragraph that gives the overall grade in force; else of the document."""
    anchors = (
        judgement.paragraph
        for judgement in document.judgements
        if judgement.area is Area.OVERALL and judgement.role is Role.CURRENT
    )
    return document_address(document.id, anchor=next(anchors, None))


def judgement_views(document: Document, as_of: dt.date | None = None) -> tuple[JudgementView, ...]:
    """A document's judgements: those in force first, the overall one before its areas."""
    paragraphs = {paragraph.anchor: paragraph for paragraph in document.paragraphs}
    views = []
    roles, areas = list(Role), list(Area)
    for judgement in sorted(
        document.judgements, key=lambda j: (roles.index(j.role), areas.index(j.area))
    ):
        paragraph = paragraphs.get(judgement.paragraph or "")
        views.append(
            JudgementView(
                judgement=judgement,
                note=ROLE_NOTES[judgement.role],
                url=document_address(document.id, anchor=paragraph.anchor, as_of=as_of)
                if paragraph
                else None,
                place=_place(paragraph),
            )
        )
    return tuple(views)


def _place(paragraph: Paragraph | None) -> str:
    """Where a paragraph stands: "paragraph 5.6", else "page 3"."""
    label = spoken(paragraph.label) if paragraph else None
    if label:
        return named(label)
    return f"page {paragraph.page}" if paragraph and paragraph.page else "where it says so"


def _reading(document: Document, provenance: Provenance) -> Reading:
    field = FIELD_LABELS.get(provenance.field, provenance.field.replace("_", " ").capitalize())
    if provenance.confidence >= 0.9:
        sureness = "certain" if not provenance.inferred else "inferred"
    else:
        sureness = "likely" if provenance.confidence >= 0.6 else "uncertain"
        sureness += ", inferred" if provenance.inferred else ""
    return Reading(
        field=field,
        value=_value(document, provenance.field),
        how=provenance.how,
        evidence=provenance.evidence,
        sureness=sureness,
    )


def _value(document: Document, field: str) -> str:
    """The field's value as people read it; fields of the meeting are looked up there."""
    value = getattr(document, field, None)
    if value is None and document.meeting:
        value = getattr(document.meeting, field, None)
    if isinstance(value, dt.date):
        return long_date(value)
    if isinstance(value, Kind):
        return value.label
    if field == "authorities":
        return ", ".join(authority.name for authority in document.authorities)
    if field == "judgements":
        return "; ".join(
            f"{j.area.label}: {j.grade.label if j.grade else 'no grade'}"
            for j in document.judgements
            if j.role is Role.CURRENT
        )
    if isinstance(value, tuple):
        return ", ".join(str(item) for item in value)
    return "" if value is None else getattr(value, "label", None) or str(value)
