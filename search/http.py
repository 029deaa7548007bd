"""What every answer's headers say: security, what is worth compressing, when a copy is stale."""

from __future__ import annotations

import datetime as dt
import hashlib
from pathlib import Path

from indexer.store import Generation

SECURITY = {
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'self'; script-src 'self';"
        " img-src 'self' data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    # Search words stay here: other sites are told nothing of where a reader came from.
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}
COMPRESSIBLE = ("text/", "application/json", "application/javascript", "image/svg+xml")


def fingerprint(home: Path) -> str:
    """Tell one version of what renders the pages from another: an upgrade makes copies stale."""
    digest = hashlib.sha256()
    for path in sorted(
        [
            *home.glob("templates/*"),
            *home.glob("static/*.*"),
            *home.glob("*.py"),
            *home.glob("search/*.py"),
        ]
    ):
        digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


def validator(address: str, generation: Generation, software: str, today: dt.date) -> str:
    """Write the ETag of an address that was answered: it changes with all that the answer rests on.

    Args:
        address: with its arguments. That a browser knows this ETag tells that there is a page.
        generation: what it was answered from.
        software: the `fingerprint` of what rendered it.
        today: the day counts too, as a citation says when its document was seen.
    """
    told = (address, generation.number, generation.published_at.isoformat(), software, today)
    return hashlib.sha256(repr(tuple(map(str, told))).encode()).hexdigest()[:16]
