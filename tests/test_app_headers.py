"""What every answer carries: policy, validators, compression."""

from __future__ import annotations

import gzip
import re
from email.utils import parsedate_to_datetime
from urllib.parse import urljoin

import pytest
from bs4 import BeautifulSoup
from flask.testing import FlaskClient
from web_pages import STATES, filled

from app import ROUTES

PAGES = [address for address, status in STATES.items() if status == 200]


@pytest.mark.parametrize("address", STATES)
def test_pages_keep_to_a_strict_policy(client: FlaskClient, address: str) -> None:
    response = client.get(address)
    assert response.status_code == STATES[address]
    policy = response.headers["Content-Security-Policy"]
    assert policy.startswith("default-src 'none'")
    assert "unsafe" not in policy
    page = BeautifulSoup(response.text, "lxml")
    assert not page.select("[style], style, [onclick], [onchange]")
    assert not page.select("script:not([src], [type='application/ld+json'])")
    for element in page.select("link[rel=stylesheet], script[src], img"):
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


@pytest.mark.parametrize("rule", ROUTES)
def test_every_answer_can_be_asked_for_again_at_no_cost(client: FlaskClient, rule: str) -> None:
    address = filled(rule)
    first = client.get(address)
    assert first.status_code == 200
    etag, date = first.headers["ETag"], first.headers["Last-Modified"]
    for header in ({"If-None-Match": etag}, {"If-Modified-Since": date}):
        again = client.get(address, headers=header)
        assert (again.status_code, again.data) == (304, b""), header
    assert client.get(address, headers={"If-None-Match": '"other"'}).status_code == 200


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
