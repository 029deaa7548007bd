"""Tables of contents: titles with the page number set apart are lines, not rows of a table."""

from __future__ import annotations

from collections.abc import Sequence

from indexer.formats.pdf.draft import Draft
from indexer.records import ParagraphKind

# So many lines in succession make a table of contents.
FEWEST = 3


def with_contents_lines(drafts: Sequence[Draft]) -> list[Draft]:
    """The drafts with the rows of a table of contents as paragraphs, "Findings 9"."""
    found: list[Draft] = []
    entries: list[Draft] = []
    for draft in drafts:
        number = _page_number(draft)
        if (number is not None and (not entries or number >= (_page_number(entries[-1]) or 0))) or (
            entries and draft.kind is not ParagraphKind.TABLE_ROW and _is_short(draft)
        ):
            entries.append(draft)
        else:
            found += _settled(entries)
            entries = []
            if number is not None:
                entries.append(draft)
            else:
                found.append(draft)
    return found + _settled(entries)


def _is_short(draft: Draft) -> bool:
    """Whether a draft may be the first line of an entry that wraps, or a heading between two."""
    return len(draft.lines) <= 2 and len(draft.closing) < 100


def _page_number(draft: Draft) -> int | None:
    if draft.kind is not ParagraphKind.TABLE_ROW or len(draft.cells) != 2:
        return None
    number = draft.closing
    return int(number) if number.isdigit() and len(number) <= 3 else None


def _settled(entries: list[Draft]) -> list[Draft]:
    """Entries as lines of contents where there are enough of them, else as they were."""
    if sum(_page_number(entry) is not None for entry in entries) < FEWEST:
        return entries
    lines: list[Draft] = []
    for entry in entries:
        numbered = _page_number(entry) is not None
        if numbered:
            entry.cells = [[*entry.cells[0], *entry.cells[1]]]
            entry.kind = ParagraphKind.PARAGRAPH
        if numbered and lines and _wraps(lines[-1], entry):
            lines[-1].lines.extend(entry.lines)
            lines[-1].bottom = entry.bottom
        else:
            lines.append(entry)
    return lines


def _wraps(first: Draft, second: Draft) -> bool:
    """Whether an entry's number stands on its second line."""
    return (
        not first.closing[-1:].isdigit()
        and second.opening[:1].islower()
        and abs(first.size - second.size) < 0.6
        and first.bottom - second.top < 2 * first.size
    )
