"""A document's content as bytes, and back.

Paragraphs are kept as columns, one JSON list per field: ten documents of hundreds of paragraphs
are rebuilt in a few milliseconds. The source is kept apart, because the same content can lie in
several files.
"""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Callable, Iterable
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

_KINDS = {kind.value: kind for kind in ParagraphKind}
_MARKS: dict[str | None, Mark | None] = {None: None, **{mark.value: mark for mark in Mark}}
_REBUILD: dict[str, Callable[[Any], Any]] = {
    "kind": _KINDS.__getitem__,
    "mark": _MARKS.__getitem__,
}
_COLUMNS = tuple(field.name for field in dataclasses.fields(Paragraph))


def encode(document: Document) -> bytes:
    """The document's content, without its source; equal content gives equal bytes."""
    fields = to_json(dataclasses.replace(document, paragraphs=()))
    del fields["source"]
    fields["paragraphs"] = {
        name: [getattr(paragraph, name) for paragraph in document.paragraphs] for name in _COLUMNS
    }
    return json.dumps(fields, ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode()


def decode(content: bytes, source: Source) -> Document:
    """The document with this content and this source.

    Raises:
        KeyError, ValueError, TypeError: the bytes were not written by `encode`.
    """
    fields = json.loads(content)
    columns = fields["paragraphs"]
    values: list[Iterable[Any]] = [
        map(_REBUILD[name], columns[name]) if name in _REBUILD else columns[name]
        for name in _COLUMNS
    ]
    paragraphs = tuple(map(Paragraph, *values))
    document = document_from_json({**fields, "paragraphs": (), "source": to_json(source)})
    return dataclasses.replace(document, paragraphs=paragraphs)
