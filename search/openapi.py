"""The machine-readable answers described for programs, in OpenAPI 3.1, written from the code."""

from __future__ import annotations

import dataclasses
import datetime as dt
import re
import types
import typing
from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import Any

from indexer.errors import Mistake
from indexer.records import Document, Grade, Kind
from indexer.store import Tombstone
from search import coverage, directory
from search.answers import Advice, FacetValue, InForce, Result, Since, Snippet
from search.arguments import MOST_VALUES, taken
from search.collected import EvidenceList
from search.compare import Row
from search.evidence import MOST
from search.finder import ARGUMENT_LABELS, FACET_LABELS
from search.glossary import Widened
from search.reader import Explanation, Passage
from search.request import LAST_PAGE, SCOPES, SORTS, YEARS

# What an address ends in, and the media type that it answers with.
MEDIA = {
    ".json": "application/json",
    ".csv": "text/csv",
    ".atom": "application/atom+xml",
    ".txt": "text/plain",
    ".md": "text/markdown",
    ".bib": "application/x-bibtex",
    ".ris": "application/x-research-info-systems",
}
NOT_FOR_PROGRAMS = ("/openapi.json", "/robots.txt")
_PLAIN = {str: "string", int: "integer", float: "number", bool: "boolean", types.NoneType: "null"}
_DATE = {"type": "string", "pattern": r"^\d{4}(-\d{1,2}(-\d{1,2})?)?$"}
_VALUES: Mapping[str, dict[str, Any]] = {
    "year": {"type": "integer", "minimum": YEARS[0], "maximum": YEARS[-1]},
    "judgement": {"enum": [grade.value for grade in Grade]},
    "standing": {"enum": [grade.value for grade in Grade]},
    "kind": {"enum": [kind.value for kind in Kind]},
    "from": _DATE,
    "to": _DATE,
    "as_of": _DATE,
    "p": {"type": "string", "pattern": "^[^~]{1,100}~.{1,100}$"},
    "scope": {"enum": list(SCOPES)},
    "exact": {"enum": ["0", "1"]},
    "explain": {"enum": ["0", "1"]},
    "sort": {"enum": list(SORTS)},
    "page": {"type": "integer", "minimum": 1, "maximum": LAST_PAGE},
}
# The record that each JSON address gives.
_GIVEN = {
    "/search.json": "Answer",
    "/evidence.json": "EvidenceList",
    "/compare.json": "Comparison",
    "/councils.json": "Councils",
    "/coverage.json": "Coverage",
    "/documents/<document_id>.json": "Document",
    "/documents/<document_id>/similar.json": "Similar",
}
_NOTES = {
    "q": "Words in the language that /help teaches.",
    "paragraph": "The anchor of a paragraph, for one paragraph instead of the whole document.",
    "explain": "1: also say, for each result, how its score comes about.",
    "p": "A paragraph: the document's id, a ~ and the paragraph's anchor.",
}


@dataclasses.dataclass(frozen=True, slots=True)
class Problem:
    """Why there is no answer, and what to do about it."""

    error: str
    advice: str


@dataclasses.dataclass(frozen=True, slots=True)
class Mistaken:
    """An address that cannot be answered: every mistake in its arguments."""

    mistakes: tuple[Mistake, ...]
    error: str = "bad request"
    advice: str = "Mend or leave out what the mistakes name."


def describe(site: str, routes: Iterable[tuple[str, str, str]]) -> dict[str, Any]:
    """Describe the addresses that programs read.

    Args:
        site: the scheme and host that the addresses are on.
        routes: every address of the site, parameters in "<…>", with its name and a sentence saying
            what it gives.
    """
    paths = {
        re.sub(r"<(\w+)>", r"{\1}", rule): {"get": _operation(rule, name, summary)}
        for rule, name, summary in routes
        if _ending(rule) in MEDIA and rule not in NOT_FOR_PROGRAMS
    }
    records = {each.__name__: schema(each) for each in (EvidenceList, Mistaken, Problem, Tombstone)}
    # A document's own record, and the grade in force for its council on its date.
    hints = typing.get_type_hints(Document)
    records["Document"] = _record(hints, standing=schema(InForce | None))
    return {
        "openapi": "3.1.0",
        "info": {"title": "Minutebook", "version": "1"},
        "servers": [{"url": site}],
        "paths": paths,
        "components": {
            "schemas": {
                "Answer": _answer(),
                "Similar": _similar(),
                "Comparison": _comparison(),
                "Councils": _counted("councils", directory.COLUMNS),
                "Coverage": _counted("counts", coverage.COLUMNS),
                **records,
            }
        },
    }


def schema(kind: Any) -> dict[str, Any]:
    """Write the JSON schema of what `indexer.records.to_json` makes of this type."""
    if kind in _PLAIN:
        return {"type": _PLAIN[kind]}
    if dataclasses.is_dataclass(kind):
        return _record(typing.get_type_hints(kind))
    if isinstance(kind, type) and issubclass(kind, StrEnum):
        return {"enum": [member.value for member in kind]}
    if kind in (dt.date, dt.datetime):
        return {"type": "string", "format": "date" if kind is dt.date else "date-time"}
    origin, parts = typing.get_origin(kind), typing.get_args(kind)
    if origin in (typing.Union, types.UnionType):
        return {"anyOf": [schema(part) for part in parts]}
    if origin is tuple and parts[1:] == (...,):
        return {"type": "array", "items": schema(parts[0])}
    raise TypeError(f"no schema for {kind!r}")


