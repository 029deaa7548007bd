"""Who was judged: the council, an area of its services, or somebody else."""

from __future__ import annotations

import dataclasses
import re

from indexer.judgements.adjectives import NOUN_AFTER
from indexer.judgements.area_lists import area_in_front, areas_joined, areas_listed, masked
from indexer.judgements.bodies import ANOTHER, BY_ANOTHER, ESTIMATE, OWN, SAMPLED
from indexer.judgements.candidates import Subject, SubjectKind, candidates_in
from indexer.judgements.judging import VERDICT
from indexer.judgements.proper_names import other_name
from indexer.judgements.series import with_area
from indexer.judgements.things import is_possession, is_something_else, told_of_something_else
from indexer.judgements.told_after import subject_after
from indexer.records import Area

__all__ = ["Subject", "SubjectKind", "subject_of"]

_AND_ITS = re.compile(
    r"\b(?:services?|council|authority)\s+and\s+(?:(?:its|the|their)\s+)?(?:both\s+)?$", re.I
)
_BY_VERDICT = re.compile(
    r"\b(?:in|following|after|despite|since|by|with|to|from|under|given)\s+"
    r"(?:the|its|our|their|an?|this|that)\s+(?:\w+\s+){0,2}$",
    re.I,
)
_VERDICT_OF = re.compile(rf"{VERDICT}\s+of\s+['\"‘“(]*$", re.I)
"""A verdict that is told of beside what is said: "is reflected in the judgement of …"."""
_INSPECTION_WHICH = re.compile(
    r"\binspection\b[^.;:]{0,80},?\s+(?:which|that)\s+(?:was|were|had\s+been)\s+"
    r"(?:judged|rated|graded)\b[\s\w'\"‘“(]*$",
    re.I,
)
"""The inspection is what was graded: "the full inspection, which was graded inadequate"."""
_ANAPHOR = re.compile(r"(?:the\s+|this\s+|that\s+|its\s+)?service|services|it|they", re.I)
_EXPLAINED = re.compile(
    r"\s+(?:provided|delivered|offered|for|to(?!\s+(?:be|have|remain|require|need)\b))\b", re.I
)
"""What tells which services are meant, so that they are not those just named."""
_WHOLE = re.compile(r"\ball\s+$|\boverall\s+effectiveness\s+of\s+$", re.I)
"""Before the services, all of them are meant and none that was named before."""
_SPEECH_ENDS = re.compile(r"[,.!?][\"”’]")
"""What was said in quotation marks names nobody for the words that tell who said it."""
_RATED_AS = re.compile(
    r"\b(?:report|ofsted|inspect(?:ors|ion|orate)|hmi|they|it|and|also)\s+(?:had\s+|has\s+|have\s+|also\s+)*"
    r"(?:judged|rated|graded|found|deemed)\s+(?:as|to\s+be)?\s*['\"‘“(]*$",
    re.I,
)
"""What was judged follows the grade: "the report rated as good the help and protection …"."""
_OF_WHERE = re.compile(r"\s(?:at|in|of|for|by|from)\s")
_OBJECT = re.compile(r"['\"’”)]*\s+(?P<object>(?:the|its|our|their|both)\s+[^.;]*)", re.I)
_PARTS_BUT = re.compile(
    r"^(?:areas?|strands?|elements?|domains?|aspects?|categor\w+)\|"
    r".{0,60}?\b(?:except|apart|bar|other\s+than)\b",
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
    if _RATED_AS.search(whole) and (named := _OBJECT.match(after)):
        if areas := areas_listed(named["object"]):
            return dataclasses.replace(before, area=areas[0], also=areas[1:])
        if not OWN.search(_OF_WHERE.split(named["object"], maxsplit=1)[0]):
            return Subject(SubjectKind.PART, tie)
    if before.kind is SubjectKind.OWN and _PARTS_BUT.search(f"{before.name or ''}|{after}"):
        before = dataclasses.replace(before, kind=SubjectKind.PART)
    if tie == len(whole) and NOUN_AFTER.match(after) and SAMPLED.fullmatch(before.name or ""):
        before = Subject(SubjectKind.OWN, tie, stated=False)  # "the work to earn the good rating"
    return _told_again(before, subject_after(after))


def _told_again(before: Subject, after: Subject | None) -> Subject:
    """The subject by what is told of it before the grade and after: another council stays one."""
    if after is None or before.kind is SubjectKind.MANY:
        return before
    if before.kind is SubjectKind.COUNCIL and after.kind is SubjectKind.OWN:
        return dataclasses.replace(before, area=after.area, also=after.also)
    return after


def _subject_before(near: str, whole: str, tie: int) -> Subject:
    """The subject of a judging word: what stands nearest before it."""
    if subject := _told_outright(near, whole, tie):
        return subject
    offset = len(whole) - len(near)
    text = masked(near)
    candidates = sorted(candidates_in(text), key=lambda subject: subject.start)
    if not candidates and offset:
        text, offset = masked(whole), 0
        candidates = sorted(candidates_in(text), key=lambda subject: subject.start)
    if not candidates:
        unknown = is_something_else(whole, tie)
        return Subject(SubjectKind.PART if unknown else SubjectKind.OWN, tie, stated=False)
    if _BY_VERDICT.search(whole[:tie]) and _VERDICT_OF.match(whole, tie):
        named = [subject for subject in candidates if not _is_passing(subject)]
        candidates = named or [Subject(SubjectKind.OWN, tie, stated=False)]
    chosen = _antecedent([one for one in candidates if one.stated] or candidates, text)
    if chosen is candidates[-1] and chosen.area is Area.OVERALL and tie < len(whole):
        end = offset + chosen.start + len(chosen.name or "")
        if is_possession(whole[end:], tie - end):
            return Subject(SubjectKind.PART, chosen.start + offset)
    if chosen.area is Area.OVERALL and chosen.kind in {SubjectKind.OWN, SubjectKind.COUNCIL}:
        chosen = dataclasses.replace(
            chosen, area=area_in_front(text[: chosen.start]) or Area.OVERALL
        )
    joined = chosen.area is not Area.OVERALL or (chosen.name or "").lower().startswith("overall")
    shared = areas_joined(text[: chosen.start])
    if not joined:  # "the board and children's services were …"
        shared = tuple(area for area in shared if area is Area.LSCB)
    if chosen.area is Area.LSCB and _AND_ITS.search(text[: chosen.start]):
        shared += (Area.OVERALL,)
    return dataclasses.replace(chosen, start=chosen.start + offset, also=shared)


def _told_outright(near: str, whole: str, tie: int) -> Subject | None:
    """The subject, where the words leave no choice: an estimate, another council, a thing."""
    offset = len(whole) - len(near)
    if other := ESTIMATE.search(whole) or BY_ANOTHER.search(whole, offset):
        return Subject(SubjectKind.BODY, other.start(), name=other.group())
    if _INSPECTION_WHICH.search(near):
        return Subject(SubjectKind.OWN, tie, stated=False)
    if another := ANOTHER.search(near):
        return Subject(SubjectKind.COUNCIL, another.start() + offset)
    if named := other_name(near):
        return dataclasses.replace(named, start=named.start + offset)
    return Subject(SubjectKind.PART, tie) if told_of_something_else(whole, tie) else None


def _is_passing(subject: Subject) -> bool:
    """Whether a subject is merely told of beside a verdict: work, parts, safeguarding."""
    name = (subject.name or "").lower()
    return subject.kind is SubjectKind.PART or bool(
        SAMPLED.fullmatch(name) or name.startswith("safeguarding services")
    )


def _antecedent(candidates: list[Subject], text: str) -> Subject:
    """The last candidate; for "the service" or "they", the service that was named before it."""
    last = candidates[-1]
    if last.kind is not SubjectKind.OWN or not last.name or not _ANAPHOR.fullmatch(last.name):
        return last
    if _EXPLAINED.match(text, last.start + len(last.name)) or _WHOLE.search(text[: last.start]):
        return last
    for earlier in reversed(candidates[:-1]):
        if _SPEECH_ENDS.search(text, earlier.start, last.start):
            continue
        name = (earlier.name or "").lower()
        if name == "the board":
            continue  # the board was told, not judged
        if earlier.area is not Area.OVERALL or earlier.kind is SubjectKind.BODY:
            return earlier
    return last
