"""What has come, changed or gone since the day that a search looks back to."""

from __future__ import annotations

import dataclasses
import datetime as dt
import functools
import re
from collections.abc import Mapping

from indexer.store import Change, Generation, Snapshot, Tombstone
from search.answers import Difference, Result, Since
from search.library import Session
from search.query import Query
from search.reader import Filters
from search.request import SearchRequest, canonical, document_address
from search.wording import long_date

HAPPENED = {
    "added": "Added to the collection",
    "changed": "Changed",
    "withdrawn": "Withdrawn",
    "joined": "Now part of another copy of the same item",
    "found since": "Found by this search only since",
    "found no more": "No longer found by this search",
}
# The newest differences are listed, all of them are counted.
LISTED = 100


def since(
    session: Session, request: SearchRequest, query: Query | None, filters: Filters
) -> Since | None:
    """Compare what a search found on the day that it looks back to with what it finds now.

    None where the session does not look back.
    """
    if session.present is None or session.day is None:
        return None
    changes = _changes(session)
    # Under a judgement at the time, a new report moves documents that are as they were.
    by_standing = "standing" in filters.facets or re.search(r"standing:", request.q, re.IGNORECASE)
    if by_standing and session.generation != session.present.generation:
        ids = {*session.snapshot.ids(), *session.present.snapshot.ids()}
    else:
        ids = set(changes)
    before = session.reader.among(query, filters, ids)
    after = session.present.reader.among(query, filters, ids)
    happened = {
        each: _happened(changes.get(each), before=each in before, after=each in after)
        for each in before | after
        if each in changes or (each in before) is not (each in after)
    }
    total = session.present.reader.count(query, filters)
    now = canonical(dataclasses.replace(request, as_of=None, page=1))
    return _since(session, session.day, happened, total, now)


def of_meeting(session: Session, meeting_id: str, url: str) -> Since | None:
    """Compare the items of a meeting on the day looked back to with those it has now, at `url`.

    None where the session does not look back.
    """
    if session.present is None or session.day is None:
        return None
    changes = _changes(session)
    before, after = (
        {stored.document.id for stored in each.snapshot.meeting(meeting_id)}
        for each in (session, session.present)
    )
    happened = {
        each: _happened(changes[each], before=each in before, after=each in after)
        for each in (before | after) & changes.keys()
    }
    return _since(session, session.day, happened, len(after), url)


def without_text(result: Result, tombstone: Tombstone) -> Result:
    """What may still be shown of a document that was withdrawn since: not what it says."""
    return dataclasses.replace(
        result,
        judgement=None,
        snippets=(),
        also=(),
        url=document_address(result.id),
        standing=None,
        withdrawn=told(tombstone),
    )


def told(tombstone: Tombstone) -> str:
    """Say why there is nothing to show of a document that was withdrawn."""
    day = long_date(tombstone.withdrawn_at.date())
    return f"Withdrawn on {day} because {tombstone.reason}. Its text is not shown."


def _changes(session: Session) -> Mapping[str, Change]:
    """Every document that was changed since, by id."""
    return _between(session.snapshot, session.present.generation) if session.present else {}


@functools.lru_cache(maxsize=8)
def _between(then: Snapshot, now: Generation) -> Mapping[str, Change]:
    """Read once for a day and a generation."""
    return {change.id: change for change in then.changes(now)}


def _since(
    session: Session, day: dt.date, happened: Mapping[str, str], total: int, url: str
) -> Since:
    kinds = list(happened.values())
    return Since(
        day=day,
        indexed=session.generation.published_at,
        come=kinds.count("added") + kinds.count("found since"),
        changed=kinds.count("changed"),
        gone=kinds.count("withdrawn") + kinds.count("joined") + kinds.count("found no more"),
        differences=_differences(session, _changes(session), happened),
        total=total,
        url=url,
    )


def _happened(change: Change | None, *, before: bool, after: bool) -> str:
    if before and after:
        return "changed"
    if after:
        return "found since" if change is None or change.before else "added"
    if change is None or change.after:
        return "found no more"
    return "joined" if change.joined else "withdrawn"


def _differences(
    session: Session, changes: Mapping[str, Change], happened: Mapping[str, str]
) -> tuple[Difference, ...]:
    """List the newest differences, those of documents that are as they were last."""

    def key(document_id: str) -> tuple[float, str]:
        change = changes.get(document_id)
        return (-change.when.timestamp() if change else 0.0, document_id)

    listed = sorted(happened, key=key)[:LISTED]
    titles = session.snapshot.titles(listed)
    if session.present is not None:
        titles |= session.present.snapshot.titles(listed)
    differences = []
    for document_id in listed:
        what, change = happened[document_id], changes.get(document_id)
        # What changed is told on the page of that day's text.
        day = session.day if what in ("changed", "found no more") else None
        differences.append(
            Difference(
                id=document_id,
                title=titles[document_id],
                happened=what,
                when=change.when.date() if change else None,
                url=document_address(document_id, as_of=day),
            )
        )
    return tuple(differences)
