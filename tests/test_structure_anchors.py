"""Anchors: unique, safe in an address, and left alone by whatever happens to the neighbours."""

from __future__ import annotations

import re
import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.anchors import anchors
from indexer.blocks import Block
from indexer.labels import is_label, leading_label, with_round_bullet

LABELS = ["1.", "2.", "5.6", "5.7", "12", "(a)", "(b)", "a)", "iv.", "•", "CS/20/13", None]


def _block(label: str | None, text: str) -> Block:
    return Block(f"{label} {text}" if label else text, label=label)


blocks_of = st.builds(
    _block,
    st.sampled_from(LABELS),
    st.text(string.ascii_letters + " ,.’–é", min_size=1, max_size=6).filter(str.strip),
)
documents = st.lists(blocks_of, max_size=8)


@given(documents)
def test_anchors_are_unique_and_safe_in_an_address(blocks: list[Block]) -> None:
    found = anchors(blocks)
    assert len(found) == len(blocks)
    assert len(set(found)) == len(found)
    assert all(re.fullmatch(r"[A-Za-z0-9._/-]+", anchor) for anchor in found)


def _bare(block: Block) -> str:
    label = block.label or leading_label(block.text)
    return re.sub(r"\W", "", block.text[len(label) :] if label else block.text).casefold()


def _alone(blocks: list[Block]) -> list[Block]:
    """The blocks that share neither words nor label: paragraphs that do lean on each other."""
    words = [_bare(block) for block in blocks]
    labels = [(block.label or "").strip("(). ") for block in blocks]
    return [
        block
        for block, word, label in zip(blocks, words, labels, strict=True)
        if word and words.count(word) == 1 and (not label or labels.count(label) == 1)
    ]


@given(documents, st.integers(0, 11))
def test_a_changed_paragraph_leaves_the_others_alone(blocks: list[Block], place: int) -> None:
    changed = [*blocks[:place], Block("Wholly other words"), *blocks[place + 1 :]]
    before = dict(zip(blocks, anchors(blocks), strict=True))
    after = dict(zip(changed, anchors(changed), strict=True))
    for block in _alone(blocks):
        assert block not in after or before[block] == after[block]


@given(documents, st.integers(0, 12))
def test_a_paragraph_more_or_less_moves_no_anchor(blocks: list[Block], place: int) -> None:
    more = [*blocks[:place], Block("A paragraph that was not there"), *blocks[place:]]
    before = dict(zip(blocks, anchors(blocks), strict=True))
    after = dict(zip(more, anchors(more), strict=True))
    for block in _alone(blocks):
        assert before[block] == after[block]


@pytest.mark.parametrize(
    ("labels", "expected"),
    [
        (["5.6", "5.7"], ["5.6", "5.7"]),
        (["5.6.", "12."], ["5.6", "12"]),
        (["CS/20/13"], ["CS/20/13"]),
        (["(3)"], ["3"]),
    ],
)
def test_a_printed_number_is_the_anchor(labels: list[str], expected: list[str]) -> None:
    blocks = [_block(label, f"Text of {label}") for label in labels]
    assert list(anchors(blocks)) == expected


@pytest.mark.parametrize("labels", [["1.", "1."], ["1.", "(1)"], ["(a)"], ["iv."], ["•"], [None]])
def test_other_labels_are_no_anchors(labels: list[str | None]) -> None:
    blocks = [_block(label, f"Text {number}") for number, label in enumerate(labels)]
    assert all(anchor.startswith("p-") for anchor in anchors(blocks))


def test_a_renumbered_paragraph_keeps_the_anchor_of_its_words() -> None:
    first = anchors([_block("1.", "The plan"), _block("1.", "The money")])
    second = anchors([_block("2.", "The plan"), _block("2.", "The money")])
    assert first == second


def test_spacing_case_and_punctuation_do_not_count() -> None:
    assert anchors([Block("It was agreed.")]) == anchors([Block("It was AGREED")])


def test_equal_words_are_told_apart_by_the_words_before() -> None:
    found = anchors([Block("Plan"), Block("None."), Block("Money"), Block("None."), Block("None.")])
    assert len(set(found)) == 5
    moved = anchors([Block("New"), Block("Plan"), Block("None."), Block("Money"), Block("None.")])
    assert found[1] == moved[2]
    assert found[3] == moved[4]


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("5.6 Text", "5.6"),
        ("12.3.1. Text", "12.3.1."),
        ("12. Text", "12."),
        ("(3) Text", "(3)"),
        ("4a) Text", "4a)"),
        ("(iv) Text", "(iv)"),
        ("b) Text", "b)"),
        ("ii. Text", "ii."),
        ("CS/20/13 Text", "CS/20/13"),
        ("12/17 Text", "12/17"),
        ("• Text", "•"),
        ("12 members came", None),
        ("2017 was the year", None),
        ("J. Other spoke", None),
        ("A.B. Other spoke", None),
        ("12/03/2019 was the day", None),
        ("and/or", None),
        ("a plan", None),
        ("(see above) it was", None),
        ("£5.6 million", None),
    ],
)
def test_labels_are_told_from_text(text: str, label: str | None) -> None:
    assert leading_label(text) == label


@pytest.mark.parametrize(
    ("text", "listed", "expected"),
    [
        ("· Point", False, "• Point"),
        ("\uf0b7 Point", False, "• Point"),
        ("•Point", False, "• Point"),
        ("o Point", False, "o Point"),
        ("o Point", True, "• Point"),
        ("- Point", True, "• Point"),
        ("§ Point", True, "• Point"),
        ("Point", True, "Point"),
        ("✓ Done", False, "✓ Done"),
    ],
)
def test_bullets_are_written_alike(text: str, listed: bool, expected: str) -> None:
    assert with_round_bullet(text, listed=listed) == expected


def test_a_label_alone() -> None:
    assert is_label("5.6")
    assert not is_label("5.6 Text")


def test_the_number_of_a_footnote_leaves_the_anchor_alone() -> None:
    bare, first, tenth = (Block(f"What needs to improve?{note}") for note in ("", " ¹", " ¹⁰"))
    assert anchors([bare]) == anchors([first]) == anchors([tenth])
