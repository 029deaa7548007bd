"""Sets of councils to compare with one click: of the same type, of the same region."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Collection, Iterator

from indexer.authorities import register
from indexer.authorities.register import CouncilEntry

_TYPES = {
    "combined authority": "Combined authorities",
    "county": "Counties",
    "london borough": "London boroughs",
    "metropolitan district": "Metropolitan districts",
    "unitary": "Unitary councils",
}
_REGIONS = {
    "East Midlands": "in the East Midlands",
    "East of England": "in the East of England",
    "North East": "in the North East",
    "North West": "in the North West",
    "South East": "in the South East",
    "South West": "in the South West",
    "West Midlands": "in the West Midlands",
}


@dataclasses.dataclass(frozen=True, slots=True)
class PeerGroup:
    """Councils that have something in common, said in words; `councils` are their slugs."""

    label: str
    councils: tuple[str, ...]


def peer_groups(chosen: Collection[str], present: Collection[str]) -> tuple[PeerGroup, ...]:
    """Group the councils of a collection around the chosen ones, or by region if none is.

    Args:
        chosen: slugs; those that the register does not know have no peers.
        present: the slugs of all councils of which the collection has documents.
    """
    held = [entry for entry in map(register.by_slug, sorted(present)) if entry]
    around = [entry for entry in map(register.by_slug, chosen) if entry]
    groups = _around(around, held) if chosen else _everywhere(held)
    found: dict[tuple[str, ...], PeerGroup] = {}
    for group in groups:
        if len(group.councils) > 1 and not set(group.councils) <= set(chosen):
            found.setdefault(group.councils, group)
    return tuple(found.values())


def _around(chosen: list[CouncilEntry], held: list[CouncilEntry]) -> Iterator[PeerGroup]:
    for one in chosen:
        if one.county:
            county = register.by_slug(one.county)
            label = f"Districts of {county.name if county else one.county}"
            yield _group(label, held, lambda each, of=one: each.county == of.county)
            continue
        kind = _TYPES.get(one.type, "Councils")
        yield _group(
            kind if one.region == "London" else f"{kind} {_where(one.region)}",
            held,
            lambda each, of=one: (each.type, each.region) == (of.type, of.region),
        )
    for one in chosen:
        yield from _of_region(one.region, held)


def _everywhere(held: list[CouncilEntry]) -> Iterator[PeerGroup]:
    for region in sorted({entry.region for entry in held}):
        yield from _of_region(region, held)


def _of_region(region: str, held: list[CouncilEntry]) -> Iterator[PeerGroup]:
    yield _group(
        f"All {_where(region)}",
        held,
        lambda each: each.region == region and each.runs_childrens_services,
    )


def _where(region: str) -> str:
    return _REGIONS.get(region, f"in {region}")


def _group(label: str, held: list[CouncilEntry], belongs: Callable[..., bool]) -> PeerGroup:
    return PeerGroup(label, tuple(entry.slug for entry in held if belongs(entry)))
