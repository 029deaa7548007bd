"""Plain text: committee pages saved as text, and minutes or reports typed as text."""

from __future__ import annotations

import dataclasses
import re

from indexer.blocks import Furniture, SourceText
from indexer.formats.encoding import decode
from indexer.formats.text import address, page_numbers, run_on, saved_cmis, saved_page
from indexer.formats.text.paragraphs import join_labels, paragraphs

_PRINTERS_MARK = re.compile(r"</?(?:AI\d+|[A-Z]+(?:_[A-Z]+)*_SECTION)>")
"""What ModernGov sets, unseen, around the items of the papers that it prints: "<AI1>"."""


def read(content: bytes) -> SourceText:
    """Read a text file; the pages of a committee system are recognised by what they print."""
    url, text = address.parted(decode(content))
    source = _read(text, url)
    if url is None:
        return source
    return dataclasses.replace(source, furniture=(Furniture("url", url), *source.furniture))


def _read(text: str, url: str | None) -> SourceText:
    found = [each for each in paragraphs(text) if not _PRINTERS_MARK.fullmatch(each.text)]
    if saved_cmis.is_page(found):
        return saved_cmis.read(found)
    if address.genre_of(url) or saved_page.is_page(found):
        return saved_page.read(found, url)
    kept, edges = page_numbers.without_pages(list(run_on.parted(found)))
    return SourceText(
        format="text",
        blocks=tuple(each.block() for each in join_labels(kept)),
        furniture=tuple(dict.fromkeys(Furniture("running", each.text) for each in edges)),
    )
