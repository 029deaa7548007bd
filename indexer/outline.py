"""What was read from one file, for a person (`outline`) and for a program (`contract_json`)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from indexer.reading import Reading
from indexer.records import Document, ParagraphKind, to_json

_INDENT = "  "


def contract_json(reading: Reading) -> dict[str, Any]:
    """The documents as plain values, ready for `json.dumps`."""
    return {
        "documents": [_document(document) for document in reading.documents],
        "warnings": list(reading.warnings),
    }


def _document(document: Document) -> dict[str, Any]:
    plain: dict[str, Any] = to_json(document)
    plain["year"] = document.year
    return plain


def outline(reading: Reading) -> str:
    """The documents as an indented text: fields with where they were read, then the paragraphs."""
    lines = [f"Warning: {warning}" for warning in reading.warnings]
    for document in reading.documents:
        lines += ["", *_outlined(document)]
    return "\n".join(lines).lstrip("\n") + "\n"


def _outlined(document: Document) -> Iterator[str]:
    yield document.title
    yield f"{_INDENT}id: {document.id}"
    for name, value in _fields(document):
        read = next((each for each in document.provenance if each.field == name), None)
        note = ""
        if read:
            note = f"  (read from {read.how}{', inferred' if read.inferred else ''})"
        yield f"{_INDENT}{name}: {value}{note}"
    for judgement in document.judgements:
        grade = judgement.grade.label if judgement.grade else "no grade"
        where = f" at {judgement.paragraph}" if judgement.paragraph else ""
        yield f"{_INDENT}judgement: {judgement.area.label}, {grade}, {judgement.role}{where}"
    for warning in document.warnings:
        yield f"{_INDENT}warning: {warning}"
    for paragraph in document.paragraphs:
        depth = 2 if paragraph.kind is ParagraphKind.HEADING else 3
        mark = f" [{paragraph.mark}]" if paragraph.mark else ""
        page = f" p{paragraph.page}" if paragraph.page else ""
        yield f"{_INDENT * depth}#{paragraph.anchor}{page}{mark} {paragraph.text}"


def _fields(document: Document) -> Iterator[tuple[str, str]]:
    yield "kind", document.kind.label
    if document.authorities:
        yield "authorities", ", ".join(each.name for each in document.authorities)
    for name in (
        "committee",
        "item_number",
        "date",
        "published",
        "inspection_start",
        "inspection_end",
        "framework",
    ):
        value = getattr(document, name)
        if value is not None:
            yield name, str(value)
    yield "source", document.source.url or document.source.path
