"""Sentences that report judgements, with what they say about when and about whom."""

from __future__ import annotations

import dataclasses
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from indexer.judgements.claims import Claim, claims
from indexer.judgements.grades import grade_alone
from indexer.judgements.listing import is_item, listed_below
from indexer.judgements.reported import Own, Report, Sentence, of_row, report_of
from indexer.judgements.tables import SEPARATE_CARE_LEAVERS, SetOut, set_out
from indexer.judgements.topics import Topic
from indexer.metadata import Description
from indexer.records import Area, Kind, Paragraph, ParagraphKind

__all__ = ["Report", "reports"]

_SENTENCE = re.compile(r"(?<=[.!?])['\"’”)]*\s+(?=['\"‘“(]?[A-Z\d•])|\n+|(?<=;)\s+(?=[a-z]?\))")
_FIRM = re.compile(
    r"\b(?:judged|rated|(?:re-?)?graded|ratings?|judge?ments?|grad(?:e|ing)s?)\b", re.I
)
"""Of others only outright judgements are reported, not what is merely "found to be good"."""
_INSPECTION = re.compile(
    r"\b(?:ofsted|inspect\w+|HMI|judge?ments?|judged|graded|ILACS|(?:monitoring|focused)\s+"
    r"visits?|overall\s+effectiveness|experiences?\s+and\s+progress\s+of|impact\s+of\s+leaders)\b",
    re.I,
)


def reports(paragraphs: Sequence[Paragraph], description: Description) -> Iterator[Report]:
    """Every judgement that the text's sentences report, in order."""
    report = description.kind is Kind.INSPECTION_REPORT
    reader = _Reader(paragraphs, description)
    rows: dict[str, list[SetOut]] = defaultdict(list)
    for row in set_out(paragraphs):
        rows[row.paragraph.anchor].append(row)
    for position, paragraph in enumerate(paragraphs):
        if paragraph.anchor in rows:
            yield from () if report else map(reader.row, rows[paragraph.anchor])
        elif not any(map(grade_alone, paragraph.text.split(" | ")[1:])):
            yield from reader.paragraph(position)
        # else a row of a table whose columns nothing tells apart


class _Reader:
    """Reads a document's paragraphs in order, knowing whose it is and what it speaks of."""

    def __init__(self, paragraphs: Sequence[Paragraph], description: Description) -> None:
        self._paragraphs = paragraphs
        self._description = description
        self._own = Own(description)
        self._is_report = description.kind is Kind.INSPECTION_REPORT
        self._led = False
        # An inspectorate's own paper is about the inspection that its title names.
        self._topic = None if description.framework else Topic(description.title)

    def row(self, row: SetOut) -> Report:
        """What a row of a committee paper's table reports."""
        report = of_row(row, self._own)
        if self._topic and self._topic.is_anothers(row.area):
            return dataclasses.replace(report, other=True, authority=None)
        return report

    def paragraph(self, position: int) -> Iterator[Report]:
        """What the sentences of a paragraph report."""
        paragraph = self._paragraphs[position]
        inspected = self._is_inspected(paragraph)
        sentences = list(_sentences(paragraph.text))
        listed = listed_below(self._paragraphs, position, [text for _, text in sentences])
        if self._topic:
            self._topic.begin(paragraph)
        for number, (start, text) in enumerate(sentences):
            sentence = Sentence(text, start, paragraph.anchor)
            areas = listed[1] if listed and listed[0] == number else ()
            for claim in claims(text, inspected=inspected, listed=bool(areas)):
                if not (start == 0 and _is_torn_off(claim, paragraph)):
                    yield from self._claimed(claim, sentence, areas)
            if self._topic:
                self._topic.hear(text)

    def _is_inspected(self, paragraph: Paragraph) -> bool:
        """Whether a paragraph speaks of an inspection, or the one that leads in its list does."""
        led = self._led and is_item(paragraph)
        inspected = self._is_report or led or bool(_INSPECTION.search(paragraph.text))
        self._led = led or (inspected and paragraph.text.rstrip().endswith(":"))
        return inspected

    def _claimed(self, claim: Claim, sentence: Sentence, areas: Sequence[Area]) -> Iterator[Report]:
        """What a claim reports: of the areas listed below it, where it leads in a list."""
        if self._topic:
            self._topic.hear(sentence.text[: claim.end])
            claim = dataclasses.replace(claim, subject=self._topic.told(claim.subject))
        one = report_of(claim, sentence, self._own)
        if one.other and not _FIRM.search(sentence.text[claim.start : claim.end + 25]):
            return
        for area in areas or (one.area,):
            yield dataclasses.replace(one, area=area)
        if not areas and _joins_care_leavers(
            claim, sentence.text[claim.start : claim.end], self._description
        ):
            yield dataclasses.replace(one, area=Area.CARE_LEAVERS)


def _is_torn_off(claim: Claim, paragraph: Paragraph) -> bool:
    """Whether a claim's subject was lost: its paragraph goes on with a sentence begun elsewhere."""
    begun = (
        paragraph.kind is ParagraphKind.PARAGRAPH
        and paragraph.text[:1].islower()
        and not paragraph.label
    )
    return begun and claim.subject.name is None and not claim.subject.stated


def _joins_care_leavers(claim: Claim, words: str, description: Description) -> bool:
    """Whether "children in care and care leavers" names two areas: both, or from 2023."""
    named = "care leavers" in (claim.subject.name or "").lower()
    both = words.find(" both ", len(claim.subject.name or "")) >= 0
    apart = both or (description.year or 0) >= SEPARATE_CARE_LEAVERS.year
    return claim.subject.area is Area.IN_CARE and named and apart


def _sentences(text: str) -> Iterator[tuple[int, str]]:
    at = 0
    for match in _SENTENCE.finditer(text):
        yield at, text[at : match.end()]
        at = match.end()
    if at < len(text):
        yield at, text[at:]
