"""Who was judged: the council, an area of its services, or somebody else."""

from __future__ import annotations

import dataclasses
import re
from enum import StrEnum

from indexer import authorities
from indexer.authorities import Strength
from indexer.judgements.areas import AREA, FRAMEWORK_TITLE, area_of_match
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


_OWN = re.compile(
    r"\b(?:(?:the|this|our|its|their)\s+(?:local\s+)?(?:council|authority|service|borough"
    r"|county|city|department|directorate|provision)|local\s+authority|council|authority"
    r"|children['’]?s\s+(?:social\s+care|social\s+work|services?|service)(?:\s+services?)?"
    r"|children\s+(?:and|&)\s+famil(?:y|ies)['’]?(?:\s+services?)?|children\s+(?:and|&)\s+"
    r"young\s+people['’]?s?\s+services?"
    r"|services(?:\s+for\s+children)?|service|we|us|social\s+care|overall(?:\s+effectiveness)?"
    r"|directorate)\b",
    re.IGNORECASE,
)
_BODY = re.compile(
    r"\b(?:schools?|academ(?:y|ies)|nurser(?:y|ies)|pre-?schools?|child-?minders?|early\s+"
    r"years|settings?|providers?|placements?|colleges?|sixth\s+forms?|pupil\s+referral\s+"
    r"units?|PRUs?"
    r"|(?:children['’]?s|residential|care|nursing|secure|foster)\s+homes?|homes?|houses?"
    r"|fostering(?:\s+(?:service|agency))?|adoption\s+(?:agenc(?:y|ies)|panel)|agenc(?:y|ies)"
    r"|children['’]?s\s+cent(?:re|er)s?|cent(?:re|er)s?|hospitals?"
    r"|NHS|CQC|care\s+quality\s+commission|adult(?:s|['’]s)?\s+(?:social\s+care|education"
    r"|learning|services|safeguarding|care)|adult\s+and\s+community\s+learning|youth\s+"
    r"(?:justice|offending)(?:\s+(?:service|team))?|YOTs?|YOS|YJS|HMIP|HMI\s+probation"
    r"|probation"
    r"|police|constabulary|HMIC(?:FRS)?|fire(?:\s+and\s+rescue)?|units?|GPs?|surger(?:y|ies)"
    r"|clinics?|library|housing|regulator|SENDI?|special\s+educational\s+needs|local\s+"
    r"area(?:\s+partnership)?|JTAI|virtual\s+school|teaching|lessons?|pupils?|attainment"
    r"|provision\s+at|EYFS"
    r"|domiciliary|care\s+providers?|short\s+breaks?|respite|registered|assurance|audit\s+"
    r"commission|CPA|use\s+of\s+resources|ofsted\s+registered|(?:academy|hospital|foundation"
    r"|NHS)\s+trusts?)\b",
    re.IGNORECASE,
)
_ESTIMATE = re.compile(
    r"\bself[\s-](?:assess\w*|evaluat\w*|judg\w*|grad\w*|rat\w*|review\w*)|\bSEF\b"
    r"|\b(?:judged|rated|assessed|graded|scored|evaluated|considered)\s+(?:itself|ourselves"
    r"|themselves|himself|herself|its\s+own|our\s+own|their\s+own)"
    r"|\bown\s+(?:judge?ment|assessment|view|rating|evaluation)\b"
    r"|\bpeer\s+(?:review\w*|challenge|diagnostic|inspection|assessment)|\bmock\b|\bdry\s+run\b",
    re.IGNORECASE,
)
"""An estimate that is not an inspection, wherever it stands before the grade."""
_SAMPLED = re.compile(
    r"\b(?:(?:case|file|practice|internal|quality|themed|thematic|multi-agency|collaborative"
    r"|monthly)\s+)*audit(?:s|ed|ing|ors?)?\b"
    r"|\bcases?\b|\bdip[\s-]sampl\w+|\bmoderat\w+|\bfiles?\b|\bassessments?\b|\bplans\b"
    r"|\bsupervision\b|\bchronolog\w+|\brecords?\b|\bpractice\b|\bwork\b",
    re.IGNORECASE,
)
"""Cases and pieces of work that were looked at, not the services."""
_MANY = re.compile(
    r"\b\d+(?:\.\d+)?\s?(?:%|per\s?cent)|\bper\s?cent\b|\bpercentage\b|\b(?:two|three|four"
    r"|five|six|seven|eight|nine|ten|eleven|twelve|\d+|most|many|majority|number|proportion"
    r"|half|thirds?|quarter|some|few|several|none|one)\s+(?:out\s+)?of\s+(?:the\s+|those\s+"
    r"|all\s+|our\s+)?(?=\w+\s*\w*\s*(?:authorities|councils|LAs|schools|judge?ments"
    r"|inspections|services|homes|cases|local|region|\w+s\b))"
    r"|\b(?:other|neighbouring|regional|statistical|some|many|most|few|several|all|those|these"
    r"|\d+|two|three|four|five|six|seven|eight|nine|ten|where|similar|of)\s+(?:other\s+"
    r")?(?:local\s+)?(?:authorities|councils|LAs)\b|\bauthorities\b|\bcouncils\b"
    r"|\bnumber\s+of\b|\bboroughs\b"
    r"|\bLAs\b"
    r"|\b(?:an?|any|each|every|no)\s+(?:local\s+)?(?:authority|council|LA)\b"
    r"|\b(?:any|each|every|no)\s+(?:\w+\s+)?(?:services?|department)\b",
    re.IGNORECASE,
)
_ANOTHER = re.compile(
    r"\b(?:another|(?:some|any|an)other|(?:an?|the|our|its|their|this)\s+(?:neighbour(?:ing)?|adjoining"
    r"|adjacent|nearby|bordering|partner|home|host|placing)|a\s+different|one\s+other|the\s+"
    r"other)\s+"
    r"(?:local\s+)?(?:authority|council|borough|county|city|area|LA)\b",
    re.I,
)
_PARTS = re.compile(
    r"\b(?:all|four|three|five|each|both)\s+(?:\w+\s+){0,2}judge?ments\b"
    r"|\b(?:areas?|domains?|elements?|aspects?|themes?|sub-?(?:judge?ments?|categor(?:y|ies)|headings?)"
    r"|categories|strands?|teams?)\b",
    re.I,
)
_LEAD_IN = re.compile(
    r"(?:(?:the|its|their|our|both|all|services?|for|of|in|areas?|quality|experiences?"
    r"|progress|and"
    r"|provision|support|effectiveness|help|category|judge?ment|local\s+authority['’]s|domains?"
    r"|following|all|categories|two|three|four|each)\s*[:–-]?\s+)*",
    re.I,
)
_OVERALL_AND = re.compile(r"['\"’”)]*\s+overall,?\s+(?:and\s+)?(?:in|for)\s+", re.I)
_AREA_OR_OVERALL = re.compile(rf"{AREA.pattern}|\boverall(?:\s+effectiveness)?\b", re.I)
_AREA_JOIN = re.compile(
    r"\s*(?:services\s*)?(?:[,;]\s*and\b|[,;]|\band\b|&)\s*(?:(?:for|in|of|the|services|both)\s+)*",
    re.I,
)
_AND_ITS = re.compile(
    r"\b(?:services?|council|authority)\s+and\s+(?:(?:its|the|their)\s+)?(?:both\s+)?$", re.I
)
_ABOUT = re.compile(
    r"(?:in\s+relation\s+to|in\s+respect\s+of|with\s+regard\s+to|regarding)\b", re.I
)
_BOARD = re.compile(r"\bthe\s+(?:safeguarding\s+)?board\b", re.I)
_ANAPHOR = re.compile(r"(?:the\s+|this\s+|that\s+|its\s+)?service|services|it|they", re.I)
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
_NAMED = re.compile(
    r"(?P<name>(?:[A-Z][\w-]+)(?:\s+(?:(?:of|and|upon|on|the|&)\s+)?[A-Z][\w-]+){0,4})"
    r"(?:['’]s?\s+['\"‘“]*$|,?\s+(?:(?:which|who)\s+)?(?:(?:was|were|is|are|had\s+been|has\s+"
    r"been|having\s+been|being)\s+)?(?:recently\s+|also\s+|then\s+|now\s+|itself\s+)?(?:judged"
    r"|rated|graded|assessed|deemed|found)\b[\s\w'\"‘“(]*$)"
)
_GENERIC_NAME = re.compile(
    r"(?i)^(?:the\s+)?(?:ofsted|hmi|inspectors?|council|county|city|borough|authority"
    r"|local authority|committee|cabinet|members?|panel|board|children['’]?s?(?:\s+(?:and"
    r"|services|social|care).*)?|services?|director\w*|overall.*|leadership.*|care leavers"
    r"|adoption.*|it|this|these|they|we|he|she|there|ilacs|sif|report|january|february|march"
    r"|april|may|june|july|august|september|october|november|december|social care|early help"
    r"|safeguarding.*|local safeguarding.*|lscb|single inspection.*|inspection.*|councillor.*"
    r"|cllr.*|mr.*|mrs.*|ms.*|dr.*|government|department.*|dfe|england|national|although|while"
    r"|whilst|when|since|after|following|previous\w*|however|both|all|in|at|as|and|but|if"
    r"|help and protection)$"
)


