"""One killable child per file, with limits on memory, processor, wall time and output.

No library that reads PDF is safe in the process that must survive: two kilobytes can ask for all
memory, or for ever. A child is forked from this process, which must have one thread only, and hands
its result back as bytes over a pipe; whatever becomes of it, the file ends as read or as refused.
"""

from __future__ import annotations

import contextlib
import dataclasses
import json
import os
import selectors
import signal
import sys
import threading
import time
import warnings
from collections.abc import Callable, Generator, Iterable
from typing import Generic

from indexer.confinement import HEADER, MEGABYTE, OUT_OF_MEMORY, READ, Limits, Task, work
from indexer.errors import DamagedFile, LimitExceeded, RefusedFile

__all__ = ["Limits", "Outcome", "run"]

_CHUNK = 1 << 20
_LIMIT_SIGNALS = {
    signal.SIGXCPU: "processor time",
    signal.SIGALRM: "time",
    signal.SIGXFSZ: "disk",
}


@dataclasses.dataclass(frozen=True, slots=True)
class Outcome(Generic[Task]):
    """What became of a task: its `result`, or the `refusal`.

    `seconds` is wall time, `cpu_seconds` processor time; `peak_memory` is the child's, in bytes;
    `trace` says where an unexpected error arose, for the log. `starved` says that time ran out
    before the processor time did: on a less busy machine the task may well succeed.
    """

    task: Task
    result: bytes | None
    refusal: RefusedFile | None
    seconds: float
    cpu_seconds: float
    peak_memory: int
    trace: str = ""
    starved: bool = False


@dataclasses.dataclass(slots=True)
class _Child(Generic[Task]):
    task: Task
    pid: int
    pipe: int
    started: float
    received: bytearray = dataclasses.field(default_factory=bytearray)


def run(
    tasks: Iterable[Task],
    function: Callable[[Task], bytes],
    limits: Limits,
    workers: int = 1,
) -> Generator[Outcome[Task], None, None]:
    """Run `function` on each task, each in a child of its own, `workers` of them at a time.

    Tasks are taken when a worker is free; outcomes come as they end. Closing the iterator, or an
    error in the caller, kills what still runs.
    """
    waiting = iter(tasks)
    children: dict[int, _Child[Task]] = {}
    with selectors.DefaultSelector() as selector:
        try:
            exhausted = False
            while children or not exhausted:
                while not exhausted and len(children) < workers:
                    try:
                        task = next(waiting)
                    except StopIteration:
                        exhausted = True
                        break
                    with _signals_held():
                        child = _start(task, function, limits)
                        children[child.pipe] = child
                    selector.register(child.pipe, selectors.EVENT_READ)
                for child in _ready(selector, children, limits):
                    selector.unregister(child.pipe)
                    del children[child.pipe]
                    yield _finish(child, limits)
        finally:
            for child in children.values():
                _kill(child)
                os.close(child.pipe)
                os.waitpid(child.pid, 0)


def _ready(
    selector: selectors.BaseSelector, children: dict[int, _Child[Task]], limits: Limits
) -> list[_Child[Task]]:
    """Wait for something to happen; the children that are done, dead or over a limit."""
    if not children:
        return []
    deadline = min(child.started for child in children.values()) + limits.wall_seconds
    done: list[_Child[Task]] = []
    for key, _ in selector.select(max(0.0, deadline - time.monotonic())):
        child = children[key.fd]
        chunk = os.read(child.pipe, _CHUNK)
        child.received += chunk
        if not chunk or len(child.received) > limits.output_mb * MEGABYTE:
            done.append(child)
    now = time.monotonic()
    done += [
        child
        for child in children.values()
        if child not in done and now - child.started > limits.wall_seconds
    ]
    return done


@contextlib.contextmanager
def _signals_held() -> Generator[None, None, None]:
    """Let signals wait: Python swallows what a handler raises inside fork, and Ctrl-C with it.

    They are noted rather than blocked, because any thread of a library may be handed one.
    """
    if threading.current_thread() is not threading.main_thread():  # only that one runs handlers
        yield
        return
    noted: list[int] = []
    before = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)}
    for number in before:
        signal.signal(number, lambda number, _frame: noted.append(number))
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
        for name in noted:
            signal.raise_signal(name)


