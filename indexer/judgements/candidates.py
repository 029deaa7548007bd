"""Everything in the words before a judging word that could be what was judged."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Container, Iterator, Sequence
from enum import StrEnum

from indexer import authorities
from indexer.authorities import Strength
from indexer.judgements.areas import AREA, area_of_match
from indexer.judgements.bodies import BODY, MANY, OWN, PARTS, SAMPLED
from indexer.records import Area


class SubjectKind(StrEnum):
    """What kind of body was judged."""

    OWN = "own"
    COUNCIL = "council"
    BODY = "body"
    MANY = "many"
    PART = "part"


@dataclasses.dataclass(frozen=True, slots=True)
class Subject:
    """Who was judged: `name` where it is printed, `slug` where it is a council of the register.

    OWN is whoever "the council" is here; COUNCIL a council by name, or another that is not named;
    BODY another service, or an estimate that is not an inspection; MANY a number of bodies
    together; PART some of the council's services that are not an area of their own. `also` holds
    the other areas that share the grade: "help and protection and leadership were both …".
    """

    kind: SubjectKind
    start: int
    area: Area = Area.OVERALL
    name: str | None = None
    slugs: tuple[str, ...] = ()
    stated: bool = True
    also: tuple[Area, ...] = ()


_OF_NAMED = re.compile(r"(?:['’]s?)?\s+(?:own\s+|the\s+|its\s+)?", re.I)
_IN = re.compile(r"\s+(?:in|at|across)\s+", re.I)
_LEAD_IN = re.compile(r"(?:(?:^|[,;:]\s+|\b(?:and|while|whereas|but)\s+)in|\bfrom)\s+$", re.I)
_WHERE = re.compile(
    r",?\s+where\b|,(?=\s+(?:the\s+|its\s+)?(?:council|authority|child|services?\b))", re.I
)
"""Before and behind a place whose services are told of: "In X, children's services were …"."""
_WHOSE = re.compile(
    r"\b(?:whose|(?:authorities|councils|boroughs|areas|LAs)\s+where)\s+(?:own\s+|the\s+|their\s+)?$",
    re.I,
)
"""What follows is of the body just named: "Devon, whose services were …"."""
_ONE_OF = re.compile(
    r"\b(?:is|was|are|were|as|become|became|becoming|being|been|remain\w*)\s+(?:\w+\s+)?"
    r"(?:one\s+of\s+)?(?:(?:the|only|a|very|just|those|handful|of)\s+)*$",
    re.I,
)
"""Before "one of the few councils": the subject is the one, not the few."""
_OF_ONE = re.compile(r"an?\s+(?:local\s+)?(?:authority|council)['’]s\b", re.I)
"""As the press begins: "a council's children's services have been rated good"."""
_SHARE_OF = re.compile(
    r"(?:%|\bper\s?cent|\b(?:percentage|proportion|majority|half|thirds?|quarters?|number))\s+of\s+"
    r"(?:the\s+|our\s+|its\s+)?(?:local\s+(?:authorit(?:y|ies)|council)['’]?s?\s+)?$",
    re.I,
)
"""A share of the services is not the service: "a quarter of children's services"."""
_SERVICE = re.compile(r"services?", re.I)
_KIND_OF_SERVICE = re.compile(r"(?<![\w'’])(?P<word>[a-z][a-z'’-]+|[A-Z]{2,})\s+$")
_NO_KIND = re.compile(
    r"the|our|its|their|his|her|your|these|those|this|that|whose|which|what|where|when|while|if|how|because|than"
    r"|and|or|but|of|for|in|on|to|as|at|by|with|from|into|about|after|since|before|until|although|though|whether"
    r"|despite|given|so|also|only|not|then|under|across|within|against|during|following|through|who|all|any|some|both|each|every|such|other|own|no"
    r"|overall|whole|entire|social|care|local|public|council|authority|county|city|borough|directorate|department"
    r"|child\w*(?:['’]s?)?|famil\w+(?:['’]s?)?|young|people['’]?s?|safeguarding|protection|help|\w+['’]s?|\w+s['’]"
    r"|\w+ed|found|saw|made|kept|held|said|says|improving|providing|delivering|running|leading|making|LA",
)
"""Before "services" it does not say what kind they are, or says that they are the whole."""
_ADVERB = re.compile(r"\b(?:judged|rated|graded|found)\s+overall$", re.I)
"""It names no subject: "areas judged overall as good"."""
_GERUND = re.compile(r"\s+(?:receiving|being|having|getting|obtaining)\b", re.I)
"""After it the body is the subject: "a factor in the Council receiving its grading"."""
_THE_ONE = re.compile(
    r"\b(?:is|was|were|are|being|as)\s+(?:the\s+|an?\s+)?(?:(?:one|two|only|single|other)\s+)*$",
    re.I,
)
"""After it a part is told of the subject: "leadership was the only area judged …"."""
_PREPOSITION = re.compile(
    r"(?<!, )\bwith\s+(?:the\s+|our\s+|its\s+)?$"
    r"|\b(?:in|within|across|of|for|by|to|at|from|about|under|on|against)\s+(?:the\s+"
    r"|this\s+|our\s+|its\s+|a\s+)?$",
    re.I,
)
_AGAINST_WHICH = re.compile(
    r"\b(?:which\s+|that\s+)?(?:we|they|councils|authorities)\s+(?:are|were)\s+\w+ed\s+(?:against|on)\b",
    re.I,
)
"""What only tells of the words before it: "the indicators we are judged against"."""
_OF_AREA = re.compile(r"['\"’”]*\s+(?:judge?ment\s+)?", re.I)
"""Between an area and the word for what it is: "the 'care leavers' strand was …"."""
_EVERY = re.compile(r"\b(?:all|every|each)(?:\s+(?:of\s+)?(?:the|its|our))?\s+$", re.I)
"""All parts together are the whole: "every strand was …"; a number of them need not be."""
_BOARD = re.compile(
    r"(?<!across )\bthe\s+(?:safeguarding\s+)?board\b"
    r"(?!\s+(?:also\s+|then\s+)?(?:(?!judged|rated|graded|found)\w+ed"
    r"|heard|(?:was|were)\s+(?:told|informed|advised|reminded))\b)",
    re.I,
)
"""The safeguarding board, not a board that "noted" or "was told" something."""


def candidates_in(text: str) -> list[Subject]:
    """Every subject that `text` names, in no order."""
    found: list[Subject] = []
    taken: list[tuple[int, int]] = []
    ends: list[int] = []  # where the names of councils end
    text = _AGAINST_WHICH.sub(lambda match: " " * len(match.group()), text)

    def add(match: re.Match[str], subject: Subject) -> None:
        if not any(start < match.end() and match.start() < end for start, end in taken):
            taken.append((match.start(), match.end()))
            found.append(subject)

    for match in MANY.finditer(text):
        if _ONE_OF.search(text[: match.start()]):
            continue
        if not _OF_ONE.match(text, match.start()):
            ends.append(match.end())
        add(match, Subject(SubjectKind.MANY, match.start(), name=match.group()))
    for match in AREA.finditer(text):
        add(match, Subject(SubjectKind.OWN, match.start(), area_of_match(match), match.group()))
    for council, end in _councils(text):
        taken.append((council.start, council.start + len(council.name or "")))
        ends.append(end)
        found.append(council)
    for match in _BOARD.finditer(text):
        weak = bool(_PREPOSITION.search(text[: match.start()]))
        board = Subject(SubjectKind.OWN, match.start(), Area.LSCB, match.group(), stated=not weak)
        add(match, board)
    for match, part in _parts(text):
        add(match, part)
    for match in (*BODY.finditer(text), *SAMPLED.finditer(text)):
        weak = bool(_PREPOSITION.search(text[: match.start()]))
        add(match, Subject(SubjectKind.BODY, match.start(), name=match.group(), stated=not weak))
    known = {one.start + len(one.name or "") for one in found}
    for match, service in _services(text, ends, known):
        if not (found and _WHOSE.search(text[: match.start()])):
            add(match, service)
    return [_served_in(found, one, text) for one in found]


def _served_in(found: Sequence[Subject], service: Subject, text: str) -> Subject:
    """The services, of the council whose name tells where they are: "services in X"."""
    for place in (one for one in found if one.slugs):
        between = text[service.start + len(service.name or "") : place.start]
        if service.kind is SubjectKind.OWN and _IN.fullmatch(between):
            return dataclasses.replace(service, kind=SubjectKind.COUNCIL, slugs=place.slugs)
    return service


def _councils(text: str) -> Iterator[tuple[Subject, int]]:
    """The councils that are named, each with the end of the words that tell of it."""
    for mention in authorities.find(text):
        end = mention.end
        weak = bool(_PREPOSITION.search(text[: mention.start]))
        if weak and (served := _end_of_place(mention, text)):
            end, weak = served, False
        elif mention.strength is Strength.PLACE:
            continue
        councils = mention.company.councils() if mention.company else (mention.council,)
        slugs = tuple(entry.slug for entry in councils if entry)
        name = text[mention.start : mention.end]
        yield (
            Subject(SubjectKind.COUNCIL, mention.start, name=name, slugs=slugs, stated=not weak),
            end,
        )


def _end_of_place(mention: authorities.Mention, text: str) -> int | None:
    """Where the words end that make a council of a place: "In X, …", "from X, where …"."""
    if mention.council is None or not mention.council.runs_childrens_services:
        return None
    behind = _WHERE.match(text, mention.end) if _LEAD_IN.search(text[: mention.start]) else None
    return behind.end() if behind else None


def _services(
    text: str, ends: Sequence[int], known: Container[int]
) -> Iterator[tuple[re.Match[str], Subject]]:
    """The council and its services, but those of a council whose name ends just before.

    Services of some kind ("library services") are a part, unless another subject, which ends at one
    of the `known` places, says of which kind they are.
    """
    for match in OWN.finditer(text):
        before = text[: match.start()]
        if _SHARE_OF.search(before):
            yield match, Subject(SubjectKind.MANY, match.start(), name=match.group())
        elif _SERVICE.fullmatch(match.group()) and _is_of_a_kind(before, known):
            yield match, Subject(SubjectKind.PART, match.start(), name=match.group())
        elif not (
            _ADVERB.search(text[: match.end()])
            or any(_OF_NAMED.fullmatch(text, end, match.start()) for end in ends)
        ):
            weak = _PREPOSITION.search(before) and not _GERUND.match(text, match.end())
            yield (
                match,
                Subject(SubjectKind.OWN, match.start(), name=match.group(), stated=not weak),
            )


def _is_of_a_kind(before: str, known: Container[int]) -> bool:
    """Whether the word before "services" says of which kind they are."""
    kind = _KIND_OF_SERVICE.search(before)
    if kind is None or len(before.rstrip()) in known:
        return False
    return not _NO_KIND.fullmatch(kind["word"])


def _parts(text: str) -> Iterator[tuple[re.Match[str], Subject]]:
    """Parts of the services, and all parts together; not what merely says that an area is one."""
    areas = [match.end() for match in AREA.finditer(text)]
    for match in PARTS.finditer(text):
        before = text[: match.start()]
        if _THE_ONE.search(before) or any(
            _OF_AREA.fullmatch(text, end, match.start()) for end in areas
        ):
            continue
        every = _EVERY.search(before) and not match.group().startswith("sub")
        kind = SubjectKind.OWN if every else SubjectKind.PART
        lead = _EVERY.sub("", before) if every else re.sub(r"(?:all|both|the)\s+$", "", before)
        weak = bool(_PREPOSITION.search(lead))
        yield match, Subject(kind, match.start(), name=match.group(), stated=not weak)
