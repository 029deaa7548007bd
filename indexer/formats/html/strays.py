"""Content that stray end tags have put behind the element that was to hold it."""

from __future__ import annotations

from collections.abc import Collection

from bs4 import Tag

_MOST_LEVELS = 12  # elements that a page's stray end tags close


def take_in(root: Tag, marks: Collection[str]) -> None:
    """Put back into `root` what stands behind it, up to the last element of the page's text.

    Args:
        root: the element that was closed too early; it is changed.
        marks: the classes of the elements that belong to the page's text, beside Word's own.
    """
    node: Tag | None = root
    for _ in range(_MOST_LEVELS):
        if node is None or node.name == "body":
            return
        after = list(node.next_siblings)
        last = max((n for n, each in enumerate(after) if _is_text(each, marks)), default=-1)
        for each in after[: last + 1]:
            root.append(each.extract())
        node = node.parent


def _is_text(node: object, marks: Collection[str]) -> bool:
    """Whether a node is of the page's text: an element with its marks, or a paragraph from Word."""
    if not isinstance(node, Tag):
        return False
    return any(
        name in marks or name.startswith("Mso")
        for tag in (node, *node.find_all(class_=True))
        for name in tag.get("class") or ()
    )
