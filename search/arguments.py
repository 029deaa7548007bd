"""The arguments of an address, read strictly, and the page that shows what is wrong with them."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from urllib.parse import parse_qsl, urlencode

from indexer.errors import BadRequest, Mistake
from search.finder import ARGUMENT_LABELS

# One person's search has a few of each; thousands would only keep the server busy.
MOST_VALUES = 50
MOST_ARGUMENTS = 300


@dataclasses.dataclass(frozen=True, slots=True)
class MistakesPage:
    """A search that cannot be run: each mistake, and all that was typed.

    `path` is where the mended search goes; `listed` are all mistakes with the addresses of the
    search mended as suggested, None where nothing is; `first` is each argument's first mistake;
    `kept` are the values of every argument but the words.
    """

    path: str
    q: str
    listed: tuple[tuple[Mistake, str | None], ...]
    first: Mapping[str, Mistake]
    kept: Mapping[str, tuple[str, ...]]


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
        if len(given) > MOST_VALUES
    ]
    if mistakes:
        raise BadRequest(tuple(mistakes))
    return values


def mistakes_page(path: str, query: bytes, mistakes: tuple[Mistake, ...]) -> MistakesPage:
    """Arrange the mistakes of a search beside what was typed."""
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
    """The address of the search with the mistaken value replaced by the one that is suggested."""
    if mistake.suggestion is None:
        return None
    mended = [
        (name, mistake.suggestion if (name, value) == (mistake.argument, mistake.value) else value)
        for name, value in pairs
    ]
    return f"{path}?{urlencode(mended)}"
