"""One transaction makes a generation current: its documents and its engine files together."""

from __future__ import annotations

import dataclasses
import datetime as dt
import sqlite3
from collections.abc import Iterable

from indexer.store.composition import Composition, Edition, SourceRow, Totals
from indexer.store.contents import document_of
from indexer.store.staging import transaction
from indexer.versions import composer_version


@dataclasses.dataclass(frozen=True, slots=True)
class Published:
    """The generation that readers see now: its number, engine folder and the engine's version."""

    number: int
    folder: str
    engine: str
    totals: Totals


def current(connection: sqlite3.Connection) -> Published | None:
    """The newest generation, None before the first."""
    row = connection.execute(
        "SELECT number, folder, engine, documents, paragraphs, files, refused FROM generations"
        " ORDER BY number DESC LIMIT 1"
    ).fetchone()
    if row is None:
        return None
    number, folder, engine, *totals = row
    return Published(number, folder, engine, Totals(*totals))


def folders_in_use(connection: sqlite3.Connection) -> set[str]:
    """The engine folders of the current and the previous generation, which may still be open.

    Generations that changed no text share a folder; the previous folder is what counts.
    """
    rows = connection.execute(
        "SELECT folder FROM generations GROUP BY folder ORDER BY max(number) DESC LIMIT 2"
    )
    return {folder for (folder,) in rows}


def publish(
    connection: sqlite3.Connection,
    before: Composition,
    after: Composition,
    made: Published,
    moment: dt.datetime,
) -> None:
    """Make a generation current in which `after` stands in place of `before`.

    All in one transaction, which is on disk when this returns.
    """
    connection.execute("PRAGMA synchronous = FULL")
    with transaction(connection):
        _replace_sources(connection, before, after, made.number)
        _replace_editions(connection, before, after, made.number, moment)
        _replace_tombstones(connection, before, after, made.number, moment)
        connection.execute(
            "INSERT INTO generations VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                made.number,
                moment.isoformat(),
                made.folder,
                made.engine,
                *made.totals,
                composer_version(),
            ),
        )
        connection.execute("DELETE FROM fresh")
    connection.execute("PRAGMA synchronous = NORMAL")


def forget_unused(connection: sqlite3.Connection) -> None:
    """Drop readings of bytes that no current file has, and content that nothing refers to."""
    with transaction(connection):
        connection.execute(
            "DELETE FROM seen WHERE place NOT IN (SELECT place FROM sources WHERE valid_to IS NULL)"
        )
        connection.execute(
            "DELETE FROM readings WHERE sha256 NOT IN (SELECT sha256 FROM sources"
            " WHERE valid_to IS NULL AND sha256 IS NOT NULL)"
        )
        connection.execute(
            "DELETE FROM bodies WHERE id NOT IN (SELECT body FROM editions)"
            " AND id NOT IN (SELECT body FROM readings_documents)"
        )


def _replace_sources(
    connection: sqlite3.Connection, before: Composition, after: Composition, number: int
) -> None:
    connection.executemany(
        "UPDATE sources SET valid_to = ? WHERE place = ? AND valid_to IS NULL",
        [(number, source.place) for source in before.sources - after.sources],
    )
    connection.executemany(
        "INSERT INTO sources VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, NULL)",
        [
            (*source, number)
            for source in sorted(after.sources - before.sources, key=lambda s: s.place)
        ],
    )


def _replace_editions(
    connection: sqlite3.Connection,
    before: Composition,
    after: Composition,
    number: int,
    moment: dt.datetime,
) -> None:
    changed = after.editions - before.editions
    owns: dict[str, set[str]] = {edition.document: set() for edition in changed}
    for edition in after.editions:
        if edition.document in owns:
            owns[edition.document].add(edition.own)
    history = {name: _history(connection, name, those) for name, those in owns.items()}
    connection.executemany(
        "UPDATE editions SET valid_to = ? WHERE document = ? AND rank = ? AND valid_to IS NULL",
        [(number, edition.document, edition.rank) for edition in before.editions - after.editions],
    )
    for edition in sorted(changed, key=lambda e: (e.document, e.rank)):
        revision, body, first_indexed = history[edition.document]
        if edition.rank > 0:
            revision = 0
        elif edition.body != body:
            revision += 1
        row = (
            edition.document,
            edition.rank,
            revision,
            edition.body,
            edition.sha256,
            edition.format,
            edition.pages,
            edition.url,
            edition.root,
            edition.places,
            edition.meeting,
            edition.position,
            edition.paragraphs,
            first_indexed or moment.isoformat(),
            number,
            edition.own,
        )
        connection.execute(
            "INSERT INTO editions VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, NULL, ?)",
            row,
        )


def _history(
    connection: sqlite3.Connection, document: str, owns: Iterable[str]
) -> tuple[int, int | None, str | None]:
    """The last revision under this id, its content, and when any reading of it was first indexed.

    `owns` are the ids that its readings have by themselves.
    """
    revision, body = connection.execute(
        "SELECT revision, body FROM editions WHERE document = ? AND rank = 0"
        " ORDER BY valid_from DESC LIMIT 1",
        (document,),
    ).fetchone() or (0, None)
    moments = [
        moment
        for name in {document, *owns}
        for (moment,) in connection.execute(
            "SELECT min(first_indexed) FROM editions WHERE document = :id OR own = :id",
            {"id": name},
        )
        if moment
    ]
    return revision, body, min(moments, default=None)


def _replace_tombstones(
    connection: sqlite3.Connection,
    before: Composition,
    after: Composition,
    number: int,
    moment: dt.datetime,
) -> None:
    """Set up what is left of each id that leads to no reading any more; take down what is back.

    A document that was joined with another is not withdrawn: its reading is a version of that one.
    """
    connection.executemany(
        "UPDATE tombstones SET valid_to = ? WHERE document = ? AND valid_to IS NULL",
        [(number, name) for name in after.ids - before.ids],
    )
    gone = before.ids - after.ids
    if not gone:
        return
    places = {source.sha256: source.place for source in before.sources}
    now = {source.place: source for source in after.sources}
    last: dict[str, Edition] = {}
    for edition in sorted(before.editions, key=lambda each: -each.rank):
        last[edition.own] = edition
    last |= {edition.document: edition for edition in before.editions if edition.rank == 0}
    for name in sorted(gone):
        document = document_of(connection, last[name])
        connection.execute(
            "INSERT INTO tombstones VALUES (?, ?, ?, ?, ?, ?, NULL)",
            (
                name,
                document.title,
                document.date.isoformat() if document.date else None,
                _reason(now.get(places.get(last[name].sha256, ""))),
                moment.isoformat(),
                number,
            ),
        )


def _reason(source: SourceRow | None) -> str:
    """Why a document is gone, from what its file is now: finishes "Withdrawn because …"."""
    if source is None:
        return "its file was removed"
    if source.reason is not None:
        return f"its file can no longer be read ({source.reason})"
    return "its file no longer holds it"
