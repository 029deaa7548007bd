"""The real command serving a real index, in processes of its own."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

MINUTEBOOK = str(Path(sys.executable).parent / "minutebook")


@contextmanager
def started(*command: str) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """A server started by a command, and the address that it tells; stopped in the end."""
    with subprocess.Popen(  # noqa: S603
        command, stdout=subprocess.PIPE, text=True, env={**os.environ, "PYTHONUNBUFFERED": "1"}
    ) as server:
        try:
            assert server.stdout
            address = re.search(r"http://\S+/", server.stdout.readline())
            assert address
            yield server, address[0]
        finally:
            server.terminate()


@contextmanager
def served(index: Path, *options: str) -> Iterator[str]:
    """The address of a server of this index."""
    command = (MINUTEBOOK, "serve", "--index", str(index), "--port", "0", *options)
    with started(*command) as (_, address):
        yield address
