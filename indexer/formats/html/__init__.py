"""Web pages and ModernGov's web service: the only door for Beautiful Soup."""

from __future__ import annotations

from bs4 import BeautifulSoup

from indexer.blocks import Block, SourceText
from indexer.errors import EmptyFile, LimitExceeded
from indexer.formats.encoding import decode
from indexer.formats.html import cmis, moderngov, page, webservice
from indexer.formats.html.flow import blocks, parse

_ADVICE = "Save the page again from a browser, or as PDF."


def read(content: bytes) -> SourceText:
    """Read a web page.

    Raises:
        EmptyFile: the page holds no text.
        LimitExceeded: its elements are nested too deep.
    """
    try:
        source = _read(parse(decode(content)))
    except RecursionError as error:
        raise LimitExceeded("the page's elements are nested too deep", _ADVICE) from error
    if not source.blocks and not source.sections and not source.links:
        raise EmptyFile("the page holds no text", "Save the page again once it has loaded fully.")
    return source


def _read(soup: BeautifulSoup) -> SourceText:
    if moderngov.is_page(soup):
        return moderngov.read(soup)
    return cmis.read(soup) if cmis.is_page(soup) else page.read(soup)


def read_xml(content: bytes) -> SourceText:
    """Read an answer of ModernGov's web service.

    Raises:
        DamagedFile, UnknownFormat: it is not such an answer.
        EmptyFile: the meeting has no items that may be shown.
        LimitExceeded: its elements are nested too deep.
    """
    try:
        source = webservice.read(decode(content))
    except RecursionError as error:
        raise LimitExceeded("the XML's elements are nested too deep", _ADVICE) from error
    if not source.sections:
        raise EmptyFile("the meeting has no published items", "Fetch it again once it has.")
    return source


def fragment(markup: str) -> tuple[Block, ...]:
    """The blocks of a piece of HTML that another reader made."""
    body = parse(markup).body
    return blocks(body) if body is not None else ()
