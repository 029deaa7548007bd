"""The contract of every engine's writing side.

A generation of the index is built aside: `open_writer` starts one in an empty place, from the
previous generation where there is one; nothing is visible to readers until the store publishes it.
"""

from __future__ import annotations

from pathlib import Path
from typing import Protocol

from indexer.records import Document


class IndexWriter(Protocol):
    """Writes one generation. Every engine keeps this contract (tests/test_engine_contract.py)."""

    def at(self, generation: int) -> None:
        """Say in which generation what follows happens; numbers never fall. The first is 1.

        What is replaced or withdrawn stays in the index for those who look back to the generations
        in which it stood.
        """

    def put(self, document: Document) -> None:
        """Add the document, or replace the one with the same id (the last `put` wins)."""

    def withdraw(self, document_id: str) -> None:
        """Remove the document; no effect where the id is not in the index."""

    def finish(self) -> None:
        """Make the generation complete and durable on disk. The writer is unusable afterwards.

        Raises:
            UnusableIndex: what was written does not read back.
        """

    def abandon(self) -> None:
        """Give up and remove what was written."""


def open_writer(target: Path, previous: Path | None = None) -> IndexWriter:
    """Start a generation in the empty folder `target`, from the generation in `previous`."""
    from indexer.whoosh_writer import WhooshWriter  # noqa: PLC0415 - engines load when chosen

    return WhooshWriter(target, previous)
