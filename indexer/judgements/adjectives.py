"""Grade words that are plain adjectives: "good progress", "areas requiring improvement"."""

from __future__ import annotations

import re

from indexer.judgements.grades import PrintedGrade
from indexer.records import Grade

NOUN_AFTER = re.compile(
    r"^['\"’”)]*\s*(?:overall\s+|ofsted\s+|inspection\s+|full\s+|children['’]s\s+services\s+"
    r"|in\s+an?\s+|ilacs\s+|sif\s+|service\s+)*"
    r"(?:judg(?:e)?ments?|ratings?|grad(?:e|ing)s?|outcome(?!s)|verdict|finding(?!s)|status|categor(?:y"
    r"|ies)|inspection|(?:(?<=ofsted\s)|(?<=ilacs\s)|(?<=sif\s))report\b)",
    re.I,
)
_ADJECTIVE_AFTER = re.compile(
    r"^['\"’”)]*[\s-]+(?!(?:for|in|by|at|and|but|or|overall|with|on|as|when|since|because"
    r"|following|across|to|under|which|that|the|from|after|despite|although|though|while"
    r"|whilst|where|is|was|were|are|this|these|if|so|due|again|both|until|during|against"
    r"|regarding|there|it|they|we|he|she|then|who|before|despite|given|than|only|whereas"
    r"|having|being|would|could|will|should|may|might|must|can|\w+ed|requir\w+|a|an|has|had"
    r"|have|within|among|amongst|alongside|throughout|per|last|earlier|twice|once|shortly|prior"
    r"|according|today|currently|recently|formerly|previously|subsequently|making|meaning|leading|resulting|leaving|except|apart|not|yet|now|nationally"
    r"|almost|nearly|\w+\s+(?:years?|months?|weeks?)\s+(?:later|ago|after|before|earlier))"
    r"\b)[a-z]"
)
"""A noun straight after the grade: "good progress", "inadequate resources"."""
IN_FULL = len("require improvement to be good")
"""Letters of the inspectorate's own phrase, which is said of services and not of processes."""
_PARTS_TO_IMPROVE = re.compile(
    r"\b(?:areas?|aspects?|elements?|issues?|things|actions?|matters|points|themes?|processes"
    r"|systems|factors|items|those|some|what)\b(?:\s+[\w,’'-]+){0,7}\s*$",
    re.I,
)
"""What requires improvement is a part of the work, no grade: "areas requiring improvement"."""
AS_A_BODY = re.compile(
    r"^['\"’”)]*\s+(?:rated\s+)?(?:local\s+)?(?:authority|council|children['’]s\s+services)\b", re.I
)
BODY_BEFORE = re.compile(
    r"\b(?:as|remains?|remained|is|was|are|were|being|of|continu\w+\s+to\s+be)\s+(?:now\s+|still\s+)?an?\s+['\"‘“]*$",
    re.I,
)
_OUTSTANDING_WORK = re.compile(
    r"\b(?:actions?|recommendations?|issues?|matters?|items?|reports?|debts?|applications?"
    r"|vacanc(?:y|ies)"
    r"|payments?|checks?|tasks?|queries|invoices?)\s+(?:(?:is|are|was|were|still|remain\w*)\s+"
    r")*$",
    re.I,
)
SERVICE_AFTER = re.compile(r"^['\"’”]*\s+(?:service|authority|council|children['’]s)\b", re.I)


def is_plain_adjective(before: str, after: str, one: PrintedGrade) -> bool:
    """Whether the word describes a thing ("good progress") or names work ("areas requiring …")."""
    if one.verbal:
        parts = _PARTS_TO_IMPROVE.search(before)
        return bool(
            parts
            and one.end - one.start < IN_FULL
            and not re.search(r"\b(?:judged|rated|graded|judge?ment|rating)\b", parts.group())
        )
    if one.grade is Grade.OUTSTANDING and _OUTSTANDING_WORK.search(before):
        return True
    return bool(
        _ADJECTIVE_AFTER.match(after)
        and not NOUN_AFTER.match(after)
        and not (AS_A_BODY.match(after) and BODY_BEFORE.search(before))
        and not (before.rstrip()[-1:] in "'\"‘“" and SERVICE_AFTER.match(after))
    )
