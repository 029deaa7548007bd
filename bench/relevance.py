"""How well the product ranks, on public collections with judgements made by people.

The analyser, the index and the ranking are the product's own. Each query is asked for any of its
words: these are sentences, and hardly a document holds them all. A document's text has no
paragraphs in these collections, so every few sentences make one.

Needs ir-measures (pip install ir-measures), which computes nDCG@10 over the queries that have
judgements.
"""

from __future__ import annotations

import argparse
import importlib
import json
import re
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from indexer import analysis
from indexer.records import Document, Kind, Paragraph, Source
from indexer.writer import open_writer
from search.query import Or, Query, Term
from search.reader import Filters, Reader, open_reader

COLLECTIONS = ("scifact", "cranfield", "cisi")
SENTENCES = 5  # to a paragraph


def main() -> None:
    """Index each collection, ask its queries and print nDCG@10."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="a folder of collections")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    measured = {}
    for name in COLLECTIONS:
        with tempfile.TemporaryDirectory() as folder:
            measured[name] = measure(options.data / name, Path(folder) / "index")
    if options.json:
        json.dump(measured, sys.stdout, indent=2)
    else:
        for name, figures in measured.items():
            print(f"{name:10} nDCG@10 {figures['ndcg@10']:.4f}  ({figures['n']} queries)")


def measure(collection: Path, index: Path) -> dict[str, float]:
    """Measure one collection."""
    ir_measures = importlib.import_module("ir_measures")
    writer = open_writer(index)
    for record in records(collection / "corpus.jsonl"):
        writer.put(document(record))
    writer.finish()
    reader = open_reader(index)
    judged = list(ir_measures.read_trec_qrels(str(collection / "qrels.txt")))
    wanted = {each.query_id for each in judged}
    run: dict[str, dict[str, float]] = {
        record["_id"]: ranked(reader, record["text"])
        for record in records(collection / "queries.jsonl")
        if record["_id"] in wanted
    }
    figures = ir_measures.calc_aggregate([ir_measures.nDCG @ 10], judged, run)
    return {"ndcg@10": round(float(figures[ir_measures.nDCG @ 10]), 4), "n": len(run)}


def document(record: dict[str, Any]) -> Document:
    """Make a document of a collection's record."""
    sentences = re.split(r"(?<=[.?!])\s+", record["text"])
    paragraphs = [
        " ".join(sentences[at : at + SENTENCES]) for at in range(0, len(sentences), SENTENCES)
    ]
    return Document(
        record["_id"],
        Kind.OTHER_REPORT,
        record.get("title") or "",
        Source("corpus.jsonl", "", "text"),
        tuple(Paragraph(f"p{number}", text) for number, text in enumerate(paragraphs)),
    )


def ranked(reader: Reader, text: str) -> dict[str, float]:
    """Rank documents for any of the words of a text; repeated words count again."""
    leaves: list[Query] = [Term(token.term) for token in analysis.tokens(text)]
    hits = reader.search(Or(tuple(leaves)), Filters(), limit=100).hits if leaves else ()
    return {hit.document_id: hit.score for hit in hits}


def records(path: Path) -> Iterator[dict[str, Any]]:
    """Read a file of one JSON object a line."""
    with path.open(encoding="utf-8") as file:
        yield from map(json.loads, file)


if __name__ == "__main__":
    main()
