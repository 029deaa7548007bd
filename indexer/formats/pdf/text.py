"""The small rules of printed text: letters to translate, labels, line-end hyphens."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence

from indexer.formats.whitespace import LIGATURES

_TRANSLATION: dict[int, str | None] = {
    **LIGATURES,
    # Fonts share one shape between the hyphen and the soft hyphen, and files name either.
    0x00AD: "-",
    0x2010: "-",
    0x2011: "-",
    0x200B: None,
    0x200C: None,
    0x200D: None,
    0x2060: None,
    0xFEFF: None,
    # Symbol and Wingdings bullets keep their places in the private area.
    0xF0B7: "•",
    0xF0A7: "▪",
    0xF06E: "■",
    0xF06F: "□",
    0xF0A8: "□",
    0xF071: "❑",
    0xF076: "❖",
    0xF0D8: "➢",
    0xF0E0: "→",
    0xF0FC: "✓",
    0xF0FE: "☑",
    0xF02D: "-",
}
_TRANSLATION.update({code: None for code in range(32) if chr(code) not in "\t\n\r\f\v"})

_BULLET = "•●■▪◼◾◆◇◦○‣⁃►▶▸➢➤✓✔❖❑□☐☑→·∙"
_UNITS = (
    r"(?!\s+(?:million|billion|bn|m|k|per\s?cent|%|pm|am|p\.m|a\.m"
    r"|hours?|days?|weeks?|months?|years?)\b)"
)
# Certain wherever a paragraph begins.
_STRONG = re.compile(
    rf"(?:\d{{1,3}}(?:\.\d{{1,3}}){{1,4}}[.):]?{_UNITS}|\(?\d{{1,3}}\)|\d{{1,3}}\.|\([a-z]{{1,2}}\)|\([A-Z]\)|[a-z]\)"
    rf"|\([ivxl]{{1,6}}\)|[ivx]{{1,5}}[.)]|[{_BULLET}])(?=\s|$)"
    # Typed without a space after it.
    rf"|\d{{1,3}}\.(?:\d{{1,3}}\.)*(?=[A-Z][^.])|\((?:[a-z]{{1,2}}|[ivxl]{{1,6}})\)(?=[A-Z])"
)
_CAPITAL = re.compile(r"[A-Z]\)(?=\s)")
# Certain only where it is drawn apart from the text, as numbers in a margin are.
_APART = re.compile(
    rf"(?:\(?\d{{1,3}}(?:\.\d{{1,3}}){{0,4}}[.):]?|\(?[a-zA-Z][.)]|\([a-z]{{2}}\)|\([ivxlcIVXLC]{{1,6}}\)"
    rf"|[ivxlcIVXLC]{{1,6}}[.)]|[{_BULLET}–—\-*o§])$"
)
_END = re.compile(r"[.;:?!][\"'”’)\]]*$")
_SPACES = re.compile(r"\s+")
_LEADERS = re.compile(r"(?:\s?[._…]){5,}")
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_LAST_WORD = re.compile(_WORD.pattern + "$")
_LETTERS = re.compile(r"[^\W\d_]{2}")
_HYPHENED = re.compile(r"\w-$")
# The halves of a mail or web address that a narrow cell breaks: "…@any" and ".gov.uk".
_OPEN_ADDRESS = re.compile(r"(?:@|www\.|://)[\w./~-]*$")
_REST_OF_ADDRESS = re.compile(r"\.[a-z]")


def clean(text: str) -> str:
    """The text with single spaces, ligatures and symbol bullets spelled out, no dot leaders."""
    text = text.translate(_TRANSLATION)
    if "..." in text or ". ." in text or "…" in text or "___" in text:
        text = _LEADERS.sub(" ", text)
    return _SPACES.sub(" ", text).strip()


def leading_label(text: str) -> str | None:
    """The printed label at the start of a text ("5.6", "(a)", "•"), or None."""
    match = _STRONG.match(text)
    return match.group(0) if match else None


def opening_label(text: str) -> str | None:
    """The label of a text known to begin a paragraph: also "A)", which else may end a bracket."""
    match = _CAPITAL.match(text)
    return match.group(0) if match else leading_label(text)


def is_label(text: str) -> bool:
    """Whether a text standing apart to the left of another is its label."""
    return len(text) <= 9 and _APART.match(text) is not None


def is_bullet(label: str) -> bool:
    """Whether a label is a bullet, which no heading has."""
    return label in set(_BULLET)


def labels(label: str, text: str) -> bool:
    """Whether a text standing apart to the left of another labels it: figures label no figures."""
    return is_label(label) and (not label[0].isdigit() or _LETTERS.search(text) is not None)


def may_follow(label: str, previous: str) -> bool:
    """Whether a numeric label can come after another: 5.7, 6 or 5.6.1 after 5.6."""
    new, old = _numbers(label), _numbers(previous)
    if not new or not old:
        return True
    deeper = len(new) == len(old) + 1 and new[:-1] == old and new[-1] <= 1
    return deeper or any(new == (*old[:depth], old[depth] + 1) for depth in range(len(old)))


def _numbers(label: str) -> tuple[int, ...]:
    return tuple(int(number) for number in re.findall(r"\d+", label))


def ends_sentence(text: str) -> bool:
    """Whether the text ends as sentences and list items do."""
    return _END.search(text) is not None


def runs_on(text: str) -> bool:
    """Whether a text begins as the middle of a sentence does."""
    return text[:1].islower() or text[:1] in "(‘“\"'£0123456789,;&"


def apart_from_label(text: str, label: str | None) -> str:
    """The text with a space after its label, where the two are printed without one."""
    if not label or label[-1].isalpha() or not text.startswith(label):
        return text
    rest = text[len(label) :]
    glued = rest[:1].isalpha() or (rest[:1].isdigit() and not label[-1].isdigit())
    return f"{label} {rest}" if glued else text


def words_of(lines: Iterable[str]) -> set[str]:
    """Every word of a document in lower case, without the halves at line ends."""
    words: set[str] = set()
    for line in lines:
        for match in _WORD.finditer(line):
            if match.end() < len(line) or not line.endswith("-"):
                words.add(match.group(0).lower())
    return words


def join_lines(lines: Sequence[str], words: Collection[str]) -> str:
    """Lines as one text: a line-end hyphen goes only where the document has the joined word.

    The halves of a broken mail or web address are put together.
    """
    text = ""
    for line in lines:
        if not text:
            text = line
        elif _HYPHENED.search(text) and line[:1].isalnum():
            text = _join_at_hyphen(text, line, words)
        elif _REST_OF_ADDRESS.match(line) and _OPEN_ADDRESS.search(text):
            text += line
        else:
            text = f"{text} {line}"
    return text


def _join_at_hyphen(text: str, line: str, words: Collection[str]) -> str:
    before, after = _LAST_WORD.search(text[:-1]), _WORD.match(line)
    if before is None or after is None or not line[0].islower():
        return text + line
    joined = (before.group(0) + after.group(0)).lower()
    hyphened = f"{before.group(0)}-{after.group(0)}".lower()
    return text[:-1] + line if hyphened not in words and joined in words else text + line
