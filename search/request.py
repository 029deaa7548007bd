"""A search as asked: URL arguments ↔ SearchRequest, and the canonical address."""

from __future__ import annotations

import dataclasses
import datetime as dt

from indexer.records import Grade, Kind

PAGE_SIZE = 10


@dataclasses.dataclass(frozen=True, slots=True)
class SearchRequest:
    """One search. Equal requests have equal canonical addresses; values are sorted and unique.

    `council` and `committee` hold slugs; `sort` is "relevance", "newest" or "oldest"; `page` counts
    from 1.
    """

    q: str = ""
    council: tuple[str, ...] = ()
    year: tuple[int, ...] = ()
    judgement: tuple[Grade, ...] = ()
    kind: tuple[Kind, ...] = ()
    committee: tuple[str, ...] = ()
    date_from: dt.date | None = None
    date_to: dt.date | None = None
    sort: str = "relevance"
    page: int = 1
