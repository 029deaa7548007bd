"""From the files that were found to a reading of each, kept on record as it comes.

Bytes that are on record are not read again. Files with the same bytes are read once, under the
name of the first of them by path, so that the outcome does not depend on which came first.
"""

from __future__ import annotations

import contextlib
import dataclasses
import hashlib
import importlib
import json
import logging
import pkgutil
from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from indexer import generations, sandbox
from indexer.errors import DamagedFile, EmptyFile, LimitExceeded, UnreachableFile
from indexer.progress import Progress
from indexer.records import Document, document_from_json, to_json
from indexer.settings import Settings
from indexer.sources import SourceFile, Walk
from indexer.store.composing import Composition, Present, SourceRow
from indexer.store.staging import Cost, KeptReading, Refusal, Staging
from indexer.versions import reader_version

if TYPE_CHECKING:
    from indexer.reading import Reading

log = logging.getLogger(__name__)

ReadFile = Callable[[bytes, str, str], "Reading"]


# Read once by the parent, so that the children find the registers in memory: 20 ms less for each.
_PAGE = b"<title>Minutes</title><p>Minutes of a meeting of Devon County Council, 4 May 2017.</p>"


def read_file(content: bytes, path: str, sha256: str) -> Reading:
    """Read one file, as `minutebook extract` shows it."""
    from indexer import reading  # noqa: PLC0415 - slow to load, often not needed

    return reading.read_file(content, path, sha256)


@dataclasses.dataclass(slots=True)
class Tally:
    """What reading cost: `parsed` files, the `pages` of those that could be read.

    `seconds` of wall time are added up over the workers, `page_seconds` for the files that could be
    read; `peak_memory` is the largest worker's.
    """

    parsed: int = 0
    pages: int = 0
    seconds: float = 0.0
    page_seconds: float = 0.0
    peak_memory: int = 0

    def add(self, cost: Cost) -> None:
        """Count one more file."""
        self.parsed += 1
        self.pages += cost.pages
        self.seconds += cost.seconds
        if cost.pages:
            self.page_seconds += cost.seconds
        self.peak_memory = max(self.peak_memory, cost.peak_memory)


@dataclasses.dataclass(slots=True)
class Found:
    """A file that was asked for: its hash, or why it cannot be had; in the end, its fate.

    `warnings` say what a person should know about how it was read.
    """

    path: str
    root: str
    place: str
    sha256: str | None = None
    refusal: Refusal | None = None
    warnings: tuple[str, ...] = ()
    unchanged: bool = False

    @property
    def out_of_sight(self) -> bool:
        """Whether the system hides what the file is now."""
        return self.refusal is not None and self.refusal.reason == UnreachableFile.reason

    def judge(self, staging: Staging, before: SourceRow | None, parsed: Container[str]) -> None:
        """Settle the fate: refused as on record, unchanged since `before`, or indexed."""
        if not self.sha256:
            return
        reading = staging.reading(self.sha256)
        if reading:
            self.refusal, self.warnings = reading.refusal, reading.warnings
        same = before is not None and before.sha256 == self.sha256
        self.unchanged = self.refusal is None and same and self.sha256 not in parsed


@dataclasses.dataclass(frozen=True, slots=True)
class Gathered:
    """Every file that was asked for, every file `present` in the index, and the cost of reading.

    `removed` counts files that were indexed before and are gone.
    """

    files: tuple[Found, ...]
    present: tuple[Present, ...]
    removed: int
    cost: Tally


@dataclasses.dataclass(frozen=True, slots=True)
class _Task:
    content: bytes
    name: str
    sha256: str


