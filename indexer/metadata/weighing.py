"""The council for which a whole text speaks, where nothing states whose it is.

Links and e-mail addresses, boards and services named after a council, the council itself and its
trust are weighed; a name tied to its own inspection or services weighs more than a bare one. A
council that is only mentioned (a neighbour, a partner) gathers little weight. Where no council
stands clear of the rest, none is given.
"""

from __future__ import annotations

import dataclasses
import functools
import math
import re
from collections import defaultdict
from collections.abc import Iterable, Sequence

from indexer import authorities
from indexer.authorities import CouncilEntry, Mention, Strength
from indexer.blocks import SourceText

_HOST = re.compile(
    r"(?:https?://|www\.|@|\b)((?:[a-z0-9-]+\.)*[a-z0-9-]+\s?\.(?:gov\.uk|moderngov\.co\.uk"
    r"|gov\.wales"
    r"|org\.uk|co\.uk|org|com))\b",
    re.I,
)
_COUNTY_SEAT = re.compile(
    r"\b(?:county|shire) hall\b,?\s*(?:[A-Z][\w' ]{2,30},\s*){0,2}", re.IGNORECASE
)
_SEAT = re.compile(
    r"\b(?:Town Hall|Civic (?:Centre|Offices)|Council (?:House|Offices)|Guildhall)\b"
)
_CHAMBER = re.compile(r"\b(?:chamber|committee rooms?)\b", re.I)
_VISITOR_BEFORE = re.compile(
    r"\b(?:director|officer|manager|head|lead|leader|advis[eo]r|commissioner|consultant"
    r"|chief executive|chair"
    r"|representative)s?\b[^.;|]{0,90}(?:,|\(|\bat|\bfrom|\bof|-|–)\s*$"
    r"|\b(?:Mrs?|Ms|Miss|Dr|Prof|Cllr|Councillor)\b\.?\s[^.;:|]{2,40}(?:,|\(|-|–)\s*$",
    re.IGNORECASE,
)
_PARTNER_BEFORE = re.compile(
    r"\b(?:led|hosted|supported|visited|commissioned|provided|inspired) by\s*(?:the\s+)?$"
    r"|\b(?:(?<!members )from|with)\s+(?:the\s+)?(?:(?:colleagues|officers|staff)\s+(?:at|of|in)"
    r"\s+)?(?:the\s+)?$"
    r"|\b(?:partner(?:s|ship|ed|ing)?|working|work|join(?:t|tly)|alongside|together|compared"
    r"|similar|(?<!monitoring )(?<!focused )(?<!assurance )(?<!ofsted )visit(?:s|ed)?|such as"
    r"|including|like|unlike|neighbours?|neighbouring|model|practice|approach)\b"
    r"(?:\s+(?:to|with|of|from|in|at|the))*\s*$"
    r"|\b(?:inquiry|scandal|events|tragic\w*|tragedy|death|jay report|casey)\b[^.;]{0,60}$"
    r"|\b(?:learn\w*|lessons?|experiences?|examples?)\s+(?:from|of|in)\b[^.;]{0,60}$",
    re.IGNORECASE,
)
_VISITOR_AFTER = re.compile(
    r"^(?:['’]s?)?\s+(?:former\s+)?(?:director|chief executive|officers?|leader|head)\b",
    re.IGNORECASE,
)
"""A council named as where somebody comes from: in its own papers that goes without saying."""
_AGAINST = 0.5
"""What each mention as somebody's partner or example takes from a council's weight."""
_TIED_BEFORE = re.compile(
    r"\b(?:visits?|(?:re-?)?inspections?|revisits?|inspected|judge?ments?|JTAI\)?|ILACS\)?)\s+(?:to|of|in|at|on)"
    r"\s+(?:the\s+)?$"
    r"|\b(?:(?:here|children['’]?s services) in)\s+$",
    re.IGNORECASE,
)
_PEOPLE_OF = re.compile(
    r"\b(?:children|young people|care leavers|care experienced|famil(?:y|ies)|carers|residents"
    r"|services|provision|schools?|SEND\)?)(?:\s+and\s+\w+)?\s+(?:in|across|within|of|throughout)\s+$"
    r"|\b(?:within|across|throughout)\s+$",
    re.IGNORECASE,
)
"""Its people and schools: said of a neighbour too, so that one such mention is not enough."""
_TIED_AFTER = re.compile(
    r"^(?:['’]s?)?\s+(?:own\s+|first\s+|second\s+|third\s+|recent\s+|latest\s+|last\s+)*(?:ofsted|ILACS"
    r"|(?:full\s+|re-?)?inspection|(?:monitoring|focused)\s+visit|children|care\s+leavers|SEND"
    r"|special|improvement|corporate|safeguarding|fostering|adoption|local\s+offer|self-)"
    r"|^\s+(?:annual|corporate|council|improvement)\s+(?:\w+\s+){0,2}(?:report|plan)\b"
    r"|^\s+special\s+educational\s+needs"
    r"|^\s+(?:had\s+|has\s+)?(?:received|been\s+given)\b(?:\s+\w+){0,5}\s+(?:inspect\w+|judge?ments?"
    r"|ratings?|grades?|grading)\b",
    re.IGNORECASE,
)
"""A council's name tied to its own inspection, services or plan: "focused visit to Devon"."""
_JOINT = re.compile(r"\b[A-Z][\w-]+,?\s+(?:and|&)\s+$")
"""What two councils share says nothing of either: "X and Y Safeguarding Children Board"."""
_SENTENCE_CAP = 40_000
_WEIGHTS = {
    Strength.FORMAL: 1.0,
    Strength.SERVICE: 1.2,
    Strength.NAME: 0.5,
    Strength.PLACE: 0.15,
}
_TIED = 1.0
"""The weight of a bare name that is tied to its own inspection, services or plan."""
_OF_ITS_PEOPLE = 0.9
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


