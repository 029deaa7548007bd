"""How long the server takes over a page of results, from a published index to compressed HTML.

The index is of generated documents, made by the product's own pipeline (or, with --index and
--words, any index and any searches). Every search is asked in a process that has not seen it
before, and once more; then a pass says where the time goes. All this is done in several processes
one after another, and the least of each search's times counts: what other programs do to the
machine's caches and clock only ever adds. Wall time is what a person waits at an idle machine.
"""

from __future__ import annotations

import argparse
import functools
import json
import multiprocessing
import statistics
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterable
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import Any, NamedTuple

from flask.testing import FlaskClient
from generated import Asked, mix
from published import publish

import app as pages
from indexer.store import Snapshot
from search import results, scopes
from search.request import SearchRequest, canonical, parse
from search.whoosh_reader import WhooshReader

# Where the time goes: each function's time without that of the others in this table.
PARTS: tuple[tuple[str, Any, tuple[str, ...]], ...] = (
    ("engine", WhooshReader, ("search",)),
    ("documents", Snapshot, ("documents",)),
    ("snippets", results, ("snippets",)),
    ("facets", results, ("_facet",)),
    ("scopes and offers", results, ("_offers", "_advice", "_nearly")),
    ("scopes and offers", scopes, ("choices",)),
    ("template", pages, ("render_template",)),
    ("compression", pages, ("_compressed",)),
)


def main() -> None:
    """Publish, ask, and print a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--documents", type=int, default=20_000)
    parser.add_argument("--queries", type=int, default=60)
    parser.add_argument("--index", type=Path, help="keep the index here, or use the one here")
    parser.add_argument("--words", type=Path, help="a file of searches, one a line")
    parser.add_argument("--runs", type=int, default=3, help="processes, one after another")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    asked = addresses(options.queries)
    if options.words:
        lines = options.words.read_text("utf-8").splitlines()
        asked = [("words", canonical(parse({"q": [line]}))) for line in lines if line.strip()]
    with tempfile.TemporaryDirectory() as folder:
        index = publish(options.documents, options.index or Path(folder) / "index")
        measured = summary(asked, [in_new_process(index, asked) for _ in range(options.runs)])
    if options.json:
        json.dump(measured, sys.stdout, indent=2)
        return
    print(f"{measured['documents']:,} documents, {len(asked)} searches; ms a page\n")
    heads = ("p50", "p95", "most")
    print(f"{'':28}" + "".join(f"{head:>9}" for head in heads))
    for turn in ("first", "again"):
        for clock, figures in measured[turn].items():
            row = "".join(f"{figures[head]:9.1f}" for head in heads)
            print(f"{f'{turn} use, {clock} time':28}{row}")
    print("\nprocessor time by kind of search, first use, p50 and most")
    for kind, (middle, most) in measured["kinds"].items():
        print(f"  {kind:26}{middle:9.1f}{most:9.1f}")
    print("\nwhere it goes, mean and the mean of the slowest twentieth")
    for part, (mean, slow) in measured["split"].items():
        print(f"  {part:26}{mean:9.1f}{slow:9.1f}")
    print(f"\nHTML of a page {measured['kb']['html']} kB at most, {measured['kb']['wire']} sent")


def addresses(number: int) -> list[tuple[str, str]]:
    """List the mix's searches, and some that ask for everything: kind, canonical address."""
    asked = [(each.kind, canonical(_request(each))) for each in mix(number)]
    everything = (
        SearchRequest(),
        SearchRequest(sort="newest"),
        SearchRequest(council=("council-7",)),
        SearchRequest(year=(2015, 2016)),
    )
    return asked + [("everything", canonical(each)) for each in everything]


def _request(asked: Asked) -> SearchRequest:
    joined = {"or": " OR ", "phrase": " "}.get(asked.kind, " ").join(asked.words)
    q = {"phrase": f'"{joined}"', "prefix": f"{joined}*"}.get(asked.kind, joined)
    council = [asked.council] if asked.council else []
    kind = [asked.document_kind] if asked.document_kind else []
    return parse({"q": [q], "council": council, "kind": kind})


class Run(NamedTuple):
    """One process's figures: by turn and clock the ms of each search, and what the pages weigh.

    `split` gives each search's ms by part; `html` and `wire` are the largest page's bytes.
    """

    times: dict[tuple[str, str], list[float]]
    split: list[dict[str, float]]
    documents: int
    html: int
    wire: int


def in_new_process(index: Path, asked: list[tuple[str, str]]) -> Run:
    """Measure in a process of its own."""
    with ProcessPoolExecutor(1, multiprocessing.get_context("spawn")) as process:
        return process.submit(measure, index, [address for _, address in asked]).result()


