"""One file to its Documents, the whole way through. Never touches the disk."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator

from indexer import formats, identity, items, judgements, naming, packs, structure
from indexer.blocks import Block, Section, SourceText
from indexer.metadata import Description, describe
from indexer.records import Document, Kind, Meeting, Paragraph, ParagraphKind, Source

_OPENING = 80  # letters of the text that stand for a title nobody printed


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
    whole = describe(source, None, name)
    origin = Source(path, sha256, source.format)
    pack = packs.take_apart(source, whole, name)
    text = _text(source.blocks)
    documents: list[Document] = []
    taken: set[str] = set()
    for part in (_with_items(pack.rest, whole.kind), *pack.minutes):
        for section in _sections(part):
            # A pack keeps the id that its text gives it, whatever is found in it.
            document = _document(
                part, section, origin, name, _text(section.blocks) if section else text
            )
            own = identity.distinct(document.id, taken, _text(document.paragraphs))
            taken.add(own)
            documents.append(dataclasses.replace(document, id=own))
    return Reading(tuple(documents), tuple(_warnings(source)))


def _text(blocks: Iterable[Block | Paragraph]) -> str:
    return "\n".join(block.text for block in blocks)


def _with_items(source: SourceText, kind: Kind) -> SourceText:
    """Printed minutes are split into their items; every other text stays whole."""
    if source.sections or kind is not Kind.MINUTES:
        return source
    before, found = items.sections(source.blocks)
    return dataclasses.replace(source, blocks=before, sections=found) if found else source


def _sections(source: SourceText) -> Iterator[Section | None]:
    """What becomes a document of its own: each item, or the whole; never an empty one."""
    if not source.sections and source.blocks:
        yield None
    elif not source.sections:
        yield _listing(source)
    for section in source.sections:
        if section.blocks:
            yield section
        elif section.title:
            heading = Block(section.title, ParagraphKind.HEADING, level=2)
            yield dataclasses.replace(section, blocks=(heading,))


def _listing(source: SourceText) -> Section:
    """A page that holds nothing but its attachments says at least what they are called."""
    titles = [each.text for each in source.furniture if each.name in {"subheading", "title"}]
    names = [Block(link.text, ParagraphKind.LIST_ITEM) for link in source.links if link.text]
    return Section(next(iter(titles), "Documents"), tuple(names), "agenda", links=source.links)


def _document(
    source: SourceText, section: Section | None, origin: Source, name: str, text: str
) -> Document:
    """One document of a source; `text` makes its id where nothing else does."""
    description = describe(source, section, name)
    blocks = section.blocks if section else source.blocks
    title = _title(section, description)
    paragraphs = structure.paragraphs(blocks, title, section.part if section else "")
    page_url = next((each.text for each in source.furniture if each.name == "url"), None)
    url = section.url if section and section.url else page_url
    return Document(
        id=identity.document_id(source, section, description, title, text),
        kind=description.kind,
        title=title,
        source=dataclasses.replace(origin, pages=source.pages, url=url),
        paragraphs=paragraphs,
        authorities=description.authorities,
        committee=description.committee,
        meeting=_meeting(source, description, page_url),
        item_number=section.number if section else None,
        date=description.date,
        published=description.published,
        inspection_start=description.inspection_start,
        inspection_end=description.inspection_end,
        framework=description.framework,
        judgements=judgements.find(paragraphs, dataclasses.replace(description, title=title)),
        links=section.links if section else source.links,
        provenance=description.provenance,
        warnings=description.warnings,
        inferred_year=None if description.date else description.year,
    )


def _title(section: Section | None, description: Description) -> str:
    """The item's title; an item that was saved without one is known by its opening words."""
    if section is None:
        return description.title
    if section.title:
        return naming.without_stop(section.title)
    opening = section.blocks[0].text
    if len(opening) <= _OPENING:
        return opening
    return opening[:_OPENING].rpartition(" ")[0].rstrip(",;:–- ") + " …"


def _meeting(source: SourceText, description: Description, url: str | None) -> Meeting | None:
    own = identity.meeting_id(source, description)
    if own is None:
        return None
    return Meeting(
        own,
        description.committee,
        description.date,
        description.time,
        description.venue,
        url if source.genre == "moderngov meeting" else None,
    )


def _warnings(source: SourceText) -> Iterator[str]:
    yield from source.warnings
    if source.pages_without_text:
        pages = ", ".join(map(str, source.pages_without_text))
        yield f"No text could be read on page {pages}: recognising it needs OCR."
