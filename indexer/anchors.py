"""Anchors: the part of a paragraph's address that stays the same while its text does."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Sequence

from indexer.blocks import Block
from indexer.labels import leading_label

# Numbers only: "(a)" recurs in any longer document, and its bracket is lost when a link is pasted.
_ADDRESSABLE = re.compile(r"\d{1,4}(?:\.\d{1,3}){0,4}[a-z]?|[A-Z]{1,6}(?:/\d{1,4}){1,3}")
# The raised number of a footnote is no word of the paragraph's.
_WORD = re.compile(r"[^\W⁰¹²³⁴-⁹]+")
_LETTERS = 10  # of the hash: a clash within one document is a matter of one in millions


def anchors(blocks: Sequence[Block]) -> tuple[str, ...]:
    """One anchor per block, unique among them.

    The anchor is the printed label where no other block bears it, else a hash of the block's own
    words, without its label: a neighbour that is added, removed or renumbered leaves it alone.
    Blocks of equal words are told apart by the words before them.
    """
    labels = [_fragment(block.label) for block in blocks]
    borne = Counter(label for label in labels if label)
    words = [_words(block) for block in blocks]
    taken: set[str] = {label for label in labels if label and borne[label] == 1}
    found: list[str] = []
    for position, label in enumerate(labels):
        if label and borne[label] == 1:
            found.append(label)
            continue
        anchor = _hashed(words[position : position + 1])
        reach = position
        while anchor in taken:
            reach -= 1
            # Before the first block the context is counted out, so that this ends.
            before = words[max(reach, 0) : position + 1] + [""] * max(-reach, 0)
            anchor = _hashed(before)
        taken.add(anchor)
        found.append(anchor)
    return tuple(found)


def _fragment(label: str | None) -> str | None:
    plain = label.strip("().: ") if label else ""
    return plain if _ADDRESSABLE.fullmatch(plain) else None


def _words(block: Block) -> str:
    text = block.text
    label = block.label if block.label and text.startswith(block.label) else leading_label(text)
    own = text[len(label) :] if label and len(label) < len(text) else text
    return " ".join(_WORD.findall(own.casefold())) or text


def _hashed(words: Sequence[str]) -> str:
    digest = hashlib.sha256("\n".join(words).encode()).hexdigest()
    return f"p-{digest[:_LETTERS]}"
