"""Who was judged: the council, an area of its services, or somebody else."""

from __future__ import annotations

import dataclasses
import re

from indexer.judgements.adjectives import NOUN_AFTER
from indexer.judgements.areas import (
    AREA_OR_OVERALL,
    FRAMEWORK_TITLE,
    area_or_overall,
)
from indexer.judgements.bodies import (
    AFTER_BY_ANOTHER,
    ANOTHER,
    BODY,
    BY_ANOTHER,
    ESTIMATE,
    OWN,
    SAMPLED,
)
from indexer.judgements.candidates import (
    Subject,
    SubjectKind,
    candidates_in,
    other_name,
)
from indexer.judgements.judging import VERDICT
from indexer.judgements.series import with_area
from indexer.judgements.things import is_something_else, told_of_something_else
from indexer.records import Area

__all__ = ["Subject", "SubjectKind", "subject_of"]

_LEAD_IN = re.compile(
    r"(?:(?:the|its|their|our|both|all|services?|for|of|in|areas?|quality|experiences?"
    r"|progress|and"
    r"|provision|support|effectiveness|help|category|judge?ment|local\s+authority['’]s|domains?"
    r"|strands?|elements?|following|all|categories|two|three|four|each)(?:\s*[:–-])?\s+)*['\"‘“]*"
    r"(?:services\s+for\s+)?(?:the\s+)?",
    re.I,
)
_AFTER = re.compile(
    r"['\"’”)]*,?\s*(?:(?:overall\s+)?(?:judge?ments?|ratings?|grades?|gradings?)\s*)?"
    r"(?:(?:from|by)\s+(?:ofsted|inspectors)\s+)?"
    r"(?:(?:was|were|(?:has|had|have)\s+been)\s+"
    r"(?:(?:given|received|awarded|made|achieved)\s+)?)?"
    r"(?:(?:with|in)\s+regards?\s+to|in\s+relation\s+to|in\s+respect\s+of|for|in|on|regarding|against"
    r"|across)\s+(?:(?:the|its|their|both|our)\s+)?(?P<rest>.{3,300})",
    re.I,
)
_WAS_AREA = re.compile(
    r"['\"’”)]*\s+(?:judge?ments?|ratings?|grades?|gradings?)(?:\s+(?:from|by)\s+ofsted)?"
    r"\s+(?:was|were|being)\s+(?P<rest>.{3,300})",
    re.I,
)
"""The area told last: "the only area with a good rating was adoption"."""
_OVERALL_AND = re.compile(r"['\"’”)]*\s+overall,?\s+(?:and\s+)?(?:in|for)\s+", re.I)
_LEADERS = re.compile(r"^leaders(?:\s+and\s+managers)?(?=\s*(?:[,.;]|and\b|$))", re.I)
_AREA_JOIN = re.compile(
    r"['\"’”]*\s*(?:services\s*)?(?:[,;]\s*and\b|[,;]|\band\b|&)\s*(?:(?:for|in|of|the|services|both)\s+)*"
    r"['\"‘“]*(?:services\s+for\s+)?(?:the\s+)?",
    re.I,
)
_AND_ITS = re.compile(
    r"\b(?:services?|council|authority)\s+and\s+(?:(?:its|the|their)\s+)?(?:both\s+)?$", re.I
)
_ABOUT = re.compile(
    r"(?:in\s+relation\s+to|in\s+respect\s+of|with\s+regard\s+to|regarding)\b", re.I
)

_BY_VERDICT = re.compile(
    r"\b(?:in|following|after|despite|since|by|with|to|from|under|given)\s+(?:the|its|our|their|an?|this"
    r"|that)\s+(?:\w+\s+){0,2}$",
    re.I,
)
_VERDICT_OF = re.compile(rf"{VERDICT}\s+of\s+['\"‘“(]*$", re.I)
"""A verdict that is told of beside what is said: "is reflected in the judgement of …"."""
_ANAPHOR = re.compile(r"(?:the\s+|this\s+|that\s+|its\s+)?service|services|it|they", re.I)

_PROVIDED = re.compile(r"\s+(?:provided|delivered|offered|for|to)\b", re.I)
"""What tells which services are meant, so that they are not those just named."""

_PARTS_BUT = re.compile(
    r"^(?:areas?|strands?|elements?|domains?|aspects?|categor\w+)\|.{0,60}?\b(?:except|apart|bar|other\s+than)\b",
    re.I,
)
"""All parts but one are not the whole."""


def subject_of(near: str, whole: str, after: str, tie: int) -> Subject:
    """Who was judged: the area named straight after the grade, else the nearest before it.

    Args:
        near: the words since the last grade.
        whole: all words of the sentence before the grade.
        after: the words up to the next grade.
        tie: where the judging words begin in `whole`.
    """
    if estimate := ESTIMATE.search(near):
        return Subject(SubjectKind.BODY, len(whole) - len(near) + estimate.start())
    if area := with_area(near, after):
        whose = _subject_before(whole, whole, tie)
        if whose.kind in {SubjectKind.OWN, SubjectKind.COUNCIL}:
            return dataclasses.replace(whose, area=area, also=())
        return Subject(SubjectKind.PART, tie)
    before = _subject_before(near, whole, tie)
    if before.kind is SubjectKind.OWN and _PARTS_BUT.search(f"{before.name or ''}|{after}"):
        before = dataclasses.replace(before, kind=SubjectKind.PART)
    if tie == len(whole) and NOUN_AFTER.match(after) and SAMPLED.fullmatch(before.name or ""):
        before = Subject(SubjectKind.OWN, tie, stated=False)  # "the work to earn the good rating"
    return _subject_after(after) or before


