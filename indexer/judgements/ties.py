"""Which words make a grade word a judgement: "was judged to be inadequate", "a good rating"."""

from __future__ import annotations

import re

from indexer.judgements.adjectives import NOUN_AFTER, is_plain_adjective
from indexer.judgements.areas import AREA
from indexer.judgements.grades import PrintedGrade
from indexer.judgements.judging import judging_word
from indexer.judgements.predicates import said_in_full, said_of_services
from indexer.judgements.series import tie_of_series, with_area

_GIVER_AFTER = re.compile(
    r"^['\"’”)]*\s*(?:by|from)\s+(?:the\s+)?(?:\w+\s+){0,3}?(?:ofsted|hmi|inspectors"
    r"|inspectorate)\b",
    re.I,
)
_OWN_SENSE = re.compile(r"\b(?:their|his|her|my|your|sound|exercise\w*|use|used|mak\w+)\s+$", re.I)
"""Good judgement as a virtue."""
_INDEFINITE = re.compile(r"\ban?\s+['\"‘“(]*$", re.I)
_FOUND = re.compile(
    r"\b(?:report|inspect(?:ors?|ion)|ofsted|HMI)\b[^.;:]{0,30}\b(?:found|concluded|stated|identified)"
    r"\s+(?:that\s+)?[^.;:]{0,60}$",
    re.I,
)
_ONLY_PART = re.compile(
    r"\b(?:only|sole|single|one)\s+(?:other\s+|graded\s+)?(?:area|categor(?:y|ies)|strand|domain|element|judge?ment)\s+"
    r"(?:(?:which|that|to|still|now|judged|rated|found|as)\s+)*['\"‘“]?$",
    re.I,
)
_IS_AREA = re.compile(
    rf"['\"’”]*\s+(?:is|was|being)\s+(?:(?:for|in|that\s+of|the)\s+)*['\"‘“]?(?:{AREA.pattern})",
    re.I,
)
_GIVEN = re.compile(
    r"\b(?:receiv\w+|giv(?:e|es|en|ing)|gave|award\w*|got|had|has|having|issued|result\w*|led"
    r"|was|were|is|being|as|following|after|since|from|with|despite|of|to|in|under|by|achiev\w+"
    r"|maintain\w*|secur\w+|retain\w*|obtain\w*|gain\w*|earn\w*|delivered|reached|confirmed|kept"
    r"|for|on|at|through|about)\b"
    r"(?:[\s'’]+(?!(?:that|which|who|when|if|where)\b)[\w'’-]+){0,7}\s+an?\s+['\"‘“(]*$",
    re.I,
)
"""What makes a fact of "an inadequate rating": somebody got it."""
_WAS_GIVEN = re.compile(
    r"['\"’”)]*\s+(?:\w+\s+)?(?:judge?ment|rating|grad(?:e|ing))\s+(?:was|had\s+been)\s+(?:then\s+|also\s+)?"
    r"(?:given|awarded|attributed|received|made|issued|reached|confirmed)\b",
    re.I,
)


def tie(
    before: str, after: str, one: PrintedGrade, listed_from: int | None, *, inspected: bool
) -> int | None:
    """Where the words begin that make the grade a judgement; None where it is an adjective.

    Args:
        before: the sentence before the grade.
        after: the sentence after it.
        one: the grade.
        listed_from: where the last judgement of the sentence ended, if there is one: "inadequate
            for help and protection and good for adoption" ties the second grade to the first.
        inspected: whether an inspection is being spoken of; without it "services are inadequate"
            is somebody's opinion.
    """
    if listed_from is not None and with_area(before[listed_from:], after):
        return one.start
    if one.verbal and (named := only_part(before, after)) is not None:
        return named
    if is_plain_adjective(before, after, one):
        return None
    tied = judging_word(before, after)
    if tied is None:
        tied = said_in_full(before, one, inspected=inspected)
    if tied is None and _is_given(before, after, listed_from):
        tied = one.start
    if tied is None and inspected:
        tied = said_of_services(before, after, one)
    return tie_of_series(before, after, one.start, listed_from) if tied is None else tied


def only_part(before: str, after: str) -> int | None:
    """Where "the only area that required improvement" begins, if the area is named after it."""
    named = _IS_AREA.match(after) if after else None
    match = _ONLY_PART.search(before) if named else None
    return match.start() if match else None


def found_of_a_list(before: str) -> bool:
    """Whether inspectors found the grade of what is listed: "found that work was good in: …"."""
    return bool(_FOUND.search(before))


def _is_given(before: str, after: str, listed_from: int | None) -> bool:
    """Whether the grade is called one ("the inadequate rating") or its giver is named after it."""
    if _GIVER_AFTER.match(after):
        return True
    noun = NOUN_AFTER.match(after)
    if not noun or _OWN_SENSE.search(before):
        return False
    if not before.strip("'\"‘“( ") and not after[noun.end() :].strip(".:'\"’”) "):
        return False  # a heading
    given = _GIVEN.search(before) or _WAS_GIVEN.match(after)
    return not (listed_from is None and _INDEFINITE.search(before) and not given)
