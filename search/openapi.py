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
from search.answers import Advice, FacetValue, Result, Snippet
from search.arguments import MOST_VALUES
from search.finder import ARGUMENT_LABELS, FACET_LABELS
from search.glossary import Widened
from search.request import ARGUMENTS, SCOPES, SORTS

# What an address ends in, and the media type that it answers with.
MEDIA = {
    ".json": "application/json",
    ".csv": "text/csv",
    ".atom": "application/atom+xml",
    ".txt": "text/plain",
    ".bib": "application/x-bibtex",
    ".ris": "application/x-research-info-systems",
}
NOT_FOR_PROGRAMS = ("/openapi.json", "/robots.txt")
_SEARCHES = ("/search", "/compare")
_PLAIN = {str: "string", int: "integer", float: "number", bool: "boolean", types.NoneType: "null"}
_VALUES: Mapping[str, dict[str, Any]] = {
    "year": {"type": "integer"},
    "judgement": {"enum": [grade.value for grade in Grade]},
    "kind": {"enum": [kind.value for kind in Kind]},
    "scope": {"enum": list(SCOPES)},
    "exact": {"enum": ["0", "1"]},
    "sort": {"enum": list(SORTS)},
    "page": {"type": "integer", "minimum": 1},
}


def describe(site: str, routes: Iterable[tuple[str, str]]) -> dict[str, Any]:
    """Describe the addresses that programs read.

    Args:
        site: the scheme and host that the addresses are on.
        routes: every address of the site, parameters in "<…>", and a sentence saying what it gives.
    """
    paths = {
        re.sub(r"<(\w+)>", r"{\1}", rule): {"get": _operation(rule, summary)}
        for rule, summary in routes
        if _ending(rule) in MEDIA and rule not in NOT_FOR_PROGRAMS
    }
    return {
        "openapi": "3.1.0",
        "info": {"title": "Minutebook", "version": "1"},
        "servers": [{"url": site}],
        "paths": paths,
        "components": {
            "schemas": {"Answer": _answer(), "Document": schema(Document), "Mistakes": _mistakes()}
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


def _answer() -> dict[str, Any]:
    """A page of results, as `search.answers.contract_json` writes it."""
    snippets = _listed(_record(_without(Snippet, "anchor")))
    values = _listed(_record(_without(FacetValue, "url")))
    results = _listed(_record(_without(Result, "snippets"), snippets=snippets))
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
    # Null where enough documents have all the words.
    nearly = _record({"total": int}, results=results)
    answer["properties"]["nearly"] = {"anyOf": [nearly, {"type": "null"}]}
    return answer


def _mistakes() -> dict[str, Any]:
    return _record({"error": str}, mistakes=_listed(schema(Mistake)))


def _ending(rule: str) -> str:
    return rule[rule.rfind(".") :] if "." in rule else ""


def _operation(rule: str, summary: str) -> dict[str, Any]:
    is_search = rule.startswith(_SEARCHES)
    parameters = [
        {"name": name, "in": "path", "required": True, "schema": {"type": "string"}}
        for name in re.findall(r"<(\w+)>", rule)
    ]
    parameters += [_parameter(name) for name in ARGUMENTS if is_search]
    content: dict[str, Any] = {}
    if _ending(rule) == ".json":
        name = "Answer" if is_search else "Document"
        content = {"schema": {"$ref": f"#/components/schemas/{name}"}}
    answers: dict[str, Any] = {"200": _response("As asked", MEDIA[_ending(rule)], content)}
    if is_search:
        refused = {"schema": {"$ref": "#/components/schemas/Mistakes"}}
        as_json = _ending(rule) == ".json"
        answers["400"] = (
            _response("The search has mistakes", "application/json", refused)
            if as_json
            else {"description": "The search has mistakes"}
        )
    else:
        answers["404"] = {"description": "There is no such document"}
        answers["410"] = {"description": "The document was withdrawn"}
    return {"summary": summary, "parameters": parameters, "responses": answers}


def _parameter(name: str) -> dict[str, Any]:
    value = _VALUES.get(name, {"type": "string"})
    repeated = {"type": "array", "items": value, "maxItems": MOST_VALUES}
    return {
        "name": name,
        "in": "query",
        "description": ARGUMENT_LABELS.get(name, name),
        "schema": repeated if name in FACET_LABELS else value,
    }


def _response(description: str, media: str, content: dict[str, Any]) -> dict[str, Any]:
    return {"description": description, "content": {media: content}}
