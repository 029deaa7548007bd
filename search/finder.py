"""The small parts of the page of results: names of arguments, page numbers, other forms."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from urllib.parse import urlencode

from search.answers import FacetValue
from search.request import SearchRequest, canonical

# A facet with more values than this is listed whole on a page of its own.
MOST_CHOICES = 100

FACET_LABELS = {
    "council": "Council",
    "year": "Year",
    "judgement": "Overall judgement",
    "standing": "Judgement at the time",
    "kind": "Kind of document",
    "committee": "Committee",
}
# What a facet's name does not say.
FACET_NOTES = {
    "standing": "The overall grade in force for the council on the document’s date: derived from"
    " the inspection reports in this collection.",
}
ARGUMENT_LABELS = {
    "q": "Words",
    **FACET_LABELS,
    "from": "From date",
    "to": "To date",
    "scope": "All words in",
    "exact": "Only as typed",
    "sort": "Sort by",
    "as_of": "As indexed on",
    "page": "Page",
}
# The ways to search that the help page teaches; each is run by a test.
TAUGHT = (
    ("Words next to each other", '"improvement board"'),
    ("Words near each other, at most 10 apart", '"inspection action plan"~10'),
    ("Either of two things", "monitoring OR inspection"),
    ("One thing without another", "inspection -adoption"),
    ("Several at once", '(adoption OR fostering) "care leavers"'),
    ("A word however it ends", "safeguard*"),
    ("A word that may be misspelt", "saveguarding~2"),
    ("Words in the title", "title:improvement"),
    ("One committee", 'inspection committee:"children and families"'),
    ("One council", "inspection council:devon"),
    ("A year, or several", '"improvement plan" year:2016..2018'),
    ("A day, a month or a period", "monitoring date:2017-06.."),
    ("A kind of document", "kind:monitoring_visit"),
    ("A judgement", "judgement:requires_improvement"),
    ("The judgement in force at the time", "standing:requires_improvement"),
    ("A paragraph by its printed number", "label:5.6"),
)


@dataclasses.dataclass(frozen=True, slots=True)
class Forms:
    """The addresses of a search in its other forms, compared, and of its words without filters.

    `choices` leads to all values of each facet.
    """

    choices: dict[str, str]
    csv: str
    atom: str
    cite: str
    json: str
    compared: str
    cleared: str


def forms(asked: SearchRequest) -> Forms:
    """Say where a search can be had in other forms; only JSON keeps to one page of it."""
    whole = dataclasses.replace(asked, page=1)
    return Forms(
        choices={name: canonical(whole, f"/search/choices/{name}") for name in FACET_LABELS},
        csv=canonical(whole, "/search.csv"),
        # A feed follows what comes; there is none of a day gone by.
        atom=canonical(dataclasses.replace(whole, as_of=None), "/search.atom"),
        cite=canonical(whole, "/search/cite"),
        json=canonical(asked, "/search.json"),
        compared=canonical(dataclasses.replace(whole, sort="relevance"), "/compare"),
        cleared=canonical(SearchRequest(q=asked.q, sort=asked.sort, as_of=asked.as_of)),
    )


def offered(values: Sequence[FacetValue]) -> Sequence[FacetValue]:
    """Choose what is shown of a facet beside the results: the first, and those that are chosen."""
    return [*values[:MOST_CHOICES], *(each for each in values[MOST_CHOICES:] if each.selected)]


def by_name(values: Sequence[FacetValue]) -> list[FacetValue]:
    """Put a facet's values in the order in which one looks them up."""
    return sorted(values, key=lambda each: (each.label.casefold(), each.value))


def search_url(q: str) -> str:
    """The address of a search for these words."""
    return f"/search?{urlencode({'q': q})}"


def page_numbers(page: int, pages: int) -> list[int | None]:
    """The page numbers to offer: the ends and the neighbours, None where some are left out."""
    near = {1, pages, *range(page - 1, page + 2)}
    shown = sorted(number for number in near if 1 <= number <= pages)
    numbers: list[int | None] = []
    for number in shown:
        last = numbers[-1] if numbers else None
        if last is not None and number - last == 2:
            numbers.append(last + 1)
        elif last is not None and number - last > 2:
            numbers.append(None)
        numbers.append(number)
    return numbers
