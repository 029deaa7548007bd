"""The grades as words: where a text prints one."""

from __future__ import annotations

import dataclasses
import re

from indexer.records import Grade

_IMPROVEMENT = (
    r"requir(?:e|es|ed|ing)\s+improvements?(?:\s+(?:in\s+order\s+)?to?\s+be(?:come)?\s+"
    r"(?:rated\s+)?good)?"
)
GRADE = re.compile(
    rf"(?<![\w-])(?:(?P<inadequate>inadequate)|(?P<outstanding>outstanding)"
    rf"|(?P<requires_improvement>{_IMPROVEMENT}|(?-i:RI\b(?!\s*\d)|RI2B))"
    r"|(?P<good>good)|(?P<adequate>adequate))(?!\d?[^\W\d]|\d\d|-)",
    re.IGNORECASE,
)
ALONE = re.compile(
    rf"^['\"‘’“”(]*(?:(?:ofsted\s+)?grade\s*\d?\s*[:(–-]?\s*)?(?P<word>inadequate|outstanding"
    rf"|good|adequate|{_IMPROVEMENT}(?:\s+to\s+be)?)"
    r"['\"‘’“”).]*(?:\s*\(?grade\s*\d\)?)?\s*\d?$",
    re.IGNORECASE,
)
"""A text that is a grade and nothing else: "Good", "Grade 4 (inadequate)"."""


@dataclasses.dataclass(frozen=True, slots=True)
class PrintedGrade:
    """A grade printed at characters `start` to `end`.

    `verbal` where it is the verb itself; `titled` where a capital sets the word apart.
    """

    start: int
    end: int
    grade: Grade
    verbal: bool = False
    titled: bool = False


def printed_grades(text: str) -> tuple[PrintedGrade, ...]:
    """Every grade word in `text`, in order, whatever it means there."""
    found = []
    for match in GRADE.finditer(text):
        grade = Grade(match.lastgroup or "")
        verbal = grade is Grade.REQUIRES_IMPROVEMENT and match.group().lower().startswith("requir")
        titled = match.group()[0].isupper()
        found.append(PrintedGrade(match.start(), match.end(), grade, verbal, titled))
    return tuple(found)


def grade_alone(text: str) -> Grade | None:
    """The grade that `text` is, if it says nothing else."""
    match = ALONE.match(text.strip())
    if match is None:
        return None
    word = match["word"].lower()
    return Grade.REQUIRES_IMPROVEMENT if word.startswith("requir") else Grade(word)
