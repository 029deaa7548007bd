"""Other ways to ask, offered where a search finds nothing; none is run unless it is chosen."""

from __future__ import annotations

import re

from indexer import analysis
from indexer.errors import BadRequest
from search import language
from search.reader import Reader

# Shorter words are within reach of too many others.
_SHORTEST = {1: 4, 2: 6}
# With more unknown words than this, it is not the spelling that is wrong.
_MOST_UNKNOWN = 6
# What a question opens with, and what else in it asks without naming what is asked for.
_OPENING = frozenset(
    re.split(
        " ",
        "are can could did do does had has have how is should was were what when where which who "
        "whose why would",
    )
)
_ASKING = _OPENING | {"about", "any", "many", "much", "there"}


def respelt(reader: Reader, q: str) -> str | None:
    """Spell the words that the collection never prints like the nearest ones that it does.

    Of the words equally near, the one printed most often is taken. None where every word is
    printed, or one that is not is near none; operators, fields and numbers stay as they are.
    """
    pieces: list[str] = []
    end = 0
    for found in re.finditer(r"[^\s()\"]+", q):
        if re.search(r"[*~:\d]", found.group()) or found.group() in ("AND", "OR", "NOT"):
            continue
        for placed in analysis.placed_words(found.group()):
            for part, (start, stop) in zip(placed.word.parts, placed.spans, strict=True):
                if part.term is None or reader.spellings(part.form, 0):
                    continue
                nearest = _nearest(reader, part.form) if len(pieces) < 2 * _MOST_UNKNOWN else None
                if nearest is None:
                    return None
                pieces += [q[end : found.start() + start], nearest]
                end = found.start() + stop
    return "".join([*pieces, q[end:]]) if pieces else None


def _nearest(reader: Reader, form: str) -> str | None:
    for distance, shortest in _SHORTEST.items():
        if len(form) >= shortest:
            near = reader.spellings(form, distance)
            # A first letter is seldom wrong.
            best = min(near, key=lambda each: (each[0] != form[0], -near[each], each), default=None)
            if best is not None:
                return best
    return None


def plain_words(q: str) -> list[str]:
    """Give the words of a query that is nothing but a row of words; otherwise none."""
    words = q.split()
    if {"AND", "OR", "NOT"} & set(words):
        return []
    plain = all(re.fullmatch(r"[^\W_][^\s()\"*~:]*", word) for word in words)
    return words if plain else []


def without_asking(q: str) -> str | None:
    """Leave out of a question the words that only ask it; None where the query is no question.

    "how many school places are needed in Kent" → "school places needed Kent".
    """
    words = [word.rstrip("?!.,;") for word in plain_words(q)]
    if len(words) < 2 or words[0].lower() not in _OPENING:
        return None
    asked = [word for word in words if word.lower() not in _ASKING | analysis.STOP_WORDS]
    return " ".join(asked) or None


def without_name(words: list[str], name: str) -> str | None:
    """Leave a name out of a row of words; None where it is not there, or no word is left."""
    sought = analysis.fold(name).split()
    folded = [analysis.fold(word).rstrip("?!.,;").removesuffix("'s") for word in words]
    for start in range(len(words)):
        if folded[start : start + len(sought)] == sought:
            rest = words[:start] + words[start + len(sought) :]
            while rest and rest[-1].lower() in analysis.STOP_WORDS:
                rest.pop()  # what led to the name: "council tax in"
            return " ".join(rest) or None
    return None


def any_word(q: str) -> str | None:
    """Ask for any of the words instead of all; None where the query is not a row of words."""
    words = [word for word in plain_words(q) if word.lower() not in analysis.STOP_WORDS]
    if len(words) < 2:
        return None
    asked = " OR ".join(words)
    try:
        language.parse(asked)
    except BadRequest:  # too long with the operators
        return None
    return asked
