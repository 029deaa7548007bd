"""What every template may use: ways to write a value, and what is the same on all pages."""

from __future__ import annotations

import functools
import hashlib
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from markupsafe import Markup

from search import evidence, finder, provenance, since, wording
from search.request import PAGE_SIZE, document_address

FILTERS: Mapping[str, Callable[..., Any]] = {
    "collecting": evidence.collecting,
    "document_address": document_address,
    "evidence_url": provenance.evidence_url,
    "filename": lambda path: path.rpartition("/")[2],
    "host": lambda url: urlsplit(url).hostname or url,
    "is_web": lambda url: urlsplit(url).scheme in ("http", "https"),
    "long_date": wording.long_date,
    "sentence_case": lambda text: text[:1].upper() + text[1:],
    "spoken": wording.spoken,
    "offered": finder.offered,
    "thousands": "{:,}".format,
    "unlabelled": lambda html, label: Markup(wording.unlabelled(html, label)),  # noqa: S704
}
GLOBALS: Mapping[str, Any] = {
    "argument_labels": finder.ARGUMENT_LABELS,
    "counted": wording.counted,
    "facet_labels": finder.FACET_LABELS,
    "facet_notes": finder.FACET_NOTES,
    "page_numbers": finder.page_numbers,
    "page_size": PAGE_SIZE,
    "search_url": finder.search_url,
    "happened": since.HAPPENED,
}


def assets(folder: Path) -> Callable[[str], str]:
    """Write the addresses of the files in a folder, which change with what the files say."""

    @functools.cache
    def asset(name: str) -> str:
        digest = hashlib.sha256((folder / name).read_bytes()).hexdigest()[:10]
        return f"/static/{name}?v={digest}"

    return asset
