"""The arguments of an address, read strictly, and the page that shows what is wrong with them."""

from __future__ import annotations

import dataclasses
import datetime as dt
import re
from collections.abc import Mapping
from urllib.parse import parse_qsl, urlencode

from indexer.errors import BadRequest, Mistake
from search import evidence, explaining
from search.finder import ARGUMENT_LABELS
from search.request import ARGUMENTS, parse, unknown

# One person's search has a few of each; thousands would only keep the server busy.
MOST_VALUES = 50
MOST_ARGUMENTS = 300
SEARCHES = ("/search", "/compare")
# What the other pages take; one that is not named here takes nothing.
_TAKEN = {
    "/coverage": ("kind",),
    "/documents/<document_id>": ("q", "as_of", "p"),
    "/documents/<document_id>/cite": ("paragraph", "as_of"),
    "/documents/<document_id>/similar": ("paragraph", "as_of"),
    "/documents/<document_id>/similar.json": ("paragraph", "as_of"),
    "/documents/<document_id>.bib": ("paragraph", "as_of"),
    "/documents/<document_id>.ris": ("paragraph", "as_of"),
    "/documents/<document_id>.json": ("as_of",),
    "/documents/<document_id>.txt": ("as_of",),
    "/meetings/<meeting_id>": ("as_of",),
}
# What newsletters and other sites hang on to a link to count its readers.
_TRACKING = re.compile(r"(?:utm_\w+|fbclid|gclid|msclkid|mc_[ce]id)(?:=|$)")


@dataclasses.dataclass(frozen=True, slots=True)
class MistakesPage:
    """An address that cannot be answered: each mistake, and all that was typed.

    `path` is where the mended address goes; `is_search` tells a search from other pages; `listed`
    are all mistakes with the address mended as suggested, or without an argument that means
    nothing, None where neither helps; `first` is each argument's first mistake; `kept` are the
    values of every argument but the words.
    """

    path: str
    is_search: bool
    q: str
    listed: tuple[tuple[Mistake, str | None], ...]
    first: Mapping[str, Mistake]
    kept: Mapping[str, tuple[str, ...]]


def taken(rule: str) -> tuple[str, ...]:
    """Name the arguments that a page takes.

    Args:
        rule: the page's address, its parameters in "<…>".
    """
    if rule.startswith("/compare"):  # which has one page only
        return tuple(name for name in ARGUMENTS if name != "page")
    if rule == "/search.json":
        return (*ARGUMENTS, explaining.ARGUMENT)
    if rule.startswith("/search.atom"):  # a feed follows what comes
        return tuple(name for name in ARGUMENTS if name != "as_of")
    if rule.startswith(evidence.PATH):
        return evidence.ARGUMENTS if rule == evidence.PATH else ("p", "as_of")
    return ARGUMENTS if rule.startswith(SEARCHES) else _TAKEN.get(rule, ())


def check(rule: str, query: bytes) -> dt.date | None:
    """Refuse what a page does not understand; searches and evidence lists read their own.

    Returns the day that a page other than a search looks back to, None for the present.

    Args:
        rule: the page's address, its parameters in "<…>".
        query: percent-encoded, as it came.

    Raises:
        BadRequest: with every mistake. Nothing is ignored.
    """
    if rule.startswith((*SEARCHES, evidence.PATH)):
        return None
    known = taken(rule)
    mistakes: list[Mistake] = []
    given = read(query)
    for name, values in given.items():
        if name not in known:
            mistakes.append(unknown(name, values[0], known))
        elif len(values) > 1 and name != "p":
            mistakes.append(Mistake(name, values[1], f"{name} can be given only once"))
    if mistakes:
        raise BadRequest(tuple(mistakes))
    return parse({"as_of": given.get("as_of", [])}).as_of


def untracked(query: bytes) -> str:
    """Leave out what other sites hang on to a link to count readers; the rest stays as it came."""
    pairs = query.decode("ascii", "replace").split("&")
    return "&".join(pair for pair in pairs if not _TRACKING.match(pair))


def read(query: bytes) -> dict[str, list[str]]:
    """Read the part of an address after "?": name → values, as typed, empty ones kept.

    Args:
        query: percent-encoded, as it came.

    Raises:
        BadRequest: it is not UTF-8, or there are more arguments than anybody needs.
    """
    pairs = _pairs(query, "strict")
    values: dict[str, list[str]] = {}
    for name, value in pairs:
        values.setdefault(name, []).append(value)
    mistakes = [
        Mistake(name, given[MOST_VALUES], f"at most {MOST_VALUES} can be chosen at once")
        for name, given in values.items()
        # An evidence list has a bound of its own.
        if len(given) > MOST_VALUES and name != "p"
    ]
    if mistakes:
        raise BadRequest(tuple(mistakes))
    return values


def mistakes_page(path: str, query: bytes, mistakes: tuple[Mistake, ...]) -> MistakesPage:
    """Arrange the mistakes of an address beside what was typed.

    Args:
        path: the address up to "?".
        query: the rest of it, percent-encoded, as it came.
        mistakes: what is wrong with it.
    """
    is_search = path.startswith(SEARCHES)
    if is_search:  # mended on the page that people read
        path = next(each for each in SEARCHES if path.startswith(each))
    try:
        pairs = _pairs(query, "replace")
    except BadRequest:  # too many to show again
        pairs = []
    kept: dict[str, list[str]] = {}
    for name, value in pairs:
        if name != "q" and name in ARGUMENT_LABELS:
            kept.setdefault(name, []).append(value)
    return MistakesPage(
        path=path,
        is_search=is_search,
        q=next((value for name, value in pairs if name == "q"), ""),
        listed=tuple((each, _mended(path, pairs, each)) for each in mistakes),
        first={each.argument: each for each in reversed(mistakes)},
        kept={name: tuple(values[:MOST_VALUES]) for name, values in kept.items()},
    )


def _pairs(query: bytes, errors: str) -> list[tuple[str, str]]:
    try:
        return parse_qsl(
            query.decode("ascii", errors),
            keep_blank_values=True,
            errors=errors,
            max_num_fields=MOST_ARGUMENTS,
        )
    except UnicodeDecodeError:
        message = "this address is not written in UTF-8: copy or type it again"
    except ValueError:
        message = f"there are more than {MOST_ARGUMENTS} arguments"
    raise BadRequest((Mistake("", "", message),))


def _mended(path: str, pairs: list[tuple[str, str]], mistake: Mistake) -> str | None:
    """The address with the mistaken value as suggested, or without an argument unknown here."""
    if mistake.suggestion is not None:
        wrong = (mistake.argument, mistake.value)
        mended = [
            (name, mistake.suggestion if (name, value) == wrong else value) for name, value in pairs
        ]
    elif mistake.argument and (
        mistake.argument not in ARGUMENT_LABELS or not path.startswith(SEARCHES)
    ):
        mended = [
            (name, value)
            for name, value in pairs
            if name != mistake.argument or (name == "p" and value != mistake.value)
        ]
    else:
        return None
    return f"{path}?{urlencode(mended)}" if mended else path
