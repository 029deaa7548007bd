"""Web pages and ModernGov's web service: the only door for Beautiful Soup."""

from __future__ import annotations

from indexer.blocks import Block, SourceText
from indexer.errors import EmptyFile
from indexer.formats.encoding import decode
from indexer.formats.html import cmis, moderngov, page, webservice
from indexer.formats.html.flow import blocks, parse


def read(content: bytes) -> SourceText:
    """Read a web page.

    Raises:
        EmptyFile: the page holds no text.
    """
    soup = parse(decode(content))
    if moderngov.is_page(soup):
        source = moderngov.read(soup)
    else:
        source = cmis.read(soup) if cmis.is_page(soup) else page.read(soup)
    if not source.blocks and not source.sections and not source.links:
        raise EmptyFile("the page holds no text", "Save the page again once it has loaded fully.")
    return source


def read_xml(content: bytes) -> SourceText:
    """Read an answer of ModernGov's web service.

    Raises:
        DamagedFile, UnknownFormat: it is not such an answer.
        EmptyFile: the meeting has no items that may be shown.
    """
    source = webservice.read(decode(content))
    if not source.sections:
        raise EmptyFile("the meeting has no published items", "Fetch it again once it has.")
    return source


def fragment(markup: str) -> tuple[Block, ...]:
    """The blocks of a piece of HTML that another reader made."""
    body = parse(markup).body
    return blocks(body) if body is not None else ()
