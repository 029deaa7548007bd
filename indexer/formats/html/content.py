"""The main content of a web page: everything but what leads around the site.

Navigation is taken out; nothing is picked out. A rule that is too weak leaves a menu in, which a
reader passes over; one that picks passages would lose some without anyone noticing.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator

from bs4 import Tag
from bs4.element import NavigableString

_NAVIGATION = {"nav", "menu", "dialog"}
_NAVIGATION_ROLES = {"navigation", "search", "menu", "menubar", "dialog", "alertdialog"}
_EDGES = {"header", "footer"}
_EDGE_ROLES = {"banner", "contentinfo"}
# What developers call navigation; the second are also names of content, so links must prevail.
_NAMES = re.compile(
    r"(?:nav|navbar|navigation|menu|breadcrumbs?|cookies?|skip|skiplinks?|pagination|pager|masthead)"
)
_EDGE_NAMES = re.compile(r"(?:header|footer|banner)")
_OF_THE_SITE = re.compile(
    r"(?:site|page|global|main|top|bottom|wrapper?|container|inner|outer|row|bar|area|block|"
    r"region|section|primary|secondary|council|govuk|header|footer|banner|content|clearfix)"
)
_LINK_NAMES = re.compile(r"(?:sidebar|related|share|sharing|social|search|toolbar|links|tools)")
_WORDS_OF_A_NAME = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")
_HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}
_SECTIONS = {"article", "section", "table"}  # their headers and footers are their own
_TEXT = {"p", "blockquote", "dl", "table", "ul", "ol", "pre"}
_FILE = re.compile(r"\.(?:pdf|docx?|xlsx?|pptx?)(?:$|[?#])", re.I)
_LARGE_PART = 0.5  # of the page's letters: what holds more is the page, whatever it is called


@dataclasses.dataclass(slots=True)
class _Weight:
    """What one element holds: letters in links, in headings and elsewhere, links, headings."""

    linked: int = 0
    headed: int = 0
    other: int = 0
    links: int = 0
    files: int = 0
    titled: bool = False

    @property
    def letters(self) -> int:
        return self.linked + self.headed + self.other

    def add(self, inner: _Weight) -> None:
        self.linked += inner.linked
        self.headed += inner.headed
        self.other += inner.other
        self.links += inner.links
        self.files += inner.files
        self.titled |= inner.titled

    @property
    def is_mostly_links(self) -> bool:
        return self.linked > self.other

    @property
    def is_only_links(self) -> bool:
        """A menu without a name; a list of files is content wherever it stands."""
        return self.links > 1 and not (self.other or self.files or self.titled)


def main_part(page: Tag) -> Tag:
    """Take the navigation out of the page, and return the element that holds the rest.

    Args:
        page: the page's body; changed in place, unless it is navigation and nothing else.
    """
    whole = _weights(page)
    around = list(_Navigation(page, whole).under(page, inside=False))
    if sum(whole[id(each)].letters for each in around) < whole[id(page)].letters:
        for each in around:
            each.extract()
    left = _weights(page)
    for main in page.find_all(_is_main):
        if left[id(main)].letters >= _LARGE_PART * left[id(page)].letters > 0:
            return main
    return page


def _weights(page: Tag) -> dict[int, _Weight]:
    """The weight of every element, by its id; each text is counted once."""
    found: dict[int, _Weight] = {}

    def weigh(node: Tag, *, linked: bool, headed: bool) -> _Weight:
        weight = _Weight(titled=node.name == "h1")
        linked = linked or node.name == "a"
        headed = headed or node.name in _HEADINGS
        if node.name == "a" and node.has_attr("href"):
            weight.links = 1
            weight.files = bool(_FILE.search(str(node["href"])))
        for child in node.children:
            if isinstance(child, Tag):
                weight.add(weigh(child, linked=linked, headed=headed))
            elif type(child) is NavigableString:
                letters = sum(map(str.isalnum, child))
                weight.linked += letters if linked else 0
                weight.headed += letters if headed and not linked else 0
                weight.other += letters if not linked and not headed else 0
        found[id(node)] = weight
        return weight

    weigh(page, linked=False, headed=False)
    return found


class _Navigation:
    """The elements of a page that lead around the site."""

    def __init__(self, body: Tag, weights: dict[int, _Weight]) -> None:
        self._weights = weights
        self._most = _LARGE_PART * weights[id(body)].letters

    def under(self, node: Tag, *, inside: bool) -> Iterator[Tag]:
        """Those under `node`; `inside` the element that holds the content."""
        inside = inside or _is_main(node) or node.name in _SECTIONS
        among_text = inside or self._holds_running_text(node)
        for child in [each for each in node.children if isinstance(each, Tag)]:
            weight = self._weights[id(child)]
            if child.name in _HEADINGS or not weight.letters:
                continue
            if weight.letters <= self._most and (
                self._is_navigation(child, weight)
                or (not inside and _is_edge(child) and not weight.titled)
                or (not among_text and weight.is_only_links)
            ):
                yield child
            else:
                yield from self.under(child, inside=inside)

    def _is_navigation(self, node: Tag, weight: _Weight) -> bool:
        if node.name in _NAVIGATION or node.get("role") in _NAVIGATION_ROLES:
            return True
        beside = node.name == "aside" or node.get("role") == "complementary"
        if beside or _is_named(node, _LINK_NAMES):
            return weight.is_mostly_links
        return _is_named(node, _NAMES) and not weight.titled

    def _holds_running_text(self, node: Tag) -> bool:
        """Whether text that is no link and no heading stands directly in the element."""
        for child in node.children:
            if type(child) is NavigableString:
                if child.strip():
                    return True
            elif isinstance(child, Tag) and child.name in _TEXT:
                weight = self._weights[id(child)]
                if weight.other > weight.linked:
                    return True
        return False


def _is_main(node: Tag) -> bool:
    return node.name == "main" or node.get("role") == "main"


def _is_edge(node: Tag) -> bool:
    """The band at the top or the foot of the page."""
    if node.name in _EDGES or node.get("role") in _EDGE_ROLES:
        return True
    # "site-header", "pageFooter"; but "minutes-header" heads what is said.
    return any(
        any(map(_EDGE_NAMES.fullmatch, words)) and all(map(_OF_THE_SITE.fullmatch, words))
        for words in _names(node)
    )


def _is_named(node: Tag, names: re.Pattern[str]) -> bool:
    return any(names.fullmatch(word) for words in _names(node) for word in words)


def _names(node: Tag) -> list[list[str]]:
    """The words of each class and of the id: "siteHeader" is "site" and "header"."""
    given = [*(node.get("class") or []), str(node.get("id") or "")]
    return [[word.lower() for word in _WORDS_OF_A_NAME.findall(each)] for each in given]
