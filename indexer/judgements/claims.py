"""Grades in running text: which words say that somebody was judged, and who it was.

A grade word is a claim only where a judging word is tied to it ("was judged to require
improvement", "an inadequate rating", "overall effectiveness was good"): most uses of "good" and
many of "inadequate" are plain adjectives. Wishes, conditions, negations, counts of many bodies and
people's own estimates are not claims about the council.
"""

from __future__ import annotations

import dataclasses
import itertools
import re
from collections.abc import Iterator, Sequence

from indexer.judgements.areas import AREA_OR_OVERALL, area_or_overall
from indexer.judgements.bodies import SAMPLED
from indexer.judgements.facts import is_fact
from indexer.judgements.grades import PrintedGrade, printed_grades
from indexer.judgements.opinions import is_opinion
from indexer.judgements.series import superseded
from indexer.judgements.subjects import Subject, SubjectKind, subject_of
from indexer.judgements.ties import found_of_a_list, tie
from indexer.records import Area, Grade

_OVERALL_AFTER = re.compile(
    r"^['\"’”)]*(?:\s+overall\b|,?\s+(?:with\s+this|which)\s+(?:also\s+)?(?:form\w*|g[ai]v\w+|being|is|was|became)"
    r"\s+(?:the\s+|its\s+|our\s+)?overall\s+(?:rating|grade|judge?ment)\b)",
    re.I,
)
"""Said of the whole: "good overall", "…, with this forming the overall rating"."""
_SEVERAL = re.compile(
    r"['\"’”)]*\s+(?:judge?ments|ratings|grades|gradings)\b(?!\s+(?:in|across|for)\b)", re.I
)
"""Several grades are of parts: "the good judgements show …"."""
_IN_PLACES = re.compile(
    r"['\"’”)]*\s+in\s+(?:places|parts|some\s+(?:areas|places|respects|ways))\b", re.I
)
_LIST_JOIN = re.compile(r"['\"’”)\s]*(?:[,;/]|\bor\b|\band\b|,\s*(?:and|or))[\s'\"‘“(]*", re.I)
_SO_WAS = re.compile(
    r"^['\"’”)]*,?\s*(?:and\s+so|as|and\s+the\s+same\s+(?:grade|judge?ment)\s+for|and\s+similarly)"
    r"(?:\s+(?:was|were|is|are|had\s+been))?(?:\s+(?:the|its|their|that|judge?ment|grade|rating|for|of))*\s+",
    re.I,
)
"""The same grade of one more area: "was good, as was leadership"."""
_SLOGAN = re.compile(
    r"^(?:an?\s+)?(?:grade|score|rating|judge?ment)\s+(?:of\s+)?\S+\s+(?:represent|mean|denot|describ|indicat|equat)"
    r"|^(?:our|the|a)\s+(?:improvement\s+)?(?:journey|road|path|route)\b",
    re.I,
)
"""What tells of no judgement: a plan's motto, what a grade means."""


@dataclasses.dataclass(frozen=True, slots=True)
class Claim:
    """Somebody was judged: the grade, whom it is about, and where the sentence says so.

    `start` and `end` span the words from the judging word or subject to the grade; `clause` is
    where the words since the last grade begin; `superseded` where the words themselves say that
    another grade has replaced it ("from inadequate to …").
    """

    grade: Grade
    subject: Subject
    start: int
    end: int
    clause: int = 0
    superseded: bool = False


def claims(sentence: str, *, inspected: bool = True, listed: bool = False) -> Iterator[Claim]:
    """Every judgement that a sentence claims, in order.

    Args:
        sentence: the text of one sentence.
        inspected: whether the text around it speaks of an inspection.
        listed: whether the parts it speaks of are areas, listed below it.
    """
    printed = printed_grades(sentence)
    if _SLOGAN.match(sentence.strip()) or _explains_the_scale(sentence, printed):
        return
    listed_from: int | None = None
    of_a_part = False
    for number, one in enumerate(printed):
        begin = printed[number - 1].end if number else 0
        limit = printed[number + 1].start if number + 1 < len(printed) else len(sentence)
        before, after = sentence[: one.start], sentence[one.end :]
        tied = tie(before, after, one, listed_from, inspected=inspected)
        if tied is None and listed and found_of_a_list(before):
            tied = one.start
        fact = (
            tied is not None
            and is_fact(before, after, tied, begin)
            and not is_opinion(before, after)
        )
        moved_on = superseded(before, after)
        listed_from = one.end if fact or (tied is not None and moved_on) else None
        if tied is None or not fact:
            continue
        subject = subject_of(sentence[begin : one.start], before, sentence[one.end : limit], tied)
        if subject.kind is SubjectKind.PART and _OVERALL_AFTER.match(after):
            subject = dataclasses.replace(subject, kind=SubjectKind.OWN)
        if _IN_PLACES.match(after) or (not subject.stated and _SEVERAL.match(after)):
            subject = dataclasses.replace(subject, kind=SubjectKind.PART)
        is_work = subject.kind is SubjectKind.BODY and SAMPLED.fullmatch(subject.name or "")
        if listed and (is_work or subject.kind is SubjectKind.PART):
            subject = Subject(SubjectKind.OWN, subject.start)
        follows = number > 0 and tied == one.start
        of_a_part = subject.kind is SubjectKind.PART or (of_a_part and follows)
        if of_a_part and follows and subject.area is Area.OVERALL:
            continue
        for judged in _judged(subject, after):
            start = min(tied, subject.start, one.start)
            yield Claim(one.grade, judged, start, one.end, clause=begin, superseded=moved_on)


def _judged(subject: Subject, after: str) -> Iterator[Subject]:
    """Everything that shares the grade: each area of the subject, and the areas likened to it."""
    areas = () if subject.kind is SubjectKind.PART else (subject.area, *subject.also)
    if subject.kind is not SubjectKind.MANY:
        kind = SubjectKind.OWN if subject.kind is SubjectKind.PART else subject.kind
        for area in dict.fromkeys((*areas, *_likewise(after))):
            yield dataclasses.replace(subject, kind=kind, area=area)


def _likewise(after: str) -> tuple[Area, ...]:
    """The area that shares the grade by what follows it: "…, and so was overall effectiveness"."""
    match = _SO_WAS.match(after)
    named = AREA_OR_OVERALL.match(after, match.end()) if match else None
    if named is None:
        return ()
    return (area_or_overall(named.group()),)


def _explains_the_scale(sentence: str, printed: Sequence[PrintedGrade]) -> bool:
    """Whether three or more grades are merely listed: "outstanding, good, …"."""
    listed = sum(
        bool(_LIST_JOIN.fullmatch(sentence[one.end : next_one.start]))
        for one, next_one in itertools.pairwise(printed)
    )
    return listed >= 2 and len({one.grade for one in printed}) >= 3
