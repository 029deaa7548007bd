"""Which words make a grade word a judgement: "was judged to be inadequate", "a good rating"."""

from __future__ import annotations

import re

from indexer.judgements.areas import AREA
from indexer.judgements.grades import PrintedGrade
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
    r"|into|that|overall|effectiveness|ofsted|inspectors?|grade|grading|rating|judge?ment"
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
_APPOSED_ENDS = re.compile(r"^['\"’”)]*\s*[,.;]")
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
_NOW_THEY = re.compile(
    r"[;,:–-]\s*(?:(?:and|but|while|whereas)\s+)?(?:they|it|services|this|the\s+\w+)\s+(?:are"
    r"|is|were|was)\s+(?:now|currently|today)\s+(?:judged\s+|rated\s+)?(?:to\s+be\s+"
    r")?['\"‘“(]*$",
    re.I,
)
_NOUN_AFTER = re.compile(
    r"^['\"’”)]*\s*(?:overall\s+|ofsted\s+|inspection\s+|full\s+|children['’]s\s+services\s+"
    r"|in\s+an?\s+|ilacs\s+|sif\s+|service\s+)*"
    r"(?:judg(?:e)?ments?|ratings?|grad(?:e|ing)s?|outcome|verdict|finding|status|categor(?:y"
    r"|ies)|inspection|report\b)",
    re.I,
)
_ADJECTIVE_AFTER = re.compile(
    r"^['\"’”)]*[\s-]+(?!(?:for|in|by|at|and|but|or|overall|with|on|as|when|since|because"
    r"|following|across|to|under|which|that|the|from|after|despite|although|though|while"
    r"|whilst|where|is|was|were|are|this|these|if|so|due|again|both|until|during|against"
    r"|regarding|there|it|they|we|he|she|then|who|before|despite|given|than|only|whereas"
    r"|having|being|would|could|will|should|may|might|must|can|\w+ed|requir\w+|a|an|has|had"
    r"|have|within|among|amongst|alongside|throughout|per|last|earlier|twice|once|shortly|prior"
    r"|according|making|meaning|leading|resulting|leaving|except|apart|not|yet|now|nationally)"
    r"\b)[a-z]"
)
"""A noun straight after the grade: "good progress", "inadequate resources"."""
_PARTS_TO_IMPROVE = re.compile(
    r"\b(?:areas?|aspects?|elements?|issues?|things|actions?|matters|points|themes?|processes"
    r"|systems|factors|items|those|some|what)\b(?:\s+[\w,’'-]+){0,7}\s*$",
    re.I,
)
"""What requires improvement is a part of the work, no grade: "areas requiring improvement"."""
_GIVER_AFTER = re.compile(
    r"^['\"’”)]*\s*(?:by|from)\s+(?:the\s+)?(?:\w+\s+){0,3}?(?:ofsted|hmi|inspectors"
    r"|inspectorate)\b",
    re.I,
)
_AS_A_BODY = re.compile(
    r"^['\"’”)]*\s+(?:rated\s+)?(?:local\s+)?(?:authority|council|children['’]s\s+services)\b", re.I
)
_BODY_BEFORE = re.compile(
    r"\b(?:as|remains?|remained|is|was|are|were|being|of)\s+(?:now\s+|still\s+)?an?\s+['\"‘“]*$",
    re.I,
)
_LISTED = re.compile(
    r"^['\"’”)]*,?\s*(?:overall\s*)?(?:(?:grade|grading|rating|judge?ment)\s*)?"
    r"(?:(?:for|in|on|across|with|against|regarding|under)\s+[^.;]{2,90}?)?"
    r"(?:,|\band\b|\bwith\b|\bbut\b|\bwhile\b|\bwhilst\b|\bwhereas\b|;|&)\s*"
    r"(?:[^.;]{0,70}?\b(?:as|to\s+be|being|was|were|is|are|gave|rated|graded|judged|also|an?"
    r"|services|council|authority|as\s+a\s+whole)\s+"
    rf"|[^.;]{{0,40}}?(?:{AREA.pattern})(?:\s+services)?[\s,:–-]+"
    r"|(?:\w+\s+){0,2})?['\"‘“(]*$",
    re.I,
)
_TO_ANOTHER = re.compile(
    r"^['\"’”)]*\s*(?:in\s+\S+\s*(?:\d{4})?\s*)?(?:to|through\s+to|into)\s+['\"‘“(]*(?:a\s+"
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
    r"\bto\s+(?:an?\s+|being\s+)?(?:overall\s+)?(?:judge?ment\s+of\s+|rating\s+of\s+)?['\"‘“(]*$",
    re.I,
)
_MOVED = re.compile(
    r"\b(?:moved|improved|gone|progressed|risen|rose|went|upgraded|downgraded|dropped|fell"
    r"|fallen|declined|increased|raised|changed|jump\w*|improvement|taken|revised)\b",
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
    r"|declared|found|finds|awarded|awards|gave|given)\s+"
    r"[^.;:]{2,90}?"
    r"\b(?:services?|council|authority|provision|board|LSCB|leadership|trust|it|them|us"
    r"|department"
    r"|borough|city|county|arrangements)\s+['\"‘“(]*$",
    re.I,
)
"""Active form with no link word: "rated our services inadequate"."""
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
_SERVICE_AFTER = re.compile(r"^['\"’”]*\s+(?:service|authority|council|children['’]s)\b", re.I)
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
_OUTSTANDING_WORK = re.compile(
    r"\b(?:actions?|recommendations?|issues?|matters?|items?|reports?|debts?|applications?"
    r"|vacanc(?:y|ies)"
    r"|payments?|checks?|tasks?|queries|invoices?)\s+(?:(?:is|are|was|were|still|remain\w*)\s+"
    r")*$",
    re.I,
)
_IS_NOW = re.compile(r"\b(?:was|were|is|are)\s+now\s+['\"‘“(]*$", re.I)
_THAT_NAME = re.compile(
    r"\b(?:judge?ment|found|finding|concluded|conclusion|confirmed|outcome)\b.{0,40}?\bthat\s+"
    r"(?:[A-Z][\w'’-]+\s+){1,5}$"
)
_NOW = re.compile(r"\b(?:and|but|they|it|services?|which)\s+(?:now|currently)\s+$", re.I)
_AREA_IS = re.compile(
    rf"(?:{AREA.pattern}|\boverall\s+effectiveness)(?:\s+services)?(?:,?\s+which)?,?\s+(?:(?:is|are|was|were|remains?"
    rf"|remained|had\s+"
    rf"been|also|both|all|now|still|currently|therefore|again)\s+)*['\"‘“(]*$",
    re.I,
)
_AREA_COLON = re.compile(
    rf"(?:{AREA.pattern}|\boverall(?:\s+effectiveness)?)(?:\s+services)?\s*[:=–-]\s*['\"‘“(]*$",
    re.I,
)
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
    if _is_plain_adjective(before, after, one):
        return None
    for pattern in (_TIED_VERB, _TIED_NOUN, _TIED_COLON, _TIED_ACTIVE, _TIED_OBJECT, _TIED_FALL):
        if match := pattern.search(before):
            return match.start()
    if _APPOSED_ENDS.match(after) and (match := _APPOSED.search(before)):
        return match.start()
    generic = _INDEFINITE.search(before) and not _GIVEN.search(before)
    named = _NOUN_AFTER.match(after) and not _OWN_SENSE.search(before) and not generic
    if named or _GIVER_AFTER.match(after):
        return one.start
    by_subject = _tie_of_subject(before, after, one) if inspected else None
    return by_subject if by_subject is not None else _tie_of_series(before, after, one, listed_from)


