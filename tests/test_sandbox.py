"""Whatever happens to a child, its file ends as read or as refused, and the parent lives on."""

from __future__ import annotations

import ctypes
import dataclasses
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from hostile_pdfs import HOSTILE

from indexer.errors import DamagedFile, EmptyFile, LimitExceeded, NeedsOcr, RefusedFile
from indexer.parsing import read_file
from indexer.sandbox import Limits, Outcome, run

LIMITS = Limits(memory_mb=300, cpu_seconds=1, wall_seconds=20, output_mb=1, disk_mb=1)

SHORT = Limits(wall_seconds=1)


def outcome_of(function: Callable[[int], bytes], limits: Limits = LIMITS) -> Outcome[int]:
    # A child starts with what this process holds, which is much after thousands of tests.
    limits = dataclasses.replace(limits, memory_mb=limits.memory_mb + (resident_memory() >> 20))
    (outcome,) = run([7], function, limits)
    return outcome


def test_a_result_comes_back_with_what_it_cost() -> None:
    outcome = outcome_of(lambda task: b"x" * 500_000 + bytes([task]))
    assert outcome.result == b"x" * 500_000 + b"\x07"
    assert outcome.refusal is None
    assert outcome.task == 7
    assert outcome.peak_memory > 1 << 20


def hog_memory(_: int) -> bytes:
    kept = []
    while True:
        kept.append(b"x" * (1 << 24))


def spin(_: int) -> bytes:
    while True:
        pass


def wait(_: int) -> bytes:
    time.sleep(60)
    return b""


def nest(task: int) -> bytes:
    return nest(task)


def kill_itself(_: int) -> bytes:
    os.kill(os.getpid(), signal.SIGKILL)
    return b""


def fill_the_disk(_: int) -> bytes:
    with open(f"/tmp/minutebook-test-{os.getpid()}", "wb") as file:  # noqa: PTH123, S108
        Path(file.name).unlink()
        for _ in range(3):
            file.write(b"x" * (1 << 20))
            file.flush()
    return b""


DEATHS: list[tuple[Callable[[int], bytes], type[RefusedFile], str]] = [
    (hog_memory, LimitExceeded, "MB of memory"),
    (spin, LimitExceeded, "1 s of processor time"),
    (lambda _: b"x" * (2 << 20), LimitExceeded, "1 MB of text"),
    (fill_the_disk, DamagedFile, "OSError"),
    (nest, DamagedFile, "nested too deeply"),
    (lambda _: bytes(ctypes.string_at(0)), DamagedFile, "SIGSEGV"),
    (lambda _: os.abort(), DamagedFile, "SIGABRT"),
    (lambda _: os._exit(0), DamagedFile, "without a result"),
    (kill_itself, LimitExceeded, "memory"),
    (lambda _: sys.exit(3), DamagedFile, "SystemExit"),
    (lambda _: os.environb[b"missing"], DamagedFile, "KeyError: b'missing'"),
]


@pytest.mark.parametrize(("function", "kind", "message"), DEATHS)
def test_every_death_has_a_name(
    function: Callable[[int], bytes], kind: type[RefusedFile], message: str
) -> None:
    outcome = outcome_of(function)
    assert outcome.result is None
    assert type(outcome.refusal) is kind
    assert message in outcome.refusal.message
    assert outcome.refusal.advice
    assert outcome.seconds < 10


def test_a_child_that_waits_too_long_is_ended() -> None:
    refusal = outcome_of(wait, SHORT).refusal
    assert type(refusal) is LimitExceeded
    assert "more than 1 s" in refusal.message


@pytest.mark.parametrize("error", [EmptyFile("none", "look"), NeedsOcr("a picture", "recognise")])
def test_a_refusal_comes_back_as_it_was_raised(error: RefusedFile) -> None:
    def refuse(_: int) -> bytes:
        raise error

    refusal = outcome_of(refuse).refusal
    assert type(refusal) is type(error)
    assert (refusal.message, refusal.advice) == (error.message, error.advice)


def test_an_unexpected_error_says_where_it_arose() -> None:
    assert "in hog_nothing" in outcome_of(hog_nothing).trace


def hog_nothing(_: int) -> bytes:
    raise LookupError


