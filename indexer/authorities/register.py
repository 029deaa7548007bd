"""Facts about every principal authority of the United Kingdom, from councils.csv and companies.csv.

The files are kept by hand: names, types and dates come from the orders that made or abolished the
councils, codes from the Office for National Statistics, URNs from Ofsted's own reports. A county
that became a unitary under its own name (North Yorkshire, Somerset, Dorset, Buckinghamshire) keeps
one entry; every other abolished council keeps its own, and `replaced_by` names its successors.
"""

from __future__ import annotations

import csv
import dataclasses
import datetime as dt
import functools
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from importlib import resources

from indexer.records import Authority

CHILDRENS_SERVICES = frozenset(
    {"county", "unitary", "metropolitan district", "london borough"}
    | {"welsh unitary", "scottish unitary"}
)
"""The types of council that run children's services."""


_HOSTED = re.compile(r"(?P<council>[a-z-]+)\.(?:moderngov\.co\.uk|cmis\.uk\.com)")
_OWN_SITE = re.compile(r"(?P<council>[a-z-]+)\.gov\.uk")


@dataclasses.dataclass(frozen=True, slots=True)
class CouncilEntry:
    """One council.

    `name` is short ("Devon"), `full_name` formal ("Devon County Council"). `start` and `end` are
    its first and last day (None: not recorded, or still standing); `replaced_by` holds slugs;
    `former_gss` pairs each earlier code with its last day; `county` is the slug of a district's
    county; `hosts` are the domains of its web sites.
    """

    slug: str
    name: str
    full_name: str
    aliases: tuple[str, ...]
    gss: str | None
    former_gss: tuple[tuple[str, dt.date], ...]
    type: str
    nation: str
    region: str
    county: str | None
    start: dt.date | None
    end: dt.date | None
    replaced_by: tuple[str, ...]
    hosts: tuple[str, ...]
    urn: str | None

    @property
    def runs_childrens_services(self) -> bool:
        """Whether a council of this type is inspected for its children's services."""
        return self.type in CHILDRENS_SERVICES

    def gss_on(self, date: dt.date | None) -> str | None:
        """The ONS code in force on `date`; today's where `date` is None."""
        for code, last_day in self.former_gss:
            if date is not None and date <= last_day:
                return code
        return self.gss

    def as_authority(self, date: dt.date | None = None) -> Authority:
        """The record that a document of `date` carries."""
        return Authority(name=self.name, gss=self.gss_on(date), slug=self.slug)


@dataclasses.dataclass(frozen=True, slots=True)
class Company:
    """A trust or company that runs children's services for councils.

    `terms` pairs each council's slug with the first and last day of the arrangement.
    """

    name: str
    aliases: tuple[str, ...]
    terms: tuple[tuple[str, dt.date, dt.date | None], ...]
    hosts: tuple[str, ...]

    def councils(self, date: dt.date | None = None) -> tuple[CouncilEntry, ...]:
        """The councils it works for on `date`; without a date, all that still stand (else all)."""
        terms = self.terms
        if date is not None:
            terms = tuple(t for t in terms if t[1] <= date and (t[2] is None or date <= t[2]))
        elif any(last is None for _, _, last in terms):
            terms = tuple(t for t in terms if t[2] is None)
        return tuple(_register()[slug] for slug, _, _ in terms or self.terms)


def all_councils() -> tuple[CouncilEntry, ...]:
    """Every council of the register, by slug."""
    return tuple(_register().values())


@functools.cache
def companies() -> tuple[Company, ...]:
    """Every trust and company of the register, by name."""
    rows: dict[str, list[Mapping[str, str]]] = defaultdict(list)
    for row in _rows("companies.csv"):
        rows[row["name"]].append(row)
    return tuple(
        Company(
            name=name,
            aliases=_parts(group[0]["aliases"]),
            terms=tuple(
                (row["council"], dt.date.fromisoformat(row["start"]), _date(row["end"]))
                for row in group
            ),
            hosts=_parts(group[0]["hosts"]),
        )
        for name, group in sorted(rows.items())
    )


def by_slug(slug: str) -> CouncilEntry | None:
    """The council with this slug, e.g. "richmond-upon-thames"; None if there is none."""
    return _register().get(slug)


def by_gss(code: str) -> CouncilEntry | None:
    """The council with this ONS code, present or former; None if there is none."""
    return _by_gss().get(code.upper())


