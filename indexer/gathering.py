"""From the files that were found to the fate of each, and to all files the index is to show.

Bytes that are on record are not read again. Files with the same bytes are read once, under the
name of the first of them by path, so that the outcome does not depend on which came first.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Container, Iterable, Mapping
from pathlib import Path

from indexer import generations
from indexer.errors import LimitExceeded, UnreachableFile
from indexer.parsing import Found, Parser, Tally, unreadable
from indexer.sources import SourceFile, Walk
from indexer.store.composition import Present
from indexer.store.staging import KeptReading, Refusal


@dataclasses.dataclass(frozen=True, slots=True)
class Gathered:
    """Every file that was asked for, every file `present` in the index, and the cost of reading.

    `removed` counts files that were indexed before and are gone.
    """

    files: tuple[Found, ...]
    present: tuple[Present, ...]
    removed: int
    cost: Tally


def gather(
    walk: Walk, before: Iterable[Present], parser: Parser, *, reread: bool = False
) -> Gathered:
    """Read what is not on record yet, or everything with `reread`.

    `before` are the files that are published.
    What was read when this is interrupted, is kept.
    """
    published = {file.place: file for file in before}
    found = _identify_all(walk, parser)
    for file in found:  # of two roots that a file was indexed under, the outer one names it
        source = published.get(file.place)
        if source and len(source.root) < len(file.root):
            file.root, file.path = source.root, source.path
    # What cannot be looked at now stays as it was; only what is known to be gone is withdrawn.
    out_of_sight = {file.place for file in found if file.out_of_sight}
    kept = [
        file
        for file in published.values()
        if file.place in out_of_sight or not walk.covers(file.place)
    ]
    known = {file.place for file in kept}
    fresh = [file for file in found if file.place not in known]
    names = _names(
        [(file.path, file.place, file.sha256) for file in fresh]
        + [(file.path, file.place, file.sha256) for file in kept]
    )
    readings = parser.staging.readings()
    stale = _first_of_each(
        file
        for file in fresh
        if file.sha256
        and (reread or not parser.is_current(readings.get(file.sha256), names[file.sha256]))
    )
    while stale:
        parser.parse(stale, names)
        readings |= parser.staging.readings(parser.parsed)
        # Where the first copy has changed or gone meanwhile, the next one is read.
        stale = _first_of_each(file for file in fresh if file.sha256 not in readings)
    for file in fresh:
        _judge(file, readings, published.get(file.place), parser.parsed)
    removed = len(published.keys() - known - {file.place for file in fresh})
    present = [Present(f.path, f.place, f.root, f.sha256, f.refusal, f.warnings) for f in fresh]
    return Gathered(tuple(found), (*kept, *present), removed, parser.cost)


def _identify_all(walk: Walk, parser: Parser) -> list[Found]:
    seen = parser.staging.seen()
    found = [
        Found(
            gap.path,
            gap.root,
            gap.place,
            refusal=Refusal(UnreachableFile.reason, gap.message, gap.advice),
        )
        for gap in walk.unreachable
    ]
    return found + [_identify(file, seen, parser) for file in walk.files]


def _identify(file: SourceFile, seen: Mapping[tuple[str, str], str], parser: Parser) -> Found:
    """The file's hash, from its size and times where those are unchanged."""
    found = Found(file.path, file.root, file.place)
    limit = parser.settings.file_mb
    if file.size > limit << 20:
        found.refusal = Refusal(
            LimitExceeded.reason,
            f"It is larger than {limit} MB.",
            "Split it, or raise the limit (docs/operations.md).",
        )
        return found
    found.sha256 = seen.get((file.place, file.signature))
    if found.sha256 is None:
        try:
            found.sha256 = generations.sha256(Path(file.place))
        except OSError as error:
            found.refusal = unreadable(error)
        else:
            parser.staging.see(file.place, file.signature, found.sha256)
    return found


def _names(files: Iterable[tuple[str, str, str | None]]) -> dict[str, str]:
    """For each hash, the first path of the files with those bytes."""
    names: dict[str, str] = {}
    for path, _, sha256 in sorted((path, place, sha256 or "") for path, place, sha256 in files):
        names.setdefault(sha256, path)
    return names


def _first_of_each(files: Iterable[Found]) -> list[Found]:
    """For each hash, the first of the files with those bytes; files without a hash are left out."""
    firsts: dict[str, Found] = {}
    for file in files:
        if file.sha256:
            firsts.setdefault(file.sha256, file)
    return list(firsts.values())


def _judge(
    file: Found,
    readings: Mapping[str, KeptReading],
    before: Present | None,
    parsed: Container[str],
) -> None:
    """Settle the fate: refused as on record, unchanged since `before`, or indexed."""
    if not file.sha256:
        return
    reading = readings[file.sha256]
    file.refusal, file.warnings = reading.refusal, reading.warnings
    same = before is not None and before.sha256 == file.sha256
    file.unchanged = file.refusal is None and same and file.sha256 not in parsed
