"""The command line: index, search, extract, serve and check.

Exit codes: 0 done · 1 nothing could be read, or the port is taken · 2 a wrong argument or setting ·
3 the index cannot be used · 130, 143 interrupted.
"""

from __future__ import annotations

import contextlib
import dataclasses
import functools
import gc
import hashlib
import json
import logging
import signal
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from indexer.errors import BadRequest, MinutebookError, UnusableIndex
from indexer.settings import SETTINGS, load

if TYPE_CHECKING:
    from types import FrameType

    from indexer.settings import Settings
    from indexer.store import Generation
    from search.results import Results

Command = Callable[..., Any]


class _Faulty(click.ClickException):
    """An error of ours as click shows it: the message, the advice, the exit code."""

    def __init__(self, error: MinutebookError) -> None:
        super().__init__(error.message)
        self.exit_code = error.exit_code  # type: ignore[misc]
        self.advice = error.advice
        if isinstance(error, BadRequest):
            offers = [m for m in error.mistakes if m.suggestion]
            self.advice = "\n".join(f"Did you mean {m.argument} “{m.suggestion}”?" for m in offers)

    def show(self, file: Any = None) -> None:  # noqa: ARG002 - click's name
        click.echo(f"Error: {self.message}", err=True)
        if self.advice:
            click.echo(self.advice, err=True)


class _Commands(click.Group):
    """A group whose commands tell our errors to people."""

    def invoke(self, context: click.Context) -> Any:
        try:
            return super().invoke(context)
        except MinutebookError as error:
            raise _Faulty(error) from error


def with_settings(*names: str) -> Callable[[Command], Command]:
    """Give a command the options of these settings; it gets the settings in force as its first."""

    def decorate(command: Command) -> Command:
        @functools.wraps(command)
        def run(**arguments: Any) -> Any:
            given = {name: arguments.pop(name) for name in names}
            return command(load(**given), **arguments)

        decorated: Command = run
        for setting in reversed(SETTINGS):
            if setting.name in names:
                default = setting.default if setting.default != "" else "none"
                decorated = click.option(
                    f"--{setting.name.replace('_', '-')}",
                    setting.name,
                    metavar="TEXT" if isinstance(setting.default, str) else "NUMBER",
                    help=f"{setting.meaning}  [{setting.variable}; default: {default}]",
                )(decorated)
        return decorated

    return decorate


as_json = click.option("--json", "as_json", is_flag=True, help="Print JSON for a program.")


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="minutebook", message="%(prog)s %(version)s")
@click.option("-v", "--verbose", is_flag=True, help="Tell more about what is being done.")
def main(*, verbose: bool) -> None:
    """Search councils' committee minutes and inspection reports."""
    logging.basicConfig(
        level=logging.INFO if verbose else logging.WARNING,
        format="%(asctime)s %(levelname)s %(name)s: %(message)s" if verbose else "%(message)s",
        stream=sys.stderr,
        force=True,
    )


@main.command()
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path))
@with_settings(
    "index", "workers", "memory_mb", "cpu_seconds", "wall_seconds", "output_mb", "file_mb"
)
@click.option("--reread", is_flag=True, help="Read every file anew, also unchanged ones.")
@as_json
def index(settings: Settings, paths: tuple[Path, ...], *, reread: bool, as_json: bool) -> None:
    """Read files and folders, and publish what they hold.

    Unchanged files are not read again; documents whose file is gone from these PATHS are
    withdrawn. It may be interrupted at any moment: the index keeps serving what was published, and
    the next run carries on.
    """
    from indexer.build import Pipeline  # noqa: PLC0415 - each command loads what it needs

    with _interruptible(settings), _uncollected(), _Bar() as bar:
        report = Pipeline(settings, bar).run(paths, reread=reread)
    if as_json:
        _print_json(report.to_json())
    else:
        click.echo("\n".join(report.lines()))
    if report.files == report.refused:
        click.echo("No file could be read: nothing was published.", err=True)
        sys.exit(1)


