"""Which documents of different ids are publications of one agenda item.

The page of a meeting, its printed minutes and the copy of them in the next meeting's papers bear
ids of their own. They are joined where it is certain: one kind, meeting and title (their key),
numbers that agree, nothing else in either file that could be meant, and hardly a word in the
shorter text that the longer one lacks, so that joining them never hides what was written.
"""

from __future__ import annotations

import dataclasses
import functools
import itertools
import json
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence

_SHARE = 0.9  # of the shorter text's words that the longer one must have, in their order
_SHARE_OF_PARAGRAPH = 0.5
_SHORT = 12  # words; a paragraph of fewer may be a heading or a label that only one of them prints
_GRAM = 3
_SOURCES_OWN = re.compile(r"mg-.+(?=-ai)")


@dataclasses.dataclass(frozen=True, slots=True)
class Publication:
    """A document under its `own` id: its item's key, the `files` that hold it, its longest text.

    `body` is that text's row in the store; `characters` is its length.
    """

    own: str
    key: str
    files: frozenset[str]
    body: int
    characters: int


@dataclasses.dataclass(frozen=True, slots=True)
class Text:
    """What a publication says: its item number as printed, and the words of each paragraph."""

    number: str | None
    paragraphs: tuple[tuple[str, ...], ...]

    @classmethod
    def of(cls, content: bytes) -> Text:
        """The text in a document's content as the store keeps it."""
        fields = json.loads(content)
        columns = fields["paragraphs"]
        texts: Sequence[str] = columns.get("text", ())
        labels: Sequence[str | None] = columns.get("label") or [None] * len(texts)
        return cls(
            fields.get("item_number"),
            tuple(_words(text, label) for text, label in zip(texts, labels, strict=True)),
        )

    @property
    def words(self) -> list[str]:
        """All words in reading order."""
        return [word for paragraph in self.paragraphs for word in paragraph]


def joined(publications: Iterable[Publication], read: Callable[[int], Text]) -> Mapping[str, str]:
    """For each id that is joined with others, the id of the document that they make together.

    Args:
        publications: one for each id that has a key.
        read: the text of a body; asked only where ids share a key.
    """
    alike: defaultdict[str, list[Publication]] = defaultdict(list)
    for publication in publications:
        alike[publication.key].append(publication)
    read = functools.cache(read)
    found: dict[str, str] = {}
    for group in alike.values():
        for cluster in _clusters(group, read) if len(group) > 1 else ():
            names = [publication.own for publication in cluster]
            found |= dict.fromkeys(names, preferred(names))
    return found


def preferred(ids: Iterable[str]) -> str:
    """The id that stands for all of these: the committee system's own before one made of words."""
    return min(ids, key=lambda name: (_SOURCES_OWN.match(name) is None, name))


def _clusters(group: Sequence[Publication], read: Callable[[int], Text]) -> list[list[Publication]]:
    """The publications of one key that are one document; each begins with the longest text."""
    certain = _Certainty(group, read)
    clusters: list[list[Publication]] = []
    for publication in sorted(group, key=lambda each: (-each.characters, each.own)):
        fitting = [each for each in clusters if all(certain(one, publication) for one in each)]
        if len(fitting) == 1 and certain.contains(fitting[0][0], publication):
            fitting[0].append(publication)
        else:
            clusters.append([publication])
    return [cluster for cluster in clusters if len(cluster) > 1]


class _Certainty:
    """Whether two publications of one key can only be the same item."""

    def __init__(self, group: Sequence[Publication], read: Callable[[int], Text]) -> None:
        self._read = read
        self._number = {each.own: _plain_number(read(each.body).number) for each in group}
        self._in_file = Counter(file for each in group for file in each.files)
        self._numbered = Counter(
            (file, self._number[each.own]) for each in group for file in each.files
        )

    def __call__(self, one: Publication, other: Publication) -> bool:
        if one.files & other.files:
            return False
        place, others = _SOURCES_OWN.match(one.own), _SOURCES_OWN.match(other.own)
        if place and others and place[0] == others[0]:
            return False  # the committee system itself calls them two items
        number, others_number = self._number[one.own], self._number[other.own]
        if number and number == others_number:
            return all(
                self._numbered[file, number] == 1 for each in (one, other) for file in each.files
            )
        if number and others_number and not _one_within_other(number, others_number):
            return False
        return all(self._in_file[file] == 1 for each in (one, other) for file in each.files)

    def contains(self, longer: Publication, shorter: Publication) -> bool:
        return contains(self._read(longer.body), self._read(shorter.body))


def contains(longer: Text, shorter: Text) -> bool:
    """Whether hardly a word of the shorter text is missing in the longer one.

    A word counts as there where it stands with two neighbours in both. No whole paragraph may be
    missing, but for short ones (headings, labels).
    """
    there = _there(longer.words, shorter.words)
    if sum(there) < _SHARE * len(there):
        return False
    of_each = iter(there)
    return all(
        sum(itertools.islice(of_each, len(paragraph))) >= _SHARE_OF_PARAGRAPH * len(paragraph)
        or len(paragraph) < _SHORT
        for paragraph in shorter.paragraphs
    )


def _there(held: Sequence[str], words: Sequence[str]) -> list[bool]:
    """For each of the words whether the held ones have it, with neighbours where it has any."""
    size = min(_GRAM, len(words))
    grams = {tuple(held[start : start + size]) for start in range(len(held) - size + 1)}
    there = [False] * len(words)
    for start in range(len(words) - size + 1):
        if tuple(words[start : start + size]) in grams:
            there[start : start + size] = [True] * size
    return there


def _words(text: str, label: str | None) -> tuple[str, ...]:
    own = text[len(label) :] if label and text.startswith(label) else text
    return tuple(re.findall(r"\w+", own.casefold()))


def _plain_number(number: str | None) -> tuple[str, ...]:
    """The parts of a number: "CS/20/13" is three; "(45.)" is "45"."""
    return tuple(re.findall(r"\w+", (number or "").casefold()))


def _one_within_other(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether one number is the other written in full: "45" and "45/24"."""
    return set(one) <= set(other) or set(other) <= set(one)
