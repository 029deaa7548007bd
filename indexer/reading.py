"""One file to its Documents, the whole way through. Never touches the disk."""

from __future__ import annotations

import dataclasses
import importlib
from collections.abc import Iterator
from typing import Any

from indexer import formats, identity, items, structure
from indexer.blocks import Section, SourceText
from indexer.records import Document, Kind, Meeting, Source


@dataclasses.dataclass(frozen=True, slots=True)
class Reading:
    """What came of one file: its documents, and what a person should know about the reading."""

    documents: tuple[Document, ...]
    warnings: tuple[str, ...] = ()


def read_file(content: bytes, path: str, sha256: str) -> Reading:
    """Read one file.

    Args:
        content: its bytes.
        path: relative to the folder that is indexed, with forward slashes; used in the records and
            in messages, never opened.
        sha256: of the bytes, in hexadecimal.

    Raises:
        RefusedFile: the file cannot be read; the subclass and its message say why.
    """
    name = path.rpartition("/")[2]
    source = formats.read(content, name)
    describe = _describer()
    whole = describe(source, None, name)
    source = _with_items(source, whole.kind)
    documents = tuple(_distinct(_documents(source, path, sha256, name)))
    warnings = [*source.warnings]
    if source.pages_without_text:
        numbers = ", ".join(map(str, source.pages_without_text))
        warnings.append(f"No text could be read on page {numbers}: it needs OCR.")
    return Reading(documents, tuple(warnings))


def _with_items(source: SourceText, kind: Kind) -> SourceText:
    """Printed minutes are split into their items; every other text stays whole."""
    if source.sections or kind is not Kind.MINUTES:
        return source
    before, found = items.sections(source.blocks)
    return dataclasses.replace(source, blocks=before, sections=found) if found else source


def _documents(source: SourceText, path: str, sha256: str, name: str) -> Iterator[Document]:
    for section in source.sections or (None,):
        if section is None or section.blocks:
            yield _document(source, section, path, sha256, name)


def _document(
    source: SourceText, section: Section | None, path: str, sha256: str, name: str
) -> Document:
    description = _describer()(source, section, name)
    title = section.title if section and section.title else description.title
    blocks = section.blocks if section else source.blocks
    paragraphs = structure.paragraphs(blocks, title, section.part if section else "")
    url = section.url if section and section.url else _url(source)
    meeting_id = identity.meeting_id(
        description.authorities, description.committee, description.date
    )
    meeting = None
    if meeting_id and description.kind in {Kind.MINUTES, Kind.DECISION, Kind.AGENDA}:
        meeting = Meeting(meeting_id, description.committee, description.date)
    own = identity.item_id(source, section) if section else None
    number = section.number if section else None
    text = "\n".join(block.text for block in blocks)
    return Document(
        id=own
        or identity.hashed(
            "doc", meeting_id or "", number or "", title, "" if section and meeting_id else text
        ),
        kind=description.kind,
        title=title,
        source=Source(path, sha256, source.format, source.pages, url),
        paragraphs=paragraphs,
        authorities=tuple(description.authorities),
        committee=description.committee,
        meeting=meeting,
        item_number=number,
        date=description.date,
        published=description.published,
        inspection_start=description.inspection_start,
        inspection_end=description.inspection_end,
        framework=description.framework,
        judgements=_judgements(paragraphs, description),
        links=section.links if section else source.links,
        provenance=tuple(description.provenance),
        warnings=tuple(getattr(description, "warnings", ())),
    )


def _url(source: SourceText) -> str | None:
    return next((each.text for each in source.furniture if each.name == "url"), None)


def _distinct(documents: Iterator[Document]) -> Iterator[Document]:
    """Two items of one file never share an id: equal ones are told apart by their text."""
    taken: set[str] = set()
    for document in documents:
        text = "\n".join(paragraph.text for paragraph in document.paragraphs)
        own, turn = document.id, 0
        while own in taken:
            own = identity.hashed(document.id, text, str(turn))
            turn += 1
        taken.add(own)
        yield dataclasses.replace(document, id=own)


def _describer() -> Any:  # noqa: ANN401
    try:
        return importlib.import_module("indexer.metadata").describe
    except ImportError:
        return _provisional


def _judgements(paragraphs: Any, description: Any) -> Any:  # noqa: ANN401
    try:
        return importlib.import_module("indexer.judgements").find(paragraphs, description)
    except ImportError:
        return ()


@dataclasses.dataclass
class _Provisional:
    kind: Kind
    title: str
    authorities: tuple[Any, ...] = ()
    committee: str | None = None
    date: Any = None
    published: Any = None
    inspection_start: Any = None
    inspection_end: Any = None
    framework: str | None = None
    provenance: tuple[Any, ...] = ()


def _provisional(source: SourceText, section: Section | None, name: str) -> _Provisional:
    part = section.part if section else ""
    kind = {"minutes": Kind.MINUTES, "decision": Kind.DECISION, "agenda": Kind.AGENDA}.get(part)
    title = next((f.text for f in source.furniture if f.name in {"subheading", "title"}), name)
    minutes = "minutes" in name.lower() or source.genre.startswith("moderngov")
    return _Provisional(kind or (Kind.MINUTES if minutes else Kind.OTHER_REPORT), title)
