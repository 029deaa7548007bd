"""Paragraphs that a page break cut in two, put together again."""

from __future__ import annotations

from collections.abc import Iterable

from indexer.formats.pdf.draft import Draft
from indexer.formats.pdf.text import ends_sentence, runs_on
from indexer.records import ParagraphKind

_FLOWING = (ParagraphKind.PARAGRAPH, ParagraphKind.LIST_ITEM)


def join_across_pages(drafts: Iterable[Draft]) -> list[Draft]:
    """The drafts with the second halves of paragraphs joined to the first."""
    joined: list[Draft] = []
    for draft in drafts:
        first = _last_flowing(joined)
        if first is not None and _continues(first, draft):
            first.lines.extend(draft.lines)
            first.last_page = draft.last_page
            first.bottom = draft.bottom
        else:
            joined.append(draft)
    return joined


def _last_flowing(joined: list[Draft]) -> Draft | None:
    """The last paragraph before any footnotes at the foot of its page."""
    for draft in reversed(joined[-8:]):
        if not draft.note:
            return draft
    return None


def _continues(first: Draft, second: Draft) -> bool:
    return (
        second.page == first.last_page + 1
        and first.kind in _FLOWING
        and second.kind in _FLOWING
        and second.label is None
        and abs(first.size - second.size) < 0.6
        and not ends_sentence(first.closing)
        and (runs_on(second.opening) or abs(second.indent - first.body) < 4)
    )
