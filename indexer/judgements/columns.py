"""Tables that set several grades beside each area: which column stands, which are behind it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from indexer import dates
from indexer.judgements.bodies import ESTIMATE
from indexer.judgements.grades import grade_alone
from indexer.records import Grade, Paragraph

_BEFORE = re.compile(
    r"\b(?:previous(?:ly)?|last|prior|former|earlier|old|from|baseline|before)\b", re.I
)
_NOW = re.compile(
    r"\b(?:current|latest|new|now|this|to|actual|after|most\s+recent|re-?inspection)\b", re.I
)
_NOT_GIVEN = re.compile(
    r"\b(?:target|aim|ambition|predicted|expected|next|RAG|status|benchmark)\b", re.I
)


def headings(rows: Sequence[Paragraph], position: int) -> tuple[str, ...]:
    """The cells of the heading row above a row of grades; empty where there is none."""
    width = rows[position].text.count(" | ")
    for row in reversed(rows[:position]):
        cells = row.text.split(" | ")
        if len(cells) == 1 or len(cells) - 1 > width:
            return ()
        if not any(map(grade_alone, cells)):
            # A heading row may leave the cell above the labels empty.
            return ("",) * (width + 1 - len(cells)) + tuple(cells)
    return ()


def standing(
    run: Sequence[int], names: Sequence[str], grades: Sequence[Grade | None]
) -> Iterator[tuple[int, bool]]:
    """The columns of a row that are the council's own grades, and whether each is behind another.

    Args:
        run: the places of the grades in the row.
        names: the heading of each place, if there is a heading row.
        grades: the grade at each place.
    """
    named = {at: names[at] if at < len(names) else "" for at in run}
    given = [at for at in run if not (ESTIMATE.search(named[at]) or _NOT_GIVEN.search(named[at]))]
    if len({grades[at] for at in given}) < 2 and not any(_BEFORE.search(named[at]) for at in given):
        yield from ((at, False) for at in given[:1])
        return
    years = {at: max(dates.years(named[at]), default=0) for at in given}
    latest = [at for at in given if years[at] == max(years.values()) > 0]
    now = [at for at in given if _NOW.search(named[at]) and not _BEFORE.search(named[at])]
    open_ = [at for at in given if not _BEFORE.search(named[at])]
    # Without a heading that tells the columns apart, nobody knows which grade stands.
    for choice in (
        now,
        open_ if len(open_) < len(given) else [],
        latest if all(years.values()) else [],
    ):
        if len(choice) == 1:
            yield from ((at, at != choice[0]) for at in given)
            return
    if given and not open_:
        yield from ((at, True) for at in given)
