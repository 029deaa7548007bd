"""The judgements that a report sets out: its table, its headline, its graded headings."""

from __future__ import annotations

import dataclasses
import datetime as dt
import itertools
import re
from collections.abc import Iterator, Sequence

from indexer.judgements import columns
from indexer.judgements.areas import AREA, area_of_label, area_of_match
from indexer.judgements.grades import PrintedGrade, grade_alone, printed_grades
from indexer.judgements.stacked import area_of_line
from indexer.records import Area, Grade, Paragraph

SEPARATE_CARE_LEAVERS = dt.date(2023, 1, 1)
"""From this day the framework for local authority children's services grades care leavers."""
ADEQUATE_UNTIL = dt.date(2013, 11, 1)
"""The scale with Adequate ended when the single inspection began."""

_HEADLINE = re.compile(
    r"^(?:re-?inspection:?\s*)?(?:the\s+overall\s+(?:judge?ment|effectiveness)(?:\s+is)?(?:\s+"
    r"that)?(?:\s+it)?"
    r"(?:\s+children['’]?s\s+services(?:\s+in\s.{2,80}?)?)?(?:\s+(?:is|are))?"
    r"|(?:overall,?\s+)?children['’]?s\s+services(?:\s+(?:in|for|provided\s+by|at)\s+"
    r".{2,90}?)?(?:\s+(?:is|are|area))?"
    r"|overall\s+effectiveness\s*[:|–-]?)\s*$",
    re.IGNORECASE,
)
_GRADED_HEADING = re.compile(
    r"^(?P<label>(?:the\s+)?(?:graded\s+judge?ment\s+(?:for|about|on)\s+)?.{3,110}?)(?:\s+"
    r"(?:is|are))?"
    r"(?:\s+that\s+(?:it|they)(?:\s+(?:is|are))?)?\s*$",
    re.IGNORECASE,
)
_PAIR = re.compile(
    r"(?:^|[;,.:]\s+)(?P<label>[A-Z][^;:.|–]{3,100}?)\s*(?::|\s[–-])\s*"
    r"(?P<grade>(?:Requires improvement(?: to be good)?|Good|Outstanding|Inadequate|Adequate))"
    r"(?=\s*(?:[;,.]|$))"
)
_COLUMN_TITLES = re.compile(r"(?:judge?ments?\s*)?(?:grades?\s*)?(?:judge?ments?\s*)?", re.I)
_FEWEST = 3  # grades that a table without cells must have
_GRADE_NUMBER = re.compile(r"\s*\bgrade\s*\d\s*[:(–-]?\s*$", re.IGNORECASE)
_TOLD = re.compile(r"\b(?:and|found|judged|rated|considered|said|services)\b", re.IGNORECASE)
_AFTER_HEADLINE = re.compile(
    r"^['\"’”)]*(?:\s+to\s+be$)?\s*\d?(?:\s+[Bb]ecause\b.*)?\s*[.:;,]?(?:\s+and)?\s*\d?\s*$|^\.?\s+[A-Z]"
)


@dataclasses.dataclass(frozen=True, slots=True)
class SetOut:
    """A grade set out for an area, at characters `start` to `end` of a paragraph.

    `apart` where the paragraph holds the grade alone and its label stands in the next one;
    `behind` where the table's own heading says that it is an earlier one.
    """

    area: Area
    grade: Grade
    paragraph: Paragraph
    start: int
    end: int
    apart: bool = False
    behind: bool = False


def set_out(paragraphs: Sequence[Paragraph]) -> Iterator[SetOut]:
    """Every grade that a report sets out in a table, a headline or a graded heading, in order."""
    for position, paragraph in enumerate(paragraphs):
        text = paragraph.text
        if "\n" in text:
            yield from _column(paragraph)
        elif " | " in text and (turned := _turned(paragraph)):
            yield turned
        elif " | " in text:
            yield from _row(paragraph, columns.headings(paragraphs, position))
        elif run_on := _run_on(paragraph):
            yield from run_on
        elif len(text) <= 220:
            found = _headline(paragraph) or _heading(paragraph)
            pairs = list(_pairs(paragraph))
            if found and len(pairs) < 2:
                yield found
            elif pairs:
                yield from pairs
            elif grade := grade_alone(text):
                yield from _alone(paragraphs, position, grade)


def _alone(paragraphs: Sequence[Paragraph], position: int, grade: Grade) -> Iterator[SetOut]:
    """A grade on a line of its own."""
    if found := area_of_line(paragraphs, position):
        area, behind = found
        paragraph = paragraphs[position]
        end = len(paragraph.text)
        yield SetOut(area, grade, paragraph, 0, end, apart=True, behind=behind)


