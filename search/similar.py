"""More like this: documents that share the telling words of a document, or of one paragraph."""

from __future__ import annotations

import dataclasses
import itertools
import math
import threading
from collections import Counter
from collections.abc import Iterable
from typing import Any

from indexer import analysis
from indexer.records import Document, Mark, Paragraph, to_json
from indexer.store import Generation
from search.answers import Result
from search.library import Session
from search.query import Or, Term
from search.reader import Filters, Hit
from search.request import SearchRequest, canonical, document_address
from search.results import results_of

SHOWN = 10
BRIEFLY = 4
# How many words stand for a document, and for one paragraph.
_WORDS = 12
_PARAGRAPH_WORDS = 8
_SHORTEST = 3  # letters
_LONG = 300  # words
_READ = 15_000  # characters
_WEIGHED = 150  # terms, the most frequent
_MOST_REMEMBERED = 5_000  # documents, some 400 bytes each

# Which documents are like one, by its generation: every page of a document names them.
_remembered: dict[tuple[Generation, str], tuple[str, ...]] = {}
_lock = threading.Lock()


@dataclasses.dataclass(frozen=True, slots=True)
class Similar:
    """What is like a document, or one paragraph of it, best first.

    `words` are those that it was compared by, as printed; `search` is the address of the search for
    any of them, `back` of what it is like.
    """

    document: Document
    paragraph: Paragraph | None
    words: tuple[str, ...]
    search: str
    back: str
    results: tuple[Result, ...]


def similar(session: Session, document: Document, anchor: str | None = None) -> Similar | None:
    """Find what is like a document, or one paragraph; None where it has no such paragraph."""
    paragraph = next((each for each in document.paragraphs if each.anchor == anchor), None)
    if anchor is not None and paragraph is None:
        return None
    terms, written = _telling(session, document, paragraph)
    words = tuple(_form(term, written) for term in terms)
    typed = " OR ".join(words)
    query = _any(terms)
    return Similar(
        document,
        paragraph,
        words,
        canonical(SearchRequest(q=typed, exact=True, as_of=session.day)),
        document_address(document.id, anchor=anchor, as_of=session.day),
        tuple(results_of(session, query, typed, _hits(session, document, query, SHOWN))),
    )


def briefly(session: Session, document: Document) -> tuple[Document, ...]:
    """Name a few documents that are like this one, the answer remembered for its generation."""
    key = (session.generation, document.id)
    with _lock:
        ids = _remembered.pop(key, None)
    if ids is None:
        terms, _ = _telling(session, document, None)
        ids = tuple(hit.document_id for hit in _hits(session, document, _any(terms), BRIEFLY))
    with _lock:
        _remembered[key] = ids
        while len(_remembered) > _MOST_REMEMBERED:
            del _remembered[next(iter(_remembered))]  # the longest unused
    stored = session.snapshot.documents(ids)
    return tuple(stored[each].document for each in ids)


def contract_json(found: Similar) -> dict[str, Any]:
    """Write what /documents/<id>/similar.json gives."""
    results: list[dict[str, Any]] = to_json(found.results)
    for result in results:
        for snippet in result["snippets"]:
            del snippet["anchor"]
    return {
        "id": found.document.id,
        "paragraph": _anchor(found.paragraph),
        "words": list(found.words),
        "search": found.search,
        "results": results,
    }


def _anchor(paragraph: Paragraph | None) -> str | None:
    return paragraph.anchor if paragraph else None


def _any(terms: Iterable[str]) -> Or:
    return Or(tuple(Term(term) for term in terms))


def _telling(
    session: Session, document: Document, paragraph: Paragraph | None
) -> tuple[list[str], Counter[str]]:
    """Choose the terms that tell most; gives all the words as written, too.

    A term tells the more, the more often it stands here and the fewer documents hold it; what no
    other document holds finds nothing. What a long text says once is left out, inspectors' names
    for one, and so are numbers: they are mostly dates and amounts.
    """
    text = paragraph.text if paragraph else f"{document.title} {_substance(document)}"
    written = Counter(analysis.written_words(text))
    often: Counter[str] = Counter()
    for word, count in written.items():
        for part in analysis.word(word).parts:
            if part.term and part.term.isalpha() and len(part.form) >= _SHORTEST:
                often[part.term] += count
    least = 2 if written.total() > _LONG else 1
    most = sorted((-count, term) for term, count in often.items() if count >= least)[:_WEIGHED]
    held = session.reader.holding([term for _, term in most])
    everything = max(session.generation.documents, *held.values(), 1) if held else 1
    weights = {
        term: (1 + math.log(often[term])) * math.log(everything / documents)
        for term, documents in held.items()
        if 1 < documents < everything
    }
    number = _PARAGRAPH_WORDS if paragraph else _WORDS
    best = sorted(weights, key=lambda term: (-weights[term], term))[:number]
    return best, written


def _form(term: str, written: Counter[str]) -> str:
    """Give the form in which a term is printed most often here."""
    forms: Counter[str] = Counter()
    for word, count in written.items():
        if word[:2] == term[:2] or "-" in word:
            forms.update(
                {part.form: count for part in analysis.word(word).parts if part.term == term}
            )
    return min(forms, key=lambda form: (-forms[form], form)) if forms else term


def _substance(document: Document) -> str:
    """Give the beginning of a document's text: enough to tell what it is about."""
    texts = [each.text for each in document.paragraphs if each.mark is not Mark.BOILERPLATE]
    before = itertools.accumulate(map(len, texts), initial=0)
    return " ".join(text for text, start in zip(texts, before, strict=False) if start < _READ)


def _hits(session: Session, document: Document, query: Or, number: int) -> tuple[Hit, ...]:
    """Find the best, without the document itself and other readings of the same item."""
    if not query.parts:
        return ()
    same = _same_item(session, document)
    hits = session.reader.search(query, Filters(), limit=number + len(same)).hits
    return tuple(hit for hit in hits if hit.document_id not in same)[:number]


def _same_item(session: Session, document: Document) -> frozenset[str]:
    meeting = session.snapshot.meeting(document.meeting.id) if document.meeting else []
    same = {
        each.document.id
        for each in meeting
        if (each.document.item_number, each.document.title)
        == (document.item_number, document.title)
    }
    return frozenset(same | {document.id})
