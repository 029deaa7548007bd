"""Where items begin on a saved meeting page, when the saver lost the layout that said so."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Sequence

from indexer.formats.agenda import is_cut_short, part_of, without_file_note
from indexer.formats.text import telling, wording
from indexer.formats.text.paragraphs import TextParagraph, is_unfinished
from indexer.labels import BULLET, leading_label
from indexer.numbering import longest_run

LONGEST_TITLE = 250  # letters


def numbers(found: Sequence[TextParagraph]) -> int:
    """How many items of the page have a number on a line of its own."""
    return len(_numbered(found))


def numbers_before_titles(found: Sequence[TextParagraph]) -> int:
    """How many of them stand before what reads like a title, as numbers in a text do not."""
    return sum(is_title(found[place + 1]) for place in _numbered(found))


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


def from_gaps(found: Sequence[TextParagraph]) -> Iterator[TextParagraph]:
    """Pages without numbers: wide gaps and file notes part the items.

    Savers leave a gap for each heading or cell that they drop. Some leave a wider one before an
    item than between its agenda text and its minutes, some the same; and some lose the title too.
    """
    head = end_of_head(found)
    titles = [each for each in found[head:] if is_title(each)]
    wider = sum(each.gap > 2 for each in titles)
    wide = 3 if wider > 1 and wider >= sum(each.gap == 2 for each in titles) else 2
    yield from found[:head]
    title, bare = "", False
    for place, each in enumerate(found[head:], head):
        formal = telling.is_formal(each.text)
        counted = bool(telling.RECOMMENDATION.match(each.text))
        apart = place == head or counted or each.gap >= (2 if formal else wide)
        # "and it was", then the resolution; a title, then what is asked under it.
        if place > head and (is_unfinished(found[place - 1].text) or (bare and _asks(each))):
            bare = False
            yield each
            continue
        if telling.ATTENDED.match(title) and _is_person(found, place):
            yield each
            continue
        if _has_file_note(each) or (apart and (is_title(each) or formal)):
            title, bare = each.text, True
            yield dataclasses.replace(each, title=True)
            continue
        if place == head or (each.gap > 2 and _begins_untitled(found, place)):
            yield dataclasses.replace(each, text="", title=True)
        bare = False
        yield each


def _asks(each: TextParagraph) -> bool:
    return bool(telling.ASKED.match(each.text)) and not _has_file_note(each)


def _is_person(found: Sequence[TextParagraph], place: int) -> bool:
    """Whether a line names somebody who was away or there: another name or title follows it."""
    text = found[place].text
    if telling.is_formal(text) or _has_file_note(found[place]):
        return False
    if telling.TITLED_PERSON.match(text):
        return True
    after = found[place + 1] if place + 1 < len(found) else None
    return bool(telling.PERSON.fullmatch(text) and after and is_title(after))


def _begins_untitled(found: Sequence[TextParagraph], place: int) -> bool:
    """An item whose title was lost: it begins with what is asked, or with its documents."""
    if telling.ASKED.match(found[place].text) or wording.PART.fullmatch(found[place].text):
        return True
    for each in found[place + 1 :]:
        if each.gap > 2 or _has_file_note(each):
            return False
        if part_of(each.text) == "links":
            return True
    return False


def is_title(each: TextParagraph) -> bool:
    """Whether the paragraph reads like a title: short, and neither a sentence nor a list item."""
    text = each.text
    if (
        is_cut_short(text)
        or each.listed
        or len(text) > LONGEST_TITLE
        or wording.PART.fullmatch(text)
        or telling.OUTCOME.fullmatch(text)
        or text.startswith(("The minutes of ", "**", "Please note"))
    ):
        return False
    if (text.startswith("(") and text.endswith(")")) or telling.MEMBER_OF.fullmatch(text):
        return False
    label = leading_label(text)
    if label == BULLET or (label and not wording.NUMBERED.fullmatch(text)):
        return False
    return _has_file_note(each) or not (telling.is_sentence(text) or telling.reports(text))


def _has_file_note(each: TextParagraph) -> bool:
    return (
        len(each.text) <= LONGEST_TITLE
        and leading_label(each.text) != BULLET
        and not each.listed
        and without_file_note(each.text) != each.text
    )


def end_of_head(found: Sequence[TextParagraph]) -> int:
    """The place of the first paragraph after the page's heading, fields and column titles."""
    for place, each in enumerate(found):
        if wording.is_table_head(each.text):
            return place + 1
    # The committee may stand on the line before the date.
    dated = (at for at, each in enumerate(found[:3]) if wording.HEADING_DATE.match(each.text))
    place = next(dated, -1) + 1
    while place < len(found) and wording.is_around(found[place].text):
        place += 1
    return place
