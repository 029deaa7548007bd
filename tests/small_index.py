"""A tiny format, reader and engine, so that the pipeline can be tested without the real ones.

A file of this format holds documents divided by lines of "====": a line of the id, a line of the
title, then a paragraph a line. A line that begins with "!" says how reading it goes wrong.
"""

from __future__ import annotations

import ctypes
import dataclasses
import hashlib
import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from indexer.build import Pipeline
from indexer.errors import EmptyFile
from indexer.reading import Reading
from indexer.records import Document, Kind, Meeting, Paragraph, Source, to_json
from indexer.report import Report
from indexer.settings import load
from indexer.store import Snapshot, Store

ENGINE_FILE = "documents.json"
RUN = """
import sys
from pathlib import Path
from small_index import Shelf
report = Shelf(Path(sys.argv[1]), Path(sys.argv[2])).run()
print(f"parsed {report.parsed}, indexed {report.indexed}, refused {report.refused}")
"""


def read_small(content: bytes, path: str, sha256: str) -> Reading:
    """Read a file of the tiny format."""
    documents = []
    for part in content.decode().split("====\n"):
        first, *rest = part.splitlines()
        if first == "!empty":
            raise EmptyFile("there is no text in it", "Save it again.")
        if first == "!crash":
            ctypes.string_at(0)
        if first == "!error":
            raise ValueError(rest)
        if first == "!busy":
            while time.process_time() < float(rest[0]):
                pass
            first, *rest = rest[1:]
        if first == "!slow":
            time.sleep(float(rest[0]))
            first, *rest = rest[1:]
        documents.append(small_document(first, rest[0], rest[1:], path, sha256))
    warnings = ("It is odd.",) if b"odd" in content else ()
    return Reading(tuple(documents), warnings)


def small_document(
    document_id: str, title: str, lines: Iterable[str], path: str = "a.txt", sha256: str = "00"
) -> Document:
    """A document with these paragraphs; "meeting/item" in the id ties it to a meeting.

    In "own@meeting/item" the id is `own` alone; an item's number may be empty.
    """
    own, _, place = document_id.rpartition("@")
    meeting, _, item = place.partition("/") if own else place.rpartition("/")
    return Document(
        id=own or document_id.replace("/", "-"),
        kind=Kind.MINUTES,
        title=title,
        source=Source(path, sha256, "text"),
        paragraphs=tuple(
            Paragraph(hashlib.sha256(line.encode()).hexdigest()[:8], line) for line in lines
        ),
        meeting=Meeting(meeting, None, None) if meeting else None,
        item_number=item or None if own else item if meeting else None,
    )


class SmallWriter:
    """An engine that keeps every document's title in one JSON file."""

    def __init__(self, target: Path, previous: Path | None) -> None:
        self.target = target
        self.titles: dict[str, str] = {}
        if previous:
            self.titles = json.loads((previous / ENGINE_FILE).read_text())

    def at(self, generation: int) -> None:
        """Only the newest generation counts here."""

    def put(self, document: Document) -> None:
        """Add or replace."""
        self.titles[document.id] = document.title

    def withdraw(self, document_id: str) -> None:
        """Remove."""
        self.titles.pop(document_id, None)

    def finish(self) -> None:
        """Write."""
        (self.target / ENGINE_FILE).write_text(json.dumps(self.titles, sort_keys=True))

    def abandon(self) -> None:
        """Remove what was written."""
        shutil.rmtree(self.target)


@dataclasses.dataclass(frozen=True)
class Shelf:
    """A folder of small files and an index of it."""

    folder: Path
    index: Path

    def write(self, name: str, *documents: str) -> Path:
        """Write a file; its times lie in the past, as those of a file at rest do."""
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("====\n".join(documents))
        return path

    def run(self, *paths: Path, reread: bool = False, **settings: Any) -> Report:
        """Index the folder, or these paths."""
        given = load({}, index=str(self.index), **{"workers": 2, **settings})
        pipeline = Pipeline(given, read=read_small, open_writer=SmallWriter)
        return pipeline.run(paths or [self.folder], reread=reread)

    def start(self) -> subprocess.Popen[str]:
        """Index the folder in a process of its own, as a server's neighbour does."""
        return subprocess.Popen(  # noqa: S603
            [sys.executable, "-c", RUN, str(self.folder), str(self.index)],
            stdout=subprocess.PIPE,
            text=True,
            env={**os.environ, "PYTHONPATH": str(Path(__file__).parent)},
        )

    def snapshot(self) -> Snapshot:
        """What is published now."""
        store = Store.open(self.index)
        generation = store.current()
        assert generation
        return store.snapshot(generation)

    def engine(self) -> dict[str, str]:
        """What the engine holds now."""
        path = self.snapshot().generation.path / ENGINE_FILE
        titles: dict[str, str] = json.loads(path.read_text())
        return titles

    def state(self) -> dict[str, Any]:
        """Everything that is published, but for moments and numbers."""
        snapshot = self.snapshot()
        documents = {}
        for stored in snapshot.all():
            versions = [other.document for other in snapshot.versions(stored.document.id)]
            documents[stored.document.id] = {
                "document": to_json(stored.document),
                "places": stored.places,
                "versions": to_json(versions),
            }
        sources = [to_json(source) for source in snapshot.sources()]
        return {"documents": documents, "sources": sources, "engine": self.engine()}


def text(document_id: str, *lines: str, title: str = "") -> str:
    """One document of the tiny format."""
    return "\n".join([document_id, title or f"Title of {document_id}", *lines]) + "\n"


def age(path: Path, seconds: float) -> None:
    """Put a file's time of change back."""
    moment = time.time() - seconds
    os.utime(path, (moment, moment))
