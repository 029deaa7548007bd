"""Pages of a committee system saved as plain text, told by the words that such pages print."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Sequence

from indexer.blocks import Furniture, SourceText
from indexer.formats.agenda import assemble, part_of, without_file_note
from indexer.formats.text import wording
from indexer.formats.text.item_starts import (
    from_gaps,
    numbers,
    numbers_before_titles,
    with_numbers,
)
from indexer.formats.text.page_kind import genre_of, is_headed, record_lines
from indexer.formats.text.page_walk import PageWalk
from indexer.formats.text.paragraphs import TextParagraph, join_labels
from indexer.formats.text.rows import from_rows, numbered_rows

_LONGEST_FOOT = 60  # paragraphs


def is_page(found: Sequence[TextParagraph]) -> bool:
    """Whether the text is such a page: it names itself, or prints such a page's labels."""
    if any(wording.is_table_head(each.text) for each in found) or is_headed(found):
        return True
    named = genre_of(found)[0]
    if named != "moderngov meeting" and genre_of(found)[1] >= 0:
        return True
    labelled = any(
        wording.PART.fullmatch(each.text) and part_of(each.text) in {"minutes", "links"}
        for each in _split_inline_parts(found)
    )
    noted = sum(without_file_note(each.text) != each.text for each in found)
    return labelled or noted > 1 or (named == "moderngov decision" and record_lines(found) > 1)


def read(found: Sequence[TextParagraph]) -> SourceText:
    """Read the page: its items, and the furniture around them."""
    genre, start = genre_of(found)
    around = [
        Furniture("title" if wording.PAGE_TITLE.match(each.text) else "running", each.text)
        for each in found[: max(start, 0)]
    ]
    if start >= 0:
        around.append(Furniture("heading", found[start].text))
    end = _end_of_text(found)
    around += [Furniture("running", each.text) for each in found[end:]]
    page = PageWalk(_laid_out(found[start + 1 : end], genre), genre)
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
    if genre != "moderngov meeting":
        return list(_split_inline_parts(join_labels(found)))
    if numbers(found) > 1 or numbers_before_titles(found):
        numbered = [each for each in with_numbers(found) if each.text != "|"]
        return list(_split_inline_parts(join_labels(numbered)))
    if numbered_rows(found) or sum(each.row_end for each in found) > 1:
        return list(_split_inline_parts(list(from_rows(join_labels(found)))))
    return list(from_gaps(list(_split_inline_parts(join_labels(found)))))


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
