"""What Python brings along or can install without a compiler: SQLite FTS5 and stock Whoosh."""

from __future__ import annotations

import importlib
import sqlite3
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from generated import Asked
from peers import FACETS, Answer, facets_of, filters_of, text_of

from indexer.records import Document


class SqliteFts5:
    """SQLite's full-text index, facets by joining and grouping."""

    module = "sqlite3"

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
        return Answer([row[0] for row in best], total, counts)

    def _text(self, asked: Asked) -> str:
        quoted = [f'"{word}"' for word in asked.words]
        if asked.kind == "prefix":
            return f"{quoted[0]}*"
        if asked.kind == "phrase":
            return f'"{" ".join(asked.words)}"'
        return (" OR " if asked.kind == "or" else " ").join(quoted)


class StockWhoosh:
    """Stock Whoosh, with a searcher for each request."""

    module = "whoosh"

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
            return Answer(ids, len(result), counts)

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
