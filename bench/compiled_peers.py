"""The compiled engines that the product is measured against: tantivy and Xapian."""

from __future__ import annotations

import importlib
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from generated import Asked
from peers import FACETS, Answer, facets_of, filters_of, text_of

from indexer.records import Document

# Xapian's prefixes of the terms that filters ask for.
_PREFIXES = dict(zip(FACETS, ("XC", "XY", "XK"), strict=True))


class Tantivy:
    """tantivy, in Rust (pip install tantivy)."""

    module = "tantivy"

    def build(self, documents: Iterable[Document], folder: Path) -> None:
        """Index the documents."""
        folder.mkdir(parents=True)
        writer = self._index(folder).writer(256_000_000, 1)
        tantivy = importlib.import_module("tantivy")
        for document in documents:
            fields = {"id": document.id, "text": text_of(document), **facets_of(document)}
            writer.add_document(tantivy.Document(**fields))
        writer.commit()
        writer.wait_merging_threads()

    def open(self, folder: Path) -> None:
        """Open the index."""
        index = self._index(folder)
        index.reload()
        self._schema = index.schema
        self._searcher = index.searcher()
        self._ready = index

    def ask(self, asked: Asked) -> Answer:
        """Answer a query."""
        words = self._words(asked)
        chosen = filters_of(asked)
        whole = self._filtered(words, chosen)
        result = self._searcher.search(whole, 10)
        ids = [self._searcher.doc(address)["id"][0] for _, address in result.hits]
        counts = self._count(whole, [name for name in FACETS if name not in chosen])
        for name in chosen:
            others = {other: value for other, value in chosen.items() if other != name}
            counts |= self._count(self._filtered(words, others), [name])
        return Answer(ids, result.count, counts)

    def _index(self, folder: Path) -> Any:
        tantivy = importlib.import_module("tantivy")
        builder = tantivy.SchemaBuilder()
        builder.add_text_field("id", stored=True, tokenizer_name="raw")
        builder.add_text_field("text", tokenizer_name="en_stem")
        for name in FACETS:
            builder.add_text_field(name, fast=True, tokenizer_name="raw")
        return tantivy.Index(builder.build(), path=str(folder))

    def _words(self, asked: Asked) -> Any:
        text = " ".join(asked.words)
        if asked.kind == "prefix":
            query = importlib.import_module("tantivy").Query
            return query.regex_query(self._schema, "text", f"{text}.*")
        if asked.kind == "phrase":
            return self._ready.parse_query(f'"{text}"', ["text"])
        joined = text if asked.kind == "or" else " AND ".join(asked.words)
        return self._ready.parse_query(joined, ["text"])

    def _filtered(self, words: Any, chosen: dict[str, str]) -> Any:
        tantivy = importlib.import_module("tantivy")
        parts = [(tantivy.Occur.Must, words)]
        for name, value in chosen.items():
            term = tantivy.Query.term_query(self._schema, name, value)
            parts.append((tantivy.Occur.Must, term))
        return tantivy.Query.boolean_query(parts) if chosen else words

    def _count(self, query: Any, names: list[str]) -> dict[str, dict[str, int]]:
        wanted = {name: {"terms": {"field": name, "size": 10_000}} for name in names}
        found = self._searcher.aggregate(query, wanted)
        return {
            name: {each["key"]: int(each["doc_count"]) for each in found[name]["buckets"]}
            for name in names
        }


class Xapian:
    """Xapian, in C++ (Debian: apt-get install python3-xapian, and its folder on PYTHONPATH)."""

    module = "xapian"

    def build(self, documents: Iterable[Document], folder: Path) -> None:
        """Index the documents, and pack the index as small as it gets."""
        xapian = importlib.import_module("xapian")
        loose = folder.with_suffix(".loose")
        database = xapian.WritableDatabase(str(loose), xapian.DB_CREATE_OR_OPEN)
        generator = xapian.TermGenerator()
        generator.set_stemmer(xapian.Stem("english"))
        generator.set_stemming_strategy(xapian.TermGenerator.STEM_ALL)
        for document in documents:
            made = xapian.Document()
            made.set_data(document.id)
            generator.set_document(made)
            generator.set_termpos(0)
            generator.index_text(text_of(document))
            for slot, (name, value) in enumerate(facets_of(document).items()):
                made.add_value(slot, value)
                made.add_boolean_term(_PREFIXES[name] + value)
            database.add_document(made)
        database.commit()
        database.compact(str(folder))
        database.close()
        for file in loose.iterdir():
            file.unlink()

    def open(self, folder: Path) -> None:
        """Open the index."""
        xapian = importlib.import_module("xapian")
        self._xapian = xapian
        self._database = xapian.Database(str(folder))
        self._stem = xapian.Stem("english")

    def ask(self, asked: Asked) -> Answer:
        """Answer a query."""
        words, chosen = self._words(asked), filters_of(asked)
        found, counts = self._count(words, chosen, [name for name in FACETS if name not in chosen])
        for name in chosen:
            others = {other: value for other, value in chosen.items() if other != name}
            counts |= self._count(words, others, [name])[1]
        ids = [match.document.get_data().decode() for match in found]
        return Answer(ids, found.get_matches_estimated(), counts)

    def _words(self, asked: Asked) -> Any:
        query = self._xapian.Query
        if asked.kind == "prefix":
            return query(query.OP_WILDCARD, asked.words[0], 0, query.WILDCARD_LIMIT_ERROR)
        kinds = {"or": query.OP_OR, "phrase": query.OP_PHRASE}
        terms = [self._stem(word).decode() for word in asked.words]
        return query(kinds.get(asked.kind, query.OP_AND), terms)

    def _count(
        self, words: Any, chosen: dict[str, str], names: list[str]
    ) -> tuple[Any, dict[str, dict[str, int]]]:
        query = self._xapian.Query
        for name, value in chosen.items():
            words = query(query.OP_FILTER, words, query(_PREFIXES[name] + value))
        enquire = self._xapian.Enquire(self._database)
        enquire.set_query(words)
        spies = {name: self._xapian.ValueCountMatchSpy(FACETS.index(name)) for name in names}
        for spy in spies.values():
            enquire.add_matchspy(spy)
        found = enquire.get_mset(0, 10, self._database.get_doccount())
        counts = {
            name: {each.term.decode(): each.termfreq for each in spy.values()}
            for name, spy in spies.items()
        }
        return found, counts
