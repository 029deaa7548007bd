"""That no address fails: odd letters, bytes that are no text, too many arguments, other methods."""

from __future__ import annotations

import re
from urllib.parse import quote_from_bytes

import pytest
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from web_pages import PLAN, filled

from app import ROUTES, create_app
from indexer.errors import ConfigurationError
from search.arguments import MOST_ARGUMENTS, MOST_VALUES

_WORD = st.sampled_from(
    [
        "board",
        "improvement",
        '"',
        "(",
        ")",
        "-",
        "OR",
        "AND",
        "NOT",
        "*",
        "~",
        "~2",
        "year:",
        "label:5",
    ]
)
_Q = st.one_of(st.text(max_size=40), st.lists(_WORD, max_size=12).map(" ".join))
_VALUE = st.one_of(
    st.sampled_from(
        ["devon", "2017", "2020-03", "minutes", "good", "newest", "1", "-1", "٣", "9" * 40]
    ),
    st.text(max_size=12),
)
_NAME = st.sampled_from(
    [
        "council",
        "year",
        "judgement",
        "kind",
        "committee",
        "from",
        "to",
        "sort",
        "as_of",
        "page",
        "scope",
        "x",
    ]
)


@given(q=_Q, pairs=st.lists(st.tuples(_NAME, _VALUE), max_size=5))
@example(q="\x00", pairs=[("page", "1e3")])
@example(q="a" * 10_240, pairs=[])
@settings(
    max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_no_argument_makes_the_search_fail(
    web_app: Flask, q: str, pairs: list[tuple[str, str]]
) -> None:
    client = web_app.test_client()
    arguments = [("q", q), *pairs]
    answer = client.get("/search.json", query_string=arguments)
    assert answer.status_code in (200, 400)
    assert answer.is_json
    page = client.get("/search", query_string=arguments, follow_redirects=True)
    assert page.status_code == answer.status_code


_ENCODED = st.binary(max_size=24).map(lambda raw: quote_from_bytes(raw, safe=""))
_ODD = st.one_of(
    _ENCODED,
    st.text(max_size=20).map(lambda text: quote_from_bytes(text.encode("utf-8", "surrogatepass"))),
    st.sampled_from(["%", "%zz", "%00", "%ff", "%ed%a0%80", "%2e%2e", "%2F", "%F0%9F"]),
)


@pytest.mark.parametrize("rule", ROUTES)
@given(
    part=st.one_of(st.none(), _ODD.filter(bool)),
    names=st.lists(
        st.one_of(_ODD, st.sampled_from(["q", "council", "paragraph", "page", "year"])), max_size=4
    ),
    values=st.lists(_ODD, min_size=4, max_size=4),
)
@example(part=None, names=["q"] * 3, values=["%ff", "", "a", "b"])
@example(part="%00", names=["paragraph"], values=["%00"] * 4)
@settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_no_route_fails(
    web_app: Flask, rule: str, part: str | None, names: list[str], values: list[str]
) -> None:
    query = "&".join(f"{name}={value}" for name, value in zip(names, values, strict=False))
    address = f"{filled(rule, part)}?{query}" if query else filled(rule, part)
    answer = web_app.test_client().get(address)
    assert answer.status_code in (200, 302, 308, 400, 404), address


@pytest.mark.parametrize("rule", ROUTES)
def test_routes_are_for_reading_only(client: FlaskClient, rule: str) -> None:
    address = filled(rule)
    got, head = client.get(address), client.head(address)
    assert (head.status_code, head.data) == (got.status_code, b"")
    assert head.headers["Content-Type"] == got.headers["Content-Type"]
    assert client.options(address).headers["Allow"]
    for method in ("POST", "PUT", "PATCH", "DELETE"):
        refused = client.open(address, method=method)
        assert refused.status_code == 405
        assert set(refused.headers["Allow"].split(", ")) == {"GET", "HEAD", "OPTIONS"}


@pytest.mark.parametrize("path", ["/search", "/search.json", "/search.csv", "/search.atom"])
def test_bytes_that_are_no_text_are_a_mistake_and_not_guessed_at(
    client: FlaskClient, path: str
) -> None:
    answer = client.get(f"{path}?q=caf%e9")
    assert answer.status_code == 400
    assert "UTF-8" in answer.text


@pytest.mark.parametrize("rule", ROUTES)
def test_an_argument_that_means_nothing_is_named_and_not_ignored(
    client: FlaskClient, rule: str
) -> None:
    address = filled(rule)
    response = client.get(f"{address}?pge=2&q=board" if rule == "/search" else f"{address}?pge=2")
    assert response.status_code == 400
    assert "pge" in response.text
    if response.mimetype == "text/html":
        ways_out = re.findall(r'<a href="([^"]+)">Go on without it', response.text)
        assert ways_out
        mended = client.get(ways_out[0].replace("&amp;", "&"), follow_redirects=True)
        assert mended.status_code == 200


def test_arguments_that_name_one_thing_are_given_once(client: FlaskClient) -> None:
    assert client.get(f"{PLAN}?q=a&q=b").status_code == 400
    assert client.get(f"{PLAN}/cite?paragraph=5.2&paragraph=5.3").status_code == 400
    assert client.get(f"{PLAN}.bib?q=a").status_code == 400


def test_what_newsletters_hang_on_to_a_link_is_dropped(client: FlaskClient) -> None:
    response = client.get(f"{PLAN}?utm_source=letter&q=a%2Bb&fbclid=1")
    assert (response.status_code, response.location) == (302, f"{PLAN}?q=a%2Bb")
    assert client.get("/help?utm_medium=email").location == "/help"
    assert client.get("/search?q=utm_source").status_code == 200


def test_more_values_than_anybody_needs_are_refused(client: FlaskClient) -> None:
    most = [("committee", f"board-{n}") for n in range(MOST_VALUES)]
    assert client.get("/search.json", query_string=most).status_code == 200
    over = client.get("/search", query_string=[*most, ("committee", "one-more")])
    assert over.status_code == 400
    assert f"at most {MOST_VALUES}" in over.text.lower()
    many = [(f"x{n}", "1") for n in range(MOST_ARGUMENTS + 1)]
    refused = client.get("/search", query_string=many)
    assert refused.status_code == 400
    assert len(refused.data) < 20_000


@pytest.mark.parametrize("site", ["minutes.example.org", "ftp://example.org", "https://", "/"])
def test_the_address_of_the_site_is_a_whole_one(site: str) -> None:
    with pytest.raises(ConfigurationError, match="whole web address"):
        create_app(site=site)
