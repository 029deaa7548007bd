"""Councils side by side: every number is what its link finds, every grade what its report says."""

from __future__ import annotations

import csv
import re
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from bs4 import BeautifulSoup
from flask.testing import FlaskClient
from web_fixtures import BufferedClient, build_index, report

from app import create_app
from indexer.authorities import register
from search.peers import peer_groups

BOTH = "council=devon&council=gloucestershire"


def _json(client: FlaskClient, address: str) -> Any:
    response = client.get(address)
    assert response.status_code == 200, address
    return response.json


def _page(client: FlaskClient, address: str) -> BeautifulSoup:
    response = client.get(address)
    assert response.status_code == 200, address
    return BeautifulSoup(response.text, "lxml")


@pytest.mark.parametrize(
    "asked",
    [
        "q=improvement",
        "q=improvement+board",
        "q=improvement+board&scope=paragraph",
        "q=improvement&kind=minutes&year=2017",
        "q=improvement&judgement=requires_improvement",
        "q=board+-twice&from=2018",
        "q=plan&scope=decision",
        "scope=decision",
        "q=improvement+board&scope=meeting",
        "kind=minutes",
    ],
)
def test_every_cell_is_what_its_link_finds(client: FlaskClient, asked: str) -> None:
    page = _json(client, f"/compare.json?{asked}&{BOTH}")
    assert [row["council"] for row in page["rows"]] == ["devon", "gloucestershire"]
    cells = [cell for row in page["rows"] for cell in (*row["cells"], row["all"])]
    assert cells
    for cell in cells:
        search = cell["url"].replace("/search?", "/search.json?")
        assert _json(client, search)["total"] == cell["documents"]
        among = re.sub(r"q=[^&]*&?", "", search)
        assert _json(client, among)["total"] == cell["of_documents"]


def test_paragraphs_are_those_that_hold_all_that_is_asked_for(client: FlaskClient) -> None:
    for row in _json(client, f"/compare.json?q=improvement+board&{BOTH}")["rows"]:
        found, all_of_them = 0, 0
        for each in _json(client, f"/search.json?council={row['council']}")["results"] + [
            result
            for page in (2, 3)
            for result in _json(client, f"/search.json?council={row['council']}&page={page}")[
                "results"
            ]
        ]:
            document = _json(client, f"/documents/{each['id']}.json")
            texts = [document["title"], *(part["text"] for part in document["paragraphs"])]
            all_of_them += len(texts)
            found += sum("improvement" in t.lower() and "board" in t.lower() for t in texts)
        assert (row["all"]["paragraphs"], row["all"]["of_paragraphs"]) == (found, all_of_them)
        assert row["all"]["rate"] == round(1000 * found / all_of_them, 1)
        assert found


def test_the_page_shows_the_numbers_of_the_json(client: FlaskClient) -> None:
    address = f"/compare?q=improvement&{BOTH}"
    page = _page(client, address)
    given = _json(client, address.replace("/compare?", "/compare.json?"))
    rows = page.select("table.grid tbody tr")
    for row, wanted in zip(rows, given["rows"], strict=True):
        for shown, cell in zip(row.select("td"), (*wanted["cells"], wanted["all"]), strict=True):
            numbers = [
                float(n.replace(",", "")) for n in re.findall(r"[\d.,]+", shown.get_text(" "))
            ]
            if not cell["of_documents"]:
                assert numbers == []
                continue
            assert numbers == [
                cell[name]
                for name in ("documents", "of_documents", "rate", "paragraphs", "of_paragraphs")
            ]
            assert [str(a["href"]) for a in shown.select("a")] == [cell["url"]] * bool(numbers[0])
    bars = [text.get_text() for text in page.select("#rates-chart-title ~ g .value")]
    rates = [c["rate"] for row in given["rows"] for c in row["cells"] if c["rate"] is not None]
    assert [float(bar) for bar in bars] == pytest.approx(rates, abs=0.5)


def test_a_spreadsheet_says_what_was_compared(client: FlaskClient) -> None:
    text = client.get(f"/compare.csv?q=improvement&{BOTH}").text
    head, columns, *records = csv.reader(text.splitlines())
    assert head[0] == "Documents from Devon or Gloucestershire, containing “improvement”"
    assert head[1] == f"http://localhost/compare?q=improvement&{BOTH}"
    cells = [dict(zip(columns, record, strict=True)) for record in records]
    (one,) = [c for c in cells if (c["council"], c["year"]) == ("Gloucestershire", "2017")]
    assert (one["documents found"], one["documents"]) == ("1", "3")
    assert float(one["paragraphs found per 1,000"]) == pytest.approx(
        1000 * int(one["paragraphs found"]) / int(one["paragraphs"]), abs=0.05
    )
    assert one["search"] == (
        "http://localhost/search?q=improvement&council=gloucestershire&year=2017"
    )
    assert {c["year"] for c in cells} == {"2017", "2020", "all"}


def test_a_comparison_has_one_address_and_a_limit(client: FlaskClient) -> None:
    response = client.get("/compare?council=gloucestershire&q=board&council=devon&scope=document")
    assert response.location == "/compare?q=board&council=devon&council=gloucestershire"
    slugs = [entry.slug for entry in register.all_councils()][:37]
    many = "&".join(f"council={slug}" for slug in slugs)
    assert client.get(f"/compare?{many}").status_code == 400
    assert client.get("/compare").status_code == 200


