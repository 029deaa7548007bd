"""Areas that share a grade: the list straight before another area, or straight after a grade."""

from __future__ import annotations

import re

from indexer.judgements.areas import (
    AREA,
    AREA_OR_OVERALL,
    FRAMEWORK_TITLE,
    area_of_match,
    area_or_overall,
)
from indexer.records import Area

_LEAD_IN = re.compile(
    r"(?:(?:the|its|their|our|both|all|services?|for|of|in|areas?|quality|experiences?"
    r"|out|five|six|inspected|key|main|how|manag\w+|judged|graded|assessed|other|these|work\s+with|provides?\s+(?:to|for)"
    r"|it|[\w]+['’]s"
    r"|progress|and"
    r"|provision|support|effectiveness|help|category|judge?ment|domains?"
    r"|(?:council|authority|county|borough|city)['’]s|local"
    r"|strands?|elements?|following|all|categories|two|three|four|each)(?:\s*[:–-])?\s+)*['\"‘“]*"
    r"(?:services\s+for\s+)?(?:the\s+)?",
    re.I,
)
_JOIN = re.compile(
    r"['\"’”]*\s*(?:services\s*)?(?:[,;]\s*and\b|,?\s*(?:in\s+addition\s+to|as\s+well\s+as"
    r"|along\s+with|together\s+with|alongside)\b|[,;]|\band\b|&)\s*"
    r"(?:(?:for|in|of|the|services|both|[\w]+['’]s)\s+)*['\"‘“]*(?:services\s+for\s+)?(?:the\s+)?",
    re.I,
)


_FRONTED = re.compile(
    rf"(?:^|[.;:,]\s|\b(?:and|but|while)\s)\W*(?:for|on|in|regarding|with\s+regard\s+to|as\s+(?:to|for))\s+"
    rf"(?!addition\b)(?:[\w'’]+\s+){{0,11}}?(?P<area>{AREA.pattern}|child\s+protection),\s+"
    r"(?:(?:the\s+)?(?:report|inspectors|ofsted|inspection)\s+(?:had\s+)?\w+\s+(?:that\s+)?)?(?:the\s+)?$",
    re.I,
)
"""An area that its clause begins with: "for care leavers, the council was …"."""


def area_in_front(text: str) -> Area | None:
    """The area that a clause names before its subject; None where it names none."""
    match = _FRONTED.search(text)
    named = AREA.search(match["area"]) if match else None
    if named is None:
        return Area.HELP_AND_PROTECTION if match else None  # child protection, in two words
    return area_of_match(named)


def masked(text: str) -> str:
    """Hide the inspections' own long titles, which name areas without judging them."""
    return FRAMEWORK_TITLE.sub(lambda match: " " * len(match.group()), text)


def areas_joined(text: str) -> tuple[Area, ...]:
    """The areas that a text ends with, listed before another: "overall effectiveness, A, B and"."""
    found: list[Area] = []
    end = len(text)
    for match in reversed(list(AREA_OR_OVERALL.finditer(text))):
        if not _JOIN.fullmatch(text[match.end() : end]):
            break
        found.append(area_or_overall(match.group()))
        end = match.start()
    return tuple(found)


def areas_listed(text: str) -> tuple[Area, ...]:
    """The areas of the list that a text begins with."""
    found: list[Area] = []
    end = 0
    for match in AREA_OR_OVERALL.finditer(text):
        between = text[end : match.start()]
        if not (_JOIN if found else _LEAD_IN).fullmatch(between):
            break
        found.append(area_or_overall(match.group()))
        end = match.end()
    return tuple(found)
