"""The engines that are measured, by name."""

from __future__ import annotations

from compiled_peers import Tantivy, Xapian
from peers import Engine, Minutebook
from python_peers import SqliteFts5, StockWhoosh

ENGINES: dict[str, type[Engine]] = {
    "minutebook": Minutebook,
    "tantivy": Tantivy,
    "xapian": Xapian,
    "fts5": SqliteFts5,
    "whoosh": StockWhoosh,
}
