"""The field's acronyms and their names (glossary.csv): what a word or phrase also goes by.

An acronym counts only where it is typed in capitals ("SEND" is not "send"), a name only as a phrase
in quotation marks; plain words are never widened. An acronym that is also a word or stands for
other things too is never added to a name, but its names are added to it.
"""

from __future__ import annotations

import csv
import dataclasses
import functools
from collections.abc import Mapping
from importlib import resources

from indexer import analysis


@dataclasses.dataclass(frozen=True, slots=True)
class Widened:
    """What was typed, and what else was searched for because it means the same."""

    written: str
    also: tuple[str, ...]


def also_called(written: str, *, quoted: bool) -> tuple[str, ...]:
    """Give the other names of an acronym in capitals, or of a name typed in quotation marks."""
    if quoted:
        return _names().get(_key(written), ())
    acronym = written.strip(".,;:?!'’")
    for each in (acronym, acronym.removesuffix("s")):
        if each.isupper():
            return _acronyms().get(each, ())
    return ()


def offered(q: str) -> tuple[str, str] | None:
    """Find an acronym in small letters, or a name without quotation marks, in a row of plain words.

    Returns the query as it would be widened, and what was recognised; None where nothing was.
    """
    words = q.split()
    if not all(word.replace("'", "").replace("’", "").isalnum() for word in words):
        return None
    for size in range(len(words), 0, -1):
        for at in range(len(words) - size + 1):
            row = " ".join(words[at : at + size])
            if size > 1 and _names().get(_key(row)):
                meant = f'"{row}"'
            elif size == 1 and not row.isupper() and row.upper() in _plain_acronyms():
                meant = row.upper()
            else:
                continue
            return " ".join([*words[:at], meant, *words[at + size :]]), row
    return None


_Key = tuple[tuple[int, str], ...]


def _key(written: str) -> _Key:
    tokens = analysis.tokens(written.replace("-", " "))
    return tuple((token.position, token.term) for token in tokens)


@functools.cache
def _rows() -> tuple[tuple[tuple[str, ...], tuple[str, ...], bool], ...]:
    text = resources.files("search").joinpath("glossary.csv").read_text("utf-8")
    return tuple(
        (
            tuple(row["acronyms"].split("|")),
            tuple(row["names"].split("|")),
            bool(row["also a word"]),
        )
        for row in csv.DictReader(text.splitlines())
    )


@functools.cache
def _acronyms() -> Mapping[str, tuple[str, ...]]:
    """Each acronym's other acronyms and names."""
    return {
        each: (*(other for other in acronyms if other != each), *_distinct(names))
        for acronyms, names, _ in _rows()
        for each in acronyms
    }


@functools.cache
def _plain_acronyms() -> frozenset[str]:
    return frozenset(each for acronyms, _, word in _rows() if not word for each in acronyms)


@functools.cache
def _names() -> Mapping[_Key, tuple[str, ...]]:
    """Each name's acronyms and other names, by its terms."""
    return {
        _key(name): (
            *(() if word else acronyms),
            *(other for other in _distinct(names) if _key(other) != _key(name)),
        )
        for acronyms, names, word in _rows()
        for name in names
    }


def _distinct(names: tuple[str, ...]) -> tuple[str, ...]:
    """Drop names that the analyser does not tell apart ("child in care", "children in care")."""
    return tuple({_key(name): name for name in reversed(names)}.values())[::-1]
