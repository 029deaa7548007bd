"""One generation, read consistently whatever is published meanwhile."""

from __future__ import annotations

import dataclasses
import datetime as dt
import itertools
import re
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager
from typing import Any

from indexer.records import Source
from indexer.store.encoding import decode
from indexer.store.kept import Change, Generation, SourceFate, StoredDocument, Tombstone
from indexer.store.staging import unpack

Lend = Callable[[], AbstractContextManager[sqlite3.Connection]]

_VALID = "valid_from <= :number AND (valid_to IS NULL OR valid_to > :number)"
_EDITION = """
SELECT content, editions.sha256, format, pages, url, root, places, revision, first_indexed,
       position, document
FROM editions JOIN bodies ON bodies.id = body
"""
# SQLite allows 32,766 variables in a statement; a smaller lot keeps the plan cached.
_LOT = 500
_TELLING = 1500  # bytes of a content with which no other item of the file has the same words
# All ids that were ever joined with this one, in whatever generation, or that the same text in the
# same file came to have when it was read anew; and what they lead to now.
_LED = f"""
WITH RECURSIVE kin(name) AS (
    SELECT :id
    UNION SELECT own FROM kin JOIN editions ON document = name
    UNION SELECT document FROM kin JOIN editions ON own = name
    UNION SELECT other.own FROM kin JOIN editions AS one ON one.own = name
    JOIN editions AS other ON other.sha256 = one.sha256
        AND (other.valid_from >= one.valid_to OR one.valid_from >= other.valid_to)
    JOIN bodies AS text ON text.id = one.body
    JOIN bodies AS others ON others.id = other.body
    WHERE json_extract(CAST(text.content AS TEXT), '$.paragraphs.text')
        = json_extract(CAST(others.content AS TEXT), '$.paragraphs.text')
        AND (length(text.content) > {_TELLING}
            OR json_extract(CAST(text.content AS TEXT), '$.title')
            = json_extract(CAST(others.content AS TEXT), '$.title'))
)
SELECT document FROM kin JOIN editions ON own = name WHERE {_VALID}
ORDER BY own <> :id, rank, editions.valid_from DESC, document LIMIT 1
"""  # noqa: S608 - no part of it comes from outside