@dataclasses.dataclass(frozen=True, slots=True)
class Gatherer:
    """Brings the readings on record up to date with the files at hand.

    `read` reads a file's bytes, in a child process; `reread` reads also what is on record.
    """

    staging: Staging
    settings: Settings
    progress: Progress
    read: ReadFile
    reread: bool = False

    def gather(self, walk: Walk, before: Composition) -> Gathered:
        """Read what is not on record yet. What was read when this is interrupted, is kept."""
        published = {source.place: source for source in before.sources}
        found = [
            Found(
                gap.path,
                str(gap.root),
                str(gap.place),
                refusal=Refusal(UnreachableFile.reason, gap.message, gap.advice),
            )
            for gap in walk.unreachable
        ]
        found += [_identify(file, self.staging, self.settings) for file in walk.files]
        for file in found:  # of two roots that a file was indexed under, the outer one names it
            source = published.get(file.place)
            if source and len(source.root) < len(file.root):
                file.root, file.path = source.root, source.path
        # What cannot be looked at now stays as it was; only what is known to be gone is withdrawn.
        out_of_sight = {file.place for file in found if file.out_of_sight}
        kept = [
            source.present
            for source in before.sources
            if source.place in out_of_sight or not walk.covers(Path(source.place))
        ]
        known = {file.place for file in kept}
        fresh = [file for file in found if file.place not in known]
        names = _names(
            [(file.path, file.place, file.sha256) for file in fresh]
            + [(file.path, file.place, file.sha256) for file in kept]
        )
        parsed, cost = self._read(fresh, names)
        for file in fresh:
            file.judge(self.staging, published.get(file.place), parsed)
        removed = len(published.keys() - known - {file.place for file in fresh})
        present = [Present(f.path, f.place, f.root, f.sha256, f.refusal, f.warnings) for f in fresh]
        return Gathered(tuple(found), (*kept, *present), removed, cost)

    def _read(self, files: list[Found], names: Mapping[str, str]) -> tuple[set[str], Tally]:
        """Read all bytes that are not on record, or were read by other code or another name."""
        stale: dict[str, Found] = {}
        for file in files:
            if file.sha256 and (self.reread or not self._on_record(file.sha256, names)):
                stale.setdefault(file.sha256, file)
        parsed: set[str] = set()
        cost = Tally()
        if stale:
            self.progress.begin("Reading", len(stale))
            if self.read is read_file:
                _load_readers()
            outcomes = sandbox.run(
                self._tasks(stale.values(), names),
                lambda task: _encode(self.read(task.content, task.name, task.sha256)),
                self.settings.limits,
                self.settings.workers,
            )
            with contextlib.closing(outcomes):
                for outcome in outcomes:
                    cost.add(self._keep(outcome))
                    parsed.add(outcome.task.sha256)
                    self.progress.step(outcome.task.name)
        return parsed, cost

    def _on_record(self, sha256: str, names: Mapping[str, str]) -> bool:
        reading = self.staging.reading(sha256)
        return (
            reading is not None
            and reading.reader in {reader_version(), self._within_limits}
            and reading.name == _base(names[sha256])
        )

    @property
    def _within_limits(self) -> str:
        """The version of a refusal for want of memory or time: it stands as long as the limits."""
        return f"{reader_version()} within {self.settings.limits}"

    def _tasks(self, files: Iterable[Found], names: Mapping[str, str]) -> Iterator[_Task]:
        for file in files:
            try:
                content = Path(file.place).read_bytes()
            except OSError as error:
                file.sha256, file.refusal = None, _unreadable(error)
                continue
            sha256 = hashlib.sha256(content).hexdigest()
            if sha256 != file.sha256:  # it has changed since it was identified
                self.staging.see(file.place, "", sha256)
                file.sha256 = sha256
            yield _Task(content, names.get(sha256, file.path), sha256)

    def _keep(self, outcome: sandbox.Outcome[_Task]) -> Cost:
        """Put what came of a file on record."""
        task, refusal = outcome.task, outcome.refusal
        documents: list[Document] = []
        warnings: tuple[str, ...] = ()
        if outcome.result is not None:
            try:
                told = json.loads(outcome.result)
                documents = [document_from_json(each) for each in told["documents"]]
                warnings = tuple(map(str, told["warnings"]))
            except (KeyError, TypeError, ValueError) as error:
                refusal = DamagedFile(f"What was read from it makes no sense ({error}).")
        if refusal is None and not documents:
            refusal = EmptyFile("There is no text in it.", "Remove it if it is meant to be empty.")
        if outcome.trace:
            log.info("%s: unexpected error while reading\n%s", task.name, outcome.trace)
        pages = max((document.source.pages or 1 for document in documents), default=0)
        cost = Cost(pages, outcome.seconds, outcome.peak_memory)
        over = isinstance(refusal, LimitExceeded)
        self.staging.keep(
            task.sha256,
            KeptReading(
                _base(task.name),
                self._within_limits if over else reader_version(),
                Refusal(refusal.reason, refusal.message, refusal.advice) if refusal else None,
                warnings,
            ),
            documents,
            cost,
        )
        return cost


def _names(files: Iterable[tuple[str, str, str | None]]) -> dict[str, str]:
    """For each hash, the first path of the files with those bytes."""
    names: dict[str, str] = {}
    for path, _, sha256 in sorted((path, place, sha256 or "") for path, place, sha256 in files):
        names.setdefault(sha256, path)
    return names


def _identify(file: SourceFile, staging: Staging, settings: Settings) -> Found:
    """The file's hash, from its size and times where those are unchanged."""
    found = Found(file.path, str(file.root), str(file.place))
    if file.size > settings.file_mb << 20:
        found.refusal = Refusal(
            LimitExceeded.reason,
            f"It is larger than {settings.file_mb} MB.",
            "Split it, or raise the limit (docs/operations.md).",
        )
        return found
    found.sha256 = staging.sha256_of(found.place, file.signature)
    if found.sha256 is None:
        try:
            found.sha256 = generations.sha256(file.place)
        except OSError as error:
            found.refusal = _unreadable(error)
        else:
            staging.see(found.place, file.signature, found.sha256)
    return found


def _load_readers() -> None:
    """Load every reader and its tables now, once, rather than in each child."""
    formats = importlib.import_module("indexer.formats")
    for module in pkgutil.iter_modules(formats.__path__, "indexer.formats."):
        importlib.import_module(module.name)
    read_file(_PAGE, "page.html", "")


def _encode(reading: Reading) -> bytes:
    return json.dumps(to_json(reading)).encode()


def _base(path: str) -> str:
    return path.rpartition("/")[2]


def _unreadable(error: OSError) -> Refusal:
    return Refusal(
        UnreachableFile.reason,
        f"The system does not let it be read: {error.strerror or error}.",
        "Check the file and its permissions, then index again.",
    )
