"""Find the councils and companies that a text names, and how plainly it names them.

Names contain each other (York, North Yorkshire), so the longest name at a place wins and consumes
its words. A name is also part of other bodies' names (Bedfordshire Police, Kent Road, a person
called Lincoln): those are told apart by the words around it.
"""

from __future__ import annotations

import dataclasses
import functools
import re
from collections import defaultdict
from enum import IntEnum

from indexer.authorities.register import Company, CouncilEntry, all_councils, companies


class Strength(IntEnum):
    """How plainly a text names a council; compare with < and >."""

    PLACE = 1
    """The name of a place, or part of another body's name: "Bedfordshire Police"."""
    NAME = 2
    """The bare name: "Devon"."""
    SERVICE = 3
    """Its services or boards: "Devon Safeguarding Children Partnership", "Devon was judged"."""
    FORMAL = 4
    """The council by its formal name, or its company: "Devon County Council"."""


@dataclasses.dataclass(frozen=True, slots=True)
class Mention:
    """A council, or a company, named at characters `start` to `end` of a text."""

    start: int
    end: int
    strength: Strength
    council: CouncilEntry | None = None
    company: Company | None = None
    joint: bool = False
    """Whether it is named for a body shared with others: "X and Y Safeguarding Board"."""


@dataclasses.dataclass(frozen=True, slots=True)
class _Word:
    text: str
    start: int
    end: int
    key: str


_WORD = re.compile(r"&|[^\W\d_]+(?:['’`][^\W\d_]+)*")
_PREFIX = re.compile(
    r"(?:\b(?:london|royal|metropolitan)\s+)*\b(?:borough|city|county|corporation|council)"
    r"(?:\s+and\s+(?:county|district))?(?:\s+council)?\s+of\s+(?:the\s+)?(?:city\s+of\s+)?$",
    re.IGNORECASE,
)
_COUNCIL = re.compile(
    r"(?:['’]s?)?[\s,]+(?:(?:london|county|city|borough|metropolitan|district|unitary|and"
    r"|the)\s+)*"
    r"(?:council\b(?!\s+(?:estate|house|tenan|tax))|corporation\b|(?:[CMDB]?[MBDC]?BC|MDC|CC"
    r"|DC)\b"
    r"|unitary authority\b)",
    re.IGNORECASE,
)
_KIND = re.compile(r"(?:['’]s?)?\s+(?:city|county|borough)\b", re.IGNORECASE)
_SERVICE = re.compile(
    r"(?:['’]s?)?\s+(?:(?:local|children|strategic|multi-agency|adults?|and|young|people|family"
    r"|families)(?:['’]s?)?\s+)*"
    r"(?:safeguarding|LSCB|SCB|children['’]?s?\s+(?:services|social|trust|improvement|board"
    r"|partner)"
    r"|children\s+and\s+(?:young|famil)|local\s+(?:authority|area)|local\s+area\s+partnership"
    r"|corporate\s+parenting|improvement\s+board|health\s+and\s+wellbeing\s+board|MASH\b"
    r"|authority\b|youth\s+(?:offending|justice)|early\s+help|virtual\s+school)",
    re.IGNORECASE,
)
_SERVICES_IN = re.compile(
    r"\b(?:children['’]?s?\s+(?:social\s+care\s+)?services|services\s+for\s+children|local\s+"
    r"authority)"
    r"\s+(?:in|at|of)\s+(?:the\s+)?$",
    re.IGNORECASE,
)
_IS_JUDGED = re.compile(
    r"(?:['’]s)?\s+(?:(?:was|were|is|are|has|had|have|been|again|also|now)\s+){1,3}"
    r"(?:judged|rated|graded|inspected)\b"
)
_JOINT = re.compile(r"\b[A-Z][\w-]+,?\s+(?:and|&)\s+$")
"""A board of several councils is named after each: "X and Y Safeguarding Children Board"."""
_AND = re.compile(r"\s*(?:,|,?\s(?:and|&)(?:\s+the)?)\s+", re.IGNORECASE)
_WHOLE = re.compile(r"\b(?:council|corporation)$", re.IGNORECASE)
_CITY_BEFORE = re.compile(r"(?:^|[^\w\s]\s*|\b[a-z]+\s+|\bThe\s+)City\s+(?:and|&)\s+$")
_CITY_AFTER = re.compile(r"\s+(?:and|&)\s+(?:the\s+)?City\b(?!\s+(?:of|Council)\b)")
"""A city without its name, beside a name: what the two share is neither's alone."""
_OTHER_BODY = re.compile(
    r"(?:['’]s?)?\s+(?:and\s+[A-Z]\w+\s+)?(?:[A-Z]\w+\s+){0,2}?"
    r"(?:Police|Constabulary|NHS|CCG|ICB|Hospitals?|Universit(?:y|ies)|College|Academy|Road"
    r"|Street"
    r"|Lane|Avenue|Close|House|Primary|Infant|Junior|High\s+School|School\b|Grammar|Fire"
    r"|Healthcare"
    r"|Health\s+(?:Authority|Care|Trust)|Foundation\s+Trust|Diocese|Crown\s+Court|Magistrates"
    r"|Airport|Station|Theatre|Museum|Football|FC\b|United|Rovers|Town\s+(?:Hall|Council)"
    r"|Parish|Chamber|LEP\b|Combined|Probation|Partnership\s+NHS)",
)
_TITLE = (
    r"(?:cllrs?|councillors?|mr|messrs|mrs|ms|mx|miss|dr|sir|dame|lord|lady|baroness|rev|revd|prof"
    r"|professor|ald|alderm[ae]n|alderwoman|judge)"
)
_TITLES = re.compile(_TITLE)
_INITIALS = re.compile(r"(?<![\w'’.-])(?:[A-Z](?:\.\s?|\s)){1,4}\s*$")
_JOINED_INITIALS = re.compile(r"\b(?!(?:IN|OF|TO|AT|BY|OR|UK|LA)\b)[A-Z]{2}\s+(?=[A-Z][a-z])")
_TITLED = re.compile(
    rf"\b(?=[A-Z])(?i:{_TITLE})\b\.?"
    r"(?:[\s,&.]+(?:and\s+)?[A-Z][\w'’-]*|\s*\([^()]{0,30}\))*[\s,&.]*(?:and\s+)?$"
)
"""A title and then nothing but names: a list of people is titled only once."""
_AFTER_A_PERSON = re.compile(
    r",?\s+(?:(?!I\b)[A-Z]\b\.?\s?){1,3}(?=$|[,;|(])|\s*\((?i:(?:(?:vice|deputy)[-\s]*)?chair)"
)
"""What follows a surname and no place: "Kent, J", "Kent (Chair)"."""
_BEFORE_A_FORENAME = re.compile(r"(?:^|[,;:|(]|\band)\s*$")
_SURNAME = re.compile(
    r"[ \t]+(?!Borough|City|County|Council|District)[A-Z][a-z'’]+(?:-[A-Z][a-z]+)?"
    r"(?=\s*(?:$|[,;|(]|\s-\s))"
)
"""In a list of people a name is the forename of one: "…, Brent Miller, …"."""
_DOUBLE_BEFORE = re.compile(r"\b[A-Z][a-z'’]+-$")
_DOUBLE_AFTER = re.compile(r"-[A-Z][a-z]")
_BEFORE_PLACE = re.compile(
    r"(?:in|for|at|the|from|of|to|across|within|and|or|by|with|near|around|between|against|as|is"
    r"|was|than|that|an?|greater|neighbouring|&|council|authorit(?:y|ies)|county|city|borough"
    r"|district|ofsted|unlike|including|inspected|visited)"
)
_ORDINARY_WORDS = frozenset({"reading", "bury", "sale", "down", "hart", "eden", "wells", "rugby"})


