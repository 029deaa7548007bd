"""Many readers at once while the index changes under the server: is every answer right, how fast?

The product's own commands do the work: `minutebook serve` answers, `minutebook index` publishes a
new generation every few seconds from a folder of pages that change, come and go beside a generated
collection. Every answer is compared, byte for byte, with that of a fresh application over the same
generation (the answer's Last-Modified tells which), and the words that the changing pages hold are
counted from the pages themselves. Then the same searches are asked of the same pages with tantivy
in the engine's place, turn and turn about.
"""

from __future__ import annotations

import argparse
import collections
import contextlib
import functools
import hashlib
import http.client
import itertools
import json
import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple
from unittest import mock

from page_speed import addresses
from published import publish

from app import create_app
from indexer.store import Generation, Store
from search.library import Library, Session
from search.reader import open_reader

SITE = "https://minutebook.example"
BIN = Path(sys.executable).parent
HERE = Path(__file__).parent
LIVING = 30
PAGE = """<title>Minutes</title><h1>Harbour board, sheet {name}</h1>
<p>Minutes of the harbour board of sheet {name}, written in round {turn}.</p>
<p>The board {what} the lantern on the pier.</p>"""
# Asked beside the mix: what the changing pages hold.
LANTERN = "/search.json?q=lantern"
GZIP = {"Accept-Encoding": "gzip"}
SLICE = 5.0  # seconds that one engine is asked at a time


class Answer(NamedTuple):
    """What came back: the address, the generation's time, a hash of the body, seconds it took."""

    address: str
    moment: str
    body: str
    seconds: float


class _Kept(NamedTuple):
    """A generation, its engine's files, and how many of its pages hold the word "lantern"."""

    generation: Generation
    folder: Path
    lanterns: int


class Served(NamedTuple):
    """A server's process and port."""

    process: subprocess.Popen[str]
    port: int


def main() -> None:
    """Serve, ask, publish, compare, and print what came of it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--documents", type=int, default=20_000)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--threads", type=int, default=16)
    parser.add_argument("--processes", type=int, default=2, help="processes of the server")
    parser.add_argument("--every", type=float, default=10, help="seconds between generations")
    parser.add_argument("--queries", type=int, default=24)
    parser.add_argument("--index", type=Path, help="a copy of the index here is used")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        index = folder / "index"
        if options.index:
            publish(options.documents, options.index)
            subprocess.run(["cp", "-r", str(options.index), str(index)], check=True)
        else:
            publish(options.documents, index)
        told = {
            "documents": options.documents,
            "threads": options.threads,
            "processes": options.processes,
            **under_change(index, folder / "living", options),
            "throughput": side_by_side(index, options),
        }
    if options.json:
        json.dump(told, sys.stdout, indent=2)
    else:
        print("\n".join(f"{name}: {value}" for name, value in told.items()))
    sys.exit(bool(told["errors"] or told["wrong"]))


def under_change(index: Path, living: Path, options: argparse.Namespace) -> dict[str, Any]:
    """Ask for the time given while generations come and go, and judge every answer."""
    asked = [LANTERN, *_both_forms(options.queries)]
    kept: list[_Kept] = []
    _turn(living, 0)
    _publish(index, living, kept)
    command = [str(BIN / "minutebook"), "serve", "--index", str(index), "--site", SITE]
    command += ["--port", "0", "--threads", str(options.threads)]
    with _served([*command, "--processes", str(options.processes)]) as server:
        workers = _workers(server.process.pid, options.processes)
        before = [_handles(worker) for worker in workers]
        crowd = _Crowd(server, asked, options.threads)
        began = time.monotonic()
        with crowd:
            for turn in itertools.count(1):
                time.sleep(max(0.0, began + turn * options.every - time.monotonic()))
                if time.monotonic() - began >= options.seconds:
                    break
                _turn(living, turn)
                _publish(index, living, kept)
        seconds = time.monotonic() - began
        memory = [_private_mb(worker) for worker in workers]
        handles = [_handles(worker) for worker in workers]
    wrong = list(_wrong(index, kept, crowd.answers))
    times = [answer.seconds * 1e3 for answer in crowd.answers]
    return {
        "seconds": round(seconds, 1),
        "generations": len(kept),
        "generations_seen": len({answer.moment for answer in crowd.answers}),
        "answers": len(crowd.answers),
        "errors": len(crowd.errors),
        "wrong": len(wrong),
        "examples": [*crowd.errors[:3], *(f"{each.address} {each.moment}" for each in wrong[:3])],
        "answers_a_second": round(len(crowd.answers) / seconds, 1),
        "p50_ms": round(statistics.median(times), 1),
        "p95_ms": round(sorted(times)[int(len(times) * 0.95)], 1),
        "private_mb": memory,
        "open_files_and_maps": {"before": before, "after": handles},
    }


def side_by_side(index: Path, options: argparse.Namespace) -> dict[str, float]:
    """Ask the same of the product and of its pages over tantivy, a few seconds each in turn."""
    asked = _both_forms(options.queries)
    threads = str(options.threads)
    own = [str(BIN / "minutebook"), "serve", "--index", str(index), "--port", "0"]
    commands = {
        "minutebook": [*own, "--threads", threads],
        "tantivy": [sys.executable, str(HERE / "tantivy_served.py"), str(index), threads],
    }
    done: collections.Counter[str] = collections.Counter()
    spent: collections.defaultdict[str, float] = collections.defaultdict(float)
    with contextlib.ExitStack() as stack:
        served = {name: stack.enter_context(_served(each)) for name, each in commands.items()}
        for turn in range(1 + max(2, round(options.seconds / 4 / SLICE))):
            for name, each in served.items():
                crowd = _Crowd(each, asked, options.threads)
                began = time.monotonic()
                with crowd:
                    time.sleep(SLICE)
                assert not crowd.errors, crowd.errors[0]
                if turn:  # the first turn warms up
                    done[name] += len(crowd.answers)
                    spent[name] += time.monotonic() - began
    rates = {name: round(done[name] / spent[name], 1) for name in commands}
    return {**rates, "ratio": round(rates["minutebook"] / rates["tantivy"], 2)}


def _both_forms(queries: int) -> list[str]:
    """The mix's searches, each as a page and as JSON."""
    pages = [address for _, address in addresses(queries)]
    return [form for page in pages for form in (page, page.replace("/search", "/search.json", 1))]


