"""Words by which somebody judges: "was rated as", "the outcome was", "graded our services"."""

from __future__ import annotations

import re
from collections.abc import Iterable

from indexer import authorities
from indexer.judgements.areas import AREA

JUDGED = (
    r"(?:judg(?:e)?d|judges|rated|graded|re-?graded|assessed|found|deemed|class(?:ed|ified)|ranked"
    r"|considered|scored|declared"
    r"|evaluated|awarded|given|received|receiv(?:es|ing)|achiev(?:ed|ing)|obtained|retained"
    r"|maintain(?:ed|s|ing)|remain(?:s|ed|ing)?"
    r"|risen|slipped|result(?:ed|ing)\s+in|recogni[sz]ed|determined|identified|categorised"
    r"|placed|moved|moving|gone|improved"
    r"|dropped|fallen"
    r"|downgraded|upgraded|branded|labelled|condemned|described|confirmed|concluded|stayed|kept|reported|being"
    r"|identifies)"
)
VERDICT = (
    r"(?:judg(?:e)?ments?|grad(?:es?|ings?)|ratings?|outcomes?|verdicts?|(?:overall\s+"
    r")?effectiveness|overall\s+assessments?|results?|findings?|conclusions?|status|categor(?:y|ies))"
)
_FILLER = (
    r"(?:as|to|be|been|being|a|an|the|its|it|was|were|is|are|had|has|have|with|of|by|at|in"
    r"|into|up|down|that|overall|effectiveness|ofsted|inspectors?|grade|grading|rating|judge?ment"
    r"|categor(?:y|ised)"
    r"|both|again|also|still|just|now|currently|previously|formerly|originally|first|formally"
    r"|only|all(?:\s+areas?)?|across|and|which|therefore|services?|level|score|from|for|either"
    r"|having|remain(?:s|ed)?|deemed|found|rated|judged|graded|being|over|so|inspection|report|decision)"
)
_TIED_VERB = re.compile(
    rf"\b(?!(?:received|given|awarded)\s+(?:was|were|is"
    rf"|are)\b){JUDGED}\b(?:[\s'\"‘’“”(,:–-]+{_FILLER}\b){{0,9}}[\s'\"‘’“”(,:–-]*$",
    re.I,
)
_TIED_NOUN = re.compile(
    rf"\b{VERDICT}\b(?:\s*\([^)]*\))?(?:[^.;|]{{0,70}}?)\b(?:of|as|was|were|is|are|being|be"
    rf"|been|remain(?:s|ed)?|that|from)\b"
    rf"(?:[\s'\"‘’“”(,:–-]+{_FILLER}\b){{0,5}}[\s'\"‘’“”(,:–-]*$",
    re.I,
)
_TIED_COLON = re.compile(rf"\b(?:{VERDICT}|rated|graded|judged)\s*[:=|–-]\s*['\"‘“(]*$", re.I)
_TIED_ACTIVE = re.compile(
    r"\b(?:(?:(?<=inspectors\s)|(?<=ofsted\s))(?:rating|grading)|judging|judged|judges|rated|rates|(?:up|down)graded"
    r"|graded|grades|branded|labelled|assessed|described|classed|found|deemed"
    r"|declared|confirmed|categorised|regarded)"
    r"\s+(?!(?:as|to\s+be|that|by|in|at)\b)[^.;:]{2,110}?\s(?:as|to\s+be|to)"
    r"(?:\s+(?:overall|both|still|again))?[\s'\"‘’“(]*$",
    re.I,
)
"""Active form: "rated the council's services as", "judged services to (require …)"."""
_TIED_AREAS = re.compile(
    rf"\b(?:judged|rated|graded|found)\s+(?=[^.;:]{{2,300}}?(?:{AREA.pattern}))"
    r"(?:(?!\b(?:as|to\s+be|that)\b)[^.;:]){2,400}?\s(?:(?:all|both)\s+)?(?:as|to\s+be)\s+['\"‘“(]*$",
    re.I,
)
"""Active form with areas by their long names: "judged the experiences of … to be"."""
_TIED_OBJECT = re.compile(
    r"\b(?:judged|judges|judging|rated|rates|rating|(?:re-?)?graded|grades|grading|deemed"
    r"|declared|branded|labelled|found|finds|awarded|awards|gave|given"
    r"|(?:led|leading|leads|caused|causing|prompted)\s+(?:\w+\s+){1,4}?to\s+(?:rate|judge|grade|find))\s+"
    r"(?:[^.;:]{2,90}?\b)?(?:services?|council|authority|provision|board|LSCB|leadership|trust|it|them|us"
    r"|department"
    r"|borough|city|county|arrangements|areas|strands|elements|domains|categories)\s+['\"‘“(]*$",
    re.I,
)
"""Active form with no link word: "rated our services inadequate"."""
_TIED_MOVE = re.compile(
    rf"\b{VERDICT}\s+(?:(?:had|has|have|also|then|since)\s+)*(?:gone|went|moved|risen|rose|fell|fallen"
    r"|dropped|improved|increased|slipped|changed|declined)\b[^.;]{0,30}?\bto\s+(?:an?\s+)?['\"‘“(]*$"
    r"|\b(?:moved|raised|lifted|uplifted|elevated|revised|lowered|increased|changed|improved|reduced)\s+"
    rf"[^.;:]{{0,60}}?\b{VERDICT}(?:\s+(?:for|of)\s+[^.;:,]{{2,60}}?)?(?:,?\s+again,?)?\s+to\s+"
    r"(?:an?\s+)?['\"‘“(]*$"
    r"|\bput\s+(?:it|us|them|(?:the\s+)?(?:council|authority|services?|[A-Z][\w-]+))\s+(?:at|in|into)\s+"
    r"(?:the\s+)?(?:category\s+of\s+)?['\"‘“(]*$",
    re.I,
)
_TIED_FALL = re.compile(
    r"\b(?:fall|drop|return|downgrade|(?:down|up)grading(?:\s+of\s+[^.;,]{2,60}?)?)\s+(?:from\s+\S+\s+)?to"
    r"\s+(?:an?\s+)?['\"‘“(]*$"
    r"|\b(?:was|were)\s+said\s+to\s+(?:be\s+)?['\"‘“]$",
    re.I,
)
_APPOSED = re.compile(
    rf"\b(?:the|an?|its|their|our)\s[^.;,]{{0,60}}\b{VERDICT},\s*['\"‘“(]*$", re.I
)
_APPOSED_ENDS = re.compile(r"^['\"’”)]*\s*(?:[,.;]|(?:overall|for|in|across)\b)")
"""A grade in apposition: "given the lowest grade, inadequate, for …"."""
_TIED_NAME = re.compile(
    r"\b(?:judged|rated|(?:re-?)?graded|found|deemed|declared)\s+(?P<name>[A-Z][^.;:,]{2,60}?)"
    r"\s+['\"‘“(]*$"
)
"""Active form of a council by name: "rated Devon good"."""
_PATTERNS = (
    _TIED_VERB,
    _TIED_NOUN,
    _TIED_COLON,
    _TIED_ACTIVE,
    _TIED_AREAS,
    _TIED_OBJECT,
    _TIED_FALL,
    _TIED_MOVE,
)


def first_start(patterns: Iterable[re.Pattern[str]], text: str) -> int | None:
    """Where the first of the patterns that is found in a text begins; None where none is."""
    return next((match.start() for pattern in patterns if (match := pattern.search(text))), None)


def judging_word(before: str, after: str) -> int | None:
    """Where the judging words begin that govern a grade; None where there are none.

    Args:
        before: the sentence before the grade.
        after: the sentence after it.
    """
    tied = first_start(_PATTERNS, before)
    if tied is None and _APPOSED_ENDS.match(after):
        tied = first_start((_APPOSED,), before)
    return _judged_by_name(before) if tied is None else tied


def _judged_by_name(before: str) -> int | None:
    """A judging word with a council as its object: "had rated Devon …"."""
    match = _TIED_NAME.search(before)
    named = authorities.find(match["name"]) if match else ()
    whole = match and any(m.council and m.end == len(match["name"]) for m in named)
    return match.start() if match and whole else None