@pytest.mark.parametrize("wrong", ["page=3", "council=atlantis", "councils=devon", "year=x"])
@pytest.mark.parametrize("form", ["", ".csv", ".json"])
def test_what_a_comparison_cannot_honour_is_refused(
    client: FlaskClient, form: str, wrong: str
) -> None:
    assert client.get(f"/compare{form}?council=devon&{wrong}").status_code == 400


def test_the_form_keeps_the_filters_it_has_no_field_for(client: FlaskClient) -> None:
    page = _page(client, f"/compare?q=board&{BOTH}&year=2020&kind=minutes&scope=paragraph")
    fields = {
        (str(each["name"]), str(each.get("value")))
        for each in page.select("#compare input")
        if each.get("type") in ("hidden", "search") or each.has_attr("checked")
    }
    assert fields == {
        ("q", "board"),
        ("council", "devon"),
        ("council", "gloucestershire"),
        ("year", "2020"),
        ("kind", "minutes"),
        ("scope", "paragraph"),
    }
    for chip in page.select(".applied a"):
        assert str(chip["href"]).startswith("/compare?")
        assert client.get(str(chip["href"])).status_code == 200


def test_passages_lead_to_their_paragraphs(client: FlaskClient) -> None:
    page = _page(client, f"/compare?q=improvement+board&{BOTH}")
    links = page.select(".passage .where a")
    assert len(links) >= 2
    for link in links:
        address, anchor = str(link["href"]).split("#")
        paragraph = _page(client, address).find(id=anchor)
        assert paragraph
        assert paragraph.select("mark")


def test_a_search_leads_to_its_comparison(client: FlaskClient) -> None:
    page = _page(client, "/search?q=improvement&council=devon")
    (link,) = page.select(".downloads a[href^='/compare']")
    assert link["href"] == "/compare?q=improvement&council=devon"


@pytest.fixture(scope="module")
def graded(tmp_path_factory: pytest.TempPathFactory) -> FlaskClient:
    """Reports on two councils, of which one was inspected twice."""
    files = tmp_path_factory.mktemp("graded")
    for council, year, overall in (
        ("Devon County Council", 2020, "Inadequate"),
        ("Devon County Council", 2024, "Good"),
        ("Somerset Council", 2022, "Requires improvement to be good"),
    ):
        text = report(council, year, "Good", overall)
        (files / f"{year}.html").write_text(text, encoding="utf-8")
    build_index(files, files / ".index")
    application = create_app(files / ".index")
    application.test_client_class = BufferedClient
    return application.test_client()


def test_grades_are_aligned_in_time_and_lead_to_what_says_so(graded: FlaskClient) -> None:
    address = "/compare?council=devon&council=slough&council=somerset"
    page = _page(graded, address)
    bands = page.select("svg a")
    assert [str(band["aria-label"]) for band in bands] == [
        "Devon: Inadequate, from 24 January 2020",
        "Devon: Good, from 24 January 2024",
        "Somerset: Requires improvement, from 24 January 2022",
    ]
    places = [float(str(band.rect["x"])) for band in bands if band.rect]
    assert places[2] - places[0] == pytest.approx(places[1] - places[2], abs=1)
    for band in bands:
        where, anchor = str(band["href"]).split("#")
        evidence = _page(graded, where).find(id=anchor)
        assert evidence
        assert str(band["aria-label"]).split(": ")[1].split(",")[0] in evidence.get_text()
    assert "no report here gives an overall grade" in page.get_text()
    rows = [
        (row["name"], [(each["grade"], each["since"], each["until"]) for each in row["grades"]])
        for row in _json(graded, address.replace("/compare?", "/compare.json?"))["rows"]
    ]
    assert rows == [
        ("Devon", [("inadequate", "2020-01-24", "2024-01-24"), ("good", "2024-01-24", None)]),
        ("Slough", []),
        ("Somerset", [("requires_improvement", "2022-01-24", None)]),
    ]


def test_peers_are_one_click_away(graded: FlaskClient) -> None:
    page = _page(graded, "/compare?q=help&council=devon")
    offers = {a.get_text(): str(a["href"]) for a in page.select(".peers a")}
    assert offers == {"All in the South West": "/compare?q=help&council=devon&council=somerset"}
    assert parse_qs(urlsplit(offers["All in the South West"]).query)["council"] == [
        "devon",
        "somerset",
    ]
    assert len(_page(graded, offers["All in the South West"]).select("table.grid tbody tr")) == 2
    assert _page(graded, "/compare?q=help").select(".peers a")


@pytest.mark.parametrize(
    ("chosen", "label", "expected"),
    [
        (["devon"], "Counties in the South West", {"devon", "gloucestershire"}),
        (["slough"], "Unitary councils in the South East", {"slough", "medway"}),
        (["camden"], "London boroughs", {"camden", "barnet"}),
        (["stroud"], "Districts of Gloucestershire", {"stroud", "cotswold"}),
        ([], "All in the South West", {"devon", "gloucestershire", "torbay"}),
    ],
)
def test_peers_are_of_the_same_type_or_region(
    chosen: list[str], label: str, expected: set[str]
) -> None:
    present = [
        *("devon", "gloucestershire", "torbay", "slough", "medway", "camden", "barnet"),
        *("stroud", "cotswold", "a-council-of-no-register"),
    ]
    groups = {group.label: set(group.councils) for group in peer_groups(chosen, present)}
    assert groups[label] == expected
    for councils in groups.values():
        assert not councils <= set(chosen)
        assert len(councils) > 1