def subject_before(near: str, whole: str, tie: int) -> Subject:
    """The subject of a judging word: what stands nearest before it.

    Args:
        near: the words since the last grade.
        whole: all words of the sentence before the grade.
        tie: where the judging words begin.
    """
    offset = len(whole) - len(near)
    text = _masked(near)
    if estimate := _ESTIMATE.search(whole):
        return Subject(SubjectKind.BODY, estimate.start(), name=estimate.group())
    if another := _ANOTHER.search(near):
        return Subject(SubjectKind.COUNCIL, another.start() + offset)
    if named := _other_name(near):
        return dataclasses.replace(named, start=named.start + offset)
    candidates = sorted(_candidates(text), key=lambda subject: subject.start)
    if not candidates and offset:
        text, offset = _masked(whole), 0
        candidates = sorted(_candidates(text), key=lambda subject: subject.start)
    if not candidates:
        return Subject(SubjectKind.OWN, tie, stated=False)
    strong = [s for s in candidates if s.stated] or candidates
    chosen = _antecedent(strong)
    shared = _areas_joined(text[: chosen.start]) if chosen.area is not Area.OVERALL else ()
    if chosen.area is Area.LSCB and _AND_ITS.search(text[: chosen.start]):
        shared += (Area.OVERALL,)
    return dataclasses.replace(chosen, start=chosen.start + offset, also=shared)


