"""One judgement that a text reports: whose it is, of when, and where the words stand."""

from __future__ import annotations

import dataclasses
import datetime as dt
import re

from indexer import authorities, dates
from indexer.judgements.claims import Claim
from indexer.judgements.grades import printed_grades
from indexer.judgements.subjects import Subject, SubjectKind
from indexer.judgements.tables import SetOut
from indexer.metadata import Description
from indexer.records import Area, Grade, Judgement, Role

_PAST = re.compile(
    r"\b(?:previous(?:ly)?|last|earlier|former(?:ly)?|historic\w*|prior|originally|initially"
    r"|first|used\s+to|(?<!had )(?<!has )(?<!have )since|at\s+(?:the|that)\s+time|then(?!\s+to\b)"
    r"|when\s+(?:they|it|services|the)\b|back\s+in|ago)\b",
    re.I,
)
_AGO = re.compile(
    r"^['\"’”)]*\s*\w+\s+(?:years?|months?|weeks?)\s+(?:ago|earlier|before|previously)\b", re.I
)
"""Straight after a grade: "judged inadequate two years ago"."""
_YEAR_BEFORE = re.compile(r"^['\"’”)]*\s+in\s+(?:[A-Z][a-z]+\s+)?\d{4}\b")
"""The year of the grade before: "inadequate in 2014 and …"."""
_HEADS = re.compile(r"\W*(?:in\s+)?(?:[A-Z][a-z]+\s+)?20\d\d\s*[:–-]")
"""A year that heads its entry in a list: "2010: services were …"."""
_NOW = re.compile(
    r"\b(?:now|(?:has|had|have)\s+since|current(?:ly)?|remains?|still|latest|most\s+recent(?:ly)?|this\s+(?:inspection"
    r"|time|report)|today|recent(?:ly)?|published(?!\s+in\b)|new)\b",
    re.I,
)
_NO_JUDGEMENT = re.compile(
    r"\b(?:not?|without|did\s+not|does\s+not|do\s+not|never|nor)\b.{0,40}\b(?:graded?\s+"
    r")?(?:judge?ments?|grades?|graded|regrad\w+)\b",
    re.I,
)
_BY_INSPECTION = re.compile(
    r"\b(?:inspection|report)s?\b[^.;]{0,40}\b(?:judged|rated|graded|found|concluded)\b", re.I
)
"""A grade that an inspection gave stands, whatever a later visit did without grading."""
_INSPECTED = re.compile(r"\b(?:inspect\w+|visit\w*|fieldwork|on\s+site)\b", re.I)


@dataclasses.dataclass(frozen=True, slots=True)
class Report:
    """A judgement that a sentence reports.

    `past` where the words put it behind another; `present` where they say it stands now; `year` is
    the latest year that the sentence ties to it.
    """

    area: Area
    grade: Grade
    other: bool
    past: bool
    present: bool
    superseded: bool
    year: int | None
    date: dt.date | None
    authority: str | None
    paragraph: str
    start: int
    end: int

    @property
    def role_if_past(self) -> Role:
        """The role in a document that gives no grades of its own."""
        return Role.OTHER if self.other else Role.PREVIOUS

    def judgement(self, role: Role) -> Judgement:
        """The record of it in this role."""
        return Judgement(
            area=self.area,
            grade=self.grade,
            role=role,
            paragraph=self.paragraph,
            start=self.start,
            end=self.end,
            authority=self.authority,
            date=self.date,
        )


@dataclasses.dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence, where it starts in its paragraph, and the paragraph's anchor."""

    text: str
    start: int
    paragraph: str


class Own:
    """The document's own council: whether a subject is it, and its slug."""

    def __init__(self, description: Description) -> None:
        authorities_ = description.authorities
        self.slug = authorities_[0].slug if len(authorities_) == 1 else None
        self.names = frozenset(
            name.lower() for each in authorities_ for name in (each.slug, each.name)
        )
        entry = authorities.by_slug(self.slug) if self.slug else None
        self.judged = entry is None or entry.runs_childrens_services

    def whose(self, subject: Subject) -> tuple[bool, str | None]:
        """Whether somebody else was judged, and the slug of the council that was."""
        if subject.kind is SubjectKind.BODY:
            return True, None
        if subject.kind is SubjectKind.COUNCIL:
            return self._named(subject)
        return not self.judged, self.slug if self.judged else None

    def _named(self, subject: Subject) -> tuple[bool, str | None]:
        words = (subject.name or "").lower().split()
        mine = [slug for slug in subject.slugs if slug in self.names]
        if mine or any(name in (" ".join(words), *words) for name in self.names):
            return False, mine[0] if mine else self.slug
        if not self.names and subject.slugs:
            return False, subject.slugs[0]
        return True, subject.slugs[0] if len(subject.slugs) == 1 else None


def of_row(row: SetOut, own: Own) -> Report:
    """A grade that a committee paper sets out as the report did, if it names no other council."""
    named = {
        mention.council.slug
        for mention in authorities.find(row.paragraph.text)
        if mention.council and mention.council.runs_childrens_services
    }
    others = bool(named and own.names) and not named & own.names
    return Report(
        area=row.area,
        grade=row.grade,
        other=others or not own.judged,
        past=False,
        present=False,
        superseded=row.behind,
        year=None,
        date=None,
        authority=own.slug if own.judged and not others else None,
        paragraph=row.paragraph.anchor,
        start=row.start,
        end=row.end,
    )


def report_of(claim: Claim, sentence: Sentence, own: Own) -> Report:
    """What a claim of a sentence reports."""
    text = sentence.text
    other, slug = own.whose(claim.subject)
    denied = _NO_JUDGEMENT.search(text[: claim.start])
    ungraded = bool(denied and not _BY_INSPECTION.search(text[denied.end() : claim.end]))
    behind = claim.superseded or ungraded
    said = _AGO.sub("", text[claim.clause : claim.end])  # what is not told of the grade before
    rest = re.split(r"[;,.]|\b(?:and|but)\b", text[claim.end :], maxsplit=1)[0]
    near = text[claim.clause : claim.end] + ("" if printed_grades(rest) else rest)
    return Report(
        area=claim.subject.area,
        grade=claim.grade,
        other=other,
        past=behind or bool(_PAST.search(said) or _AGO.match(text[claim.end :])),
        present=not behind and bool(_NOW.search(near)),
        superseded=behind,
        year=_year(text, claim),
        date=_date(text),
        authority=slug,
        paragraph=sentence.paragraph,
        start=sentence.start + claim.start,
        end=sentence.start + claim.end,
    )


def _year(sentence: str, claim: Claim) -> int | None:
    """The year of the claim: straight after it ("in 2014"), else before it in its own clause."""
    after = dates.years(
        re.split(r"[;,.]|\b(?:and|but|while)\b", sentence[claim.end :], maxsplit=1)[0][:60]
    )
    if after:
        return after[0]
    own = sentence[claim.clause : claim.end]
    before = dates.years(_YEAR_BEFORE.sub("", own) if claim.clause else own)
    if not before and (heads := _HEADS.match(sentence)):
        before = dates.years(heads.group())
    return before[-1] if before else None


def _date(sentence: str) -> dt.date | None:
    """The last day of the inspection that the sentence dates, if it dates just one."""
    if not _INSPECTED.search(sentence):
        return None
    spans = [span for span in dates.find_ranges(sentence) if span.first != span.last]
    return spans[0].last if len(spans) == 1 else None
