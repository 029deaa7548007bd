"""The folders of the index: one per generation of the engine, each with a manifest; the lock."""

from __future__ import annotations

import fcntl
import hashlib
import json
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from indexer.errors import ConfigurationError, DamagedIndex, IndexBusy

FOLDER = "generations"
MANIFEST = "manifest.json"
_LOCK = "lock"
_ADVICE = "Run: minutebook index FOLDER. It builds the engine's files anew from the store."


@contextmanager
def lock(index: Path) -> Iterator[None]:
    """Be the only indexer of this index; the system lets go when the process ends, however it does.

    Raises:
        IndexBusy: another indexer is at work.
        ConfigurationError: the folder cannot be made or written to.
    """
    try:
        index.mkdir(parents=True, exist_ok=True)
        handle = (index / _LOCK).open("a")
    except OSError as error:
        raise ConfigurationError(
            f"The index cannot be written to {index}: {error.strerror}.",
            "Choose another folder with --index.",
        ) from error
    with handle:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            raise IndexBusy(
                f"Another indexer is writing to {index}.",
                "Wait until it has ended, then run again.",
            ) from error
        yield


def clean(index: Path, keep: set[str]) -> None:
    """Remove what interrupted or superseded runs left, but not the folders in `keep`."""
    folder = index / FOLDER
    if folder.is_dir():
        for entry in folder.iterdir():
            if f"{FOLDER}/{entry.name}" not in keep:
                shutil.rmtree(entry)


def seal(folder: Path, previous: Path | None = None) -> None:
    """Write the manifest of everything in the folder, make all of it durable, and read it back.

    What is one file with that in the `previous` folder, which was verified, keeps its checksum.

    Raises:
        DamagedIndex: a file does not read back as it was written.
    """
    files = {
        path.relative_to(folder).as_posix(): path
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name != MANIFEST
    }
    known = _written(previous) if previous else {}
    linked = {
        name: known[name]
        for name, path in files.items()
        if name in known and previous and path.samefile(previous / name)
    }
    listed = {
        name: linked.get(name) or {"size": path.stat().st_size, "sha256": sha256(path)}
        for name, path in files.items()
    }
    manifest = folder / MANIFEST
    manifest.unlink(missing_ok=True)  # never write through a link to the previous generation's
    manifest.write_text(json.dumps({"files": listed}, indent=1) + "\n", encoding="utf-8")
    for path in [*folder.rglob("*"), folder, folder.parent, folder.parent.parent]:
        _flush(path)
    for name, written in listed.items():
        _compare(folder / name, written, sums=name not in linked)


def verify(folder: Path, *, sums: bool = True) -> None:
    """Compare the folder with its manifest: sizes always, checksums unless `sums` is False.

    Raises:
        DamagedIndex: a file is missing, or is not as it was written.
    """
    for name, written in _written(folder).items():
        _compare(folder / name, written, sums=sums)


def _written(folder: Path) -> dict[str, dict[str, Any]]:
    """The size and checksum with which each file of a folder was written."""
    try:
        files: dict[str, dict[str, Any]] = json.loads(
            (folder / MANIFEST).read_text(encoding="utf-8")
        )["files"]
    except (OSError, ValueError, KeyError) as error:
        raise DamagedIndex(f"The manifest of {folder} cannot be read: {error}.", _ADVICE) from error
    return files


def _compare(path: Path, written: dict[str, Any], *, sums: bool) -> None:
    if not path.is_file():
        raise DamagedIndex(f"{path} is missing.", _ADVICE)
    if path.stat().st_size != written["size"]:
        raise DamagedIndex(f"{path} is not of the size it was written with.", _ADVICE)
    if sums and sha256(path) != written["sha256"]:
        raise DamagedIndex(f"{path} does not match its checksum.", _ADVICE)


def sha256(path: Path) -> str:
    """The hash of a file's bytes, in hexadecimal."""
    with path.open("rb") as handle:
        return hashlib.file_digest(handle, "sha256").hexdigest()


def _flush(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
