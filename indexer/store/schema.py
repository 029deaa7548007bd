"""The tables of the store, and how a connection to it is opened.

A row with `valid_from` and `valid_to` belongs to the generations from the first up to, not
including, the second; `valid_to` is null while the row is current. Such rows are never deleted, so
an old address can be answered with what stood there then.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from indexer.errors import DamagedIndex, NoIndex

FILE_NAME = "minutebook.sqlite"
VERSION = 4
BUSY_SECONDS = 10.0
# The system keeps the file's pages for all processes; each connection's own copies are private.
_CACHE_KB = 256

# For those who pass a connection on without looking into it.
Connection = sqlite3.Connection

_TABLES = """
-- Staging: what is known of files and their bytes, kept as it comes.
CREATE TABLE seen (
    place TEXT PRIMARY KEY,          -- absolute path
    signature TEXT NOT NULL,         -- size and times; '' where they cannot be trusted
    sha256 TEXT NOT NULL
) WITHOUT ROWID;
CREATE TABLE bodies (                -- a document's content without its source, by content
    id INTEGER PRIMARY KEY,
    sha256 BLOB NOT NULL UNIQUE,
    content BLOB NOT NULL
);
CREATE TABLE readings (              -- the newest reading of these bytes
    sha256 TEXT PRIMARY KEY,
    name TEXT NOT NULL,              -- the file name that it was read under
    reader TEXT NOT NULL,            -- version of the reading code
    reason TEXT, message TEXT NOT NULL, advice TEXT NOT NULL,
    warnings TEXT NOT NULL,          -- JSON list
    pages INTEGER NOT NULL, seconds REAL NOT NULL, peak_memory INTEGER NOT NULL
) WITHOUT ROWID;
CREATE TABLE readings_documents (
    sha256 TEXT NOT NULL REFERENCES readings ON DELETE CASCADE,
    position INTEGER NOT NULL,
    document TEXT NOT NULL, body INTEGER NOT NULL REFERENCES bodies,
    format TEXT NOT NULL, pages INTEGER, url TEXT,
    meeting TEXT, characters INTEGER NOT NULL, paragraphs INTEGER NOT NULL,
    item TEXT,                       -- what all publications of an item share
    number TEXT,                     -- the item's, as printed
    PRIMARY KEY (sha256, position)
) WITHOUT ROWID;
CREATE INDEX readings_documents_document ON readings_documents (document);
CREATE INDEX readings_documents_item ON readings_documents (item) WHERE item IS NOT NULL;
CREATE TABLE fresh (                 -- bytes read since the current generation was published
    sha256 TEXT PRIMARY KEY
) WITHOUT ROWID;
CREATE TABLE containments (          -- whether a text has all that another says, once worked out
    longer INTEGER NOT NULL REFERENCES bodies ON DELETE CASCADE,
    shorter INTEGER NOT NULL REFERENCES bodies ON DELETE CASCADE,
    holds INTEGER NOT NULL,
    rule TEXT NOT NULL,              -- version of the code that worked it out
    PRIMARY KEY (longer, shorter)
) WITHOUT ROWID;
CREATE INDEX containments_shorter ON containments (shorter);

-- Published: what each generation shows.
CREATE TABLE generations (
    number INTEGER PRIMARY KEY,
    published_at TEXT NOT NULL,
    folder TEXT NOT NULL,            -- the engine's files, relative to the index
    engine TEXT NOT NULL,            -- version of the engine's code
    documents INTEGER NOT NULL, paragraphs INTEGER NOT NULL,
    files INTEGER NOT NULL, refused INTEGER NOT NULL,
    composer TEXT NOT NULL           -- version of the code that makes documents of readings
);
CREATE TABLE sources (
    place TEXT NOT NULL, root TEXT NOT NULL, path TEXT NOT NULL,
    sha256 TEXT, documents INTEGER NOT NULL,
    reason TEXT, message TEXT NOT NULL, advice TEXT NOT NULL,
    warnings TEXT NOT NULL,          -- JSON list
    valid_from INTEGER NOT NULL, valid_to INTEGER
);
CREATE INDEX sources_place ON sources (place, valid_from);
CREATE TABLE editions (
    document TEXT NOT NULL,
    rank INTEGER NOT NULL,           -- 0: the document; 1…: other versions of it
    revision INTEGER NOT NULL,
    body INTEGER NOT NULL REFERENCES bodies,
    sha256 TEXT NOT NULL, format TEXT NOT NULL, pages INTEGER, url TEXT,
    root TEXT NOT NULL, places TEXT NOT NULL,  -- JSON list of paths
    meeting TEXT, position INTEGER NOT NULL, paragraphs INTEGER NOT NULL,
    first_indexed TEXT NOT NULL,
    valid_from INTEGER NOT NULL, valid_to INTEGER,
    own TEXT NOT NULL                -- the id that the reading has by itself
);
CREATE INDEX editions_own ON editions (own, valid_from);
CREATE INDEX editions_document ON editions (document, valid_from);
CREATE INDEX editions_meeting ON editions (meeting, valid_from) WHERE meeting IS NOT NULL;
CREATE INDEX editions_body ON editions (body);
CREATE INDEX editions_sha256 ON editions (sha256) WHERE valid_to IS NULL;
CREATE TABLE tombstones (
    document TEXT NOT NULL, title TEXT NOT NULL, date TEXT, reason TEXT NOT NULL,
    withdrawn_at TEXT NOT NULL,
    valid_from INTEGER NOT NULL, valid_to INTEGER
);
CREATE INDEX tombstones_document ON tombstones (document, valid_from);
"""

# How a store of an older layout becomes one of the next: what was published is kept as it is.
_CHANGES = {
    2: """
