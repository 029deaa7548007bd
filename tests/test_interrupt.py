"""Killed at any moment: the old index answers, and the next run ends as if nothing had happened."""

from __future__ import annotations

import contextlib
import random
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest
from small_index import Shelf, text

from indexer.store import Store

KILLS = 6


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    return Shelf(tmp_path / "corpus", tmp_path / "index")


def fill(shelf: Shelf, edition: int) -> None:
    for number in range(12):
        content = text(f"m{number % 5}/{number}", f"edition {edition}", f"paragraph {number}")
        shelf.write(f"{number}.txt", f"!slow\n0.05\n{content}")
    shelf.write("bad.pdf", "!empty\n")


def generation(shelf: Shelf) -> int:
    current = Store.open(shelf.index).current()
    return current.number if current else 0


def test_a_run_killed_at_any_moment_does_no_harm(shelf: Shelf, tmp_path: Path) -> None:
    fill(shelf, 1)
    shelf.run()
    first = shelf.state()
    fill(shelf, 2)
    (shelf.folder / "3.txt").unlink()
    undisturbed = Shelf(shelf.folder, tmp_path / "undisturbed")
    started = time.monotonic()
    with undisturbed.start() as whole:
        whole.wait()
    length = time.monotonic() - started
    chance = random.Random(20170920)  # noqa: S311 - a fixed course of events, not a secret
    killed = 0
    while killed < KILLS and generation(shelf) == 1:
        with shelf.start() as run:
            time.sleep(chance.uniform(0.2, 1.0) * length)
            run.kill()
        killed += 1
        if generation(shelf) == 1:
            assert shelf.state() == first
    assert killed
    with shelf.start() as run:
        run.communicate()
    assert run.returncode == 0
    assert shelf.state() == undisturbed.state()
    assert generation(shelf) == 2
    assert len(list((shelf.index / "generations").iterdir())) == 2


def test_what_was_read_before_the_kill_is_not_read_again(shelf: Shelf) -> None:
    fill(shelf, 1)
    shelf.write("z.txt", "!slow\n30\n" + text("z", "slow"))
    with shelf.start() as run:
        deadline = time.monotonic() + 30
        while readings(shelf) < 13 and time.monotonic() < deadline:
            time.sleep(0.05)
        run.kill()
    shelf.write("z.txt", text("z", "quick"))
    with shelf.start() as run:
        told, _ = run.communicate()
    assert told == "parsed 1, indexed 13, refused 1\n"


def readings(shelf: Shelf) -> int:
    """How many readings a run has put on record so far."""
    path = shelf.index / "minutebook.sqlite"
    if not path.exists():
        return 0
    with contextlib.closing(sqlite3.connect(path)) as connection:
        try:
            return int(connection.execute("SELECT count(*) FROM readings").fetchone()[0])
        except sqlite3.OperationalError:  # the tables are still to come
            return 0


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_ctrl_c_says_what_stays(shelf: Shelf, number: signal.Signals) -> None:
    page = "<title>Minutes</title><h1>Minutes of a meeting</h1><p>It was resolved to go on.</p>"
    shelf.write("1.html", page)
    command = Path(sys.executable).parent / "minutebook"
    arguments = [
        str(command),
        "index",
        str(shelf.folder),
        "--index",
        str(shelf.index),
        "--workers",
        "1",
    ]
    subprocess.run(  # noqa: S603
        arguments, check=True, capture_output=True
    )
    for sheet in range(300):
        shelf.write(f"more/{sheet}.html", f"{page}<p>Sheet {sheet}.</p>")
    with subprocess.Popen(arguments, stderr=subprocess.PIPE, text=True) as run:  # noqa: S603
        while readings(shelf) < 5 and run.poll() is None:
            time.sleep(0.02)
        run.send_signal(number)
        _, told = run.communicate(timeout=30)
    assert run.returncode == 128 + number
    assert "serves what it did before" in told
    assert "Traceback" not in told
    assert generation(shelf) == 1
