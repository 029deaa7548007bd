"""A search as asked: URL arguments ↔ SearchRequest, and the canonical address."""

from __future__ import annotations

import dataclasses
import datetime as dt
import difflib
import functools
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from enum import StrEnum
from typing import Any
from urllib.parse import quote, quote_plus, urlencode

from indexer.analysis import slug
from indexer.authorities import register
from indexer.errors import BadRequest, Mistake
from indexer.records import Grade, Kind
from search import language, periods

PAGE_SIZE = 10
SCOPES = ("document", "paragraph", "meeting", "decision")
SORTS = ("relevance", "newest", "oldest")
ARGUMENTS = (
    *("q", "council", "year", "judgement", "standing", "kind", "committee"),
    *("from", "to", "scope", "exact", "sort", "as_of", "page"),
)
_REPEATED = frozenset(("council", "year", "judgement", "standing", "kind", "committee"))
YEARS = range(1800, 2200)
LAST_PAGE = 1_000_000


@dataclasses.dataclass(frozen=True, slots=True)
class SearchRequest:
    """One search. Equal requests have equal canonical addresses; values are sorted and unique.

    `council` and `committee` hold slugs. `judgement` is what a document reports, `standing` the
    grade in force for its council on its date. `scope`, one of SCOPES, is where all
    that is asked for must stand together. `exact` searches for no other names of what was typed
    (search/glossary.py). `sort` is "relevance", "newest" or "oldest". `as_of` asks what
    was indexed at the end of that day (UTC) instead of now. `page` counts from 1.
    """

    q: str = ""
    council: tuple[str, ...] = ()
    year: tuple[int, ...] = ()
    judgement: tuple[Grade, ...] = ()
    standing: tuple[Grade, ...] = ()
    kind: tuple[Kind, ...] = ()
    committee: tuple[str, ...] = ()
    date_from: dt.date | None = None
    date_to: dt.date | None = None
    scope: str = "document"
    exact: bool = False
    sort: str = "relevance"
    as_of: dt.date | None = None
    page: int = 1

    def __post_init__(self) -> None:
        # Whitespace and control characters carry no meaning in a query.
        object.__setattr__(self, "q", " ".join(re.split(r"[\s\x00-\x1f\x7f]+", self.q)).strip())
        for name in _REPEATED:
            object.__setattr__(self, name, tuple(sorted(set(getattr(self, name)))))


def parse(arguments: Mapping[str, Any]) -> SearchRequest:
    """Read a search from URL arguments: name → values, as a dict of lists or a werkzeug MultiDict.

    Values are also understood as people write them ("Devon County Council", "Requires
    improvement", from=2017); `canonical` gives the one form that addresses have. Empty values count
    as absent.

    Raises:
        BadRequest: with every mistake in the arguments. Nothing is guessed and nothing ignored.
    """
    reading = _Reading(arguments)
    request = SearchRequest(
        q=reading.query(),
        council=reading.each("council", _council),
        year=reading.each("year", _year),
        judgement=reading.each("judgement", lambda text: _member(Grade, "grade", text)),
        standing=reading.each("standing", lambda text: _member(Grade, "grade", text)),
        kind=reading.each("kind", lambda text: _member(Kind, "kind of document", text)),
        committee=reading.each("committee", _committee),
        date_from=reading.one("from", periods.day),
        date_to=reading.one("to", lambda text: periods.day(text, last=True)),
        scope=reading.one("scope", _scope) or "document",
        exact=reading.one("exact", _exact) or False,
        sort=reading.one("sort", _sort) or "relevance",
        as_of=reading.one("as_of", lambda text: periods.day(text, last=True)),
        page=reading.one("page", _page) or 1,
    )
    if request.date_from and request.date_to and request.date_from > request.date_to:
        first, last = request.date_from.isoformat(), request.date_to.isoformat()
        message = f"the period would end ({last}) before it starts ({first})"
        reading.mistakes.append(Mistake("to", last, message, suggestion=first))
    if reading.mistakes:
        raise BadRequest(tuple(reading.mistakes))
    return request