def _turn(living: Path, turn: int) -> None:
    """Change the pages: some are written anew, some hold the word, some are gone."""
    living.mkdir(exist_ok=True)
    for number in range(LIVING):
        page = living / f"{number}.html"
        if (number + turn) % 7 == 0:
            page.unlink(missing_ok=True)
        elif (number + turn) % 3 == 0 or not page.exists():
            what = "lit" if turn % 2 else "mended"
            page.write_text(PAGE.format(name=number, turn=turn, what=what), "utf-8")
        elif (number + turn) % 3 == 1:
            page.write_text(page.read_text("utf-8").replace("lantern", "bollard"), "utf-8")


def _publish(index: Path, living: Path, kept: list[_Kept]) -> None:
    """Publish a generation, and keep its engine's files, which the indexer soon sweeps away."""
    command = [BIN / "minutebook", "index", living, "--index", index, "--workers", "1"]
    subprocess.run(list(map(str, command)), check=True, capture_output=True)
    store = Store.open(index)
    generation = store.current()
    assert generation, "nothing was published"
    folder = living.with_name("kept") / str(generation.number)
    shutil.copytree(generation.path, folder, copy_function=os.link)
    lanterns = sum("lantern" in page.read_text("utf-8") for page in living.glob("*.html"))
    kept.append(_Kept(generation, folder, lanterns))


def _wrong(index: Path, kept: list[_Kept], answers: list[Answer]) -> Iterator[Answer]:
    """Find the answers that a fresh application over their generation does not give."""
    store = Store.open(index)
    known: set[Answer] = set()
    for generation, folder, lanterns in kept:
        session = Session(generation, store.snapshot(generation), open_reader(folder))
        lend = functools.partial(contextlib.nullcontext, session)
        with mock.patch.object(Library, "session", lambda _self, lend=lend: lend()):
            client = create_app(index, site=SITE).test_client()
            told = client.get(LANTERN).get_json()["total"]
            assert told == lanterns, f"{lanterns} pages hold the word, {told} are found"
            moment = client.get(LANTERN).headers["Last-Modified"]
            mine = [answer for answer in answers if answer.moment == moment]
            right = {
                address: _digest(client.get(address, headers=GZIP).data)
                for address in {answer.address for answer in mine}
            }
        known.update(mine)
        yield from (answer for answer in mine if answer.body != right[answer.address])
    yield from (answer for answer in answers if answer not in known)


class _Crowd:
    """Threads that ask one address after another, and note what comes back."""

    def __init__(self, server: Served, asked: list[str], threads: int) -> None:
        self.answers: list[Answer] = []
        self.errors: list[str] = []
        self._stop = threading.Event()
        self._threads = [
            threading.Thread(target=self._ask, args=(server.port, asked, at))
            for at in range(threads)
        ]

    def __enter__(self) -> _Crowd:
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stop.set()
        for thread in self._threads:
            thread.join()

    def _ask(self, port: int, asked: list[str], at: int) -> None:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        # Each thread starts elsewhere in the mix.
        for address in itertools.islice(itertools.cycle(asked), at * 7 % len(asked), None):
            if self._stop.is_set():
                break
            began = time.perf_counter()
            try:
                connection.request("GET", address, headers=GZIP)
                answer = connection.getresponse()
                body = answer.read()
            except (OSError, http.client.HTTPException) as error:
                self.errors.append(f"{address}: {error!r}")
                connection.close()
                continue
            if answer.status != 200:
                self.errors.append(f"{address}: {answer.status}")
                continue
            taken = time.perf_counter() - began
            moment = answer.headers["Last-Modified"]
            self.answers.append(Answer(address, moment, _digest(body), taken))
        connection.close()


@contextlib.contextmanager
def _served(command: list[str]) -> Iterator[Served]:
    environment = {**os.environ, "PYTHONUNBUFFERED": "1", "PYTHONPATH": str(HERE.parent)}
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment) as process:
        try:
            assert process.stdout
            address = re.search(r"http://\S+:(\d+)/", process.stdout.readline())
            assert address, f"{command[0]} does not serve"
            yield Served(process, int(address[1]))
        finally:
            process.terminate()


def _workers(server: int, number: int) -> list[int]:
    """The processes that answer: those that the server forks, or the server itself."""
    children = Path(f"/proc/{server}/task/{server}/children")
    while number > 1 and len(children.read_text().split()) < number:
        time.sleep(0.05)
    return [int(child) for child in children.read_text().split()] or [server]


def _digest(body: bytes) -> str:
    return hashlib.sha256(body).hexdigest()


def _private_mb(process: int) -> float:
    """The memory that a process shares with no other, in MB."""
    text = Path(f"/proc/{process}/smaps_rollup").read_text()
    return round(sum(map(int, re.findall(r"Private_\w+:\s+(\d+) kB", text))) / 1e3, 1)


def _handles(process: int) -> tuple[int, int]:
    """Count a process's open files, and its maps of the index's files."""
    maps = Path(f"/proc/{process}/maps").read_text()
    return len(list(Path(f"/proc/{process}/fd").iterdir())), maps.count("/generations/")


if __name__ == "__main__":
    main()
