"""Pages of a paper that was saved as text: their numbers and running lines, and what they part."""

from __future__ import annotations

import dataclasses
import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from statistics import median

from indexer.formats.text.item_starts import is_title
from indexer.formats.text.paragraphs import TextParagraph
from indexer.formats.text.telling import is_sentence

_NAMED = re.compile(
    r"[-–|\s]*(?:page\s+\d{1,4}(?:\s*(?:of|/)\s*\d{1,4})?|\d{1,4}\s*\|\s*p\s?a\s?g\s?e)[-–|\s]*",
    re.I,
)
_PLAIN = re.compile(r"[-–]?\s*(\d{1,4})\s*[-–]?")
_FEWEST = 3  # pages whose plain numbers make a run, and running lines that make one
_LETTERS_OF_A_PAGE = 400
_LONGEST_RUNNING = 100  # letters
_ENDED = re.compile(r"[.;:?!”\"’')]$")


def without_pages(
    found: Sequence[TextParagraph],
) -> tuple[list[TextParagraph], list[TextParagraph]]:
    """The paragraphs as if there were no pages, and what was printed at the pages' edges.

    Numbers of items on lines of their own are no pages': titles follow them.
    """
    numbers = {place for place, each in enumerate(found) if _NAMED.fullmatch(each.text)}
    numbers |= _counting(found)
    edges = numbers | _running(found, numbers)
    kept: list[TextParagraph] = []
    parted = False
    for place, each in enumerate(found):
        if place in edges:
            parted = True
            continue
        if parted and kept and _goes_on(kept[-1].text, each.text):
            kept[-1] = dataclasses.replace(kept[-1], text=f"{kept[-1].text} {each.text}")
        else:
            kept.append(each)
        parted = False
    return kept, [found[place] for place in sorted(edges)]


def _counting(found: Sequence[TextParagraph]) -> set[int]:
    """The places of plain numbers that count on by one, a page's worth of text between them."""
    alone = [
        (place, int(match[1]))
        for place, each in enumerate(found)
        if (match := _PLAIN.fullmatch(each.text))
    ]
    runs: list[list[tuple[int, int]]] = []
    for place, number in alone:
        run = next((run for run in runs if run[-1][1] + 1 == number), None)
        if run is None:
            runs.append([(place, number)])
        else:
            run.append((place, number))
    longest = max(runs, key=len, default=[])
    places = [place for place, _ in longest]
    if len(places) < _FEWEST:
        return set()
    after = [found[place + 1] for place in places if place + 1 < len(found)]
    recurs = Counter(_shape(each.text) for each in after)
    titled = sum(is_title(each) and recurs[_shape(each.text)] < _FEWEST for each in after)
    held = [sum(len(each.text) for each in found[a:b]) for a, b in pairwise(places)]
    if titled * 2 > len(places) or median(held) < _LETTERS_OF_A_PAGE:
        return set()
    return set(places)


def _running(found: Sequence[TextParagraph], numbers: set[int]) -> set[int]:
    """The places of short lines beside the pages' numbers that recur there."""
    beside = [
        place
        for number in numbers
        for place in (number - 1, number + 1)
        if 0 <= place < len(found) and place not in numbers
    ]
    counts = Counter(_shape(found[place].text) for place in set(beside))
    return {
        place
        for place in beside
        if len(found[place].text) <= _LONGEST_RUNNING
        and not is_sentence(found[place].text)
        and counts[_shape(found[place].text)] >= _FEWEST
    }


def _shape(text: str) -> str:
    return re.sub(r"\d+", "0", text.casefold())


def _goes_on(before: str, after: str) -> bool:
    """Whether a page's end parted a sentence."""
    return not _ENDED.search(before) and after[:1].islower()
