"""Inspection reports whose first page a saver ran together into one line, parted again."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator, Sequence

from indexer.formats.text.paragraphs import TextParagraph

_FIRST = 6  # paragraphs among which the report's first page stands
_SHORTEST = 200  # letters; a shorter line is one of its lines
_OPENING = re.compile(
    r".{0,120}?\binspection of (?:services for children|(?:.{0,60}?)children['’]s (?:social care )?"
    r"services)\b.{0,400}?\binspection dates?\s*:",
    re.I | re.S,
)
"""A council's name, the title, the days: what a report prints in this order, and no paper else."""
_LINE = re.compile(
    r"\s+(?=(?:(?:Re-)?[Ii]nspection of (?:services for children|local authority|children['’]s)"
    r"|(?:and )?Review of the effectiveness of the [Ll]ocal"
    r"|Inspection dates?\s*:|Report published\s*:|Lead inspector\s*:"
    r"|The overall judgement is|Children['’]s services in [^.]{3,40}? (?:are|require)\b"
    r"|There are widespread|The (?:local )?authority (?:is not yet|leads|delivers)"
    r"|It is Ofsted['’]s expectation|The judgements on areas|Judgement Grade\b|Judgements? \| Grade"
    r"|[1-3](?:\.[12])?\.? (?:Children (?:who need|looked after)|Adoption performance"
    r"|Experiences and progress|Leadership, management)"
    r"|The impact of leaders on|The experiences and progress of|Overall effectiveness\b"
    r"|[12] Ofsted produces this report|Ofsted produces this report"
    r"|[12] A full description of what|Contents The local authority|Executive summary))"
)
"""What begins a line on such a page."""


def parted(found: Sequence[TextParagraph]) -> Iterator[TextParagraph]:
    """The paragraphs, with the lines of a report's first page each apart."""
    for place, each in enumerate(found):
        run_on = place < _FIRST and len(each.text) > _SHORTEST and _OPENING.match(each.text)
        for text in _LINE.split(each.text) if run_on else (each.text,):
            yield dataclasses.replace(each, text=text)
