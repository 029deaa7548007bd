"""Reads PDFs into blocks: structure tags first, the page's geometry for the rest."""

from __future__ import annotations

from collections.abc import Sequence

from indexer.blocks import Furniture, SourceText
from indexer.errors import DamagedFile, EmptyFile, NeedsOcr
from indexer.formats.pdf.choosing import in_order
from indexer.formats.pdf.content import PageContent
from indexer.formats.pdf.device import UNREADABLE
from indexer.formats.pdf.draft import Draft
from indexer.formats.pdf.joining import join_broken
from indexer.formats.pdf.opening import OpenedFile, translated
from indexer.formats.pdf.running import take_running
from indexer.formats.pdf.scans import fill_in
from indexer.formats.pdf.tags import Element, read_structure
from indexer.formats.pdf.text import words_of

# A page with fewer letters than this and a picture on this much of it is a scan.
FEW_LETTERS = 20
MUCH_PICTURE = 0.3


def read(content: bytes, *, use_tags: bool = True) -> SourceText:
    """Read one PDF.

    Args:
        content: The file's bytes.
        use_tags: False reads every page by its geometry (to measure one way against the other).

    Raises:
        DamagedFile: It is no PDF, or a broken one.
        ProtectedFile: It opens only with a password.
        NeedsOcr: No page has usable text, and there are pictures.
        EmptyFile: There is nothing on its pages.
        LimitExceeded: It draws more than any real document does.
    """
    opened = OpenedFile(content)
    pages = list(opened.pages())
    if not pages:
        raise DamagedFile("the file has no pages", "Fetch it again.")
    pictures = [page.number for page in pages if needs_ocr(page)]
    recognised = _recognised(content, pages, pictures, opened.warnings)
    without_text = tuple(number for number in pictures if number not in recognised)
    _refuse_without_text(pages, without_text, opened.warnings)
    elements = _structure(opened) if use_tags else []
    drafts, running = put_together(pages, elements)
    words = words_of(line for draft in drafts for cell in draft.cells for line in cell)
    furniture = opened.furniture()
    furniture += [Furniture("running", text) for text in running]
    furniture += [Furniture("link", link.url) for link in opened.links]
    return SourceText(
        format="pdf",
        blocks=tuple(draft.block(words) for draft in drafts),
        furniture=tuple(furniture),
        links=tuple(opened.links),
        pages=len(pages),
        pages_without_text=without_text,
        warnings=tuple(opened.warnings),
    )


def _structure(opened: OpenedFile) -> list[Element]:
    """The elements of the structure tree; none, with a warning, where it is broken."""
    try:
        with translated("the structure tree"):
            return read_structure(opened.catalogue_entry("StructTreeRoot"))
    except DamagedFile as error:
        opened.warnings.append(error.message)
        return []


def put_together(
    pages: Sequence[PageContent], elements: Sequence[Element]
) -> tuple[list[Draft], list[str]]:
    """The paragraphs of the pages in order, and the running texts that were taken away.

    Without elements nothing that the file declares about itself is used, artifacts neither.
    """
    for page in pages:
        page.runs = [run for run in page.runs if _on_page(run.x0, run.y, page)]
        if not elements:
            for run in page.runs:
                run.artifact = False
    running = take_running(pages)
    return join_broken(in_order(pages, elements)), running


def needs_ocr(page: PageContent) -> bool:
    """Whether the page's text is missing under a picture, or its fonts do not say the letters."""
    letters = sum(len(run.text) for run in page.runs)
    unreadable = sum(run.text.count(UNREADABLE) for run in page.runs)
    if letters - unreadable < FEW_LETTERS:
        return page.pictures >= MUCH_PICTURE or unreadable > 0
    return unreadable > 0.3 * letters


def _recognised(
    content: bytes, pages: Sequence[PageContent], numbers: list[int], warnings: list[str]
) -> list[int]:
    """Recognise the text of pages that are pictures, if that is installed."""
    try:
        with translated("the pages that are pictures"):
            return fill_in(content, pages, numbers)
    except DamagedFile as error:
        warnings.append(error.message)
        return []


def _refuse_without_text(
    pages: Sequence[PageContent], without_text: tuple[int, ...], warnings: Sequence[str]
) -> None:
    if any(run.text.strip() for page in pages for run in page.runs) and len(without_text) < len(
        pages
    ):
        return
    if without_text:
        raise NeedsOcr(
            "its pages are pictures of text",
            "Install the ocr extra and tesseract, or run it through ocrmypdf, and index it again.",
        )
    raise EmptyFile(
        f"there is no text on its {len(pages)} pages" + "".join(f"; {w}" for w in warnings[:3]),
        "Check that it opens in a PDF viewer.",
    )


def _on_page(x: float, y: float, page: PageContent) -> bool:
    longest = max(page.width, page.height)
    return -2 <= x <= longest and -2 <= y <= longest