def canonical(request: SearchRequest, path: str = "/search") -> str:
    """Write the one address of a search: fixed order, sorted values, defaults dropped."""
    pairs = _pairs(request)
    return f"{path}?{_written(pairs)}" if pairs else path


def toggles(request: SearchRequest, name: str) -> Callable[[str], str]:
    """Write the addresses of a facet's values: the search with one more of them, or one fewer.

    Each is what `canonical` gives for that search, from its first page. A facet may have thousands
    of values, so what does not change between them is written once.
    """
    order = ARGUMENTS.index
    others = [pair for pair in _pairs(dataclasses.replace(request, page=1)) if pair[0] != name]
    before = _written(pair for pair in others if order(pair[0]) < order(name))
    after = _written(pair for pair in others if order(pair[0]) > order(name))
    chosen = frozenset(str(value) for value in getattr(request, name))

    def address(value: str) -> str:
        own = _written((name, each) for each in sorted(chosen ^ {value}))
        written = "&".join(piece for piece in (before, own, after) if piece)
        return f"/search?{written}" if written else "/search"

    return address


def _pairs(request: SearchRequest) -> list[tuple[str, str]]:
    """List the arguments that are not as by default, in the order of addresses."""
    pairs: list[tuple[str, str]] = [("q", request.q)] if request.q else []
    for name in ("council", "year", "judgement", "standing", "kind", "committee"):
        pairs += [(name, str(value)) for value in getattr(request, name)]
    if request.date_from:
        pairs.append(("from", request.date_from.isoformat()))
    if request.date_to:
        pairs.append(("to", request.date_to.isoformat()))
    if request.scope != "document":
        pairs.append(("scope", request.scope))
    if request.exact:
        pairs.append(("exact", "1"))
    if request.sort != "relevance":
        pairs.append(("sort", request.sort))
    if request.as_of:
        pairs.append(("as_of", request.as_of.isoformat()))
    if request.page != 1:
        pairs.append(("page", str(request.page)))
    return pairs


def _written(pairs: Iterable[tuple[str, str]]) -> str:
    return "&".join([f"{name}={quote_plus(value, safe='*:/')}" for name, value in pairs])


def document_address(
    document_id: str, q: str = "", anchor: str | None = None, as_of: dt.date | None = None
) -> str:
    """Write the address of a document, with the words to mark and the paragraph to show.

    With `as_of` it leads to the text that was indexed at the end of that day.
    """
    address = f"/documents/{quote(document_id, safe='')}"
    asked = {"q": q, "as_of": as_of.isoformat() if as_of else ""}
    if any(asked.values()):
        given = {name: value for name, value in asked.items() if value}
        address += f"?{urlencode(given, safe='*:/')}"
    return address if anchor is None else f"{address}#{quote(anchor, safe='')}"


def unknown(name: str, value: str, known: Sequence[str]) -> Mistake:
    """Say that an address has an argument of this name, where only the `known` mean anything."""
    if not known:
        return Mistake(name, value, f"there is no argument {name!r}: this page takes none")
    near = difflib.get_close_matches(name.lower(), known, 1)
    there_is = "there is" if len(known) == 1 else "there are"
    hint = f"; did you mean {near[0]}?" if near else f": {there_is} {', '.join(known)}"
    return Mistake(name, value, f"there is no argument {name!r}{hint}")


class _WrongError(ValueError):
    """A value is wrong; `suggestion` is the nearest valid one."""

    def __init__(self, message: str, suggestion: str | None = None) -> None:
        super().__init__(message)
        self.suggestion = suggestion


