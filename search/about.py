"""What the page about the data shows: how it was read, and how often that goes wrong."""

from __future__ import annotations

import dataclasses
import datetime as dt

from search import figures
from search.citations import NAME, Citation
from search.figures import Figure

ADDRESS = "/about-the-data"
TITLE = "About the data: how councils, dates and grades are read, and how often wrongly"
# The measures as people call them; docs/reading.md says what each counts.
LABELS = {
    "read as one document": "One report read as one document",
    "council": "Council of an inspection report or letter",
    "kind and framework": "Kind and framework of a report or letter",
    "publication or inspection dates": "Its dates",
    "no grade of their own (letters, visits, area SEND)": "Letters and visits given no grade",
    "overall grade: precision": "Overall grades that are right, of those given",
    "overall grade: recall": "Overall grades found, of those printed",
    "area grades: precision": "Grades of areas that are right, of those given",
    "area grades: recall": "Grades of areas found, of those printed",
    "evidence holds grade and area": "Paragraph quoted as evidence says the grade",
    "minutes: kind": "Printed minutes told from other papers",
    "minutes: council": "Their council",
    "minutes: committee": "Their committee",
    "minutes: date": "Their date",
    "paragraphs of reports": "Paragraphs of reports",
    "paragraphs of minutes": "Paragraphs of committee papers",
    "table rows of reports": "Table rows of reports",
    "table rows of minutes": "Table rows of committee papers",
}


@dataclasses.dataclass(frozen=True, slots=True)
class AboutPage:
    """The figures: of real files by field, of paragraphs, and of sentences new to the rules.

    `measured` is the latest day on which any of them was measured.
    """

    fields: tuple[Figure, ...]
    paragraphs: tuple[Figure, ...]
    first_runs: tuple[Figure, ...]
    measured: dt.date


def about() -> AboutPage:
    """Gather the figures."""
    return AboutPage(
        fields=tuple(f for f in figures.of("bench/reading.py") if f.measure in LABELS),
        paragraphs=figures.of("bench/paragraphs.py"),
        first_runs=figures.of("first runs"),
        measured=max(figure.measured for figure in figures.read()),
    )


def citation(page: AboutPage, site: str, seen: dt.date) -> Citation:
    """Cite the page; `site` is the scheme and host of its address."""
    return Citation(
        key=f"about-the-data-{page.measured.isoformat()}",
        genre="page",
        title=TITLE,
        form="web page",
        address=site.rstrip("/") + ADDRESS,
        seen=seen,
        authors=(NAME,),
        date=page.measured,
    )
