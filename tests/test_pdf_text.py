"""The small rules of printed text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.formats.pdf.text import (
    apart_from_label,
    clean,
    ends_sentence,
    is_label,
    join_lines,
    leading_label,
    words_of,
)


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("5.6 The board noted the plan.", "5.6"),
        ("12. Leaders know their services.", "12."),
        ("27.Work to prepare young people is patchy.", "27."),
        ("6.1.A report will follow.", "6.1."),
        ("(m)In May they met.", "(m)"),
        ("(s)he was heard", None),
        ("(a) the budget", "(a)"),
        ("(B) the staff", "(B)"),
        ("b) the staff", "b)"),
        ("(iv) the estate", "(iv)"),
        ("ii. the estate", "ii."),
        ("(3) the estate", "(3)"),
        ("• the estate", "•"),
        ("◼ the estate", "◼"),
        ("3.5 million pounds were saved.", None),
        ("7.30 pm is when it began.", None),
        ("2019 was a hard year.", None),
        ("(73.1 per 10,000 children) at year end", None),
        ("A report was received.", None),
        ("10 children were seen.", None),
        ("I. think", None),
    ],
)
def test_label_at_the_start_of_a_text(text: str, label: str | None) -> None:
    assert leading_label(text) == label


@pytest.mark.parametrize("text", ["12", "5.6", "(b)", "iv.", "•", "-", "A.", "136."])
def test_labels_that_stand_apart(text: str) -> None:
    assert is_label(text)


@pytest.mark.parametrize("text", ["it.", "Good", "2019-20", "to", "Part 1"])
def test_words_that_are_no_labels(text: str) -> None:
    assert not is_label(text)


def test_letters_are_spelled_out() -> None:
    assert clean("e\ufb03cient  \ufb01nance\u00a0o\ufb00 \uf0b7 long\u00adterm") == (
        "efficient finance off • long-term"
    )


def test_dot_leaders_go_but_an_ellipsis_stays() -> None:
    assert clean("Findings ........... 9") == "Findings 9"
    assert clean("Findings . . . . . . . 9") == "Findings 9"
    assert clean("she said … nothing") == "she said … nothing"


@pytest.mark.parametrize(
    ("lines", "joined"),
    [
        (["a safe-", "guarding board"], "a safeguarding board"),
        (["a decision-", "making board"], "a decision-making board"),
        (["a follow-", "up visit"], "a follow-up visit"),
        (["the Smith-", "Jones review"], "the Smith-Jones review"),
        (["pre-", "and post-adoption"], "pre-and post-adoption"),
        (["in 2024-", "25 and after"], "in 2024-25 and after"),
        (["a dash -", "and more"], "a dash - and more"),
        (["two", "lines"], "two lines"),
    ],
)
def test_hyphens_at_line_ends(lines: list[str], joined: str) -> None:
    words = words_of(["The safeguarding board met. Decision-making is slow.", *lines])
    assert join_lines(lines, words) == joined


@pytest.mark.parametrize("text", ["Done.", "as follows:", "(said “yes”.)", "why?", "item;"])
def test_ends_of_sentences(text: str) -> None:
    assert ends_sentence(text)


@pytest.mark.parametrize("text", ["and then", "the board,", "in 2019"])
def test_middles_of_sentences(text: str) -> None:
    assert not ends_sentence(text)


@given(st.text())
def test_cleaning_again_changes_nothing(text: str) -> None:
    assert clean(clean(text)) == clean(text)


@given(st.lists(st.text(alphabet="abc -.", min_size=1).map(clean).filter(bool), min_size=1))
def test_joining_keeps_every_letter(lines: list[str]) -> None:
    def letters(text: str) -> str:
        return "".join(c for c in text if c.isalpha())

    assert letters(join_lines(lines, words_of(lines))) == letters("".join(lines))


@pytest.mark.parametrize(
    ("text", "label", "apart"),
    [
        ("10.Managers met.", "10.", "10. Managers met."),
        ("(m)In May they met.", "(m)", "(m) In May they met."),
        ("5.6The board met.", "5.6", "5.6 The board met."),
        ("3.2021 was a hard year.", "3.", "3. 2021 was a hard year."),
        ("10. Managers met.", "10.", "10. Managers met."),
        ("5.67 of the pages", "5.6", "5.67 of the pages"),
        ("others met", "o", "others met"),
        ("Managers met.", "10.", "Managers met."),
        ("Managers met.", None, "Managers met."),
        ("10.", "10.", "10."),
    ],
)
def test_a_label_stands_apart_from_its_text(text: str, label: str | None, apart: str) -> None:
    assert apart_from_label(text, label) == apart


@pytest.mark.parametrize(
    ("lines", "joined"),
    [
        (["write to clerk@any", ".gov.uk for a copy"], "write to clerk@any.gov.uk for a copy"),
        (["see www.any", ".gov.uk"], "see www.any.gov.uk"),
        (["see https://any", ".gov.uk/plans"], "see https://any.gov.uk/plans"),
        (["the file", ".doc is lost"], "the file .doc is lost"),
        (["clerk@any.gov.uk", "The next item"], "clerk@any.gov.uk The next item"),
    ],
)
def test_addresses_broken_between_lines(lines: list[str], joined: str) -> None:
    assert join_lines(lines, set()) == joined
