"""Puts recognised words in the place of a page's missing text."""

from __future__ import annotations

from collections.abc import Sequence

from indexer.formats import ocr
from indexer.formats.pdf.content import PageContent, Run
from indexer.formats.pdf.draft import common_size

# Recognising more than this would take longer than a file is given.
MOST_PAGES = 60
# Lines of one size are measured a little differently each.
SAME_SIZE = 0.18


def fill_in(content: bytes, pages: Sequence[PageContent], numbers: Sequence[int]) -> list[int]:
    """Recognise the numbered pages, where that is possible, and give them the words as runs.

    Returns:
        The numbers of the pages that have text now.
    """
    if not numbers or not ocr.is_installed():
        return []
    by_number = {page.number: page for page in pages}
    filled = []
    for number, words in ocr.recognise(content, numbers[:MOST_PAGES]):
        page = by_number[number]
        if words:
            usual = common_size((word.size, len(word.text)) for word in words)
            page.runs = [_run(word, usual) for word in words]
            page.unreadable = 0
            filled.append(number)
    return filled


def _run(word: ocr.Word, usual: float) -> Run:
    size = usual if abs(word.size - usual) < SAME_SIZE * usual else word.size
    return Run(word.text, word.x0, word.x1, word.y, word.x1, size, bold=False, hidden=True)
