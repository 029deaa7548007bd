"""How matches are ordered: BM25 of the document, plus that of its best paragraph.

Measured in bench/relevance.py; docs/decisions/search.md has the figures.
"""

from __future__ import annotations

import dataclasses
import itertools
import math
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from indexer.packing import spans
from indexer.tape import Part
from search.matching import Matcher
from search.query import InDecision, InMeeting, InParagraph, Or, Phrase, Query, Term, Words, wanted
from search.segment import Ints, Segment

K1 = 1.4
# How far length counts against a document, and against a paragraph: a long document is often one
# with more to say, a long paragraph seldom.
B = 0.6
PARAGRAPH_B = 0.75
# Only this many of the best documents are read paragraph by paragraph; they stay ahead of the rest.
CLOSELY = 100
# What the best paragraph and the title add to the document's own score.
BEST_PARAGRAPH = 0.5
TITLE = 0.38
# Where all words are asked for, a paragraph counts by its share of them, to this power.
COVERAGE = 2.0
# What two neighbours of the query add to a paragraph where they stand side by side: more where all
# words are asked for. Each word between them makes it less, down to nothing beyond REACH positions,
# and so does the other order.
NEAR = {True: 1.2, False: 0.05}
REACH = 8
TURNED = 0.5
# A paragraph of boilerplate counts for less than one that says something.
BOILERPLATE = 0.3
# What a paragraph counts by what part of a document it is: asked for anywhere, or in decisions.
_IN_ALL = np.array([BOILERPLATE if part is Part.BOILERPLATE else 1 for part in sorted(Part)])
_IN_DECISIONS = np.array([float(part in (Part.DECISION, Part.TITLE)) for part in sorted(Part)])
# To look up one document costs what going through so many takes.
_FEW = 8

Scores = NDArray[np.float64]


@dataclasses.dataclass(frozen=True, slots=True)
class Corpus:
    """What ranking must know of all segments: documents, and mean lengths in terms."""

    documents: int
    length: float
    paragraph_length: float


@dataclasses.dataclass(frozen=True, slots=True)
class Asked:
    """The words of a query with their weights.

    `together` says that all of them must occur, `near` how much it counts that they stand near,
    `decisions` that only decisions are looked at.
    """

    leaves: tuple[tuple[Words, float], ...]
    together: bool
    near: float
    decisions: bool = False


def corpus_of(segments: Sequence[Segment]) -> Corpus:
    """Measure what stands in the segments."""
    documents = sum(segment.standing for segment in segments)
    paragraphs = sum(segment.paragraphs for segment in segments)
    words = sum(segment.words for segment in segments)
    return Corpus(documents, words / max(documents, 1) or 1, words / max(paragraphs, 1) or 1)


def weigh(query: Query | None, matchers: Sequence[Matcher], corpus: Corpus) -> Asked:
    """Weigh the words of a query by how rare they are."""
    decisions = isinstance(query, InDecision)
    if isinstance(query, (InParagraph, InMeeting, InDecision)):
        query = query.part
    leaves = tuple((leaf, rarity(leaf, matchers, corpus)) for leaf in wanted(query))
    together = not isinstance(query, Or)
    return Asked(leaves, together, NEAR[together], decisions)


def rarity(leaf: Words, matchers: Sequence[Matcher], corpus: Corpus) -> float:
    """Weigh a leaf: rare ones tell more. A phrase weighs what its terms weigh together."""
    if isinstance(leaf, Phrase):
        return sum(rarity(Term(term), matchers, corpus) for _, term in leaf.terms)
    holding = sum(matcher.holding(leaf) for matcher in matchers)
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
    norms = _norms(segment.length[docs], corpus.length, B)
    for leaf, weight in asked.leaves:
        holders, counts = matcher.postings(leaf)
        if len(holders) * _FEW < len(docs):
            rows = docs.searchsorted(holders)
            rows[rows == len(docs)] = 0
            kept = (docs[rows] == holders).nonzero()[0]
            rows = rows[kept]
            scores[rows] += _saturated(counts[kept], norms[rows], weight)
            continue
        if holders is not docs:
            often = np.zeros(segment.size, counts.dtype)
            often[holders] = counts
            counts = often[docs]
        scores += _saturated(counts, norms, weight)
    return scores


