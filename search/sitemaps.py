"""The addresses of all documents, for robots, as the Sitemap protocol 0.9 has them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from xml.etree import ElementTree

from search.request import document_address

# A sitemap lists no more than this; for a larger collection there is a list of sitemaps.
MOST = 50_000
_NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"


def sitemap(ids: Sequence[str], absolute: Callable[[str], str]) -> bytes:
    """Write the map of all documents, or the list of its parts where one map may not hold them.

    Args:
        ids: of the documents, always in the same order.
        absolute: makes a site-relative address whole.
    """
    if len(ids) <= MOST:
        return _written("urlset", "url", [absolute(document_address(each)) for each in ids])
    parts = range(1, -(-len(ids) // MOST) + 1)
    return _written("sitemapindex", "sitemap", [absolute(f"/sitemap-{n}.xml") for n in parts])


def part(ids: Sequence[str], number: str, absolute: Callable[[str], str]) -> bytes | None:
    """Write one part of the map, counted from 1; None where there is no such part."""
    start = (int(number) - 1) * MOST if number.isascii() and number.isdigit() else -1
    if not 0 <= start < len(ids):
        return None
    lot = ids[start : start + MOST]
    return _written("urlset", "url", [absolute(document_address(each)) for each in lot])


def robots(absolute: Callable[[str], str]) -> str:
    """Ask robots to read documents and to leave searches alone."""
    rules = ("User-agent: *", "Disallow: /search", "Disallow: /compare", "Disallow: /evidence")
    return "\n".join([*rules, f"Sitemap: {absolute('/sitemap.xml')}", ""])


def _written(root: str, element: str, addresses: Sequence[str]) -> bytes:
    tree = ElementTree.Element(root, xmlns=_NAMESPACE)
    for address in addresses:
        ElementTree.SubElement(ElementTree.SubElement(tree, element), "loc").text = address
    ElementTree.indent(tree)
    written: bytes = ElementTree.tostring(tree, encoding="utf-8", xml_declaration=True)
    return written
