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


@dataclasses.dataclass(frozen=True, slots=True, order=True)
class SourceFile:
    """One file to read: `path` (with forward slashes) lies under the absolute folder `root`.

    `size` is in bytes; `signature` changes whenever the file's bytes may have changed, and is ""
    where its times are too fresh to tell.
    """

    path: str
    root: Path
    size: int
    signature: str

    @property
    def place(self) -> Path:
        """The file's absolute path."""
        return self.root / self.path


@dataclasses.dataclass(frozen=True, slots=True)
class Unreachable:
    """A file or folder that cannot be looked at, why, and what to do about it."""

    path: str
    root: Path
    message: str
    advice: str

    @property
    def place(self) -> Path:
        """The absolute path."""
        return self.root / self.path


@dataclasses.dataclass(frozen=True, slots=True)
class Walk:
    """What lies under the given paths, sorted by path.

    `scopes` are the given paths made absolute; `passed_over` names what was not looked at: other
    endings, hidden files and folders, things that are no files.
    """

    scopes: tuple[Path, ...]
    files: tuple[SourceFile, ...]
    passed_over: tuple[str, ...]
    unreachable: tuple[Unreachable, ...]

    def covers(self, place: Path) -> bool:
        """Whether a file at `place` would have been found if it were there.

        What lies under an unreachable folder cannot be told, so it is not covered.
        """
        if any(place.is_relative_to(gap.place) for gap in self.unreachable):
            return False
        return any(place.is_relative_to(scope) for scope in self.scopes)


def walk(paths: Iterable[Path], *, leave_out: Path | None = None) -> Walk:
    """Look at every file under `paths`, except those under `leave_out` (the index itself).

    Links to folders are followed, each folder once. A file that two of the paths lead to is listed
    under the first.

    Raises:
        ConfigurationError: a path does not exist.
    """
    scopes: list[Path] = []
    files: dict[Path, SourceFile] = {}
    passed_over: dict[str, None] = {}
    unreachable: dict[Path, Unreachable] = {}
    for given in paths:
        scope = Path(os.path.abspath(given))  # noqa: PTH100 - resolve() would follow links
        if not os.path.lexists(scope):
            raise ConfigurationError(
                f"There is no file or folder {given}.",
                "Check the spelling. Nothing was changed in the index.",
            )
        scopes.append(scope)
        for found in _look(scope, leave_out):
            if isinstance(found, SourceFile):
                files.setdefault(found.place, found)
            elif isinstance(found, Unreachable):
                unreachable.setdefault(found.place, found)
            else:
                passed_over[str(found)] = None
    return Walk(
        tuple(scopes),
        tuple(sorted(files.values())),
        tuple(sorted(passed_over)),
        tuple(sorted(unreachable.values(), key=lambda gap: gap.path)),
    )


def _look(scope: Path, leave_out: Path | None) -> Iterator[SourceFile | Unreachable | Path]:
    if not scope.is_dir():
        yield _file(scope, scope.parent)
        return
    been: set[tuple[int, int]] = set()
    folders = [scope]
    while folders:
        folder = folders.pop()
        try:
            status = folder.stat()
            entries = sorted(folder.iterdir())
        except OSError as error:
            yield _unreachable(folder, scope, error)
            continue
        if (status.st_dev, status.st_ino) in been or folder == leave_out:
            continue
        been.add((status.st_dev, status.st_ino))
        for entry in entries:
            if entry.name.startswith("."):
                yield entry
            elif not _is_text(entry.name):
                yield _nameless(entry, scope)
            elif entry.is_dir():
                folders.append(entry)
            else:
                yield _file(entry, scope)


def _file(place: Path, root: Path) -> SourceFile | Unreachable | Path:
    if place.suffix.lower() not in ENDINGS:
        return place
    try:
        status = place.stat()
    except OSError as error:
        return _unreachable(place, root, error)
    if not stat.S_ISREG(status.st_mode):  # opening a pipe or a device could wait for ever
        return place
    return SourceFile(place.relative_to(root).as_posix(), root, status.st_size, _signature(status))


def _signature(status: os.stat_result) -> str:
    newest = max(status.st_mtime_ns, status.st_ctime_ns)
    if newest > time.time_ns() - _CLOCK_TICK_NS:
        return ""
    return f"{status.st_size}:{status.st_mtime_ns}:{status.st_ctime_ns}:{status.st_ino}"


def _unreachable(place: Path, root: Path, error: OSError) -> Unreachable:
    return Unreachable(
        place.relative_to(root).as_posix(),
        root,
        f"The system does not let it be opened: {error.strerror or error}.",
        "Check its permissions, then index again. What was indexed from it before is kept.",
    )


def _is_text(name: str) -> bool:
    """Whether the name's bytes are characters: others can stand in no address and no record."""
    return not any("\ud800" <= letter <= "\udfff" for letter in name)


def _nameless(place: Path, root: Path) -> Unreachable:
    path = os.fsencode(place.relative_to(root)).decode("utf-8", "backslashreplace")
    return Unreachable(path, root, "Its name is not valid UTF-8.", "Rename it, then index again.")
