"""The engines that the product's own is measured against, each doing the same job.

A peer indexes the documents' titles and paragraphs stemmed, and answers with the ten best
documents, the number of matches, and exact counts of council, year and kind, each without its own
filter.
"""

from __future__ import annotations

import importlib
import sqlite3
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any, Protocol

from generated import Asked

from indexer import analysis
from indexer.records import Document
from indexer.writer import open_writer
from search.query import And, Or, Phrase, Prefix, Query, Term
from search.reader import Filters, open_reader

FACETS = ("council", "year", "kind")
Answer = tuple[list[str], int, dict[str, dict[str, int]]]


class Engine(Protocol):
    """What is measured."""

    def build(self, documents: Iterable[Document], folder: Path) -> None:
        """Index the documents into a new folder."""

    def open(self, folder: Path) -> None:
        """Open what `build` made."""

    def ask(self, asked: Asked) -> Answer:
        """Answer: the ten best documents' ids, the number of matches, the facets' counts."""


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
        ids = [hit.document_id for hit in hits.hits]
        return ids, hits.total, {name: dict(hits.facets[name]) for name in FACETS}


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


class Tantivy:
    """tantivy, a compiled engine (pip install tantivy)."""

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
        return ids, result.count, counts

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


class SqliteFts5:
    """SQLite's full-text index, facets by joining and grouping."""

    def build(self, documents: Iterable[Document], folder: Path) -> None:
        """Index the documents."""
        folder.mkdir(parents=True)
        connection = sqlite3.connect(folder / "fts.sqlite")
        connection.execute("CREATE TABLE documents (id TEXT, council TEXT, year TEXT, kind TEXT)")
        connection.execute(
            "CREATE VIRTUAL TABLE texts USING fts5(text, content='', tokenize='porter unicode61')"
        )
        for number, document in enumerate(documents, 1):
            connection.execute(
                "INSERT INTO documents (rowid, id, council, year, kind) VALUES (?, ?, ?, ?, ?)",
                (number, document.id, *facets_of(document).values()),
            )
            connection.execute(
                "INSERT INTO texts (rowid, text) VALUES (?, ?)", (number, text_of(document))
            )
        connection.execute("INSERT INTO texts (texts) VALUES ('optimize')")
        connection.commit()
        connection.close()

    def open(self, folder: Path) -> None:
        """Open the index."""
        self._connection = sqlite3.connect(folder / "fts.sqlite")

    def ask(self, asked: Asked) -> Answer:
        """Answer a query."""
        text = self._text(asked)
        rows = self._connection.execute(
            "SELECT d.rowid, id, council, year, kind FROM texts JOIN documents d"
            " ON d.rowid = texts.rowid WHERE texts MATCH ?",
            (text,),
        ).fetchall()
        chosen = filters_of(asked)
        records = [dict(zip(("id", *FACETS), row[1:], strict=True)) for row in rows]
        counts = {
            name: dict(
                Counter(
                    record[name]
                    for record in records
                    if all(record[f] == v for f, v in chosen.items() if f != name)
                )
            )
            for name in FACETS
        }
        where = "".join(f" AND d.{name} = ?" for name in chosen)
        best = self._connection.execute(
            "SELECT id FROM texts JOIN documents d ON d.rowid = texts.rowid"  # noqa: S608
            f" WHERE texts MATCH ?{where} ORDER BY rank LIMIT 10",
            (text, *chosen.values()),
        ).fetchall()
        total = sum(all(record[f] == v for f, v in chosen.items()) for record in records)
        return [row[0] for row in best], total, counts

    def _text(self, asked: Asked) -> str:
        quoted = [f'"{word}"' for word in asked.words]
        if asked.kind == "prefix":
            return f"{quoted[0]}*"
        if asked.kind == "phrase":
            return f'"{" ".join(asked.words)}"'
        return (" OR " if asked.kind == "or" else " ").join(quoted)


class StockWhoosh:
    """Stock Whoosh, with a searcher for each request."""

    def build(self, documents: Iterable[Document], folder: Path) -> None:
        """Index the documents."""
        whoosh = _whoosh()
        folder.mkdir(parents=True)
        stem = self._analyser()
        fields = whoosh["fields"]
        facets = {name: fields.ID(sortable=True) for name in FACETS}
        schema = fields.Schema(id=fields.STORED, text=fields.TEXT(stem, phrase=True), **facets)
        index = whoosh["index"].create_in(str(folder), schema)
        writer = index.writer(limitmb=256)
        for document in documents:
            writer.add_document(id=document.id, text=text_of(document), **facets_of(document))
        writer.commit()

    def open(self, folder: Path) -> None:
        """Open the index."""
        self._index = _whoosh()["index"].open_dir(str(folder))
        self._stem = self._analyser()

    def ask(self, asked: Asked) -> Answer:
        """Answer a query."""
        query = _whoosh()["query"]
        words = self._words(asked)
        chosen = {name: query.Term(name, value) for name, value in filters_of(asked).items()}
        with self._index.searcher() as searcher:
            whole = query.And([words, *chosen.values()]) if chosen else words
            grouped = [name for name in FACETS if name not in chosen]
            result = searcher.search(whole, limit=10, groupedby=grouped)
            ids = [hit["id"] for hit in result]
            counts = {name: _sizes(result.groups(name)) for name in grouped}
            for name in chosen:
                others = [term for other, term in chosen.items() if other != name]
                loose = searcher.search(query.And([words, *others]), limit=1, groupedby=[name])
                counts[name] = _sizes(loose.groups(name))
            return ids, len(result), counts

    def _analyser(self) -> Any:
        """Whoosh's stemming analyser, but a stop word leaves a gap.

        As it comes, words on both sides of a stop word become neighbours, and "plan board" is
        found in "plan of the board".
        """
        filters = _whoosh()["analysis"]
        plain = filters.RegexTokenizer() | filters.LowercaseFilter()
        return plain | filters.StopFilter(renumber=False) | filters.StemFilter(cachesize=-1)

    def _words(self, asked: Asked) -> Any:
        query = _whoosh()["query"]
        if asked.kind == "prefix":
            return query.Prefix("text", asked.words[0])
        terms = [token.text for word in asked.words for token in self._stem(word)]
        if asked.kind == "phrase":
            return query.Phrase("text", terms)
        parts = [query.Term("text", term) for term in terms]
        return query.Or(parts) if asked.kind == "or" else query.And(parts)


def _sizes(groups: dict[str, list[int]]) -> dict[str, int]:
    return {name: len(docs) for name, docs in groups.items()}


def _whoosh() -> dict[str, Any]:
    names = ("analysis", "fields", "index", "query")
    return {name: importlib.import_module(f"whoosh.{name}") for name in names}


ENGINES: dict[str, type[Engine]] = {
    "minutebook": Minutebook,
    "tantivy": Tantivy,
    "fts5": SqliteFts5,
    "whoosh": StockWhoosh,
}
