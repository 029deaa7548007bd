"""A report's table whose cells were cut: labels and grades put together again, line by line."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from indexer.judgements.areas import area_of_label
from indexer.judgements.grades import grade_alone
from indexer.judgements.tables import SetOut
from indexer.records import Area, Paragraph

_PART_OF_GRADE = re.compile(
    r"(?:requires?(?:\s+improvement)?|(?:improvement\s*)?(?:to\s+be\s+good|to\s+be)?|good|outstanding"
    r"|inadequate|adequate|requires?\s+improvement\s+to\s+be(?:\s+good)?)",
    re.I,
)
_ENDS_WITH_GRADE = re.compile(
    r"(?P<label>.{3,120}?)\s+(?P<grade>Requires improvement(?: to be good)?|Good|Outstanding"
    r"|Inadequate|Adequate)"
)
_GOES_ON = re.compile(r"(?:to\s+be\b|improvement\b|good$)")
_FIRST_PAGES = 60  # paragraphs in which a report sets out its grades
_LONGEST = 160  # letters of a line of the table
_MOST_LINES = 3  # of one label


def mended(paragraphs: Sequence[Paragraph]) -> Iterator[SetOut]:
    """Every grade that stands in pieces beside or below the pieces of its label.

    "… help and | Requires improvement" and "protection | to be good" are one row of a table that
    was read line by line.
    """
    label: list[str] = []
    grade = ""
    lines = paragraphs[:_FIRST_PAGES]
    for place, paragraph in enumerate(lines):
        left, right = _columns(paragraph.text)
        if len(paragraph.text) > _LONGEST or (right and not _PART_OF_GRADE.fullmatch(right)):
            label, grade = [], ""
            continue
        label = [*label, left][-_MOST_LINES:] if left else label
        grade = f"{grade} {right}".strip() if right else ""
        after = _columns(lines[place + 1].text)[1] if place + 1 < len(lines) else ""
        found, area = grade_alone(grade), _area(label)
        if found and area and not _GOES_ON.match(after):
            yield SetOut(area, found, paragraph, 0, len(paragraph.text), apart=True)
            label, grade = [], ""


def _columns(text: str) -> tuple[str, str]:
    """What a line prints as a label, and as a grade."""
    left, bar, right = text.partition(" | ")
    if bar:
        return left, right
    if _PART_OF_GRADE.fullmatch(text):
        return "", text
    ends = _ENDS_WITH_GRADE.fullmatch(text)
    return (ends["label"], ends["grade"]) if ends else (text, "")


def _area(label: Sequence[str]) -> Area | None:
    """The area that the last lines name together."""
    for first in range(len(label) - 1, -1, -1):
        if area := area_of_label(" ".join(label[first:])):
            return area
    return None
