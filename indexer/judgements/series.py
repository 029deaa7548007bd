"""Grades that follow another of the same sentence: "from inadequate to good", "and good for …"."""

from __future__ import annotations

import re

from indexer.judgements.areas import AREA, area_of_match
from indexer.judgements.facts import left_behind
from indexer.records import Area

_NOW_THEY = re.compile(
    r"[;,:–-]\s*(?:(?:and|but|while|whereas)\s+)?(?:they|it|services|this|the\s+\w+)\s+(?:are"
    r"|is|were|was)\s+(?:now|currently|today)\s+(?:judged\s+|rated\s+)?(?:to\s+be\s+"
    r")?['\"‘“(]*$",
    re.I,
)
_LISTED = re.compile(
    r"^['\"’”)]*,?\s*(?:overall\s*)?(?:(?:grade|grading|rating|judge?ment)\s*)?"
    r"(?:(?:for|in|on|across|with|against|regarding|under)\s+[^.;]{2,240}?)?"
    r"(?:,|\band\b|\bwith\b|\bbut\b|\bwhile\b|\bwhilst\b|\bwhereas\b|;|&)\s*"
    r"(?:[^.;]{0,70}?\b(?:as|to\s+be|being|was|were|is|are|gave|rated|graded|judged|also|an?"
    r"|services|council|authority|as\s+a\s+whole)\s+"
    rf"|[^.;]{{0,40}}?(?:{AREA.pattern})(?:\s+services)?[\s,:–-]+"
    r"|(?:\w+\s+){0,2})?['\"‘“(]*$",
    re.I,
)
_TO_ANOTHER = re.compile(
    r"^['\"’”)]*\s*(?:(?:almost\s+|nearly\s+)?(?:across\s+the\s+board|overall|in\s+(?:all|most)\s+\w+)\s*)?"
    r"(?:in\s+\S+\s*(?:\d{4})?\s*)?,?\s*(?:to|through\s+to|into)\s+['\"‘“(]*(?:a\s+"
    r"|an\s+|being\s+)?(?:judge?ment\s+of\s+)?['\"‘“]*(?:requir|good|outstanding|inadequate"
    r"|RI\b)",
    re.I,
)
_FROM = re.compile(
    r"\bfrom\s+(?:an?\s+|being\s+|its\s+)?(?:overall\s+)?(?:previous(?:ly)?\s+"
    r")?(?:judge?ment\s+of\s+|rating\s+of\s+)?['\"‘“(]*$",
    re.I,
)
_TO = re.compile(
    r"\b(?:in)?to\s+(?:an?\s+|being\s+)?(?:overall\s+)?(?:judge?ment\s+of\s+|rating\s+of\s+)?['\"‘“(]*$",
    re.I,
)
_FROM_TO = re.compile(r"\bfrom\s+[^.;]{5,60}\bto\s+(?:an?\s+)?['\"‘“]*$", re.I)
_THEN_TO = re.compile(
    r"['\"’”)]*\s*(?:in\s+(?:\w+\s+)?\d{4}\s*)?,?\s*(?:and\s+)?(?:then|later|now|subsequently"
    r"|finally|most\s+recently)?\s*(?:on\s+)?to\s+(?:an?\s+)?['\"‘“(]*(?:requir|good|outstanding"
    r"|inadequate|RI\b)",
    re.I,
)
"""A further step: "from inadequate to requires improvement and then to good"."""
_RANGES = re.compile(
    r"\b(?:rang(?:e|es|ed|ing)|var(?:y|ies|ied|ying)|scale)\b(?:\s+\w+){0,3}\s+from\s+[^.;]*$", re.I
)
"""Pieces of work of many grades: "plans vary from inadequate to good"."""
_MOVED = re.compile(
    r"\b(?:moved|improved|gone|progressed|risen|rose|went|upgraded|downgraded|dropped|fell"
    r"|fallen|declined|increased|raised|changed|jump\w*|improvement|taken|revised)\b",
    re.I,
)
_IN_BRACKETS = re.compile(
    r"['\"’”)]*(?:\s+overall)?\s*[(,]\s*(?:previously|formerly|up\s+from|down\s+from|an?\s+\w+\s+from)"
    r"\s+(?:an?\s+)?['\"‘“]*",
    re.I,
)
"""The grade before this one: "inadequate (previously requires improvement)"."""
_GRADED_FROM = re.compile(r"\b(?:up|down)graded\s+from\s+(?:an?\s+)?['\"‘“(]*$", re.I)
_TO_FROM = re.compile(
    r"\bto\s+(?:an?\s+)?['\"‘’“(]*(?:inadequate|good|outstanding|adequate|requires?\s+improvement(?:\s+to\s+be\s+good)?)"
    r"['\"’”)]*,?\s+from\s+(?:(?:an?|the|its)\s+)?(?:previous\s+)?(?:(?:assessment|judge?ment|rating|grad(?:e|ing))"
    r"\s+of\s+)?['\"‘“(]*$",
    re.I,
)
"""Back from a grade to the one before: "to good from requires improvement"."""
_IS_NOW = re.compile(r"\b(?:was|were|is|are)\s+now\s+['\"‘“(]*$", re.I)


_WITH = re.compile(r"(?:^|[\s,])with\s+(?:an?\s+)?['\"‘“(]*$", re.I)
_THIS_AREA = re.compile(rf"['\"’”)]*\s+(?:{AREA.pattern})", re.I)


def with_area(before: str, after: str) -> Area | None:
    """The area that a further grade is put before: "good overall, with outstanding leadership"."""
    named = _THIS_AREA.match(after) if _WITH.search(before) else None
    return area_of_match(named) if named else None


def superseded(before: str, after: str) -> bool:
    """Whether the words move on from this grade: "from inadequate to …", "out of inadequate"."""
    if left_behind(before) or _GRADED_FROM.search(before) or _TO_FROM.search(before):
        return True
    if _RANGES.search(before):
        return False
    if _FROM.search(before) and _TO_ANOTHER.match(after):
        return True
    return bool(_FROM_TO.search(before) and _THEN_TO.match(after))


def tie_of_series(before: str, after: str, at: int, listed_from: int | None) -> int | None:
    """The grade follows another judgement, or is one end of "from … to …"."""
    if superseded(before, after):
        match = _MOVED.search(before)
        return match.start() if match else at
    if listed_from is None or _RANGES.search(before):
        return None
    if match := _NOW_THEY.search(before) or _IS_NOW.search(before):
        return match.start()
    between = before[listed_from:]
    follows = _IN_BRACKETS.fullmatch(between) or _LISTED.match(between)
    return at if follows or (len(between) < 40 and _TO.search(between)) else None
