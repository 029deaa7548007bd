"""Which judgements are facts: not denied, wished for, conditional or descriptions of a grade."""

from __future__ import annotations

import re

_NEGATED = re.compile(
    r"\b(?:not|no\s+longer|never|neither|nor|n['’]t|cannot|without|far\s+from|(?:less|better"
    r"|worse|more|other)\s+than|avoid\w*|rather\s+than|instead\s+of|short\s+of)\b"
    r"(?:[\s'\"‘“(]+[\w'’-]+){0,6}[\s'\"‘“(]*$"
    r"|\b(?:not|never)\s+(?:be\s+|been\s+)?an?\s+(?:\w+\s+)?(?:judge?ment|rating|grading|graded)\b[^.;]*$"
    r"|\b(?:out\s+of|above|below)\s+(?:an?\s+|the\s+)?['\"‘“(]*$",
    re.I,
)
_WISH = re.compile(
    r"\b(?:aims?|aimed|aiming|aspir\w+|ambitio\w+"
    r"|(?<!having )(?<!has )(?<!have )(?<!had )becom(?:e|es|ing)"
    r"|(?:was|were|is|are)\s+used\s+to|target\w*|strive\w*"
    r"|striving|journey\s+to\w*|hop(?:e|es|ed|ing)|intend\w*|want\w*|wish\w*"
    r"|improvements?\s+(?:in\s+order\s+)?to\s+be"
    r"|goal|vision|unless|until|when\s+we|(?<!year )(?<!years )(?<!month )(?<!months )(?<!weeks )"
    r"(?<!shortly )(?<!just )before|towards?|plans?\s+to|planned\s+to"
    r"|(?:plan|task|challenge)\s+(?:is|was)\s+(?:now\s+)?to"
    r"|planning\s+(?:to|for)|expected\s+(?:to|that)|expecting|expects?|expectations?\s+of"
    r"|likely|unlikely|potential\w*"
    r"|(?<!lowest )(?<!highest )possib\w+|risks?(?:\s+of)?|prepar\w+|eligible"
    r"|needs?\s+to|needed\s+to|required\s+to|able\s+to|(?:in\s+order|so\s+as)\s+to"
    r"|road|path\w*|determined\s+to|commit\w+\s+to|working\s+to(?:wards?)?|in\s+line\s+with"
    r"|characteristics|requirements?\s+for|descriptors?|definition|criteria|example|e\.g|at\s+"
    r"least|no\s+less|minimum|next\s+(?:full\s+)?inspection|anticipat\w+|predict\w+|aimed\s+at"
    r"|(?:^|[,;:]\s*|\b(?:order|as|how|ways?)\s+)to\s+(?:achieve|receive|be|gain|earn|keep|get)"
    r"|speed\s+up|secur(?:e|ing)|attain\w*|reach(?:ing)?|get(?:ting)?\s+to|mov(?:e|ing)\s+"
    r"(?:the\s+\w+\s+)?(?:to|from|towards?)"
    r"|to\s+(?:help|support|enable|assist|allow|drive)(?:\s+[\w'’]+){1,4}?\s+(?:to\s+)?(?:achieve|reach|gain|get|become|be)"
    r"|travel\w*|provisional\w*|embargo\w*|moving\s+to)\b"
    r"(?:[\s,'\"‘’“”(-]+[\w'’-]+){0,9}[\s'\"‘“(,:-]*$",
    re.I,
)
_QUESTION = re.compile(
    r"\b(?:what|how|whether|if)\b(?:[\s,'\"‘’“”(-]+[\w'’-]+){0,9}[\s'\"‘“(,:-]*$", re.I
)
_LEFT = re.compile(
    r"\b(?:moved|lifted|taken|came|brought|removed|emerged|exited|risen|rose|pulled"
    r"|(?:had|has|have)\s+(?:now\s+|since\s+)?come)\s+(?:\w+\s+){0,2}?(?:out\s+of|up\s+from|on\s+from)"
    r"\s+(?:(?:an?|its|the)\s+)?(?:judge?ment\s+of\s+|rating\s+of\s+)?['\"‘“]*$",
    re.I,
)
_SHED = re.compile(
    r"\b(?:ditched|shed|lost|shaken\s+off|cast\s+off|thrown\s+off|overturned)\s+(?:its|their|our|the|an?)"
    r"\s+(?:\w+\s+)?['\"‘“(]*$",
    re.I,
)
_MODAL = re.compile(
    r"\b(?:would|could|should|might|may|can|will|must|shall)\b(?:\s+\w+){0,3}?(?:\s+(?:be|have|give|award|issue"
    r"|get|become|look|receive|achieve|remain|lead|result|mean|make|raise|lift|move|upgrade|rate|judge|grade|find"
    r"|see))\b(?:[\s'\"‘“(]+[\w'’-]+){0,6}[\s'\"‘“(]*$"
    r"|\b(?:would|could|might)\b(?:[\s'\"‘“(]+[\w'’-]+){0,4}[\s'\"‘“(]*$",
    re.I,
)
_CONDITION_AFTER = re.compile(
    r"^['\"’”)]*\s*(?:judge?ments?\s+(?:is|are|will\s+be|would\s+be)\s+(?:made|given|awarded"
    r"|likely)|(?:judge?ment|rating|grad(?:e|ing)|categor(?:y|ies))\s+(?:(?:was|were|is|has\s+been|had\s+been)\s+)?"
    r"(?:replaced|renamed|abolished|withdrawn|scrapped|dropped|introduced|defined)\b"
    r"|(?:judge?ment|rating|grad(?:e|ing)|outcome)?\s*(?:at|in|by)\s+(?:(?:the|our|its|an?y?|their)\s+)?"
    r"(?:next|future|forthcoming|upcoming|subsequent)\b|if\b|where\s+(?:there|a|an|the)\b|by\s+(?:20\d\d|the\s+(?:next|end)|the\s+time)"
    r"|when\s+re-?inspected|or\s+(?:better|above|outstanding|good|worse)\b|at\s+(?:the\s+"
    r")?(?:next|our\s+next)|and\s+outstanding\b|/)",
    re.I,
)
_PAIRED_BEFORE = re.compile(
    r"\b(?:inadequate|good|outstanding|improvement)['\"’”]?\s*(?:or|/|and/or)\s+['\"‘“]*$", re.I
)

