"""The server's processes: how they share the work, and how they stop."""

from __future__ import annotations

import os
import signal
import sys
import threading
import time
import urllib.error
import urllib.request
from pathlib import Path

import pytest
from served import started

# Tells which process answers, after as many tenths of a second as the address says.
SCRIPT = """
import os, sys, time
from search import serving

def application(environment, start):
    time.sleep(int(environment["PATH_INFO"].strip("/") or 0) / 10)
    start("200 OK", [("Content-Type", "text/plain")])
    return [str(os.getpid()).encode()]

sockets = serving.listen("127.0.0.1", 0)
print(f"http://127.0.0.1:{sockets[0].getsockname()[1]}/", flush=True)
serving.serve(application, sockets, processes=int(sys.argv[1]), threads=2)
"""


@pytest.fixture(autouse=True)
def _from_the_project(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONPATH", str(Path(__file__).parent.parent))


def answer(address: str) -> int:
    with urllib.request.urlopen(address, timeout=20) as response:  # noqa: S310
        return int(response.read())


def is_running(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return True


@pytest.mark.parametrize("processes", [1, 2])
@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGINT])
def test_what_was_asked_is_answered_before_the_server_stops(
    processes: int, how: signal.Signals
) -> None:
    answers: list[int] = []
    with started(sys.executable, "-c", SCRIPT, str(processes)) as (server, address):
        asking = threading.Thread(target=lambda: answers.append(answer(f"{address}15")))
        assert answer(address)
        asking.start()
        time.sleep(0.5)
        server.send_signal(how)
        asking.join()
        assert len(answers) == 1
        assert server.wait(20) == 0
        with pytest.raises(urllib.error.URLError):
            answer(address)
    assert not is_running(answers[0])


def test_a_process_that_dies_is_replaced_and_none_outlives_the_first() -> None:
    with started(sys.executable, "-c", SCRIPT, "2") as (server, address):
        killed = answer(address)
        assert killed != server.pid
        os.kill(killed, signal.SIGKILL)
        time.sleep(1.5)
        known = {answer(f"{address}1") for _ in range(4)}
        assert killed not in known
        server.kill()
        server.wait(20)
        until = time.monotonic() + 20
        while any(map(is_running, known)) and time.monotonic() < until:
            time.sleep(0.1)
        assert not any(map(is_running, known))
