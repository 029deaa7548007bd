"""CMIS pages: a meeting's summary, its agenda with minutes, and its documents."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bs4 import BeautifulSoup, Tag

from indexer.blocks import Block, Furniture, SourceText
from indexer.formats.html.flow import blocks, text_of
from indexer.formats.html.furniture import address, furniture, links
from indexer.records import Link

_MODULE = re.compile(r"ModCMIS|^CMIS", re.I)
_FILE_SIZE = re.compile(r"\s*\(\s*[\d.,]+\s*[KMG]b\s*\)", re.I)
_ATTACHMENT_LINE = re.compile(r"(?:pdf|docx?|xlsx?|pptx?)\b.*\(\s*[\d.,]+\s*[KMG]b\s*\)", re.I)
_FIELD_NAMES = {"date/time": "date"}


def is_page(page: BeautifulSoup) -> bool:
    """Whether the markup is that of CMIS."""
    return page.find(class_=_MODULE) is not None


def read(page: BeautifulSoup) -> SourceText:
    """Read a CMIS page. Its items are told by their numbers, like those of printed minutes."""
    fields = dict(_fields(page))
    named = " - ".join(filter(None, (fields.get("committee"), fields.get("date"))))
    around = list(furniture(page))
    around += [Furniture("subheading", named)] if fields.get("date") else []
    around += [Furniture(f"field:{name}", value) for name, value in fields.items()]
    base = address(page)
    modules = [
        module for module in page.find_all(class_=_MODULE) if not module.find_parent(class_=_MODULE)
    ]
    attached = list(_attachments(modules, base))
    for listed in page.find_all(class_=["DocumentList", "CmisDocumentList", "holder"]):
        listed.decompose()
    return SourceText(
        format="html",
        genre="cmis meeting",
        blocks=tuple(_without_attachments(blocks(*(m for m in modules if not m.decomposed)))),
        furniture=tuple(dict.fromkeys(around)),
        links=tuple(dict.fromkeys(attached)),
    )


def _fields(page: BeautifulSoup) -> Iterator[tuple[str, str]]:
    """The summary's labelled values; a holder may hold the holders after it."""
    for holder in page.find_all(class_="holder"):
        label, value = holder.find(class_="DNNLabel"), holder.find(class_="Value")
        name = text_of(label).rstrip(": ").lower() if isinstance(label, Tag) else ""
        if name and isinstance(value, Tag) and text_of(value):
            yield _FIELD_NAMES.get(name, name), text_of(value)


def _attachments(modules: list[Tag], base: str | None) -> Iterator[Link]:
    for module in modules:
        for link in links(module, base):
            if "document.ashx" in link.url.lower():
                yield Link(_FILE_SIZE.sub("", link.text), link.url)


def _without_attachments(found: tuple[Block, ...]) -> Iterator[Block]:
    for block in found:
        if not _ATTACHMENT_LINE.fullmatch(block.text) and block.text != "Meeting Details":
            yield block
