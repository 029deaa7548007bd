"""What a format reader hands on: the text of one file as blocks, before anyone knows what it is.

A reader of a format (indexer/formats/…) turns bytes into a `SourceText`. It states what is printed
and where; it never decides which council, committee or grade that means.
"""

from __future__ import annotations

import dataclasses

from indexer.records import Link, ParagraphKind


@dataclasses.dataclass(frozen=True, slots=True)
class Block:
    """One paragraph as printed.

    `text` has single spaces and holds its printed `label` at the start; a table row's cells are
    joined with " | ". `page` counts from 1; `level` is a heading's (1 is the highest) and a list
    item's depth; `size` is the letter height in points, `bold` whether most letters are, `indent`
    the left edge in points: None where the format does not say.
    """

    text: str
    kind: ParagraphKind = ParagraphKind.PARAGRAPH
    label: str | None = None
    page: int | None = None
    level: int | None = None
    size: float | None = None
    bold: bool = False
    indent: float | None = None
    recognised: bool = False


@dataclasses.dataclass(frozen=True, slots=True)
class Furniture:
    """A piece of text around the content that tells what the content is.

    `name` is one of: "title" (the file's own title), "heading", "subheading", "url" (an address the
    file gives for itself), "link" (a host or address that it points to), "running" (a running
    header or footer), "field:<name>" (a labelled value, e.g. "field:venue",
    "field:date of decision"), "meta:<name>" (metadata, e.g. "meta:author").
    """

    name: str
    text: str


@dataclasses.dataclass(frozen=True, slots=True)
class Section:
    """One agenda item or decision that the format itself sets apart (ModernGov, its XML, CMIS).

    `part` says what the blocks are: "agenda", "minutes", "decision"; `id` is the source's own
    identifier of the item; `url` the item's own address. `furniture` holds what is particular to
    this section (e.g. a decision's own date).
    """

    title: str
    blocks: tuple[Block, ...]
    part: str = "minutes"
    number: str | None = None
    id: str | None = None
    url: str | None = None
    links: tuple[Link, ...] = ()
    furniture: tuple[Furniture, ...] = ()


@dataclasses.dataclass(frozen=True, slots=True)
class SourceText:
    """Everything that was read from one file.

    `format` is "pdf", "html", "text", "docx" or "xml"; `genre` names the page kind where the markup
    tells ("moderngov meeting", "moderngov item", "moderngov decision", "cmis meeting", …), else "".
    `blocks` is the whole content in reading order where there are no `sections`, and what stands
    outside them where there are. `pages` is the page count; `pages_without_text` lists the pages
    (from 1) that need OCR.
    """

    format: str
    blocks: tuple[Block, ...] = ()
    genre: str = ""
    furniture: tuple[Furniture, ...] = ()
    sections: tuple[Section, ...] = ()
    links: tuple[Link, ...] = ()
    pages: int | None = None
    pages_without_text: tuple[int, ...] = ()
    warnings: tuple[str, ...] = ()
