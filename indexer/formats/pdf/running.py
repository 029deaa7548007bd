"""Running headers, footers and page numbers: what recurs at the edges of the pages."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterable, Sequence

from indexer.formats.pdf.content import PageContent, Run
from indexer.formats.pdf.lines import rows, run_text

# The share of a page's height at the top and at the bottom where they can stand.
EDGE = 0.14
_NUMBERS = re.compile(r"\d+|\b[ivxl]+$")
_PAGE_NUMBER = re.compile(
    r"(?:page)?\W*(\d{1,4}|[ivxl]{1,6})\W*(?:(?:of|/)\s*\d{1,4})?\W*", re.IGNORECASE
)
_BLANK_PAGE = re.compile(
    r"(?:this )?page (?:is )?(?:intentionally )?left (?:intentionally )?blank\.?", re.IGNORECASE
)
_SAYS_PAGE = re.compile(r"\bpage\W{0,3}\d", re.IGNORECASE)


@dataclasses.dataclass(frozen=True, slots=True)
class _EdgeRow:
    page: int
    runs: list[Run]
    text: str
    height: float

    @property
    def pattern(self) -> str:
        """The text with every number alike."""
        return _NUMBERS.sub("#", self.text.lower())

    @property
    def place(self) -> int:
        """The height on the page, in steps that forgive small shifts."""
        return round(self.height / 8)


def take_running(pages: Sequence[PageContent]) -> list[str]:
    """Remove running headers, footers and page numbers from the pages.

    A row at a page's edge is running when it recurs at the same height on enough pages (numbers in
    it may differ) and nothing but running rows stands between it and the edge. What the file itself
    declares an artifact at the edge goes too.

    Returns:
        Each removed text once, in order of appearance.
    """
    edges = [edge for page in pages for edge in _edges(page)]
    places: dict[tuple[str, int], set[int]] = {}
    for edge in edges:
        for row in edge:
            places.setdefault((row.pattern, row.place), set()).add(row.page)
    need = max(2, min(4, round(len(pages) * 0.3)))
    removed: dict[str, str] = {}
    gone: set[int] = set()
    for page in pages:
        text = run_text([run for run in page.runs if run.text.strip()][:20])
        if _BLANK_PAGE.fullmatch(text):
            removed.setdefault(text.lower(), text)
            gone.update(id(run) for run in page.runs)
    for edge in edges:
        for row in edge:
            if not (_recurs(row, places, need) or _is_furniture(row)):
                break
            removed.setdefault(row.pattern, row.text)
            gone.update(id(run) for run in row.runs)
    for page in pages:
        page.runs = [run for run in page.runs if id(run) not in gone]
    return list(removed.values())


def _edges(page: PageContent) -> Iterable[list[_EdgeRow]]:
    upright = [run for run in page.runs if run.turn == 0 and run.text.strip()]
    top = rows(run for run in upright if run.y > page.height * (1 - EDGE))
    bottom = rows(run for run in upright if run.y < page.height * EDGE)
    bottom.reverse()
    for edge in (top, bottom):
        yield [_EdgeRow(page.number, row, run_text(row), row[0].y) for row in edge]


def _recurs(row: _EdgeRow, places: dict[tuple[str, int], set[int]], need: int) -> bool:
    pages: set[int] = set()
    for place in (row.place - 1, row.place, row.place + 1):
        pages |= places.get((row.pattern, place), set())
    return len(pages) >= need


def _is_furniture(row: _EdgeRow) -> bool:
    """Whether a single row says for itself that it is none of the content."""
    if all(run.artifact for run in row.runs):
        return True
    match = _PAGE_NUMBER.fullmatch(row.text)
    if match is None:
        return False
    return _SAYS_PAGE.match(row.text) is not None or match.group(1) == str(row.page)
