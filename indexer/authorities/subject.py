"""Which council a short text (a title, a heading, a name) is about."""

from __future__ import annotations

import datetime as dt
import re

from indexer.authorities.mentions import Mention, Strength, find
from indexer.authorities.register import CouncilEntry

_CONTRAST = re.compile(
    r"\b(?:vs?\.?|versus|not|rather than|as opposed to|unlike|compared (?:with|to)|instead of)\s",
    re.IGNORECASE,
)
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")


def subject(text: str, on: dt.date | None = None) -> tuple[CouncilEntry, ...]:
    """The councils that a short text is about: usually one, several where it names a partnership.

    The plainest form of naming wins: a council in full, or its company, over a board or service,
    over a bare name, over a place. What stands after a contrast ("rather than …") is not the
    subject. A company of several councils is narrowed by the places named beside it, and by `on`,
    the date of the text (by default the last year that it names).

    Args:
        text: a title, heading or other short text.
        on: the date that the text is of; decides whom a company worked for.

    Returns:
        The councils in the order named; empty where none is named.
    """
    mentions = find(text)
    contrast = _CONTRAST.search(text)
    if contrast:
        mentions = tuple(m for m in mentions if m.end <= contrast.start()) or mentions
    if not mentions:
        return ()
    best = max(mention.strength for mention in mentions)
    if best is Strength.PLACE:
        return ()
    chosen: dict[str, CouncilEntry] = {}
    for mention in mentions:
        if mention.strength is best:
            for entry in _councils(mention, mentions, on or _last_year(text)):
                chosen[entry.slug] = entry
    found = tuple(chosen.values())
    inspected = tuple(entry for entry in found if entry.runs_childrens_services)
    return inspected or found


def _councils(
    mention: Mention, mentions: tuple[Mention, ...], on: dt.date | None
) -> tuple[CouncilEntry, ...]:
    if mention.council is not None:
        return (mention.council,)
    if mention.company is None:
        return ()
    served = mention.company.councils(on)
    named = {other.council.slug for other in mentions if other.council is not None}
    return tuple(entry for entry in served if entry.slug in named) or served


def _last_year(text: str) -> dt.date | None:
    years = _YEAR.findall(text)
    return dt.date(int(years[-1]), 12, 31) if years else None
