"""Which documents of different ids are publications of one agenda item.

The page of a meeting, its printed minutes and the copy of them in the next meeting's papers bear
ids of their own. They are joined where it is certain: one kind, meeting and title (their key), the
same number, or a file of the whole meeting in which no other item has that title, and hardly a word
in the shorter text that the longer one lacks, so that joining them never hides what was written.
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
_TELLING = 20  # words; the text of two numbers that differ must be longer to be one item's
_SOURCES_OWN = re.compile(r"mg-.+(?=-ai)")


@dataclasses.dataclass(frozen=True, slots=True)
class Publication:
    """A document under its `own` id: its item's key, the `files` that hold it, its longest text.

    `body` is that text's row in the store; `characters` is its length. `listing`: one of the files
    holds the whole meeting, not this item alone.
    """

    own: str
    key: str
    files: frozenset[str]
    body: int
    characters: int
    listing: bool = False


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
    items = _Items(group, read)
    clusters: list[list[Publication]] = []
    for publication in sorted(group, key=lambda each: (-each.characters, each.own)):
        fitting = [each for each in clusters if items.are_one(each, publication)]
        if len(fitting) == 1:
            fitting[0].append(publication)
        else:
            clusters.append([publication])
    return [cluster for cluster in clusters if len(cluster) > 1]


class _Items:
    """Tells whether publications of one key are one item."""

    def __init__(self, group: Sequence[Publication], read: Callable[[int], Text]) -> None:
        self._text = {each.own: read(each.body) for each in group}
        self._number = {own: _plain_number(text.number) for own, text in self._text.items()}
        self._in_file = Counter(file for each in group for file in each.files)
        self._numbered = Counter(
            (file, self._number[each.own]) for each in group for file in each.files
        )

    def are_one(self, cluster: Sequence[Publication], publication: Publication) -> bool:
        """Whether a publication belongs to the cluster, whose first text is the longest."""
        longest = self._text[cluster[0].own]
        return (
            not any(_are_two(each, publication) for each in cluster)
            and any(self._certain(each, publication) for each in cluster)
            and contains(longest, self._text[publication.own])
        )

    def _certain(self, one: Publication, other: Publication) -> bool:
        """Whether their numbers, or their titles alone, tell that they are one item."""
        files = one.files | other.files
        number, others = self._number[one.own], self._number[other.own]
        if number and number == others:
            return all(self._numbered[file, number] == 1 for file in files)
        if not (one.listing or other.listing) or any(self._in_file[file] > 1 for file in files):
            return False
        words = min(len(self._text[each.own].words) for each in (one, other))
        return words >= _TELLING or not _differ(number, others)


def _are_two(one: Publication, other: Publication) -> bool:
    """Whether their source itself tells them apart: one file, or the host that numbers both."""
    place, others = _SOURCES_OWN.match(one.own), _SOURCES_OWN.match(other.own)
    one_host = place and others and place[0] == others[0]
    return bool(one.files & other.files or one_host)


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


def _differ(one: Sequence[str], other: Sequence[str]) -> bool:
    """Whether two numbers are at odds; "45" and "45/24" are not, nor is a missing one with any."""
    return not (set(one) <= set(other) or set(other) <= set(one))
