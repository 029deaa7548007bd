"""Running headers, footers and page numbers: what recurs at the edges of the pages."""

from __future__ import annotations

import dataclasses
import math
import re
from collections.abc import Iterable, Sequence
from itertools import pairwise, product

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
_NUMBERED_PART = re.compile(
    r"(?:agenda )?(?:question|item|motion|appendix|annex|section|part|table|figure|chapter)\W*\d",
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


# A pattern, about where it stands, and how its numbers go (see `_numbering`).
_Key = tuple[str, int, tuple[tuple[bool, int], ...]]


class _Recurrence:
    """On how many pages a row stands at about the same height.

    A pattern of several words is known by itself: files shift their footers from page to page.
    Numbers in a row must be the same on every page or count with the pages: "Question 3" at the
    head of a page is content.
    """

    def __init__(self, edges: Iterable[Sequence[_EdgeRow]], pages: int) -> None:
        self._pages = pages
        self._found: dict[_Key, set[int]] = {}
        for edge in edges:
            for row in edge:
                for key in _keys(row):
                    self._found.setdefault(key, set()).add(row.page)

    def is_enough(self, row: _EdgeRow) -> bool:
        """Whether the row recurs often enough to be running."""
        return self._count(row) >= max(2, min(4, round(self._pages * 0.3)))

    def is_usual(self, row: _EdgeRow) -> bool:
        """Whether the row is on most pages of a file that has several."""
        return self._pages >= 4 and self._count(row) >= 0.6 * self._pages

    def _count(self, row: _EdgeRow) -> int:
        return max(len(self._found[key]) for key in _keys(row))


def _keys(row: _EdgeRow) -> list[_Key]:
    places: tuple[int, ...] = (row.place - 1, row.place, row.place + 1)
    if sum(letter.isalpha() for letter in row.text) >= TELLING:
        places = (0 if row.at_top else -1,)
    name = pattern(row.text)
    return [(name, place, numbers) for place in places for numbers in _numbering(row)]


def _numbering(row: _EdgeRow) -> list[tuple[tuple[bool, int], ...]]:
    """How a row's numbers may go on: each the same, or counting with the pages (True).

    A page number restarts with each part of a pack: of it nothing is asked.
    """
    if _PAGE_NUMBER.fullmatch(row.text) or _SAYS_PAGE.search(row.text):
        return [()]
    numbers = [int(number) for number in re.findall(r"\d{1,9}", row.text)][:4]
    if _NUMBERED_PART.match(row.text):
        return [tuple((False, number) for number in numbers)]
    ways = [((False, number), (True, number - row.page)) for number in numbers]
    return list(product(*ways))


def _is_furniture(row: _EdgeRow) -> bool:
    """Whether a single row says for itself that it is none of the content."""
    if all(run.artifact for run in row.runs):
        return True
    match = _PAGE_NUMBER.fullmatch(row.text)
    if match is None:
        return False
    return _SAYS_PAGE.match(row.text) is not None or match.group(1) == str(row.page)
