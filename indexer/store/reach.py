"""How far a change reaches: the files whose documents may become others than those that are shown.

Those are the files that came, went, moved or were read anew, those that have or had a document or
an item in common with one of them, those that have one in common with these, and so on. What is
made of them (see `composing`) depends on no other file, and no other file's documents on them.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable

from indexer.store.composition import Present
from indexer.store.staging import Refusal, unpack
from indexer.versions import composer_version

_REACHED = """
WITH RECURSIVE reached (sha256) AS (
    SELECT value FROM json_each(?)
    UNION
    SELECT sha256 FROM fresh
    UNION
    SELECT other.sha256 FROM reached
        JOIN readings_documents AS one ON one.sha256 = reached.sha256
        JOIN readings_documents AS other ON other.document = one.document
    UNION
    SELECT other.sha256 FROM reached
        JOIN readings_documents AS one ON one.sha256 = reached.sha256
        JOIN readings_documents AS other ON other.item = one.item
    UNION
    SELECT other.sha256 FROM reached
        JOIN editions AS one ON one.sha256 = reached.sha256 AND one.valid_to IS NULL
        JOIN editions AS other ON other.document = one.document AND other.valid_to IS NULL
)
SELECT sha256 FROM reached
"""


def shown(connection: sqlite3.Connection) -> list[Present]:
    """The files that the current generation knows."""
    return [
        Present(
            path,
            place,
            root,
            sha256,
            Refusal(reason, message, advice) if reason else None,
            unpack(warnings),
        )
        for path, place, root, sha256, reason, message, advice, warnings in connection.execute(
            "SELECT path, place, root, sha256, reason, message, advice, warnings FROM sources"
            " WHERE valid_to IS NULL"
        )
    ]


def reach(
    connection: sqlite3.Connection, before: Iterable[Present], after: Iterable[Present]
) -> frozenset[str]:
    """The hashes of the bytes that the change from some files to others reaches.

    After a change of the code that makes documents of what was read, that is all of them.
    """
    (composer,) = connection.execute(
        "SELECT composer FROM generations ORDER BY number DESC LIMIT 1"
    ).fetchone() or ("",)
    known, now = set(before), set(after)
    changed = known ^ now if composer == composer_version() else known | now
    hashes = {file.sha256 for file in changed if file.sha256}
    return frozenset(
        sha256 for (sha256,) in connection.execute(_REACHED, (json.dumps(list(hashes)),))
    )
