"""The facet of standing grades: which grade was in force for each document's council on its date.

Nothing of it is stored with the documents: a report that is indexed later changes the facet of
every document of its council, and none of them is written anew.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from indexer.ledger import Ledger
from indexer.records import Grade

FACET = "standing"

_Ints = NDArray[Any]
_GRADES = tuple(Grade)
_NONE = -1  # a report that gives no overall grade ends the one before


def rows(
    dates: _Ints, docs: _Ints, councils: _Ints, slugs: Sequence[str], ledger: Ledger
) -> tuple[_Ints, _Ints]:
    """Give the documents with a grade in force, and the grade's place among `Grade`.

    Args:
        dates: each document's proleptic day number, 0 where undated.
        docs: one entry for each council of each document: the document's number …
        councils: … and the council's place in `slugs`.
        slugs: the councils' slugs; one may stand twice.
        ledger: what the reports say.
    """
    chosen = (np.bincount(docs, minlength=len(dates)) == 1)[docs] & (dates[docs] > 0)
    docs, councils = docs[chosen], councils[chosen].astype(np.int64)
    steps = [
        (
            number << 32 | entry.since.toordinal(),
            _GRADES.index(entry.grade) if entry.grade else _NONE,
        )
        for number, slug in enumerate(slugs)
        for entry in ledger.history(slug)
    ]
    if not steps:
        return docs[:0], councils[:0]
    keys, grades = (np.array(column, np.int64) for column in zip(*steps, strict=True))
    at = np.searchsorted(keys, councils << 32 | dates[docs], "right") - 1
    known = (at >= 0) & (keys[at] >> 32 == councils) & (grades[at] != _NONE)
    return docs[known], grades[at[known]]
