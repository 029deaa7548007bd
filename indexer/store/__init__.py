"""What is indexed: documents and their revisions, sources and their fate, published generations.

One SQLite file in the index folder. Reading goes through `Store` and `Snapshot`; the pipeline
writes through `Staging` (what was read, kept at once) and `publish` (one transaction that makes a
generation current).
"""

from indexer.store.kept import Change, Generation, SourceFate, StoredDocument, Tombstone
from indexer.store.reading_side import Store
from indexer.store.snapshot import Snapshot

__all__ = ["Change", "Generation", "Snapshot", "SourceFate", "Store", "StoredDocument", "Tombstone"]
