"""File formats: what the bytes are, and the reader for each."""

from __future__ import annotations

import importlib
import re
import zipfile
from io import BytesIO

from indexer.blocks import SourceText
from indexer.errors import EmptyFile, UnknownFormat
from indexer.formats.encoding import decode

_HEAD = 8192  # bytes looked at to tell the text formats apart

# Bytes at the start of formats that people do hand in, and what to do about each.
_FOREIGN = (
    (b"\xd0\xcf\x11\xe0", "an old Word, Excel or Outlook file", "Save it as DOCX or PDF."),
    (b"{\\rtf", "a rich text file", "Save it as DOCX or PDF."),
    (b"\x89PNG", "a picture", "Put it into a PDF; its text can then be recognised."),
    (b"\xff\xd8\xff", "a picture", "Put it into a PDF; its text can then be recognised."),
    (b"GIF8", "a picture", "Put it into a PDF; its text can then be recognised."),
    (b"II*\x00", "a picture", "Put it into a PDF; its text can then be recognised."),
    (b"MM\x00*", "a picture", "Put it into a PDF; its text can then be recognised."),
    (b"\x1f\x8b", "a compressed file", "Unpack it first."),
    (b"7z\xbc\xaf", "a compressed file", "Unpack it first."),
)
_SAVED_TYPES = "Save it as PDF, DOCX, HTML or plain text."

_MARKUP = re.compile(
    r"<(?:!doctype\s+html|html|head|body|title|meta|div|table|tr|td|p|ul|ol|li|h[1-6]|br|span|a)\b",
    re.I,
)
_XML = re.compile(r"\s*(?:<\?xml\b|<(?:meeting|string|ArrayOf\w+|soap:Envelope)\b)", re.I)


def sniff(content: bytes, name: str) -> str:
    """Tell the format by the bytes: "pdf", "html", "xml", "docx" or "text".

    `name` is used in messages only: some files named .pdf are web pages.

    Raises:
        EmptyFile: there is nothing but white space.
        UnknownFormat: the bytes are of no format that is read here.
    """
    start = content[:_HEAD]
    if not content.strip(b"\x00 \t\r\n\f\xef\xbb\xbf"):
        raise EmptyFile(f"{name} is empty", "Fetch or save it again.")
    if b"%PDF-" in start[:1024]:
        return "pdf"
    if start.startswith(b"PK\x03\x04"):
        return _sniff_archive(content, name)
    for mark, what, advice in _FOREIGN:
        if start.startswith(mark):
            raise UnknownFormat(f"{name} is {what}", advice)
    text = decode(start)
    if _is_binary(text):
        raise UnknownFormat(f"{name} is not a document that can be read", _SAVED_TYPES)
    return _sniff_text(text)


def _sniff_archive(content: bytes, name: str) -> str:
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            names = set(archive.namelist())
    except (zipfile.BadZipFile, OSError, ValueError) as error:
        raise UnknownFormat(f"{name} is a damaged archive: {error}", "Fetch it again.") from error
    if "word/document.xml" in names:
        return "docx"
    raise UnknownFormat(f"{name} is an archive or a file of another program", _SAVED_TYPES)


def _is_binary(text: str) -> bool:
    """Whether more than one character in a hundred is a control character or unreadable."""
    odd = sum(1 for c in text if (c < " " and c not in "\t\r\n\f\x0b") or c == "\ufffd")
    return odd > len(text) / 100


def _sniff_text(text: str) -> str:
    start = text.lstrip("\ufeff \t\r\n")
    markup = _MARKUP.search(start)
    if _XML.match(start):
        root = re.search(r"<(?![?!])([\w:.-]+)", start)
        return "html" if root and root[1].lower() == "html" else "xml"
    # Text may quote a tag somewhere; a page begins with one or is full of them.
    if markup and (start.startswith("<") or len(_MARKUP.findall(start)) > 5):
        return "html"
    return "text"


def read(content: bytes, name: str) -> SourceText:
    """Read a file of any format.

    Raises:
        RefusedFile: the file cannot be read; the subclass and its message say why.
    """
    found = sniff(content, name)
    reader = importlib.import_module(f"indexer.formats.{'html' if found == 'xml' else found}")
    if found == "xml":
        source: SourceText = reader.read_xml(content)
    else:
        source = reader.read(content)
    return source
