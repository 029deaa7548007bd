"""Grades said of services with no judging word: "children's services remain inadequate"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from indexer.judgements.adjectives import AS_A_BODY, BODY_BEFORE, IN_FULL, SERVICE_AFTER
from indexer.judgements.areas import AREA
from indexer.judgements.grades import PrintedGrade, printed_grades
from indexer.judgements.judging import JUDGED, VERDICT, first_start
from indexer.records import Grade

_PLAIN_SUBJECT = re.compile(
    r"(?:^|\b(?:that|and|but|because|when|where|while|whilst|although|though|as)\s+)['\"‘“]?(?:the\s+)?(?:overall,?\s+"
    r")?(?:(?:council|county|borough|city)['’]?s\s+|our\s+|its\s+|their\s+"
    r"|(?-i:[A-Z][\w-]+(?:\s+[A-Z][\w-]+){0,3})['’]s?\s+)?"
    r"(?:children['’]?s\s+(?:social\s+care\s+|social\s+work\s+)?services|services\s+for\s+"
    r"children(?:\s+and\s+(?:their\s+)?(?:families|young\s+people))?|local\s+authority|overall\s+effectiveness)"
    r"(?:\s+(?:in|at|for|provided\s+by)\s+(?:the\s+)?[A-Z][^.;,]{0,50}?)?\s+(?:overall\s+"
    r")?(?:(?:is|are|was|were|remains?|remained)\s+)?(?:now\s+|still\s+|also\s+|overall\s+"
    r"|currently\s+|therefore\s+)*['\"‘“(]*$",
    re.I,
)
_SERVICES_ARE = re.compile(
    r"(?:^|\bthat\s+)(?:the\s+)?services\s+(?:were|are|had\s+been|remain(?:ed)?)\s+"
    r"(?:now\s+|still\s+|again\s+)?['\"‘“(]*$",
    re.I,
)
_SERVICES_THAT = re.compile(
    rf"\b(?:{VERDICT}|{JUDGED}|concluded|found|ofsted|inspect\w+)\b.{{0,110}}?\b(?:services?"
    rf"|council|authority|provision|arrangements|leadership|protection|care|leavers|board|lscb"
    rf"|it|they|partnership)\b"
    r"(?:\s+(?:in|for|at|provided|of)\s+[^.;,]{0,50}?)?(?:\s+(?:was|were|is|are|had|has"
    r"|remain(?:s|ed)?|still|now|also|overall|to\s+be|therefore|currently|that))*[\s'\"‘“(]*$",
    re.I,
)
_TITLED_SUBJECT = re.compile(
    r"\b(?:children['’]?s\s+(?:social\s+care\s+|social\s+work\s+)?services|services\s+for\s+children"
    r"|(?:council|authority|county|borough|city)['’]s\s+services)\s+(?:is|are|was|were|had\s+been|remain\w*)"
    r"\s+(?:(?:now|still|again|also|officially|formally|overall|once)\s+)*['\"‘“(]*$",
    re.I,
)
"""A grade with a capital inside a sentence: "children's services were now officially Good"."""
_THAT_NAME = re.compile(
    r"\b(?:judge?ment|found|finding|concluded|conclusion|confirmed|outcome)\b.{0,40}?\bthat\s+"
    r"(?:[A-Z][\w'’-]+\s+){1,5}['\"‘“(]*$"
)
_THEY_HAD_BEEN = re.compile(
    r"\b(?:they|it|services?|this)\s+had\s+(?:previously\s+|once\s+)?been\s+['\"‘“(]*$", re.I
)
_NOW = re.compile(r"\b(?:and|but|they|it|services?|which)\s+(?:now|currently)\s+$", re.I)
_DECLINED = re.compile(
    r"\bservices\b[^.;,]{0,40}\band\s+(?:were|are|was|is|had\s+become)\s+(?:now|again|still|once\s+more)"
    r"\s+['\"‘“(]*$",
    re.I,
)
_AREA_IS = re.compile(
    rf"(?:{AREA.pattern}|\boverall\s+effectiveness)['\"’”)]*(?:\s+\([^)]{{1,20}}\))?(?:\s+services)?(?:,?\s+(?:which|it|they|this))?,?\s+(?:(?:is|are|was|were|remains?"
    rf"|remained|had\s+"
    rf"been|also|already|both|all|now|still|currently|therefore|again)\s+)*['\"‘“(]*$",
    re.I,
)
_AREA_COLON = re.compile(
    rf"(?:{AREA.pattern}|\boverall(?:\s+effectiveness)?)(?:\s+services)?\s*[:=,–-]\s*['\"‘“(]*$",
    re.I,
)
_INSPECTORS_THOUGHT = re.compile(
    r"\b(?:ofsted|inspectors?|HMI)\s+(?:had\s+|have\s+|also\s+)*(?:consider(?:ed|s)?|thought|believed"
    r"|regarded|felt)\s+(?:that\s+)?[^.;:]{2,110}?\s(?:as|to\s+be|was|were)\s+['\"‘“(]*$",
    re.I,
)
_SAID_IN_FULL = re.compile(
    rf"(?:{AREA.pattern}|\b(?:services|council|authority|children['’]?s\s+(?:social\s+care|services?)))"
    r"(?:\s+(?:in|at|for)(?-i:\s+[A-Z][\w-]+){1,4})?"
    r"(?:,?\s+(?:which|that))?\s+(?:(?:now|still|also|both|all|currently|therefore|overall)\s+)*['\"‘“(]*$",
    re.I,
)
"""What "requires improvement to be good", the inspectorate's own phrase, is said of."""
_IT_SAID_IN_FULL = re.compile(
    r"\b(?:it|they|we|which)\s+(?:(?:now|still|also)\s+)*['\"‘“(]*$", re.I
)
_SERVICE_OF_GRADE = re.compile(
    r"\b(?:provid\w+|deliver\w+|offer\w+|runs?|running|is|was|as|remain\w*|has)(?:\s+[^.;,]{1,60}?\s+with)?\s+an?\s+"
    r"['\"‘“]*$",
    re.I,
)
_OWNED = re.compile(r"(?:^|\b(?:its|their|our)\s|['’]s?\s)['\"‘“]$", re.I)
_CHILDRENS = re.compile(r"['\"’”]\s+children['’]?s\s+(?:social\s+care\s+)?services\b", re.I)
"""Whose services they are: "the council's 'inadequate' children's services"."""
_IN_PART = re.compile(
    r"\s+in\s+(?:its|their|our|how|some|several|many|certain|this|that|these|an?\s+(?:few|number))\b",
    re.I,
)
"""What requires improvement in a part of its work has no grade by that."""
_CLAUSE_ENDS = re.compile(r"^['\"’”)]*\s*(?:[,;.]|$|and\b|also\b|overall\b|too\b|again\b)", re.I)
_OVERALL_AFTER = re.compile(r"^['\"’”)]*\s+overall\b", re.I)
_IS_OF_GRADE = re.compile(
    r"\b(?:council|authority|services?|borough|county|city|it|they)\s+(?:is|are|was|were|remain\w*)\s+['\"‘“(]*$"
    r"|\b(?:council|authority|services?)\s+(?:now\s+)?$",
    re.I,
)
_FOR_AREA = re.compile(
    rf"['\"’”)]*\s+(?:for|in|in\s+regards?\s+to|in\s+relation\s+to)\s+(?:the\s+)?(?:{AREA.pattern})",
    re.I,
)
"""What the council is for an area is a judgement: "the authority is 'good' for adoption"."""
_IS = re.compile(r"\b(?:was|were|is|are|be|remains?|remained)\b[\s\w]*['\"‘“(]*$", re.I)


