"""Everything in the words before a judging word that could be what was judged."""

from __future__ import annotations

import dataclasses
import re
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


_OF_NAMED = re.compile(r"(?:['’]s?)?\s+(?:own\s+)?", re.I)
_WHOSE = re.compile(r"\bwhose\s+(?:own\s+)?$", re.I)
"""What follows is of the body just named: "Devon, whose services were …"."""
_ONE_OF = re.compile(
    r"\b(?:is|was|are|were|as|become|became|becoming|being|been|remain\w*)\s+(?:\w+\s+)?"
    r"(?:one\s+of\s+)?(?:(?:the|only|a|very|just|those|handful|of)\s+)*$",
    re.I,
)
"""Before "one of the few councils": the subject is the one, not the few."""
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
    r"\b(?:in|within|across|of|for|by|to|at|from|with|about|under|on|against)\s+(?:the\s+"
    r"|this\s+|our\s+|its\s+|a\s+)?$",
    re.I,
)
_BOARD = re.compile(
    r"\bthe\s+(?:safeguarding\s+)?board\b(?!\s+(?:also\s+|then\s+)?(?:(?!judged|rated|graded|found)\w+ed"
    r"|heard|(?:was|were)\s+(?:told|informed|advised|reminded))\b)",
    re.I,
)
"""The safeguarding board, not a board that "noted" or "was told" something."""
_NAMED = re.compile(
    r"(?P<name>(?:[A-Z][\w-]+)(?:\s+(?:(?:of|and|upon|on|the|&)\s+)?[A-Z][\w-]+){0,4})"
    r"(?:['’]s?\s+['\"‘“]*$|,?\s+(?:(?:which|who)\s+)?(?:(?:was|were|is|are|had\s+been|has\s+"
    r"been|having\s+been|being)\s+)?(?:recently\s+|also\s+|then\s+|now\s+|itself\s+)?(?:judged"
    r"|rated|graded|assessed|deemed|found)\b[\s\w'\"‘“(]*$)"
)
_GENERIC_NAME = re.compile(
    r"(?i)^(?:the\s+)?(?:ofsted.*|.*inspection|hmi|inspectors?|council|county|city|borough|authority"
    r"|local authority|committee|cabinet|members?|panel|board|children['’]?s?(?:\s+(?:and"
    r"|services|social|care).*)?|services?|director\w*|overall.*|leader(?:ship|s).*|managers.*"
    r"|care leavers"
    r"|adoption.*|it|this|these|they|we|he|she|there|ilacs|sif|report|january|february|march"
    r"|april|may|june|july|august|september|october|november|december|social care|early help"
    r"|safeguarding.*|local safeguarding.*|lscb|single inspection.*|inspection.*|councillor.*"
    r"|cllr.*|mr.*|mrs.*|ms.*|dr.*|government|department.*|dfe|england|national|although|while"
    r"|whilst|when|since|after|following|previous\w*|however|both|all|in|at|as|and|but|if"
    r"|help and protection)$"
)


def candidates_in(text: str) -> list[Subject]:
    """Every subject that `text` names, in no order."""
    found: list[Subject] = []
    taken: list[tuple[int, int]] = []
    ends: list[int] = []  # where the names of councils end

    def add(match: re.Match[str], subject: Subject) -> None:
        if not any(start < match.end() and match.start() < end for start, end in taken):
            taken.append((match.start(), match.end()))
            found.append(subject)

    for match in MANY.finditer(text):
        if _ONE_OF.search(text[: match.start()]):
            continue
        add(match, Subject(SubjectKind.MANY, match.start(), name=match.group()))
    for match in AREA.finditer(text):
        add(match, Subject(SubjectKind.OWN, match.start(), area_of_match(match), match.group()))
    for mention in authorities.find(text):
        if mention.strength is Strength.PLACE:
            continue
        councils = mention.company.councils() if mention.company else (mention.council,)
        taken.append((mention.start, mention.end))
        ends.append(mention.end)
        weak = bool(_PREPOSITION.search(text[: mention.start]))
        found.append(
            Subject(
                SubjectKind.COUNCIL,
                mention.start,
                name=text[mention.start : mention.end],
                slugs=tuple(entry.slug for entry in councils if entry),
                stated=not weak,
            )
        )
    for match in _BOARD.finditer(text):
        weak = bool(_PREPOSITION.search(text[: match.start()]))
        board = Subject(SubjectKind.OWN, match.start(), Area.LSCB, match.group(), stated=not weak)
        add(match, board)
    for match in PARTS.finditer(text):
        if _THE_ONE.search(text[: match.start()]):
            continue
        weak = bool(_PREPOSITION.search(re.sub(r"(?:all|both|the)\s+$", "", text[: match.start()])))
        part = Subject(SubjectKind.PART, match.start(), name=match.group(), stated=not weak)
        add(match, part)
    for match in (*BODY.finditer(text), *SAMPLED.finditer(text)):
        weak = bool(_PREPOSITION.search(text[: match.start()]))
        add(match, Subject(SubjectKind.BODY, match.start(), name=match.group(), stated=not weak))
    for match in OWN.finditer(text):
        if any(_OF_NAMED.fullmatch(text, end, match.start()) for end in ends):
            continue  # "Devon County Council's children's services" are Devon's
        if _ADVERB.search(text[: match.end()]) or (found and _WHOSE.search(text[: match.start()])):
            continue
        weak = bool(_PREPOSITION.search(text[: match.start()])) and not _GERUND.match(
            text, match.end()
        )
        add(match, Subject(SubjectKind.OWN, match.start(), name=match.group(), stated=not weak))
    return found


