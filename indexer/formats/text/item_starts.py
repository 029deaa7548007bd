"""Where items begin on a saved meeting page, when the saver lost the layout that said so."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Sequence

from indexer.formats.agenda import without_file_note
from indexer.formats.text import wording
from indexer.formats.text.paragraphs import TextParagraph
from indexer.labels import BULLET, leading_label
from indexer.numbering import longest_run

LONGEST_TITLE = 250  # letters


def numbers(found: Sequence[TextParagraph]) -> int:
    """How many items of the page have a number on a line of its own."""
    return len(_numbered(found))


def with_numbers(found: Sequence[TextParagraph]) -> list[TextParagraph]:
    """Tell the items' numbers, which count on through the page, from the labels of paragraphs."""
    run = set(_numbered(found))
    return [dataclasses.replace(each, number=place in run) for place, each in enumerate(found)]


def _numbered(found: Sequence[TextParagraph]) -> list[int]:
    alone = [place for place, each in enumerate(found[:-1]) if wording.NUMBER.fullmatch(each.text)]
    before_titles = [place for place in alone if is_title(found[place + 1])]
    longest, titled = (
        [places[each] for each in longest_run([found[place].text for place in places])]
        for places in (alone, before_titles)
    )
    # A list inside an item may be the longest run of all, but sentences stand behind its numbers.
    return titled if len(titled) * 2 > len(longest) else longest


def from_rows(found: Sequence[TextParagraph]) -> Iterator[TextParagraph]:
    """Pages saved row by row, a bar at each row's end: part each item's title from its text."""
    if sum(each.row_end for each in found) < 2:
        yield from found
        return
    begins = False
    for each in found:
        if each.text == "|" or wording.TABLE_HEAD.fullmatch(each.text):
            begins = True
        elif not begins:
            yield each
            begins = each.row_end
        elif each.text != wording.NOTE_MARK:
            yield from _row(each)
            begins = each.row_end


def _row(each: TextParagraph) -> Iterator[TextParagraph]:
    """The first line of an item's row: its title as far as it can be told, then the rest."""
    if wording.PART.match(each.text):
        yield dataclasses.replace(each, text="", title=True)
        yield each
        return
    cut = wording.END_OF_TITLE.search(each.text)
    if cut is None:
        yield dataclasses.replace(each, title=True)
        return
    # The size of the attachment ends the title; the first words of a sentence begin the text.
    end = cut.start() if without_file_note(cut[0]) else cut.end()
    yield dataclasses.replace(each, text=each.text[: cut.start()], title=True)
    if rest := each.text[end:].strip():
        yield dataclasses.replace(each, text=rest, gap=0)


def from_gaps(found: Sequence[TextParagraph]) -> Iterator[TextParagraph]:
    """Pages without numbers: wide gaps and file notes part the items.

    Savers leave a gap for each heading or cell that they drop: a wider one before each item than
    between its agenda text and its minutes.
    """
    head = _end_of_head(found)
    gaps = [each.gap for each in found[head + 1 :]]
    wide = 3 if max(gaps, default=0) >= 3 else 2
    yield from found[:head]
    starts = [
        place
        for place in range(head, len(found))
        if place == head or found[place].gap >= wide or _has_file_note(found[place])
    ]
    for start, end in zip(starts, [*starts[1:], len(found)], strict=True):
        first, *rest = found[start:end]
        if is_title(first):
            yield dataclasses.replace(first, title=True)
        else:
            # A title that was lost too: the item shows by its list of documents.
            if wide == 3 and any(wording.PART.fullmatch(each.text) for each in found[start:end]):
                yield dataclasses.replace(first, text="", title=True)
            yield first
        yield from rest


def is_title(each: TextParagraph) -> bool:
    """Whether the paragraph reads like a title: short, and neither a sentence nor a list item."""
    text = each.text
    if each.listed or len(text) > LONGEST_TITLE or wording.PART.fullmatch(text):
        return False
    label = leading_label(text)
    if label == BULLET or (label and not wording.NUMBERED.fullmatch(text)):
        return False
    return _has_file_note(each) or not (
        wording.SENTENCE.fullmatch(text) or wording.REPORTED.search(text)
    )


def _has_file_note(each: TextParagraph) -> bool:
    return (
        len(each.text) <= LONGEST_TITLE
        and leading_label(each.text) != BULLET
        and not each.listed
        and without_file_note(each.text) != each.text
    )


def _end_of_head(found: Sequence[TextParagraph]) -> int:
    """The place of the first paragraph after the page's heading, fields and column titles."""
    for place, each in enumerate(found):
        if wording.is_table_head(each.text):
            return place + 1
    place = 0
    while place < len(found) and wording.is_around(found[place].text):
        place += 1
    return place
