"""The pages of councils: what is there of each, its grades over time, and what was said after."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from bs4 import BeautifulSoup
from flask.testing import FlaskClient
from web_fixtures import BufferedClient, build_index, report

from app import create_app
from indexer.records import Grade
from search.charts import chart_of_grades


def _page(client: FlaskClient, address: str) -> BeautifulSoup:
    response = client.get(address)
    assert response.status_code == 200, address
    return BeautifulSoup(response.text, "lxml")


@pytest.fixture(scope="module")
def inspected(tmp_path_factory: pytest.TempPathFactory) -> FlaskClient:
    """A collection with two reports on one council."""
    files = tmp_path_factory.mktemp("councils")
    for year, overall in ((2020, "Inadequate"), (2024, "Good")):
        text = report("Devon County Council", year, "Requires improvement to be good", overall)
        (files / f"{year}.html").write_text(text, encoding="utf-8")
    build_index(files, files / ".index")
    application = create_app(files / ".index")
    application.test_client_class = BufferedClient
    return application.test_client()


def test_grades_over_time_lead_to_the_paragraph_that_gives_them(inspected: FlaskClient) -> None:
    page = _page(inspected, "/councils/devon")
    rows = page.select("table.ledger tbody tr")
    assert [re.findall(r"\d{4}", row.get_text())[0] for row in rows] == ["2020", "2024"]
    assert len(page.select(".chart .dot")) == 2
    for row, overall in zip(rows, ("Inadequate", "Good"), strict=True):
        link = row.select("td a")[0]
        assert link.get_text(strip=True) == overall
        address, anchor = str(link["href"]).split("#")
        evidence = _page(inspected, address).find(id=anchor)
        assert evidence
        assert overall in evidence.get_text()


def test_the_last_reported_grade_is_the_newest(inspected: FlaskClient) -> None:
    for address in ("/councils", "/councils/devon"):
        text = _page(inspected, address).get_text(" ", strip=True)
        assert re.search(r"Good in inspection report of 24 January 2024", text), address


def test_a_council_leads_to_its_committees_and_years(client: FlaskClient) -> None:
    page = _page(client, "/councils/gloucestershire")
    committee = page.find("a", string="Children and Families Scrutiny Committee")
    assert committee
    assert _page(client, str(committee["href"])).select(".hit")


def test_a_council_that_is_not_here_is_told_from_one_that_never_was(client: FlaskClient) -> None:
    assert "holds nothing from Kent" in _page(client, "/councils/kent").get_text()
    assert client.get("/councils/atlantis").status_code == 404
    text = _page(client, "/councils/cumbria").get_text()
    assert "ended on 31 March 2023" in text
    assert "Cumberland" in text


def test_a_chart_keeps_time_to_scale_and_the_old_scale_apart() -> None:
    given = [
        (dt.date(2011, 1, 1), Grade.ADEQUATE),
        (dt.date(2014, 1, 1), Grade.INADEQUATE),
        (dt.date(2017, 1, 1), Grade.GOOD),
    ]
    chart = chart_of_grades(given)
    assert chart
    first, second, third = chart.points
    assert second.x - first.x == pytest.approx(third.x - second.x, abs=1)
    assert third.y < second.y < first.y
    assert chart.rows[-1][0] is Grade.ADEQUATE
    assert chart_of_grades(given[:1]) is None
    newer = chart_of_grades(given[1:])
    assert newer
    assert Grade.ADEQUATE not in dict(newer.rows)


def test_every_cell_of_a_comparison_is_what_its_link_finds(client: FlaskClient) -> None:
    address = "/compare?q=improvement&council=devon&council=gloucestershire"
    page = _page(client, address)
    links = page.select("table.grid td a")
    assert len(links) == 4
    for link in links:
        results = _page(client, str(link["href"]))
        assert results.h1
        assert results.h1.get_text().split()[0] == link.get_text()
        cell = link.parent
        assert cell
        among = _page(client, str(link["href"]).replace("q=improvement&", ""))
        assert among.h1
        assert cell.get_text().endswith(f" of {among.h1.get_text().split()[0]}")
    csv_text = client.get(address.replace("/compare?", "/compare.csv?")).text
    assert "Gloucestershire,2017,1,3,/search?q=improvement&council=gloucestershire&year=2017" in (
        csv_text
    )


def test_a_comparison_has_one_address_and_a_limit(client: FlaskClient) -> None:
    response = client.get("/compare?council=gloucestershire&q=board&council=devon&page=3")
    assert response.location == "/compare?q=board&council=devon&council=gloucestershire"
    many = "&".join(f"council={slug}" for slug in _SLUGS)
    assert client.get(f"/compare?{many}").status_code == 400
    assert client.get("/compare").status_code == 200


_SLUGS = (
    *("barnet", "bexley", "brent", "bromley", "camden", "devon", "dudley", "kent", "leeds"),
    *("luton", "slough", "surrey", "torbay"),
)
