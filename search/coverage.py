"""What the collection holds of each council, year and kind, what it lacks, and what was refused."""

from __future__ import annotations

import dataclasses
import functools
import itertools
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from indexer.authorities import register
from indexer.errors import NeedsOcr
from indexer.records import Kind
from indexer.store import SourceFate
from search.exports import line
from search.library import Session
from search.reader import Filters, Tally
from search.request import SearchRequest, canonical

SHOWN = 100  # files of each list on the page; the rest are in the CSV
COLUMNS = ("council", "slug", "year", "kind", "documents", "paragraphs", "search")
FILE_COLUMNS = ("file", "documents", "refused", "message", "advice", "warnings")


@dataclasses.dataclass(frozen=True, slots=True)
class CouncilRow:
    """One council's documents: `years` and `kinds` hold counts above 0 only.

    `missing` are the years without any between its first and its last; `undated` counts documents
    without a year.
    """

    slug: str
    name: str
    documents: int
    years: Mapping[str, int]
    kinds: Mapping[str, int]
    undated: int
    missing: frozenset[str]

    @property
    def gaps(self) -> tuple[str, ...]:
        """The missing years as one writes them, those in a row together."""
        runs = itertools.groupby(
            enumerate(sorted(map(int, self.missing))), key=lambda each: each[1] - each[0]
        )
        spans = [[year for _, year in run] for _, run in runs]
        return tuple(f"{s[0]}–{s[-1]}" if len(s) > 1 else str(s[0]) for s in spans)


@dataclasses.dataclass(frozen=True, slots=True)
class KindChoice:
    """A kind of document to look at alone (None: all of them), and how many there are."""

    kind: Kind | None
    documents: int
    selected: bool
    url: str


@dataclasses.dataclass(frozen=True, slots=True)
class CoveragePage:
    """What is in the collection and what is not.

    `kind` is the only kind that the rows count, None for all; `years` head the columns, without a
    hole between the first and the last; `refused` are the files that could not be read, `warned`
    those that could with a warning; `without_council` counts documents of which no council is
    known; `absent` are the slugs and names of today's councils that run children's services in a
    nation of which something is here, but are not.
    """

    kind: Kind | None
    total: int
    choices: tuple[KindChoice, ...]
    years: tuple[str, ...]
    kinds: tuple[Kind, ...]
    councils: tuple[CouncilRow, ...]
    without_council: int
    files: int
    refused: tuple[SourceFate, ...]
    reasons: tuple[tuple[str, int], ...]
    warned: tuple[SourceFate, ...]
    needing_ocr: int
    absent: tuple[tuple[str, str], ...]

    @property
    def canonical(self) -> str:
        """The one address of the page."""
        return _address(self.kind)

    @property
    def undated(self) -> bool:
        """Whether any council has a document without a year."""
        return any(row.undated for row in self.councils)

    @property
    def has_gaps(self) -> bool:
        """Whether any council lacks a year between others."""
        return any(row.missing for row in self.councils)


@functools.lru_cache(maxsize=16)
def coverage(session: Session, kind: Kind | None = None) -> CoveragePage:
    """Count councils by years and kinds, and list refused files, once for each generation."""
    tally = _tally(session)
    everything = session.reader.tally(None, Filters(), ("kind",))
    kinds = {Kind(value): each.documents for (value,), each in everything.items()}
    counted = {key: each for key, each in tally.items() if kind is None or key[2] == kind.value}
    with_year = sorted({int(year) for council, year, _ in counted if council and year})
    sources = list(session.snapshot.sources())
    refused = tuple(source for source in sources if source.refused)
    without = sum(each.documents for (council, _, _), each in counted.items() if not council)
    return CoveragePage(
        kind=kind,
        total=sum(kinds.values()) if kind is None else kinds.get(kind, 0),
        choices=tuple(_choices(kinds, kind)),
        years=tuple(map(str, range(with_year[0], with_year[-1] + 1))) if with_year else (),
        kinds=tuple(sorted(kinds, key=lambda each: (-kinds[each], each))),
        councils=tuple(_rows(session, counted)),
        without_council=without,
        files=len(sources),
        refused=refused,
        reasons=tuple(Counter(source.reason or "" for source in refused).most_common()),
        warned=tuple(source for source in sources if source.warnings and not source.refused),
        needing_ocr=sum(_needs_ocr(source) for source in sources),
        absent=tuple(_absent(session)),
    )


