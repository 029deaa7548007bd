"""Things that are judged but are no service: "the proposals were assessed as …"."""

from __future__ import annotations

import re

from indexer.judgements.bodies import OWN
from indexer.judgements.candidates import candidates_in

_AS_GRADED = r"\s(?:as|to\s+be|to)(?:\s+\w+)?[\s'\"‘“(]*$"
"""Between what was judged and its grade: "the plan as", "services to be"."""
_ACTIVE_OBJECT = re.compile(
    r"\w+\s+(?P<object>(?:the|a|an|its|their|our|his|her|these|those|this)\s+[^.;:]{2,110}?)"
    + _AS_GRADED,
    re.I,
)
_BARE_OBJECT = re.compile(
    r"(?:judged|rated|graded|found|deemed|considered|assessed)\s+"
    r"(?P<object>(?!(?:by|in|on|at|across|for|after|during|following|from|under|since|with|of|against)\b)"
    r"(?:[a-z][\w'’-]+\s+){0,5}?(?!\w+ly\b)[a-z][\w'’-]+)" + _AS_GRADED
)
"""What was judged, without an article: "rated management oversight as …"."""
_POSSESSED = re.compile(r"['’]s?\s+(?P<what>[^,;:]{2,80})")
_TO_BE = re.compile(_AS_GRADED)
_JUDGED_AS_A_WHOLE = re.compile(
    r"\b(?:judge?ments?|grad(?:e|ing)s?|ratings?|outcome|effectiveness|overall|all)\b", re.I
)
_THAT_IT_WAS = re.compile(
    r"\bthat\s+(?P<what>[^,;:]{2,90}?)\s+(?:was|were|is|are|had\s+been|remain\w*)\b[^,;]*$", re.I
)
_WHOLE_OR_VERDICT = re.compile(rf"{_JUDGED_AS_A_WHOLE.pattern}|inspect|verdict|status", re.I)
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
    r"|trust|provision|position|status|renewed|new|latest|final|recent|full|first|second|third)",
    re.I,
)
"""Words before a judging word that name nothing judged."""


def is_something_else(before: str, tie: int) -> bool:
    """Whether the words name something judged that is no service: "the proposals as …"."""
    if tie == len(before):
        return False  # the grade itself: one of a series, or "an inadequate rating"
    if active := _ACTIVE_OBJECT.match(before, tie):
        return not _JUDGED_AS_A_WHOLE.search(active["object"])
    if (bare := _BARE_OBJECT.match(before, tie)) and not _JUDGED_AS_A_WHOLE.search(bare["object"]):
        return _is_a_thing(bare["object"].split())
    subject = _AND_INSPECTED.sub("", _COPULA.sub("", before[:tie]))
    return _is_a_thing(_COPULA.sub("", subject).split())


def is_possession(after: str, tie: int) -> bool:
    """Whether the words after a body name something of its own: "('s) budget was rated".

    Args:
        after: the words between the body's name and the grade.
        tie: where the judging words begin in them; below 0 where that is before the name.
    """
    owned = _POSSESSED.match(after[:tie] if tie >= 0 else after)
    if owned is None or _WHOLE_OR_VERDICT.search(after) or OWN.search(owned["what"]):
        return False
    return _is_a_thing(_COPULA.sub("", _TO_BE.sub("", owned["what"])).split())


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