class Read(NamedTuple):
    """Documents (ascending numbers) with all their paragraphs, the title first.

    `bounds` parts `scores` by document; a paragraph where nothing matched scores 0. `shares` are
    what the scores were multiplied by for lacking words that are asked for together.
    """

    docs: Ints
    bounds: Ints
    scores: Scores
    shares: Scores


def read(
    segment: Segment,
    matcher: Matcher,
    asked: Asked,
    corpus: Corpus,
    docs: Ints,
) -> Read:
    """Score the paragraphs and titles of these documents (ascending numbers)."""
    low, high = segment.doc_paragraph[docs], segment.doc_paragraph[docs + 1]
    bounds = np.concatenate(([0], np.cumsum(high - low, dtype=np.intp)))
    paragraphs = spans(low, high)
    starts = segment.paragraph_start[paragraphs]
    norms = _norms(segment.paragraph_length[paragraphs], corpus.paragraph_length, PARAGRAPH_B)
    places: list[_Places] = []
    scores = np.zeros(len(paragraphs), np.float64)
    held = np.zeros(len(paragraphs), np.intp)
    for leaf, weight in asked.leaves:
        at = matcher.positions_in(leaf, docs)
        places.append(_Places(at, starts.searchsorted(at, "right") - 1))
        counts = np.bincount(places[-1].paragraphs, minlength=len(paragraphs))
        held += counts > 0
        scores += _saturated(counts, norms, weight)
    pairs = zip(places, asked.leaves, strict=True)
    for (left, (_, weight)), (right, (_, other)) in itertools.pairwise(pairs):
        nearness = _nearness(left, right, len(paragraphs))
        nearness += TURNED * _nearness(right, left, len(paragraphs))
        scores += _saturated(nearness, norms, asked.near * (weight + other))
    shares = np.ones(len(paragraphs), np.float64)
    if asked.together and len(asked.leaves) > 1:
        shares = (held / len(asked.leaves)) ** COVERAGE
        scores *= shares
    weights = _IN_DECISIONS if asked.decisions else _IN_ALL
    scores *= weights[segment.paragraph_role[paragraphs]]
    return Read(docs, bounds, scores, shares)


def closer_scores(found: Read) -> Scores:
    """Score what the best paragraph and the title add to the documents that were read."""
    if not len(found.docs):
        return np.zeros(0, np.float64)
    titles = found.scores[found.bounds[:-1]]
    others = found.scores.copy()
    others[found.bounds[:-1]] = 0
    best = np.maximum.reduceat(others, found.bounds[:-1])
    closer: Scores = BEST_PARAGRAPH * best + TITLE * titles
    return closer


def best_paragraphs(found: Read, docs: Ints, number: int) -> list[tuple[int, ...]]:
    """Number the paragraphs (from 0, the title apart) that score best in each of the documents."""
    places = found.docs.searchsorted(docs)
    bounds = zip(found.bounds[places].tolist(), found.bounds[places + 1].tolist(), strict=True)
    best = []
    for first, last in bounds:
        # Few match, so that numpy's own sorting would take longer to begin than this does to end.
        scores = found.scores[first + 1 : last].tolist()
        ranked = sorted([(-score, at) for at, score in enumerate(scores) if score])
        best.append(tuple([at for _, at in ranked[:number]]))
    return best


def _norms(lengths: Ints, mean: float, b: float) -> Scores:
    norms: Scores = K1 * (1 - b) + (K1 * b / mean) * lengths
    return norms


def _saturated(counts: Ints | Scores, norms: Scores, weight: float) -> Scores:
    saturated: Scores = counts / (counts + norms)
    saturated *= weight * (K1 + 1)
    return saturated


class _Places(NamedTuple):
    """Where a leaf stands, ascending: its places on the tape, and the paragraph of each."""

    at: Ints
    paragraphs: Ints


def _nearness(left: _Places, right: _Places, number: int) -> Scores:
    """Say, for each of so many paragraphs, how often and how near the other follows: 1 is next."""
    following = right.at.searchsorted(left.at, "right")
    some = (following < len(right.at)).nonzero()[0]
    following = following[some]
    steps = right.at[following] - left.at[some]
    within = left.paragraphs[some] == right.paragraphs[following]
    near = ((steps <= REACH) & within).nonzero()[0]
    nearness = np.bincount(left.paragraphs[some[near]], 1 / steps[near], number)
    return nearness.astype(np.float64, copy=False)
