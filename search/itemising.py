"""Takes a document's score apart into what its words, its best paragraph and its title add."""

from __future__ import annotations

import dataclasses
from collections.abc import Collection, Sequence
from typing import assert_never

import numpy as np

from indexer.tape import Part
from search import ranking
from search.matching import Matcher
from search.query import Fuzzy, Phrase, Prefix, Term, Variants, Words
from search.ranking import Asked, Corpus
from search.reader import Explanation, Passage, Word
from search.segment import Segment


def itemise(
    places: Sequence[tuple[Segment, Matcher]], asked: Asked, corpus: Corpus, ids: Collection[str]
) -> dict[str, Explanation]:
    """Take apart the scores of these documents, read closely, of a whole index."""
    held = [sum(matcher.holding(leaf) for _, matcher in places) for leaf, _ in asked.leaves]
    found: dict[str, Explanation] = {}
    for segment, matcher in places:
        for doc in segment.numbers(ids).tolist():
            docs = np.array([doc], np.intp)
            words = []
            for (leaf, weight), documents in zip(asked.leaves, held, strict=True):
                one = dataclasses.replace(asked, leaves=((leaf, weight),))
                adds = float(ranking.score_documents(segment, matcher, one, corpus, docs)[0])
                times = len(matcher.positions_in(leaf, docs))
                words.append(Word(_written(leaf), documents, times, weight, adds))
            read = ranking.read(segment, matcher, asked, corpus, docs)
            apart = dataclasses.replace(asked, near=0.0)
            alone = ranking.read(segment, matcher, apart, corpus, docs)
            title = _passage(segment, read, alone, -1)
            (best,) = ranking.best_paragraphs(read, docs, 1)
            paragraph = _passage(segment, read, alone, best[0]) if best else None
            score = sum(each.adds for each in words)
            score += sum(each.adds for each in (paragraph, title) if each)
            name = segment.document_id(doc)
            found[name] = Explanation(name, score, tuple(words), paragraph, title)
    return found


def _passage(
    segment: Segment, read: ranking.Read, alone: ranking.Read, number: int
) -> Passage | None:
    place = number + 1
    if not read.scores[place]:
        return None
    paragraph = int(segment.doc_paragraph[read.docs[0]]) + place
    share = float(read.shares[place])
    formal = segment.paragraph_role[paragraph] == Part.BOILERPLATE
    boilerplate = ranking.BOILERPLATE if formal else 1.0
    words = float(alone.scores[place]) / (share * boilerplate)
    whole = float(read.scores[place])
    factor = ranking.TITLE if number < 0 else ranking.BEST_PARAGRAPH
    nearness = whole / (share * boilerplate) - words
    return Passage(number, words, nearness, share, boilerplate, factor, factor * whole)


def _written(leaf: Words) -> str:
    """Write a leaf of a query, its words as the index has them."""
    if isinstance(leaf, Term):
        return leaf.term
    if isinstance(leaf, Phrase):
        phrase = f'"{" ".join(term for _, term in leaf.terms)}"'
        return phrase if leaf.slop is None else f"{phrase}~{leaf.slop}"
    if isinstance(leaf, Variants):
        return " / ".join(_written(way) for way in leaf.ways)
    if isinstance(leaf, Prefix):
        return f"{leaf.start}*"
    if isinstance(leaf, Fuzzy):
        return f"{leaf.form}~{leaf.distance}"
    assert_never(leaf)
