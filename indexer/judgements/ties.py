"""Which words make a grade word a judgement: "was judged to be inadequate", "a good rating"."""

from __future__ import annotations

import re

from indexer import authorities
from indexer.judgements.adjectives import (
    AS_A_BODY,
    BODY_BEFORE,
    NOUN_AFTER,
    SERVICE_AFTER,
    is_plain_adjective,
)
from indexer.judgements.areas import AREA
from indexer.judgements.grades import PrintedGrade, printed_grades
from indexer.judgements.series import tie_of_series
from indexer.records import Grade

_JUDGED = (
    r"(?:judg(?:e)?d|judges|rated|graded|re-?graded|assessed|found|deemed|class(?:ed|ified)"
    r"|considered|scored|declared"
    r"|evaluated|awarded|given|received|receiv(?:es|ing)|achiev(?:ed|ing)|obtained|retained"
    r"|maintain(?:ed|s|ing)|remain(?:s|ed|ing)?"
    r"|risen|slipped|result(?:ed|ing)\s+in|recogni[sz]ed|determined|identified|categorised"
    r"|placed|moved|moving|gone|improved"
    r"|dropped|fallen"
    r"|downgraded|upgraded|described|confirmed|concluded|stayed|kept|reported|being"
    r"|identifies)"
)
_VERDICT = (
    r"(?:judg(?:e)?ments?|grad(?:es?|ings?)|ratings?|outcomes?|verdicts?|(?:overall\s+"
    r")?effectiveness|results?|findings?|conclusions?|status|categor(?:y|ies))"
)
_FILLER = (
    r"(?:as|to|be|been|being|a|an|the|its|it|was|were|is|are|had|has|have|with|of|by|at|in"
    r"|into|up|down|that|overall|effectiveness|ofsted|inspectors?|grade|grading|rating|judge?ment"
    r"|categor(?:y|ised)"
    r"|both|again|also|still|just|now|currently|previously|formerly|originally|first|formally"
    r"|only|all(?:\s+areas?)?|across|and|which|therefore|services?|level|score|from|for|either"
    r"|having|remain(?:s|ed)?|deemed|found|rated|judged|graded|being|over|so|inspection|report)"
)
_TIED_VERB = re.compile(
    rf"\b(?!(?:received|given|awarded)\s+(?:was|were|is"
    rf"|are)\b){_JUDGED}\b(?:[\s'\"‘’“”(,:–-]+{_FILLER}\b){{0,9}}[\s'\"‘’“”(,:–-]*$",
    re.I,
)
_TIED_NOUN = re.compile(
    rf"\b{_VERDICT}\b(?:\s*\([^)]*\))?(?:[^.;|]{{0,70}}?)\b(?:of|as|was|were|is|are|being|be"
    rf"|been|remain(?:s|ed)?|that|from)\b"
    rf"(?:[\s'\"‘’“”(,:–-]+{_FILLER}\b){{0,5}}[\s'\"‘’“”(,:–-]*$",
    re.I,
)
_TIED_COLON = re.compile(rf"\b(?:{_VERDICT}|rated|graded|judged)\s*[:=|–-]\s*['\"‘“(]*$", re.I)
_APPOSED = re.compile(
    rf"\b(?:the|an?|its|their|our)\s[^.;,]{{0,60}}\b{_VERDICT},\s*['\"‘“(]*$", re.I
)
_APPOSED_ENDS = re.compile(r"^['\"’”)]*\s*(?:[,.;]|(?:overall|for|in|across)\b)")
"""A grade in apposition: "given the lowest grade, inadequate, for …"."""
_SERVICES_THAT = re.compile(
    rf"\b(?:{_VERDICT}|{_JUDGED}|concluded|found|ofsted|inspect\w+)\b.{{0,110}}?\b(?:services?"
    rf"|council|authority|provision|arrangements|leadership|protection|care|leavers|board|lscb"
    rf"|it|they|partnership)\b"
    r"(?:\s+(?:in|for|at|provided|of)\s+[^.;,]{0,50}?)?(?:\s+(?:was|were|is|are|had|has"
    r"|remain(?:s|ed)?|still|now|also|overall|to\s+be|therefore|currently|that))*[\s'\"‘“(]*$",
    re.I,
)
_PLAIN_SUBJECT = re.compile(
    r"(?:^|\b(?:that|and|but|because|when|where|while|as)\s+)(?:the\s+)?(?:overall,?\s+"
    r")?(?:(?:council|county|borough|city)['’]?s\s+|our\s+|its\s+|their\s+)?"
    r"(?:children['’]?s\s+(?:social\s+care\s+|social\s+work\s+)?services|services\s+for\s+"
    r"children|local\s+authority|overall\s+effectiveness)"
    r"(?:\s+(?:in|at|for|provided\s+by)\s+(?:the\s+)?[A-Z][^.;,]{0,50}?)?\s+(?:overall\s+"
    r")?(?:(?:is|are|was|were|remains?|remained)\s+)?(?:now\s+|still\s+|also\s+|overall\s+"
    r"|currently\s+|therefore\s+)*['\"‘“(]*$",
    re.I,
)


