"""Files → readings on record: each file read in a child process, and kept as it comes."""

from __future__ import annotations

import contextlib
import dataclasses
import hashlib
import importlib
import json
import logging
import pkgutil
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from indexer import sandbox
from indexer.errors import DamagedFile, EmptyFile, LimitExceeded, RefusedFile, UnreachableFile
from indexer.progress import Progress
from indexer.records import Document, document_from_json, to_json
from indexer.settings import Settings
from indexer.store.staging import Cost, KeptReading, Refusal, Staging
from indexer.versions import reader_version

if TYPE_CHECKING:
    from indexer.reading import Reading

log = logging.getLogger(__name__)

ReadFile = Callable[[bytes, str, str], "Reading"]

# Read once by the parent, so that the children find the registers in memory: 20 ms less for each.
_PAGE = b"<title>Minutes</title><p>Minutes of a meeting of Devon County Council, 4 May 2017.</p>"

# The machine was too busy to read the file in time: the next run tries again.
_NEVER_CURRENT = "starved"


def read_file(content: bytes, path: str, sha256: str) -> Reading:
    """Read one file, as `minutebook extract` shows it."""
    from indexer import reading  # noqa: PLC0415 - slow to load, often not needed

    return reading.read_file(content, path, sha256)


@dataclasses.dataclass(slots=True)
class Tally:
    """What reading cost: `parsed` files, the `pages` of those that could be read.

    `page_seconds` is wall time and `page_cpu_seconds` processor time, added up over the workers,
    for the files that could be read; `peak_memory` is the largest worker's, in bytes.
    """

    parsed: int = 0
    pages: int = 0
    page_seconds: float = 0.0
    page_cpu_seconds: float = 0.0
    peak_memory: int = 0

    def add(self, cost: Cost, cpu_seconds: float) -> None:
        """Count one more file."""
        self.parsed += 1
        self.pages += cost.pages
        if cost.pages:
            self.page_seconds += cost.seconds
            self.page_cpu_seconds += cpu_seconds
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


@dataclasses.dataclass(frozen=True, slots=True)
class _Task:
    content: bytes
    name: str
    sha256: str


@dataclasses.dataclass(frozen=True, slots=True)
class Parser:
    """Reads files, `read` doing so in a child process, and keeps what comes of them.

    `parsed` gathers the hashes of what was read, `cost` what that took.
    """

    staging: Staging
    settings: Settings
    progress: Progress
    read: ReadFile
    parsed: set[str] = dataclasses.field(default_factory=set)
    cost: Tally = dataclasses.field(default_factory=Tally)

    def is_current(self, reading: KeptReading | None, name: str) -> bool:
        """Whether a reading on record is what this code would read in a file of this name."""
        return (
            reading is not None
            and (
                reading.reader == reader_version() or reading.reader == self._version_within_limits
            )
            and reading.name == _base(name)
        )

    def parse(self, files: Sequence[Found], names: Mapping[str, str]) -> None:
        """Read files, each under the name that `names` gives its hash."""
        self.progress.begin("Reading", len(files))
        if self.read is read_file:
            _load_readers(every_format=len(files) > 1)
        outcomes = sandbox.run(
            self._tasks(files, names),
            lambda task: _encode(self.read(task.content, task.name, task.sha256)),
            self.settings.limits,
            self.settings.workers,
        )
        with contextlib.closing(outcomes):
            for outcome in outcomes:
                self._keep(outcome)
                self.progress.step(outcome.task.name)

    @property
    def _version_within_limits(self) -> str:
        """The version of a refusal for want of memory or time: it stands as long as the limits."""
        return f"{reader_version()} within {self.settings.limits}"

    def _tasks(self, files: Iterable[Found], names: Mapping[str, str]) -> Iterator[_Task]:
        for file in files:
            try:
                content = Path(file.place).read_bytes()
            except OSError as error:
                file.sha256, file.refusal = None, unreadable(error)
                continue
            sha256 = hashlib.sha256(content).hexdigest()
            if sha256 != file.sha256:  # it has changed since it was identified
                self.staging.see(file.place, "", sha256)
                file.sha256 = sha256
            yield _Task(content, names.get(sha256, file.path), sha256)

    def _keep(self, outcome: sandbox.Outcome[_Task]) -> None:
        task = outcome.task
        if outcome.trace:
            log.info("%s: unexpected error while reading\n%s", task.name, outcome.trace)
        documents: list[Document] = []
        warnings: tuple[str, ...] = ()
        refusal = outcome.refusal
        if outcome.result is not None:
            try:
                documents, warnings = _decode(outcome.result)
            except RefusedFile as error:
                refusal = error
        version = reader_version()
        if outcome.starved:
            version = _NEVER_CURRENT
        elif isinstance(refusal, LimitExceeded):
            version = self._version_within_limits
        refused = Refusal(refusal.reason, refusal.message, refusal.advice) if refusal else None
        pages = max((document.source.pages or 1 for document in documents), default=0)
        cost = Cost(pages, outcome.seconds, outcome.peak_memory)
        reading = KeptReading(_base(task.name), version, refused, warnings)
        self.staging.keep(task.sha256, reading, documents, cost)
        self.parsed.add(task.sha256)
        self.cost.add(cost, outcome.cpu_seconds)


def unreadable(error: OSError) -> Refusal:
    """The refusal of a file that the system does not let us read."""
    return Refusal(
        UnreachableFile.reason,
        f"The system does not let it be read: {error.strerror or error}.",
        "Check the file and its permissions, then index again.",
    )


def _load_readers(*, every_format: bool) -> None:
    """Load the reading code and its tables now, once, rather than in each child.

    A single file's child loads the reader of that file's format itself, and no other.
    """
    if every_format:
        formats = importlib.import_module("indexer.formats")
        for module in pkgutil.iter_modules(formats.__path__, "indexer.formats."):
            importlib.import_module(module.name)
    read_file(_PAGE, "page.html", "")


def _encode(reading: Reading) -> bytes:
    return json.dumps(to_json(reading)).encode()


def _decode(told: bytes) -> tuple[list[Document], tuple[str, ...]]:
    """What a child read; it may have been led astray, so nothing is taken for granted.

    Raises:
        EmptyFile, DamagedFile: there is no document, or it is none of our records.
    """
    try:
        reading = json.loads(told)
        documents = [document_from_json(each) for each in reading["documents"]]
        warnings = tuple(map(str, reading["warnings"]))
    except (KeyError, TypeError, ValueError) as error:
        raise DamagedFile(f"What was read from it makes no sense ({error}).") from error
    if not documents:
        raise EmptyFile("There is no text in it.", "Remove it if it is meant to be empty.")
    return documents, warnings


def _base(path: str) -> str:
    return path.rpartition("/")[2]
