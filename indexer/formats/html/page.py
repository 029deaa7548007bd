"""Any other web page: its main content, without navigation, banners and footers."""

from __future__ import annotations

from bs4 import BeautifulSoup
from resiliparse.extract.html2text import extract_plain_text

from indexer.blocks import Furniture, SourceText
from indexer.formats.html.flow import blocks, parse, text_of
from indexer.formats.html.furniture import furniture


def read(page: BeautifulSoup) -> SourceText:
    """Read a page whose markup says nothing of what it holds."""
    around = list(furniture(page))
    if heading := text_of(page.find("h1")):
        around.append(Furniture("heading", heading))
    kept = extract_plain_text(str(page), preserve_formatting="minimal_html", main_content=True)
    return SourceText(
        format="html", blocks=blocks(parse(kept)), furniture=tuple(dict.fromkeys(around))
    )
