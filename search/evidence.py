"""An evidence list: paragraphs collected in an address, with no account and no cookie.

`/evidence?p=<document id>~<anchor>&p=…&as_of=2026-11-21&q=…`: the paragraphs in their order, the
day whose texts are shown, and a search for more of them.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Mapping, Sequence
from urllib.parse import parse_qs, quote, unquote, urlencode, urlsplit

from indexer.errors import BadRequest, Mistake
from search.request import parse, unknown

MOST = 100
PATH = "/evidence"
# What its buttons send; the address that they lead to has none of them.
EDITS = ("add", "up", "down", "remove")
ARGUMENTS = ("p", "as_of", "q", *EDITS)
_LONGEST = 300


@dataclasses.dataclass(frozen=True, slots=True)
class Reference:
    """A paragraph by its document's id, which has no "~" in it, and its anchor."""

    document: str
    anchor: str

    @property
    def written(self) -> str:
        """As addresses have it."""
        return f"{self.document}~{self.anchor}"


@dataclasses.dataclass(frozen=True, slots=True)
class EvidenceRequest:
    """An evidence list as asked for: each paragraph once, at most `MOST` of them.

    `as_of` is the day whose texts are shown, None for the present; `q` searches for more.
    """

    paragraphs: tuple[Reference, ...] = ()
    as_of: dt.date | None = None
    q: str = ""


def read(values: Mapping[str, Sequence[str]], known: Sequence[str] = ARGUMENTS) -> EvidenceRequest:
    """Read a list, and what a button does to it, from the arguments of its address.

    Args:
        values: name → values, as typed.
        known: the arguments that mean something here.

    Raises:
        BadRequest: with every mistake. Nothing is ignored.
    """
    mistakes: list[Mistake] = []
    for name, several in values.items():
        if name not in known:
            mistakes.append(unknown(name, several[0], known))
        elif name not in ("p", "add") and len(several) > 1:
            mistakes.append(Mistake(name, several[1], f"{name} can be given only once"))
    given = values.get("p", ())
    if len(given) > MOST:  # as written: programs are told this bound
        mistakes.append(_too_many(given[MOST], len(given)))
    found: list[Reference] = []
    for name in ("p", "add"):
        for text in filter(None, values.get(name, ())):
            try:
                found += _added(text) if name == "add" else [_reference(name, text)]
            except BadRequest as wrong:
                mistakes += wrong.mistakes
    listed = list(dict.fromkeys(found))
    if len(listed) > MOST >= len(given):
        mistakes.append(_too_many(listed[MOST].written, len(listed)))
    for name in ("up", "down", "remove"):
        for text in values.get(name, ())[:1]:
            mistakes += _edit(listed, name, text)
    try:
        asked = parse({name: values[name] for name in ("as_of", "q") if values.get(name)})
    except BadRequest as wrong:
        mistakes += wrong.mistakes
    if mistakes:
        raise BadRequest(tuple(mistakes))
    return EvidenceRequest(tuple(listed), asked.as_of, asked.q)


def references(values: Sequence[str]) -> tuple[Reference, ...]:
    """Read the list that another page carries along.

    Raises:
        BadRequest: a value is no paragraph, or there are too many.
    """
    return read({"p": values}).paragraphs


def canonical(asked: EvidenceRequest, path: str = PATH) -> str:
    """Write the one address of a list."""
    pairs = [("p", each.written) for each in asked.paragraphs]
    if asked.as_of:
        pairs.append(("as_of", asked.as_of.isoformat()))
    if asked.q:
        pairs.append(("q", asked.q))
    return f"{path}?{urlencode(pairs, safe='*:/~')}" if pairs else path


def _too_many(first: str, count: int) -> Mistake:
    """Say that a list is too long, from the value that is the first too many."""
    message = f"an evidence list holds at most {MOST} paragraphs: this one has {count}"
    return Mistake("p", first[:_LONGEST], message)


def _reference(name: str, text: str) -> Reference:
    document, tilde, anchor = text.partition("~")
    if not document or not tilde or not anchor or len(text) > _LONGEST:
        message = "a paragraph is written as its document's id, a ~ and its anchor"
        raise BadRequest((Mistake(name, text[:_LONGEST], message),))
    return Reference(document, anchor)


def _added(text: str) -> list[Reference]:
    """Read what is to be added: a paragraph, its address, or the address of another list."""
    text = text.strip()
    if not text:
        return []
    parts = urlsplit(text)
    if parts.path.startswith("/documents/"):
        if not parts.fragment:
            message = "this is the address of a whole document: copy that of a paragraph"
            raise BadRequest((Mistake("add", text, message),))
        document = unquote(parts.path.removeprefix("/documents/")).partition("/")[0]
        return [_reference("add", f"{document}~{unquote(parts.fragment)}")]
    if parts.path == PATH:
        return [_reference("add", each) for each in parse_qs(parts.query).get("p", ())[: MOST + 1]]
    return [_reference("add", text)]


def _edit(listed: list[Reference], name: str, text: str) -> list[Mistake]:
    """Move or remove the paragraph with this number, from 1."""
    if not text.isdecimal() or not 1 <= int(text) <= len(listed):
        return [Mistake(name, text, f"there is no paragraph with the number {text[:20]!r} here")]
    place = int(text) - 1
    moved = listed.pop(place)
    if name != "remove":
        listed.insert(max(place - 1, 0) if name == "up" else place + 1, moved)
    return []


def collecting(address: str) -> str:
    """Write the address of a new list with one paragraph, given the paragraph's own address."""
    day = parse_qs(urlsplit(address).query).get("as_of", [])
    return canonical(EvidenceRequest(tuple(_added(address)), parse({"as_of": day}).as_of))


def document_with(document_id: str, asked: EvidenceRequest, q: str, anchor: str | None) -> str:
    """Write the address of a document, as of the list's day, whose page carries the list along."""
    pairs = [("p", each.written) for each in asked.paragraphs]
    if q:
        pairs.append(("q", q))
    if asked.as_of:
        pairs.append(("as_of", asked.as_of.isoformat()))
    address = f"/documents/{quote(document_id, safe='')}"
    if pairs:
        address += f"?{urlencode(pairs, safe='*:/~')}"
    return f"{address}#{quote(anchor, safe='')}" if anchor else address
