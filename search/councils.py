"""A council: its inspections, their grades over time, and what committees said after each."""

from __future__ import annotations

import dataclasses
import datetime as dt

from indexer.authorities import register
from indexer.records import Area, Document, Grade, Kind, Role
from search.charts import Chart, chart_of_grades
from search.directory import last_reported
from search.exports import found
from search.library import Session
from search.passages import Passage, passages
from search.request import SearchRequest, canonical, document_address
from search.results import FacetValue, filters_of, query_of, run

INSPECTIONS = (Kind.FOCUSED_VISIT, Kind.INSPECTION_REPORT, Kind.MONITORING_VISIT)
_SCRUTINY = (Kind.DECISION, Kind.MINUTES)
# Committees take up a report at their next meetings: half a year holds two or three of them.
MONTHS_AFTER = 6
SHOWN_AFTER = 3
_MENTIONS = ("ofsted", "inspection")
# Committees call many things good or outstanding; these grades seldom mean anything else.
_TELLING = (Grade.REQUIRES_IMPROVEMENT, Grade.INADEQUATE)


@dataclasses.dataclass(frozen=True, slots=True)
class Given:
    """A grade that a document gives, and the address of the paragraph that says so."""

    area: Area
    grade: Grade | None
    url: str


@dataclasses.dataclass(frozen=True, slots=True)
class Inspection:
    """A report or letter of an inspectorate, with the grades that it gives, by area.

    `after` is the search for what committees said in the months after it, `said` how many
    documents that finds, `passages` the best of them in the order of their dates.
    """

    document: Document
    url: str
    given: tuple[Given, ...]
    after: str = ""
    said: int = 0
    passages: tuple[Passage, ...] = ()

    @property
    def overall(self) -> Grade | None:
        """The overall grade, None where none was given."""
        return self.document.judgement

    @property
    def day(self) -> dt.date | None:
        """The day from which committees could speak of it."""
        return self.document.published or self.document.date

    def of(self, area: Area) -> Given | None:
        """The grade given for an area, None where the report does not judge it."""
        return next((each for each in self.given if each.area is area), None)


@dataclasses.dataclass(frozen=True, slots=True)
class CouncilPage:
    """A council's page.

    `ended` is its last day where it was abolished, `successors` the slugs and names of those that
    took over; `inspections` come oldest first; `areas` are those that any of them judges;
    `reported` is the newest document that reports an overall grade as in force.
    """

    slug: str
    name: str
    ended: dt.date | None
    successors: tuple[tuple[str, str], ...]
    total: int
    areas: tuple[Area, ...]
    inspections: tuple[Inspection, ...]
    committees: tuple[FacetValue, ...]
    years: tuple[FacetValue, ...]
    chart: Chart | None
    reported: Document | None
    url: str

    @property
    def spoken_of(self) -> tuple[Inspection, ...]:
        """The inspections that committees spoke of in the months after, the newest first."""
        return tuple(each for each in reversed(self.inspections) if each.said)


def council_page(session: Session, slug: str) -> CouncilPage | None:
    """Gather what the collection holds of a council; None where nobody knows such a council."""
    name = session.reader.names("council").get(slug)
    entry = register.by_slug(slug)
    if name is None and entry is None:
        return None
    everything = run(session, SearchRequest(council=(slug,)))
    inspections = tuple(
        _with_aftermath(session, slug, inspection)
        for inspection in _inspections(session, SearchRequest(council=(slug,), sort="oldest"))
    )
    judged = {given.area for inspection in inspections for given in inspection.given}
    return CouncilPage(
        slug=slug,
        name=name or (entry.name if entry else slug),
        ended=entry.end if entry else None,
        successors=tuple((each.slug, each.name) for each in register.successors(entry))
        if entry and entry.end
        else (),
        total=everything.total,
        areas=tuple(area for area in Area if area in judged),
        inspections=inspections,
        committees=tuple(each for each in everything.facets["committee"] if each.count),
        years=tuple(each for each in everything.facets["year"] if each.count),
        chart=chart_of_grades(
            [
                (each.document.date, given.grade, given.url)
                for each in inspections
                if each.document.date and (given := each.of(Area.OVERALL)) and given.grade
            ]
        ),
        reported=last_reported(session, slug),
        url=canonical(SearchRequest(council=(slug,))),
    )


def _inspections(session: Session, request: SearchRequest) -> tuple[Inspection, ...]:
    finds = found(session, dataclasses.replace(request, kind=INSPECTIONS))
    return tuple(_inspection(find.stored.document) for find in finds)


def _inspection(document: Document) -> Inspection:
    given = tuple(
        Given(each.area, each.grade, document_address(document.id, anchor=each.paragraph))
        for each in document.judgements
        if each.role is Role.CURRENT
    )
    return Inspection(document, document_address(document.id), given)


def _with_aftermath(session: Session, slug: str, inspection: Inspection) -> Inspection:
    """Add the search for what was said in the months after the inspection."""
    day = inspection.day
    if day is None:
        return inspection
    telling = {f'"{grade.label.lower()}"' for grade in _TELLING if grade is inspection.overall}
    asked = SearchRequest(
        q=" OR ".join((*_MENTIONS, *telling)),
        council=(slug,),
        kind=_SCRUTINY,
        date_from=day,
        date_to=day + dt.timedelta(days=MONTHS_AFTER * 365 // 12),
    )
    said = session.reader.count(query_of(asked), filters_of(asked))
    best = sorted(passages(session, asked, SHOWN_AFTER), key=lambda each: each.date or day)
    return dataclasses.replace(inspection, after=canonical(asked), said=said, passages=tuple(best))