def find(text: str) -> tuple[Mention, ...]:
    """Find every council and company named in `text`, in order and without overlaps."""
    words = [_Word(m.group(), m.start(), m.end(), _key(m.group())) for m in _WORD.finditer(text)]
    found: list[Mention] = []
    at = 0
    while at < len(words):
        length, owner = _longest(words, at)
        if owner is None:
            at += 1
            continue
        mention = _mention(text, words, at, length, owner)
        if mention is not None:
            found.append(mention)
        at += length
    return _with_joint_bodies(text, found)


def _with_joint_bodies(text: str, found: list[Mention]) -> tuple[Mention, ...]:
    """Mark the names that share a board or service: all are named as plainly as the last is."""
    joint: set[int] = set()
    for at in range(len(found) - 1, 0, -1):
        earlier, later = found[at - 1], found[at]
        if (
            (at in joint or _SERVICE.match(text, later.end))
            and _AND.fullmatch(text[earlier.end : later.start])
            and _can_share(text, earlier)
            and _can_share(text, later)
        ):
            joint |= {at - 1, at}
    return tuple(
        dataclasses.replace(mention, strength=Strength.SERVICE, joint=True)
        if at in joint
        else mention
        for at, mention in enumerate(found)
    )


def _can_share(text: str, mention: Mention) -> bool:
    """Whether a mention can be half of a body's name; a council named in full is whole."""
    printed = text[mention.start : mention.end]
    return mention.council is not None and not _WHOLE.search(printed)


