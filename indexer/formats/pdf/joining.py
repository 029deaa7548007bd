"""Paragraphs that a page break, or a bad tagger, cut in two, put together again."""

from __future__ import annotations

import re
from collections.abc import Iterable

from indexer.formats.pdf.draft import Draft
from indexer.formats.pdf.margins import has_room
from indexer.formats.pdf.text import ends_sentence, runs_on
from indexer.records import ParagraphKind

# An item of a list, which begins small without being the middle of a sentence.
_LETTERED = re.compile(r"[a-z]{1,4}[.)]\s")
# A word after which no sentence, heading or item ends.
_LEADS_ON = re.compile(r"\b(?:the|an?|of|its|their|this|these)$")
# A word with which none begins; "to" begins items of lists.
_GOES_ON = re.compile(r"(?:of|with|and|or|than|those|which|whose|that)\b")
_LONGEST_HEADING = 140  # letters
_SAME_EDGE = 4.0  # points
_FLOWING = (ParagraphKind.PARAGRAPH, ParagraphKind.LIST_ITEM)


def join_broken(drafts: Iterable[Draft]) -> list[Draft]:
    """The drafts with the second halves of paragraphs joined to the first."""
    joined: list[Draft] = []
    heads = _Heads()
    for draft in drafts:
        if heads.repeats(draft):
            draft.note = True  # it stands between the halves of a row as a footnote does
        first = joined[-1] if joined and draft.note else _last_flowing(joined)
        cells = _cells_that_go_on(first, draft) if first is not None else None
        if first is not None and cells is not None:
            for cell, lines in zip(cells, draft.cells, strict=True):
                cell.extend(lines)
            first.last_page = draft.last_page
            first.bottom = draft.bottom
        elif first is not None and _is_rest(first, draft):
            if draft.kind is ParagraphKind.HEADING:
                first.kind, first.level = draft.kind, draft.level
            first.lines.extend(draft.lines)
            first.last_page = draft.last_page
            first.bottom = draft.bottom
            first.room = draft.room
        else:
            joined.append(draft)
    return joined


class _Heads:
    """The ruled rows so far, so that a heading row printed again on each page is known."""

    def __init__(self) -> None:
        self._seen: dict[tuple[str, ...], tuple[int, list[float]]] = {}

    def repeats(self, draft: Draft) -> bool:
        """Whether a ruled row was printed in the same columns on an earlier page."""
        if not draft.edges:
            return False
        texts = tuple(" ".join(cell) for cell in draft.cells)
        page, edges = self._seen.setdefault(texts, (draft.page, draft.edges))
        return draft.page > page and all(
            abs(a - b) < _SAME_EDGE for a, b in zip(edges, draft.edges, strict=True)
        )


def _last_flowing(joined: list[Draft]) -> Draft | None:
    """The last paragraph before any footnotes at the foot of its page."""
    for draft in reversed(joined[-8:]):
        if not draft.note:
            return draft
    return joined[-1] if joined else None


def _is_rest(first: Draft, second: Draft) -> bool:
    return (
        _crosses_page(first, second)
        or cut_in_line(first, second)
        or _broken_by_hand(first, second)
        or _heading_goes_on(first, second)
    )


def _may_join(first: Draft, second: Draft) -> bool:
    """Whether the second could be the rest of the first, as far as their looks go."""
    full = first.room is not None and not has_room(first.room, second.first_word, second.size)
    return (
        first.kind in _FLOWING
        and second.kind in _FLOWING
        and second.label is None
        and abs(first.size - second.size) < 0.6
        and (full or first.room is None)
    )


def cut_in_line(first: Draft, second: Draft) -> bool:
    """Whether two drafts on one page are one sentence, cut between two of its lines."""
    return (
        _may_join(first, second)
        and _is_next_line(first, second)
        and abs(second.indent - first.body) < 4
        and not ends_sentence(first.closing)
        and second.opening[:1].islower()
    )


def _broken_by_hand(first: Draft, second: Draft) -> bool:
    """Whether a typist began a new line in the middle of a sentence, as the words there show."""
    in_sentence = _LEADS_ON.search(first.closing) is not None or (
        _GOES_ON.match(second.opening) is not None and not ends_sentence(first.closing)
    )
    return (
        in_sentence
        and first.kind in _FLOWING
        and second.kind is ParagraphKind.PARAGRAPH
        and second.label is None
        and _is_next_line(first, second)
        and abs(second.indent - first.body) < 4
    )


def _heading_goes_on(first: Draft, second: Draft) -> bool:
    """Whether a heading was cut after a comma: "Question by Ms A to Mr B, / Cabinet Member"."""
    return (
        second.kind is ParagraphKind.HEADING
        and first.kind in (ParagraphKind.PARAGRAPH, ParagraphKind.HEADING)
        and first.bold
        and second.bold
        and first.label is None
        and second.label is None
        and _is_next_line(first, second)
        and first.closing.endswith(",")
        and sum(map(len, first.lines)) < _LONGEST_HEADING
    )


def _is_next_line(first: Draft, second: Draft) -> bool:
    """Whether a draft begins in the line below the end of another, in letters of its size."""
    return (
        second.page == first.last_page
        and abs(first.size - second.size) < 0.6
        and 0 < first.bottom - second.top < 1.6 * second.size
    )


def _crosses_page(first: Draft, second: Draft) -> bool:
    if second.page != first.last_page + 1 or not _may_join(first, second):
        return False
    in_line = abs(second.indent - first.body) < 4
    if not ends_sentence(first.closing):
        return in_line or runs_on(second.opening)
    # A sentence that ends with the page: an item goes on in its hanging column.
    hangs = first.label is not None and first.body - first.indent > 4
    return in_line and (hangs or second.goes_on)


def _cells_that_go_on(first: Draft, second: Draft) -> list[list[str]] | None:
    """The cells of a ruled row that the page cuts, for each of what comes first on the next page.

    None where that is no rest of the row: every piece must stand under a cell whose sentence has
    not ended, and begin as the middle of a sentence does.
    """
    if not first.edges or second.page != first.last_page + 1 or _LETTERED.match(second.opening):
        return None
    edges = second.edges or ([second.indent] if second.kind in _FLOWING else [])
    found: list[list[str]] = []
    for edge, lines in zip(edges, second.cells, strict=False):
        cell = next(
            (
                c
                for e, c in zip(first.edges, first.cells, strict=True)
                if abs(e - edge) < _SAME_EDGE
            ),
            None,
        )
        if cell is None or ends_sentence(cell[-1]) or not lines[0][:1].islower():
            return None
        found.append(cell)
    return found or None
