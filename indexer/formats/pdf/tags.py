"""The structure tree of a tagged PDF (ISO 32000-1, 14.7–14.8) as a plain list of elements."""

from __future__ import annotations

import dataclasses
from typing import Any

from pdfminer.pdftypes import PDFObjRef, resolve1
from pdfminer.psparser import PSLiteral

# (page object, form object or None, marked-content id)
Mark = tuple[int, int | None, int]

MOST_NODES = 1_000_000
DEEPEST = 120

_HEADINGS = {"H": 1, "H1": 1, "H2": 2, "H3": 3, "H4": 4, "H5": 5, "H6": 6, "Title": 1}
_BLOCKS = {
    "P",
    "Caption",
    "TOCI",
    "Note",
    "FENote",
    "BibEntry",
    "Formula",
    "BlockQuote",
    *_HEADINGS,
}
_NOTES = {"Note", "FENote"}
_GROUPS = {"Document", "DocumentFragment", "Part", "Art", "Sect", "Div", "Aside", "NonStruct"}
_GROUPS |= {"Private", "TOC", "Index", "Table", "THead", "TBody", "TFoot", "L", "Form"}
_INLINE = {"Span", "Quote", "Link", "Reference", "Annot", "Code", "Em", "Strong", "Sub"}
_OTHER = {"LI", "Lbl", "LBody", "TR", "TH", "TD", "Figure", "Artifact", "Ruby", "Warichu"}
_KNOWN = _BLOCKS | _GROUPS | _INLINE | _OTHER
# What is in these is drawn, not written: it is left to the page's geometry.
_DRAWN = {"Figure", "Artifact"}


@dataclasses.dataclass(slots=True)
class Element:
    """A paragraph-like element. A row ("TR") has `cells` of elements and no marks of its own.

    `note` says that it is a footnote, or part of one.
    """

    role: str
    depth: int = 0
    note: bool = False
    marks: list[Mark] = dataclasses.field(default_factory=list)
    label: list[Mark] = dataclasses.field(default_factory=list)
    cells: list[list[Element]] = dataclasses.field(default_factory=list)

    @property
    def heading_level(self) -> int | None:
        """The level of a heading, None for anything else."""
        return _HEADINGS.get(self.role)


def read_structure(root: Any) -> list[Element]:
    """The paragraph-like elements of a structure tree, in its order.

    Args:
        root: The StructTreeRoot dictionary; anything else reads as an empty tree.
    """
    if not isinstance(root, dict):
        return []
    walk = _Walk(_role_map(root))
    elements: list[Element] = []
    walk.children(root, _Place(), elements, None)
    return elements


def _role_map(root: dict[str, Any]) -> dict[str, str]:
    mapping = resolve1(root.get("RoleMap"))
    if not isinstance(mapping, dict):
        return {}
    return {name: _name(role) for name, role in mapping.items()}


def _name(value: Any) -> str:
    value = resolve1(value)
    return str(value.name) if isinstance(value, PSLiteral) else ""


@dataclasses.dataclass(frozen=True, slots=True)
class _Place:
    """Where a walk stands: the page in force, how deep, in how many lists, in a footnote."""

    page: int | None = None
    depth: int = 0
    lists: int = 0
    note: bool = False


class _Walk:
    """Walks a tree that may lie: cycles, endless depth and sheer size are cut off."""

    def __init__(self, roles: dict[str, str]) -> None:
        self._roles = roles
        self._seen: set[int] = set()
        self._nodes = 0

    def children(
        self, node: dict[str, Any], place: _Place, out: list[Element], element: Element | None
    ) -> None:
        """Walk what is below `node`; text goes to `element`, new elements to `out`."""
        kids = resolve1(node.get("K"))
        below = dataclasses.replace(place, depth=place.depth + 1)
        for kid in kids if isinstance(kids, list) else [kids]:
            element = self._visit(kid, below, out, element)

    def _visit(
        self, kid: Any, place: _Place, out: list[Element], element: Element | None
    ) -> Element | None:
        """Walk one kid; returns the element that loose text after it belongs to."""
        self._nodes += 1
        if self._nodes > MOST_NODES or place.depth > DEEPEST:
            return element
        if isinstance(kid, PDFObjRef):
            if kid.objid in self._seen:
                return element
            self._seen.add(kid.objid)
        node = resolve1(kid)
        if isinstance(node, int):
            node = {"MCID": node}
        if not isinstance(node, dict):
            return element
        page = node.get("Pg")
        if isinstance(page, PDFObjRef):
            place = dataclasses.replace(place, page=page.objid)
        if "S" in node:
            return self._element(node, place, out, element)
        number, form = resolve1(node.get("MCID")), node.get("Stm")
        if not isinstance(number, int):
            return element
        stream = form.objid if isinstance(form, PDFObjRef) else None
        return _mark(out, element, place.page, stream, number)

    def _element(
        self, node: dict[str, Any], place: _Place, out: list[Element], element: Element | None
    ) -> Element | None:
        role = self._role(node)
        if role in _DRAWN:
            return element
        if role == "NonStruct" and element is not None:
            # Browsers wrap each stretch of text in one: it is as if it were not there.
            self.children(node, place, out, element)
            return element
        if role in _INLINE or role in ("Lbl", "LBody", "Ruby", "Warichu") or role not in _KNOWN:
            return self._inline(role, node, place, out, element)
        if role in ("TH", "TD"):
            in_row = element is not None and element.role == "TR"
            cell: list[Element] = []
            self.children(node, dataclasses.replace(place, lists=0), cell if in_row else out, None)
            if element is not None and in_row:
                element.cells.append(cell)
            return element
        if role in _BLOCKS and _is_bare_item(element):
            self.children(node, place, out, element)
            return None
        inside = element is not None and element.role not in ("LI", "TR")
        own: Element | None = None
        if role == "L":
            place = dataclasses.replace(place, lists=place.lists + 1)
        elif role not in _GROUPS:
            place = dataclasses.replace(place, note=place.note or role in _NOTES)
            depth = max(1, place.lists) if role == "LI" else place.lists
            own = Element(role, depth, place.note)
            out.append(own)
        self.children(node, place, out, own)
        # A paragraph nested in another's text (a note, say) does not end it.
        return element if inside and role in _BLOCKS else None

    def _inline(
        self,
        role: str,
        node: dict[str, Any],
        place: _Place,
        out: list[Element],
        element: Element | None,
    ) -> Element | None:
        """Walk a part of a paragraph; one that stands in none becomes one."""
        if element is None or element.role == "TR":
            element = Element("P", place.lists, place.note)
            out.append(element)
        before = len(element.marks)
        self.children(node, place, out, element)
        if role == "Lbl" and element.role == "LI":
            element.label += element.marks[before:]
        return element

    def _role(self, node: dict[str, Any]) -> str:
        role = _name(node.get("S"))
        for _ in range(8):
            if role in _KNOWN or role not in self._roles:
                break
            role = self._roles[role]
        return role


def _is_bare_item(element: Element | None) -> bool:
    """Whether an element is a list item of which nothing but the label has come."""
    return element is not None and element.role == "LI" and element.marks == element.label


def _mark(
    out: list[Element], element: Element | None, page: int | None, form: int | None, number: int
) -> Element | None:
    if page is None:
        return element
    if element is None or element.role == "TR":
        element = Element("P")
        out.append(element)
    element.marks.append((page, form, number))
    return element
