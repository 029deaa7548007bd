"""The first page: what the collection holds, and where one may start."""

from __future__ import annotations

import dataclasses
import functools

from indexer.records import Kind
from search.library import Session
from search.request import SearchRequest, canonical
from search.results import run

# Searches that show what the collection can do; those that find nothing here are not offered.
EXAMPLES = (
    (
        "What committees said about an improvement board",
        SearchRequest(q="improvement board", kind=(Kind.DECISION, Kind.MINUTES)),
    ),
    (
        "Inspection reports on care leavers",
        SearchRequest(q="care leavers", kind=(Kind.INSPECTION_REPORT,)),
    ),
    ("Corporate parenting, newest first", SearchRequest(q='"corporate parenting"', sort="newest")),
    ("Monitoring visits", SearchRequest(kind=(Kind.MONITORING_VISIT,), sort="newest")),
    ("Everything, newest first", SearchRequest(sort="newest")),
)


@dataclasses.dataclass(frozen=True, slots=True)
class Example:
    """A search to try: what it is for, itself as a sentence, and how much it finds."""

    words: str
    sentence: str
    total: int
    url: str


@dataclasses.dataclass(frozen=True, slots=True)
class HomePage:
    """The first page: what is here, and where one may start."""

    examples: tuple[Example, ...]
    holdings: tuple[tuple[str, str], ...]


@functools.lru_cache(maxsize=1)
def home(session: Session) -> HomePage:
    """Build the first page, once for each generation."""
    everything = run(session, SearchRequest())
    examples = []
    for words, asked in EXAMPLES:
        results = run(session, asked)
        if results.total:
            examples.append(Example(words, results.sentence, results.total, canonical(asked)))
    years = sorted(value.value for value in everything.facets["year"])
    holdings = [
        ("documents", f"{session.generation.documents:,}"),
        ("paragraphs", f"{session.generation.paragraphs:,}"),
        ("councils", f"{len(everything.facets['council']):,}"),
    ]
    if years:
        span = years[0] if years[0] == years[-1] else f"{years[0]}–{years[-1]}"
        holdings.append(("years", span))
    return HomePage(tuple(examples[:4]), tuple(holdings))
