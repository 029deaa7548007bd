"""A generated collection of any size, and the fixed mix of queries that is asked of it.

Words are drawn from a Zipf distribution, as in real text, with function words between them. The
same number of documents gives the same collection everywhere.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import itertools
from collections.abc import Iterator

import numpy as np

from indexer.records import Authority, Document, Kind, Paragraph, Source

WORDS = 60_000
COUNCILS = 150
COMMITTEES = 40
YEARS = range(2010, 2025)
_FUNCTION_WORDS = ("the", "of", "and", "to", "in", "a", "that", "is", "for", "was")
_SOURCE = Source("generated", "0" * 64, "text")


@dataclasses.dataclass(frozen=True, slots=True)
class Asked:
    """A query of the mix: its kind, its words, and the council and kind of document it is for."""

    kind: str
    words: tuple[str, ...]
    council: str | None = None
    document_kind: str | None = None


def vocabulary() -> list[str]:
    """List the words, the most common first."""
    chance = np.random.default_rng(1)
    lengths = chance.integers(4, 11, size=WORDS)
    return ["".join(chr(97 + letter) for letter in chance.integers(0, 26, n)) for n in lengths]


def documents(number: int) -> Iterator[Document]:
    """Generate documents of about 14 paragraphs of 80 words."""
    chance = np.random.default_rng(2)
    words = np.array(vocabulary())
    odds = 1 / np.arange(1, WORDS + 1) ** 1.05
    reach = np.cumsum(odds / odds.sum())
    for at in range(number):
        lengths = chance.integers(14, 94, size=int(chance.integers(5, 24)))
        drawn = words[np.searchsorted(reach, chance.random(int(lengths.sum()) + 5))]
        ends = np.cumsum(lengths)
        paragraphs = tuple(
            Paragraph(f"p{place}", _text(drawn[end - length : end]))
            for place, (end, length) in enumerate(zip(ends, lengths, strict=True))
        )
        council = f"council-{at % COUNCILS}"
        yield Document(
            f"d{at:07}",
            (Kind.MINUTES, Kind.DECISION, Kind.INSPECTION_REPORT)[at % 3],
            " ".join(drawn[-5:]),
            _SOURCE,
            paragraphs,
            authorities=(Authority(council.title(), None, council),),
            committee=f"Committee {at % COMMITTEES}",
            date=dt.date(YEARS[at % len(YEARS)], 1 + at % 12, 1 + at % 28),
        )


def _text(words: np.ndarray) -> str:
    pieces: list[str] = []
    for at in range(0, len(words), 2):
        pieces.append(_FUNCTION_WORDS[at // 2 % len(_FUNCTION_WORDS)])
        pieces += words[at : at + 2].tolist()
    return f"{' '.join(pieces).capitalize()}."


def mix(number: int = 60) -> list[Asked]:
    """List the queries; among the first 60 hardly a word occurs in two."""
    chance = np.random.default_rng(3)
    words = vocabulary()
    common = itertools.cycle(chance.permutation(120).tolist())
    middling = itertools.cycle((150 + chance.permutation(1500)).tolist())
    rare = itertools.cycle((5000 + chance.permutation(40_000)).tolist())

    def take(*ranks: Iterator[int]) -> tuple[str, ...]:
        return tuple(words[next(rank)] for rank in ranks)

    asked: list[Asked] = []
    for turn in range(-(-number // 6)):
        asked.append(Asked("rare", take(rare)))
        asked.append(Asked("common", take(common)))
        asked.append(Asked("or", take(common, middling, rare)))
        asked.append(Asked("and", take(common, common, middling)))
        asked.append(Asked("phrase", take(common, common)))
        if turn % 2:
            asked.append(Asked("prefix", (words[next(middling)][:4],)))
        else:
            asked.append(Asked("filtered", take(common, middling), f"council-{turn}", "minutes"))
    return asked[:number]
