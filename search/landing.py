"""Where a link to a paragraph of another version of a document lands: at the same words here."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from indexer.records import Document, Paragraph


def landings(document: Document, versions: Iterable[Document]) -> Mapping[str, str]:
    """The anchors of other versions that the document does not have, and its own for each.

    A paragraph of the same words is meant, whatever its label, else the first that holds them all;
    an anchor without one is left out.
    """
    own = {paragraph.anchor for paragraph in document.paragraphs}
    by_words: dict[str, str] = {}
    for paragraph in document.paragraphs:
        by_words.setdefault(_words(paragraph), paragraph.anchor)
    found: dict[str, str] = {}
    for version in versions:
        for paragraph in version.paragraphs:
            if paragraph.anchor in own or paragraph.anchor in found:
                continue
            words = _words(paragraph)
            holding = (anchor for held, anchor in by_words.items() if words in held)
            if anchor := by_words.get(words) or next(holding, None):
                found[paragraph.anchor] = anchor
    return found


def _words(paragraph: Paragraph) -> str:
    """The paragraph's words without its label, each between spaces."""
    label = paragraph.label
    text = paragraph.text
    own = text[len(label) :] if label and text.startswith(label) else text
    words = re.findall(r"[^\W_]+", own.casefold())
    return " ".join(["", *words, ""])
