"""The areas of judgement as words, as labels of a report's table and in running text."""

from __future__ import annotations

import re

from indexer.records import Area

_BOARD = r"(?:local\s+)?safeguarding\s+(?:children['’]?s?\s+)?boards?|\bLSCBs?\b|\b[A-Z]{1,4}SCB\b"
_UP_TO_GRADE = r"\s+['\"‘“(]*$"  # nothing more: the words searched end where the grade begins
# In the order in which they are tried: the first that matches names the area.
_PHRASES: tuple[tuple[Area, str], ...] = (
    (Area.LSCB, _BOARD),
    (
        Area.LEADERSHIP,
        r"leaders['’]?\s+impact(?:\s+on\s+(?:social\s+work(?:\s+practice)?|practice)(?:\s+with\s+children\s+and\s+families)?)?"
        r"|impact\s+(?:that\s+)?leaders\s+have(?:\s+on\s+social\s+work(?:\s+practice)?)?(?:\s+with\s+children\s+and\s+families)?"
        r"|impact\s+of\s+leaders(?:hip)?(?:\s+on\s+(?:social\s+work(?:\s+practice)?|practice)(?:\s+with\s+"
        r"children\s+and\s+families)?)?|leadership(?:,?\s+management)?(?:,?\s+and\s+"
        r"(?:governance|management))?|management\s+and\s+governance"
        r"|\b(?<!school )(?<!team )leaders(?:\s+and\s+managers)?"
        r"(?=\s+(?:(?:had|have|has|were|was|are)\s+)+(?:been\s+|also\s+|now\s+)*(?:graded|judged"
        rf"|rated)\b|\s*[:–-]\s|\s+to\s+be\b|\s+(?:as|to){_UP_TO_GRADE})",
    ),
    (
        Area.IN_CARE,
        r"(?:experiences?(?:\s+(?:and|&)\s+progress)?\s+of\s+)?children\s+in\s+care\s+and\s+"
        r"care[\s-]leavers",
    ),
    (Area.ADOPTION, r"adoption(?:\s+(?:performance|services?|support))?"),
    (
        Area.CARE_LEAVERS,
        r"(?:experiences?(?:\s+(?:and|&)\s+progress)?\s+of\s+)?(?:children\s+)?(?:care[\s-]leavers?"
        r"|care[\s-]experienced\s+(?:young\s+people|adults)|(?:(?:those\s+)?(?:young\s+people|children)\s+)?leaving\s+care"
        r"|(?:those|young\s+people|children)\s+who\s+(?:leave|have\s+left|are\s+leaving)\s+care)",
    ),
    (
        Area.HELP_AND_PROTECTION,
        r"(?:experiences?(?:\s+(?:and|&)\s+progress)?\s+of\s+)?children\s+(?:who\s+need|in\s+"
        r"need(?:\s+of|,))\s+['\"‘“]?(?:help\s+(?:and|&|or)\s+)?protection|help\s+(?:and|&)\s+protection"
        r"|(?:safeguarding|child\s+protection)\s+(?:services?|arrangements)|child\s+protection\s+work"
        r"|(?:^|(?<=for\s))child\s+protection\b(?=\s*(?:[.,;:]|and\b|$))|child\s+protection(?=\s+(?:was|were|is|are|has\s+been|had\s+been|(?:also\s+)?remain\w*)\b)|protection\s+of\s+"
        rf"children|(?:^|(?<=[:;]\s))protection(?=\s*[,:–-]{_UP_TO_GRADE})",
    ),
    (
        Area.IN_CARE,
        r"(?:experiences?(?:\s+(?:and|&)\s+progress)?\s+of\s+)?(?:those\s+in\s+care|children\s+(?:in\s+care"
        r"|(?:being\s+)?looked[\s-]after)|looked[\s-]after\s+children)(?:['’]?s?\s+services)?(?:\s+and\s+"
        r"(?:achieving\s+)?permanence)?|achieving\s+permanence"
        r"|(?-i:\b(?:LAC|CLA)\b)(?:\s+(?:services|permanence))?",
    ),
)
_FRAMEWORK_TITLE = (
    r"(?:inspections?\s+of\s+)?(?:local\s+authority\s+)?(?:services\s+for\s+)?"
    r"children\s+in\s+need\s+of\s+help\s+(?:and|&)\s+protection,?\s*(?:and\s+)?"
    r"(?:children\s+looked\s+after|looked[\s-]after\s+children),?\s*(?:and\s+)?"
    r"care\s+leavers"
    r"(?:,?\s*and\s+(?:the\s+)?review\s+of\s+the\s+effectiveness\s+of\s+the\s+local\s+"
    r"safeguarding"
    r"\s+children['’]?s?\s+board)?"
    r"|inspections?\s+of\s+safeguarding\s+and\s+(?:services\s+for\s+)?looked[\s-]after\s+children(?:['’]?s?\s+services)?"
)
FRAMEWORK_TITLE = re.compile(_FRAMEWORK_TITLE, re.IGNORECASE)
"""The single inspection's own long title, which names areas without judging them."""