def measure(index: Path, asked: list[str]) -> Run:
    """Ask every search twice, then once more with each part timed."""
    client = pages.create_app(index).test_client()
    client.get("/search?q=warmup")
    times: dict[tuple[str, str], list[float]] = {}
    for turn in ("first", "again"):
        taken = [_timed(client, address) for address in asked]
        times[turn, "processor"] = [cpu for cpu, _, _ in taken]
        times[turn, "wall"] = [wall for _, wall, _ in taken]
    html = max(len(client.get(address).data) for address in asked)
    wire = max(sent for _, _, sent in taken)
    return Run(times, _split(client, asked), _count(client), html, wire)


def summary(asked: list[tuple[str, str]], runs: list[Run]) -> dict[str, Any]:
    """Take the least of each search's times, and sum up."""
    best = {
        key: [min(each) for each in zip(*(run.times[key] for run in runs), strict=True)]
        for key in runs[0].times
    }
    by_kind: defaultdict[str, list[float]] = defaultdict(list)
    for (kind, _), cpu in zip(asked, best["first", "processor"], strict=True):
        by_kind[kind].append(cpu)
    parts = list(dict.fromkeys([*(part for part, *_ in PARTS), "everything else"]))
    split = [
        {part: min(each.get(part, 0) for each in same) for part in parts}
        for same in zip(*(run.split for run in runs), strict=True)
    ]
    slowest = sorted(split, key=lambda each: -sum(each.values()))[: max(1, len(split) // 20)]
    return {
        "documents": runs[0].documents,
        **{
            turn: {clock: _figures(best[turn, clock]) for clock in ("processor", "wall")}
            for turn in ("first", "again")
        },
        "kinds": {
            kind: (round(statistics.median(each), 2), round(max(each), 2))
            for kind, each in by_kind.items()
        },
        "split": {
            part: tuple(
                round(statistics.mean(each[part] for each in some), 2) for some in (split, slowest)
            )
            for part in parts
        },
        "kb": {"html": round(runs[0].html / 1e3, 1), "wire": round(runs[0].wire / 1e3, 1)},
    }


def _count(client: FlaskClient) -> int:
    return int(client.get("/search.json").get_json()["total"])


def _timed(client: FlaskClient, address: str) -> tuple[float, float, int]:
    """Ask once: processor ms, wall ms, bytes sent."""
    cpu, wall = time.process_time(), time.perf_counter()
    answer = client.get(address, headers={"Accept-Encoding": "gzip"})
    taken = (time.process_time() - cpu) * 1e3, (time.perf_counter() - wall) * 1e3
    assert answer.status_code == 200, f"{address}: {answer.status}"
    return *taken, len(answer.data)


def _figures(times: list[float]) -> dict[str, float]:
    ordered = sorted(times)
    return {
        "p50": round(statistics.median(ordered), 2),
        "p95": round(ordered[int(len(ordered) * 0.95)], 2),
        "most": round(ordered[-1], 2),
    }


class _Stopwatch:
    """Adds up the processor time of functions, each without what it calls of the others."""

    def __init__(self) -> None:
        self.spent: defaultdict[str, float] = defaultdict(float)
        self._stack: list[str] = []
        self._since = 0.0

    def enter(self, part: str) -> None:
        """Begin a part inside the one that runs."""
        self._charge()
        self._stack.append(part)

    def leave(self) -> None:
        """End the part that runs."""
        self._charge()
        self._stack.pop()

    def _charge(self) -> None:
        now = time.process_time()
        if self._stack:
            # What scopes and offers ask of the engine is their own time.
            outer = "scopes and offers"
            part = outer if outer in self._stack else self._stack[-1]
            self.spent[part] += (now - self._since) * 1e3
        self._since = now

    def wrap(self, function: Callable[..., Any], part: str) -> Callable[..., Any]:
        """Time a function; of a generator, all that it yields."""

        @functools.wraps(function)
        def timed(*values: Any, **named: Any) -> Any:
            self.enter(part)
            try:
                found = function(*values, **named)
                return list(found) if part == "scopes and offers" and _lazy(found) else found
            finally:
                self.leave()

        return timed


def _lazy(found: object) -> bool:
    return isinstance(found, Iterable) and not isinstance(found, (tuple, list))


def _split(client: FlaskClient, asked: list[str]) -> list[dict[str, float]]:
    """Say where each search's processor time goes: ms by part."""
    watch = _Stopwatch()
    for part, owner, names in PARTS:
        for name in names:
            setattr(owner, name, watch.wrap(getattr(owner, name), part))
    taken: list[dict[str, float]] = []
    for address in asked:
        watch.spent.clear()
        watch.enter("everything else")
        client.get(address, headers={"Accept-Encoding": "gzip"})
        watch.leave()
        taken.append(dict(watch.spent))
    return taken


if __name__ == "__main__":
    main()