_INSPECTORS_SAID = re.compile(
    r"\b(?:ofsted|inspectors?|HMI|report|letter)\b[^.;]{0,40}\b(?:noted|found|said|says|stated?s?|concluded?s?"
    r"|reported|confirmed|wrote)\s+(?:that\s+)?",
    re.I,
)
_SAY_INSPECTORS = re.compile(
    r"\b(?:says?|said|finds?|found|according\s+to)\s+(?:the\s+|an?\s+)?(?:\w+\s+)?(?:ofsted|inspectors?|HMI)\b",
    re.I,
)
"""Their word makes a judgement of "children's services are good"."""


def said_in_full(before: str, one: PrintedGrade, *, inspected: bool) -> int | None:
    """Whose services "require improvement to be good"; a pronoun only beside other grades."""
    if not one.verbal or one.end - one.start < IN_FULL:
        return None
    alone = inspected or printed_grades(before)
    return first_start((_SAID_IN_FULL, _THAT_NAME, *((_IT_SAID_IN_FULL,) if alone else ())), before)


def said_of_services(before: str, after: str, one: PrintedGrade) -> int | None:
    """Where the council's services themselves are said to be of a grade; None where they are not.

    Args:
        before: the sentence before the grade.
        after: the sentence after it.
        one: the grade.
    """
    quoted = before.rstrip()[-1:] in "'\"‘“"
    marked = quoted or one.titled or one.grade is Grade.INADEQUATE
    if marked and AS_A_BODY.match(after) and BODY_BEFORE.search(before):
        return one.start
    if (
        quoted
        and one.grade is Grade.INADEQUATE
        and _CHILDRENS.match(after)
        and _OWNED.search(before)
    ):
        return one.start
    if quoted and _SERVICE_OF_GRADE.search(before) and SERVICE_AFTER.match(after):
        return one.start
    if (quoted or one.titled or one.verbal) and _FOR_AREA.match(after):
        match = _IS_OF_GRADE.search(before)
        if match and (one.verbal or _IS.search(match.group())):
            return match.start()
    found = first_start(_patterns(after, one), before)
    said = _INSPECTORS_SAID.search(before) or _SAY_INSPECTORS.search(after)
    if found is None and said and (quoted or _CLAUSE_ENDS.match(after)):
        found = first_start((_PLAIN_SUBJECT,), before)
    if found is None and one.grade is Grade.INADEQUATE:
        found = first_start((_SERVICES_THAT,), before)
        return found if found is not None and _IS.search(before[found:]) else None
    return found


def _patterns(after: str, one: PrintedGrade) -> Iterator[re.Pattern[str]]:
    """What may stand before the grade: less before a word that is too often a plain adjective."""
    clause_ends = _CLAUSE_ENDS.match(after)
    if one.grade not in {Grade.GOOD, Grade.ADEQUATE}:
        yield from (_PLAIN_SUBJECT, _SERVICES_ARE, _AREA_IS, _THEY_HAD_BEEN, _DECLINED)
    elif _OVERALL_AFTER.match(after):
        yield from (_PLAIN_SUBJECT, _SERVICES_ARE)
    elif clause_ends:
        yield _AREA_IS
    if clause_ends and one.titled:
        yield _TITLED_SUBJECT
    if clause_ends:
        yield _AREA_COLON
    yield _INSPECTORS_THOUGHT
    if one.verbal and not _IN_PART.match(after):
        yield from (_NOW, _SERVICES_THAT, _THAT_NAME)