@main.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@with_settings("memory_mb", "cpu_seconds", "wall_seconds", "output_mb")
@as_json
def extract(settings: Settings, file: Path, *, as_json: bool) -> None:
    """Print what is read from one FILE: its documents, their fields and paragraphs."""
    from indexer import sandbox  # noqa: PLC0415
    from indexer.outline import contract_json, outline  # noqa: PLC0415
    from indexer.reading import read_file  # noqa: PLC0415

    def read(content: bytes) -> bytes:
        reading = read_file(content, file.name, hashlib.sha256(content).hexdigest())
        return (_dump(contract_json(reading)) if as_json else outline(reading)).encode()

    for outcome in sandbox.run([file.read_bytes()], read, settings.limits):
        if outcome.refusal:
            refusal = outcome.refusal
            refusal.message = f"{file}: {refusal.message}"
            logging.getLogger(__name__).info("%s", outcome.trace)
            raise refusal
        click.echo((outcome.result or b"").decode(), nl=False)


@main.command()
@click.argument("query", default="")
@click.option("--council", multiple=True, metavar="NAME", help="Only this council (repeatable).")
@click.option("--year", multiple=True, metavar="YYYY", help="Only this year (repeatable).")
@click.option("--judgement", multiple=True, metavar="GRADE", help="Only this overall grade.")
@click.option("--standing", multiple=True, metavar="GRADE", help="Only what was graded so then.")
@click.option("--kind", multiple=True, metavar="KIND", help="Only documents of this kind.")
@click.option("--committee", multiple=True, metavar="NAME", help="Only this committee.")
@click.option("--from", "from_", default="", metavar="DATE", help="Nothing before this date.")
@click.option("--to", default="", metavar="DATE", help="Nothing after this date.")
@click.option(
    "--scope",
    default="",
    metavar="WHERE",
    help="All words in one document, paragraph, meeting or decision.",
)
@click.option("--exact", is_flag=True, help="Only the words as typed, not their other names.")
@click.option("--sort", default="", metavar="ORDER", help="relevance, newest or oldest.")
@click.option("--as-of", default="", metavar="DATE", help="What was indexed by the end of a day.")
@click.option("--page", default="", metavar="NUMBER", help="The page of results, from 1.")
@with_settings("index")
@as_json
def search(settings: Settings, *, as_json: bool, from_: str, exact: bool, **arguments: Any) -> None:
    """Search the index; prints what the page /search shows, or the JSON of /search.json."""
    from search.library import Library  # noqa: PLC0415
    from search.request import parse  # noqa: PLC0415
    from search.results import contract_json, run  # noqa: PLC0415

    words = {"q": arguments.pop("query"), "from": from_, "exact": str(int(exact)), **arguments}
    asked = parse({k: list(v) if isinstance(v, tuple) else [v] for k, v in words.items()})
    with Library.open(settings.index).session() as session:
        results = run(session, asked)
    if as_json:
        _print_json(contract_json(results))
    else:
        click.echo("\n".join(_results_lines(results)))


@main.command()
@with_settings("index")
@as_json
def check(settings: Settings, *, as_json: bool) -> None:
    """Check that the index is whole: checksums, documents, and that engine and store agree."""
    from indexer.checking import check as look_through  # noqa: PLC0415
    from search.reader import Filters, open_reader  # noqa: PLC0415

    def engine_ids(generation: Generation) -> set[str]:
        reader = open_reader(generation.path)
        try:
            hits = reader.search(None, Filters(), limit=generation.documents + 1).hits
            return {hit.document_id for hit in hits}
        finally:
            reader.close()

    verdict = look_through(settings.index, engine_ids)
    if as_json:
        _print_json(dataclasses.asdict(verdict))
    else:
        click.echo(
            f"Generation {verdict.generation}: {verdict.documents:,} documents,"
            f" {verdict.paragraphs:,} paragraphs from {verdict.files:,} files."
        )
        click.echo("\n".join(verdict.faults) or "No fault found.")
    if verdict.faults:
        sys.exit(UnusableIndex.exit_code)


