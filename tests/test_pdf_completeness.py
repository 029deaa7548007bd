"""Every letter that a page draws is in some paragraph, however well or badly it is tagged."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pdf_builder import PdfBuilder

from indexer.formats.pdf import put_together
from indexer.formats.pdf.lines import without_doubles
from indexer.formats.pdf.opening import OpenedFile
from indexer.formats.pdf.tags import read_structure
from indexer.formats.pdf.text import clean

CORPUS = Path(__file__).parents[1] / "corpus"
ROLES = ("P", "H1", "LI", "Lbl", "LBody", "TR", "TD", "Figure", "NonStruct", "Note", "Span", "L")


def letters(texts: Iterable[str]) -> Counter[str]:
    """Letters and digits; line-end hyphens and dot leaders go on purpose, raised figures count."""
    plain = (unicodedata.normalize("NFKC", clean(text)) for text in texts)
    return Counter(letter for text in plain for letter in text if letter.isalnum())


def check(content: bytes, *, use_tags: bool) -> None:
    opened = OpenedFile(content)
    pages = list(opened.pages())
    root = opened.catalogue_entry("StructTreeRoot") if use_tags else None
    drafts, _ = put_together(pages, read_structure(root))
    drawn = letters(run.text for page in pages for run in without_doubles(page.runs))
    assert letters(line for d in drafts for cell in d.cells for line in cell) == drawn


@pytest.mark.parametrize("use_tags", [True, False])
@pytest.mark.parametrize(
    "path", [pytest.param(p, id=p.name) for p in sorted(CORPUS.rglob("*.pdf"))]
)
def test_sample_files_are_read_to_the_last_letter(path: Path, use_tags: bool) -> None:
    check(path.read_bytes(), use_tags=use_tags)


# A piece of text: its element's role and where it goes (below the last one, or at the top), its
# page and place, and whether it is tagged at all.
pieces = st.tuples(
    st.sampled_from(ROLES),
    st.booleans(),
    st.integers(0, 2),
    st.sampled_from([72, 90, 300, 420]),
    st.integers(10, 50),
    st.sampled_from(["tagged", "untagged", "artifact"]),
    st.sampled_from(["12.", "•", "a short piece", "Care leavers", "and so on to the end of it."]),
)


# No two in one place: that would be the second drawing that makes letters bold.
places = st.lists(pieces, min_size=1, max_size=12, unique_by=lambda piece: piece[2:5])


@settings(deadline=None)
@given(places, st.booleans())
def test_any_tree_over_any_pages_is_read_to_the_last_letter(
    drawn: list[tuple[str, bool, int, int, int, str, str]], grid: bool
) -> None:
    pdf = PdfBuilder()
    pages = [pdf.page() for _ in range(3)]
    if grid:
        pages[1].grid([70, 280, 500], [720, 600, 400])
    element = pdf.root
    for role, below, page, x, row, tagging, text in drawn:
        element = (element if below else pdf.root).add(role)
        pages[page].text(
            x,
            15 * row,
            text,
            element=element if tagging == "tagged" else None,
            artifact=tagging == "artifact",
        )
    check(pdf.build(), use_tags=True)
