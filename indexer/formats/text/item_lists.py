"""Items of a saved meeting page that its run of numbers does not show."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator, Sequence

from indexer.formats.agenda import part_of
from indexer.formats.text import telling, wording
from indexer.formats.text.item_starts import end_of_head, is_title
from indexer.formats.text.paragraphs import TextParagraph
from indexer.numbering import longest_run

_FEWEST_LISTED = 3  # items of a page that is their list
_SHARE_LISTED = 0.7  # of the page's paragraphs
_LISTED = re.compile(r"(?:• )?(?P<number>\d{1,4}[a-z]?)(?:\.\s*| [-–] )(?P<title>[^\d\s.].*)")
_AWAY = 4  # paragraphs between an item's title and its "Minutes:"


def with_unlisted(found: Sequence[TextParagraph]) -> list[TextParagraph]:
    """Find the items within items, "4.1" below "4.", and those that bear no number at all."""
    inner, unnumbered = set(_within(found)), set(_unnumbered(found))
    return [
        dataclasses.replace(
            each, number=each.number or place in inner, title=each.title or place in unnumbered
        )
        for place, each in enumerate(found)
    ]


def indexed(found: Sequence[TextParagraph], *, plain: bool) -> list[TextParagraph]:
    """The items of a page that lists them in one line each, "1. Minutes", "2 - Roads"; else none.

    Args:
        found: the page's paragraphs.
        plain: whether it is one of the older pages, which print their agendas so; any other page
            has to hold nothing but the list.
    """
    head = end_of_head(found)
    listed = [
        (place, match)
        for place, each in enumerate(found)
        if (match := _LISTED.fullmatch(each.text))
        and is_title(dataclasses.replace(each, text=match["title"], listed=False))
    ]
    run = [listed[each] for each in longest_run([match["number"] for _, match in listed])]
    share = 0 if plain else _SHARE_LISTED * (len(found) - head)
    if len(run) < max(_FEWEST_LISTED, share):
        return []
    numbered = dict(run)
    laid: list[TextParagraph] = []
    for place, each in enumerate(found):
        if match := numbered.get(place):
            laid.append(dataclasses.replace(each, text=match["number"], number=True))
            title = dataclasses.replace(each, text=match["title"], title=True, listed=False, gap=0)
            laid.append(title)
        else:
            laid.append(each)
    return laid


def _within(found: Sequence[TextParagraph]) -> Iterator[int]:
    """The numbers of items within an item: a title and its part follow them."""
    current = ""
    for place, each in enumerate(found):
        if each.number:
            current = each.text.strip("*.: ")
        own = wording.INNER_NUMBER.fullmatch(each.text)
        if not own or own["item"] != current or place + 2 >= len(found):
            continue
        if is_title(found[place + 1]) and any(
            wording.PART.fullmatch(after.text) for after in found[place + 2 : place + 2 + _AWAY]
        ):
            yield place


def _unnumbered(found: Sequence[TextParagraph]) -> Iterator[int]:
    """The titles of items without a number: each item has "Minutes:" once, these are the second."""
    minuted = begun = False
    for place, each in enumerate(found):
        if each.number:
            minuted, begun = False, True
        elif begun and wording.PART.fullmatch(each.text) and part_of(each.text) == "minutes":
            if minuted and (title := _title_before(found, place)) is not None:
                yield title
            minuted = True


def _title_before(found: Sequence[TextParagraph], part: int) -> int | None:
    """The title nearest before a part's heading; what is asked and documents may stand between."""
    for place in range(part - 1, max(part - 1 - _AWAY, 0), -1):
        each = found[place]
        if is_title(each):
            return place if each.gap else None
        if telling.reports(each.text) and not wording.PART.fullmatch(each.text):
            return None
    return None
