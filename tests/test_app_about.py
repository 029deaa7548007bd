"""The pages about the collection: the first page, coverage and help."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from flask import Flask
from flask.testing import FlaskClient
from web_fixtures import build_index, report

from app import create_app


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
    kinds = [str(link["href"]) for link in page.select(".kinds a")]
    assert len(kinds) == 3
    for address in kinds:
        page = _page(client, address)
        cells = page.select(".matrix td a")
        assert len(cells) >= (5 if address == "/coverage" else 1)
        for cell in cells:
            results = _page(client, str(cell["href"]))
            assert results.h1
            assert _count(results.h1.get_text()) == int(cell.get_text().replace(",", ""))


def test_the_coverage_of_a_kind_that_does_not_exist_is_refused(client: FlaskClient) -> None:
    assert client.get("/coverage?kind=songs").status_code == 400
    assert client.get("/coverage?kind=Minutes").location == "/coverage?kind=minutes"
    assert client.get("/coverage?kind=").location == "/coverage"
    assert client.get("/coverage?council=devon").status_code == 400


def test_coverage_as_numbers_to_take_away(client: FlaskClient) -> None:
    answer = client.get("/coverage.json").json
    assert answer
    assert sum(each["documents"] for each in answer["counts"]) == answer["documents"] == 29
    head, *records = csv.reader(client.get("/coverage.csv").text.splitlines())
    assert len(records) == len(answer["counts"])
    for record, given in zip(records, answer["counts"], strict=True):
        assert [str(given[name]) for name in head[:-1]] == record[:-1]
        assert record[-1] == f"http://localhost{given['search']}"
        found = client.get(given["search"].replace("/search?", "/search.json?")).json
        assert found
        assert found["total"] == given["documents"]


def test_every_file_and_its_fate_can_be_taken_away(client: FlaskClient) -> None:
    head, *records = csv.reader(client.get("/coverage/files.csv").text.splitlines())
    files = {record[0]: dict(zip(head, record, strict=True)) for record in records}
    assert files["broken.pdf"]["refused"] == "damaged"
    assert files["report.html"]["documents"] == "1"


@pytest.fixture(scope="module")
def gappy(tmp_path_factory: pytest.TempPathFactory) -> FlaskClient:
    """Reports of 2020 and 2023, and nothing between."""
    files = tmp_path_factory.mktemp("gappy")
    for year in (2020, 2023):
        text = report("Devon County Council", year, "Good", "Good")
        (files / f"{year}.html").write_text(text, encoding="utf-8")
    build_index(files, files / ".index")
    return create_app(files / ".index").test_client()


def test_coverage_shows_what_is_missing(gappy: FlaskClient) -> None:
    page = _page(gappy, "/coverage")
    (row,) = page.select("#devon")
    assert [cell.get_text() for cell in row.select("td")] == ["2", "1", "", "", "1"]
    assert len(row.select(".gap")) == 2
    assert page.select(".words")[-1].get_text() == "2021–2022"
    absent = page.select_one("details")
    assert absent
    names = [link.get_text() for link in absent.select("a")]
    assert "Somerset" in names
    assert "Devon" not in names
    assert "Cumbria" not in names, "it ended"


def test_a_search_that_finds_nothing_leads_to_the_coverage_of_its_council(
    client: FlaskClient,
) -> None:
    page = _page(client, "/search?q=nothingofthekind&council=devon&year=2011")
    assert page.select("a[href='/coverage#devon']")
    assert "This collection holds no documents from Devon, 2011." in page.get_text()
    page = _page(client, "/search?q=nothingofthekind&council=devon&year=2020")
    assert "This collection holds no" not in page.get_text()


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
