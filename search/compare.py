"""Councils side by side: how many documents of each year a search finds, and the best passage."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Mapping

from indexer.errors import BadRequest, Mistake
from indexer.records import Document
from search.councils import last_reported
from search.library import Session
from search.reader import Hits
from search.request import SearchRequest, canonical
from search.results import FacetValue, Result, filters_of, query_of, run

MOST = 12
COLUMNS = ("council", "year", "documents found", "documents of that council and year", "search")


@dataclasses.dataclass(frozen=True, slots=True)
class Cell:
    """What a search finds of one council in one year: `count` of the `among` documents there are.

    `url` is that very search; `shade` is the share in sixths, rounded up, for colouring.
    """

    year: int
    count: int
    among: int
    url: str

    @property
    def shade(self) -> int:
        """From 0 (nothing found) to 6 (found in more than five sixths)."""
        return -(-6 * self.count // self.among) if self.among else 0


@dataclasses.dataclass(frozen=True, slots=True)
class Row:
    """One council: its years, all of its documents, its best result, its last reported grade."""

    slug: str
    name: str
    cells: tuple[Cell, ...]
    count: int
    among: int
    url: str
    best: Result | None
    reported: Document | None


@dataclasses.dataclass(frozen=True, slots=True)
class ComparePage:
    """The grid of councils × years; `choices` are all councils of the collection."""

    request: SearchRequest
    sentence: str
    years: tuple[int, ...]
    rows: tuple[Row, ...]
    choices: tuple[FacetValue, ...]
    canonical: str
    csv: str


def comparison(session: Session, request: SearchRequest) -> ComparePage:
    """Compare the request's councils; its page and order do not count.

    Raises:
        BadRequest: the query is not understood, or there are more councils than fit side by side.
    """
    request = dataclasses.replace(request, page=1, sort="relevance")
    if len(request.council) > MOST:
        message = f"at most {MOST} councils can be compared at once"
        raise BadRequest((Mistake("council", request.council[MOST], message),))
    asked = [dataclasses.replace(request, council=(slug,)) for slug in request.council]
    counts = [_counts(session, each) for each in asked]
    present = {year for pair in counts for counted in pair for year in counted.years}
    years = tuple(sorted(present & set(request.year) if request.year else present))
    return ComparePage(
        request=request,
        sentence=run(session, request).sentence,
        years=years,
        rows=tuple(
            _row(session, each, years, pair) for each, pair in zip(asked, counts, strict=True)
        ),
        choices=tuple(
            sorted(
                run(session, SearchRequest(council=request.council)).facets["council"],
                key=lambda choice: choice.label,
            )
        ),
        canonical=canonical(request, "/compare"),
        csv=canonical(request, "/compare.csv"),
    )


def records(page: ComparePage) -> Iterator[tuple[str, ...]]:
    """The numbers of a comparison, one cell a record, below the names of the columns."""
    yield COLUMNS
    for row in page.rows:
        for cell in row.cells:
            yield (row.name, str(cell.year), str(cell.count), str(cell.among), cell.url)


@dataclasses.dataclass(frozen=True, slots=True)
class _Counts:
    """How many documents there are, in all and by year; those without a date count in all only."""

    total: int
    years: Mapping[int, int]

    @classmethod
    def of(cls, hits: Hits) -> _Counts:
        return cls(hits.total, {int(year): n for year, n in hits.facets["year"].items()})


def _counts(session: Session, asked: SearchRequest) -> tuple[_Counts, _Counts]:
    """What is found of one council, and among how many."""
    filters = filters_of(asked)
    found = session.reader.search(query_of(asked), filters, limit=0)
    return _Counts.of(found), _Counts.of(session.reader.search(None, filters, limit=0))


def _row(
    session: Session, asked: SearchRequest, years: tuple[int, ...], counts: tuple[_Counts, _Counts]
) -> Row:
    (slug,) = asked.council
    found, among = counts
    answer = run(session, asked)
    cells = tuple(
        Cell(
            year,
            found.years.get(year, 0),
            among.years.get(year, 0),
            canonical(dataclasses.replace(asked, year=(year,))),
        )
        for year in years
    )
    return Row(
        slug=slug,
        name=next(each.label for each in answer.facets["council"] if each.selected),
        cells=cells,
        count=found.total,
        among=among.total,
        url=canonical(asked),
        best=answer.results[0] if answer.results else None,
        reported=last_reported(session, slug),
    )
