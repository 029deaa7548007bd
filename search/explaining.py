"""Why each result ranks where it does, for /search.json?explain=1: the parts of its score."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from indexer.errors import BadRequest, Mistake
from indexer.records import Document, to_json
from search.library import Session
from search.reader import Passage
from search.request import SearchRequest, parse
from search.results import Results, query_of

ARGUMENT = "explain"
# The engine reads no more documents closely than these pages list (see `Explanation`).
LAST_PAGE = 10


def read(arguments: Mapping[str, Sequence[str]]) -> tuple[SearchRequest, bool]:
    """Read a search, and whether it is to be explained.

    Raises:
        BadRequest: with every mistake in the arguments.
    """
    others = {name: values for name, values in arguments.items() if name != ARGUMENT}
    asked = parse(others)
    given = [value.strip() for value in arguments.get(ARGUMENT, ()) if value.strip()]
    wrong = ""
    if any(value not in ("0", "1") for value in given):
        wrong = "explain is 1 (say how each score comes about) or 0"
    elif len(given) > 1:
        wrong = f"{ARGUMENT} can be given only once"
    elif given == ["1"] and asked.page > LAST_PAGE:
        wrong = f"only the first {LAST_PAGE} pages can be explained"
    if wrong:
        raise BadRequest((Mistake(ARGUMENT, given[-1], wrong, suggestion="0"),))
    return asked, given == ["1"]


def explanations(session: Session, results: Results) -> dict[str, Any]:
    """Explain the page's results, in their order: what /search.json adds to its answer."""
    ids = [result.id for result in results.results]
    found = session.reader.explain(query_of(results.request), ids)
    stored = session.snapshot.documents(ids)
    listed = []
    for name in ids:
        written: dict[str, Any] = to_json(found[name])
        for field in ("best_paragraph", "title"):
            passage: Passage | None = getattr(found[name], field)
            if passage:
                written[field] = _placed(stored[name].document, passage)
        listed.append(written)
    return {"explanations": listed}


def _placed(document: Document, passage: Passage) -> dict[str, Any]:
    """Write what a passage adds; a paragraph is named by its anchor, the title by null."""
    written: dict[str, Any] = to_json(passage)
    number = written.pop("number")
    return {"anchor": document.paragraphs[number].anchor if number >= 0 else None, **written}
