"""How well the collection was read: measured figures, for the page about the data and the docs.

`figures.csv` beside this file is their one source. The benches write it (bench/recorded.py); rows
of "first runs" were measured once, by hand, before the rules learnt from those sentences.
"""

from __future__ import annotations

import csv
import dataclasses
import datetime as dt
import functools
import math
from pathlib import Path

TABLE = Path(__file__).with_name("figures.csv")
COLUMNS = ("source", "measure", "right", "cases", "measured")


@dataclasses.dataclass(frozen=True, slots=True)
class Figure:
    """Of `cases` read, so many came out `right`; `measured` is the day."""

    source: str
    measure: str
    right: int
    cases: int
    measured: dt.date

    @property
    def wrong(self) -> int:
        """How many came out wrong."""
        return self.cases - self.right

    @property
    def error(self) -> float:
        """The measured share of errors, from 0 to 1."""
        return self.wrong / self.cases

    @property
    def bounds(self) -> tuple[float, float]:
        """Where the true share of errors lies with 95% confidence (Wilson's score interval)."""
        z, n, p = 1.96, self.cases, self.error
        middle = (p + z * z / (2 * n)) / (1 + z * z / n)
        half = z / (1 + z * z / n) * math.sqrt(p * (1 - p) / n + z * z / (4 * n * n))
        return max(0.0, middle - half), min(1.0, middle + half)


@functools.cache
def read() -> tuple[Figure, ...]:
    """Read the table, in its order."""
    with TABLE.open(encoding="utf-8", newline="") as file:
        return tuple(
            Figure(
                row["source"],
                row["measure"],
                int(row["right"]),
                int(row["cases"]),
                dt.date.fromisoformat(row["measured"]),
            )
            for row in csv.DictReader(file)
        )


def of(source: str) -> tuple[Figure, ...]:
    """Give the figures that one source has written."""
    return tuple(figure for figure in read() if figure.source == source)
