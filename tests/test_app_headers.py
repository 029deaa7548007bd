"""What every answer carries: policy, validators, compression; and that no address fails."""

from __future__ import annotations

import gzip
import re
from email.utils import parsedate_to_datetime
from urllib.parse import urljoin

import pytest
from bs4 import BeautifulSoup
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

PAGES = [
    "/",
    "/search",
    "/search?q=improvement+board&council=devon",
    "/documents/mg-democracy-gloucestershire-example-ai9001?q=board",
    "/documents/mg-democracy-gloucestershire-example-ai9001/cite",
    "/meetings/meeting-gloucestershire-children-and-families-scrutiny-committee-2017-09-14",
    "/councils",
    "/councils/devon",
    "/compare",
    "/compare?q=improvement&council=devon&council=gloucestershire",
    "/coverage",
    "/help",
]
BAD_PAGES = ["/nowhere", "/search?year=x", "/search?q=nothing+such"]


@pytest.mark.parametrize("address", PAGES + BAD_PAGES)
def test_pages_keep_to_a_strict_policy(client: FlaskClient, address: str) -> None:
    response = client.get(address)
    policy = response.headers["Content-Security-Policy"]
    assert policy.startswith("default-src 'none'")
    assert "unsafe" not in policy
    page = BeautifulSoup(response.text, "lxml")
    assert not page.select("[style], style, script:not([src]), [onclick], [onchange]")
    for element in page.select("link[rel=stylesheet], script, img"):
        source = str(element.get("href") or element.get("src"))
        assert source.startswith("/"), source
        assert client.get(source).status_code == 200, source


@pytest.mark.parametrize("address", PAGES)
def test_links_of_the_site_lead_somewhere(client: FlaskClient, address: str) -> None:
    page = BeautifulSoup(client.get(address).text, "lxml")
    for link in page.select("a[href^='/'], link[href^='/']"):
        response = client.get(str(link["href"]), follow_redirects=True)
        assert response.status_code == 200, link["href"]
    ids = {element["id"] for element in page.select("[id]")}
    for link in page.select("a[href^='#']"):
        assert str(link["href"])[1:] in ids, link["href"]


@pytest.mark.parametrize("address", PAGES)
def test_ids_of_a_page_are_unique(client: FlaskClient, address: str) -> None:
    ids = [e["id"] for e in BeautifulSoup(client.get(address).text, "lxml").select("[id]")]
    assert len(ids) == len(set(ids))


def test_pages_carry_the_validators_of_the_generation(client: FlaskClient) -> None:
    first = client.get("/search?q=board")
    assert first.headers["ETag"].startswith('W/"')
    assert parsedate_to_datetime(first.headers["Last-Modified"])
    again = client.get("/search?q=board", headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")
    changed = client.get("/search?q=board", headers={"If-None-Match": 'W/"other"'})
    assert changed.status_code == 200


def test_text_is_compressed_for_those_who_take_it(client: FlaskClient) -> None:
    plain = client.get("/search?q=board")
    packed = client.get("/search?q=board", headers={"Accept-Encoding": "gzip"})
    assert packed.headers["Content-Encoding"] == "gzip"
    assert "Content-Encoding" not in plain.headers
    assert gzip.decompress(packed.data) == plain.data
    assert packed.headers["Vary"] == "Accept-Encoding"


def test_a_first_visit_of_the_search_page_is_light(client: FlaskClient) -> None:
    """At most 60 kB over the wire, headers and all that the page and its styles ask for counted."""
    fetched: dict[str, int] = {}
    waiting = ["/search?q=budget"]
    while waiting:
        address = waiting.pop()
        if address in fetched or address.startswith("data:"):
            continue
        response = client.get(address, headers={"Accept-Encoding": "gzip"})
        assert response.status_code == 200, address
        fetched[address] = len(response.data) + len(str(response.headers))
        packed = response.headers.get("Content-Encoding") == "gzip"
        text = (gzip.decompress(response.data) if packed else response.data).decode()
        if response.mimetype == "text/html":
            page = BeautifulSoup(text, "lxml")
            asked = page.select("link[rel~=stylesheet], link[rel~=icon], link[rel~=preload], [src]")
            waiting += [str(element.get("href") or element.get("src")) for element in asked]
        elif response.mimetype == "text/css":
            waiting += [
                urljoin(address, found) for found in re.findall(r"url\([\"']?(.+?)[\"']?\)", text)
            ]
    assert len(fetched) > 4
    assert sum(fetched.values()) <= 60_000, fetched


def test_assets_may_be_kept_for_long_because_their_address_changes(client: FlaskClient) -> None:
    html = client.get("/").text
    found = re.search(r'href="(/static/minutebook\.css\?v=[0-9a-f]+)"', html)
    assert found
    assert "immutable" in client.get(found[1]).headers["Cache-Control"]


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


@given(document=st.text(max_size=30), q=_Q)
@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_no_address_of_a_document_fails(web_app: Flask, document: str, q: str) -> None:
    client = web_app.test_client()
    known = "/documents/mg-democracy-gloucestershire-example-ai9001"
    assert client.get(known, query_string={"q": q}).status_code == 200
    assert client.get(f"/documents/{document}").status_code in (200, 301, 302, 308, 404)
