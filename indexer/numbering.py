"""Runs of printed numbers: "84.", "85.", "86." or "CS/20/13", "CS/20/14"."""

from __future__ import annotations

import re
from collections.abc import Sequence

_LONGEST_STEP = 4  # numbers missing between two items: exempt ones are printed elsewhere

_Place = tuple[str, int]  # a run, and the number in it


def longest_run(numbers: Sequence[str]) -> list[int]:
    """The places of the longest sequence of numbers that count on within one run.

    Args:
        numbers: numbers as printed, in reading order; each holds a digit.
    """
    runs: dict[_Place, list[int]] = {}  # the longest run so far up to each number
    for place, printed in enumerate(numbers):
        for kind, number in _places(printed):
            before = [runs[kind, number - step] for step in range(1, _LONGEST_STEP + 1)
                      if (kind, number - step) in runs]  # fmt: skip
            same = runs.get((kind, number))
            if same and numbers[same[-1]] != printed:  # 12a comes after 12
                before.append(same)
            run = [*max(before, key=len, default=[]), place]
            if same is None or len(run) > len(same):
                runs[kind, number] = run
    return max(runs.values(), key=len, default=[])


def _places(printed: str) -> list[_Place]:
    """The runs that a printed number may belong to, and its place in each.

    Of "12/17" and "23/5" either part may be the year.
    """
    *before, last = re.findall(r"\d+|[A-Za-z]+", printed)
    if not last.isdigit():  # 12a goes with 12
        last = before.pop()
    found = [("/".join(before), int(last))]
    if len(before) == 1 and before[0].isdigit():
        found.append((f"/{last}", int(before[0])))
    return found
