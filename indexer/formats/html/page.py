"""Any other web page: its main content, without navigation, banners and footers."""

from __future__ import annotations

import re

from bs4 import BeautifulSoup

from indexer.blocks import Block, Furniture, SourceText
from indexer.errors import EmptyFile
from indexer.formats.html.content import main_part
from indexer.formats.html.flow import blocks, text_of
from indexer.formats.html.furniture import address, furniture, links
from indexer.records import ParagraphKind

_LETTERS_BEFORE_A_HEADING = 60  # of one block: a name or a slogan, never a passage
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
    base = address(page)
    attached = [link for link in links(page, base) if _ATTACHED.search(link.url) and link.text]
    kept = main_content(page)
    if _NOT_THERE.search(heading) and sum(len(each.text) for each in kept) < _LETTERS_OF_A_NOTICE:
        raise EmptyFile(
            f"it is a web page that says “{heading}”", "Fetch the document again where it is now."
        )
    return SourceText(
        format="html",
        blocks=kept,
        furniture=tuple(dict.fromkeys(around)),
        links=tuple(dict.fromkeys(attached)),
    )


def main_content(page: BeautifulSoup) -> tuple[Block, ...]:
    """The blocks of the page without what leads around the site; all where it does nothing else.

    Takes the navigation out of `page`.
    """
    body = page.body or page
    part = main_part(body)
    kept = blocks(part)
    return _from_heading(kept) if part is body else kept


def _from_heading(kept: tuple[Block, ...]) -> tuple[Block, ...]:
    """A page that does not mark its content begins at its heading: a logo's words go before it."""
    for place, block in enumerate(kept):
        if block.kind is ParagraphKind.HEADING and block.level == 1:
            return kept[place:]
        if block.kind is not ParagraphKind.PARAGRAPH or len(block.text) > _LETTERS_BEFORE_A_HEADING:
            break
    return kept
