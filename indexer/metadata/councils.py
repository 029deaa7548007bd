"""Whose document it is.

The page's own furniture decides where it speaks: its address, its title and headings, its running
lines. Otherwise the whole text is weighed, and the answer is marked as inferred.
"""

from __future__ import annotations

import re

from indexer import authorities
from indexer.authorities import CouncilEntry, Strength
from indexer.metadata.inspections import Inspection
from indexer.metadata.page import Page, is_short_line
from indexer.metadata.weighing import Found, weighed
from indexer.records import Kind

_PARISH = re.compile(
    r"(?i)^(?!.*\b(?:liaison|charter)\b)(?=.*\b(?:minutes|meeting|agenda)\b)"
    r".*\b(?:parish|town|community) (?:council|meeting)\b"
)
_CONFIRMED = re.compile(
    r"(?i)\bminutes of (?:the )?(?:[\w ]{0,40}\bof (?:the )?)?(?:[\w' -]{0,40} )?"
    r"(?:parish|town|community) council\b[^.;]{0,80}"
    r"\b(?:approved|agreed|confirmed|signed|(?:correct|accurate|true) record)\b"
)
"""A parish's or town's council confirms the minutes of its own meetings, and nobody else does."""
_LONGEST_HEADING = 200  # letters


def of_inspection(page: Page, inspection: Inspection) -> Found | None:
    """The council that an inspection report or letter is about."""
    title = inspection.title
    lines = [b.text for b in page.head[:14] if is_short_line(b) and len(b.text) <= 140]
    headline = [
        b.text for b in page.head[:14] if re.match(r"(?i)children['’]?s services in\b", b.text)
    ]
    for how, texts in (
        ("the report's title", [title]),
        ("the report's first page", lines),
        ("the report's headline", headline),
    ):
        for text in texts:
            if re.search(r"(?i)\blead inspector|reporting inspector|judgement\s*\|", text):
                continue
            named = authorities.subject(text) or _named_alone(text)
            found = tuple(e for e in named if e.runs_childrens_services)
            if found and (len(found) == 1 or inspection.kind is not Kind.INSPECTION_REPORT):
                return Found(found[:1] if len(found) == 1 else found, how, text, 0.99)
    return weighed(page.source)


def _named_alone(text: str) -> tuple[CouncilEntry, ...]:
    """The council that a line is the name of, though the name is an ordinary word: "Reading"."""
    name = text.rpartition(":")[2].strip()
    return authorities.subject(f"{name} Council") if name.isalpha() and name.istitle() else ()


def of_committee(page: Page) -> Found | None:
    """The council whose committee's or officer's paper it is."""
    for how, names in (
        ("the page's address", ("url",)),
        ("the committee system that the page points to", ("system",)),
        ("the page's title", ("title", "meta:site_name", "meta:publisher", "meta:creator")),
        ("the page's heading", ("heading", "subheading")),
    ):
        for text in page.furniture(*names):
            hosted = names in {("url",), ("system",)}
            entry = authorities.by_host(text) if hosted else None
            if entry is not None:
                return Found((entry,), how, text, 1.0)
            if not hosted and (found := _plainly_named(text)):
                return Found(found, how, text, 0.95)
    if _is_a_parishs(page):
        return None
    head = [block.text for block in page.head[:12] if is_short_line(block)]
    for text in [*head, *page.furniture("running", "owner")]:
        found = _plainly_named(text) if _stands_alone(text) else ()
        if found:
            return Found(found, "the document's first page", text, 0.95)
    return weighed(page.source)


def _is_a_parishs(page: Page) -> bool:
    """Whether a paper is a parish's or town's: the council that it names most is its district."""
    texts = [*page.furniture("title", "heading"), *(block.text for block in page.head[:8])]
    if any(_PARISH.search(text) for text in texts if len(text) <= _LONGEST_HEADING):
        return True
    sections = (block for section in page.source.sections for block in section.blocks)
    return any(_CONFIRMED.search(block.text) for block in (*page.source.blocks, *sections))


def _plainly_named(text: str) -> tuple[CouncilEntry, ...]:
    mentions = authorities.find(text)
    if max((m.strength for m in mentions), default=Strength.PLACE) < Strength.FORMAL:
        return ()
    return authorities.subject(text)


def _stands_alone(text: str) -> bool:
    """Whether a line is a name and little else, as a letterhead or title is."""
    mentions = [m for m in authorities.find(text) if m.strength is Strength.FORMAL]
    rest = len(text) - sum(m.end - m.start for m in mentions)
    return bool(mentions) and rest <= 45
