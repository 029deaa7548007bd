"""What a search shows: the page, the JSON and the command line all render these records."""

from __future__ import annotations

import dataclasses
import datetime as dt
from typing import Any

from indexer.records import Authority, Grade, Kind, Mark, to_json
from search.glossary import Widened
from search.request import SearchRequest


@dataclasses.dataclass(frozen=True, slots=True)
class Snippet:
    """A paragraph that matched. `html` is escaped and marks matches with <mark>.

    `mark` says that the paragraph is a decision, or boilerplate.
    """

    html: str
    text: str
    label: str | None
    page: int | None
    anchor: str
    url: str
    mark: Mark | None = None


@dataclasses.dataclass(frozen=True, slots=True)
class InForce:
    """The overall grade in force for a document's council on its date: derived, not said by it.

    It is in force since the day `since`, by the report whose id is `document`; `url` leads to the
    paragraph that gives it. `grade` is None where that report gives no overall grade.
    """

    grade: Grade | None
    label: str
    since: dt.date
    document: str
    url: str


@dataclasses.dataclass(frozen=True, slots=True)
class Result:
    """One document of the results page. `url` leads to it with the search's words marked.

    `withdrawn` says, in a search that looks back, why the document was withdrawn since: its text is
    then not shown. None for all others. `also` names the other files that it was published in: they
    are one document, and count once.
    """

    id: str
    title: str
    url: str
    authorities: tuple[Authority, ...]
    committee: str | None
    date: dt.date | None
    kind: Kind
    judgement: Grade | None
    standing: InForce | None
    snippets: tuple[Snippet, ...]
    withdrawn: str | None = None
    also: tuple[str, ...] = ()


@dataclasses.dataclass(frozen=True, slots=True)
class FacetValue:
    """One choice of a facet; `url` is the search with this choice turned on, or off if selected."""

    value: str
    label: str
    count: int
    selected: bool
    url: str


@dataclasses.dataclass(frozen=True, slots=True)
class AppliedFilter:
    """A filter in force and the search without it."""

    name: str
    label: str
    url: str


@dataclasses.dataclass(frozen=True, slots=True)
class Advice:
    """Another search and how many results it gives."""

    label: str
    count: int
    url: str


@dataclasses.dataclass(frozen=True, slots=True)
class Nearly:
    """Documents that hold most of the words asked for: how many there are, and the best of them.

    Each holds at least `least` of the `words` words of `q`, which for a question leaves out the
    words that only ask ("how many").
    """

    total: int
    results: tuple[Result, ...]
    least: int
    words: int
    q: str


@dataclasses.dataclass(frozen=True, slots=True)
class Difference:
    """A document that a search of a day gone by and the same search now show differently.

    `happened` is "added", "changed", "withdrawn", "joined" (with another copy of the same item),
    "found since" or "found no more" (the last two of documents that were there all the time);
    `when` is None where the document itself is as it was.
    """

    id: str
    title: str
    happened: str
    when: dt.date | None
    url: str


@dataclasses.dataclass(frozen=True, slots=True)
class Since:
    """What has come, changed or gone since the end of the day `day` (UTC), for one search.

    `indexed` is when the index of that day was published. The counts are of all differences,
    `differences` the newest of them. `total` is how many documents the search finds now, at `url`.
    """

    day: dt.date
    indexed: dt.datetime
    come: int
    changed: int
    gone: int
    differences: tuple[Difference, ...]
    total: int
    url: str


@dataclasses.dataclass(frozen=True, slots=True)
class Results:
    """One page of an answer. Addresses are site-relative; `canonical` is this page's own.

    `notes` are sentences that a reader should know to judge the answer (a council of which the
    collection holds nothing). `widened` says what was searched for beside what was typed, and
    `offers` are wider searches that were not run. `scopes` says what each scope would give, where
    there are several words to stand together. `nearly`, where few documents have all the words, is
    a second list, to be set apart: `total` and `facets` leave it out. `since` is there where the
    search looks back.
    """

    request: SearchRequest
    sentence: str
    total: int
    facets: dict[str, tuple[FacetValue, ...]]
    applied: tuple[AppliedFilter, ...]
    results: tuple[Result, ...]
    page: int
    pages: int
    canonical: str
    advice: tuple[Advice, ...] = ()
    notes: tuple[str, ...] = ()
    widened: tuple[Widened, ...] = ()
    offers: tuple[Advice, ...] = ()
    scopes: tuple[FacetValue, ...] = ()
    nearly: Nearly | None = None
    since: Since | None = None


def contract_json(results: Results) -> dict[str, Any]:
    """Write results as /search.json and `minutebook search --json` give them."""
    written: dict[str, Any] = {
        "query": results.request.q,
        "sentence": results.sentence,
        "total": results.total,
        "facets": {
            name: [_value_json(value) for value in values]
            for name, values in results.facets.items()
        },
        "results": [_result_json(result) for result in results.results],
        "page": results.page,
        "pages": results.pages,
        "canonical": results.canonical,
        "widened": [{"written": each.written, "also": each.also} for each in results.widened],
        "scopes": [_value_json(value) for value in results.scopes],
        "offers": [dataclasses.asdict(each) for each in results.offers],
    }
    if results.nearly:
        written["nearly"] = {
            "total": results.nearly.total,
            "least": results.nearly.least,
            "words": results.nearly.words,
            "q": results.nearly.q,
            "results": [_result_json(result) for result in results.nearly.results],
        }
    if results.since:
        written["since"] = to_json(results.since)
    return written


def _value_json(value: FacetValue) -> dict[str, Any]:
    written: dict[str, Any] = to_json(value)
    del written["url"]
    return written


def _result_json(result: Result) -> dict[str, Any]:
    written: dict[str, Any] = to_json(result)
    for snippet in written["snippets"]:
        del snippet["anchor"]
    return written
