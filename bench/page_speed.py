"""How long the server takes over a page of results, from a published index to compressed HTML.

The index is of generated documents, made by the product's own pipeline (or, with --index and
--words, any index and any searches). Every search is asked in a process that has not seen it
before, and once more. A second pass says where the time goes. Processor time leaves out what else
the machine does; wall time is what a person waits, if the machine does nothing else.
"""

from __future__ import annotations

import argparse
import functools
import json
import statistics
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from flask.testing import FlaskClient
from generated import Asked, mix
from published import publish

import app as pages
from indexer.store import Snapshot
from search import results
from search.request import SearchRequest, canonical, parse
from search.whoosh_reader import WhooshReader

# Where the time goes: each function's time without that of the others in this table.
PARTS: tuple[tuple[str, Any, tuple[str, ...]], ...] = (
    ("engine", WhooshReader, ("search",)),
    ("documents", Snapshot, ("documents",)),
    ("snippets", results, ("snippets",)),
    ("facets", results, ("_facet",)),
    ("scopes and offers", results, ("_scopes", "_offers", "_advice", "_nearly")),
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
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    asked = addresses(options.queries)
    if options.words:
        lines = options.words.read_text("utf-8").splitlines()
        asked = [("words", canonical(parse({"q": [line]}))) for line in lines if line.strip()]
    with tempfile.TemporaryDirectory() as folder:
        index = publish(options.documents, options.index or Path(folder) / "index")
        measured = measure(index, asked)
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


def measure(index: Path, asked: list[tuple[str, str]]) -> dict[str, Any]:
    """Ask every search twice untimed inside, then once more with each part timed."""
    client = pages.create_app(index).test_client()
    client.get("/search?q=warmup")
    measured: dict[str, Any] = {}
    for turn in ("first", "again"):
        taken = [_timed(client, address) for _, address in asked]
        measured[turn] = {
            "processor": _figures([cpu for cpu, _, _ in taken]),
            "wall": _figures([wall for _, wall, _ in taken]),
        }
        if turn == "first":
            by_kind: defaultdict[str, list[float]] = defaultdict(list)
            for (kind, _), (cpu, _, _) in zip(asked, taken, strict=True):
                by_kind[kind].append(cpu)
            measured["kinds"] = {
                kind: (round(statistics.median(each), 2), round(max(each), 2))
                for kind, each in by_kind.items()
            }
            sizes = [len(client.get(address).data) for _, address in asked]
            measured["kb"] = {
                "html": round(max(sizes) / 1e3, 1),
                "wire": round(max(sent for _, _, sent in taken) / 1e3, 1),
            }
    measured["documents"] = _count(client)
    measured["split"] = _split(client, [address for _, address in asked])
    return measured


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


def _split(client: FlaskClient, asked: list[str]) -> dict[str, tuple[float, float]]:
    """Say where processor time goes: mean ms of a page, and of the slowest twentieth."""
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
    slowest = sorted(taken, key=lambda each: -sum(each.values()))[: max(1, len(taken) // 20)]
    parts = [part for part, *_ in PARTS] + ["everything else"]
    return {
        part: (
            round(statistics.mean(each.get(part, 0) for each in taken), 2),
            round(statistics.mean(each.get(part, 0) for each in slowest), 2),
        )
        for part in parts
    }


if __name__ == "__main__":
    main()