_GIVER_AFTER = re.compile(
    r"^['\"’”)]*\s*(?:by|from)\s+(?:the\s+)?(?:\w+\s+){0,3}?(?:ofsted|hmi|inspectors"
    r"|inspectorate)\b",
    re.I,
)


_TIED_ACTIVE = re.compile(
    r"\b(?:judged|judges|rated|rates|graded|grades|assessed|described|classed|found|deemed"
    r"|declared|confirmed|categorised|regarded)"
    r"\s+(?!(?:as|to\s+be|that|by|in|at)\b)[^.;:]{2,110}?\s(?:as|to\s+be|to)"
    r"(?:\s+(?:overall|both|still|again))?[\s'\"‘“(]*$",
    re.I,
)
"""Active form: "rated the council's services as", "judged services to (require …)"."""
_TIED_OBJECT = re.compile(
    r"\b(?:judged|judges|judging|rated|rates|rating|(?:re-?)?graded|grades|grading|deemed"
    r"|declared|found|finds|awarded|awards|gave|given"
    r"|(?:led|leading|leads|caused|causing|prompted)\s+(?:\w+\s+){1,4}?to\s+(?:rate|judge|grade|find))\s+"
    r"[^.;:]{2,90}?"
    r"\b(?:services?|council|authority|provision|board|LSCB|leadership|trust|it|them|us"
    r"|department"
    r"|borough|city|county|arrangements)\s+['\"‘“(]*$",
    re.I,
)
"""Active form with no link word: "rated our services inadequate"."""
_TIED_NAME = re.compile(
    r"\b(?:judged|rated|(?:re-?)?graded|found|deemed|declared)\s+(?P<name>[A-Z][^.;:,]{2,60}?)"
    r"\s+['\"‘“(]*$"
)
"""Active form of a council by name: "rated Devon good"."""
_TIED_MOVE = re.compile(
    rf"\b{_VERDICT}\s+(?:(?:had|has|have|also|then|since)\s+)*(?:gone|went|moved|risen|rose|fell|fallen"
    r"|dropped|improved|increased|slipped|changed|declined)\b[^.;]{0,30}?\bto\s+(?:an?\s+)?['\"‘“(]*$"
    r"|\bput\s+(?:it|us|them|(?:the\s+)?(?:council|authority|services?|[A-Z][\w-]+))\s+(?:at|in|into)\s+"
    r"(?:the\s+)?(?:category\s+of\s+)?['\"‘“(]*$",
    re.I,
)
_TIED_FALL = re.compile(
    r"\b(?:fall|drop|return|downgrade)\s+(?:from\s+\S+\s+)?to\s+(?:an?\s+)?['\"‘“(]*$", re.I
)
_OWN_SENSE = re.compile(r"\b(?:their|his|her|my|your|sound|exercise\w*|use|used)\s+$", re.I)
"""Good judgement as a virtue."""
_SERVICE_OF_GRADE = re.compile(
    r"\b(?:provid\w+|deliver\w+|offer\w+|runs?|running|is|was|as|remain\w*|has)\s+an?\s+"
    r"['\"‘“]*$",
    re.I,
)

