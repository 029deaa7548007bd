"""The pipeline: from files and folders to a published generation.

Readings are kept one by one as they come; the engine's files are built aside; one transaction
publishes both. Killed at any moment, the index serves its previous generation, and the next run
carries on from what was read.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import logging
import time
from collections.abc import Callable, Iterable
from pathlib import Path

from indexer import generations, sources
from indexer.errors import UnusableIndex
from indexer.gathering import gather
from indexer.parsing import Parser, ReadFile, read_file
from indexer.progress import Progress, Silence
from indexer.report import Report
from indexer.settings import Settings
from indexer.store.composing import compose, published
from indexer.store.composition import Composition, Totals
from indexer.store.contents import Step, contents, history
from indexer.store.publishing import (
    Published,
    current,
    folders_in_use,
    forget_unused,
    publish,
)
from indexer.store.reach import reach, shown
from indexer.store.schema import Connection
from indexer.store.staging import Staging
from indexer.versions import engine_version
from indexer.writer import IndexWriter, open_writer

log = logging.getLogger(__name__)

OpenWriter = Callable[[Path, Path | None], IndexWriter]


@dataclasses.dataclass(frozen=True, slots=True)
class Pipeline:
    """From files to a published generation.

    `settings` names the index's folder, the workers and their limits; `progress` hears of each
    file; `read` reads a file's bytes, in a child process; `open_writer` starts a
    generation of the engine.
    """

    settings: Settings
    progress: Progress = dataclasses.field(default_factory=Silence)
    read: ReadFile = read_file
    open_writer: OpenWriter = open_writer

    def run(self, paths: Iterable[Path], *, reread: bool = False) -> Report:
        """Bring the index up to date with the files under `paths`.

        What was indexed from elsewhere stays as it is. A run in which no file could be read
        publishes nothing. `reread` reads every file anew, also those on record.

        Raises:
            ConfigurationError: a path does not exist, or the index cannot be written to.
            UnusableIndex: the index is damaged, or another indexer is at work.
        """
        started = time.monotonic()
        index = self.settings.index.absolute()
        with generations.lock(index):
            walk = sources.walk(paths, leave_out=index)
            with Staging(index) as staging:
                connection = staging.connection
                generations.clean(index, folders_in_use(connection))
                files = shown(connection)
                parser = Parser(staging, self.settings, self.progress, self.read)
                gathered = gather(walk, files, parser, reread=reread)
                reached = reach(connection, files, gathered.present)
                before = published(connection, reached)
                after = compose(connection, gathered.present, reached)
                made = False
                if any(file.refusal is None for file in gathered.files):
                    made = self._publish(index, connection, before, after)
                newest = current(connection)
        return Report.of(
            walk,
            gathered,
            before,
            after if made else before,
            newest,
            published=made,
            workers=self.settings.workers,
            seconds=time.monotonic() - started,
        )

    def _publish(
        self, index: Path, connection: Connection, before: Composition, after: Composition
    ) -> bool:
        """Publish `after` in place of `before` where it differs; whether it did."""
        newest = current(connection)
        base = newest if newest and _usable(index, newest) else None
        if base and before == after:
            return False
        number = newest.number + 1 if newest else 1
        changed = {name for name, body in after.bodies.items() if before.bodies.get(name) != body}
        gone = before.bodies.keys() - after.bodies.keys()
        if base and not changed and not gone:
            folder = base.folder
        else:
            folder = f"{generations.FOLDER}/{number}"
            steps = [] if base else history(connection)
            documents = contents(connection, after, changed)
            steps.append(Step(number, tuple(sorted(gone)), len(changed), documents))
            self.progress.begin("Indexing", sum(step.count for step in steps))
            self._write(index / folder, index / base.folder if base else None, steps)
        moment = dt.datetime.now(dt.UTC).replace(microsecond=0)
        whole = newest.totals if newest else Totals(0, 0, 0, 0)
        totals = whole.after(before.totals, after.totals)
        made = Published(number, folder, engine_version(), totals)
        publish(connection, before, after, made, moment)
        log.info("published generation %d: %d documents", number, totals.documents)
        forget_unused(connection)
        generations.clean(index, folders_in_use(connection))
        return True

    def _write(self, target: Path, base: Path | None, steps: Iterable[Step]) -> None:
        """Write the engine's files, from those in `base` where there are any, and seal them.

        `steps` are the generations that `base` does not hold yet.

        Raises:
            UnusableIndex: they cannot be written, or do not read back as written.
        """
        try:
            target.mkdir(parents=True)
            engine = self.open_writer(target, base)
            try:
                for step in steps:
                    engine.at(step.generation)
                    for name in step.gone:
                        engine.withdraw(name)
                    for document in step.documents:
                        engine.put(document)
                        self.progress.step(document.id)
                engine.finish()
            except BaseException:
                engine.abandon()
                raise
            generations.seal(target, base)
        except OSError as error:
            raise UnusableIndex(
                f"The engine's files cannot be written: {error}.",
                "Make room on the disk, then run again: what was read is kept.",
            ) from error


def _usable(index: Path, newest: Published) -> bool:
    """Whether the engine's files are whole and of this version; else they are built anew."""
    if newest.engine != engine_version():
        log.info("the engine's code has changed: its files are built anew from the store")
        return False
    try:
        generations.verify(index / newest.folder)
    except UnusableIndex as error:
        log.warning("%s The engine's files are built anew from the store.", error.message)
        return False
    return True
