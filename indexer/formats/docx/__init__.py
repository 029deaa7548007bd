"""Word documents: their automatic numbers are written into the text, then mammoth makes HTML."""

from __future__ import annotations

import re
import zipfile
from io import BytesIO

import mammoth
from lxml import etree

from indexer.blocks import Furniture, SourceText
from indexer.errors import DamagedFile, EmptyFile, LimitExceeded, RefusedFile
from indexer.formats.docx.numbers import write_numbers
from indexer.formats.html import fragment
from indexer.formats.whitespace import clean

_LARGEST = 200 * 1024 * 1024  # bytes of all parts unpacked
_STYLES = """
p[style-name='Title'] => h1:fresh
p[style-name='Subtitle'] => h2:fresh
"""
_BACK_LINK = re.compile(r'<a href="#[^"]*(?:foot|end)note-ref[^"]*">↑</a>')
_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_CORE = (
    ("title", "{http://purl.org/dc/elements/1.1/}title"),
    ("meta:author", "{http://purl.org/dc/elements/1.1/}creator"),
)


def read(content: bytes) -> SourceText:
    """Read a Word document.

    Raises:
        DamagedFile: the archive or its XML is broken.
        LimitExceeded: it unpacks to more than 200 MB.
        EmptyFile: it holds no text.
    """
    try:
        parts = _parts(content)
        write_numbers(parts)
        markup = mammoth.convert_to_html(_packed(parts), style_map=_STYLES).value
        around = tuple(_furniture(parts))
    except RefusedFile:
        raise
    except Exception as error:  # mammoth raises whatever a broken part leads it to
        raise DamagedFile(f"the Word file is broken: {error}", "Save it again in Word.") from error
    blocks = fragment(_BACK_LINK.sub("", markup))
    if not blocks:
        raise EmptyFile("the Word file holds no text", "Its pages may be pictures: save it as PDF.")
    return SourceText(format="docx", blocks=blocks, furniture=around)


def _parts(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(BytesIO(content)) as archive:
        entries = archive.infolist()
        if sum(entry.file_size for entry in entries) > _LARGEST:
            raise LimitExceeded("the Word file unpacks to more than 200 MB", "Save it as PDF.")
        return {entry.filename: archive.read(entry) for entry in entries}


def _packed(parts: dict[str, bytes]) -> BytesIO:
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_STORED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    packed.seek(0)
    return packed


def _furniture(parts: dict[str, bytes]) -> list[Furniture]:
    """The file's own title and author, and the running headers and footers."""
    found: list[Furniture] = []
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    if core := parts.get("docProps/core.xml"):
        tree = etree.fromstring(core, parser)
        for name, tag in _CORE:
            if value := clean(tree.findtext(tag) or ""):
                found.append(Furniture(name, value))
    for name, part in parts.items():
        if re.fullmatch(r"word/(?:header|footer)\d*\.xml", name):
            for paragraph in etree.fromstring(part, parser).iter(f"{_WORD}p"):
                if text := clean("".join(t.text or "" for t in paragraph.iter(f"{_WORD}t"))):
                    found.append(Furniture("running", text))
    return list(dict.fromkeys(found))
