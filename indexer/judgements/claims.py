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

from indexer.judgements.facts import is_fact
from indexer.judgements.grades import PrintedGrade, printed_grades
from indexer.judgements.series import superseded
from indexer.judgements.subjects import Subject, SubjectKind, subject_after, subject_before
from indexer.judgements.ties import tie
from indexer.records import Area, Grade

_OVERALL_AFTER = re.compile(r"^['\"’”)]*\s+overall\b", re.I)
_LIST_JOIN = re.compile(r"['\"’”)\s]*(?:[,;/]|\bor\b|\band\b|,\s*(?:and|or))[\s'\"‘“(]*", re.I)
_SLOGAN = re.compile(r"^(?:our|the|a)\s+(?:improvement\s+)?(?:journey|road|path|route)\b", re.I)


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


def claims(sentence: str, *, inspected: bool = True) -> Iterator[Claim]:
    """Every judgement that a sentence claims, in order.

    Args:
        sentence: the text of one sentence.
        inspected: whether the text around it speaks of an inspection.
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
        fact = tied is not None and is_fact(before, after, tied, begin)
        moved_on = superseded(before, after)
        listed_from = one.end if fact or (tied is not None and moved_on) else None
        if tied is None or not fact:
            continue
        subject = subject_after(sentence[one.end : limit]) or subject_before(
            sentence[begin : one.start], before, tied
        )
        if subject.kind is SubjectKind.PART and _OVERALL_AFTER.match(after):
            subject = dataclasses.replace(subject, kind=SubjectKind.OWN)
        listed = number > 0 and tied == one.start
        of_a_part = subject.kind is SubjectKind.PART or (of_a_part and listed)
        if of_a_part and listed and subject.area is Area.OVERALL:
            continue
        if subject.kind not in {SubjectKind.MANY, SubjectKind.PART}:
            start = min(tied, subject.start, one.start)
            for area in (subject.area, *subject.also):
                each = dataclasses.replace(subject, area=area)
                yield Claim(one.grade, each, start, one.end, clause=begin, superseded=moved_on)


def _explains_the_scale(sentence: str, printed: Sequence[PrintedGrade]) -> bool:
    """Whether three or more grades are merely listed: "outstanding, good, …"."""
    listed = sum(
        bool(_LIST_JOIN.fullmatch(sentence[one.end : next_one.start]))
        for one, next_one in itertools.pairwise(printed)
    )
    return listed >= 2 and len({one.grade for one in printed}) >= 3