def _row(paragraph: Paragraph, headings: Sequence[str]) -> Iterator[SetOut]:
    """Label and grade in cells; a row may hold several pairs, or one label with many grades."""
    cells = paragraph.text.split(" | ")
    grades = [grade_alone(cell) for cell in cells]
    label: Area | None = None
    for place, cell in enumerate(cells):
        if grades[place] is None:
            label = area_of_label(cell) or label
            continue
        if label is None or (place and grades[place - 1]):
            continue  # no area's, or one of the columns of the grade before it
        run = list(itertools.takewhile(lambda at: grades[at], range(place, len(cells))))
        for at, behind in columns.standing(run, headings, grades):
            if grade := grades[at]:
                end = len(paragraph.text)
                yield SetOut(label, grade, paragraph, 0, end, behind=behind)
        label = None


def _column(paragraph: Paragraph) -> Iterator[SetOut]:
    """A table that lost its rows: the label's first grade is the first line below it."""
    lines = paragraph.text.split("\n")
    for number, line in enumerate(lines[:-1]):
        area, grade = area_of_label(line), grade_alone(lines[number + 1])
        if area and grade:
            start = len("\n".join(lines[:number])) + (1 if number else 0)
            end = start + len(line) + 1 + len(lines[number + 1])
            yield SetOut(area, grade, paragraph, start, end)


def _pairs(paragraph: Paragraph) -> Iterator[SetOut]:
    """Labels and grades in one line: "Leadership – Good; Adoption – Outstanding"."""
    for match in _PAIR.finditer(paragraph.text):
        area, grade = area_of_label(match["label"]), grade_alone(match["grade"])
        if area and grade:
            yield SetOut(area, grade, paragraph, match.start("label"), match.end("grade"))


def _turned(paragraph: Paragraph) -> SetOut | None:
    """A row with its grade before its label."""
    first, _, label = paragraph.text.partition(" | ")
    grade, area = grade_alone(first), area_of_label(label)
    return SetOut(area, grade, paragraph, 0, len(paragraph.text)) if grade and area else None


def _run_on(paragraph: Paragraph) -> tuple[SetOut, ...]:
    """A table that runs on in one paragraph: nothing but labels, each with its grade."""
    found: list[SetOut] = []
    at = 0
    for printed in printed_grades(paragraph.text):
        label = paragraph.text[at : printed.start].strip()
        titles = _COLUMN_TITLES.match(label)
        area = area_of_label(label[titles.end() :] if titles else label)
        if area is None:
            return ()
        found.append(SetOut(area, printed.grade, paragraph, at, printed.end))
        at = printed.end
    rest = paragraph.text[at:].strip(" .")
    return tuple(found) if len(found) >= _FEWEST and not rest else ()


def _headline(paragraph: Paragraph) -> SetOut | None:
    """Read "Children's services in … are inadequate", "Overall effectiveness: Good"."""
    text = paragraph.text
    for printed in printed_grades(text)[:1]:
        if not _AFTER_HEADLINE.match(text[printed.end :]):
            return None
        before = _GRADE_NUMBER.sub("", text[: printed.start])
        if _HEADLINE.match(before) and not _named_otherwise(before):
            return SetOut(Area.OVERALL, printed.grade, paragraph, 0, printed.end)
    return None


def _named_otherwise(before: str) -> bool:
    return bool(re.search(r"\b(?:not|no longer|never)\b", before, re.I))


def _heading(paragraph: Paragraph) -> SetOut | None:
    """Read "The graded judgement for adoption performance is that it is good"."""
    text = paragraph.text
    printed = printed_grades(text)
    if len(printed) != 1 or not _AFTER_HEADLINE.match(text[printed[0].end :]):
        return None
    before = _before_grade(text, printed[0])
    match = _GRADED_HEADING.match(before)
    if match is None or _named_otherwise(before):
        return None
    label = re.sub(r"\s*[:–-]\s*$", "", match["label"])
    area = area_of_label(label) or _sole_board(label)
    linked = (
        printed[0].verbal
        or text[printed[0].start].isupper()
        or re.search(r"(?:\b(?:is|are)|[:–-])\s*$", before)
    )
    if area is None or not linked:
        return None
    return SetOut(area, printed[0].grade, paragraph, 0, printed[0].end)


def _before_grade(text: str, printed: PrintedGrade) -> str:
    return text[: printed.start].rstrip(" '\"‘“")


def _sole_board(label: str) -> Area | None:
    """Read "The effectiveness of the Local Safeguarding Children Board (LSCB)"; no sentence."""
    match = AREA.search(label)
    if match is None or area_of_match(match) is not Area.LSCB or len(label) >= 90:
        return None
    around = label[: match.start()] + label[match.end() :]
    return None if _TOLD.search(around) else Area.LSCB
