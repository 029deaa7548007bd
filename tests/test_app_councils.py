"""The pages of councils: what is there of each, its grades over time, and what was said after."""

from __future__ import annotations

import csv
import dataclasses
import datetime as dt
import re

import pytest
from bs4 import BeautifulSoup
from flask.testing import FlaskClient
from web_fixtures import SCRUTINY, BufferedClient, Item, build_index, report

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


def test_the_list_of_councils_can_be_taken_away(inspected: FlaskClient) -> None:
    answer = inspected.get("/councils.json").json
    assert answer
    (devon,) = answer["councils"]
    assert devon["documents"] == answer["documents"] == 2
    assert (devon["gss"], devon["type"], devon["region"]) == ("E10000008", "county", "South West")
    assert (devon["grade"], devon["reported"]) == ("good", "2024-01-24")
    address, anchor = devon["evidence"].split("#")
    evidence = _page(inspected, address).find(id=anchor)
    assert evidence
    assert "Good" in evidence.get_text()
    head, record = csv.reader(inspected.get("/councils.csv").text.splitlines())
    assert record[:-1] == [str(devon[name]) for name in head[:-1]]
    assert record[-1] == f"http://localhost{devon['evidence']}"


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
        (dt.date(2011, 1, 1), Grade.ADEQUATE, "/documents/a"),
        (dt.date(2014, 1, 1), Grade.INADEQUATE, "/documents/b"),
        (dt.date(2017, 1, 1), Grade.GOOD, "/documents/c"),
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


def test_what_committees_said_after_an_inspection_stands_below_it(spoken: FlaskClient) -> None:
    page = _page(spoken, "/councils/gloucestershire")
    (after,) = page.select(".after")
    assert after.h3
    assert "After the inspection report of 24 January 2017" in after.h3.get_text()
    (said,) = after.select(".passage")
    assert "14 September 2017" not in after.get_text(), "more than six months later"
    assert "10 July 2017" in said.get_text()
    link = said.select_one(".where a")
    assert link
    address, anchor = str(link["href"]).split("#")
    paragraph = _page(spoken, address).find(id=anchor)
    assert paragraph
    assert "found services inadequate" in paragraph.get_text()
    cells = page.select("table.ledger tbody td")
    assert cells[-1].get_text().startswith("1 document")
    assert len(_page(spoken, str(cells[-1].select("a")[0]["href"])).select(".hit")) == 1


@pytest.fixture(scope="module")
def spoken(tmp_path_factory: pytest.TempPathFactory) -> FlaskClient:
    """A report, minutes of the months after it, and minutes of later on."""
    files = tmp_path_factory.mktemp("spoken")
    text = report("Gloucestershire County Council", 2017, "Inadequate", "Inadequate")
    (files / "report.html").write_text(text, encoding="utf-8")
    after = Item(8001, "3", "Outcome", ("3.1 Ofsted had found services inadequate.",))
    other = Item(8002, "4", "Roads", ("4.1 Gritting was noted.",))
    for number, (day, items) in enumerate(
        (
            ("Monday, 10th July, 2017 2.00 pm", (after, other)),
            ("Thursday, 14th September, 2017", ()),
        )
    ):
        meeting = dataclasses.replace(SCRUTINY, day=day, items=items or SCRUTINY.items)
        (files / f"{number}.html").write_text(meeting.html(), encoding="utf-8")
    build_index(files, files / ".index")
    application = create_app(files / ".index")
    application.test_client_class = BufferedClient
    return application.test_client()
