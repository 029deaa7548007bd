"""A running server moves on to each new generation, and no request fails meanwhile."""

from __future__ import annotations

import json
import subprocess
import threading
import time
import urllib.request
from pathlib import Path

from served import MINUTEBOOK, served

PAGE = "<title>Minutes</title><h1>Improvement board</h1><p>The board met for the {} time.</p>"
GENERATIONS = 3


def index(corpus: Path, folder: Path) -> None:
    subprocess.run(  # noqa: S603
        [MINUTEBOOK, "index", str(corpus), "--index", str(folder)], check=True, capture_output=True
    )


def total(address: str) -> int:
    with urllib.request.urlopen(f"{address}search.json?q=board", timeout=10) as answer:  # noqa: S310
        return int(json.load(answer)["total"])


def test_no_request_fails_while_generations_come_and_go(tmp_path: Path) -> None:
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    (corpus / "0.html").write_text(PAGE.format("0th"))
    index(corpus, tmp_path / "index")
    faults: list[str] = []
    totals: list[int] = []
    stop = threading.Event()

    def ask(address: str) -> None:
        while not stop.is_set():
            try:
                totals.append(total(address))
            except OSError as error:  # of which a URLError is one
                faults.append(str(error))
            time.sleep(0.02)

    with served(tmp_path / "index") as address:
        asking = [threading.Thread(target=ask, args=(address,)) for _ in range(3)]
        for thread in asking:
            thread.start()
        try:
            for number in range(1, GENERATIONS + 1):
                (corpus / f"{number}.html").write_text(PAGE.format(f"{number}th"))
                index(corpus, tmp_path / "index")
                assert total(address) == number + 1
        finally:
            stop.set()
            for thread in asking:
                thread.join()
    assert faults == []
    assert set(totals) == set(range(1, GENERATIONS + 2))
