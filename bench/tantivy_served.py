"""The product's own pages with tantivy in the engine's place, to tell what the engine is worth.

Run by bench/load.py: `python bench/tantivy_served.py INDEX THREADS` serves the documents of a
published index. tantivy answers the generated mix: words, phrases, prefixes, AND, OR, filters, with
exact facets. It does not choose paragraphs (each document's first three are shown), nor tell what
stands in one paragraph; the work it is spared counts in its favour.
"""

from __future__ import annotations

import importlib
import sys
import tempfile
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any
from unittest import mock

import waitress

import app as pages
from indexer import analysis
from indexer.records import Document
from indexer.store import Store
from search import library
from search.query import (
    And,
    AtLeast,
    InDecision,
    InMeeting,
    InParagraph,
    Not,
    Or,
    Phrase,
    Prefix,
    Query,
    Term,
)
from search.reader import Filters, Hit, Hits

FACETS = ("council", "year", "judgement", "standing", "kind", "committee")
_PARAGRAPHS = (0, 1, 2)


class TantivyReader:
    """As much of search.reader.Reader as the mix needs."""

    def __init__(self, folder: Path, documents: Iterable[Document]) -> None:
        """Index the documents in a folder of their own."""
        self._tantivy = importlib.import_module("tantivy")
        builder = self._tantivy.SchemaBuilder()
        builder.add_text_field("id", stored=True, tokenizer_name="raw")
        builder.add_text_field("text", tokenizer_name="en_stem")
        for name in FACETS:
            builder.add_text_field(name, fast=True, tokenizer_name="raw")
        self._schema = builder.build()
        index = self._tantivy.Index(self._schema, path=str(folder))
        writer = index.writer(256_000_000, 1)
        self._names: dict[str, dict[str, str]] = {name: {} for name in FACETS}
        for document in documents:
            writer.add_document(self._tantivy.Document(**self._fields(document)))
        writer.commit()
        writer.wait_merging_threads()
        index.reload()
        self._searcher = index.searcher()

    def search(
        self,
        query: Query | None,
        filters: Filters,
        *,
        sort: str = "relevance",
        offset: int = 0,
        limit: int = 10,
    ) -> Hits:
        """Match, rank and count."""
        words = self._query(query)
        chosen = {name: values for name, values in filters.facets.items() if values}
        whole = self._filtered(words, chosen)
        order = {} if sort == "relevance" else {"order_by_field": "year"}
        found = self._searcher.search(whole, limit or 1, offset=offset, **order)
        counts = self._count(whole, [name for name in FACETS if name not in chosen])
        for name in chosen:
            others = {other: values for other, values in chosen.items() if other != name}
            counts |= self._count(self._filtered(words, others), [name])
        hits = [
            Hit(self._searcher.doc(address)["id"][0], 1.0, _PARAGRAPHS if query else ())
            for _, address in found.hits[:limit]
        ]
        return Hits(found.count, tuple(hits), counts)

    def remembering(self) -> TantivyReader:
        """Give the same reader: it remembers nothing."""
        return self

    def count(self, query: Query | None, filters: Filters) -> int:
        """Count what matches."""
        chosen = {name: values for name, values in filters.facets.items() if values}
        whole = self._filtered(self._query(query), chosen)
        return int(self._searcher.search(whole, 1).count)

    def names(self, facet: str) -> Mapping[str, str]:
        """Give a facet's values and names."""
        return self._names[facet]

    def standing(self, document: Document) -> None:
        """Know no grades: the generated documents have none."""

    def spellings(self, form: str, distance: int) -> Mapping[str, int]:
        """Know no other spellings."""
        del distance
        return {form: 1}

    def close(self) -> None:
        """Do nothing: the process ends."""

    def _fields(self, document: Document) -> dict[str, str]:
        text = "\n".join([document.title, *(each.text for each in document.paragraphs)])
        facets = {"kind": (document.kind.value, document.kind.label)}
        for authority in document.authorities[:1]:
            facets["council"] = (authority.slug, authority.name)
        if document.committee:
            facets["committee"] = (analysis.slug(document.committee), document.committee)
        if document.year:
            facets["year"] = (str(document.year), str(document.year))
        for name, (value, printed) in facets.items():
            self._names[name][value] = printed
        values = {name: value for name, (value, _) in facets.items()}
        return {"id": document.id, "text": text, **values}

    def _query(self, query: Query | None) -> Any:
        make = self._tantivy.Query
        if query is None:
            return make.all_query()
        # Smaller and larger scopes cost it nothing: it answers for the document.
        if isinstance(query, (InParagraph, InMeeting, InDecision)):
            return self._query(query.part)
        if isinstance(query, Term):
            return make.term_query(self._schema, "text", query.term)
        if isinstance(query, Phrase):
            return make.phrase_query(self._schema, "text", list(query.terms))
        if isinstance(query, Prefix):
            return make.regex_query(self._schema, "text", f"{query.start}.*")
        assert isinstance(query, (And, Or, AtLeast)), f"the mix has no {type(query).__name__}"
        occur = self._tantivy.Occur
        joined = occur.Must if isinstance(query, And) else occur.Should
        return make.boolean_query(
            [
                (occur.MustNot, self._query(part.part))
                if isinstance(part, Not)
                else (joined, self._query(part))
                for part in query.parts
            ]
        )

    def _filtered(self, words: Any, chosen: Mapping[str, frozenset[str]]) -> Any:
        make, must = self._tantivy.Query, self._tantivy.Occur.Must
        terms = [
            (must, make.term_set_query(self._schema, name, list(values)))
            for name, values in chosen.items()
        ]
        return make.boolean_query([(must, words), *terms]) if terms else words

    def _count(self, query: Any, names: list[str]) -> dict[str, dict[str, int]]:
        wanted = {name: {"terms": {"field": name, "size": 10_000}} for name in names}
        found = self._searcher.aggregate(query, wanted)
        return {
            name: {each["key"]: int(each["doc_count"]) for each in found[name]["buckets"]}
            for name in names
        }


def main() -> None:
    """Index the documents of a published index with tantivy, and serve its pages."""
    index, threads = Path(sys.argv[1]), int(sys.argv[2])
    store = Store.open(index)
    generation = store.current()
    assert generation, f"nothing is published in {index}"
    with tempfile.TemporaryDirectory() as folder:
        every = (stored.document for stored in store.snapshot(generation).all())
        reader = TantivyReader(Path(folder), every)
        with mock.patch.object(library, "open_reader", lambda _address: reader):
            server = waitress.create_server(pages.create_app(index), port=0, threads=threads)
            print(f"Serving http://127.0.0.1:{server.effective_port}/", flush=True)
            server.run()


if __name__ == "__main__":
    main()