def _record(hints: Mapping[str, Any], **others: dict[str, Any]) -> dict[str, Any]:
    """An object with these fields, all of them always there."""
    fields = {name: schema(kind) for name, kind in hints.items()} | others
    return {
        "type": "object",
        "properties": fields,
        "required": list(fields),
        "additionalProperties": False,
    }


def _without(record: type, *names: str) -> dict[str, Any]:
    hints = typing.get_type_hints(record)
    return {name: kind for name, kind in hints.items() if name not in names}


def _listed(item: dict[str, Any]) -> dict[str, Any]:
    return {"type": "array", "items": item}


def _results() -> dict[str, Any]:
    snippets = _listed(_record(_without(Snippet, "anchor")))
    return _listed(_record(_without(Result, "snippets"), snippets=snippets))


def _similar() -> dict[str, Any]:
    """What is like a document, as `search.similar.contract_json` writes it."""
    told = {"id": str, "paragraph": str | None, "words": tuple[str, ...], "search": str}
    return _record(told, results=_results())


def _answer() -> dict[str, Any]:
    """A page of results, as `search.answers.contract_json` writes it."""
    values = _listed(_record(_without(FacetValue, "url")))
    results = _results()
    answer = _record(
        {"query": str, "sentence": str, "total": int},
        facets=_record({}, **dict.fromkeys(FACET_LABELS, values)),
        results=results,
        page=schema(int),
        pages=schema(int),
        canonical=schema(str),
        widened=_listed(schema(Widened)),
        scopes=values,
        offers=_listed(schema(Advice)),
    )
    # Absent where enough documents have all the words.
    answer["properties"]["nearly"] = _record(
        {"total": int, "least": int, "words": int, "q": str}, results=results
    )
    # Only with explain=1.
    passage = _record({"anchor": str | None, **_without(Passage, "number")})
    parts: dict[str, Any] = {"anyOf": [passage, {"type": "null"}]}
    explained = _without(Explanation, "best_paragraph", "title")
    answer["properties"]["explanations"] = _listed(
        _record(explained, best_paragraph=parts, title=parts)
    )
    # Only where the search looks back.
    answer["properties"]["since"] = schema(Since)
    return answer


def _comparison() -> dict[str, Any]:
    """A comparison, as `search.compare.contract_json` writes it."""
    words = {"query": str, "sentence": str, "canonical": str, "indexed": dt.datetime}
    return _record({**words, "years": tuple[int, ...], "rows": tuple[Row, ...]})


def _counted(name: str, columns: Iterable[str]) -> dict[str, Any]:
    """A list of records with these columns, beside when and how much was indexed."""
    record = {each: int if each in ("documents", "paragraphs") else str for each in columns}
    return _record({"indexed": dt.datetime, "documents": int}, **{name: _listed(_record(record))})


def _ending(rule: str) -> str:
    return rule[rule.rfind(".") :] if "." in rule else ""


def _operation(rule: str, name: str, summary: str) -> dict[str, Any]:
    parameters = [
        {"name": each, "in": "path", "required": True, "schema": {"type": "string"}}
        for each in re.findall(r"<(\w+)>", rule)
    ]
    return {
        "operationId": name,
        "summary": summary,
        "parameters": parameters + [_parameter(each) for each in taken(rule)],
        "responses": _answers(rule),
    }


def _parameter(name: str) -> dict[str, Any]:
    value = _VALUES.get(name, {"type": "string"})
    most = MOST if name == "p" else MOST_VALUES
    items = _or_empty(value)
    repeated = {"type": "array", "items": items, "maxItems": most}
    is_repeated = name in FACET_LABELS or name == "p"
    return {
        "name": name,
        "in": "query",
        "description": _NOTES.get(name) or ARGUMENT_LABELS.get(name, name),
        "allowEmptyValue": not is_repeated,
        "schema": repeated if is_repeated else items,
    }


def _or_empty(value: dict[str, Any]) -> dict[str, Any]:
    """Allow nothing, too: a form sends an empty value for what was not filled in."""
    if "enum" in value:
        return {"enum": [*value["enum"], ""]}
    if "pattern" in value:
        return {**value, "pattern": f"^({value['pattern'][1:-1]})?$"}
    return value if value["type"] == "string" else {"anyOf": [value, {"const": ""}]}


def _answers(rule: str) -> dict[str, Any]:
    """What an address may answer, by status. Errors are JSON beside JSON, else pages to read."""
    ending = _ending(rule)
    of_document = rule.startswith("/documents/")
    answers = {"200": _response("As asked", MEDIA[ending], _GIVEN.get(rule))}
    if rule == "/search.json":
        answers["200"]["links"] = _links()
    answers["304"] = {"description": "Nothing has changed since the ETag or the date that was sent"}
    media = MEDIA[".json"] if ending == ".json" else "text/html"
    answers["400"] = _response("The arguments have mistakes", media, "Mistaken")
    if of_document:
        answers["301"] = {"description": "The document is part of the one at Location now"}
        answers["404"] = _response("There is no such document or paragraph", media, "Problem")
        answers["410"] = _response("The document was withdrawn", media, "Tombstone")
    answers["503"] = _response("Nothing has been indexed yet", media, "Problem")
    return answers


def _response(description: str, media: str, name: str | None) -> dict[str, Any]:
    """An answer; `name` is of its record, which only JSON writes out."""
    content = {"schema": {"$ref": f"#/components/schemas/{name}"}} if "json" in media else {}
    return {"description": description, "content": {media: content}}


def _links() -> dict[str, Any]:
    """From a result to the forms of its document."""
    return {
        form: {
            "operationId": f"document_{form}",
            "parameters": {"document_id": "$response.body#/results/0/id"},
        }
        for form in ("json", "text", "bibtex", "ris")
    }
