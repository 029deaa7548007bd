"""A page saved as text says what the page itself says: the sample pages, read both ways."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from resiliparse.extract.html2text import extract_plain_text

from indexer.reading import read_file
from indexer.records import Document, ParagraphKind

PAGES = sorted((Path(__file__).resolve().parent.parent / "corpus").glob("*/*.html"))[::2]


def _words(text: str) -> str:
    return "".join(re.findall(r"\w+", text.casefold()))


def _read(content: str, name: str) -> tuple[Document, ...]:
    return read_file(content.encode(), name, "0" * 64).documents


@pytest.mark.parametrize("main_content", [True, False], ids=["main content", "whole page"])
@pytest.mark.parametrize("page", PAGES, ids=lambda page: f"{page.parent.name}/{page.stem}")
def test_a_page_and_its_text_read_alike(page: Path, main_content: bool) -> None:
    markup = page.read_text(encoding="utf-8", errors="replace")
    saved = extract_plain_text(markup, preserve_formatting=True, main_content=main_content)
    of_page, of_text = _read(markup, "page.html"), _read(saved, "page.txt")
    assert [(d.item_number, d.title) for d in of_text] == [
        (d.item_number, d.title) for d in of_page
    ]
    said = {_words(p.text) for d in of_text for p in d.paragraphs}
    lost = [
        p.text
        for d in of_page
        for p in d.paragraphs
        # The saver prints each cell of a table on a line of its own.
        if p.kind is not ParagraphKind.TABLE_ROW and _words(p.text) not in said
    ]
    assert lost == []