AREA = re.compile(
    "|".join(f"(?P<a{number}>{pattern})" for number, (_, pattern) in enumerate(_PHRASES)),
    re.IGNORECASE,
)
AREA_OR_OVERALL = re.compile(rf"{AREA.pattern}|\boverall(?:\s+effectiveness)?\b", re.I)
_OVERALL_LABEL = re.compile(
    r"^(?:the\s+)?(?:overall\s+(?:effectiveness|judge?ment|grade|rating)\b"
    r"(?:\s+of\s+(?:services|children).{0,60})?|overall)\s*$",
    re.IGNORECASE,
)
_LABEL_STUFFING = re.compile(
    r"^(?:\W*\d+(?:\.\d+)?\.?\s+|[•·▪■◼*–-]\s*)|^(?:the\s+)?(?:experiences?\s+\S+\s+"
    r"progress\s+of"
    r"|graded\s+judge?ment\s+(?:for|about|on)"
    r"|judge?ment\s+(?:for|about|on)|effectiveness\s+of|quality\s+of|outcomes\s+for"
    r"|(?:services|help|support|provision)\s+for)\s+(?:the\s+)?",
    re.IGNORECASE,
)


_LEADERS = re.compile(r"leaders(?:\s+and\s+managers)?", re.IGNORECASE)
_PLACE_OF_BOARD = re.compile(r"^(?:[A-Z][\w-]+\s+(?:and\s+)?){1,4}(?=(?:Local\s+)?Safeguarding\b)")
_PROVIDED_TO = re.compile(r"^\s+provided\s+to\s+children,?\s+.{0,60}$", re.IGNORECASE)


def area_of_match(match: re.Match[str]) -> Area:
    """The area that a match of `AREA` names."""
    return _PHRASES[int((match.lastgroup or "a0")[1:])][0]


def area_or_overall(printed: str) -> Area:
    """The area that a match of `AREA_OR_OVERALL` prints."""
    match = AREA.fullmatch(printed)
    return area_of_match(match) if match else Area.OVERALL


def area_of_label(label: str) -> Area | None:
    """The area that a table's label or a heading names; None where it is another kind of label.

    The label must be the name of the area and nothing more: a sentence about care leavers is none.
    """
    text = re.sub(r"\s+", " ", label).strip(" :|–-.\t")
    if _OVERALL_LABEL.match(text):
        return Area.OVERALL
    text = re.sub(
        r"^the\s+", "", _LABEL_STUFFING.sub("", _LABEL_STUFFING.sub("", text)), flags=re.I
    )
    if _OVERALL_LABEL.match(text):
        return Area.OVERALL
    text = _PLACE_OF_BOARD.sub("", text)
    if _LEADERS.fullmatch(text):
        return Area.LEADERSHIP
    match = AREA.match(text)
    rest = _PROVIDED_TO.sub("", text[match.end() :]) if match else ""
    if match is None or len(rest) > 14:
        return None
    return area_of_match(match)
