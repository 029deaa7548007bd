"""Printed labels: the numbers, letters and bullets that stand before a paragraph."""

from __future__ import annotations

import re

# Symbol and Wingdings bullets come out as these characters, "·", "§" or a lone "o".
_BULLETS = "•·●▪■□◦○‣⁃➢➤❖✓✔\uf0b7\uf0a7\uf0d8\uf0fc\uf06e\uf06f\uf076"
_ROMAN = r"[ivxlcIVXLC]{1,6}"

_LABEL = re.compile(
    rf"""(?:
        \d{{1,4}}(?:\.\d{{1,3}}){{1,4}}[a-z]?[.:)]?   # 5.6  12.3.1  5.6.
      | \(?\d{{1,3}}[a-z]?[.):]                       # 12.  (3)  4)  4a.
      | \((?:[a-zA-Z]{{1,2}}|{_ROMAN})\)              # (a)  (iv)
      | (?:[a-zA-Z]|{_ROMAN})[.)]                     # a.  b)  iv.
      | [A-Z]{{1,6}}(?:/\d{{1,4}}){{1,3}}[.:]?        # CS/20/13
      | \d{{1,4}}(?:/\d{{1,4}}){{1,2}}[.:]?           # 12/17
      | [{_BULLETS}]
    )(?=\s|$)""",
    re.VERBOSE,
)
_TYPED_BULLET = re.compile(rf"(?:[{_BULLETS}§]|[oO*–—-])(?=\s)|[{_BULLETS}]")
_NAME = re.compile(
    r"(?:[A-Z]\.\s*)*(?!(?:The|That|This|These|To|In|On|It|There|An?|For|If|Where|When)\b)[A-Z][a-z]+\b"
)
BULLET = "•"


def leading_label(text: str) -> str | None:
    """The printed label that begins `text` ("5.6", "(a)", "•"), else None.

    Initials ("J. Smith") and dates ("12/03/2019") are no labels.
    """
    found = _LABEL.match(text)
    if not found:
        return None
    label = found[0]
    rest = text[found.end() :].lstrip()
    if re.fullmatch(r"[A-Z]\.", label) and _NAME.match(rest):
        return None
    if re.fullmatch(r"\d{1,2}/\d{1,2}/\d{2,4}", label):
        return None
    return label


def is_label(text: str) -> bool:
    """Whether `text` is nothing but a label."""
    return leading_label(text) == text


def with_round_bullet(text: str, *, listed: bool = False) -> str:
    """Write a bullet typed in a symbol font as "•".

    `listed` says that the markup makes this a list item, so that "o", "§" and dashes count too.
    """
    found = _TYPED_BULLET.match(text) if listed else None
    if found:
        return f"{BULLET} {text[found.end() :].lstrip()}".rstrip()
    if text[:1] and text[0] in _BULLETS and text[0] not in "✓✔":
        return f"{BULLET} {text[1:].lstrip()}".rstrip()
    return text
