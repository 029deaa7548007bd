"""Chooses for each page between its tags and its geometry, by measured signs."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from itertools import pairwise

from indexer.formats.pdf.content import PageContent
from indexer.formats.pdf.draft import Draft
from indexer.formats.pdf.geometry import paragraphs_by_geometry
from indexer.formats.pdf.joining import cut_in_line
from indexer.formats.pdf.tagged import TaggedText, paragraphs_by_tags
from indexer.formats.pdf.tags import Element

# The share of a page's letters that tags must cover for the page to be read by them.
COVERED = 0.85
# The share of a page's paragraphs that show a fault of the tagger, and the fewest that tell.
CUT = 0.25
SIDE_BY_SIDE = 0.4
FEWEST_CUT = 3
FEWEST_SIDE_BY_SIDE = 6


def in_order(pages: Sequence[PageContent], elements: Sequence[Element]) -> list[Draft]:
    """Each page by its tags where they are good, else by its geometry; pages in order."""
    tagged = paragraphs_by_tags(pages, elements)
    by_page = _by_page(pages, tagged)
    good = [p for p in pages if has_good_tags(p, by_page[p.number], tagged.held)]
    numbers = {page.number for page in good}
    rest = [page for page in pages if page.number not in numbers]
    if rest:
        # A paragraph that reaches a page of the rest is read as far as the good pages go.
        tagged = paragraphs_by_tags(good, elements)
        by_page = _by_page(pages, tagged)
    left = [leftover for page in good if (leftover := _left_over(page, tagged.held)).runs]
    by_page.update(paragraphs_by_geometry(rest))
    for number, drafts in paragraphs_by_geometry(left).items():
        for draft in drafts:
            _insert(by_page[number], draft)
    return [draft for page in pages for draft in _notes_last(by_page[page.number])]


def _notes_last(drafts: Sequence[Draft]) -> list[Draft]:
    """A page's paragraphs, its footnotes at its foot: taggers put them where they are cited."""
    return sorted(drafts, key=lambda draft: draft.note)


def pages_read_by_tags(pages: Sequence[PageContent], elements: Sequence[Element]) -> set[int]:
    """The numbers of the pages that are read by their tags, once running texts are taken."""
    tagged = paragraphs_by_tags(pages, elements)
    by_page = _by_page(pages, tagged)
    return {p.number for p in pages if has_good_tags(p, by_page[p.number], tagged.held)}


def _by_page(pages: Sequence[PageContent], tagged: TaggedText) -> dict[int, list[Draft]]:
    by_page: dict[int, list[Draft]] = {page.number: [] for page in pages}
    for draft in tagged.drafts:
        by_page[draft.page].append(draft)
    return by_page


def has_good_tags(page: PageContent, drafts: Sequence[Draft], held: set[int]) -> bool:
    """Whether a page is better read by its tags.

    They must cover the letters, and show neither of two faults: each printed line tagged as a
    paragraph, or each cell of a table tagged as a paragraph beside others.
    """
    letters = covered = 0
    for run in page.runs:
        if not run.artifact:
            count = len(run.text.strip())
            letters += count
            covered += count if id(run) in held else 0
    if not letters or covered < COVERED * letters:
        return False
    cut = sum(cut_in_line(first, second) for first, second in pairwise(drafts))
    if cut >= FEWEST_CUT and cut > CUT * len(drafts):
        return False
    beside = _side_by_side(drafts)
    return beside < FEWEST_SIDE_BY_SIDE or beside <= SIDE_BY_SIDE * len(drafts)


def _side_by_side(drafts: Sequence[Draft]) -> int:
    """How many drafts stand on one baseline with another: pieces of a row that are no row."""
    ordered = sorted(draft.top for draft in drafts)
    beside = {
        index + step
        for index, (lower, upper) in enumerate(pairwise(ordered))
        for step in (0, 1)
        if upper - lower < 1
    }
    return len(beside)


def _left_over(page: PageContent, held: set[int]) -> PageContent:
    """The page with what its tags leave out, so that nothing printed is lost."""
    runs = [run for run in page.runs if id(run) not in held and run.text.strip()]
    return dataclasses.replace(page, runs=runs, rules=[])


def _insert(drafts: list[Draft], draft: Draft) -> None:
    """Put a left-over paragraph before the first that stands below it."""
    for index, other in enumerate(drafts):
        if other.top < draft.top:
            drafts.insert(index, draft)
            return
    drafts.append(draft)