def test_what_the_child_prints_goes_nowhere(capfd: pytest.CaptureFixture[str]) -> None:
    def shout(_: int) -> bytes:
        os.write(1, b"noise")
        os.write(2, b"noise")
        return b""

    outcome_of(shout)
    assert capfd.readouterr() == ("", "")


def test_what_the_child_started_dies_with_it(tmp_path: Path) -> None:
    def start(_: int) -> bytes:
        child = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"])
        (tmp_path / "pid").write_text(str(child.pid))
        time.sleep(60)
        return b""

    outcome_of(start, SHORT)
    assert dies(int((tmp_path / "pid").read_text()))


def test_workers_run_side_by_side_and_outcomes_keep_their_task() -> None:
    def wait(task: int) -> bytes:
        time.sleep(0.3)
        return str(task).encode()

    started = time.monotonic()
    outcomes = list(run(range(6), wait, LIMITS, workers=6))
    assert time.monotonic() - started < 6 * 0.3
    assert sorted((outcome.task, outcome.result) for outcome in outcomes) == [
        (number, str(number).encode()) for number in range(6)
    ]


def test_tasks_are_taken_when_a_worker_is_free() -> None:
    taken = []

    def tasks() -> object:
        for number in range(4):
            taken.append(number)
            yield number

    outcomes = run(tasks(), lambda _: b"", LIMITS, workers=2)  # type: ignore[arg-type, var-annotated]
    next(outcomes)
    assert taken == [0, 1]
    assert len(list(outcomes)) == 3


def test_stopping_early_kills_what_still_runs(tmp_path: Path) -> None:
    def work(task: int) -> bytes:
        (tmp_path / str(task)).write_text(str(os.getpid()))
        time.sleep(60 * task)
        return b""

    outcomes = run([0, 1], work, LIMITS, workers=2)
    next(outcomes)
    pid = int(eventually((tmp_path / "1").read_text))
    outcomes.close()
    assert dies(pid)


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells children of a parent's death")
def test_children_die_with_a_killed_parent(tmp_path: Path) -> None:
    script = (
        "import os, pathlib, sys, time\n"
        "from indexer.sandbox import Limits, run\n"
        "def work(task):\n"
        "    pathlib.Path(sys.argv[1]).write_text(str(os.getpid()))\n"
        "    time.sleep(60)\n"
        "next(run([1], work, Limits()))\n"
    )
    parent = subprocess.Popen([sys.executable, "-c", script, str(tmp_path / "pid")])  # noqa: S603
    pid = int(eventually((tmp_path / "pid").read_text))
    parent.kill()
    parent.wait()
    assert dies(pid)


class Stop(BaseException):
    """What a handler of signals raises."""


interrupt_at_fork: list[bool] = []
os.register_at_fork(
    after_in_parent=lambda: (
        os.kill(os.getpid(), signal.SIGTERM)
        if interrupt_at_fork and interrupt_at_fork.pop()
        else None
    )
)


def test_a_signal_in_the_middle_of_a_fork_is_not_lost() -> None:
    def stop(_number: int, _frame: object) -> None:
        raise Stop

    before = signal.signal(signal.SIGTERM, stop)
    started = time.monotonic()
    try:
        with pytest.raises(Stop):
            interrupt_at_fork.append(True)
            list(run([1], wait, LIMITS))
    finally:
        signal.signal(signal.SIGTERM, before)
    assert time.monotonic() - started < 10, "the child is ended as well"


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_pdfs_end_as_text_or_as_refused(name: str) -> None:
    limits = Limits(memory_mb=256, cpu_seconds=2, wall_seconds=6)
    content = HOSTILE[name]()

    def read(_: int) -> bytes:
        return str(len(read_file(content, name, "00").documents)).encode()

    outcome = outcome_of(read, limits)
    assert outcome.result or outcome.refusal
    assert not outcome.trace, "the reader gave the file's fault a name"
    assert outcome.peak_memory < (256 << 20) + resident_memory()


def resident_memory() -> int:
    """What this process holds, in bytes: a child starts from there."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE")


def eventually(ask: Callable[[], str]) -> str:
    for _ in range(200):
        try:
            if answer := ask():
                return answer
        except OSError:
            pass
        time.sleep(0.05)
    raise TimeoutError


def dies(pid: int) -> bool:
    for _ in range(100):
        try:
            status = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
        except OSError:
            return True
        if status == "Z":
            return True
        time.sleep(0.05)
    os.kill(pid, signal.SIGKILL)
    return False
