"""What the collection holds, for the home page and the page of coverage."""

from __future__ import annotations

import dataclasses
import functools
from collections import Counter
from collections.abc import Mapping

from indexer.records import Kind
from indexer.store import SourceFate
from search.library import Session
from search.reader import Filters
from search.request import SearchRequest, canonical
from search.results import FacetValue, run

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


@dataclasses.dataclass(frozen=True, slots=True)
class CouncilRow:
    """One council's documents by year and by kind; both mappings hold counts above 0 only."""

    council: FacetValue
    years: Mapping[str, int]
    kinds: Mapping[str, int]
    undated: int


@dataclasses.dataclass(frozen=True, slots=True)
class CoveragePage:
    """What is in the collection and what is not.

    `years` and `kinds` head the columns; `refused` are the files that could not be read;
    `without_council` counts documents of which no council is known.
    """

    total: int
    years: tuple[str, ...]
    kinds: tuple[Kind, ...]
    councils: tuple[CouncilRow, ...]
    without_council: int
    files: int
    refused: tuple[SourceFate, ...]
    reasons: tuple[tuple[str, int], ...]

    @property
    def undated(self) -> bool:
        """Whether any council has a document without a date."""
        return any(row.undated for row in self.councils)


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


@functools.lru_cache(maxsize=1)
def coverage(session: Session) -> CoveragePage:
    """Count councils by years and by kinds, and list refused files, once for each generation."""
    everything = run(session, SearchRequest())
    councils = everything.facets["council"]
    rows = tuple(_council_row(session, council) for council in councils)
    anywhere = Filters({"council": frozenset(council.value for council in councils)})
    with_council = session.reader.search(None, anywhere, limit=1).total if councils else 0
    sources = list(session.snapshot.sources())
    refused = tuple(source for source in sources if source.refused)
    reasons = Counter(source.reason or "" for source in refused)
    return CoveragePage(
        total=everything.total,
        years=tuple(sorted(value.value for value in everything.facets["year"])),
        kinds=tuple(Kind(value.value) for value in everything.facets["kind"]),
        councils=tuple(sorted(rows, key=lambda row: row.council.label)),
        without_council=everything.total - with_council,
        files=len(sources),
        refused=refused,
        reasons=tuple(reasons.most_common()),
    )


def _council_row(session: Session, council: FacetValue) -> CouncilRow:
    hits = session.reader.search(None, Filters({"council": frozenset([council.value])}), limit=1)
    years = dict(hits.facets["year"])
    return CouncilRow(council, years, dict(hits.facets["kind"]), hits.total - sum(years.values()))
