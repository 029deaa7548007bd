"""How fast the product indexes and searches, beside other engines, in one run on one machine.

    python bench/speed.py [--documents N] [--queries N] [--engines …] [--json]

The whole job of a search is timed: the ten best documents, exact facet counts over all matches, and
a snippet of each, with the same snippet code for all. An engine that knows a document's best
paragraph says so; for the others the paragraph with most of the words is looked up.

Each engine is measured in a process of its own: what one run remembers (stems, patterns of words)
helps no other. Every query is asked twice: the first time its terms have not been used by the
process. Some are asked once more, each in a process just started. Times are of the processor (all
threads), so that a busy machine does not disturb them. Memory is what a process takes for itself
(not the index's pages, which processes share) from before it opens the index to after all the
queries.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import multiprocessing
import re
import statistics
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Mapping
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import Any

from engines import ENGINES
from generated import Asked, documents, mix
from peers import Answer, Engine, tree_of

from indexer.records import Document
from search.snippets import snippet

_COLD = 14  # queries that are asked in a process each: two of each kind
_WARM_UP = Asked("rare", ("warmup",))
_FIGURES: tuple[tuple[str, Callable[[dict[str, Any]], float]], ...] = (
    ("build s", lambda each: each["build_s"]),
    ("size MB", lambda each: each["size_mb"]),
    ("open ms", lambda each: each["open_ms"]),
    ("first p50", lambda each: each["first"]["p50_ms"]),
    ("p95 ms", lambda each: each["first"]["p95_ms"]),
    ("again p50", lambda each: each["again"]["p50_ms"]),
    ("p95 ms", lambda each: each["again"]["p95_ms"]),
    ("start p50", lambda each: each["started"]["p50_ms"]),
    ("p95 ms", lambda each: each["started"]["p95_ms"]),
    ("own MB", lambda each: each["own_mb"]),
)


def main() -> None:
    """Build each engine's index, ask the mix, and print a table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--documents", type=int, default=2_000)
    parser.add_argument("--engines", nargs="+", default=list(ENGINES), choices=list(ENGINES))
    parser.add_argument("--queries", type=int, default=60)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    asked = mix(options.queries)
    measured = {}
    for name in options.engines:
        if importlib.util.find_spec(ENGINES[name].module) is None:
            print(f"{name} is left out: {ENGINES[name].__doc__}", file=sys.stderr)
            continue
        alone = ProcessPoolExecutor(1, multiprocessing.get_context("spawn"))
        with tempfile.TemporaryDirectory() as folder, alone:
            job = (name, options.documents, asked, Path(folder) / "index")
            measured[name] = alone.submit(measure, *job).result()
    if options.json:
        json.dump({name: _plain(each) for name, each in measured.items()}, sys.stdout, indent=2)
        return
    print(f"{options.documents:,} documents, {len(asked)} queries; processor time\n")
    _table({name: [of(each) for _, of in _FIGURES] for name, each in measured.items()})
    print("\nfirst use, p50 ms by kind of query")
    kinds = list(dict.fromkeys(each.kind for each in asked))
    print(f"{'':12}" + "".join(f"{kind:>11}" for kind in kinds))
    for name, figures in measured.items():
        print(f"{name:12}" + "".join(f"{figures['first'][kind]:11.2f}" for kind in kinds))
    ours, *others = measured
    print(f"\n{ours}'s figures, as so many times the other's")
    _table(
        {
            name: [of(measured[ours]) / (of(measured[name]) or float("nan")) for _, of in _FIGURES]
            for name in others
        }
    )
    print()
    _compare(measured, asked)


