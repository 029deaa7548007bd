"""Any other web page: its main content, without navigation, banners and footers."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from bs4 import BeautifulSoup
from resiliparse.extract.html2text import extract_plain_text

from indexer.blocks import Block, Furniture, SourceText
from indexer.errors import EmptyFile
from indexer.formats.html.flow import blocks, text_of
from indexer.formats.html.furniture import address, furniture, links
from indexer.records import ParagraphKind

_REACH = 3000  # letters of the main content within which the next block must be found
_ATTACHED = re.compile(r"\.(?:pdf|docx?|xlsx?|pptx?)(?:$|[?#])|Document\.ashx|/documents/", re.I)
_NOT_THERE = re.compile(
    r"(?:page|report|document|file|resource)s? (?:was |has been |is |could |can )?(?:not|no longer|"
    r"cannot)\b|\bnot found\b|\b404\b|access denied|forbidden|service unavailable",
    re.I,
)
_LETTERS_OF_A_NOTICE = 1500  # a page that says more than this is more than a notice of an error


def read(page: BeautifulSoup) -> SourceText:
    """Read a page whose markup says nothing of what it holds.

    Raises:
        EmptyFile: the page only says that what was asked for is not there.
    """
    heading = text_of(page.find("h1"))
    around = list(furniture(page))
    if heading:
        around.append(Furniture("heading", heading))
    kept = main_content(page)
    if _NOT_THERE.search(heading) and sum(len(each.text) for each in kept) < _LETTERS_OF_A_NOTICE:
        raise EmptyFile(
            f"it is a web page that says “{heading}”", "Fetch the document again where it is now."
        )
    base = address(page)
    attached = [link for link in links(page, base) if _ATTACHED.search(link.url) and link.text]
    return SourceText(
        format="html",
        blocks=kept,
        furniture=tuple(dict.fromkeys(around)),
        links=tuple(dict.fromkeys(attached)),
    )


def main_content(page: BeautifulSoup) -> tuple[Block, ...]:
    """The blocks of the page that belong to its main content; all where none can be told."""
    everything = blocks(page.body or page)
    main = extract_plain_text(
        str(page), preserve_formatting=True, main_content=True, list_bullets=False, alt_texts=False
    )
    kept = tuple(_found_in(_letters(main), everything))
    return tuple(_without_bare_headings(kept)) or everything


def _found_in(main: str, everything: Iterable[Block]) -> Iterator[Block]:
    """The blocks whose words stand in the main content, in the same order."""
    reached = 0
    for block in everything:
        own = _letters(block.text)
        if block.label and not block.text.startswith(("•", block.label)):
            own = _letters(block.text.removeprefix(block.label))
        place = main.find(own, reached, reached + _REACH + len(own)) if own else -1
        if place < 0 and block.label:  # the numbers of a list are made up by the browser
            own = _letters(block.text[len(block.label) :])
            place = main.find(own, reached, reached + _REACH + len(own)) if own else -1
        if place >= 0:
            reached = place + len(own)
            yield block


def _letters(text: str) -> str:
    return "".join(re.findall(r"\w+", text.casefold()))


def _without_bare_headings(kept: tuple[Block, ...]) -> Iterator[Block]:
    """A heading at the very end heads something that was left out."""
    last = len(kept)
    while last and kept[last - 1].kind is ParagraphKind.HEADING:
        last -= 1
    yield from kept[:last]
