"""A search taken away: as CSV for a spreadsheet, as a feed to follow, as a box in the browser."""

from __future__ import annotations

import csv
import datetime as dt
import io
from pathlib import Path
from urllib.parse import urlsplit
from xml.etree import ElementTree

import pytest
from flask.testing import FlaskClient

from app import create_app
from search.exports import COLUMNS, line

ATOM = {"a": "http://www.w3.org/2005/Atom"}


def _records(client: FlaskClient, address: str) -> list[list[str]]:
    response = client.get(address)
    assert response.status_code == 200
    assert response.mimetype == "text/csv"
    return list(csv.reader(io.StringIO(response.get_data(as_text=True), newline="")))


def test_csv_holds_all_that_the_search_finds(client: FlaskClient) -> None:
    head, columns, *rows = _records(client, "/search.csv?q=budget&sort=oldest&page=2")
    assert head[0] == "Documents containing “budget”"
    assert head[1] == "http://localhost/search?q=budget&sort=oldest"
    assert head[2] == "24 documents"
    assert tuple(columns) == COLUMNS
    assert len(rows) == 24
    assert len({row[0] for row in rows}) == 24


def test_addresses_in_a_csv_lead_to_the_paragraph(client: FlaskClient) -> None:
    *_, row = _records(client, "/search.csv?q=%22improvement+board%22&council=devon")
    cells = dict(zip(COLUMNS, row, strict=True))
    address = urlsplit(cells["address"])
    assert (cells["council"], cells["paragraph"]) == ("Devon", "1.1")
    assert address.fragment == "1.1"
    assert f'id="{address.fragment}"' in client.get(address.path).text
    assert cells["text"] in client.get(f"{address.path}.txt").text


@pytest.mark.parametrize("start", ["=", "+", "-", "@"])
def test_a_spreadsheet_runs_no_cell_of_a_csv(start: str) -> None:
    assert line((f"{start}1+1", "plain")) == f"'{start}1+1,plain\r\n"


def test_a_feed_says_what_it_follows_and_what_is_new(client: FlaskClient) -> None:
    response = client.get("/search.atom?q=improvement")
    assert response.mimetype == "application/atom+xml"
    feed = ElementTree.fromstring(response.data)  # noqa: S314 - our own words
    assert feed.findtext("a:title", namespaces=ATOM) == (
        "Documents containing “improvement” – Minutebook"
    )
    entries = feed.findall("a:entry", ATOM)
    ids = [entry.findtext("a:id", namespaces=ATOM) for entry in entries]
    answer = client.get("/search.json?q=improvement").json
    assert answer
    assert len(entries) == len(set(ids)) == answer["total"]
    for element in [feed, *entries]:
        updated = dt.datetime.fromisoformat(str(element.findtext("a:updated", namespaces=ATOM)))
        assert updated.tzinfo
        assert element.find("a:link[@rel='alternate']", ATOM) is not None


@pytest.mark.parametrize("form", ["csv", "atom", "json"])
def test_every_form_refuses_a_mistaken_search(client: FlaskClient, form: str) -> None:
    assert client.get(f"/search.{form}?year=x").status_code == 400
    assert client.get(f"/search.{form}?q=nothingofthekind").status_code == 200


def test_addresses_to_quote_are_those_of_the_site(web_index: Path) -> None:
    application = create_app(web_index, site="https://minutes.example.org/")
    text = application.test_client().get("/search.atom?q=board").text
    assert "https://minutes.example.org/search?q=board" in text
    assert "localhost" not in text


def test_robots_are_led_to_every_document(client: FlaskClient) -> None:
    text = client.get("/robots.txt").text
    address = text.split("Sitemap: http://localhost")[1].strip()
    sitemap = ElementTree.fromstring(client.get(address).data)  # noqa: S314 - our own words
    places = [str(place.text) for place in sitemap.iter() if place.tag.endswith("loc")]
    answer = client.get("/search.json").json
    assert answer
    assert len(places) == answer["total"]
    assert client.get(urlsplit(places[0]).path).status_code == 200
