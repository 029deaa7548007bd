"""Whose document it is.

The page's own furniture decides where it speaks: its address, its title and headings, its running
lines. Otherwise the whole text is weighed: links and e-mail addresses, boards and services named
after a council, the council itself, its trust. A council that is only mentioned (a neighbour, a
partner) gathers little weight. Where no council stands clear of the rest, none is given.
"""

from __future__ import annotations

import dataclasses
import functools
import math
import re
from collections import defaultdict
from collections.abc import Iterable, Sequence

from indexer import authorities
from indexer.authorities import CouncilEntry, Strength
from indexer.blocks import SourceText
from indexer.metadata.inspections import Inspection
from indexer.metadata.page import Page, is_short_line
from indexer.records import Kind

_HOST = re.compile(
    r"(?:https?://|www\.|@|\b)((?:[a-z0-9-]+\.)*[a-z0-9-]+\s?\.(?:gov\.uk|moderngov\.co\.uk"
    r"|gov\.wales"
    r"|org\.uk|co\.uk|org|com))\b",
    re.I,
)
_COUNTY_SEAT = re.compile(
    r"\b(?:county|shire) hall\b,?\s*(?:[A-Z][\w' ]{2,30},\s*){0,2}", re.IGNORECASE
)
_VISITOR_BEFORE = re.compile(
    r"\b(?:director|officer|manager|head|lead|leader|advis[eo]r|commissioner|consultant"
    r"|chief executive|chair"
    r"|representative)s?\b[^.;|]{0,90}(?:,|\(|\bat|\bfrom|\bof|-|–)\s*$"
    r"|\b(?:led|supported|visited|commissioned|provided|inspired) by\s*(?:the\s+)?$"
    r"|\b(?:partner(?:s|ship|ed|ing)?|working|work|join(?:t|tly)|alongside|together|compared"
    r"|similar|visit(?:s|ed)?|such as"
    r"|including|like|neighbours?|neighbouring|model in|practice in|approach in)\b(?:\s+(?:to"
    r"|with|of|from|in|the))*\s*$",
    re.IGNORECASE,
)
_VISITOR_AFTER = re.compile(
    r"^['’]s?\s+(?:former\s+)?(?:director|chief executive|officers?|leader|head)\b", re.IGNORECASE
)
"""A council named as where somebody comes from: in its own papers that goes without saying."""
_SENTENCE_CAP = 40_000
_WEIGHTS = {
    Strength.FORMAL: 1.0,
    Strength.SERVICE: 1.2,
    Strength.NAME: 0.5,
    Strength.PLACE: 0.15,
}
_LEAST = 1.0
"""The least weight on which a council is named from the text alone."""
_CLEAR = 2.0
"""How many times the runner-up's weight the winner must have."""


@dataclasses.dataclass(frozen=True, slots=True)
class Found:
    """The councils of a document; how and on what evidence they were read."""

    councils: tuple[CouncilEntry, ...]
    how: str
    evidence: str
    confidence: float
    inferred: bool = False


def of_inspection(page: Page, inspection: Inspection) -> Found | None:
    """The council that an inspection report or letter is about."""
    title = inspection.title
    lines = [b.text for b in page.head[:14] if is_short_line(b) and len(b.text) <= 140]
    headline = [
        b.text for b in page.head[:14] if re.match(r"(?i)children['’]?s services in\b", b.text)
    ]
    for how, texts in (
        ("the report's title", [title]),
        ("the report's first page", lines),
        ("the report's headline", headline),
    ):
        for text in texts:
            if re.search(r"(?i)\blead inspector|reporting inspector|judgement\s*\|", text):
                continue
            found = tuple(e for e in authorities.subject(text) if e.runs_childrens_services)
            if found and (len(found) == 1 or inspection.kind is not Kind.INSPECTION_REPORT):
                return Found(found[:1] if len(found) == 1 else found, how, text, 0.99)
    return _weighed(page.source)


def of_committee(page: Page) -> Found | None:
    """The council whose committee's or officer's paper it is."""
    for how, names in (
        ("the page's address", ("url",)),
        ("the page's title", ("title", "meta:site_name", "meta:publisher", "meta:creator")),
        ("the page's heading", ("heading", "subheading")),
    ):
        for text in page.furniture(*names):
            entry = authorities.by_host(text) if names == ("url",) else None
            if entry is not None:
                return Found((entry,), how, text, 1.0)
            if names != ("url",) and (found := _plainly_named(text)):
                return Found(found, how, text, 0.95)
    head = [block.text for block in page.head[:12] if is_short_line(block)]
    for text in [*head, *page.furniture("running")]:
        found = _plainly_named(text) if _stands_alone(text) else ()
        if found:
            return Found(found, "the document's first page", text, 0.95)
    return _weighed(page.source)


def _plainly_named(text: str) -> tuple[CouncilEntry, ...]:
    mentions = authorities.find(text)
    if max((m.strength for m in mentions), default=Strength.PLACE) < Strength.FORMAL:
        return ()
    return authorities.subject(text)