def superseded(before: str, after: str) -> bool:
    """Whether the words move on from this grade: "from inadequate to …"."""
    return bool(_FROM.search(before) and _TO_ANOTHER.match(after))


def _tie_of_subject(before: str, after: str, one: PrintedGrade) -> int | None:
    """The council's services themselves are said to be of a grade, with no judging word."""
    if one.grade is Grade.INADEQUATE and _AS_A_BODY.match(after) and _BODY_BEFORE.search(before):
        return one.start
    quoted = before.rstrip()[-1:] in "'\"‘“"
    if (quoted or one.titled) and _AS_A_BODY.match(after) and _BODY_BEFORE.search(before):
        return one.start
    if quoted and _SERVICE_OF_GRADE.search(before) and _SERVICE_AFTER.match(after):
        return one.start
    weak = one.grade in {Grade.GOOD, Grade.ADEQUATE}  # too often plain adjectives
    patterns = [] if weak else [_PLAIN_SUBJECT, _SERVICES_ARE, _AREA_IS, _THEY_HAD_BEEN]
    if weak and _CLAUSE_ENDS.match(after):
        patterns = [_AREA_IS]
    if weak and _OVERALL_AFTER.match(after):
        patterns = [_PLAIN_SUBJECT, _SERVICES_ARE]
    patterns += [_AREA_COLON] if _CLAUSE_ENDS.match(after) else []
    patterns += [_INSPECTORS_THOUGHT]
    patterns += [_NOW, _SERVICES_THAT, _THAT_NAME] if one.verbal else []
    for pattern in patterns:
        if match := pattern.search(before):
            return match.start()
    match = _SERVICES_THAT.search(before) if one.grade is Grade.INADEQUATE else None
    return match.start() if match and _IS.search(before[match.start() :]) else None


def _tie_of_series(
    before: str, after: str, one: PrintedGrade, listed_from: int | None
) -> int | None:
    """The grade follows another judgement, or is one end of "from … to …"."""
    if superseded(before, after):
        match = _MOVED.search(before)
        return match.start() if match else one.start
    if listed_from is None:
        return None
    if match := _NOW_THEY.search(before):
        return match.start()
    if match := _IS_NOW.search(before):
        return match.start()
    between = before[listed_from:]
    if _LISTED.match(between) or (len(between) < 40 and _TO.search(between)):
        return one.start
    return None


def _is_plain_adjective(before: str, after: str, one: PrintedGrade) -> bool:
    """Whether the word describes a thing ("good progress") or names work ("areas requiring …")."""
    if one.verbal:
        parts = _PARTS_TO_IMPROVE.search(before)
        return bool(
            parts and not re.search(r"\b(?:judged|rated|graded|judge?ment|rating)\b", parts.group())
        )
    if one.grade is Grade.OUTSTANDING and _OUTSTANDING_WORK.search(before):
        return True
    return bool(
        _ADJECTIVE_AFTER.match(after)
        and not _NOUN_AFTER.match(after)
        and not (_AS_A_BODY.match(after) and _BODY_BEFORE.search(before))
        and not (before.rstrip()[-1:] in "'\"‘“" and _SERVICE_AFTER.match(after))
    )
