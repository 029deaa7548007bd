"""The register of councils, and finding them in text.

`register` holds the facts (names, codes, lineage, hosts, companies), `mentions` finds names in a
text, `subject` decides which council a short text is about.
"""

from indexer.authorities.mentions import Mention, Strength, find
from indexer.authorities.register import (
    Company,
    CouncilEntry,
    all_councils,
    by_gss,
    by_host,
    by_slug,
    by_urn,
    companies,
    successors,
)
from indexer.authorities.subject import subject

__all__ = [
    "Company",
    "CouncilEntry",
    "Mention",
    "Strength",
    "all_councils",
    "by_gss",
    "by_host",
    "by_slug",
    "by_urn",
    "companies",
    "find",
    "subject",
    "successors",
]
