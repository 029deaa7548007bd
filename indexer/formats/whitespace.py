"""One line of clean text from whatever white space and invisible characters a source holds."""

from __future__ import annotations

import re

_INVISIBLE = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufeff\u200e\u200f"))
LIGATURES = {
    0xFB00: "ff",
    0xFB01: "fi",
    0xFB02: "fl",
    0xFB03: "ffi",
    0xFB04: "ffl",
    0xFB05: "st",
    0xFB06: "st",
}
"""Letters that fonts draw as one, spelled out."""
_TABLE = _INVISIBLE | LIGATURES


def clean(text: str) -> str:
    """Single spaces, no invisible characters, no ligatures."""
    return re.sub(r"\s+", " ", text.translate(_TABLE)).strip()