class _Reading:
    """Takes the arguments apart and gathers mistakes."""

    def __init__(self, arguments: Mapping[str, Any]) -> None:
        pairs: Iterable[tuple[str, Sequence[str]]] = (
            arguments.lists() if hasattr(arguments, "lists") else arguments.items()
        )
        self._values = {
            name: list(dict.fromkeys(value.strip() for value in values if value.strip()))
            for name, values in pairs
        }
        self.mistakes: list[Mistake] = []
        for name, values in self._values.items():
            if name not in ARGUMENTS:
                self.mistakes.append(unknown(name, values[0] if values else "", ARGUMENTS))
            elif name not in _REPEATED and len(values) > 1:
                self.mistakes.append(Mistake(name, values[1], f"{name} can be given only once"))

    def query(self) -> str:
        text = SearchRequest(q=(self._values.get("q") or [""])[0]).q
        try:
            language.parse(text)
        except BadRequest as wrong:
            self.mistakes += wrong.mistakes
        return text

    def each(self, name: str, read: Callable[[str], Any]) -> tuple[Any, ...]:
        found = [self._try(name, value, read) for value in self._values.get(name, ())]
        return tuple(value for value in found if value is not None)

    def one(self, name: str, read: Callable[[str], Any]) -> Any:
        values = self._values.get(name)
        return self._try(name, values[0], read) if values else None

    def _try(self, name: str, value: str, read: Callable[[str], Any]) -> Any:
        try:
            return read(value)
        except (_WrongError, periods.NoPeriodError) as wrong:
            suggestion = getattr(wrong, "suggestion", None) or getattr(wrong, "nearest", None)
            self.mistakes.append(Mistake(name, value, str(wrong), suggestion=suggestion))
            return None


def _council(text: str) -> str:
    """A slug as it stands, even if no council has it (the corpus may know it); else a name."""
    wanted = slug(text)
    if register.by_slug(wanted):
        return wanted
    named = _council_names().get(wanted, frozenset())
    if len(named) == 1:
        return next(iter(named))
    if len(named) > 1:
        raise _WrongError(f"{text} may be any of {', '.join(sorted(named))}", min(named))
    if wanted and text == wanted:
        return wanted
    raise _WrongError(f"there is no council {text!r} in the register", nearest_council(text))


def nearest_council(text: str) -> str | None:
    """Find the slug of the council whose name is most like a text, if any is."""
    near = difflib.get_close_matches(slug(text), _council_names(), 1, 0.7)
    return min(_council_names()[near[0]]) if near else None


@functools.cache
def _council_names() -> Mapping[str, frozenset[str]]:
    names: dict[str, set[str]] = {}
    for entry in register.all_councils():
        for name in (entry.slug, entry.name, entry.full_name, *entry.aliases):
            names.setdefault(slug(name), set()).add(entry.slug)
    return {name: frozenset(slugs) for name, slugs in names.items()}


def _committee(text: str) -> str:
    wanted = slug(text)
    if not wanted:
        raise _WrongError("a committee's name has letters or digits")
    return wanted


def _member(members: type[StrEnum], noun: str, text: str) -> StrEnum:
    wanted = slug(text).replace("-", "_")
    values = [member.value for member in members]
    for candidate in (wanted, wanted.removesuffix("s"), wanted.removesuffix("_to_be_good")):
        if candidate in values:
            return members(candidate)
    near = difflib.get_close_matches(wanted, values, 1)
    message = f"there is no {noun} {text!r}: there are {', '.join(values)}"
    raise _WrongError(message, near[0] if near else None)


def _year(text: str) -> int:
    if not re.fullmatch(r"\d{4}", text, re.ASCII) or int(text) not in YEARS:
        found = re.search(r"(?<!\d)(?:19|20)\d\d(?!\d)", text, re.ASCII)
        raise _WrongError("a year has four digits, e.g. 2017", found.group() if found else None)
    return int(text)


def _scope(text: str) -> str:
    if text.lower() not in SCOPES:
        near = difflib.get_close_matches(text.lower(), SCOPES, 1)
        message = f"words are looked for together in one {' or one '.join(SCOPES)}"
        raise _WrongError(message, near[0] if near else None)
    return text.lower()


def _exact(text: str) -> bool:
    if text not in ("0", "1"):
        raise _WrongError("exact is 1 (only the words as typed) or 0 (also their other names)", "1")
    return text == "1"


def _sort(text: str) -> str:
    if text.lower() not in SORTS:
        near = difflib.get_close_matches(text.lower(), SORTS, 1)
        raise _WrongError(f"results are sorted by {', '.join(SORTS)}", near[0] if near else None)
    return text.lower()


def _page(text: str) -> int:
    if not re.fullmatch(r"\d{1,7}", text, re.ASCII) or not 1 <= int(text) <= LAST_PAGE:
        raise _WrongError("pages are numbered from 1", "1")
    return int(text)
