"""Word's automatic numbers, written into the text where Word would print them.

The rules are those of ECMA-376, part 1, section 17.9: a paragraph names a numbering and a level,
itself or through its style; a level has a format, a start and a pattern such as "%1.%2".
"""

from __future__ import annotations

import dataclasses
import re
from collections import defaultdict

from lxml import etree

from indexer.labels import BULLET

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_VAL = f"{_W}val"
_ROMAN = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))


@dataclasses.dataclass(frozen=True, slots=True)
class _Level:
    """One level of a numbering: how its number is written, and where it starts."""

    form: str = "decimal"
    pattern: str = ""
    start: int = 1
    style: str | None = None
    legal: bool = False


@dataclasses.dataclass
class _Numbering:
    """One numbering; those that share a definition share its counters."""

    definition: str
    levels: dict[int, _Level]
    restarts: dict[int, int]
    begun: set[int] = dataclasses.field(default_factory=set)


def write_numbers(parts: dict[str, bytes]) -> None:
    """Put the number of each numbered paragraph of the document into its text."""
    if "word/numbering.xml" not in parts:
        return
    document = _parse(parts["word/document.xml"])
    numberings = _numberings(_parse(parts["word/numbering.xml"]))
    styles = _styles(_parse(parts["word/styles.xml"])) if "word/styles.xml" in parts else {}
    counters: defaultdict[str, dict[int, int]] = defaultdict(dict)
    for paragraph in document.iter(f"{_W}p"):
        place = _place(paragraph, styles, numberings)
        if place is None:
            continue
        numbering, level = place
        label = _label(numbering, level, counters[numbering.definition])
        own = paragraph.find(f"{_W}pPr/{_W}numPr")
        if own is not None:
            own.getparent().remove(own)
        if label and _has_text(paragraph):
            _insert(paragraph, label)
    parts["word/document.xml"] = etree.tostring(document, xml_declaration=True, encoding="UTF-8")


def _parse(part: bytes) -> etree._Element:
    return etree.fromstring(part, etree.XMLParser(resolve_entities=False, no_network=True))


def _numberings(tree: etree._Element) -> dict[str, _Numbering]:
    definitions = {
        each.get(f"{_W}abstractNumId", ""): _levels(each) for each in tree.iter(f"{_W}abstractNum")
    }
    found: dict[str, _Numbering] = {}
    for each in tree.findall(f"{_W}num"):
        definition = _value(each.find(f"{_W}abstractNumId")) or ""
        levels = dict(definitions.get(definition, {}))
        restarts: dict[int, int] = {}
        for override in each.findall(f"{_W}lvlOverride"):
            depth = int(override.get(f"{_W}ilvl", "0"))
            levels.update(_levels(override))
            if (start := _value(override.find(f"{_W}startOverride"))) is not None:
                restarts[depth] = int(start)
        found[each.get(f"{_W}numId", "")] = _Numbering(definition, levels, restarts)
    return found


def _levels(parent: etree._Element) -> dict[int, _Level]:
    return {
        int(level.get(f"{_W}ilvl", "0")): _Level(
            form=_value(level.find(f"{_W}numFmt")) or "decimal",
            pattern=_value(level.find(f"{_W}lvlText")) or "",
            start=int(_value(level.find(f"{_W}start")) or 0),
            style=_value(level.find(f"{_W}pStyle")),
            legal=level.find(f"{_W}isLgl") is not None,
        )
        for level in parent.findall(f"{_W}lvl")
    }


def _styles(tree: etree._Element) -> dict[str, tuple[str | None, str | None, str | None]]:
    """Each paragraph style's numbering, level and the style that it is based on."""
    return {
        style.get(f"{_W}styleId", ""): (
            _value(style.find(f"{_W}pPr/{_W}numPr/{_W}numId")),
            _value(style.find(f"{_W}pPr/{_W}numPr/{_W}ilvl")),
            _value(style.find(f"{_W}basedOn")),
        )
        for style in tree.findall(f"{_W}style")
    }


def _place(
    paragraph: etree._Element,
    styles: dict[str, tuple[str | None, str | None, str | None]],
    numberings: dict[str, _Numbering],
) -> tuple[_Numbering, int] | None:
    """The numbering and level of a paragraph, its own before its style's."""
    own = _value(paragraph.find(f"{_W}pPr/{_W}numPr/{_W}numId"))
    level = _value(paragraph.find(f"{_W}pPr/{_W}numPr/{_W}ilvl"))
    style = _value(paragraph.find(f"{_W}pPr/{_W}pStyle"))
    named = style
    seen: set[str] = set()
    while own is None and named and named in styles and named not in seen:
        seen.add(named)
        own, of_style, parent = styles[named]
        level = level or of_style
        named = parent
    numbering = numberings.get(own or "")
    if numbering is None:
        return None
    if level is None:  # the level that belongs to the style
        level = next((str(d) for d, each in numbering.levels.items() if each.style == style), "0")
    depth = int(level)
    return (numbering, depth) if depth in numbering.levels else None


def _label(numbering: _Numbering, depth: int, counter: dict[int, int]) -> str:
    level = numbering.levels[depth]
    if depth in numbering.restarts and depth not in numbering.begun:
        counter[depth] = numbering.restarts[depth]
    else:
        counter[depth] = counter[depth] + 1 if depth in counter else level.start
    numbering.begun.add(depth)
    for deeper in [each for each in counter if each > depth]:
        del counter[deeper]
    if level.form == "bullet":
        return BULLET
    if level.form == "none":
        return level.pattern

    def written(match: re.Match[str]) -> str:
        asked = int(match[1]) - 1
        its_level = numbering.levels.get(asked, level)
        form = "decimal" if level.legal else its_level.form
        return _written(counter.get(asked, its_level.start), form)

    return re.sub(r"%(\d)", written, level.pattern)


def _written(number: int, form: str) -> str:
    if form in {"lowerLetter", "upperLetter"} and number > 0:
        text = chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)
    elif form in {"lowerRoman", "upperRoman"} and 0 < number < 40:
        text, rest = "", number
        for value, letters in _ROMAN:
            text += letters * (rest // value)
            rest %= value
    else:
        return f"{number:02d}" if form == "decimalZero" else str(number)
    return text.upper() if form.startswith("upper") else text


def _has_text(paragraph: etree._Element) -> bool:
    return any((each.text or "").strip() for each in paragraph.iter(f"{_W}t"))


def _insert(paragraph: etree._Element, label: str) -> None:
    run = etree.Element(f"{_W}r")
    text = etree.SubElement(run, f"{_W}t")
    text.text = f"{label} "
    text.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    properties = paragraph.find(f"{_W}pPr")
    paragraph.insert(0 if properties is None else 1, run)


def _value(element: etree._Element | None) -> str | None:
    return element.get(_VAL) if element is not None else None