def csv_lines(session: Session, absolute: Callable[[str], str]) -> Iterator[str]:
    """Write the counts as CSV: one record for each council, year and kind that has any."""
    yield line(COLUMNS)
    for record in _records(session):
        yield line((*map(str, record[:-1]), absolute(record[-1])))


def contract_json(session: Session) -> dict[str, Any]:
    """Write the same counts as /coverage.json gives them."""
    return {
        "indexed": session.generation.published_at.isoformat(),
        "documents": session.generation.documents,
        "counts": [dict(zip(COLUMNS, record, strict=True)) for record in _records(session)],
    }


def files_csv(session: Session) -> Iterator[str]:
    """Write as CSV what became of every file."""
    yield line(FILE_COLUMNS)
    for source in session.snapshot.sources():
        warnings = " ".join(source.warnings)
        fate = (source.reason or "", source.message, source.advice, warnings)
        yield line((source.path, str(source.documents), *fate))


def _tally(session: Session) -> Mapping[tuple[str, ...], Tally]:
    return session.reader.tally(None, Filters(), ("council", "year", "kind"))


def _records(session: Session) -> Iterator[tuple[str, str, str, str, int, int, str]]:
    """Give `COLUMNS` for each combination, sorted; "" where no council or year is known."""
    names = session.reader.names("council")
    for (council, year, kind), each in sorted(_tally(session).items()):
        asked = SearchRequest(
            council=(council,) if council else (),
            year=(int(year),) if year else (),
            kind=(Kind(kind),),
        )
        # Of documents without a council or a year there is no search.
        url = canonical(asked) if council and year else ""
        yield names.get(council, ""), council, year, kind, *each, url


def _choices(kinds: Mapping[Kind, int], chosen: Kind | None) -> Iterator[KindChoice]:
    yield KindChoice(None, sum(kinds.values()), chosen is None, _address(None))
    for kind in Kind:
        if kind in kinds or kind is chosen:
            yield KindChoice(kind, kinds.get(kind, 0), kind is chosen, _address(kind))


def _address(kind: Kind | None) -> str:
    return f"/coverage?kind={kind.value}" if kind else "/coverage"


def _rows(session: Session, tally: Mapping[tuple[str, ...], Tally]) -> Iterator[CouncilRow]:
    by_council = itertools.groupby(
        sorted((key, each.documents) for key, each in tally.items() if key[0]),
        key=lambda item: item[0][0],
    )
    names = session.reader.names("council")
    rows = [_row(slug, names[slug], list(items)) for slug, items in by_council]
    yield from sorted(rows, key=lambda row: row.name)


def _row(slug: str, name: str, items: list[tuple[tuple[str, ...], int]]) -> CouncilRow:
    years: Counter[str] = Counter()
    kinds: Counter[str] = Counter()
    for (_, year, kind), documents in items:
        years[year] += documents
        kinds[kind] += documents
    undated = years.pop("", 0)
    first, last = (min(years), max(years)) if years else ("0", "-1")
    return CouncilRow(
        slug=slug,
        name=name,
        documents=sum(kinds.values()),
        years=years,
        kinds=kinds,
        undated=undated,
        missing=frozenset(map(str, range(int(first), int(last) + 1))) - years.keys(),
    )


def _absent(session: Session) -> Iterator[tuple[str, str]]:
    here = session.reader.names("council")
    nations = {entry.nation for entry in map(register.by_slug, here) if entry}
    for entry in register.all_councils():
        is_due = entry.runs_childrens_services and not entry.end and entry.nation in nations
        if is_due and entry.slug not in here:
            yield entry.slug, entry.name


def _needs_ocr(source: SourceFate) -> bool:
    return source.reason == NeedsOcr.reason or any("OCR" in each for each in source.warnings)