@functools.lru_cache(maxsize=8)
def weighed(source: SourceText) -> Found | None:
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
    for entry, witness in _seats(source):
        weights[entry.slug] += 1.0
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
    counts: dict[str, dict[float, int]] = defaultdict(lambda: defaultdict(int))
    partners: dict[str, int] = defaultdict(int)
    witnesses: dict[str, str] = {}
    for text in texts:
        for mention in authorities.find(text):
            served = mention.company.councils() if mention.company else ()
            named = (mention.council,) if mention.council else ()
            for entry in named or (served if len(served) == 1 else ()):
                before = text[max(0, mention.start - 130) : mention.start]
                after = text[mention.end : mention.end + 60]
                partner = _PARTNER_BEFORE.search(before)
                visiting = _VISITOR_BEFORE.search(before) or _VISITOR_AFTER.match(after) or partner
                partners[entry.slug] += partner is not None
                if entry.type != "combined authority" and not (visiting or mention.joint):
                    counts[entry.slug][_weight(mention, before, after)] += 1
                    witnesses.setdefault(
                        entry.slug, text[max(0, mention.start - 30) : mention.end + 30]
                    )
    for slug, by_weight in counts.items():
        weight = sum(
            each * (1 + math.log2(count)) * math.sqrt(count) for each, count in by_weight.items()
        )
        yield slug, weight - _AGAINST * partners[slug], witnesses[slug]


def _weight(mention: Mention, before: str, after: str) -> float:
    """What a mention weighs by itself; a bare name more where it is tied to its own services."""
    if mention.strength is Strength.NAME and _PEOPLE_OF.search(before):
        return _OF_ITS_PEOPLE
    tied = mention.strength is Strength.NAME and (
        _TIED_BEFORE.search(before) or (_TIED_AFTER.match(after) and not _JOINT.search(before))
    )
    return _TIED if tied else _WEIGHTS[mention.strength]


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


def _seats(source: SourceText) -> Iterable[tuple[CouncilEntry, str]]:
    """The council in whose own chamber the meeting was held: "Council Chamber, Bury Town Hall".

    In a district's chamber its county's committees meet as well, so it tells nothing.
    """
    for piece in source.furniture:
        text = piece.text
        seat = _SEAT.search(text) if piece.name in {"field:venue", "field:location"} else None
        if seat is None or not _CHAMBER.search(text):
            continue
        for mention in authorities.find(text):
            named = mention.start > seat.end() and mention.strength > Strength.PLACE
            beside = -2 < seat.start() - mention.end < 2 or named
            if beside and mention.council is not None and mention.council.county is None:
                yield mention.council, text
                return


def _lend_to_counties(weights: dict[str, float], witnesses: dict[str, str]) -> None:
    """A county's papers name its districts: each lends the county a little of its weight."""
    for slug, weight in list(weights.items()):
        entry = authorities.by_slug(slug)
        if entry and entry.county and entry.county in weights:
            weights[entry.county] += min(weight, 1.0) * 0.3
            weights[slug] = weight * 0.5
            witnesses.setdefault(entry.county, witnesses[slug])