def _start(task: Task, function: Callable[[Task], bytes], limits: Limits) -> _Child[Task]:
    reading, writing = os.pipe()
    sys.stdout.flush()
    sys.stderr.flush()
    with warnings.catch_warnings():
        # Python 3.12 counts the idle threads of numerical libraries, which hold no lock of ours.
        warnings.simplefilter("ignore", DeprecationWarning)
        started = time.monotonic()
        pid = os.fork()
    if pid == 0:
        work(task, function, limits, writing)
    os.close(writing)
    return _Child(task, pid, reading, started)


def _finish(child: _Child[Task], limits: Limits) -> Outcome[Task]:
    os.close(child.pipe)
    seconds = time.monotonic() - child.started
    complete = _complete(child.received)
    late = seconds > limits.wall_seconds
    long = len(child.received) > limits.output_mb * MEGABYTE
    if complete or late or long:
        _kill(child)
    _, status, usage = os.wait4(child.pid, 0)
    peak = usage.ru_maxrss * (1 if sys.platform == "darwin" else 1024)
    result: bytes | None = None
    refusal: RefusedFile | None = None
    trace = ""
    if complete and not long:
        mark, _ = HEADER.unpack_from(child.received)
        payload = bytes(child.received[HEADER.size :])
        if mark == READ:
            result = payload
        else:
            refusal, trace = _refusal(payload, limits)
    elif long:
        refusal = _over("output", limits)
    elif late:
        refusal = _over("time", limits)
    else:
        refusal = _death(status, limits)
    cpu_seconds = usage.ru_utime + usage.ru_stime
    starved = late and refusal is not None and cpu_seconds < limits.cpu_seconds
    return Outcome(child.task, result, refusal, seconds, cpu_seconds, peak, trace, starved)


def _kill(child: _Child[Task]) -> None:
    for kill in (os.killpg, os.kill):  # the group may not exist yet
        with contextlib.suppress(ProcessLookupError, PermissionError):
            kill(child.pid, signal.SIGKILL)


def _complete(received: bytearray) -> bool:
    if len(received) < HEADER.size:
        return False
    _, length = HEADER.unpack_from(received)
    return len(received) == HEADER.size + int(length)


def _refusal(payload: bytes, limits: Limits) -> tuple[RefusedFile, str]:
    told = json.loads(payload)
    if told["reason"] == LimitExceeded.reason and told["message"] == OUT_OF_MEMORY:
        return _over("memory", limits), ""
    kinds = {kind.reason: kind for kind in RefusedFile.__subclasses__()}
    kind = kinds.get(told["reason"], DamagedFile)
    return kind(told["message"], told.get("advice") or _ADVICE), told.get("trace", "")


_ADVICE = "Open it in its own program and save or print it anew, then index again."


def _over(what: str, limits: Limits) -> LimitExceeded:
    allowed = {
        "memory": f"{limits.memory_mb} MB of memory",
        "output": f"{limits.output_mb} MB of text",
        "processor time": f"{limits.cpu_seconds} s of processor time",
        "time": f"{limits.wall_seconds} s",
        "disk": f"{limits.disk_mb} MB of disk",
    }[what]
    return LimitExceeded(
        f"Reading it took more than {allowed}.",
        "If the file is sound, split it, or raise the limit (docs/operations.md).",
    )


def _death(status: int, limits: Limits) -> RefusedFile:
    if os.WIFSIGNALED(status):
        number = os.WTERMSIG(status)
        if number in _LIMIT_SIGNALS:
            return _over(_LIMIT_SIGNALS[signal.Signals(number)], limits)
        if number == signal.SIGKILL:  # by the system, when memory ran out or CPU time went over
            return _over("memory", limits)
        name = signal.Signals(number).name
        return DamagedFile(f"It brought the reading process down ({name}).", _ADVICE)
    return DamagedFile("The reading process ended without a result.", _ADVICE)
