"""The engines that the product's own is measured against, each doing the same job.

A peer indexes the documents' titles and paragraphs stemmed, and answers with the ten best
documents, the number of matches, and exact counts of council, year and kind, each without its own
filter.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple, Protocol

from generated import Asked

from indexer import analysis
from indexer.records import Document
from indexer.writer import open_writer
from search.query import And, Or, Phrase, Prefix, Query, Term
from search.reader import Filters, open_reader

FACETS = ("council", "year", "kind")


class Answer(NamedTuple):
    """The ten best documents' ids, the number of matches, the facets' counts.

    `paragraphs` numbers each document's best paragraph, if the engine knows it.
    """

    ids: list[str]
    total: int
    facets: dict[str, dict[str, int]]
    paragraphs: dict[str, int] = {}  # noqa: RUF012 - never written to


class Engine(Protocol):
    """What is measured; `module` is what must be installed for it."""

    module: str

    def build(self, documents: Iterable[Document], folder: Path) -> None:
        """Index the documents into a new folder."""

    def open(self, folder: Path) -> None:
        """Open what `build` made."""

    def ask(self, asked: Asked) -> Answer:
        """Answer a query."""


def text_of(document: Document) -> str:
    """Lay a document's title and paragraphs end to end."""
    return "\n".join([document.title, *(each.text for each in document.paragraphs)])


def facets_of(document: Document) -> dict[str, str]:
    """Say what the document counts as."""
    return {
        "council": document.authorities[0].slug,
        "year": str(document.year),
        "kind": document.kind.value,
    }


def filters_of(asked: Asked) -> dict[str, str]:
    """Say what the query is filtered by."""
    chosen = {"council": asked.council, "kind": asked.document_kind}
    return {name: value for name, value in chosen.items() if value}


class Minutebook:
    """The product's own engine."""

    module = "numpy"

    def build(self, documents: Iterable[Document], folder: Path) -> None:
        """Index the documents."""
        writer = open_writer(folder)
        for document in documents:
            writer.put(document)
        writer.finish()

    def open(self, folder: Path) -> None:
        """Open the index."""
        self._reader = open_reader(folder)

    def ask(self, asked: Asked) -> Answer:
        """Answer a query."""
        chosen = {name: frozenset((value,)) for name, value in filters_of(asked).items()}
        hits = self._reader.search(tree_of(asked), Filters(chosen))
        return Answer(
            [hit.document_id for hit in hits.hits],
            hits.total,
            {name: dict(hits.facets[name]) for name in FACETS},
            {hit.document_id: hit.paragraphs[0] for hit in hits.hits if hit.paragraphs},
        )


def tree_of(asked: Asked) -> Query:
    """Say the query; generated words are their own stems nearly always, so stem them here."""
    if asked.kind == "prefix":
        return Prefix(asked.words[0])
    terms = [next(analysis.tokens(word)).term for word in asked.words]
    if asked.kind == "phrase":
        return Phrase(tuple(enumerate(terms)))
    parts = tuple(Term(term) for term in terms)
    if len(parts) == 1:
        return parts[0]
    return Or(parts) if asked.kind == "or" else And(parts)
