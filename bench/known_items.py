"""How often a known paragraph is found again by some of its words, in an index of real documents.

From random paragraphs, a run of seven words is drawn; its four rarest are the query. Paragraphs of
boilerplate and those whose words stand elsewhere too are left out: nobody could tell which was
meant. Then one letter of the longest word is dropped, added, changed or swapped with its neighbour;
where nothing is found, the spelling that the product offers is taken.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from indexer import analysis
from indexer.records import Document, Paragraph, ParagraphKind
from search import suggest
from search.library import Library, Session
from search.request import SearchRequest
from search.results import Results, run

Item = tuple[Document, Paragraph, str]


def main() -> None:
    """Draw the items, ask for them and print the shares."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--index", type=Path, required=True)
    parser.add_argument("--items", type=int, default=300)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    chance = random.Random(5)  # noqa: S311 - the same items every time
    with Library.open(options.index).session() as session:
        figures = measure(session, chance, options.items)
    if options.json:
        json.dump(figures, sys.stdout, indent=2)
    else:
        for name, figure in figures.items():
            print(f"{name:32} {figure}")


def measure(session: Session, chance: random.Random, number: int) -> dict[str, float]:
    """Measure clean and misspelt queries."""
    drawn = list(zip(range(number), items(session, chance), strict=False))
    clean = spelt = shown = 0
    for _, (document, paragraph, q) in drawn:
        found = _snippet_anchor(run(session, SearchRequest(q=q)), document)
        clean += found is not None
        shown += found == paragraph.anchor
        wrong = misspelt(q, chance)
        results = run(session, SearchRequest(q=wrong))
        if not results.total and (offered := suggest.respelt(session.reader, wrong)):
            results = run(session, SearchRequest(q=offered))
        spelt += _snippet_anchor(results, document) is not None
    return {
        "items": len(drawn),
        "recall@3": round(clean / len(drawn), 3),
        "recall@3 with one error": round(spelt / len(drawn), 3),
        "first snippet is the paragraph": round(shown / clean, 3),
    }


def items(session: Session, chance: random.Random) -> Iterator[Item]:
    """Draw paragraphs and queries for them."""
    documents = [stored.document for stored in session.snapshot.all()]
    frequency = Counter(
        term
        for document in documents
        for paragraph in document.paragraphs
        for term in {token.term for token in analysis.tokens(paragraph.text)}
    )
    pool = [
        (document, paragraph)
        for document in documents
        for paragraph in document.paragraphs
        if paragraph.mark is None
        and paragraph.kind is ParagraphKind.PARAGRAPH
        and len(paragraph.text.split()) >= 15
    ]
    chance.shuffle(pool)
    for document, paragraph in pool:
        words = re.findall(r"[A-Za-z][a-z]{3,}", paragraph.text)
        if len(set(words)) < 8:
            continue
        start = chance.randrange(len(words) - 6)
        span = words[start : start + 7]
        rarest = sorted(dict.fromkeys(span), key=lambda word: _frequency(word, frequency))[:4]
        if _stands_once(session, paragraph.text, span[0]):
            yield document, paragraph, " ".join(word for word in span if word in rarest)


def misspelt(q: str, chance: random.Random) -> str:
    """Make one error in the longest word, within it."""
    words = q.split()
    at = max(range(len(words)), key=lambda each: len(words[each]))
    word = words[at]
    place = chance.randrange(1, len(word) - 1)
    letter = chance.choice("aeioutrs")
    words[at] = chance.choice(
        [
            word[:place] + word[place + 1 :],
            word[:place] + word[place + 1] + word[place] + word[place + 2 :],
            word[:place] + letter + word[place:],
            word[:place] + letter + word[place + 1 :],
        ]
    )
    return " ".join(words)


def _frequency(word: str, frequency: Counter[str]) -> int:
    token = next(analysis.tokens(word), None)
    return frequency[token.term] if token else sys.maxsize


def _stands_once(session: Session, text: str, first: str) -> bool:
    following = re.findall(r"[A-Za-z]+", text[text.find(first) :])[:6]
    return run(session, SearchRequest(q=f'"{" ".join(following)}"')).total == 1


def _snippet_anchor(results: Results, document: Document) -> str | None:
    """Give the first snippet's anchor of the document if it is among the first three results."""
    for result in results.results[:3]:
        if result.id == document.id:
            return result.snippets[0].anchor if result.snippets else ""
    return None


if __name__ == "__main__":
    main()
