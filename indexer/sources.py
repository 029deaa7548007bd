"""A list of files and folders → the files to read.

The ending only decides whether a file is looked at; what it is, its bytes tell (indexer/formats).
"""

from __future__ import annotations

import dataclasses
import os
import stat
import time
from collections.abc import Iterable, Iterator
from pathlib import Path

from indexer.errors import ConfigurationError

ENDINGS = frozenset({"", ".aspx", ".docx", ".htm", ".html", ".pdf", ".txt", ".xml"})

# A file may change again within the tick of the clock that stamped it: FAT counts in 2 s.
_CLOCK_TICK_NS = 2_000_000_000


@dataclasses.dataclass(frozen=True, slots=True)
class SourceFile:
    """One file to read: `path` (with forward slashes) lies under the absolute folder `root`.

    `place` is the absolute path; `size` is in bytes; `signature` changes whenever the file's bytes
    may have changed, and is "" where its times are too fresh to tell.
    """

    path: str
    root: str
    place: str
    size: int
    signature: str


@dataclasses.dataclass(frozen=True, slots=True)
class Unreachable:
    """A file or folder that cannot be looked at, why, and what to do about it."""

    path: str
    root: str
    place: str
    message: str
    advice: str


@dataclasses.dataclass(frozen=True, slots=True)
class Walk:
    """What lies under the given paths, sorted by path.

    `scopes` are the given paths made absolute; `passed_over` names what was not looked at: other
    endings, hidden files and folders, things that are no files.
    """

    scopes: tuple[str, ...]
    files: tuple[SourceFile, ...]
    passed_over: tuple[str, ...]
    unreachable: tuple[Unreachable, ...]

    def covers(self, place: str) -> bool:
        """Whether a file at `place` would have been found if it were there.

        What lies under an unreachable folder cannot be told, so it is not covered.
        """
        if any(_is_under(place, gap.place) for gap in self.unreachable):
            return False
        return any(_is_under(place, scope) for scope in self.scopes)


def walk(paths: Iterable[Path], *, leave_out: Path | None = None) -> Walk:
    """Look at every file under `paths`, except those under `leave_out` (the index itself).

    Links to folders are followed, each folder once. A file that two of the paths lead to is listed
    under the first.

    Raises:
        ConfigurationError: a path does not exist.
    """
    scopes: list[str] = []
    files: dict[str, SourceFile] = {}
    passed_over: set[str] = set()
    unreachable: dict[str, Unreachable] = {}
    for given in paths:
        scope = os.path.abspath(given)  # noqa: PTH100 - resolve() would follow links
        if not os.path.lexists(scope):
            raise ConfigurationError(
                f"There is no file or folder {given}.",
                "Check the spelling. Nothing was changed in the index.",
            )
        scopes.append(scope)
        for found in _look(scope, str(leave_out)):
            if isinstance(found, SourceFile):
                files.setdefault(found.place, found)
            elif isinstance(found, Unreachable):
                unreachable.setdefault(found.place, found)
            else:
                passed_over.add(found)
    return Walk(
        tuple(scopes),
        tuple(sorted(files.values(), key=lambda file: (file.path, file.root))),
        tuple(sorted(passed_over)),
        tuple(sorted(unreachable.values(), key=lambda gap: (gap.path, gap.root))),
    )


def _look(scope: str, leave_out: str) -> Iterator[SourceFile | Unreachable | str]:
    """What there is; the name alone where it is passed over."""
    if not Path(scope).is_dir():
        yield _file(scope, str(Path(scope).parent))
        return
    been: set[tuple[int, int]] = set()
    folders = [scope]
    while folders:
        folder = folders.pop()
        try:
            status = os.stat(folder)  # noqa: PTH116 - text is much faster than Path, see below
            entries = list(os.scandir(folder))
        except OSError as error:
            yield _unreachable(folder, scope, error)
            continue
        if (status.st_dev, status.st_ino) in been or folder == leave_out:
            continue
        been.add((status.st_dev, status.st_ino))
        for entry in entries:
            if entry.name.startswith("."):
                yield entry.path
            elif not _is_text(entry.name):
                yield _nameless(entry.path, scope)
            elif entry.is_dir():
                folders.append(entry.path)
            else:
                yield _file(entry.path, scope)


def _file(place: str, root: str) -> SourceFile | Unreachable | str:
    # Hundreds of thousands of files are looked at in each run: plain text takes half the time.
    if os.path.splitext(place)[1].lower() not in ENDINGS:  # noqa: PTH122
        return place
    try:
        status = os.stat(place)  # noqa: PTH116
    except OSError as error:
        return _unreachable(place, root, error)
    if not stat.S_ISREG(status.st_mode):  # opening a pipe or a device could wait for ever
        return place
    return SourceFile(_under(place, root), root, place, status.st_size, _signature(status))


def _under(place: str, root: str) -> str:
    """The path under `root`, with forward slashes."""
    return place[len(root.rstrip(os.sep)) + 1 :].replace(os.sep, "/")


def _is_under(place: str, folder: str) -> bool:
    return place == folder or place.startswith(folder.rstrip(os.sep) + os.sep)


def _signature(status: os.stat_result) -> str:
    newest = max(status.st_mtime_ns, status.st_ctime_ns)
    if newest > time.time_ns() - _CLOCK_TICK_NS:
        return ""
    return f"{status.st_size}:{status.st_mtime_ns}:{status.st_ctime_ns}:{status.st_ino}"


def _unreachable(place: str, root: str, error: OSError) -> Unreachable:
    return Unreachable(
        _under(place, root),
        root,
        place,
        f"The system does not let it be opened: {error.strerror or error}.",
        "Check its permissions, then index again. What was indexed from it before is kept.",
    )


def _is_text(name: str) -> bool:
    """Whether the name's bytes are characters: others can stand in no address and no record."""
    return name.isascii() or not any("\ud800" <= letter <= "\udfff" for letter in name)


def _nameless(place: str, root: str) -> Unreachable:
    printable = os.fsencode(place).decode("utf-8", "backslashreplace")
    return Unreachable(
        _under(printable, root),
        root,
        printable,
        "Its name is not valid UTF-8.",
        "Rename it, then index again.",
    )
