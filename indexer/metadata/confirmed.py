"""The committee that a text without a heading names as the one that met.

A committee confirms the minutes of its own last meeting and of no other's, elects its own chair,
and the chair welcomes people to its meeting. Full councils also receive, note or adopt the minutes
of committees: those say nothing of who met.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterable, Iterator

from indexer.blocks import Block
from indexer.metadata.page import Page

_SORT = (
    r"(?:(?:last|previous|ordinary|extraordinary|special|annual|virtual|remote|public|inaugural"
    r"|first|draft|open|scheduled) )*"
)
_NAME = (
    r"(?P<name>[A-Z](?:(?!\b(?:held|[Mm]eetings?|on|were|was|be|dated|which)\b)[^.;:()|]){2,90}?)"
)
_WHEN = r"(?:(?:which was )?(?:held|dated|of|on|at|from)\b|\(|,|\d)"
_MINUTES_OF = (
    re.compile(rf"\b[Mm]inutes of the {_SORT}[Mm]eetings? of (?:the )?{_NAME},? {_WHEN}"),
    re.compile(rf"\b[Mm]inutes of (?:the )?{_SORT}{_NAME},? [Mm]eetings? {_WHEN}"),
    re.compile(rf"\b[Mm]inutes of (?:the )?{_SORT}{_NAME},? (?:held|dated)\b"),
)
_CONFIRM = re.compile(
    r"\b(?:approv|agree|confirm|sign)\w*\b"
    r"|\b(?:correct|accurate|true) (?:\w+ )?(?:record|account)\b",
    re.I,
)
_RECEIVE = re.compile(
    r"\b(?:receiv|adopt|not(?:e|ed|ing)\b|refer|recommend|appendix|propos|second|report of)\w*",
    re.I,
)
_WELCOMED = re.compile(
    rf"\b[Ww]elcom(?:ed?|ing)\b[^.;]{{0,80}}? to (?:the|this|its|their|today['’]s) "
    rf"{_SORT}[Mm]eeting of (?:the )?{_NAME}(?:[.,;]|$| (?:held|on|at|and|which)\b)"
)
_OWN_CHAIR = re.compile(
    r"(?:to )?(?:appoint|elect)\w*(?: of)?(?: a| the)? (?:vice[- ]|deputy )?"
    r"chair(?:man|person)?(?: of the meeting)?(?: for .{0,40})?",
    re.I,
)
_CHAIR_OF = re.compile(
    rf"\b[Cc]hair(?:man|person)? of the {_NAME}(?:[.,;]|$| for (?:the|20\d\d)\b)"
)


@dataclasses.dataclass(frozen=True, slots=True)
class Named:
    """A name, and the paragraph that says that this body met."""

    name: str
    evidence: str

    @property
    def plain(self) -> str:
        """The name as it is compared."""
        return " ".join(re.findall(r"\w+", self.name.lower()))


def names(page: Page) -> Iterator[Named]:
    """Every name that the page's texts give for the body that met, in reading order."""
    for text, confirms in _texts(page):
        if found := _WELCOMED.search(text):
            yield Named(found["name"].strip(), text)
        if not (confirms or _CONFIRM.search(text)) or _RECEIVE.search(text):
            continue
        for pattern in _MINUTES_OF:
            if found := pattern.search(text):
                yield Named(found["name"].strip(), text)
                break
    for section in page.source.sections:
        if _OWN_CHAIR.fullmatch(section.title):
            for text in _sentences(section.blocks):
                if found := _CHAIR_OF.search(text):
                    yield Named(found["name"].strip(), text)


def _texts(page: Page) -> Iterator[tuple[str, bool]]:
    """Each sentence, and whether it stands in an item that does nothing but confirm minutes."""
    for text in _sentences(page.source.blocks):
        yield text, False
    for section in page.source.sections:
        own = [section.title, *_sentences(section.blocks)]
        confirms = (
            bool(re.match(r"(?:previous )?minutes\b", section.title, re.I))
            and any(_CONFIRM.search(text) for text in own)
            and not any(_RECEIVE.search(text) for text in own)
        )
        for text in own:
            yield text, confirms


def _sentences(blocks: Iterable[Block]) -> Iterator[str]:
    for block in blocks:
        yield from re.split(r"(?<=[a-z)][.;])\s+(?=[A-Z])", block.text)
