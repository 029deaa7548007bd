"""Word documents through mammoth."""

from __future__ import annotations

import zipfile
from io import BytesIO

import mammoth

from indexer.blocks import Furniture, SourceText
from indexer.errors import DamagedFile
from indexer.formats.html import fragment


def read(content: bytes) -> SourceText:
    """Read a Word document.

    Raises:
        DamagedFile: the archive or its XML is broken.
    """
    try:
        markup = mammoth.convert_to_html(BytesIO(content)).value
    except (zipfile.BadZipFile, KeyError, ValueError, OSError) as error:
        raise DamagedFile(f"the Word file is broken: {error}", "Save it again in Word.") from error
    return SourceText(
        format="docx", blocks=fragment(markup), furniture=(Furniture("meta:format", "docx"),)
    )
