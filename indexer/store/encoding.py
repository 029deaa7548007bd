"""A document's content as bytes, and back.

Paragraphs are kept as columns, one JSON list for each field, so that the paragraphs of ten long
documents are rebuilt in a few milliseconds. The source is kept apart, because the same content can
lie in several files.
"""

from __future__ import annotations

import collections
import dataclasses
import itertools
import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from indexer.records import (
    Document,
    Mark,
    Paragraph,
    ParagraphKind,
    Source,
    document_from_json,
    to_json,
)

_COLUMNS = {field.name: field.default for field in dataclasses.fields(Paragraph)}
_DEFAULTS = {
    field.name: to_json(field.default)
    for field in dataclasses.fields(Document)
    if field.default is not dataclasses.MISSING
}
_MEMBERS: dict[str, Mapping[Any, Any]] = {
    "kind": {kind.value: kind for kind in ParagraphKind},
    "mark": {None: None, **{mark.value: mark for mark in Mark}},
}


def encode(document: Document) -> bytes:
    """The document's content, without its source; equal content gives equal bytes.

    What has its default is left out, so that a field which is added to the records later makes no
    document look changed.
    """
    fields = to_json(dataclasses.replace(document, paragraphs=()))
    del fields["source"]
    kept = {name: value for name, value in fields.items() if value != _DEFAULTS.get(name, ...)}
    columns = {
        name: [getattr(paragraph, name) for paragraph in document.paragraphs] for name in _COLUMNS
    }
    kept["paragraphs"] = {
        name: values
        for name, values in columns.items()
        if any(value != _COLUMNS[name] for value in values)
    }
    return json.dumps(kept, ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode()


def decode(content: bytes, source: Source) -> Document:
    """The document with this content and this source.

    Raises:
        KeyError, ValueError, TypeError: the bytes were not written by `encode`.
    """
    fields = json.loads(content)
    paragraphs = _paragraphs(fields["paragraphs"])
    document = document_from_json(
        {**_DEFAULTS, **fields, "paragraphs": (), "source": to_json(source)}
    )
    return dataclasses.replace(document, paragraphs=paragraphs)


def _paragraphs(columns: Mapping[str, Sequence[Any]]) -> tuple[Paragraph, ...]:
    count = len(columns.get("anchor", ()))
    made = tuple(map(object.__new__, itertools.repeat(Paragraph, count)))
    for name, default in _COLUMNS.items():
        values: Iterable[Any] = columns.get(name) or itertools.repeat(default, count)
        if name in _MEMBERS and name in columns:
            values = map(_MEMBERS[name].__getitem__, values)
        # Filling the slots field by field takes under half the time of calling Paragraph(…).
        fill = getattr(Paragraph, name).__set__
        collections.deque(map(fill, made, values), maxlen=0)
    return made
