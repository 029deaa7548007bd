"""Pages of a committee system saved as plain text, told by the words that such pages print."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator, Sequence

from indexer.blocks import Furniture, SourceText
from indexer.formats.agenda import Piece, Role, assemble, part_of, without_file_note
from indexer.formats.text import address, telling, wording
from indexer.formats.text.item_lists import indexed, with_unlisted
from indexer.formats.text.item_starts import (
    from_gaps,
    numbers,
    numbers_before_titles,
    with_numbers,
)
from indexer.formats.text.page_kind import genre_of, is_headed, record_lines
from indexer.formats.text.page_walk import PageWalk
from indexer.formats.text.paragraphs import TextParagraph, join_labels
from indexer.formats.text.rows import from_rows, numbered_rows, unbarred_rows

_LONGEST_FOOT = 60  # paragraphs


def is_page(found: Sequence[TextParagraph]) -> bool:
    """Whether the text is such a page: it names itself, or prints such a page's labels."""
    if any(wording.is_table_head(each.text) for each in found) or is_headed(found):
        return True
    named, start = genre_of(found)
    if named != "moderngov meeting" and start >= 0:
        return True
    listing = start >= 0 and found[start].text == "Meeting documents"
    if listing and indexed(found[start + 1 :], plain=True):
        return True
    labelled = any(
        wording.PART.fullmatch(each.text) and part_of(each.text) in {"minutes", "links"}
        for each in _split_inline_parts(found)
    )
    noted = sum(without_file_note(each.text) != each.text for each in found)
    recorded = named == "moderngov decision" and record_lines(found) > 1
    rowed = unbarred_rows(found) > 1
    return labelled or noted > 1 or recorded or rowed or _asks_first(found)


def _asks_first(found: Sequence[TextParagraph]) -> bool:
    """Whether an item's page lost all but its text: what was asked, then what came of it."""
    return (
        bool(re.match(r"To [a-z]+ ", found[0].text) and telling.is_sentence(found[0].text))
        and any(telling.reports(each.text) for each in found[1:])
        if found
        else False
    )


def read(found: Sequence[TextParagraph], url: str | None = None) -> SourceText:
    """Read the page: its items, and the furniture around them.

    Args:
        found: its paragraphs.
        url: its own address, where it bears one: that tells what a page is that lost its name.
    """
    genre, start = genre_of(found)
    if start < 0:
        genre = address.genre_of(url) or genre
    around = [
        Furniture("title" if wording.PAGE_TITLE.match(each.text) else "running", each.text)
        for each in found[: max(start, 0)]
    ]
    if start >= 0:
        around.append(Furniture("heading", found[start].text))
    end = _end_of_text(found)
    around += [Furniture("running", each.text) for each in found[end:]]
    asks_only = start >= 0 and wording.AGENDA_PAGE.fullmatch(found[start].text) is not None
    page = PageWalk(_laid_out(found[start + 1 : end], genre), genre, asks_only=asks_only)
    if number := address.item_of(url):
        page.pieces.append(Piece(Role.ITEM, number))
    page.walk()
    sections, before = assemble(
        page.pieces, "decision" if genre == "moderngov decision" else "agenda"
    )
    return SourceText(
        format="text",
        genre=genre,
        blocks=tuple(before),
        furniture=tuple(dict.fromkeys([*around, *page.around])),
        sections=tuple(sections),
    )


def _end_of_text(found: Sequence[TextParagraph]) -> int:
    """Where the page's foot begins: two of the site's own links or questions in a row."""
    for place in range(max(len(found) - _LONGEST_FOOT, 0), len(found)):
        rest = found[place:]
        if all(_is_of_the_site(each.text) for each in rest[:2]) and not any(
            wording.PART.fullmatch(each.text) or wording.NUMBER.fullmatch(each.text)
            for each in rest
        ):
            return place
    return len(found)


def _is_of_the_site(text: str) -> bool:
    return bool(wording.NAVIGATION.fullmatch(text) or wording.FOOTER.fullmatch(text))


def _laid_out(found: Sequence[TextParagraph], genre: str) -> list[TextParagraph]:
    """The paragraphs with the layout made up for that the saver lost."""
    if genre == "moderngov meeting" and (listed := indexed(found, plain=_is_plain(found))):
        return listed
    if genre != "moderngov meeting":
        return list(_split_inline_parts(join_labels(found)))
    if numbers(found) > 1 or numbers_before_titles(found):
        numbered = with_unlisted([each for each in with_numbers(found) if each.text != "|"])
        return list(_split_inline_parts(join_labels(numbered)))
    headed = any(wording.is_table_head(each.text) and "|" in each.text for each in found)
    barred = headed or sum(each.row_end for each in found) > 1
    if barred or numbered_rows(found) or unbarred_rows(found) > 1:
        return list(_split_inline_parts(list(from_rows(join_labels(found)))))
    return list(from_gaps(list(_split_inline_parts(join_labels(found)))))


def _is_plain(found: Sequence[TextParagraph]) -> bool:
    """Whether the page has none of the newer pages' marks: columns, parts, the sizes of files."""
    return not any(
        wording.is_table_head(each.text)
        or part_of(each.text) in {"minutes", "links"}
        or without_file_note(each.text) != each.text
        or each.row_end
        for each in found
    )


def _split_inline_parts(found: Sequence[TextParagraph]) -> Iterator[TextParagraph]:
    """Some savers put "Minutes:" on the line of the text before or after it."""
    for each in found:
        gap = each.gap
        if each.title or each.number:
            yield each
            continue
        for piece in wording.INLINE_PART.split(each.text):
            if text := piece.strip(" |"):
                yield dataclasses.replace(each, text=text, gap=gap)
                gap = 0