def _areas_joined(text: str) -> tuple[Area, ...]:
    """The areas listed straight before another: "overall effectiveness, A, B and"."""
    found: list[Area] = []
    end = len(text)
    for match in reversed(list(_AREA_OR_OVERALL.finditer(text))):
        if not _AREA_JOIN.fullmatch(text[match.end() : end]):
            break
        area = AREA.fullmatch(match.group())
        found.append(area_of_match(area) if area else Area.OVERALL)
        end = match.start()
    return tuple(found)


def _antecedent(candidates: list[Subject]) -> Subject:
    """The last candidate; for "the service" or "they", the service that was named before it."""
    last = candidates[-1]
    if last.kind is SubjectKind.OWN and last.name and _ANAPHOR.fullmatch(last.name):
        for earlier in reversed(candidates[:-1]):
            if (earlier.name or "").lower() == "the board":
                continue  # the board was told, not judged
            if earlier.area is not Area.OVERALL or earlier.kind is SubjectKind.BODY:
                return earlier
    return last


def subject_after(text: str) -> Subject | None:
    """The area that stands after a grade: "inadequate for help and protection"."""
    match = re.match(
        r"['\"’”)]*,?\s*(?:(?:overall\s+)?(?:judge?ment|rating|grade|grading)\s*)?(?:was\s+"
        r"given\s+)?(?:for|in|on|in\s+relation\s+to|in\s+respect\s+of|with\s+regard\s+to"
        r"|regarding|against|across)\s+(?:the\s+|its\s+|their\s+|both\s+|our\s+"
        r")?(?P<rest>.{3,120})",
        text,
        re.I,
    )
    if overall := _OVERALL_AND.match(text):
        areas = _areas_listed(_masked(text[overall.end() :]))
        return Subject(SubjectKind.OWN, 10**6, also=areas) if areas else None
    if match is None:
        return None
    rest = _masked(match["rest"])
    body = _BODY.match(rest)
    if body:
        return Subject(SubjectKind.BODY, len(text), name=body.group())
    if areas := _areas_listed(rest):
        return Subject(SubjectKind.OWN, 10**6, areas[0], rest, also=areas[1:])
    if _ABOUT.search(match.group()[: -len(match["rest"])]) and not _OWN.search(rest[:60]):
        return Subject(SubjectKind.PART, len(text))
    return None


