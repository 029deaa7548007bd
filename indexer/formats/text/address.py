"""The address that a page saved as text bears, and what it tells of the page."""

from __future__ import annotations

import re
from urllib.parse import parse_qs, urlsplit

_LINE = re.compile(
    r"\W*(?P<told>"
    r"(?:(?:saved|mirrored|archived|retrieved|downloaded|copied|taken|fetched) (?:from|at)"
    r"|source|original|page|web)?\s*(?:url|address|link)?\s*[:=]?)\s*"
    r"<?(?P<url>https?://(?!\S*(?:zoom\.us|youtu\.?be|teams\.(?:microsoft|live)))[^\s<>]+?)>?\W?",
    re.I,
)  # never where a meeting can be watched
_HEAD = 3  # lines in which it stands
_GENRES = (
    ("moderngov issue", re.compile(r"/\w*issue(?:details|history)", re.I)),
    ("moderngov decision", re.compile(r"/\w*decisiondetails", re.I)),
    ("moderngov item", re.compile(r"/mgai\.asp", re.I)),
    ("moderngov meeting", re.compile(r"/(?:ie|ce)listdocuments\.asp", re.I)),
)


def parted(text: str) -> tuple[str | None, str]:
    """The page's own address, None where it bears none, and the text without it.

    The address stands alone in one of the first lines, or in the last after words that say so
    ("Saved from https://…").
    """
    lines = text.splitlines(keepends=True)
    filled = [place for place, line in enumerate(lines) if line.strip("\ufeff \t\r\n\xa0")]
    for place in [*filled[:_HEAD], *filled[-1:]]:
        found = _LINE.fullmatch(lines[place].strip("\ufeff \t\r\n\xa0"))
        if found and (place == filled[0] or found["told"]):
            return found["url"], "".join(lines[:place] + lines[place + 1 :])
    return None, text


def genre_of(url: str | None) -> str | None:
    """What kind of a committee system's page an address leads to, None for any other."""
    path = urlsplit(url).path if url else ""
    return next((genre for genre, pattern in _GENRES if pattern.search(path)), None)


def item_of(url: str | None) -> str | None:
    """The number that the system gives the agenda item whose own page this is."""
    if genre_of(url) != "moderngov item":
        return None
    asked = {key.lower(): held for key, held in parse_qs(urlsplit(url or "").query).items()}
    return next((held for held in asked.get("id", []) if held.isdigit()), None)
