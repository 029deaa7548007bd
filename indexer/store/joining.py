"""Which documents of different ids are publications of one agenda item.

The page of a meeting, its printed minutes and the copy of them in the next meeting's papers bear
ids of their own. They are joined where it is certain: one kind, meeting and title (their key), the
same number, or a file of the whole meeting in which no other item has that title, and hardly a word
in the shorter text that the longer one lacks, so that joining them never hides what was written.
"""

from __future__ import annotations

import dataclasses
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence

_TELLING = 120  # letters; a shorter text does not tell that an item beside a meeting is its own
_SOURCES_OWN = re.compile(r"(?P<host>mg-.+)-ai(?P<item>[^-]+)")


@dataclasses.dataclass(frozen=True, slots=True)
class Publication:
    """A document under its `own` id: its item's key and number, the `files` that hold it.

    `body` is the row of its longest text in the store, `characters` that text's length.
    `listing`: one of the files holds the whole meeting, not this item alone.
    """

    own: str
    key: str
    number: str | None
    files: frozenset[str]
    body: int
    characters: int
    listing: bool = False


Holds = Callable[[int, int], bool]


def joined(publications: Iterable[Publication], holds: Holds) -> Mapping[str, str]:
    """For each id that is joined with others, the id of the document that they make together.

    Args:
        publications: one for each id that has a key.
        holds: whether the text of one body has all that another's says; asked only where
            everything else agrees.
    """
    alike: defaultdict[str, list[Publication]] = defaultdict(list)
    for publication in publications:
        alike[publication.key].append(publication)
    found: dict[str, str] = {}
    for group in alike.values():
        for cluster in _clusters(group, holds) if len(group) > 1 else ():
            names = [publication.own for publication in cluster]
            found |= dict.fromkeys(names, preferred(names))
    return found


def preferred(ids: Iterable[str]) -> str:
    """The id that stands for all of these: the committee system's own before one made of words."""
    return min(ids, key=lambda name: (_SOURCES_OWN.match(name) is None, name))


def _clusters(group: Sequence[Publication], holds: Holds) -> list[list[Publication]]:
    """The publications of one key that are one document; each begins with the longest text."""
    numbers = _Numbers(group)
    clusters: list[list[Publication]] = []
    for publication in sorted(group, key=lambda each: (-each.characters, each.own)):
        fitting = [
            cluster
            for cluster in clusters
            if not any(_are_two(each, publication) for each in cluster)
            and any(numbers.tell_one(each, publication) for each in cluster)
            and holds(cluster[0].body, publication.body)
        ]
        if len(fitting) == 1:
            fitting[0].append(publication)
        else:
            clusters.append([publication])
    return [cluster for cluster in clusters if len(cluster) > 1]


class _Numbers:
    """Tells by their numbers, or by their title alone, that publications of a key are one item."""

    def __init__(self, group: Sequence[Publication]) -> None:
        self._number = {each.own: _plain_number(each.number) for each in group}
        self._in_file = Counter(file for each in group for file in each.files)
        self._numbered = Counter(
            (file, self._number[each.own]) for each in group for file in each.files
        )

    def tell_one(self, one: Publication, other: Publication) -> bool:
        """Whether nothing else in the files of either can be meant."""
        files = one.files | other.files
        number, others = self._number[one.own], self._number[other.own]
        if number and number == others:
            return all(self._numbered[file, number] == 1 for file in files)
        if not (one.listing or other.listing) or any(self._in_file[file] > 1 for file in files):
            return False
        if one.listing and other.listing:
            return True
        letters = min(one.characters, other.characters)
        return letters >= _TELLING or not _differ(number, others)


def _are_two(one: Publication, other: Publication) -> bool:
    """Whether their source itself tells them apart: one file, or the host that numbers both."""
    if one.files & other.files:
        return True
    own, others = _SOURCES_OWN.match(one.own), _SOURCES_OWN.match(other.own)
    if own is None or others is None or own["host"] != others["host"]:
        return False
    return own["item"] != others["item"]


def _plain_number(number: str | None) -> tuple[str, ...]:
    """The parts of a number: "CS/20/13" is three; "(45.)" is "45"."""
    return tuple(re.findall(r"\w+", (number or "").casefold()))


def _differ(one: Sequence[str], other: Sequence[str]) -> bool:
    """Whether two numbers are at odds; "45" and "45/24" are not, nor is a missing one with any."""
    return not (set(one) <= set(other) or set(other) <= set(one))