def other_name(text: str) -> Subject | None:
    """A body by its proper name straight before the judging word, if it is no council we know."""
    match = _NAMED.search(text)
    if match is None or authorities.find(match["name"]):
        return None
    name = match["name"]
    if _GENERIC_NAME.match(name) or AREA.search(name) or OWN.search(name):
        return None
    return Subject(SubjectKind.COUNCIL, match.start(), name=name)


_ACTIVE_OBJECT = re.compile(
    r"\w+\s+(?P<object>(?:the|a|an|its|their|our|his|her|these|those|this)\s+[^.;:]{2,110}?)\s"
    r"(?:as|to\s+be|to)(?:\s+\w+)?[\s'\"‘“(]*$",
    re.I,
)
_JUDGED_AS_A_WHOLE = re.compile(
    r"\b(?:judge?ments?|grad(?:e|ing)s?|ratings?|outcome|effectiveness|overall|all)\b", re.I
)
_THAT_IT_WAS = re.compile(
    r"\bthat\s+(?P<what>[^,;:]{2,90}?)\s+(?:was|were|is|are|had\s+been|remain\w*)\b[^,;]*$", re.I
)
_COPULA = re.compile(
    r"(?:\s*\b(?:was|were|is|are|be|been|being|had|has|have|having|now|also|again|still|then|just"
    r"|first|once|all|both|each|therefore|since|overall|would|will|not|to|\w+ly))+\s*$",
    re.I,
)
_AND_INSPECTED = re.compile(
    r"\s(?:was|were|been|being)\s+(?:\w+ly\s+)?(?:inspected|visited)\b[^.;:]{0,60}?\sand\s*$", re.I
)
"""What happened to the same subject before: "the kitchen was inspected and found to be …"."""
_NO_SUBJECT = re.compile(
    r"(?:ofsted|inspect\w*|hmi|reports?|letters?|judge?ments?|grad\w*|ratings?|outcomes?|results?"
    r"|findings?|verdicts?|conclusions?|effectiveness|ilacs|sif|framework|which|that|who|it|they|this"
    r"|these|those|we|us|he|she|there|i|and|but|or|as|if|when|while|since|because|after|before|so|than"
    r"|in|of|by|for|on|at|from|with|to|the|an?|its|our|their|his|her|was|were|20\d\d|year|month"
    r"|january|february|march|april|may|june|july|august|september|october|november|december|time"
    r"|ago|last|previously|following|being|having|therefore|then|areas?|categor\w+|everything"
    r"|trust|position|status)",
    re.I,
)
"""Words before a judging word that name nothing judged."""


def is_something_else(before: str, tie: int) -> bool:
    """Whether the words name something judged that is no service: "the proposals as …"."""
    if tie == len(before):
        return False  # the grade itself: one of a series, or "an inadequate rating"
    if active := _ACTIVE_OBJECT.match(before, tie):
        return not _JUDGED_AS_A_WHOLE.search(active["object"])
    subject = _AND_INSPECTED.sub("", _COPULA.sub("", before[:tie]))
    return _is_a_thing(_COPULA.sub("", subject).split())


def told_of_something_else(before: str, tie: int) -> bool:
    """Whether a that-clause names something that is no service: "finding that recording was …"."""
    clause = _THAT_IT_WAS.search(before, tie)
    return bool(
        clause and not candidates_in(clause["what"]) and _is_a_thing(clause["what"].split())
    )


def _is_a_thing(words: list[str]) -> bool:
    """Whether words end in a noun that is neither a name nor a word for a judgement."""
    if not words or not words[-1][-1].isalpha() or _NO_SUBJECT.fullmatch(words[-1]):
        return False
    plural = words[-1].endswith("s") and not words[-1].endswith(("'s", "’s"))
    is_name = words[-1][0].isupper() and (len(words) > 1 or not plural)
    return not is_name
