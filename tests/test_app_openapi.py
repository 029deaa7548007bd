"""The description for programs: every address in it answers as it says, and none is left out."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient
from web_pages import PLAN, WITHDRAWN

from app import ROUTES, create_app
from search.openapi import MEDIA, NOT_FOR_PROGRAMS
from search.request import ARGUMENTS

DOCUMENT = PLAN.removeprefix("/documents/")
ASKED = {
    "q": "improvement",
    "council": "devon",
    "year": "2020",
    "judgement": "good",
    "standing": "good",
    "kind": "minutes",
    "committee": "cabinet",
    "from": "2017",
    "to": "2020",
    "scope": "paragraph",
    "exact": "1",
    "sort": "newest",
    "as_of": dt.datetime.now(dt.UTC).date().isoformat(),
    "explain": "1",
    "page": "1",
}
TYPES = {
    "string": str,
    "integer": int,
    "number": float,
    "boolean": bool,
    "null": type(None),
    "array": list,
}


def _described(client: FlaskClient) -> dict[str, Any]:
    answer = client.get("/openapi.json").json
    assert answer
    return dict(answer)


def _wrong(value: Any, schema: dict[str, Any], whole: dict[str, Any], at: str = "$") -> list[str]:
    """Where a value is not as its schema says: as much of JSON Schema as is used here."""
    if "$ref" in schema:
        schema = whole["components"]["schemas"][schema["$ref"].split("/")[-1]]
    if "anyOf" in schema:
        each = [_wrong(value, part, whole, at) for part in schema["anyOf"]]
        return [] if [] in each else each[0]
    if "enum" in schema:
        is_right = value in schema["enum"]
    elif schema["type"] == "object":
        is_right = isinstance(value, dict) and (
            set(schema["required"]) <= set(value) <= set(schema["properties"])
        )
    else:
        is_right = type(value) is TYPES[schema["type"]]
    if not is_right:
        return [f"{at}: {value!r}"]
    parts: list[tuple[Any, dict[str, Any], str]] = []
    if schema.get("type") == "object":
        parts = [(each, schema["properties"][k], f"{at}.{k}") for k, each in value.items()]
    elif schema.get("type") == "array":
        parts = [(each, schema["items"], f"{at}.{n}") for n, each in enumerate(value)]
    return [wrong for each, part, place in parts for wrong in _wrong(each, part, whole, place)]


def test_every_address_that_programs_read_is_described(client: FlaskClient) -> None:
    described = _described(client)
    assert described["openapi"] == "3.1.0"
    machine = {rule for rule in ROUTES if rule.endswith(tuple(MEDIA))} - set(NOT_FOR_PROGRAMS)
    paths = {rule.replace("<document_id>", "{document_id}") for rule in machine}
    assert set(described["paths"]) == paths


def test_every_address_answers_as_described(client: FlaskClient) -> None:
    described = _described(client)
    for path, operations in described["paths"].items():
        operation = operations["get"]
        assert operation["summary"].endswith(".")
        response = client.get(path.replace("{document_id}", DOCUMENT))
        ((media, content),) = operation["responses"]["200"]["content"].items()
        assert (response.status_code, response.mimetype) == (200, media), path
        if "schema" in content:
            assert _wrong(response.json, content["schema"], described) == [], path


@pytest.mark.parametrize("q", ["improvement board", ""])
def test_a_comparison_is_as_the_schema_says(client: FlaskClient, q: str) -> None:
    described = _described(client)
    schema = described["components"]["schemas"]["Comparison"]
    answer = client.get(f"/compare.json?council=devon&council=gloucestershire&q={q}").json
    assert answer
    assert answer["rows"][0]["cells"]
    assert _wrong(answer, schema, described) == []


@pytest.mark.parametrize("q", ["improvement board", "nothingofthekind", "LAC", ""])
def test_answers_are_as_the_schema_says(client: FlaskClient, q: str) -> None:
    described = _described(client)
    schema = described["components"]["schemas"]["Answer"]
    assert _wrong(client.get("/search.json", query_string={"q": q}).json, schema, described) == []
    refused = client.get("/search.json?q=(a&year=x").json
    assert _wrong(refused, described["components"]["schemas"]["Mistaken"], described) == []


def test_every_argument_is_described_and_understood(client: FlaskClient) -> None:
    described = _described(client)
    for path in ("/search.json", "/search.csv", "/search.atom", "/compare.csv", "/compare.json"):
        names = [each["name"] for each in described["paths"][path]["get"]["parameters"]]
        # A comparison has one page only; a feed follows what comes.
        left_out = {"/search.atom": "as_of"}.get(path, "page" if "compare" in path else "")
        more = ["explain"] if path == "/search.json" else []
        assert names == [each for each in ARGUMENTS if each != left_out] + more
        for name in names:
            assert client.get(path, query_string={name: ASKED[name]}).status_code == 200, name


@pytest.mark.parametrize(
    ("address", "status", "name"),
    [
        ("/search.json?year=x", 400, "Mistaken"),
        (f"/documents/{DOCUMENT}.json?page=1", 400, "Mistaken"),
        ("/documents/none.json", 404, "Problem"),
        (f"{WITHDRAWN}.json", 410, "Tombstone"),
    ],
)
def test_errors_are_as_described(client: FlaskClient, address: str, status: int, name: str) -> None:
    described = _described(client)
    response = client.get(address)
    assert response.status_code == status
    assert _wrong(response.json, described["components"]["schemas"][name], described) == []


def test_an_index_that_is_not_there_says_what_to_do(tmp_path: Path) -> None:
    response = create_app(tmp_path).test_client().get("/search.json")
    assert response.status_code == 503
    assert response.json
    assert response.json["advice"]
    assert int(response.headers["Retry-After"]) > 0


def test_a_wrong_answer_would_be_noticed(client: FlaskClient) -> None:
    described = _described(client)
    schema = described["components"]["schemas"]["Answer"]
    answer = client.get("/search.json?q=board").json
    assert answer
    assert _wrong({**answer, "total": "2"}, schema, described)
    assert _wrong({**answer, "extra": 1}, schema, described)