def measure(name: str, number: int, mixed: list[Asked], folder: Path) -> dict[str, Any]:
    """Measure one engine over so many documents."""
    collection = {document.id: document for document in documents(number)}
    engine = ENGINES[name]()
    began = time.process_time()
    engine.build(iter(collection.values()), folder)
    built = time.process_time() - began
    began = time.process_time()
    engine.open(folder)
    opened = time.process_time() - began
    engine.ask(_WARM_UP)
    figures: dict[str, Any] = {
        "build_s": round(built, 2),
        "size_mb": round(sum(file.stat().st_size for file in folder.rglob("*")) / 1e6, 2),
        "open_ms": round(opened * 1e3, 2),
    }
    for turn in ("first", "again"):
        times = [(asked, *_timed(engine, asked, collection)) for asked in mixed]
        figures[turn] = _summed([(asked.kind, spent) for asked, spent, _ in times])
        figures["answers"] = [answer for _, _, answer in times]
    shown = [{each: collection[each] for each in answer.ids} for answer in figures["answers"]]
    children = multiprocessing.get_context("spawn")
    cold = []
    for asked, found in list(zip(mixed, shown, strict=True))[:_COLD]:
        with children.Pool(1) as pool:
            cold.append((asked.kind, pool.apply(_started, (name, folder, asked, found))))
    figures["started"] = _summed(cold)
    with children.Pool(1) as pool:
        figures["own_mb"] = round(pool.apply(_own_memory, (name, folder, mixed)), 1)
    return figures


def _timed(
    engine: Engine, asked: Asked, collection: Mapping[str, Document]
) -> tuple[float, Answer]:
    """Do the whole job; give the milliseconds it takes, and the answer."""
    began = time.process_time()
    answer = engine.ask(asked)
    tree = tree_of(asked)
    for each in answer.ids:
        paragraphs = collection[each].paragraphs
        known = answer.paragraphs.get(each)
        best = (
            max(paragraphs, key=lambda one: sum(word in one.text for word in asked.words))
            if known is None
            else paragraphs[known]
        )
        snippet(each, best, tree, "")
    return (time.process_time() - began) * 1e3, answer


def _summed(times: list[tuple[str, float]]) -> dict[str, float]:
    """Give the median and the 95th percentile of all, and the median of each kind of query."""
    every = sorted(spent for _, spent in times)
    kinds: dict[str, list[float]] = {}
    for kind, spent in times:
        kinds.setdefault(kind, []).append(spent)
    return {
        "p50_ms": round(statistics.median(every), 2),
        "p95_ms": round(every[int(len(every) * 0.95)], 2),
        **{kind: round(statistics.median(each), 2) for kind, each in kinds.items()},
    }


def _started(name: str, folder: Path, asked: Asked, found: dict[str, Document]) -> float:
    """In a new process: open the index, and time one query."""
    engine = ENGINES[name]()
    engine.open(folder)
    return _timed(engine, asked, found)[0]


def _own_memory(name: str, folder: Path, mixed: list[Asked]) -> float:
    """In a new process: measure the memory, in MB, that opening the index and asking all takes."""
    engine = ENGINES[name]()
    importlib.import_module(engine.module)
    before = _anonymous()
    engine.open(folder)
    for asked in mixed:
        engine.ask(asked)
    return _anonymous() - before


def _anonymous() -> float:
    """Read how many MB of this process's memory are no file's pages."""
    rolled = Path("/proc/self/smaps_rollup").read_text(encoding="ascii")
    return sum(int(kb) for kb in re.findall(r"^Anonymous: +(\d+)", rolled, re.M)) / 1e3


def _plain(figures: dict[str, Any]) -> dict[str, Any]:
    """Write the answers as totals and facets, for a program that compares."""
    answers = figures.pop("answers")
    totals = [answer.total for answer in answers]
    return {**figures, "totals": totals, "facets": [answer.facets for answer in answers]}


def _table(rows: dict[str, list[float]]) -> None:
    print(f"{'':12}" + "".join(f"{head:>11}" for head, _ in _FIGURES))
    for name, row in rows.items():
        print(f"{name:12}" + "".join(f"{figure:11.2f}" for figure in row))


def _compare(measured: dict[str, Any], asked: list[Asked]) -> None:
    """Say where engines disagree on how many documents a query finds, or on a facet's counts."""
    first, *others = measured
    for name in others:
        for what in ("total", "facets"):
            pairs = zip(measured[first]["answers"], measured[name]["answers"], strict=True)
            differ = [
                each.kind
                for each, (ours, its) in zip(asked, pairs, strict=True)
                if getattr(ours, what) != getattr(its, what)
            ]
            kinds = ", ".join(f"{number} {kind}" for kind, number in Counter(differ).items())
            print(
                f"{name}: {what} differs from {first}'s in {len(differ)} {kinds and f'({kinds})'}"
            )


if __name__ == "__main__":
    main()