_OF_THE_SCALE = re.compile(
    r"\breplaced\s+(?:with|by)\s+(?:an?\s+)?['\"‘“(]*$"
    r"|\b(?:above|below|than|from)\s+the\s+(?:lowest|highest|top|bottom)\s+\w+\W+(?:which\s+is\W+)?$",
    re.I,
)
"""A grade that only says where another stands: "one above the lowest rating, inadequate"."""
_DEFINED = re.compile(r"\b(?:is|are|was|were)\s+defined\s+as\b[^.;]*$", re.I)
_IN_GENERAL = re.compile(r"\b(?:most|many|all|some|any|few|several|such|other)\s+['\"‘“(]*$", re.I)
_PLURAL = re.compile(r"['\"’”)]*\s+(?:judge?ments|ratings|grades|gradings|outcomes)\b", re.I)
"""Nobody's grades: "most inadequate judgements"."""
_ANY_GRADE = re.compile(
    r"\ban?\s+(?:\w+\s+)?(?:judge?ment|rating|grad(?:e|ing)|outcome)\s+of\s+['\"‘“]*$", re.I
)
_MODAL_AFTER = re.compile(r"['\"’”)]*\s+(?:would|could|might|may|should|will|can)\b", re.I)
"""What would be is no fact: "a rating of good would help"."""
_NOBODY = re.compile(r"\W*(?:no(?!\s+longer\b)|none|neither|nobody)\b", re.I)
_DEFINITE = re.compile(r"\b(?:the|its|their|our|this)\s+(?:\w+\s+)?['\"‘“]*$", re.I)
_HELD = re.compile(
    r"\b(?:keep|keeping|retain|retaining|maintain|maintaining|hold|sustain|sustaining|preserve|protect|defend)"
    r"\s+(?:its|their|our|the\s+(?:council|authority|borough|county|city|service)['’]s)\s+(?:\w+\s+)?['\"‘“(]*$"
    r"|\b(?:revis|chang|overturn|shift|remov)\w*\s+(?:its|their|our|the)\s+['\"‘“(]*$",
    re.I,
)
_MOVING = re.compile(
    r"\b(?:moving|going|rising|jumping|improving|falling|dropping)\s+from\s+(?:an?\s+)?['\"‘“(]*$",
    re.I,
)
_NOUN = re.compile(r"['\"’”)]*\s+(?:ofsted\s+)?(?:status|rating|grad(?:e|ing)|judge?ment)\b", re.I)
_DATED_AFTER = re.compile(r"^['\"’”)]*\s+in\s+(?:[A-Z][a-z]+\s+)?(?:19|20)\d\d\b")
"""A year makes a fact of a "could": "how it could be judged inadequate in 2019"."""


def is_fact(before: str, after: str, tie: int, begin: int) -> bool:
    """Whether a tied grade is stated as a fact.

    Args:
        before: the sentence before the grade.
        after: the sentence after it.
        tie: where the judging words begin.
        begin: where the words since the last grade begin.
    """
    reach = before[max(begin, len(before) - 170) :] if begin else before[-170:]
    lead = _last_clause(before[:tie])
    wished = _WISH.search(lead) or _WISH.search(before[tie:])
    if not re.search(r"\bthat\b", before[tie:]):
        wished = wished or _QUESTION.search(lead) or _QUESTION.search(before[tie:])
    if tie == len(before) and _DEFINITE.search(before):
        wished = None  # "what difference the inadequate rating had made": the rating is a fact
    if _MOVING.search(before) and _DATED_AFTER.match(after):
        wished = None  # "moving from inadequate in 2014": a year makes it a fact
    if _HELD.search(before) and _NOUN.match(after):
        return not _NOBODY.match(lead)  # what one would keep, one has
    return not (
        wished
        or (_NEGATED.search(reach) and not left_behind(before))
        or _NOBODY.match(lead)
        or _OF_THE_SCALE.search(before)
        or _DEFINED.search(before)
        or (_IN_GENERAL.search(before) and _PLURAL.match(after))
        or (_ANY_GRADE.search(before) and _MODAL_AFTER.match(after))
        or _CONDITION_AFTER.match(after)
        or _PAIRED_BEFORE.search(before)
        or (_MODAL.search(f"{lead}{before[tie:]}") and not _DATED_AFTER.match(after))
    )


def left_behind(before: str) -> bool:
    """Whether the words say that a grade is over: "had been lifted out of inadequate"."""
    return bool(_LEFT.search(before) or _SHED.search(before))


def _last_clause(text: str) -> str:
    """The words that govern what follows: back to the last clause that stands on its own."""
    parts = re.split(
        r"[,;:()]|\s[–-]\s|\b(?:that|which|who|since|as|because|after|following|and|but|where)\b",
        text,
    )
    return parts[-1] if parts else text
