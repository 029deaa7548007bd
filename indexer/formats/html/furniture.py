"""What a page says about itself around its content: title, addresses, metadata."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import urldefrag, urljoin, urlsplit

from bs4 import BeautifulSoup, Tag
from bs4.element import Comment

from indexer.blocks import Furniture
from indexer.formats.html.flow import text_of
from indexer.formats.whitespace import clean
from indexer.records import Link

_SAVED_FROM = re.compile(r"saved from url=\(\d+\)\s*(\S+)|(?:Mirrored|Archived) from\s+(\S+)", re.I)
_META = {"author", "date", "description", "keywords", "generator"}
_SYSTEM = re.compile(r"/(?:mg|ie|ce)[A-Z]\w+\.aspx?\b|/documents/[a-z]\d+/", re.I)
"""Where ModernGov's own pages and papers are: a page of it points to its own system."""
_OWNER = re.compile(
    r"^(?:©|\(c\)|copyright\b)|\bcouncil(?: (?:logo|crest|home(?: ?page)?|website))?$", re.I
)
_EDGE = re.compile(r"header|footer|banner|masthead", re.I)
_LONGEST_OWNER = 80  # letters
_MOST_HOSTS = 40  # a page that points to more tells nothing by it


def furniture(page: BeautifulSoup) -> tuple[Furniture, ...]:
    """The page's title, own address, metadata and the hosts that it points to."""
    return tuple(
        dict.fromkeys([*_titles(page), *_addresses(page), *_metadata(page), *_owners(page)])
    )


def address(page: BeautifulSoup) -> str | None:
    """The address that the page gives for itself, None where it gives none."""
    return next((each.text for each in _addresses(page) if each.name == "url"), None)


def system(page: BeautifulSoup) -> str | None:
    """The host of the committee system that a page of it points to, None where not one alone."""
    hosts = {
        host_of(target)
        for anchor in page.find_all("a", href=True)
        if host_of(target := str(anchor["href"])) and _SYSTEM.search(urlsplit(target).path)
    }
    return hosts.pop() if len(hosts) == 1 else None


def host_of(target: str) -> str:
    """The host of an absolute web address, "" for anything else."""
    try:
        parts = urlsplit(urldefrag(target.strip())[0])
    except ValueError:
        return ""
    return (parts.hostname or "") if parts.scheme in {"http", "https"} else ""


def links(node: Tag, base: str | None) -> Iterator[Link]:
    """The links in `node`, made absolute where the page says where it comes from."""
    for anchor in node.find_all("a", href=True):
        target = str(anchor["href"]).strip()
        if not target or target.startswith(("#", "javascript:", "mailto:", "tel:")):
            continue
        try:
            yield Link(text_of(anchor), urljoin(base, target) if base else target)
        except ValueError:  # an address that cannot be taken apart is kept as written
            yield Link(text_of(anchor), target)


def _titles(page: BeautifulSoup) -> Iterator[Furniture]:
    if page.title and (title := text_of(page.title)):
        yield Furniture("title", title)
    for name in ("og:title", "og:site_name"):
        if value := _content(page, name):
            yield Furniture("title" if name == "og:title" else f"meta:{name}", value)


def _addresses(page: BeautifulSoup) -> Iterator[Furniture]:
    """The addresses of the page itself that can be one, and where it points."""
    for target in _own_addresses(page):
        if host_of(target):
            yield Furniture("url", target)
    base = page.find("base", href=True)
    if isinstance(base, Tag) and host_of(str(base["href"])):
        yield Furniture("link", str(base["href"]))
    hosts = [host_of(str(anchor["href"])) for anchor in page.find_all("a", href=True)]
    known = dict.fromkeys(filter(None, hosts))
    if len(known) <= _MOST_HOSTS:
        for host in known:
            yield Furniture("link", host)


def _own_addresses(page: BeautifulSoup) -> Iterator[str]:
    for link in page.find_all("link", rel="canonical", href=True):
        yield str(link["href"])
    if value := _content(page, "og:url"):
        yield value
    for comment in page.find_all(string=lambda text: isinstance(text, Comment)):
        if found := _SAVED_FROM.search(str(comment)):
            target = found[1] or found[2]
            yield target if "://" in target else f"http://{target}"


def _metadata(page: BeautifulSoup) -> Iterator[Furniture]:
    for tag in page.find_all("meta", content=True):
        name = str(tag.get("name") or "").lower()
        plain = name.rpartition(".")[2]  # DC.date, DCTERMS.creator
        if (plain in _META or name.startswith("dc")) and (value := clean(str(tag["content"]))):
            yield Furniture(f"meta:{plain}", value)


def _owners(page: BeautifulSoup) -> Iterator[Furniture]:
    """Whose page it is, as its logo and its last line say."""
    logos = [clean(str(image["alt"])) for image in page.find_all("img", alt=True)]
    edges = [
        clean(str(text))
        for edge in page.find_all(["header", "footer"]) + page.find_all(id=_EDGE)
        for text in edge.find_all(string=_OWNER)
    ]
    for text in (*logos, *edges):
        if _OWNER.search(text) and len(text) <= _LONGEST_OWNER:
            yield Furniture("owner", text)


def _content(page: BeautifulSoup, name: str) -> str:
    tag = page.find("meta", attrs={"property": name, "content": True})
    return clean(str(tag["content"])) if isinstance(tag, Tag) else ""
