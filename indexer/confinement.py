"""The child's side of the sandbox: it confines itself, works, and tells its result over a pipe."""

from __future__ import annotations

import contextlib
import ctypes
import dataclasses
import gc
import json
import os
import resource
import signal
import struct
import sys
import traceback
from collections.abc import Callable
from typing import NoReturn, TypeVar

from indexer.errors import DamagedFile, LimitExceeded, RefusedFile

Task = TypeVar("Task")

MEGABYTE = 1 << 20
HEADER = struct.Struct("<cQ")  # what was told, and how many bytes follow
READ = b"R"
FAILED = b"F"
OUT_OF_MEMORY = "memory"
_PR_SET_PDEATHSIG = 1


@dataclasses.dataclass(frozen=True, slots=True)
class Limits:
    """What one child may use. Memory is resident memory, the interpreter's own included."""

    memory_mb: int = 1024
    cpu_seconds: int = 50
    wall_seconds: int = 55
    output_mb: int = 64
    disk_mb: int = 256


def work(task: Task, function: Callable[[Task], bytes], limits: Limits, pipe: int) -> NoReturn:
    """The child's whole life: call the function, write to `pipe` what came of it, end."""
    code = 1
    try:
        _confine(limits, pipe)
        gc.enable()  # the parent may have put it off
        gc.freeze()  # what the parent holds is shared as long as nobody walks it
        mark, payload = READ, b""
        try:
            payload = function(task)
        except BaseException as error:
            gc.collect()
            mark, payload = FAILED, json.dumps(_describe(error)).encode()
        for part in (HEADER.pack(mark, len(payload)), payload):
            view = memoryview(part)
            while view:
                view = view[os.write(pipe, view) :]
        code = 0
    finally:
        os._exit(code)  # nothing of the parent's may be closed, flushed or run twice


def _confine(limits: Limits, pipe: int) -> None:
    os.setsid()  # so that what the child starts can be killed with it
    if sys.platform == "linux":  # die with the parent, even where that was killed
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    for name in (signal.SIGALRM, signal.SIGINT, signal.SIGTERM):
        signal.signal(name, signal.SIG_DFL)
    signal.alarm(limits.wall_seconds + 1)
    nothing = os.open(os.devnull, os.O_RDWR)
    for descriptor in (0, 1, 2):
        os.dup2(nothing, descriptor)
    os.closerange(3, pipe)
    os.closerange(pipe + 1, 65536)
    space = _memory_now() + limits.memory_mb * MEGABYTE
    _limit(resource.RLIMIT_AS, space)
    _limit(resource.RLIMIT_CPU, limits.cpu_seconds, grace=2)  # SIGXCPU first, SIGKILL then
    _limit(resource.RLIMIT_FSIZE, limits.disk_mb * MEGABYTE)
    _limit(resource.RLIMIT_CORE, 0)


def _limit(name: int, value: int, grace: int = 0) -> None:
    with contextlib.suppress(ValueError, OSError):  # the system may set a lower one already
        resource.setrlimit(name, (value, value + grace))


def _memory_now() -> int:
    """Address space that is in use but not resident, in bytes: it does not count."""
    try:
        with open("/proc/self/statm", encoding="ascii") as statm:  # noqa: PTH123 - no import here
            size, resident, *_ = statm.read().split()
    except OSError:
        return 0
    return (int(size) - int(resident)) * resource.getpagesize()


def _describe(error: BaseException) -> dict[str, str]:
    if isinstance(error, RefusedFile):
        return {"reason": error.reason, "message": error.message, "advice": error.advice}
    if isinstance(error, MemoryError):
        return {"reason": LimitExceeded.reason, "message": OUT_OF_MEMORY}
    if isinstance(error, RecursionError):
        return {"reason": DamagedFile.reason, "message": "It is nested too deeply to be read."}
    return {
        "reason": DamagedFile.reason,
        "message": f"Reading it failed ({type(error).__name__}: {error})."[:500],
        "trace": "".join(traceback.format_exception(error))[-4000:],
    }
