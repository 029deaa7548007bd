"""Names printed in capitals, as one writes them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from indexer.metadata.page import Page

_SMALL = frozenset(
    {"a", "an", "and", "at", "by", "for", "from", "in", "of", "on", "or", "the", "to", "with"}
)
_ACRONYMS = frozenset(
    {"SEND", "SACRE", "HOSC", "JHOSC", "OSC", "ICB", "ICP", "LEP", "MASH", "YOT", "UK", "EU", "IT"}
    | {"ICT", "AGM", "EU", "II", "III", "IV", "LGA", "OFSTED", "ASC", "CYP", "PCC"}
)
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")


def as_written(name: str, page: Page) -> str:
    """A name in capitals as the page writes it elsewhere, else as names are written."""
    if not name.isupper() or _is_acronym(name):
        return name
    spelling = re.compile(rf"(?<!\w){re.escape(name)}(?!\w)", re.I)
    for text in _texts(page):
        for match in spelling.finditer(text):
            if match.group()[0].isupper() and not match.group().isupper():
                return match.group()
    return _WORD.sub(lambda word: _cased(word.group(), first=not word.start()), name)


def _texts(page: Page) -> Iterator[str]:
    yield from (piece.text for piece in page.source.furniture)
    yield from (block.text for block in page.source.blocks)
    yield from (block.text for section in page.source.sections for block in section.blocks)


def _cased(word: str, *, first: bool) -> str:
    if _is_acronym(word):
        return word
    plain = word.lower()
    return plain if plain in _SMALL and not first else plain[:1].upper() + plain[1:]


def _is_acronym(word: str) -> bool:
    """Whether a word in capitals is always written so: "SEND", or one that cannot be spoken."""
    return word in _ACRONYMS or (len(word) < 6 and not re.search(r"[AEIOUY]", word))
