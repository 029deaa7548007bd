"""What the next generation is to show, and how that differs from the current one.

Two files may hold the same document (a draft and the printed minutes, an item's own page). The
reading with the most text is the document, ties by path; the others are kept as its versions.
Documents of different ids that are one item (see `joining`) are one document too. The outcome
depends on the files alone, not on the order in which they were indexed. Only the files that a
change reaches (see `reach`) are looked at: what is shown of all others stays as it is.
"""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from typing import Any, NamedTuple

from indexer.store.composition import Composition, Edition, Present, SourceRow
from indexer.store.containing import Containment
from indexer.store.joining import Publication, joined
from indexer.store.staging import Refusal, pack

_WHOLE_MEETING = 3  # items; a file with fewer may be an excerpt


class _Reading(NamedTuple):
    """A document as it was read from certain bytes, a row of readings_documents."""

    sha256: str
    own: str
    position: int
    body: int
    format: str
    pages: int | None
    url: str | None
    meeting: str | None
    characters: int
    paragraphs: int
    key: str | None
    number: str | None


def compose(
    connection: sqlite3.Connection, present: Iterable[Present], reached: Collection[str]
) -> Composition:
    """What the files at hand amount to, from the readings on record.

    `reached` are hashes of bytes; only files with these are looked at, and those without a hash.
    """
    read: defaultdict[str, list[_Reading]] = defaultdict(list)
    rows = connection.execute(
        "SELECT sha256, document, position, body, format, pages, url, meeting, characters,"
        " paragraphs, item, number FROM readings_documents"
        " WHERE sha256 IN (SELECT value FROM json_each(?))",
        (json.dumps(list(reached)),),
    )
    for reading in map(_Reading._make, rows):
        read[reading.sha256].append(reading)
    sources: set[SourceRow] = set()
    copies: defaultdict[str, list[Present]] = defaultdict(list)
    looked_at = [file for file in present if file.sha256 is None or file.sha256 in reached]
    for file in sorted(looked_at, key=lambda file: file[:3]):
        count = 0
        if file.refusal is None and file.sha256 is not None:
            count = len(read[file.sha256])
            copies[file.sha256].append(file)
        sources.add(_source(file, count))
    rivals: defaultdict[str, list[_Reading]] = defaultdict(list)
    for sha256 in copies:
        for reading in read[sha256]:
            rivals[reading.own].append(reading)
    containment = Containment(connection)
    documents = joined(_publications(rivals, read), containment.holds)
    containment.keep()
    return Composition(frozenset(_editions(rivals, documents, copies)), frozenset(sources))


def _publications(
    rivals: Mapping[str, list[_Reading]], read: Mapping[str, list[_Reading]]
) -> Iterable[Publication]:
    """What may be joined: the documents whose reading knows their item."""
    for own, readings in rivals.items():
        by_length = readings
        if len(readings) > 1:
            by_length = sorted(readings, key=lambda each: (-each.characters, each.sha256))
        known = next((each for each in by_length if each.key), None)
        if known is None or known.key is None:
            continue
        yield Publication(
            own,
            known.key,
            known.number,
            frozenset(each.sha256 for each in readings),
            by_length[0].body,
            by_length[0].characters,
            listing=any(_is_listing(read[each.sha256], known.meeting) for each in readings),
        )


def _is_listing(readings: Iterable[_Reading], meeting: str | None) -> bool:
    """Whether a file holds the items of a meeting, not some of them."""
    return sum(each.meeting == meeting for each in readings) >= _WHOLE_MEETING


def _source(file: Present, documents: int) -> SourceRow:
    refusal = file.refusal or Refusal("", "", "")
    return SourceRow(
        file.place,
        file.root,
        file.path,
        file.sha256,
        documents,
        refusal.reason or None,
        refusal.message,
        refusal.advice,
        pack(file.warnings),
    )


def _editions(
    rivals: Mapping[str, list[_Reading]],
    documents: Mapping[str, str],
    copies: Mapping[str, list[Present]],
) -> Iterable[Edition]:
    shown: defaultdict[str, list[_Reading]] = defaultdict(list)
    for own, readings in rivals.items():
        shown[documents.get(own, own)] += readings

    places = {sha256: pack([file.path for file in files]) for sha256, files in copies.items()}

    def best_first(reading: _Reading) -> tuple[Any, ...]:
        first = copies[reading.sha256][0]
        return (-reading.characters, first.path, first.place, reading.position)

    for document, candidates in shown.items():
        if len(candidates) > 1:
            candidates.sort(key=best_first)
        for rank, reading in enumerate(candidates):
            yield Edition(
                document=document,
                rank=rank,
                body=reading.body,
                sha256=reading.sha256,
                format=reading.format,
                pages=reading.pages,
                url=reading.url,
                root=copies[reading.sha256][0].root,
                places=places[reading.sha256],
                meeting=reading.meeting,
                position=reading.position,
                paragraphs=reading.paragraphs,
                own=reading.own,
            )


def published(connection: sqlite3.Connection, reached: Collection[str]) -> Composition:
    """What the current generation shows of the same files; nothing before the first."""
    hashes = json.dumps(list(reached))
    editions = connection.execute(
        "SELECT document, rank, body, sha256, format, pages, url, root, places, meeting, position,"
        " paragraphs, own FROM editions"
        " WHERE valid_to IS NULL AND sha256 IN (SELECT value FROM json_each(?))",
        (hashes,),
    )
    sources = connection.execute(
        "SELECT place, root, path, sha256, documents, reason, message, advice, warnings"
        " FROM sources WHERE valid_to IS NULL"
        " AND (sha256 IS NULL OR sha256 IN (SELECT value FROM json_each(?)))",
        (hashes,),
    )
    return Composition(
        frozenset(map(Edition._make, editions)), frozenset(map(SourceRow._make, sources))
    )
