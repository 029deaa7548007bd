"""Running headers, footers and page numbers: what recurs at the edges of the pages."""

from __future__ import annotations

import dataclasses
import math
import re
from collections.abc import Iterable, Sequence
from itertools import pairwise

from indexer.formats.pdf.content import PageContent, Run
from indexer.formats.pdf.lines import rows, run_text

# The share of a page's height at the top and at the bottom where they can stand.
EDGE = 0.14
# So many letters make a text that recurs by itself, wherever at the edge it stands.
TELLING = 8
_NUMBERS = re.compile(r"\d+|\b[ivxl]+$")
_PAGE_NUMBER = re.compile(
    r"(?:page)?\W*(\d{1,4}|[ivxl]{1,6})\W*(?:(?:of|/)\s*\d{1,4})?\W*", re.IGNORECASE
)
_BLANK_PAGE = re.compile(
    r"(?:this )?page (?:is )?(?:intentionally )?(?:left )?(?:intentionally )?blank\.?",
    re.IGNORECASE,
)
_SAYS_PAGE = re.compile(r"\bpage\W{0,3}\d", re.IGNORECASE)


def pattern(text: str) -> str:
    """A text with every number alike."""
    return _NUMBERS.sub("#", text.lower())


@dataclasses.dataclass(frozen=True, slots=True)
class _EdgeRow:
    """A row near an edge; `gap` is its distance to the next row towards the middle."""

    page: int
    runs: list[Run]
    text: str
    height: float
    gap: float
    at_top: bool

    @property
    def place(self) -> int:
        """The height on the page, in steps that forgive small shifts."""
        return round(self.height / 8)

    @property
    def stands_off(self) -> bool:
        """Whether more than a line's pitch is between it and the next row."""
        return self.gap > 1.6 * max(run.size for run in self.runs)


def take_running(pages: Sequence[PageContent]) -> list[str]:
    """Remove running headers, footers and page numbers from the pages.

    A row at a page's edge is running when it recurs at the same height on enough pages (numbers in
    it may differ), nothing but running rows stands between it and the edge, and it stands off from
    what follows or recurs on most pages. What the file itself declares an artifact there goes too.

    Returns:
        Each removed text once, in order of appearance.
    """
    removed: dict[str, str] = {}
    gone: set[int] = set()
    for page in pages:
        text = run_text([run for run in page.runs if run.text.strip()][:20])
        if _BLANK_PAGE.fullmatch(text):
            removed.setdefault(text.lower(), text)
            gone.update(id(run) for run in page.runs)
    edges = [edge for page in pages for edge in _edges(page)]
    recurrence = _Recurrence(edges, len(pages))
    for edge in edges:
        for row in _running_rows(edge, recurrence):
            removed.setdefault(pattern(row.text), row.text)
            gone.update(id(run) for run in row.runs)
    for page in pages:
        page.runs = [run for run in page.runs if id(run) not in gone]
    return list(removed.values())


def _running_rows(edge: Sequence[_EdgeRow], recurrence: _Recurrence) -> list[_EdgeRow]:
    """The rows from the edge inwards that are running."""
    running: list[_EdgeRow] = []
    for row in edge:
        if not (_is_furniture(row) or recurrence.is_enough(row)):
            break
        running.append(row)
    while running and not (
        running[-1].stands_off or _is_furniture(running[-1]) or recurrence.is_usual(running[-1])
    ):
        running.pop()
    return running


def _edges(page: PageContent) -> Iterable[list[_EdgeRow]]:
    upright = [run for run in page.runs if run.turn == 0 and run.text.strip()]
    zone = EDGE * page.height
    # A little more than the zone, to see what the innermost row of it stands against.
    top = rows(run for run in upright if run.y > page.height - zone - 40)
    bottom = rows(run for run in upright if run.y < zone + 40)
    bottom.reverse()
    for edge, at_top in ((top, True), (bottom, False)):
        heights = [row[0].y for row in edge]
        gaps = [abs(one - other) for one, other in pairwise([*heights, math.inf])]
        yield [
            _EdgeRow(page.number, row, run_text(row), height, gap, at_top)
            for row, height, gap in zip(edge, heights, gaps, strict=True)
            if not zone < height < page.height - zone
        ]


class _Recurrence:
    """On how many pages a row's pattern stands at about the same height.

    A pattern of several words is known by itself: files shift their footers from page to page.
    """

    def __init__(self, edges: Iterable[Sequence[_EdgeRow]], pages: int) -> None:
        self._pages = pages
        self._places: dict[tuple[str, int], set[int]] = {}
        for edge in edges:
            for row in edge:
                for place in self._keys(row):
                    self._places.setdefault((pattern(row.text), place), set()).add(row.page)

    def is_enough(self, row: _EdgeRow) -> bool:
        """Whether the row recurs often enough to be running."""
        return self._count(row) >= max(2, min(4, round(self._pages * 0.3)))

    def is_usual(self, row: _EdgeRow) -> bool:
        """Whether the row is on most pages of a file that has several."""
        return self._pages >= 4 and self._count(row) >= 0.6 * self._pages

    def _keys(self, row: _EdgeRow) -> tuple[int, ...]:
        if sum(letter.isalpha() for letter in row.text) >= TELLING:
            return (0 if row.at_top else -1,)
        return (row.place - 1, row.place, row.place + 1)

    def _count(self, row: _EdgeRow) -> int:
        key = pattern(row.text)
        return max(len(self._places.get((key, place), ())) for place in self._keys(row))


def _is_furniture(row: _EdgeRow) -> bool:
    """Whether a single row says for itself that it is none of the content."""
    if all(run.artifact for run in row.runs):
        return True
    match = _PAGE_NUMBER.fullmatch(row.text)
    if match is None:
        return False
    return _SAYS_PAGE.match(row.text) is not None or match.group(1) == str(row.page)
