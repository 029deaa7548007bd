"""Keeps measured figures where the page "About the data" and the documentation take them from."""

from __future__ import annotations

import csv
import datetime as dt
from collections.abc import Mapping

from search.figures import COLUMNS, TABLE, read


def record(source: str, figures: Mapping[str, tuple[int, int]]) -> None:
    """Write the figures of one bench into the table, in place of those that it had before.

    Args:
        source: the bench, e.g. "bench/reading.py".
        figures: for each measure how many cases are right, and how many there are.
    """
    today = dt.datetime.now(dt.UTC).date().isoformat()
    kept = [figure for figure in read() if figure.source != source]
    rows: list[tuple[str, str, int, int, str]] = [
        (f.source, f.measure, f.right, f.cases, f.measured.isoformat()) for f in kept
    ]
    rows += [(source, measure, *figure, today) for measure, figure in figures.items()]
    rows.sort(key=lambda row: row[0])
    with TABLE.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(COLUMNS)
        writer.writerows(rows)