class Snapshot:
    """What one generation shows. Safe to use from many threads."""

    def __init__(self, generation: Generation, lend: Lend) -> None:
        self.generation = generation
        self._lend = lend

    def document(self, document_id: str) -> StoredDocument | None:
        """The document that this id leads to, None where the generation has none."""
        return self.documents([document_id]).get(document_id)

    def documents(self, ids: Iterable[str]) -> dict[str, StoredDocument]:
        """The documents that these ids lead to; an id that leads nowhere is left out.

        An id leads to the document that bears it, else to the one that its text is a version of,
        else to what is left of those it was once joined with, or to the text that had this id
        before it was read anew: that document has another id.
        """
        ids = list(dict.fromkeys(ids))
        found = self._named(ids)
        led = {name: self._led(name) for name in ids if name not in found}
        others = self._named([name for name in led.values() if name])
        return found | {name: others[to] for name, to in led.items() if to}

    def _led(self, document_id: str) -> str | None:
        """The id of the document that an id without one of its own leads to."""
        rows = self._rows(_LED, {"id": document_id})
        return rows[0][0] if rows else None

    def _named(self, ids: Iterable[str]) -> dict[str, StoredDocument]:
        """The documents that bear these ids."""
        ids = list(ids)
        rows = self._of_ids(
            f"{_EDITION} WHERE document IN ({{marks}}) AND rank = 0 AND {_VALID}", ids
        )
        found = {row[-1]: _stored(row) for row in rows}
        others = self._of_ids(
            "SELECT document, url, places FROM editions"  # noqa: S608
            f" WHERE document IN ({{marks}}) AND rank > 0 AND {_VALID} ORDER BY document, rank",
            ids,
        )
        for name, url, places in others:
            stored = found[name]
            version = (url,) if url and url != stored.document.source.url else unpack(places)
            found[name] = dataclasses.replace(stored, also=(*stored.also, *version))
        return found

    def meeting(self, meeting_id: str) -> list[StoredDocument]:
        """The documents of one meeting, in the order of its items."""
        rows = self._rows(
            f"{_EDITION} WHERE meeting = :meeting AND rank = 0 AND {_VALID}",
            {"meeting": meeting_id},
        )
        one_file = len({row[1] for row in rows}) == 1
        found = [(row[9], _stored(row)) for row in rows]
        if one_file:  # the page's own order
            found.sort(key=lambda item: item[0])
        else:
            found.sort(key=lambda item: _item_order(item[1].document.item_number, *item))
        return [stored for _, stored in found]

    def versions(self, document_id: str) -> list[StoredDocument]:
        """Other readings of the same document in this generation (a draft, an appendix)."""
        rows = self._rows(
            f"{_EDITION} WHERE document = :id AND rank > 0 AND {_VALID} ORDER BY rank",
            {"id": document_id},
        )
        return [_stored(row) for row in rows]

    def tombstone(self, document_id: str) -> Tombstone | None:
        """What is left of a document that was withdrawn, None where none was."""
        return self.tombstones([document_id]).get(document_id)

    def tombstones(self, ids: Iterable[str]) -> dict[str, Tombstone]:
        """What is left of those of these documents that were withdrawn."""
        rows = self._of_ids(
            "SELECT document, title, date, reason, withdrawn_at FROM tombstones"  # noqa: S608
            f" WHERE document IN ({{marks}}) AND {_VALID}",
            ids,
        )
        return {
            name: Tombstone(
                name,
                title,
                dt.date.fromisoformat(date) if date else None,
                reason,
                dt.datetime.fromisoformat(withdrawn_at),
            )
            for name, title, date, reason, withdrawn_at in rows
        }

    def titles(self, ids: Iterable[str]) -> dict[str, str]:
        """The titles of the documents with these ids, without reading the rest of them."""
        rows = self._of_ids(
            "SELECT document, json_extract(CAST(content AS TEXT), '$.title')"  # noqa: S608
            " FROM editions JOIN bodies ON bodies.id = body"
            f" WHERE document IN ({{marks}}) AND rank = 0 AND {_VALID}",
            ids,
        )
        return dict(rows)

    def changes(self, later: Generation) -> list[Change]:
        """What a later generation shows otherwise, by id. Another file of the same text is none."""
        rows = self._rows(
            "SELECT document, body, valid_from, valid_to FROM editions WHERE rank = 0"
            " AND valid_from <= :later AND (valid_from > :number OR valid_to > :number)"
            " ORDER BY document, valid_from",
            {"later": later.number},
        )
        moments = dict(self._rows("SELECT number, published_at FROM generations", {}))
        joined = self._rows(
            "SELECT own FROM editions WHERE own <> document AND valid_from <= :later"
            " AND (valid_to IS NULL OR valid_to > :later)",
            {"later": later.number},
        )
        elsewhere = {name for (name,) in joined}
        found = []
        for document, editions in itertools.groupby(rows, key=lambda row: row[0]):
            change = _change(list(editions), self.generation.number, later.number)
            if change is not None:
                before, after, number = change
                when = dt.datetime.fromisoformat(moments[number])
                joins = not after and document in elsewhere
                found.append(Change(document, before, after, when, joins))
        return found

    def ids(self) -> list[str]:
        """The ids of all documents, sorted."""
        rows = self._rows(
            f"SELECT document FROM editions WHERE rank = 0 AND {_VALID} ORDER BY document",  # noqa: S608
            {},
        )
        return [name for (name,) in rows]

    def leading(self) -> dict[str, set[str]]:
        """The documents that show the text of each id: one, in a sound store."""
        found: dict[str, set[str]] = {}
        for own, document in self._rows(
            f"SELECT DISTINCT own, document FROM editions WHERE {_VALID}",  # noqa: S608
            {},
        ):
            found.setdefault(own, set()).add(document)
        return found

    def all(self) -> Iterator[StoredDocument]:
        """Every document, by id; a lot of them in memory at a time."""
        ids = self.ids()
        for start in range(0, len(ids), _LOT):
            lot = ids[start : start + _LOT]
            found = self.documents(lot)
            yield from (found[document_id] for document_id in lot)

    def sources(self) -> Iterator[SourceFate]:
        """Every file and what became of it, by path."""
        rows = self._rows(
            "SELECT path, root, sha256, documents, reason, message, advice, warnings FROM sources"  # noqa: S608
            f" WHERE {_VALID} ORDER BY path, root",
            {},
        )
        return (_fate(row) for row in rows)

    def _of_ids(self, statement: str, ids: Iterable[str]) -> Iterator[Any]:
        """The rows of a statement for these ids, which stand for {marks} in it."""
        wanted = list(dict.fromkeys(ids))
        for start in range(0, len(wanted), _LOT):
            lot = wanted[start : start + _LOT]
            marks = ",".join(f":id{n}" for n in range(len(lot)))
            names = {f"id{n}": document_id for n, document_id in enumerate(lot)}
            yield from self._rows(statement.format(marks=marks), names)

    def _rows(self, statement: str, arguments: dict[str, Any]) -> list[Any]:
        with self._lend() as connection:
            return connection.execute(
                statement, {**arguments, "number": self.generation.number}
            ).fetchall()


def _change(rows: list[Any], number: int, later: int) -> tuple[bool, bool, int] | None:
    """Compare a document in two generations: whether each shows it, and when it last changed."""
    before = after = None
    came = 0
    standing: tuple[int, int | None] | None = None
    first = 0
    for _, body, valid_from, valid_to in rows:
        if valid_from <= number:
            before = body
        else:
            first = first or valid_from
        if standing != (body, valid_from):
            came = valid_from
        standing = (body, valid_to)
        after = body if valid_to is None or valid_to > later else None
    if before == after:
        return None
    if after is None:
        return True, False, int(rows[-1][3])
    return before is not None, True, came if before is not None else first


def _fate(row: Any) -> SourceFate:
    path, root, sha256, documents, reason, message, advice, warnings = row
    return SourceFate(path, root, sha256, documents, reason, message, advice, unpack(warnings))


def _stored(row: Any) -> StoredDocument:
    content, sha256, kind, pages, url, root, places, revision, first_indexed, *_ = row
    paths = unpack(places)
    source = Source(path=paths[0], sha256=sha256, format=kind, pages=pages, url=url)
    return StoredDocument(
        dataclasses.replace(decode(content, source), id=row[-1]),
        revision,
        dt.datetime.fromisoformat(first_indexed),
        paths,
        root,
        paths[1:],
    )


def _item_order(number: str | None, position: int, stored: StoredDocument) -> tuple[Any, ...]:
    """Sort "2" before "10" and "7a" after "7"; items without a number keep their page's order."""
    parts = tuple(
        (int(digits or 0), text) for digits, text in re.findall(r"(\d*)(\D*)", number or "")
    )
    return (number is not None, parts, position, stored.document.id)
