"""Serves a web application from one process or several, and stops when told to, in order.

The processes share the listening sockets, and with them the index's files in memory. A process that
is told to stop takes no more connections, but finishes what it has been asked.
"""

from __future__ import annotations

import ctypes
import logging
import os
import signal
import socket
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from typing import Any

from waitress import create_server, wasyncore
from waitress.channel import HTTPChannel
from waitress.server import BaseWSGIServer

logger = logging.getLogger(__name__)

FINISH_SECONDS = 10.0  # for the requests that are being answered when the server is told to stop
_LOOK_SECONDS = 0.5  # how often a process looks whether it has been told to stop
_WAITING = 1024  # connections that the system holds until they are accepted
_M_ARENA_MAX = -8  # glibc's number for the setting of mallopt(3)
_ARENAS = 2


def listen(host: str, port: int) -> list[socket.socket]:
    """Listen on every address that a name stands for, all on one port; 0 stands for a free one.

    Raises:
        OSError: it cannot be listened there.
    """
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)
    sockets: list[socket.socket] = []
    for family, address in dict.fromkeys((each[0], str(each[4][0])) for each in found):
        each = socket.create_server((address, port), family=family, backlog=_WAITING)
        port = each.getsockname()[1]
        sockets.append(each)
    return sockets


def serve(
    application: Callable[..., Any], sockets: Sequence[socket.socket], processes: int, threads: int
) -> None:
    """Answer until SIGTERM or Ctrl-C; each process answers `threads` requests at a time.

    With several processes this one only watches over the others, and replaces one that dies.
    """
    _share_arenas()
    with _told_to_stop() as stopping:
        if processes == 1:
            _answer(application, sockets, threads, stopping.is_set)
            return
        parent = os.getpid()
        children: set[int] = set()
        while not stopping.is_set():
            while len(children) < processes:
                child = os.fork()
                if child == 0:
                    _as_child(application, sockets, threads, parent, stopping)
                children.add(child)
            time.sleep(_LOOK_SECONDS)
            gone = {child for child in children if os.waitpid(child, os.WNOHANG)[0]}
            children -= gone
            for child in () if stopping.is_set() else gone:
                logger.error("Server process %d has died: another takes its place.", child)
        for child in children:
            os.kill(child, signal.SIGTERM)
        for child in children:
            os.waitpid(child, 0)


def _as_child(
    application: Callable[..., Any],
    sockets: Sequence[socket.socket],
    threads: int,
    parent: int,
    stopping: threading.Event,
) -> None:
    """Be one of several processes; end with the one that watches over them, however that ends."""
    try:
        _answer(application, sockets, threads, lambda: stopping.is_set() or os.getppid() != parent)
    finally:
        os._exit(0)


def _answer(
    application: Callable[..., Any],
    sockets: Sequence[socket.socket],
    threads: int,
    stopped: Callable[[], bool],
) -> None:
    channels: dict[int, Any] = {}
    server = create_server(application, map=channels, sockets=list(sockets), threads=threads)
    while not stopped():
        wasyncore.loop(timeout=_LOOK_SECONDS, map=channels, count=1, use_poll=True)
    for each in list(channels.values()):
        if isinstance(each, BaseWSGIServer):
            wasyncore.dispatcher.close(each)
    deadline = time.monotonic() + FINISH_SECONDS
    while any(map(_is_busy, channels.values())) and time.monotonic() < deadline:
        wasyncore.loop(timeout=_LOOK_SECONDS / 10, map=channels, count=1, use_poll=True)
    server.task_dispatcher.shutdown()


def _is_busy(channel: object) -> bool:
    """Whether a connection's request is being answered, or its answer is still being sent."""
    return isinstance(channel, HTTPChannel) and bool(channel.requests or channel.total_outbufs_len)


def _share_arenas() -> None:
    """Let threads share what memory they have freed; by itself glibc keeps some for each of them.

    Elsewhere than on glibc nothing is set.
    """
    with suppress(OSError, AttributeError):
        ctypes.CDLL(None).mallopt(_M_ARENA_MAX, _ARENAS)


@contextmanager
def _told_to_stop() -> Iterator[threading.Event]:
    """Note SIGTERM and Ctrl-C instead of ending at once."""
    stopping = threading.Event()
    before = {
        number: signal.signal(number, lambda *_: stopping.set())
        for number in (signal.SIGTERM, signal.SIGINT)
    }
    try:
        yield stopping
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
