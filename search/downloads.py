"""What one may take away from a page: its addresses that end in .json, .csv, .bib and the like.

Each function gives what its address answers: a record for JSON, lines for CSV, else text. The
first line of what it says about itself is also its summary in `/openapi.json`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from indexer.records import to_json
from search import (
    citation_files,
    collected,
    compare,
    coverage,
    directory,
    explaining,
    exports,
    feeds,
    pages,
    similar,
    standing,
)
from search.asking import Asking
from search.results import contract_json, run


def search_json(asking: Asking) -> dict[str, Any]:
    """Give a page of results as in the contract."""
    asked, explain = explaining.read(asking.values)
    results = run(asking.session, asked)
    more = explaining.explanations(asking.session, results) if explain else {}
    return contract_json(results) | more


def search_csv(asking: Asking) -> Iterator[str]:
    """Give all results for a spreadsheet."""
    return exports.csv_lines(asking.session, asking.search(), asking.absolute)


def search_atom(asking: Asking) -> bytes:
    """Give the newest results as a feed."""
    return feeds.atom(asking.session, asking.search(), asking.absolute)


def search_bibtex(asking: Asking) -> str:
    """Give the citation of a search as BibTeX."""
    return citation_files.bibtex(asking.search_citation(asking.results()))


def search_ris(asking: Asking) -> str:
    """Give the citation of a search for reference managers."""
    return citation_files.ris(asking.search_citation(asking.results()))


def document_json(asking: Asking, document_id: str) -> Any:
    """Give a document's whole record."""
    document = asking.stored(document_id).document
    in_force = standing.in_force(asking.session.reader, document)
    return to_json(document) | {"standing": to_json(in_force)}


def document_text(asking: Asking, document_id: str) -> str:
    """Give a document's text."""
    document = asking.stored(document_id).document
    return pages.as_text(document, asking.absolute, asking.session.day)


def document_similar_json(asking: Asking, document_id: str) -> dict[str, Any]:
    """Give what is like a document, or with ?paragraph= like one paragraph of it."""
    return similar.contract_json(asking.similar(document_id))


def document_bibtex(asking: Asking, document_id: str) -> str:
    """Give the citation as BibTeX."""
    return citation_files.bibtex(asking.citation(document_id))


def document_ris(asking: Asking, document_id: str) -> str:
    """Give the citation for reference managers."""
    return citation_files.ris(asking.citation(document_id))


def evidence_json(asking: Asking) -> Any:
    """Give an evidence list as a record."""
    return to_json(asking.written(asking.evidence()))


def evidence_csv(asking: Asking) -> Iterator[str]:
    """Give an evidence list for a spreadsheet."""
    return collected.as_csv(asking.written(asking.evidence()))


def evidence_text(asking: Asking) -> str:
    """Give an evidence list as plain text."""
    return collected.as_text(asking.written(asking.evidence()))


def evidence_markdown(asking: Asking) -> str:
    """Give an evidence list as Markdown."""
    page = asking.evidence()
    return collected.as_markdown(page, asking.written(page))


def evidence_bibtex(asking: Asking) -> str:
    """Give the citations of an evidence list as BibTeX."""
    return collected.as_bibtex(asking.evidence())


def evidence_ris(asking: Asking) -> str:
    """Give the citations of an evidence list for reference managers."""
    return collected.as_ris(asking.evidence())


def councils_csv(asking: Asking) -> Iterator[str]:
    """Give the councils with their grades for a spreadsheet."""
    return directory.csv_lines(asking.session, asking.absolute)


def councils_json(asking: Asking) -> dict[str, Any]:
    """Give the councils with the overall grade last reported of each."""
    return directory.contract_json(asking.session)


def compare_csv(asking: Asking) -> Iterator[str]:
    """Give the numbers of a comparison for a spreadsheet."""
    page = compare.comparison(asking.session, asking.search())
    return compare.csv_lines(asking.session, page, asking.absolute)


def compare_json(asking: Asking) -> dict[str, Any]:
    """Give a comparison with its passages and grades."""
    page = compare.comparison(asking.session, asking.search())
    return compare.contract_json(asking.session, page)


def coverage_csv(asking: Asking) -> Iterator[str]:
    """Give the number of documents of each council, year and kind for a spreadsheet."""
    return coverage.csv_lines(asking.session, asking.absolute)


def coverage_json(asking: Asking) -> dict[str, Any]:
    """Give the number of documents of each council, year and kind."""
    return coverage.contract_json(asking.session)


def coverage_files(asking: Asking) -> Iterator[str]:
    """Give what became of every file for a spreadsheet."""
    return coverage.files_csv(asking.session)


DOWNLOADS: Mapping[str, Callable[..., Any]] = {
    "/search.json": search_json,
    "/search.csv": search_csv,
    "/search.atom": search_atom,
    "/search.bib": search_bibtex,
    "/search.ris": search_ris,
    "/documents/<document_id>.json": document_json,
    "/documents/<document_id>.txt": document_text,
    "/documents/<document_id>/similar.json": document_similar_json,
    "/documents/<document_id>.bib": document_bibtex,
    "/documents/<document_id>.ris": document_ris,
    "/evidence.json": evidence_json,
    "/evidence.csv": evidence_csv,
    "/evidence.txt": evidence_text,
    "/evidence.md": evidence_markdown,
    "/evidence.bib": evidence_bibtex,
    "/evidence.ris": evidence_ris,
    "/councils.csv": councils_csv,
    "/councils.json": councils_json,
    "/compare.csv": compare_csv,
    "/compare.json": compare_json,
    "/coverage.csv": coverage_csv,
    "/coverage.json": coverage_json,
    "/coverage/files.csv": coverage_files,
}
