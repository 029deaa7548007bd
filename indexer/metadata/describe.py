"""Put the answers together: one Description of a document, every field with its provenance."""

from __future__ import annotations

import datetime as dt
import re

from indexer.blocks import Section, SourceText
from indexer.metadata import councils, inspections, kinds, meeting_dates, meetings, titles, years
from indexer.metadata.description import Description
from indexer.metadata.page import Page
from indexer.metadata.weighing import Found
from indexer.records import Authority, Kind, Provenance

_TITLE_LENGTH = 200
_OF_SEVERAL = re.compile(
    r"\bjoint\b.*\bhealth\b.*\bscrutiny\b|\bpolice (?:and|&) crime (?:panel|commissioner)"
    r"|\bfire (?:and rescue )?authority\b|\bcombined authority\b|\bjoint committee\b",
    re.I,
)
"""A body of several councils, of which the text names the host most: health scrutiny committees, as
regulation 30 of the Local Authority (Public Health, Health and Wellbeing Boards and Health
Scrutiny) Regulations 2013 has them set up; panels (section 28 of the Police Reform and Social
Responsibility Act 2011); fire authorities; joint committees (section 102 of the Local Government
Act 1972)."""


def describe(source: SourceText, section: Section | None, name: str) -> Description:
    """Say what a document is.

    Args:
        source: the text of the whole file.
        section: the agenda item or decision to describe, None for the whole file.
        name: the file's name; the title where the text has none. It decides nothing else.
    """
    page = Page(source, section)
    inspection = inspections.recognise(page)
    if inspection is not None:
        return _inspection(page, inspection)
    return _committee_paper(page, name)


def _inspection(page: Page, inspection: inspections.Inspection) -> Description:
    read = inspections.read_dates(page, inspection)
    date = read.published or read.end
    found = councils.of_inspection(page, inspection)
    provenance = [
        Provenance("kind", "the title on the first page", inspection.title),
        Provenance("framework", "the title on the first page", inspection.title),
        *_of_council(found),
    ]
    warnings = _missing_council(found)
    if read.published:
        provenance.append(Provenance("published", "the first page", read.published_evidence))
    if read.end:
        evidence = read.inspection_evidence
        provenance += [
            Provenance(field, "the first page", evidence)
            for field in ("inspection_start", "inspection_end")
        ]
    if date:
        how = "the printed date of publication" if read.published else "the last day of inspection"
        evidence = read.published_evidence or read.inspection_evidence
        provenance.append(Provenance("date", how, evidence))
    else:
        warnings.append("No date of publication or inspection was found.")
    title = inspection.title
    if found and not any(_words(entry.name) in _words(title) for entry in found.councils):
        title = f"{title}: {' and '.join(entry.name for entry in found.councils)}"
    return Description(
        kind=inspection.kind,
        title=title,
        authorities=_authorities(found, date or read.end),
        date=date,
        year=date.year if date else None,
        published=read.published,
        inspection_start=read.start,
        inspection_end=read.end,
        framework=inspections.framework_on(inspection, date or read.end),
        urn=inspections.urn(page) or _urn(found),
        provenance=tuple(provenance),
        warnings=tuple(warnings),
    )


def _words(text: str) -> str:
    """The words as names are compared: "St Helens" and "St. Helens" are one name."""
    return f" {' '.join(re.findall(r'[a-z0-9]+', text.lower()))} "


def _committee_paper(page: Page, name: str) -> Description:
    kind, kind_evidence = kinds.kind_of(page)
    found = councils.of_committee(page)
    committee = meetings.committee(page, kind)
    if found and found.inferred and committee and _OF_SEVERAL.search(committee.value):
        found = None  # the council that its text speaks of most is only the host
    date = meeting_dates.date(page, kind)
    provenance = [Provenance("kind", "the form of the text", kind_evidence), *_of_council(found)]
    warnings = _missing_council(found)
    if committee:
        provenance.append(
            Provenance(
                "committee",
                committee.how,
                committee.evidence,
                committee.confidence,
                committee.inferred,
            )
        )
    year = date.value.year if date else None
    if date:
        provenance.append(Provenance("date", date.how, date.evidence, date.confidence))
    elif guess := years.discussed(page, told=kind is not Kind.OTHER_REPORT):
        year = guess.year
        how = "the dates that the text discusses"
        provenance.append(Provenance("year", how, guess.evidence, guess.confidence, inferred=True))
        warnings.append(f"No date is stated; the year {year} is inferred from the text.")
    else:
        warnings.append("No date is stated.")
    return Description(
        kind=kind,
        title=_agenda_title(page, kind, committee) or titles.title(page, name, kind),
        authorities=_authorities(found, date.value if date else _end_of(year)),
        committee=committee.value if committee else None,
        date=date.value if date else None,
        year=year,
        venue=meetings.venue(page),
        time=meetings.time(page),
        urn=_urn(found),
        provenance=tuple(provenance),
        warnings=tuple(warnings),
    )


def _agenda_title(page: Page, kind: Kind, committee: meetings.Stated | None) -> str | None:
    """Name an agenda by its committee, where that is known: its first lines are a letterhead."""
    if kind is not Kind.AGENDA or committee is None or (page.section and page.section.title):
        return None
    return f"Agenda: {committee.value}"[:_TITLE_LENGTH]


def _authorities(found: Found | None, date: dt.date | None) -> tuple[Authority, ...]:
    return tuple(entry.as_authority(date) for entry in (found.councils if found else ()))


def _of_council(found: Found | None) -> list[Provenance]:
    if found is None:
        return []
    return [Provenance("authorities", found.how, found.evidence, found.confidence, found.inferred)]


def _missing_council(found: Found | None) -> list[str]:
    if found is None:
        return ["No council stands clear of the others in the text: none is given."]
    if found.inferred:
        return [f"The council is inferred from {found.how}."]
    return []


def _urn(found: Found | None) -> str | None:
    return found.councils[0].urn if found and len(found.councils) == 1 else None


def _end_of(year: int | None) -> dt.date | None:
    return dt.date(year, 12, 31) if year else None