@main.command()
@with_settings("index", "host", "port", "site", "threads", "processes")
def serve(settings: Settings) -> None:
    """Serve the index to browsers, until Ctrl-C or SIGTERM."""
    from app import create_app  # noqa: PLC0415
    from indexer.store import Store  # noqa: PLC0415
    from search import serving, whoosh_reader  # noqa: F401, PLC0415 - loaded once, then forked

    Store.open(settings.index).close()  # no index: say so before the address
    # That a request waits for a free thread is no fault: nothing to tell line by line.
    logging.getLogger("waitress.queue").setLevel(logging.ERROR)
    application = create_app(settings.index, site=settings.site or None)
    try:
        sockets = serving.listen(settings.host, settings.port)
    except OSError as error:
        raise MinutebookError(
            f"Cannot listen on {settings.host}, port {settings.port}: {error.strerror or error}.",
            "Choose another one with --port (0 picks a free one).",
        ) from error
    port = sockets[0].getsockname()[1]
    click.echo(f"Serving http://{settings.host}:{port}/ (Ctrl-C to stop)")
    gc.freeze()  # what is loaded by now stays shared between the processes
    serving.serve(application, sockets, settings.processes, settings.threads)


def _results_lines(results: Results) -> Iterator[str]:
    """The page of results for a person."""
    yield results.sentence
    if results.since:
        since = results.since
        yield f"Since then {since.come:,} come, {since.changed:,} changed, {since.gone:,} gone"
    yield f"{_documents(results.total)}, page {results.page} of {max(results.pages, 1)}"
    for result in results.results:
        councils = ", ".join(authority.name for authority in result.authorities)
        date = result.date.isoformat() if result.date else ""
        grade = result.judgement.label if result.judgement else ""
        then = f"{result.standing.label} at the time" if result.standing else ""
        told = (councils, result.committee, date, result.kind.label, grade, then)
        yield ""
        yield result.title
        yield "  " + " · ".join(part for part in told if part)
        if result.withdrawn:
            yield f"  {result.withdrawn}"
        for snippet in result.snippets:
            yield f"  {snippet.text}"
            yield f"    {snippet.url}"
    for advice in results.advice:
        yield f"{advice.label}: {_documents(advice.count)}"


def _documents(number: int) -> str:
    return f"{number:,} document" if number == 1 else f"{number:,} documents"


class _Bar:
    """Progress on stderr: a bar on a terminal, else a line now and then."""

    SECONDS_BETWEEN_LINES = 10.0

    def __init__(self) -> None:
        self._bar: Any = None
        self._stage = ""
        self._total = 0
        self._done = 0
        self._told = 0.0

    def __enter__(self) -> _Bar:
        return self

    def __exit__(self, *_: object) -> None:
        self._end()

    def begin(self, stage: str, total: int) -> None:
        """Show a new stage."""
        self._end()
        self._stage, self._total, self._done, self._told = stage, total, 0, time.monotonic()
        if sys.stderr.isatty():
            self._bar = click.progressbar(length=total, label=stage, show_pos=True, file=sys.stderr)
            self._bar.__enter__()
        else:
            click.echo(f"{stage} {total:,} …", err=True)

    def step(self, _name: str) -> None:
        """Show one more step."""
        self._done += 1
        if self._bar:
            self._bar.update(1)
        elif time.monotonic() - self._told > self.SECONDS_BETWEEN_LINES:
            self._told = time.monotonic()
            click.echo(f"{self._stage} {self._done:,} of {self._total:,}", err=True)

    def _end(self) -> None:
        if self._bar:
            self._bar.__exit__(None, None, None)
            self._bar = None


@contextlib.contextmanager
def _uncollected() -> Iterator[None]:
    """Put garbage collection off: what a run gathers stays, walking it takes a quarter of one."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


@contextlib.contextmanager
def _interruptible(settings: Settings) -> Iterator[None]:
    """Let Ctrl-C and SIGTERM end the run in order, and say what stays."""

    def stop(number: int, _frame: FrameType | None) -> None:
        raise _Stopped(number)

    before = {number: signal.signal(number, stop) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield
    except _Stopped as stopped:
        click.echo(
            f"Interrupted. {settings.index} serves what it did before; what was read is kept."
            " Run the same command again to carry on.",
            err=True,
        )
        sys.exit(128 + stopped.number)
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


class _Stopped(BaseException):
    """A signal asked us to stop."""

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.number = number


def _dump(plain: Any) -> str:
    return json.dumps(plain, ensure_ascii=False, indent=2) + "\n"


def _print_json(plain: Any) -> None:
    click.echo(_dump(plain), nl=False)
