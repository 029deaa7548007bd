"""The pages about the collection: the first page, coverage and help."""

from __future__ import annotations

import re
from pathlib import Path

from bs4 import BeautifulSoup
from flask import Flask
from flask.testing import FlaskClient


def _page(client: FlaskClient, address: str) -> BeautifulSoup:
    response = client.get(address)
    assert response.status_code == 200
    return BeautifulSoup(response.text, "lxml")


def _count(text: str) -> int:
    found = re.search(r"([\d,]+) documents?", text)
    assert found
    return int(found[1].replace(",", ""))


def test_examples_on_the_first_page_find_what_they_promise(client: FlaskClient) -> None:
    examples = _page(client, "/").select(".examples li")
    assert len(examples) >= 2
    for example in examples:
        assert example.a
        results = _page(client, str(example.a["href"]))
        assert results.h1
        assert _count(example.get_text()) == _count(results.h1.get_text()) > 0


def test_the_first_page_says_what_the_collection_holds(client: FlaskClient) -> None:
    holdings = _page(client, "/").select_one(".holdings")
    assert holdings
    text = holdings.get_text(" ", strip=True)
    assert "documents 29" in text
    assert "councils 2" in text
    assert "years 2017–2020" in text


def test_every_number_of_the_coverage_is_what_its_link_finds(client: FlaskClient) -> None:
    page = _page(client, "/coverage")
    cells = page.select("td.number a")
    assert len(cells) == 5
    for cell in cells:
        results = _page(client, str(cell["href"]))
        assert results.h1
        assert _count(results.h1.get_text()) == int(cell.get_text())


def test_coverage_names_the_files_that_were_refused_and_why(client: FlaskClient) -> None:
    page = _page(client, "/coverage")
    heading = page.find(id="refused")
    assert heading
    text = heading.find_all_next("table")[0].get_text(" ", strip=True)
    assert "broken.pdf" in text
    assert "Damaged" in text


def test_the_documented_addresses_are_the_ones_there_are(web_app: Flask) -> None:
    text = (Path(__file__).parent.parent / "docs" / "pages.md").read_text(encoding="utf-8")
    documented = set(re.findall(r"^\| `(/[^`]*)` \|", text, re.MULTILINE))
    served = {rule.rule for rule in web_app.url_map.iter_rules() if "static" not in rule.endpoint}
    assert served == documented
