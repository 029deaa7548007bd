"""The judgement at the time: the grade in force for a document's council on the document's date.

It is derived from the inspection reports of the collection and never mixed with what a document
says itself.
"""

from __future__ import annotations

import dataclasses

from indexer.ledger import Standing
from indexer.records import Document
from search.answers import InForce
from search.reader import Reader
from search.request import document_address
from search.wording import long_date

NO_GRADE = "No overall grade"


@dataclasses.dataclass(frozen=True, slots=True)
class Told:
    """The grade in force as a document's page tells it.

    `report` says which report it comes from ("the inspection report published 3 March 2017"); `own`
    that the document is that very report.
    """

    in_force: InForce
    council: str
    report: str
    own: bool


def in_force(reader: Reader, document: Document) -> InForce | None:
    """Give the overall grade in force for a document's council on its date.

    None where the document has no date, not exactly one council, or is older than the first report.
    """
    standing = reader.standing(document)
    return _written(standing) if standing else None


def told(reader: Reader, document: Document) -> Told | None:
    """Tell the same, with the report that it comes from."""
    standing = reader.standing(document)
    if standing is None:
        return None
    day = long_date(standing.since)
    return Told(
        in_force=_written(standing),
        council=document.authorities[0].name,
        report=f"the inspection report published {day}"
        if standing.published
        else f"the report of the inspection that ended on {day}",
        own=standing.document == document.id,
    )


def _written(standing: Standing) -> InForce:
    return InForce(
        grade=standing.grade,
        label=standing.grade.label if standing.grade else NO_GRADE,
        since=standing.since,
        document=standing.document,
        url=document_address(standing.document, anchor=standing.paragraph),
    )
