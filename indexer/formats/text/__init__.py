"""Plain text: committee pages saved as text, and minutes or reports typed as text."""

from __future__ import annotations

from indexer.blocks import SourceText
from indexer.formats.encoding import decode
from indexer.formats.text import saved_cmis, saved_page
from indexer.formats.text.paragraphs import join_labels, paragraphs


def read(content: bytes) -> SourceText:
    """Read a text file; the pages of a committee system are recognised by what they print."""
    found = paragraphs(decode(content))
    if saved_cmis.is_page(found):
        return saved_cmis.read(found)
    if saved_page.is_page(found):
        return saved_page.read(found)
    return SourceText(format="text", blocks=tuple(each.block() for each in join_labels(found)))
