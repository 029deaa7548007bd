"""The page of results: what it shows, its canonical address, its filters and its mistakes."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

import pytest
from bs4 import BeautifulSoup
from flask.testing import FlaskClient

from app import create_app
from search import finder
from search.finder import TAUGHT, page_numbers, search_url


def _page(client: FlaskClient, address: str, status: int = 200) -> BeautifulSoup:
    response = client.get(address)
    assert response.status_code == status, (address, response.status_code, response.location)
    return BeautifulSoup(response.get_data(as_text=True), "lxml")


def _heading(page: BeautifulSoup) -> str:
    assert page.h1
    return page.h1.get_text(" ", strip=True)


def test_results_show_paragraphs_that_link_to_their_place(client: FlaskClient) -> None:
    page = _page(client, "/search?q=improvement+board")
    assert _heading(page) == "2 documents"
    snippet = next(s for s in page.select(".snippet") if "5.3" in s.get_text())
    assert snippet.mark
    link = snippet.a
    assert link
    assert urlsplit(str(link["href"])).fragment == "5.3"
    document = _page(client, str(link["href"]))
    target = document.find(id="5.3")
    assert target
    assert "would report to every meeting" in target.get_text()


def test_text_of_documents_is_escaped(client: FlaskClient) -> None:
    html = client.get("/search?q=improvement+plan").get_data(as_text=True)
    assert "Ofsted improvement plan &lt;draft&gt;" in html
    assert "<draft>" not in html


@pytest.mark.parametrize(
    ("asked", "canonical"),
    [
        ("/search?page=1&q=board", "/search?q=board"),
        ("/search?q=board&sort=relevance", "/search?q=board"),
        ("/search?q=board&q=", "/search?q=board"),
        ("/search?q=++improvement++board+", "/search?q=improvement+board"),
        ("/search?year=2017&council=devon&q=board", "/search?q=board&council=devon&year=2017"),
        ("/search?q=board&from=&to=", "/search?q=board"),
    ],
)
def test_other_forms_redirect_to_the_canonical_address(
    client: FlaskClient, asked: str, canonical: str
) -> None:
    response = client.get(asked)
    assert (response.status_code, response.location) == (302, canonical)
    assert client.get(canonical).status_code == 200


def test_facet_count_is_the_total_after_choosing_it(client: FlaskClient) -> None:
    page = _page(client, "/search?q=improvement")
    choices = page.select("#filters input[type=checkbox]")
    assert len(choices) > 6
    for choice in choices:
        label = page.find("label", attrs={"for": choice["id"]})
        assert label
        count = re.search(r"([\d,]+) documents", label.get_text())
        assert count
        chosen = _page(client, f"/search?q=improvement&{choice['name']}={choice['value']}")
        assert _heading(chosen).split()[0] == count[1]


def test_a_long_facet_is_cut_and_listed_whole_on_a_page_of_its_own(
    web_index: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(finder, "MOST_CHOICES", 1)
    client = create_app(web_index).test_client()
    page = _page(client, "/search?q=improvement&year=2017")
    years = page.select("#filters input[name=year]")
    assert [(each["value"], each.has_attr("checked")) for each in years] == [
        ("2020", False),
        ("2017", True),
    ]
    page = _page(client, "/search?q=improvement")
    link = page.select_one('#filters a[href="/search/choices/council?q=improvement"]')
    assert link
    whole = _page(client, str(link["href"]))
    listed = whole.select(".all-choices li")
    names = [each.select("a")[0].get_text() for each in listed]
    assert names == sorted(names)
    for each in listed:
        led = _page(client, str(each.select("a")[0]["href"]))
        assert _heading(led).split()[0] == each.select(".count")[0].get_text()
    assert whole.select_one('a[href="/search?q=improvement"]')


def test_applied_filters_can_be_taken_off(client: FlaskClient) -> None:
    page = _page(client, "/search?q=board&council=devon&year=2020")
    links = page.select(".applied a")
    addresses = {str(link["href"]) for link in links}
    assert "/search?q=board&year=2020" in addresses
    assert "/search?q=board&council=devon" in addresses
    assert "/search?q=board" in addresses  # remove all


def test_pages_of_results(client: FlaskClient) -> None:
    page = _page(client, "/search?q=budget")
    assert _heading(page) == "24 documents"
    assert len(page.select(".hit")) == 10
    last = _page(client, "/search?q=budget&page=3")
    assert len(last.select(".hit")) == 4
    beyond = _page(client, "/search?q=budget&page=9")
    assert not beyond.select(".hit")
    assert beyond.select_one('a[href="/search?q=budget&page=3"]')


def test_page_numbers_leave_out_the_middle() -> None:
    assert page_numbers(1, 1) == [1]
    assert page_numbers(1, 3) == [1, 2, 3]
    assert page_numbers(5, 9) == [1, None, 4, 5, 6, None, 9]
    assert page_numbers(4, 7) == [1, 2, 3, 4, 5, 6, 7]
    assert page_numbers(40, 3) == [1, 2, 3] or page_numbers(40, 3) == [1, None, 3]


def test_no_result_says_what_could_be_dropped(client: FlaskClient) -> None:
    page = _page(client, "/search?q=leavers&council=devon")
    assert _heading(page) == "No documents"
    advice = page.select(".advice a")
    recovered = _page(client, str(advice[0]["href"]))
    assert recovered.select(".hit")


@pytest.mark.parametrize(
    ("address", "message"),
    [
        ("/search?q=board&year=twenty", "year"),
        ("/search?q=board&page=0", "page"),
        ("/search?q=board&from=yesterday", "from"),
        ("/search?q=board&sort=best", "sort"),
        ("/search?q=%22board", "quotation mark"),
        ("/search?q=" + "x" * 10_000, "512"),
        ("/search?q=board&judgement=splendid", "judgement"),
        ("/search?q=board&kind=poem", "kind"),
        ("/search?q=board&colour=red", "colour"),
    ],
)
def test_mistakes_are_shown_and_everything_typed_is_kept(
    client: FlaskClient, address: str, message: str
) -> None:
    page = _page(client, address, 400)
    assert message in page.get_text().lower()
    for name, value in parse_qsl(urlsplit(address).query):
        fields = page.select(f'input[name="{name}"]')
        if name != "colour":
            assert unescape(value) in [field.get("value") for field in fields]
    for link in page.select(".mistakes a[href^='#']"):
        assert page.find("input", id=str(link["href"])[1:])
    answer = client.get(address.replace("/search?", "/search.json?"))
    assert answer.status_code == 400
    assert answer.json
    assert message in str(answer.json).lower()


def test_unknown_council_is_an_honest_empty_page_or_a_mistake(client: FlaskClient) -> None:
    response = client.get("/search?council=atlantis")
    text = response.get_data(as_text=True)
    assert response.status_code in (200, 400)
    assert "atlantis" in text.lower()
    assert 'class="hit"' not in text


def test_a_suggestion_is_offered_as_a_link_that_works(client: FlaskClient) -> None:
    page = _page(client, "/search?q=(board&council=devon", 400)
    link = page.select_one(".mistakes a[href^='/']")
    assert link
    response = client.get(str(link["href"]))
    assert response.status_code in (200, 302)
    assert "council=devon" in str(link["href"])


def test_json_says_the_same_as_the_page(client: FlaskClient) -> None:
    answer = client.get("/search.json?q=improvement+board").json
    assert answer
    assert answer["total"] == 2
    assert len(answer["results"]) == 2


@pytest.mark.parametrize("q", [q for _, q in TAUGHT])
def test_every_search_that_the_help_teaches_runs(client: FlaskClient, q: str) -> None:
    response = client.get(search_url(q), follow_redirects=True)
    assert response.status_code == 200
    assert search_url(q).replace("&", "&amp;") in client.get("/help").get_data(as_text=True)


def test_search_pages_ask_not_to_be_listed(client: FlaskClient) -> None:
    response = client.get("/search?q=board")
    assert response.headers["X-Robots-Tag"] == "noindex"
    assert 'name="robots" content="noindex' in response.get_data(as_text=True)
