"""How matches are ordered: BM25 of the document, plus that of its best paragraph.

Measured in bench/relevance.py; docs/decisions/search.md has the figures.
"""

from __future__ import annotations

import dataclasses
import itertools
import math
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from indexer.tape import Part
from search.matching import Matcher
from search.query import InParagraph, Or, Phrase, Query, Term, Words, wanted
from search.segment import Ints, Segment

K1 = 1.2
B = 0.75
# Only this many of the best documents are read paragraph by paragraph; they stay ahead of the rest.
CLOSELY = 200
# What the best paragraph and the title add to the document's own score.
BEST_PARAGRAPH = 0.7
TITLE = 0.5
# Where all words are asked for, a paragraph counts by its share of them, to this power.
COVERAGE = 2.0
# What two words of the query add to a paragraph where they stand side by side, as asked for.
NEIGHBOURS = 0.2
# A paragraph of boilerplate counts for less than one that says something.
_BOILERPLATE = 0.3

Scores = NDArray[np.float64]


@dataclasses.dataclass(frozen=True, slots=True)
class Corpus:
    """What ranking must know of all segments: documents, and mean lengths in terms."""

    documents: int
    length: float
    paragraph_length: float


@dataclasses.dataclass(frozen=True, slots=True)
class Asked:
    """The words of a query with their weights; `together` says that all of them must occur."""

    leaves: tuple[tuple[Words, float], ...]
    together: bool


def corpus_of(segments: Sequence[Segment]) -> Corpus:
    """Measure the segments."""
    documents = sum(segment.size for segment in segments)
    paragraphs = sum(len(segment.paragraph_length) for segment in segments)
    words = sum(segment.words for segment in segments)
    return Corpus(documents, words / max(documents, 1) or 1, words / max(paragraphs, 1) or 1)


def weigh(query: Query | None, matchers: Sequence[Matcher], corpus: Corpus) -> Asked:
    """Weigh the words of a query by how rare they are."""
    if isinstance(query, InParagraph):
        query = query.part
    leaves = tuple((leaf, rarity(leaf, matchers, corpus)) for leaf in wanted(query))
    return Asked(leaves, not isinstance(query, Or))


def rarity(leaf: Words, matchers: Sequence[Matcher], corpus: Corpus) -> float:
    """Weigh a leaf: rare ones tell more. A phrase weighs what its terms weigh together."""
    if isinstance(leaf, Phrase):
        return sum(rarity(Term(term), matchers, corpus) for _, term in leaf.terms)
    holding = sum(len(matcher.postings(leaf)[0]) for matcher in matchers)
    return math.log(1 + (corpus.documents - holding + 0.5) / (holding + 0.5))


def score_documents(
    segment: Segment,
    matcher: Matcher,
    asked: Asked,
    corpus: Corpus,
    docs: Ints,
) -> Scores:
    """Score these documents (ascending numbers) by BM25 over the leaves."""
    scores = np.zeros(len(docs), np.float64)
    lengths = segment.length[docs]
    for leaf, weight in asked.leaves:
        holders, counts = matcher.postings(leaf)
        if not len(holders) or not len(docs):
            continue
        # The same type on both sides: otherwise numpy would copy all of the postings.
        at = np.searchsorted(holders, docs.astype(holders.dtype))
        at[at == len(holders)] = 0
        often = np.where(holders[at] == docs, counts[at], 0)
        scores += weight * _saturated(often, lengths, corpus.length)
    return scores


def score_paragraphs(
    segment: Segment,
    matcher: Matcher,
    asked: Asked,
    corpus: Corpus,
    docs: Ints,
) -> tuple[Ints, Ints, Scores]:
    """Score the matching paragraphs of these documents (ascending numbers).

    Returns the paragraphs, ascending, for each the place of its document in `docs`, and its score.
    """
    first = segment.doc_start[docs]
    after = segment.doc_start[docs + 1]
    places: list[tuple[Ints, float]] = []
    for leaf, weight in asked.leaves:
        positions = matcher.positions(leaf)
        low, high = np.searchsorted(positions, first), np.searchsorted(positions, after)
        places.append((positions[_spans(low, high)], weight))
    for (left, weight), (right, other) in itertools.pairwise(places[:]):
        places.append((_followed(left, right), NEIGHBOURS * (weight + other)))
    found: list[Ints] = []
    weighed: list[Scores] = []
    for positions, weight in places:
        paragraphs, counts = _runs(segment.paragraphs_of(positions))
        found.append(paragraphs)
        lengths = segment.paragraph_length[paragraphs]
        weighed.append(weight * _saturated(counts, lengths, corpus.paragraph_length))
    paragraphs, totals = found[0], weighed[0]
    if len(found) > 1:
        paragraphs, place = np.unique(np.concatenate(found), return_inverse=True)
        totals = np.bincount(place, np.concatenate(weighed), len(paragraphs)).astype(np.float64)
        if asked.together:
            of_words = place[: sum(map(len, found[: len(asked.leaves)]))]
            held = np.bincount(of_words, minlength=len(paragraphs))
            totals *= (held / len(asked.leaves)) ** COVERAGE
    roles = segment.paragraph_role[paragraphs]
    totals[roles == Part.BOILERPLATE] *= _BOILERPLATE
    owners = np.searchsorted(segment.doc_paragraph, paragraphs, "right") - 1
    return paragraphs, np.searchsorted(docs, owners), totals


def closer_scores(
    segment: Segment,
    matcher: Matcher,
    asked: Asked,
    corpus: Corpus,
    docs: Ints,
) -> Scores:
    """Score what the best paragraph and the title add to these documents (ascending numbers)."""
    paragraphs, owners, scores = score_paragraphs(segment, matcher, asked, corpus, docs)
    titled = segment.paragraph_role[paragraphs] == Part.TITLE
    best = np.zeros(len(docs), np.float64)
    np.maximum.at(best, owners[~titled], scores[~titled])
    best *= BEST_PARAGRAPH
    best[owners[titled]] += TITLE * scores[titled]
    return best


def _saturated(counts: Ints, lengths: Ints, mean: float) -> Scores:
    saturated: Scores = counts * (K1 + 1) / (counts + (K1 * (1 - B) + (K1 * B / mean) * lengths))
    return saturated


def _followed(left: Ints, right: Ints) -> Ints:
    """Keep the positions that have one of the others right behind them."""
    if not len(right):
        return left[:0]
    at = np.searchsorted(right, left + np.uint32(1))
    at[at == len(right)] = 0
    followed: Ints = left[right[at] == left + np.uint32(1)]
    return followed


def _runs(numbers: Ints) -> tuple[Ints, Ints]:
    """Count each number of an ascending array."""
    starts = np.flatnonzero(np.diff(numbers, prepend=-1))
    return numbers[starts], np.diff(np.append(starts, len(numbers)))


def _spans(low: Ints, high: Ints) -> Ints:
    """Number the entries of several spans: [5, 9], [7, 10] → [5, 6, 9]."""
    counts = high - low
    ends = np.cumsum(counts)
    total = int(ends[-1]) if len(ends) else 0
    spans: Ints = np.arange(total) - np.repeat(ends - counts - low, counts)
    return spans
