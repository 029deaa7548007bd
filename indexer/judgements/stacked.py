"""Areas and grades that stand each on a line of its own, as a table saved as text leaves them."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Sequence

from indexer.judgements import columns
from indexer.judgements.areas import area_of_label
from indexer.judgements.grades import grade_alone
from indexer.records import Area, Paragraph

_COLUMN_TITLES = re.compile(r"(?:judge?ments?\s*)?(?:grades?\s*)?(?:judge?ments?\s*)?", re.I)
_FEWEST = 3  # grades that a table read column by column must have
_LONGEST_TITLE = 40  # letters of a column's heading


def area_of_line(paragraphs: Sequence[Paragraph], position: int) -> tuple[Area, bool] | None:
    """Whose the grade is that stands alone at `position`, and whether a later one stands beside it.

    The lines are read in the order in which their run begins: label and then grade, with several
    grades where the table has several columns, or grade and then label; or all labels and then all
    grades. None where that is not clear.
    """
    lines = [paragraph.text for paragraph in paragraphs]
    if (column := _in_columns(lines, position)) is not None:
        return (column, False)
    first, last = _run(lines, position, _is_either)
    if area_of_label(lines[first]) or not area_of_label(lines[last]):
        return _below_label(paragraphs, position, first)
    alternate = all(
        bool(grade_alone(lines[at])) is ((at - first) % 2 == 0) for at in range(first, last + 1)
    )
    if not alternate or lines[position][0].islower():  # the last word of the headline above
        return None
    area = area_of_label(lines[position + 1])
    return (area, False) if area else None


def _is_either(line: str) -> bool:
    return bool(grade_alone(line) or area_of_label(line))


def _run(lines: Sequence[str], at: int, belongs: Callable[[str], object]) -> tuple[int, int]:
    """The first and the last line of the run around a line."""
    before = itertools.takewhile(lambda place: belongs(lines[place]), range(at, -1, -1))
    after = itertools.takewhile(lambda place: belongs(lines[place]), range(at, len(lines)))
    return min(before), max(after)


def _below_label(
    paragraphs: Sequence[Paragraph], position: int, block: int
) -> tuple[Area, bool] | None:
    """The label above a grade, or above the grades beside it in the columns of its table."""
    lines = [paragraph.text for paragraph in paragraphs]
    first, last = _run(lines, position, grade_alone)
    area = area_of_label(lines[first - 1]) if first else None
    if area is None:
        return None
    if first == last:
        return (area, False)
    grades = [grade_alone(line) for line in lines[first : last + 1]]
    titles = lines[max(0, block - len(grades)) : block]
    names = titles if all(len(title) <= _LONGEST_TITLE for title in titles) else []
    standing = dict(columns.standing(range(len(grades)), names, grades))
    behind = standing.get(position - first)
    return None if behind is None else (area, behind)


def _in_columns(lines: Sequence[str], position: int) -> Area | None:
    """The area of a grade in a table read column by column: the labels, then as many grades."""
    first, last = _run(lines, position, grade_alone)
    count = last - first + 1
    above = first - bool(first and _COLUMN_TITLES.fullmatch(lines[first - 1]))
    labels = [area_of_label(line) for line in lines[max(0, above - count) : above]]
    if count < _FEWEST or len(labels) < count or None in labels:
        return None
    beyond = above - count - 1
    if beyond >= 0 and area_of_label(lines[beyond]):
        return None  # more labels than grades: which belong together is unknown
    return labels[position - first]
