"""Areas listed below a sentence that gives their grade: "three areas were judged good: …"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from indexer.judgements.area_lists import areas_listed
from indexer.judgements.areas import area_of_label
from indexer.judgements.grades import printed_grades
from indexer.records import Area, Paragraph, ParagraphKind

_LEADS_IN = re.compile(
    r"\b(?:areas?|parts|domains?|strands?|elements?|aspects?|categories|following|judge?ments?|these)\b",
    re.I,
)
_POINTS_ON = re.compile(r"\s*(?:these|they|those|which)\b[^.]{0,40}:\s*$", re.I)
"""A sentence that only points on: "These were:"."""
_GOES_ON = re.compile(
    r"['\"’”)]*\s*(?:(?:judge?ments?|ratings?|grad(?:e|ing)s?)\s*)?"
    r"(?:(?:in|for|across|on|against|under|within)\s+[^.;,]{0,60}?)?"
    r"(?:,\s*(?:ofsted|(?:the\s+)?(?:inspection|inspectors|report))\s+(?:had\s+)?\w+)?"
    r"(?:\s*(?:were|are|was|is|included?|being))?[.:]?\s*",
    re.I,
)
"""What may follow the grade: nothing more, or the areas it is given for."""
_APPLIES = re.compile(
    r"[^:]{0,100}\b(?:appl(?:y|ies|ied)|covers?|covered|extends?|(?:was|were|is)\s+(?:given\s+)?(?:for|to))\b"
    r"[^.:;]{0,40}\b(?:areas|domains|strands|elements|aspects|categories|judge?ments)\s*:\s*",
    re.I,
)
"""A longer way to the areas: "the good rating, given in May, applies to all of these areas:"."""
_IN_ALL = re.compile(r"['\"’”)]*\s+(?:in|across|for)\s+(?:all|each|every)\b", re.I)
"""What is said of all areas is said of the whole."""
_OPEN_END = re.compile(
    r"[^.;,!?]\s*$|\b(?:areas|categories|domains|strands)(?:\s+of\s+\w+)?\.\s*$", re.I
)
"""How a sentence ends that leads in a list: open, or with the word for what is listed."""
_BULLET = re.compile(r"^[\s•·▪■◼*o–-]*(?:\(?\w{1,2}[.)]\s+)?")
_LABEL_ENDS = re.compile(r"\s+[–-]\s+|[:;,.]|\s+and$|$")
_MOST_AREAS = 8


def listed_below(
    paragraphs: Sequence[Paragraph], position: int, sentences: Sequence[str]
) -> tuple[int, tuple[Area, ...]] | None:
    """The sentence that leads in a list, by its number, and the areas that the list names.

    Args:
        paragraphs: the document's.
        position: the place of the paragraph that may lead in a list.
        sentences: its sentences.
    """
    if not sentences or not _OPEN_END.search(sentences[-1]):
        return None
    pointed = sentences[-1].rstrip().endswith(":")
    number = len(sentences) - 1
    if number and _POINTS_ON.fullmatch(sentences[number]):
        number -= 1
    lead = sentences[number]
    grades = printed_grades(lead)
    if len({one.grade for one in grades}) != 1 or not _LEADS_IN.search(lead):
        return None
    rest = lead[grades[-1].end :]
    if not (_GOES_ON.fullmatch(rest) or (pointed and _APPLIES.fullmatch(rest))):
        return None
    items = paragraphs[position + 1 : position + 1 + _MOST_AREAS]
    if not pointed and not (items and is_item(items[0])):
        return None
    areas = tuple(_areas(items))
    if areas and Area.OVERALL not in areas and _IN_ALL.match(rest):
        areas += (Area.OVERALL,)
    return (number, areas) if areas else None


def is_item(paragraph: Paragraph) -> bool:
    """Whether a paragraph is an item of a list."""
    return (
        paragraph.kind is ParagraphKind.LIST_ITEM
        or bool(paragraph.label)
        or paragraph.text[:1] in "•·▪■◼"
    )


def _areas(items: Sequence[Paragraph]) -> Iterator[Area]:
    """The areas among a list's items, up to one that has a grade of its own."""
    for item in items:
        text = _BULLET.sub("", item.text)
        whole = None if printed_grades(text) else area_of_label(text)
        end = None if whole else _LABEL_ENDS.search(text)
        label, rest = (text[: end.start()], text[end.end() :]) if end else (text, "")
        area = whole or area_of_label(label)
        own = printed_grades(rest)
        if area and not (own and own[0].start < 3):
            yield area
            yield from () if own else areas_listed(rest.strip())
        elif area or not is_item(item):
            return