def _mention(
    text: str, words: list[_Word], at: int, length: int, owner: CouncilEntry | Company
) -> Mention | None:
    start, end = words[at].start, words[at + length - 1].end
    if isinstance(owner, Company):
        return Mention(start, end, Strength.FORMAL, company=owner)
    printed = text[start:end]
    before = _PREFIX.search(text[max(0, start - 60) : start])
    after = _COUNCIL.match(text, end) or (_KIND.match(text, end) if length == 1 else None)
    if _is_formal(printed) and (" of " in printed or printed.lower() != owner.name.lower()):
        return Mention(start, end, Strength.FORMAL, council=owner)
    other_body = _OTHER_BODY.match(text, end)
    if after and "," in after.group() and _part_of_a_person(words, at, text, end):
        after = None
    if before or (after and not other_body):
        first = start - len(before.group()) if before else start
        return Mention(first, after.end() if after else end, Strength.FORMAL, council=owner)
    titled = _INITIALS.search(text[max(0, start - 20) : start]) or (
        at and _TITLES.fullmatch(words[at - 1].key)
    )
    last = None if titled else _service_end(text, start, end)
    if printed[0].isupper() and last is not None:
        return Mention(start, last, Strength.SERVICE, council=owner)
    if not _is_name(text, words, at, end, owner):
        return None
    return Mention(start, end, Strength.PLACE if other_body else Strength.NAME, council=owner)


def _service_end(text: str, start: int, end: int) -> int | None:
    """Where words end that make a name a council's services or board; None where there are none."""
    if _JOINT.search(text[max(0, start - 40) : start]) or _CITY_AFTER.match(text, end):
        return None
    if match := _SERVICE.match(text, end) or _IS_JUDGED.match(text, end):
        return match.end()
    return end if _SERVICES_IN.search(text[max(0, start - 60) : start]) else None


def _is_name(text: str, words: list[_Word], at: int, end: int, owner: CouncilEntry) -> bool:
    """Whether a bare name stands for the place, not for a person or an ordinary word."""
    word = words[at]
    before = text[max(0, word.start - 40) : word.start]
    if _CITY_BEFORE.search(before) or _CITY_AFTER.match(text, end):
        return False
    if not word.text[0].isupper() or _part_of_a_person(words, at, text, end):
        return False
    return owner.name.lower() not in _ORDINARY_WORDS or not _starts_sentence(text, word.start)


def _is_formal(printed: str) -> bool:
    return bool(re.search(r"(?i)\b(?:council|borough of|city of|corporation|authority)\b", printed))


def _part_of_a_person(words: list[_Word], at: int, text: str, end: int) -> bool:
    """Whether the name at `at` is a surname: by a title, initials, a forename or an office."""
    if any(_TITLES.fullmatch(word.key) for word in words[max(0, at - 2) : at]):
        return True
    before_it = text[max(0, words[at].start - 200) : words[at].start]
    if at and _JOINED_INITIALS.match(text, words[at - 1].start):
        return True
    if any(p.search(before_it) for p in (_INITIALS, _TITLED, _DOUBLE_BEFORE)):
        return True
    surname = _BEFORE_A_FORENAME.search(before_it) and _SURNAME.match(text, end)
    if surname or _AFTER_A_PERSON.match(text, end) or _DOUBLE_AFTER.match(text, end):
        return True
    if at == 0 or not text[words[at - 1].end : words[at].start].isspace():
        return False
    before = words[at - 1]
    return (
        before.text[0].isupper()
        and not before.text.isupper()
        and not _BEFORE_PLACE.fullmatch(before.key)
        and before.key not in _name_words()
    )


def _starts_sentence(text: str, start: int) -> bool:
    return not text[:start].strip() or text[:start].rstrip()[-1:] in ".!?:;•·–-"


def _longest(words: list[_Word], at: int) -> tuple[int, CouncilEntry | Company | None]:
    for name, owner in _names().get(words[at].key, ()):
        if len(name) <= len(words) - at and all(
            words[at + i].key == part for i, part in enumerate(name)
        ):
            return len(name), owner
    return 0, None


@functools.cache
def _names() -> dict[str, list[tuple[tuple[str, ...], CouncilEntry | Company]]]:
    """Every name by its first word, the longest first."""
    found: dict[str, list[tuple[tuple[str, ...], CouncilEntry | Company]]] = defaultdict(list)
    owners: list[CouncilEntry | Company] = [*all_councils(), *companies()]
    for owner in owners:
        names = [owner.name, *owner.aliases]
        if isinstance(owner, CouncilEntry):
            names.append(owner.full_name)
        for name in dict.fromkeys(tuple(_key(m.group()) for m in _WORD.finditer(n)) for n in names):
            found[name[0]].append((name, owner))
    for entries in found.values():
        entries.sort(key=lambda entry: -len(entry[0]))
    return dict(found)


@functools.cache
def _name_words() -> frozenset[str]:
    """Words that stand before a name inside a longer list of places ("North", "Kent")."""
    return frozenset(word for names in _names().values() for name, _ in names for word in name)


def _key(word: str) -> str:
    """A word as compared: lower case, "&" as "and", without a possessive."""
    lowered = word.lower().replace("’", "'").replace("`", "'")
    if lowered == "&":
        return "and"
    return re.sub(r"'s?$|'", "", lowered) if lowered != "b&nes" else lowered