_SERVICES_ARE = re.compile(
    r"(?:^|\bthat\s+)(?:the\s+)?services\s+(?:were|are|had\s+been|remain(?:ed)?)\s+"
    r"(?:now\s+|still\s+|again\s+)?['\"‘“(]*$",
    re.I,
)
_CLAUSE_ENDS = re.compile(r"^['\"’”)]*\s*(?:[,;.]|$|and\b|also\b|overall\b|too\b|again\b)", re.I)
_OVERALL_AFTER = re.compile(r"^['\"’”)]*\s+overall\b", re.I)
_THEY_HAD_BEEN = re.compile(
    r"\b(?:they|it|services?|this)\s+had\s+(?:previously\s+|once\s+)?been\s+['\"‘“(]*$", re.I
)


_THAT_NAME = re.compile(
    r"\b(?:judge?ment|found|finding|concluded|conclusion|confirmed|outcome)\b.{0,40}?\bthat\s+"
    r"(?:[A-Z][\w'’-]+\s+){1,5}['\"‘“(]*$"
)
_NOW = re.compile(r"\b(?:and|but|they|it|services?|which)\s+(?:now|currently)\s+$", re.I)
_DECLINED = re.compile(
    r"\bservices\b[^.;,]{0,40}\band\s+(?:were|are|was|is|had\s+become)\s+(?:now|again|still|once\s+more)"
    r"\s+['\"‘“(]*$",
    re.I,
)
_AREA_IS = re.compile(
    rf"(?:{AREA.pattern}|\boverall\s+effectiveness)(?:\s+services)?(?:,?\s+which)?,?\s+(?:(?:is|are|was|were|remains?"
    rf"|remained|had\s+"
    rf"been|also|both|all|now|still|currently|therefore|again)\s+)*['\"‘“(]*$",
    re.I,
)
_AREA_COLON = re.compile(
    rf"(?:{AREA.pattern}|\boverall(?:\s+effectiveness)?)(?:\s+services)?\s*[:=,–-]\s*['\"‘“(]*$",
    re.I,
)
_SAID_IN_FULL = re.compile(
    rf"(?:{AREA.pattern}|\b(?:services|council|authority|children['’]?s\s+(?:social\s+care|services?)))"
    r"(?:,?\s+(?:which|that))?\s+(?:(?:now|still|also|both|all|currently|therefore|overall)\s+)*['\"‘“(]*$",
    re.I,
)
"""What "requires improvement to be good", the inspectorate's own phrase, is said of."""
_IT_SAID_IN_FULL = re.compile(
    r"\b(?:it|they|we|which)\s+(?:(?:now|still|also)\s+)*['\"‘“(]*$", re.I
)
_IN_FULL = len("require improvement to be good")
_TITLED_SUBJECT = re.compile(
    r"\b(?:children['’]?s\s+(?:social\s+care\s+|social\s+work\s+)?services|services\s+for\s+children"
    r"|(?:council|authority|county|borough|city)['’]s\s+services)\s+(?:is|are|was|were|had\s+been|remain\w*)"
    r"\s+(?:(?:now|still|again|also|officially|formally|overall|once)\s+)*['\"‘“(]*$",
    re.I,
)
"""A grade with a capital inside a sentence: "children's services were now officially Good"."""
_INSPECTORS_THOUGHT = re.compile(
    r"\b(?:ofsted|inspectors?|HMI)\s+(?:had\s+|have\s+|also\s+)*(?:consider(?:ed|s)?|thought|believed"
    r"|regarded|felt)\s+(?:that\s+)?[^.;:]{2,110}?\s(?:as|to\s+be|was|were)\s+['\"‘“(]*$",
    re.I,
)
_INDEFINITE = re.compile(r"\ban?\s+['\"‘“(]*$", re.I)
_GIVEN = re.compile(
    r"\b(?:receiv\w+|giv(?:e|es|en|ing)|gave|award\w*|got|had|has|having|issued|result\w*|led"
    r"|was|were|is|being|as|following|after|since|from|with|despite|of|to|in|under|by|achiev\w+"
    r"|maintain\w*|secur\w+|retain\w*|obtain\w*|gain\w*|earn\w*|delivered|reached|confirmed|kept"
    r"|for|on|at|through|about)\b"
    r"(?:[\s'’]+(?!(?:that|which|who|when|if|where)\b)[\w'’-]+){0,7}\s+an?\s+['\"‘“(]*$",
    re.I,
)
"""What makes a fact of "an inadequate rating": somebody got it."""
_IS = re.compile(r"\b(?:was|were|is|are|be|remains?|remained)\b[\s\w]*['\"‘“(]*$", re.I)


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
    if is_plain_adjective(before, after, one):
        return None
    for pattern in (
        _TIED_VERB,
        _TIED_NOUN,
        _TIED_COLON,
        _TIED_ACTIVE,
        _TIED_OBJECT,
        _TIED_FALL,
        _TIED_MOVE,
    ):
        if match := pattern.search(before):
            return match.start()
    if _APPOSED_ENDS.match(after) and (match := _APPOSED.search(before)):
        return match.start()
    if own := _names_its_object(before) or _says_in_full(before, one, inspected=inspected):
        return own.start()
    generic = listed_from is None and _INDEFINITE.search(before) and not _GIVEN.search(before)
    named = NOUN_AFTER.match(after) and not _OWN_SENSE.search(before) and not generic
    if named or _GIVER_AFTER.match(after):
        return one.start
    by_subject = _tie_of_subject(before, after, one) if inspected else None
    return (
        by_subject
        if by_subject is not None
        else tie_of_series(before, after, one.start, listed_from)
    )