ALTER TABLE readings_documents ADD COLUMN item TEXT;
ALTER TABLE readings_documents ADD COLUMN number TEXT;
CREATE TABLE containments (
    longer INTEGER NOT NULL REFERENCES bodies ON DELETE CASCADE,
    shorter INTEGER NOT NULL REFERENCES bodies ON DELETE CASCADE,
    holds INTEGER NOT NULL,
    rule TEXT NOT NULL,
    PRIMARY KEY (longer, shorter)
) WITHOUT ROWID;
CREATE INDEX containments_shorter ON containments (shorter);
ALTER TABLE editions ADD COLUMN own TEXT NOT NULL DEFAULT '';
UPDATE editions SET own = document;
CREATE INDEX editions_own ON editions (own, valid_from);
""",
    3: """
CREATE INDEX readings_documents_document ON readings_documents (document);
CREATE INDEX readings_documents_item ON readings_documents (item) WHERE item IS NOT NULL;
CREATE INDEX editions_sha256 ON editions (sha256) WHERE valid_to IS NULL;
CREATE TABLE fresh (sha256 TEXT PRIMARY KEY) WITHOUT ROWID;
ALTER TABLE generations ADD COLUMN composer TEXT NOT NULL DEFAULT '';
""",
}
# What a reader, who may not write, sees in place of a table that has not been changed yet. The star
# takes up the real column as soon as there is one.
_VIEWS = {2: "CREATE TEMP VIEW editions AS SELECT *, document AS own FROM main.editions"}


def connect_reader(index: Path) -> sqlite3.Connection:
    """Open the store in the folder `index` for reading.

    Raises:
        NoIndex: there is none.
        DamagedIndex: the file is no store, or one of a newer version.
    """
    path = index / FILE_NAME
    if not path.is_file():
        raise NoIndex(f"There is no index in {index}.", "Make one with: minutebook index FOLDER")
    try:
        connection = sqlite3.connect(
            f"{path.absolute().as_uri()}?mode=ro",
            uri=True,
            timeout=BUSY_SECONDS,
            check_same_thread=False,  # a pool lends it to one thread at a time
            isolation_level=None,
        )
    except sqlite3.DatabaseError as error:
        raise _damaged(index, error) from error
    with _closed_on_error(connection, index):
        connection.execute(f"PRAGMA cache_size = -{_CACHE_KB}")
        version = _version(connection, index)
        if version in _VIEWS:
            connection.execute(_VIEWS[version])
    return connection


def connect_writer(index: Path) -> sqlite3.Connection:
    """Open the store in the folder `index` for writing, and make it where there is none.

    One of an older layout is changed in place, in one transaction.

    Raises:
        DamagedIndex: the file is no store, or one of a newer version.
    """
    try:
        connection = sqlite3.connect(index / FILE_NAME, timeout=BUSY_SECONDS, isolation_level=None)
    except sqlite3.DatabaseError as error:
        raise _damaged(index, error) from error
    with _closed_on_error(connection, index):
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = NORMAL")
        connection.execute("PRAGMA foreign_keys = ON")
        if not connection.execute("SELECT 1 FROM sqlite_master").fetchone():
            # One transaction: a store without all of its tables never exists.
            connection.executescript(f"BEGIN; {_TABLES} PRAGMA user_version = {VERSION}; COMMIT;")
        for version in range(_version(connection, index), VERSION):
            connection.executescript(
                f"BEGIN IMMEDIATE; {_CHANGES[version]} PRAGMA user_version = {version + 1}; COMMIT;"
            )
    return connection


@contextmanager
def _closed_on_error(connection: sqlite3.Connection, index: Path) -> Iterator[None]:
    try:
        yield
    except sqlite3.DatabaseError as error:
        connection.close()
        raise _damaged(index, error) from error
    except BaseException:
        connection.close()
        raise


def _version(connection: sqlite3.Connection, index: Path) -> int:
    """The store's layout, where it is one that this version can read."""
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    if version == 0:
        raise NoIndex(f"The index in {index} is empty.", "Run: minutebook index FOLDER")
    if version != VERSION and version not in _CHANGES:
        raise DamagedIndex(
            f"The index in {index} is of layout {version}; this Minutebook reads {VERSION}.",
            "Index into a new folder (--index), then serve that one.",
        )
    return int(version)


def _damaged(index: Path, error: sqlite3.DatabaseError) -> DamagedIndex:
    return DamagedIndex(
        f"The store in {index} cannot be read: {error}.",
        "Restore it from a backup, or index into a new folder (--index).",
    )