def _areas_listed(text: str) -> tuple[Area, ...]:
    """The areas of the list that a text begins with."""
    found: list[Area] = []
    end = 0
    for match in AREA.finditer(text):
        between = text[end : match.start()]
        if not (_AREA_JOIN if found else _LEAD_IN).fullmatch(between):
            break
        found.append(area_of_match(match))
        end = match.end()
    return tuple(found)


def _candidates(text: str) -> list[Subject]:
    found: list[Subject] = []
    taken: list[tuple[int, int]] = []

    def add(match: re.Match[str], subject: Subject) -> None:
        if not any(start < match.end() and match.start() < end for start, end in taken):
            taken.append((match.start(), match.end()))
            found.append(subject)

    for match in _MANY.finditer(text):
        add(match, Subject(SubjectKind.MANY, match.start(), name=match.group()))
    for match in AREA.finditer(text):
        add(match, Subject(SubjectKind.OWN, match.start(), area_of_match(match), match.group()))
    for mention in authorities.find(text):
        if mention.strength is Strength.PLACE:
            continue
        councils = mention.company.councils() if mention.company else (mention.council,)
        taken.append((mention.start, mention.end))
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
    for match in _PARTS.finditer(text):
        if _THE_ONE.search(text[: match.start()]):
            continue
        weak = bool(_PREPOSITION.search(re.sub(r"(?:all|both|the)\s+$", "", text[: match.start()])))
        part = Subject(SubjectKind.PART, match.start(), name=match.group(), stated=not weak)
        add(match, part)
    for match in (*_BODY.finditer(text), *_SAMPLED.finditer(text)):
        weak = bool(_PREPOSITION.search(text[: match.start()]))
        add(match, Subject(SubjectKind.BODY, match.start(), name=match.group(), stated=not weak))
    for match in _OWN.finditer(text):
        weak = bool(_PREPOSITION.search(text[: match.start()])) and not _GERUND.match(
            text, match.end()
        )
        add(match, Subject(SubjectKind.OWN, match.start(), name=match.group(), stated=not weak))
    return found


def _other_name(text: str) -> Subject | None:
    """A body by its proper name straight before the judging word, if it is no council we know."""
    match = _NAMED.search(text)
    if match is None or authorities.find(match["name"]):
        return None
    name = match["name"]
    if _GENERIC_NAME.match(name) or AREA.search(name) or _OWN.search(name):
        return None
    return Subject(SubjectKind.COUNCIL, match.start(), name=name)


def _masked(text: str) -> str:
    """Hide the single inspection's long title, which names areas without judging them."""
    return FRAMEWORK_TITLE.sub(lambda m: " " * len(m.group()), text)
