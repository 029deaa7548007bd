"""The query tree: what every engine answers. Leaves hold terms, already analysed.

`title` on a leaf means that the match must lie in the document's title; otherwise it may lie in the
title or in any paragraph.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Iterator


@dataclasses.dataclass(frozen=True, slots=True)
class Term:
    """Documents that contain the term."""

    term: str
    title: bool = False


@dataclasses.dataclass(frozen=True, slots=True)
class Phrase:
    """Documents that contain the terms at these offsets from one another, in one paragraph.

    With `slop` None the offsets are exact. Otherwise the terms stand in any order in a stretch that
    is at most `slop` positions longer than the phrase itself.
    """

    terms: tuple[tuple[int, str], ...]
    slop: int | None = None
    title: bool = False

    @property
    def span(self) -> int:
        """The distance from the first to the last position of the phrase."""
        return self.terms[-1][0] - self.terms[0][0]


@dataclasses.dataclass(frozen=True, slots=True)
class Variants:
    """Documents with any of several ways to write one thing ("well-being", "wellbeing").

    It counts as one word: a place where two of them match counts once.
    """

    ways: tuple[Term | Phrase, ...]
    title: bool = False


@dataclasses.dataclass(frozen=True, slots=True)
class Prefix:
    """Documents with a word that is printed so at its start."""

    start: str
    title: bool = False


@dataclasses.dataclass(frozen=True, slots=True)
class Fuzzy:
    """Documents with a word that is printed at most `distance` edits away.

    An edit adds, drops or replaces a letter, or swaps two neighbours.
    """

    form: str
    distance: int
    title: bool = False


@dataclasses.dataclass(frozen=True, slots=True)
class Named:
    """Documents whose council or committee (`field`) has these terms, in a row, in its name."""

    field: str
    terms: tuple[tuple[int, str], ...]


@dataclasses.dataclass(frozen=True, slots=True)
class Value:
    """Documents with this value of a facet (`field` is "kind", "judgement" or "standing")."""

    field: str
    value: str


@dataclasses.dataclass(frozen=True, slots=True)
class Dates:
    """Documents dated within, both ends included; None is an open end."""

    first: dt.date | None
    last: dt.date | None


@dataclasses.dataclass(frozen=True, slots=True)
class Years:
    """Documents whose year, stated or inferred, lies within; None is an open end."""

    first: int | None
    last: int | None


@dataclasses.dataclass(frozen=True, slots=True)
class Label:
    """Documents with a paragraph printed under this label."""

    label: str


@dataclasses.dataclass(frozen=True, slots=True)
class And:
    """Documents that match all parts."""

    parts: tuple[Query, ...]


@dataclasses.dataclass(frozen=True, slots=True)
class Or:
    """Documents that match any part."""

    parts: tuple[Query, ...]


@dataclasses.dataclass(frozen=True, slots=True)
class AtLeast:
    """Documents that match this number of the parts, or more."""

    number: int
    parts: tuple[Query, ...]


@dataclasses.dataclass(frozen=True, slots=True)
class Not:
    """Documents that do not match the part."""

    part: Query


@dataclasses.dataclass(frozen=True, slots=True)
class InParagraph:
    """Documents with one paragraph, or a title, that matches the part by itself.

    What the part asks of the document (council, date, label …) goes by the document.
    """

    part: Query


@dataclasses.dataclass(frozen=True, slots=True)
class InMeeting:
    """Documents whose meeting matches the part, and which hold some word of it themselves.

    Each word, phrase or title that the part asks for, or excludes, may stand in any document of the
    meeting; what else it asks (council, date, label …) goes by the document. A document holds some
    word if it matches any of the leaves that are not under Not, where there are such. A document
    without a meeting is a meeting of its own.
    """

    part: Query


@dataclasses.dataclass(frozen=True, slots=True)
class InDecision:
    """Documents with one paragraph marked as a decision that matches the part by itself.

    With no part any decision will do. What the part asks of titles, and of the document (council,
    date, label …), goes by the document.
    """

    part: Query | None


Words = Term | Phrase | Variants | Prefix | Fuzzy
Scoped = InParagraph | InMeeting | InDecision
Query = Words | Named | Value | Dates | Years | Label | And | Or | AtLeast | Not | Scoped


def wanted(query: Query | None) -> Iterator[Words]:
    """Walk over the leaves that ask for words, but those under Not: what is ranked and marked."""
    if isinstance(query, (Term, Phrase, Variants, Prefix, Fuzzy)):
        yield query
    elif isinstance(query, (And, Or, AtLeast)):
        for part in query.parts:
            yield from wanted(part)
    elif isinstance(query, (InParagraph, InMeeting, InDecision)):
        yield from wanted(query.part)


def asked_of_meetings(query: Query | None, *, within: bool = False) -> Iterator[Words]:
    """Walk over the leaves that ask for words, also under Not, of a whole meeting."""
    if isinstance(query, (Term, Phrase, Variants, Prefix, Fuzzy)):
        if within:
            yield query
    elif isinstance(query, (And, Or, AtLeast)):
        for part in query.parts:
            yield from asked_of_meetings(part, within=within)
    elif isinstance(query, Not):
        yield from asked_of_meetings(query.part, within=within)
    elif isinstance(query, InMeeting):
        yield from asked_of_meetings(query.part, within=True)


def edits(left: str, right: str, limit: int) -> int:
    """Count the edits between two words, as `Fuzzy` counts them; more than `limit` is limit + 1."""
    # One edit changes at most two of the letters held.
    if abs(len(left) - len(right)) > limit or len(set(left) ^ set(right)) > 2 * limit:
        return limit + 1
    before: list[int] = []
    row = list(range(len(right) + 1))
    for i, letter in enumerate(left, 1):
        earlier, before, row = before, row, [i]
        for j, other in enumerate(right, 1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (letter != other))
            if i > 1 and j > 1 and letter == right[j - 2] and left[i - 2] == other:
                cost = min(cost, earlier[j - 2] + 1)
            row.append(cost)
        if min(row) > limit and min(before) > limit:
            return limit + 1
    return min(row[-1], limit + 1)
