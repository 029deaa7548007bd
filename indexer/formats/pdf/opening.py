"""Opens a PDF: its pages' content, its own title and metadata, its structure tree.

Every error of pdfminer's is translated here into one of ours.
"""

from __future__ import annotations

import io
import logging
import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from pdfminer.pdfdocument import PDFDocument, PDFEncryptionError
from pdfminer.pdfinterp import PDFResourceManager
from pdfminer.pdfpage import PDFPage
from pdfminer.pdfparser import PDFParser
from pdfminer.pdftypes import resolve1
from pdfminer.utils import decode_text

from indexer.blocks import Furniture
from indexer.errors import DamagedFile, EmptyFile, LimitExceeded, MinutebookError, ProtectedFile
from indexer.formats.pdf.content import PageContent
from indexer.formats.pdf.device import Collector, Interpreter
from indexer.records import Link

MOST_PAGES = 5_000
_RESAVE = "Open it in a PDF viewer, save or print it to a new PDF, and index that."
_DATE = re.compile(r"D?:?(\d{4})(\d\d)?(\d\d)?(\d\d)?(\d\d)?(\d\d)?")
_META = {
    "Author": "meta:author",
    "Subject": "meta:subject",
    "Keywords": "meta:keywords",
    "Creator": "meta:creator",
    "Producer": "meta:producer",
    "CreationDate": "meta:created",
    "ModDate": "meta:modified",
}
# pdfminer reports every oddity of a file as a warning of its own.
logging.getLogger("pdfminer").setLevel(logging.ERROR)


@contextmanager
def translated(what: str) -> Iterator[None]:
    """Turn any error of the PDF library into `DamagedFile`; ours and MemoryError pass through.

    The library checks little of what it reads, so a broken file surfaces as any exception at all.

    Args:
        what: What was being read, for the message, e.g. "page 3".
    """
    try:
        yield
    except (MinutebookError, MemoryError):
        raise
    except PDFEncryptionError as error:
        raise ProtectedFile(
            "the file is encrypted and opens only with a password",
            "Ask the publisher for a copy without a password.",
        ) from error
    except Exception as error:
        reason = str(error).strip() or type(error).__name__
        raise DamagedFile(f"{what} cannot be read: {reason[:200]}", _RESAVE) from error


class OpenedFile:
    """One PDF, opened. Reads each page once, in order."""

    def __init__(self, content: bytes) -> None:
        if not content.strip():
            raise EmptyFile("the file is empty", "Fetch it again.")
        if b"%PDF-" not in content[:1024]:
            raise DamagedFile("the file does not begin as a PDF does", "Fetch it again.")
        with translated("the file"):
            self.document = PDFDocument(PDFParser(io.BytesIO(content)))
        self.warnings: list[str] = []
        self.links: list[Link] = []

    def pages(self) -> Iterator[PageContent]:
        """Each page's content; a page that cannot be read is empty and named in `warnings`."""
        manager = PDFResourceManager()
        collector = Collector(manager)
        interpreter = Interpreter(manager, collector)
        pages = PDFPage.create_pages(self.document)
        number = 0
        while True:
            with translated("the page list"):
                page = next(pages, None)
            if page is None:
                return
            number += 1
            if number > MOST_PAGES:
                raise LimitExceeded(
                    f"the file has more than {MOST_PAGES} pages",
                    "Split the file and index the parts.",
                )
            content = collector.start(page, number)
            try:
                with translated(f"page {number}"):
                    interpreter.process_page(page)
            except DamagedFile as error:
                self.warnings.append(error.message)
            self._collect_links(page, number)
            yield content

    def furniture(self) -> list[Furniture]:
        """The file's own title and metadata, as far as they can be read."""
        found: dict[str, str] = {}
        for info in self.document.info:
            for key, name in {"Title": "title", **_META}.items():
                text = _text(info.get(key)) if isinstance(info, dict) else ""
                if text:
                    found[name] = _date(text) if name in ("meta:created", "meta:modified") else text
        if "title" not in found and (title := self._xmp_title()):
            found["title"] = title
        return [Furniture(name, text) for name, text in found.items()]

    def catalogue_entry(self, name: str) -> Any:
        """An entry of the document catalogue, resolved; None where it is missing or broken."""
        try:
            return resolve1(self.document.catalog.get(name))
        except Exception:  # the tree is an aid: without it the page's geometry is read
            return None

    def _xmp_title(self) -> str:
        stream = self.catalogue_entry("Metadata")
        try:
            xml = stream.get_data()[:200_000].decode("utf-8", "replace") if stream else ""
        except Exception:
            return ""
        match = re.search(r"<dc:title>.*?<rdf:li[^>]*>(.*?)</rdf:li>", xml, re.DOTALL)
        return " ".join(match.group(1).split()) if match else ""

    def _collect_links(self, page: PDFPage, number: int) -> None:
        try:
            annotations = resolve1(page.annots)
            for reference in annotations if isinstance(annotations, list) else ():
                annotation = resolve1(reference)
                action = resolve1(annotation.get("A")) if isinstance(annotation, dict) else None
                address = _text(action.get("URI")) if isinstance(action, dict) else ""
                link = Link(address, address)
                if address and link not in self.links:
                    self.links.append(link)
        except Exception:
            self.warnings.append(f"the links of page {number} cannot be read")


def _text(value: Any) -> str:
    value = resolve1(value)
    if isinstance(value, bytes):
        value = decode_text(value)
    return " ".join(value.replace("\x00", "").split()) if isinstance(value, str) else ""


def _date(text: str) -> str:
    """A PDF date (ISO 32000-1, 7.9.4) as ISO 8601, or as it stands."""
    match = _DATE.match(text)
    if not match:
        return text
    year, month, day, hour, minute, second = match.groups()
    date = "-".join(part for part in (year, month, day) if part)
    return f"{date}T{hour}:{minute}:{second or '00'}" if hour and minute else date
