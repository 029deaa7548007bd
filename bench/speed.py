"""How fast the product indexes and searches, beside other engines, in one run on one machine.

The whole job of a search is timed: the ten best documents, exact facet counts over all matches, and
a snippet of each. Every query is asked twice: the first time its terms have not been used by the
process. Times are of the processor (all threads), so that a busy machine does not disturb them.
"""

from __future__ import annotations

import argparse
import json
import statistics
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path
from typing import Any

from generated import Asked, documents, mix
from peers import ENGINES, Engine, tree_of

from indexer.records import Document
from search.snippets import snippet


def main() -> None:
    """Build each engine's index, ask the mix, and print a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--documents", type=int, default=2_000)
    parser.add_argument("--engines", nargs="+", default=list(ENGINES), choices=list(ENGINES))
    parser.add_argument("--queries", type=int, default=60)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    asked = mix(options.queries)
    collection = {document.id: document for document in documents(options.documents)}
    measured = {}
    for name in options.engines:
        with tempfile.TemporaryDirectory() as folder:
            measured[name] = measure(ENGINES[name](), collection, asked, Path(folder) / "index")
    if options.json:
        json.dump(measured, sys.stdout, indent=2)
        return
    print(f"{len(collection):,} documents, {len(asked)} queries; processor time\n")
    heads = ("build s", "size MB", "open ms", "first p50", "p95 ms", "again p50", "p95 ms")
    print(f"{'':12}" + "".join(f"{head:>11}" for head in heads))
    for name, figures in measured.items():
        row = [figures[key] for key in ("build_s", "size_mb", "open_ms")]
        row += [figures[turn][key] for turn in ("first", "again") for key in ("p50_ms", "p95_ms")]
        print(f"{name:12}" + "".join(f"{figure:11.2f}" for figure in row))
    print("\nfirst use, p50 ms by kind of query")
    kinds = list(dict.fromkeys(each.kind for each in asked))
    print(f"{'':12}" + "".join(f"{kind:>11}" for kind in kinds))
    for name, figures in measured.items():
        print(f"{name:12}" + "".join(f"{figures['first'][kind]:11.2f}" for kind in kinds))
    print()
    _compare(measured, asked)


def measure(
    engine: Engine, collection: dict[str, Document], mixed: list[Asked], folder: Path
) -> dict[str, Any]:
    """Measure one engine."""
    began = time.process_time()
    engine.build(iter(collection.values()), folder)
    built = time.process_time() - began
    began = time.process_time()
    engine.open(folder)
    opened = time.process_time() - began
    engine.ask(Asked("rare", ("warmup",)))
    figures: dict[str, Any] = {
        "build_s": round(built, 2),
        "size_mb": round(sum(file.stat().st_size for file in folder.rglob("*")) / 1e6, 2),
        "open_ms": round(opened * 1e3, 2),
        "totals": [],
        "facets": [],
    }
    for turn in ("first", "again"):
        times: dict[str, list[float]] = {}
        for asked in mixed:
            began = time.process_time()
            ids, total, facets = engine.ask(asked)
            _show(asked, [collection[each] for each in ids])
            times.setdefault(asked.kind, []).append((time.process_time() - began) * 1e3)
            if turn == "first":
                figures["totals"].append(total)
                figures["facets"].append(facets)
        every = sorted(each for kind in times.values() for each in kind)
        figures[turn] = {
            "p50_ms": round(statistics.median(every), 2),
            "p95_ms": round(every[int(len(every) * 0.95)], 2),
            **{kind: round(statistics.median(each), 2) for kind, each in times.items()},
        }
    return figures


def _show(asked: Asked, found: list[Document]) -> None:
    """Make a snippet of each document, of the paragraph with most of the words."""
    tree = tree_of(asked)
    for document in found:
        best = max(
            document.paragraphs, key=lambda each: sum(word in each.text for word in asked.words)
        )
        snippet(document.id, best, tree, "")


def _compare(measured: dict[str, Any], asked: list[Asked]) -> None:
    """Say where engines disagree on how many documents a query finds, or on a facet's counts."""
    first, *others = measured
    for name in others:
        for what in ("totals", "facets"):
            pairs = zip(measured[first][what], measured[name][what], strict=True)
            differ = [
                each.kind for each, (ours, its) in zip(asked, pairs, strict=True) if ours != its
            ]
            kinds = ", ".join(f"{number} {kind}" for kind, number in Counter(differ).items())
            print(f"{name}: {len(differ)} {what} differ from {first}'s {kinds and f'({kinds})'}")


if __name__ == "__main__":
    main()
