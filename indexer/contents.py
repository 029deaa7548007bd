"""Lists of contents: lines that name what comes later, with its page."""

from __future__ import annotations

import re
from collections.abc import Sequence

from indexer.blocks import Block

_NAMED = re.compile(r"(?:table of )?contents(?: page)?\W*$", re.I)
_ENTRY = re.compile(r"(?P<title>[^|]{2,160}?)[\s|.…·_–-]+(?:page\s+)?(?P<page>\d{1,3})", re.I)
_PAGE_ALONE = re.compile(r"(?:page\s+)?\d{1,3}", re.I)
_SENTENCE = re.compile(r"[.;,:]$")
_FEWEST = 3  # entries that make a list
_LONGEST = 160  # letters of an entry


def contents(blocks: Sequence[Block]) -> frozenset[int]:
    """The places of the blocks that are a list of contents, its heading included.

    A list is a run of short lines that end in page numbers which never fall; lines without one may
    stand between them. It counts where it is headed "Contents", or where most of its titles are
    printed again after it.
    """
    found: set[int] = set()
    place = 0
    while place < len(blocks):
        headed = bool(_NAMED.match(blocks[place].text))
        run = _run(blocks, place + headed, headed=headed)
        entries = [at for at in run if _page(blocks[at].text) is not None]
        if len(entries) >= _FEWEST and (headed or _printed_again(blocks, entries)):
            found.update(range(place, run[-1] + 1))
            place = run[-1]
        place += 1
    return frozenset(found)


def _run(blocks: Sequence[Block], start: int, *, headed: bool) -> list[int]:
    """The places from `start` to the last entry of the list that begins there."""
    last, page, bare = start - 1, 0, 0
    for place in range(start, len(blocks)):
        block = blocks[place]
        number = _page(block.text)
        if len(block.text) > _LONGEST or (number is not None and number < page):
            break
        if number is None:
            bare += 1
            if bare > 1 or _SENTENCE.search(block.text) or (place == start and not headed):
                break
        else:
            last, page, bare = place, number, 0
    return list(range(start, last + 1))


def _page(text: str) -> int | None:
    """The page number that an entry ends with, or that a line is."""
    found = _ENTRY.fullmatch(text)
    if found and not _SENTENCE.search(found["title"]):
        return int(found["page"])
    return int(re.sub(r"\D", "", text)) if _PAGE_ALONE.fullmatch(text) else None


def _printed_again(blocks: Sequence[Block], entries: Sequence[int]) -> bool:
    later = {
        _plain(block.text) for block in blocks[entries[-1] + 1 :] if len(block.text) < _LONGEST
    }
    titles = [_ENTRY.fullmatch(blocks[at].text) for at in entries]
    again = sum(bool(title and _plain(title["title"]) in later) for title in titles)
    return again * 2 > len(entries)


def _plain(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.casefold()))