def _names_its_object(before: str) -> re.Match[str] | None:
    """A judging word with a council as its object: "had rated Devon …"."""
    match = _TIED_NAME.search(before)
    named = authorities.find(match["name"]) if match else ()
    return (
        match if match and any(m.council and m.end == len(match["name"]) for m in named) else None
    )


def _says_in_full(before: str, one: PrintedGrade, *, inspected: bool) -> re.Match[str] | None:
    """Whose services "require improvement to be good"; a pronoun only beside other grades."""
    if not one.verbal or one.end - one.start < _IN_FULL:
        return None
    if match := _SAID_IN_FULL.search(before) or _THAT_NAME.search(before):
        return match
    return _IT_SAID_IN_FULL.search(before) if inspected or printed_grades(before) else None


def _tie_of_subject(before: str, after: str, one: PrintedGrade) -> int | None:
    """The council's services themselves are said to be of a grade, with no judging word."""
    if one.grade is Grade.INADEQUATE and AS_A_BODY.match(after) and BODY_BEFORE.search(before):
        return one.start
    quoted = before.rstrip()[-1:] in "'\"‘“"
    if (quoted or one.titled) and AS_A_BODY.match(after) and BODY_BEFORE.search(before):
        return one.start
    if quoted and _SERVICE_OF_GRADE.search(before) and SERVICE_AFTER.match(after):
        return one.start
    weak = one.grade in {Grade.GOOD, Grade.ADEQUATE}  # too often plain adjectives
    patterns = [] if weak else [_PLAIN_SUBJECT, _SERVICES_ARE, _AREA_IS, _THEY_HAD_BEEN, _DECLINED]
    if weak and _CLAUSE_ENDS.match(after):
        patterns = [_AREA_IS]
    if weak and _OVERALL_AFTER.match(after):
        patterns = [_PLAIN_SUBJECT, _SERVICES_ARE]
    if one.titled and _CLAUSE_ENDS.match(after):
        patterns += [_TITLED_SUBJECT]
    patterns += [_AREA_COLON] if _CLAUSE_ENDS.match(after) else []
    patterns += [_INSPECTORS_THOUGHT]
    patterns += [_NOW, _SERVICES_THAT, _THAT_NAME] if one.verbal else []
    for pattern in patterns:
        if match := pattern.search(before):
            return match.start()
    match = _SERVICES_THAT.search(before) if one.grade is Grade.INADEQUATE else None
    return match.start() if match and _IS.search(before[match.start() :]) else None
