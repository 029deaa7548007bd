"""The numbers that a browser prints before the items of an ordered list."""

from __future__ import annotations

import re

from bs4 import Tag


def ordinal(item: Tag) -> str | None:
    """The number that a browser prints before an item of an ordered list."""
    parent = item.parent
    if parent is None or parent.name != "ol":
        return None
    style = " ".join(str(tag.get("style") or "") for tag in (parent, item))
    if re.search(r"list-style(?:-type)?\s*:\s*none", style):
        return None
    number = _integer(parent.get("start"), 1)
    for sibling in parent.find_all("li", recursive=False):
        number = _integer(sibling.get("value"), number)
        if sibling is item:
            return _numeral(number, _numbering(parent, style)) + "."
        number += 1
    return None


def _numbering(parent: Tag, style: str) -> str:
    if parent.get("type") in {"a", "A", "i", "I", "1"}:
        return str(parent["type"])
    found = re.search(r"(lower|upper)-(alpha|latin|roman)", style)
    if not found:
        return "1"
    letter = "i" if found[2] == "roman" else "a"
    return letter.upper() if found[1] == "upper" else letter


def _integer(value: object, default: int) -> int:
    try:
        return int(str(value))
    except ValueError:
        return default


def _numeral(number: int, style: str) -> str:
    if style in "aA" and 1 <= number <= 26:
        text = chr(ord("a") + number - 1)
    elif style in "iI" and 1 <= number < 40:
        text = "x" * (number // 10)
        text += ["", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix"][number % 10]
    else:
        return str(number)
    return text.upper() if style.isupper() else text
