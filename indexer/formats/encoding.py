"""Bytes to text: UTF-8 where they are UTF-8, else windows-1252 byte by byte."""

from __future__ import annotations

import codecs

_HANDLER = "minutebook.windows-1252"

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


def _as_windows_1252(error: UnicodeError) -> tuple[str, int]:
    """Read the bytes that are not UTF-8 as windows-1252, as browsers do."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    damaged = error.object[error.start : error.end]
    return damaged.decode("cp1252", errors="replace"), error.end


codecs.register_error(_HANDLER, _as_windows_1252)


def decode(content: bytes) -> str:
    """Decode a text or HTML file.

    A declared encoding is not believed: pages declared iso-8859-1 hold windows-1252 or UTF-8. Valid
    UTF-8 sequences hardly ever arise by accident in windows-1252 text, so every valid sequence is
    read as UTF-8 and each stray byte as windows-1252. That also reads pages pasted together from
    both.
    """
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return content.decode(encoding, errors="replace")
    return content.decode("utf-8", errors=_HANDLER)
