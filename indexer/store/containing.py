"""Whether one text has all that another says; remembered in the store once it is worked out."""

from __future__ import annotations

import functools
import itertools
import json
import re
import sqlite3
from collections.abc import Sequence

from indexer.store.staging import transaction
from indexer.versions import containing_version

_SHARE = 0.9  # of the shorter text's words that the longer one must have, in their order
_SHARE_OF_PARAGRAPH = 0.5
_SHORT = 12  # words; a paragraph of fewer may be a heading or a label that only one of them prints
_GRAM = 3


class Containment:
    """Which of the bodies in a store hold which: `holds` answers, `keep` remembers the answers."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._fresh: dict[tuple[int, int], bool] = {}

    @functools.cached_property
    def _known(self) -> dict[tuple[int, int], bool]:
        rows = self._connection.execute(
            "SELECT longer, shorter, holds FROM containments WHERE rule = ?",
            (containing_version(),),
        )
        return {(longer, shorter): bool(holds) for longer, shorter, holds in rows}

    def holds(self, longer: int, shorter: int) -> bool:
        """Whether hardly a word of one body is missing in another."""
        pair = longer, shorter
        if pair not in self._known:
            answer = contains(self._content(longer), self._content(shorter))
            self._known[pair] = self._fresh[pair] = answer
        return self._known[pair]

    def keep(self) -> None:
        """Remember what was worked out, and forget what older rules said."""
        if not self._fresh:
            return
        rule = containing_version()
        with transaction(self._connection):
            self._connection.execute("DELETE FROM containments WHERE rule <> ?", (rule,))
            self._connection.executemany(
                "INSERT INTO containments VALUES (?, ?, ?, ?)",
                [(*pair, holds, rule) for pair, holds in self._fresh.items()],
            )

    def _content(self, body: int) -> bytes:
        (content,) = self._connection.execute(
            "SELECT content FROM bodies WHERE id = ?", (body,)
        ).fetchone()
        return bytes(content)


def contains(longer: bytes, shorter: bytes) -> bool:
    """Whether hardly a word of one document's content is missing in another's.

    A word counts as there where it stands with two neighbours in both. No whole paragraph may be
    missing, but for short ones (headings, labels).

    Args:
        longer: as the store keeps it.
        shorter: as the store keeps it.
    """
    held = [word for paragraph in _paragraphs(longer) for word in paragraph]
    paragraphs = _paragraphs(shorter)
    there = _there(held, [word for paragraph in paragraphs for word in paragraph])
    if sum(there) < _SHARE * len(there):
        return False
    of_each = iter(there)
    return all(
        sum(itertools.islice(of_each, len(paragraph))) >= _SHARE_OF_PARAGRAPH * len(paragraph)
        or len(paragraph) < _SHORT
        for paragraph in paragraphs
    )


def _paragraphs(content: bytes) -> list[list[str]]:
    """The words of each paragraph, without its label."""
    columns = json.loads(content)["paragraphs"]
    texts: Sequence[str] = columns.get("text", ())
    labels: Sequence[str | None] = columns.get("label") or [None] * len(texts)
    return [_words(text, label) for text, label in zip(texts, labels, strict=True)]


def _there(held: Sequence[str], words: Sequence[str]) -> list[bool]:
    """For each of the words whether the held ones have it, with neighbours where it has any."""
    size = min(_GRAM, len(words))
    grams = {tuple(held[start : start + size]) for start in range(len(held) - size + 1)}
    there = [False] * len(words)
    for start in range(len(words) - size + 1):
        if tuple(words[start : start + size]) in grams:
            there[start : start + size] = [True] * size
    return there


def _words(text: str, label: str | None) -> list[str]:
    own = text[len(label) :] if label and text.startswith(label) else text
    return re.findall(r"\w+", own.casefold())
