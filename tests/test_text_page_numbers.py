"""Papers saved as text with their pages: numbers and running lines are no paragraphs."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.formats.text import read

BODY = "The committee considered the report of the director and asked about the figures in it. " * 6


def _paper(between: list[str]) -> str:
    return "\n\n".join(f"{BODY}\n\n{each}" for each in between) + f"\n\n{BODY}\n"


@pytest.mark.parametrize("form", ["{}", "- {} -", "Page {}", "Page {} of 9", "{} | P a g e"])
def test_numbers_of_pages_are_running_lines(form: str) -> None:
    source = read(_paper([form.format(n) for n in range(3, 7)]).encode())
    assert [block.text for block in source.blocks] == [BODY.strip()] * 5
    assert [piece.text for piece in source.furniture] == [form.format(n) for n in range(3, 7)]


def test_a_line_that_recurs_beside_the_numbers_is_running_too() -> None:
    source = read(_paper([f"{n}\n\nAnnual report on ponds" for n in range(1, 5)]).encode())
    assert [block.text for block in source.blocks] == [BODY.strip()] * 5


def test_a_sentence_goes_on_over_the_page() -> None:
    pages = [f"It was said by {name} that the\n\n{n}\n\nponds are deep." for n, name in
             enumerate(("Al", "Bo", "Cy", "Di"), 1)]  # fmt: skip
    texts = [block.text for block in read(_paper(pages).encode()).blocks]
    assert "It was said by Cy that the ponds are deep." in texts


@pytest.mark.parametrize(
    "between",
    [
        ["1\n\nApologies", "2\n\nRoads in winter", "3\n\nPonds", "4\n\nNext meeting"],  # items
        ["7", "12", "31"],  # they do not count on
        ["1", "2"],  # too few
    ],
)
def test_other_numbers_on_a_line_stay(between: list[str]) -> None:
    texts = [block.text for block in read(_paper(between).encode()).blocks]
    assert [text for each in between for text in each.split("\n\n")] == [
        text for text in texts if text != BODY.strip()
    ]


def test_a_column_of_figures_stays() -> None:
    text = "Rooms\n\n" + "\n\n".join(map(str, range(1, 30)))
    assert len(read(text.encode()).blocks) == 30


@given(st.lists(st.sampled_from(["1", "2", "3", "Page 4", "a", "the", BODY, "Ponds"]), max_size=30))
def test_no_word_is_lost(lines: list[str]) -> None:
    source = read("\n\n".join(lines).encode())
    kept = " ".join([*(p.text for p in source.furniture), *(b.text for b in source.blocks)])
    kept += " ".join(block.text for section in source.sections for block in section.blocks)
    kept += " ".join(section.title for section in source.sections)
    assert set("\n".join(lines).split()) <= set(kept.split())
