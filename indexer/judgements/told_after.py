"""Who was judged, where the words after a grade say so: "inadequate for help and protection"."""

from __future__ import annotations

import re

from indexer.judgements.area_lists import areas_listed, masked
from indexer.judgements.bodies import AFTER_BY_ANOTHER, BODY, OWN
from indexer.judgements.candidates import Subject, SubjectKind
from indexer.records import Area

_GIVER = r"(?:by|from)\s+(?:the\s+)?(?:ofsted|inspectors|inspectorate)"
_NOUN = r"(?:judge?ments?|ratings?|grades?|gradings?)"
_AFTER = re.compile(
    rf"['\"’”)]*,?\s*(?:(?:overall\s+)?{_NOUN}\s*)?"
    r"(?:(?:from|by)\s+(?:ofsted|inspectors)\s+)?"
    r"(?:(?:was|were|(?:has|had|have)\s+been)\s+"
    r"(?:(?:given|received|awarded|made|achieved)\s+)?)?"
    r"(?:(?:with|in)\s+regards?\s+to|in\s+relation\s+to|in\s+respect\s+of|for|in|on|regarding"
    r"|against|across)\s+(?:(?:the|its|their|both|our)\s+)?(?P<rest>.{3,300})",
    re.I,
)
_WAS_AREA = re.compile(
    rf"['\"’”)]*(?:\s+{_NOUN})?(?:\s+(?:from|by)\s+ofsted)?\s+(?:was|were|being)\s+(?P<rest>.{{3,300}})",
    re.I,
)
"""The area told last: "the only area with a good rating was adoption"."""
_GIVEN_TO = re.compile(
    rf"['\"’”)]*\s+{_NOUN}\s+(?:(?:was|were|(?:had|has|have)\s+been)\s+(?:given|awarded|attributed)\s+)?"
    rf"(?:{_GIVER}\s+)?to\s+(?P<rest>.{{3,300}})",
    re.I,
)
"""The area given a grade: "awarded a good rating to the care leavers' service"."""
_PARTS_NAMED = re.compile(
    rf"['\"’”)]*(?:\s+{_NOUN})?(?:\s+{_GIVER})?,?(?P<whole>\s+(?:in|across|for|on|against)\s+(?:all|each|both|every)\b[^.;:,–()]{{0,60}})?"
    r"(?:\s+(?:in|across|for|on|against)\s+[^.;:,–()]{0,50}?\b(?:areas?|categor(?:y|ies)|domains?|strands?"
    r"|elements?|judge?ments)\b[^.;:,–()]{0,25})?(?P<mark>,?\s+(?:including|namely|these\s+being)\b|\s*[:(–]|\s+-)\s*"
    r"(?P<rest>.{3,400})",
    re.I,
)
"""Areas named behind the word for them: "good in three areas – adoption, …", "…, including …"."""
_OVERALL_AND = re.compile(r"['\"’”)]*\s+overall,?\s+(?:and\s+)?(?:in|for)\s+", re.I)
_LEADERS = re.compile(r"^leaders(?:\s+and\s+managers)?(?=\s*(?:[,.;]|and\b|$))", re.I)
_ABOUT = re.compile(
    r"(?:in\s+relation\s+to|in\s+respect\s+of|with\s+regard\s+to|regarding)\b", re.I
)
_BEHIND = 10**6
"""The place of a subject that stands behind the grade: behind all that is before it."""


def subject_after(text: str) -> Subject | None:
    """The subject that the words after a grade name; None where they name none."""
    if giver := AFTER_BY_ANOTHER.match(text):
        return Subject(SubjectKind.BODY, giver.end(), name=giver.group().strip())
    if overall := _OVERALL_AND.match(text):
        areas = areas_listed(masked(text[overall.end() :]))
        return Subject(SubjectKind.OWN, _BEHIND, also=areas) if areas else None
    if (named := _PARTS_NAMED.match(text)) and (areas := areas_listed(masked(named["rest"]))):
        some = "includ" in named["mark"]
        whole = (Area.OVERALL,) if named["whole"] and some else ()
        if len(areas) > 1 or areas == (Area.OVERALL,) or not some:
            return Subject(SubjectKind.OWN, _BEHIND, areas[0], also=(*areas[1:], *whole))
    if match := _AFTER.match(text):
        return _after_preposition(match, len(text))
    given = _GIVEN_TO.match(text)
    named = given or _WAS_AREA.match(text)
    areas = areas_listed(masked(named["rest"])) if named else ()
    if given and not areas and (body := BODY.search(given["rest"][:40])):
        return Subject(SubjectKind.BODY, len(text), name=body.group())
    return Subject(SubjectKind.OWN, _BEHIND, areas[0], also=areas[1:]) if areas else None


def _after_preposition(match: re.Match[str], end: int) -> Subject | None:
    rest = _LEADERS.sub("leadership", masked(match["rest"]))
    if body := BODY.match(rest):
        return Subject(SubjectKind.BODY, end, name=body.group())
    if areas := areas_listed(rest):
        return Subject(SubjectKind.OWN, _BEHIND, areas[0], rest, also=areas[1:])
    if _ABOUT.search(match.group()[: -len(match["rest"])]) and not OWN.search(rest[:60]):
        return Subject(SubjectKind.PART, end)
    return None
