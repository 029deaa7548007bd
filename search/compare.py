"""Councils side by side: how often each speaks of something, year by year, and its grades."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterator, Mapping
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from indexer.errors import BadRequest, Mistake
from indexer.records import to_json
from search.answers import AppliedFilter, Since
from search.charts import BarChart, bars_by_year
from search.exports import line
from search.ledgers import Held, grades_held
from search.library import Session
from search.passages import Passage, passages
from search.peers import peer_groups
from search.reader import Filters, Tally
from search.request import SearchRequest, canonical
from search.results import filters_of, query_of, run
from search.timelines import Timeline, timeline

MOST = 36  # all London boroughs, all metropolitan districts
SIDE_BY_SIDE = 12  # with more councils than this, one passage of each is enough to read
# In fewer paragraphs than this, one more or less would change a rate by 10 or more.
FEW = 100
COLUMNS = (
    *("council", "year", "documents found", "documents", "paragraphs found", "paragraphs"),
    *("paragraphs found per 1,000", "search"),
)
_KEPT_OUT_OF_FORM = ("q", "council", "kind", "from", "to")


@dataclasses.dataclass(frozen=True, slots=True)
class Cell:
    """What a search finds of one council in one year (None: in all years, and without a date).

    `documents` of `of_documents` are found; `paragraphs` of `of_paragraphs` hold by themselves all
    that is asked for. The second of each pair counts whatever has the same filters. `rate` is the
    paragraphs found per 1,000, None where there are none at all or nothing is searched for; `url`
    is the search that finds `documents`.
    """

    year: int | None
    documents: int
    of_documents: int
    paragraphs: int
    of_paragraphs: int
    rate: float | None
    url: str

    @property
    def is_few(self) -> bool:
        """Whether there are too few paragraphs for the rate to tell much."""
        return 0 < self.of_paragraphs < FEW


@dataclasses.dataclass(frozen=True, slots=True)
class Row:
    """One council: its years, all of them together, its best passages, its grades over time."""

    council: str
    name: str
    cells: tuple[Cell, ...]
    all: Cell
    passages: tuple[Passage, ...]
    grades: tuple[Held, ...]


@dataclasses.dataclass(frozen=True, slots=True)
class PeersOffered:
    """A set of councils to compare: how many it has, and the comparison that includes them."""

    label: str
    councils: int
    url: str


@dataclasses.dataclass(frozen=True, slots=True)
class Choice:
    """A council or kind that can be chosen, its name, and how many documents there are of it."""

    value: str
    label: str
    count: int
    selected: bool


@dataclasses.dataclass(frozen=True, slots=True)
class ComparePage:
    """The grid of councils × years, and what goes with it.

    `choices` are all councils of the collection, `kinds` all kinds of document; `kept` are the
    arguments that the form has no field for; `rates` and `grades` are the charts, None where there
    is nothing to draw; `since` is there where the comparison looks back.
    """

    request: SearchRequest
    sentence: str
    since: Since | None
    years: tuple[int, ...]
    rows: tuple[Row, ...]
    rates: BarChart | None
    grades: Timeline | None
    peers: tuple[PeersOffered, ...]
    applied: tuple[AppliedFilter, ...]
    choices: tuple[Choice, ...]
    kinds: tuple[Choice, ...]
    kept: tuple[tuple[str, str], ...]
    canonical: str
    csv: str
    json: str

    @property
    def has_few(self) -> bool:
        """Whether any bar stands on too few paragraphs."""
        return any(cell.is_few for row in self.rows for cell in row.cells)


def comparison(session: Session, request: SearchRequest) -> ComparePage:
    """Compare the request's councils; its order is that of the passages.

    Raises:
        BadRequest: the query is not understood, there are more councils than can be compared, or
            a page is asked for.
    """
    _check(request)
    session = session.on(request.as_of)
    whole = run(session, request)
    names = {each.value: each.label for each in whole.facets["council"] if each.selected}
    rows = _rows(session, request, names)
    years = tuple(cell.year for cell in rows[0].cells if cell.year) if rows else ()
    address = canonical(request, "/compare")
    return ComparePage(
        request=request,
        sentence=whole.sentence,
        since=_since(request, whole.since),
        years=years,
        rows=rows,
        rates=_rates(request, rows),
        grades=timeline(
            [(row.name, row.grades) for row in rows],
            years=years,
            today=session.generation.published_at.date(),
        ),
        peers=tuple(_peers(session, request)),
        applied=tuple(
            dataclasses.replace(each, url=f"/compare{each.url.removeprefix('/search')}")
            for each in whole.applied
            if each.name != "council"
        ),
        choices=_choices(session, "council", names),
        kinds=_choices(session, "kind", {kind.value: kind.label for kind in request.kind}),
        kept=tuple(
            pair for pair in parse_qsl(urlsplit(address).query) if pair[0] not in _KEPT_OUT_OF_FORM
        ),
        canonical=address,
        csv=canonical(request, "/compare.csv"),
        json=canonical(request, "/compare.json"),
    )


def csv_lines(session: Session, page: ComparePage, absolute: Callable[[str], str]) -> Iterator[str]:
    """Write the numbers of a comparison as CSV, one cell a record.

    The first record says what was compared, its address and when it was indexed; the second names
    the columns. The year "all" includes documents without a date.
    """
    indexed = f"indexed {session.on(page.request.as_of).generation.published_at.isoformat()}"
    yield line((page.sentence, absolute(page.canonical), indexed))
    yield line(COLUMNS)
    for row in page.rows:
        for cell in (*row.cells, row.all):
            numbers = (cell.documents, cell.of_documents, cell.paragraphs, cell.of_paragraphs)
            rate = "" if cell.rate is None else str(cell.rate)
            year = "all" if cell.year is None else str(cell.year)
            yield line((row.name, year, *map(str, numbers), rate, absolute(cell.url)))


def contract_json(session: Session, page: ComparePage) -> dict[str, Any]:
    """Write a comparison as /compare.json gives it."""
    return {
        "query": page.request.q,
        "sentence": page.sentence,
        "canonical": page.canonical,
        "indexed": session.on(page.request.as_of).generation.published_at.isoformat(),
        "years": list(page.years),
        "rows": to_json(page.rows),
    }


def _since(request: SearchRequest, since: Since | None) -> Since | None:
    """Lead to the same comparison as it is now."""
    now = canonical(dataclasses.replace(request, as_of=None), "/compare")
    return dataclasses.replace(since, url=now) if since else None


def _check(request: SearchRequest) -> None:
    if len(request.council) > MOST:
        message = f"at most {MOST} councils can be compared at once"
        raise BadRequest((Mistake("council", request.council[MOST], message),))
    if request.page != 1:
        message = "a comparison has one page only"
        raise BadRequest((Mistake("page", str(request.page), message, suggestion="1"),))


def _rows(session: Session, request: SearchRequest, names: Mapping[str, str]) -> tuple[Row, ...]:
    """Count each council by years: those in which any of them has a document."""
    filters, query = filters_of(request), query_of(request)
    # Among decisions only decisions are counted; the other scopes leave nothing out.
    anything = query_of(dataclasses.replace(request, q=""))
    among = session.reader.tally(anything, filters, ("council", "year"))
    matched = session.reader.tally(query, filters, ("council", "year"))
    years = sorted({year for slug, year in among if year and slug in request.council})
    shown = 2 if len(request.council) <= SIDE_BY_SIDE else 1
    rows = []
    for slug in request.council:
        asked = dataclasses.replace(request, council=(slug,))
        cells = tuple(
            _cell(
                dataclasses.replace(asked, year=(int(year),)),
                matched.get((slug, year), Tally(0, 0)),
                among.get((slug, year), Tally(0, 0)),
                int(year),
            )
            for year in years
        )
        everything = _cell(asked, _whole(matched, slug), _whole(among, slug))
        best = tuple(passages(session, asked, shown)) if request.q else ()
        grades = grades_held(session.reader, slug, request.as_of)
        rows.append(Row(slug, names[slug], cells, everything, best, grades))
    return tuple(rows)


def _whole(tally: Mapping[tuple[str, ...], Tally], slug: str) -> Tally:
    mine = [each for (council, _), each in tally.items() if council == slug]
    return Tally(sum(each.documents for each in mine), sum(each.paragraphs for each in mine))


def _cell(asked: SearchRequest, matched: Tally, among: Tally, year: int | None = None) -> Cell:
    rate = None
    if asked.q and among.paragraphs:
        rate = round(1000 * matched.paragraphs / among.paragraphs, 1)
    return Cell(year, *_paired(matched, among), rate, canonical(asked))


def _paired(matched: Tally, among: Tally) -> tuple[int, int, int, int]:
    return matched.documents, among.documents, matched.paragraphs, among.paragraphs


def _rates(request: SearchRequest, rows: tuple[Row, ...]) -> BarChart | None:
    if not request.q:
        return None
    return bars_by_year([(row.name, tuple(_bars(row))) for row in rows])


def _bars(row: Row) -> Iterator[tuple[int, float, bool]]:
    for cell in row.cells:
        if cell.year is not None and cell.rate is not None:
            yield cell.year, cell.rate, cell.is_few


def _peers(session: Session, request: SearchRequest) -> Iterator[PeersOffered]:
    for group in peer_groups(request.council, session.reader.names("council")):
        together = tuple({*request.council, *group.councils})
        if len(together) <= MOST:
            offer = dataclasses.replace(request, council=together)
            yield PeersOffered(group.label, len(group.councils), canonical(offer, "/compare"))


def _choices(session: Session, facet: str, chosen: Mapping[str, str]) -> tuple[Choice, ...]:
    """List all values of a facet by name, the chosen ones also where nothing here has them."""
    counts = session.reader.tally(None, Filters(), (facet,))
    listed = [
        Choice(value, label, counts.get((value,), Tally(0, 0)).documents, value in chosen)
        for value, label in {**chosen, **session.reader.names(facet)}.items()
    ]
    return tuple(sorted(listed, key=lambda choice: choice.label))