def _subject_before(near: str, whole: str, tie: int) -> Subject:
    """The subject of a judging word: what stands nearest before it."""
    offset = len(whole) - len(near)
    text = _masked(near)
    if other := ESTIMATE.search(whole) or BY_ANOTHER.search(whole, offset):
        return Subject(SubjectKind.BODY, other.start(), name=other.group())
    if another := ANOTHER.search(near):
        return Subject(SubjectKind.COUNCIL, another.start() + offset)
    if named := other_name(near):
        return dataclasses.replace(named, start=named.start + offset)
    if told_of_something_else(whole, tie):
        return Subject(SubjectKind.PART, tie)
    candidates = sorted(candidates_in(text), key=lambda subject: subject.start)
    if not candidates and offset:
        text, offset = _masked(whole), 0
        candidates = sorted(candidates_in(text), key=lambda subject: subject.start)
    if not candidates:
        unknown = is_something_else(whole, tie)
        return Subject(SubjectKind.PART if unknown else SubjectKind.OWN, tie, stated=False)
    if _BY_VERDICT.search(whole[:tie]) and _VERDICT_OF.match(whole, tie):
        candidates = [s for s in candidates if not _is_passing(s)] or [
            Subject(SubjectKind.OWN, tie, stated=False)
        ]
    strong = [s for s in candidates if s.stated] or candidates
    chosen = _antecedent(strong, text)
    shared = _areas_joined(text[: chosen.start]) if chosen.area is not Area.OVERALL else ()
    if chosen.area is Area.LSCB and _AND_ITS.search(text[: chosen.start]):
        shared += (Area.OVERALL,)
    return dataclasses.replace(chosen, start=chosen.start + offset, also=shared)


def _is_passing(subject: Subject) -> bool:
    """Whether a subject is merely told of beside a verdict: work, parts, safeguarding."""
    name = (subject.name or "").lower()
    return subject.kind is SubjectKind.PART or bool(
        SAMPLED.fullmatch(name) or name.startswith("safeguarding services")
    )


def _areas_joined(text: str) -> tuple[Area, ...]:
    """The areas listed straight before another: "overall effectiveness, A, B and"."""
    found: list[Area] = []
    end = len(text)
    for match in reversed(list(AREA_OR_OVERALL.finditer(text))):
        if not _AREA_JOIN.fullmatch(text[match.end() : end]):
            break
        found.append(area_or_overall(match.group()))
        end = match.start()
    return tuple(found)


def _antecedent(candidates: list[Subject], text: str) -> Subject:
    """The last candidate; for "the service" or "they", the service that was named before it."""
    last = candidates[-1]
    explained = _PROVIDED.match(text, last.start + len(last.name or ""))
    if (
        last.kind is SubjectKind.OWN
        and last.name
        and _ANAPHOR.fullmatch(last.name)
        and not explained
    ):
        for earlier in reversed(candidates[:-1]):
            if (earlier.name or "").lower() == "the board":
                continue  # the board was told, not judged
            if earlier.area is not Area.OVERALL or earlier.kind is SubjectKind.BODY:
                return earlier
    return last


def _subject_after(text: str) -> Subject | None:
    """The area that stands after a grade: "inadequate for help and protection"."""
    if giver := AFTER_BY_ANOTHER.match(text):
        return Subject(SubjectKind.BODY, giver.end(), name=giver.group().strip())
    if overall := _OVERALL_AND.match(text):
        areas = _areas_listed(_masked(text[overall.end() :]))
        return Subject(SubjectKind.OWN, 10**6, also=areas) if areas else None
    if match := _AFTER.match(text):
        return _after_preposition(match, len(text))
    named = _WAS_AREA.match(text)
    areas = _areas_listed(_masked(named["rest"])) if named else ()
    return Subject(SubjectKind.OWN, 10**6, areas[0], also=areas[1:]) if areas else None


def _after_preposition(match: re.Match[str], end: int) -> Subject | None:
    rest = _LEADERS.sub("leadership", _masked(match["rest"]))
    if body := BODY.match(rest):
        return Subject(SubjectKind.BODY, end, name=body.group())
    if areas := _areas_listed(rest):
        return Subject(SubjectKind.OWN, 10**6, areas[0], rest, also=areas[1:])
    if _ABOUT.search(match.group()[: -len(match["rest"])]) and not OWN.search(rest[:60]):
        return Subject(SubjectKind.PART, end)
    return None


def _areas_listed(text: str) -> tuple[Area, ...]:
    """The areas of the list that a text begins with."""
    found: list[Area] = []
    end = 0
    for match in AREA_OR_OVERALL.finditer(text):
        between = text[end : match.start()]
        if not (_AREA_JOIN if found else _LEAD_IN).fullmatch(between):
            break
        found.append(area_or_overall(match.group()))
        end = match.end()
    return tuple(found)


def _masked(text: str) -> str:
    """Hide the single inspection's long title, which names areas without judging them."""
    return FRAMEWORK_TITLE.sub(lambda m: " " * len(m.group()), text)
