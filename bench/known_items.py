"""How often a known paragraph is found again by some of its words, in an index of real documents.

From random paragraphs, a run of seven words is drawn; its four rarest are the query. Paragraphs of
boilerplate and those whose words stand elsewhere too, in another document or in another paragraph
of the same, are left out: nobody could tell which was meant. Then one letter of the longest word is
dropped, added, changed or swapped with its neighbour; where nothing is found, the spelling that the
product offers is taken. For the figures with acronyms, the run follows a name that the glossary
knows, and the query is the name's acronym and the run's three rarest words.
"""

from __future__ import annotations

import argparse
import csv
import json
import random
import re
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from indexer import analysis
from indexer.records import Document, Paragraph, ParagraphKind
from search import language, suggest
from search.library import Library, Session
from search.request import SearchRequest
from search.results import Results, run
from search.snippets import matches

GLOSSARY = Path(language.__file__).with_name("glossary.csv")

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
    named = list(zip(range(number), acronyms(session, chance), strict=False))
    by_acronym = sum(
        _snippet_anchor(run(session, SearchRequest(q=q)), document) is not None
        for _, (document, _, q) in named
    )
    return {
        "items": len(drawn),
        "recall@3": round(clean / len(drawn), 3),
        "recall@3 with one error": round(spelt / len(drawn), 3),
        "first snippet is the paragraph": round(shown / clean, 3),
        "items with an acronym": len(named),
        "recall@3 with an acronym": round(by_acronym / max(len(named), 1), 3),
    }


def items(session: Session, chance: random.Random) -> Iterator[Item]:
    """Draw paragraphs and queries for them."""
    frequency, pool = _drawn_from(session, chance)
    for document, paragraph in pool:
        words = re.findall(r"[A-Za-z][a-z]{3,}", paragraph.text)
        if len(set(words)) < 8:
            continue
        start = chance.randrange(len(words) - 6)
        span = words[start : start + 7]
        if _stands_once(session, document, paragraph.text, span[0]):
            yield document, paragraph, _rarest(span, frequency, 4)


def acronyms(session: Session, chance: random.Random) -> Iterator[Item]:
    """Draw paragraphs that spell a name out, and queries with its acronym instead."""
    frequency, pool = _drawn_from(session, chance)
    with GLOSSARY.open(encoding="utf-8", newline="") as file:
        known = {
            name: row["acronyms"].split("|")[0]
            for row in csv.DictReader(file)
            for name in row["names"].split("|")
        }
    names = re.compile("|".join(sorted(known, key=len, reverse=True)), re.IGNORECASE)
    for document, paragraph in pool:
        found = names.search(paragraph.text)
        span = re.findall(r"[A-Za-z][a-z]{3,}", paragraph.text[found.end() :])[:7] if found else []
        if found and len(span) == 7 and _stands_once(session, document, paragraph.text, span[0]):
            acronym = known[found.group().lower()]
            yield document, paragraph, f"{acronym} {_rarest(span, frequency, 3)}"


def _drawn_from(
    session: Session, chance: random.Random
) -> tuple[Counter[str], list[tuple[Document, Paragraph]]]:
    """Say how many paragraphs hold each term, and give those to draw from, shuffled."""
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
    return frequency, pool


def _rarest(span: list[str], frequency: Counter[str], number: int) -> str:
    """Give the rarest words of a run, in its order."""
    rarest = sorted(dict.fromkeys(span), key=lambda word: _frequency(word, frequency))[:number]
    return " ".join(word for word in span if word in rarest)


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


def _stands_once(session: Session, document: Document, text: str, first: str) -> bool:
    """Whether the words from `first` on stand in one paragraph only, of this document."""
    following = re.findall(r"[A-Za-z]+", text[text.find(first) :])[:6]
    phrase = f'"{" ".join(following)}"'
    query = language.parse(phrase)
    holding = sum(bool(matches(each.text, query)) for each in document.paragraphs)
    return holding == 1 and run(session, SearchRequest(q=phrase)).total == 1


def _snippet_anchor(results: Results, document: Document) -> str | None:
    """Give the first snippet's anchor of the document if it is among the first three results."""
    for result in results.results[:3]:
        if result.id == document.id:
            return result.snippets[0].anchor if result.snippets else ""
    return None


if __name__ == "__main__":
    main()