def by_urn(urn: str) -> CouncilEntry | None:
    """The council that Ofsted knows under this number, e.g. "80461"; None if there is none."""
    return _by_urn().get(urn)


def by_host(host: str) -> CouncilEntry | None:
    """The council that owns a host name ("democracy.devon.gov.uk") or address; None if unknown.

    A host that several councils share belongs to the one that succeeded the others; where no one
    did, to none. On the shared domains of the committee systems the host's name is the council's
    own, an alias of it ("centralbeds") or that of its web site ("welhat").
    """
    name = re.sub(r"^[a-z]+://|[/:?#].*$", "", host.strip().lower()).rstrip(".")
    labels = name.split(".")
    for first in range(len(labels) - 1):
        owners = _by_host().get(".".join(labels[first:]))
        if owners:
            return _heir(owners)
    hosted = _HOSTED.fullmatch(name)
    return _by_compact_name().get(hosted["council"].replace("-", "")) if hosted else None


def successors(entry: CouncilEntry) -> tuple[CouncilEntry, ...]:
    """The councils that replaced `entry` and stand today, through every step of the lineage."""
    found: dict[str, CouncilEntry] = {}
    for slug in entry.replaced_by:
        heir = _register()[slug]
        for last in successors(heir) or (heir,):
            found[last.slug] = last
    return tuple(found.values())


def _heir(owners: tuple[CouncilEntry, ...]) -> CouncilEntry | None:
    if len(owners) == 1:
        return owners[0]
    names = {entry.slug for entry in owners}
    heirs = [e for e in owners if any(e in successors(o) for o in owners) or not names - {e.slug}]
    return heirs[0] if len(heirs) == 1 else None


@functools.cache
def _register() -> dict[str, CouncilEntry]:
    return {row["slug"]: _entry(row) for row in _rows("councils.csv")}


@functools.cache
def _by_gss() -> dict[str, CouncilEntry]:
    found = {code: entry for entry in all_councils() for code, _ in entry.former_gss}
    return found | {entry.gss: entry for entry in all_councils() if entry.gss}


@functools.cache
def _by_urn() -> dict[str, CouncilEntry]:
    return {entry.urn: entry for entry in all_councils() if entry.urn}


@functools.cache
def _by_compact_name() -> dict[str, CouncilEntry]:
    """Councils by their names run together, but for those that several of them could mean."""
    named: dict[str, dict[str, CouncilEntry]] = defaultdict(dict)
    for entry in all_councils():
        sites = (found["council"] for host in entry.hosts if (found := _OWN_SITE.fullmatch(host)))
        for name in (*entry.aliases, *sites):
            named[re.sub(r"[^a-z]", "", name.lower())][entry.slug] = entry
    heirs = {name: _heir(tuple(held.values())) for name, held in named.items()}
    other = {name: heir for name, heir in heirs.items() if heir}
    return other | {entry.slug.replace("-", ""): entry for entry in all_councils()}


@functools.cache
def _by_host() -> dict[str, tuple[CouncilEntry, ...]]:
    owners: dict[str, tuple[CouncilEntry, ...]] = defaultdict(tuple)
    for entry in all_councils():
        for host in entry.hosts:
            owners[host] += (entry,)
    for company in companies():
        councils = company.councils()
        if len(councils) == 1:
            for host in company.hosts:
                owners[host] += councils
    return dict(owners)


def _entry(row: Mapping[str, str]) -> CouncilEntry:
    former = (part.split(":") for part in _parts(row["former_gss"]))
    return CouncilEntry(
        slug=row["slug"],
        name=row["name"],
        full_name=row["full_name"],
        aliases=_parts(row["aliases"]),
        gss=row["gss"] or None,
        former_gss=tuple((code, dt.date.fromisoformat(day)) for code, day in former),
        type=row["type"],
        nation=row["nation"],
        region=row["region"],
        county=row["county"] or None,
        start=_date(row["start"]),
        end=_date(row["end"]),
        replaced_by=_parts(row["replaced_by"]),
        hosts=_parts(row["hosts"]),
        urn=row["urn"] or None,
    )


def _rows(name: str) -> Iterator[Mapping[str, str]]:
    text = resources.files("indexer").joinpath(name).read_text(encoding="utf-8")
    yield from csv.DictReader(text.splitlines())


def _parts(text: str) -> tuple[str, ...]:
    return tuple(part for part in text.split("|") if part)


def _date(text: str) -> dt.date | None:
    return dt.date.fromisoformat(text) if text else None