def _stands_alone(text: str) -> bool:
    """Whether a line is a name and little else, as a letterhead or title is."""
    mentions = [m for m in authorities.find(text) if m.strength is Strength.FORMAL]
    rest = len(text) - sum(m.end - m.start for m in mentions)
    return bool(mentions) and rest <= 45


@functools.lru_cache(maxsize=8)
def _weighed(source: SourceText) -> Found | None:
    """The council for which the whole text speaks, marked as inferred; None where none is clear."""
    weights: dict[str, float] = defaultdict(float)
    witnesses: dict[str, str] = {}
    texts = list(_texts(source))
    for host, entry in _hosts(source, texts):
        weights[entry.slug] += 2.0
        witnesses.setdefault(entry.slug, host)
    for slug, counted, witness in _named(texts):
        weights[slug] += counted
        witnesses.setdefault(slug, witness)
    for entry, witness in _county_seats(texts):
        weights[entry.slug] += 1.5
        witnesses.setdefault(entry.slug, witness)
    _lend_to_counties(weights, witnesses)
    ranked = sorted(((weight, slug) for slug, weight in weights.items()), reverse=True)
    if not ranked or ranked[0][0] < _LEAST:
        return None
    best, slug = ranked[0]
    second = ranked[1][0] if len(ranked) > 1 else 0.0
    if best < _CLEAR * second:
        return None
    winner = authorities.by_slug(slug)
    confidence = min(0.9, 0.4 + 0.08 * best) * (1 - 0.4 * second / best)
    if winner is None:
        return None
    return Found(
        (winner,), "places, boards and links named in the text", witnesses[slug], confidence, True
    )


def _texts(source: SourceText) -> Iterable[str]:
    length = 0
    sections: Sequence[str] = [
        text
        for section in source.sections
        for text in (section.title, *(block.text for block in section.blocks))
    ]
    furniture = [
        piece.text
        for piece in source.furniture
        if piece.name.startswith("field:") or piece.name in {"running", "subheading"}
    ]
    for text in (*furniture, *(block.text for block in source.blocks), *sections):
        length += len(text)
        if length > _SENTENCE_CAP:
            return
        yield text


def _hosts(source: SourceText, texts: Sequence[str]) -> Iterable[tuple[str, CouncilEntry]]:
    hosts = {match[1].lower().replace(" ", "") for text in texts for match in _HOST.finditer(text)}
    for link in (*source.links, *(link for s in source.sections for link in s.links)):
        hosts.update(match[1].lower() for match in _HOST.finditer(link.url))
    for piece in source.furniture:
        if piece.name == "link":
            hosts.update(match[1].lower() for match in _HOST.finditer(piece.text))
    seen: set[str] = set()
    for host in sorted(hosts):
        entry = authorities.by_host(host)
        if entry is not None and entry.slug not in seen:
            seen.add(entry.slug)
            yield host, entry


def _named(texts: Sequence[str]) -> Iterable[tuple[str, float, str]]:
    """Each council's weight from being named: every further mention counts less."""
    counts: dict[str, dict[Strength, int]] = defaultdict(lambda: defaultdict(int))
    witnesses: dict[str, str] = {}
    for text in texts:
        for mention in authorities.find(text):
            served = mention.company.councils() if mention.company else ()
            named = (mention.council,) if mention.council else ()
            for entry in named or (served if len(served) == 1 else ()):
                visiting = _VISITOR_BEFORE.search(
                    text[max(0, mention.start - 130) : mention.start]
                ) or _VISITOR_AFTER.match(text[mention.end : mention.end + 40])
                if entry.type != "combined authority" and not visiting:
                    counts[entry.slug][mention.strength] += 1
                    witnesses.setdefault(
                        entry.slug, text[max(0, mention.start - 30) : mention.end + 30]
                    )
    for slug, by_strength in counts.items():
        weight = sum(
            _WEIGHTS[strength] * (1 + math.log2(count)) * math.sqrt(count)
            for strength, count in by_strength.items()
        )
        yield slug, weight, witnesses[slug]


def _county_seats(texts: Sequence[str]) -> Iterable[tuple[CouncilEntry, str]]:
    """The county whose hall is named with its town: "County Hall, Worcester"."""
    for text in texts:
        for match in _COUNTY_SEAT.finditer(text):
            town = next((m for m in authorities.find(text[match.end() :])), None)
            if town is None or town.council is None or town.start > 40:
                continue
            county = authorities.by_slug(town.council.county or "") or town.council
            yield county, text[match.start() : match.end() + town.end][:120]
            return


def _lend_to_counties(weights: dict[str, float], witnesses: dict[str, str]) -> None:
    """A county's papers name its districts: each lends the county a little of its weight."""
    for slug, weight in list(weights.items()):
        entry = authorities.by_slug(slug)
        if entry and entry.county and entry.county in weights:
            weights[entry.county] += min(weight, 1.0) * 0.3
            weights[slug] = weight * 0.5
            witnesses.setdefault(entry.county, witnesses[slug])
