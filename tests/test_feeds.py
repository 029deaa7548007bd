"""What programs follow and gather: feeds, sitemaps, the browser's search box, words for robots."""

from __future__ import annotations

import datetime as dt
import json
import re
from typing import Any
from urllib.parse import urlsplit

import feedparser
import pytest
from bs4 import BeautifulSoup
from flask.testing import FlaskClient
from lxml import etree
from web_pages import PLAN, REPORT

from search import sitemaps

ATOM = "{http://www.w3.org/2005/Atom}"
SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
OPENSEARCH = "{http://a9.com/-/spec/opensearch/1.1/}"
# RFC 4287: what each element holds, and how often.
ONCE = {"id", "title", "updated"}
ALLOWED = {
    "feed": ONCE
    | {"author", "category", "contributor", "generator", "icon", "link", "logo"}
    | {"rights", "subtitle", "entry"},
    "entry": ONCE
    | {"author", "category", "content", "contributor", "link", "published", "rights"}
    | {"source", "summary"},
}
MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)")


def _faults(element: Any) -> list[str]:
    """Where a feed or entry departs from RFC 4287."""
    kind = etree.QName(element).localname
    names = [etree.QName(child).localname for child in element]
    faults = [f"{kind}: {name} does not belong" for name in set(names) - ALLOWED[kind]]
    faults += [f"{kind}: {name} not once" for name in ONCE if names.count(name) != 1]
    if not urlsplit(element.findtext(f"{ATOM}id") or "").scheme:
        faults.append(f"{kind}: id is no IRI")
    if not MOMENT.fullmatch(element.findtext(f"{ATOM}updated") or ""):
        faults.append(f"{kind}: updated is no moment")
    links = [(e.get("rel"), e.get("type")) for e in element.findall(f"{ATOM}link")]
    if links.count(("alternate", "text/html")) != 1:
        faults.append(f"{kind}: not one page to read")
    if not all(urlsplit(link.get("href", "")).scheme for link in element.findall(f"{ATOM}link")):
        faults.append(f"{kind}: a link is not whole")
    return faults


@pytest.mark.parametrize(
    "query",
    ["q=improvement", "q=budget&council=devon", "", "q=none+such", "q=%3Cplan%3E+%26"],
)
def test_feeds_are_valid(client: FlaskClient, query: str) -> None:
    response = client.get(f"/search.atom?{query}")
    root = etree.fromstring(response.data)
    assert root.tag == f"{ATOM}feed"
    entries = root.findall(f"{ATOM}entry")
    assert [fault for each in (root, *entries) for fault in _faults(each)] == []
    assert root.find(f"{ATOM}author/{ATOM}name") is not None
    ids = [each.findtext(f"{ATOM}id") for each in entries]
    assert len(ids) == len(set(ids))
    read = feedparser.parse(response.data, response_headers={"content-type": response.content_type})
    assert not read.bozo
    assert read.version == "atom10"
    assert len(read.entries) == len(entries)


def test_an_entry_leads_to_its_paragraph(client: FlaskClient) -> None:
    read = feedparser.parse(client.get("/search.atom?q=%22improvement+board%22").data)
    assert read.entries
    for entry in read.entries:
        place = urlsplit(entry.link)
        page = BeautifulSoup(client.get(place.path).text, "lxml")
        assert page.find(id=place.fragment)
        assert entry.summary in client.get(f"{place.path}.txt").text
    alternate = urlsplit(read.feed.link)
    assert client.get(f"{alternate.path}?{alternate.query}").status_code == 200


def test_a_browser_may_add_the_search(client: FlaskClient) -> None:
    root = etree.fromstring(client.get("/opensearch.xml").data)
    assert root.tag == f"{OPENSEARCH}OpenSearchDescription"
    assert 0 < len(root.findtext(f"{OPENSEARCH}ShortName")) <= 16
    assert 0 < len(root.findtext(f"{OPENSEARCH}Description")) <= 1024
    urls = root.findall(f"{OPENSEARCH}Url")
    assert len(urls) == 4
    for url in urls:
        filled = url.get("template").replace("{searchTerms}", "board").replace("{startPage?}", "1")
        assert "{" not in filled
        place = urlsplit(filled)
        answer = client.get(f"{place.path}?{place.query}" if place.query else place.path)
        assert (answer.status_code, answer.mimetype) == (200, url.get("type"))


def _places(client: FlaskClient, address: str) -> tuple[str, list[str]]:
    response = client.get(address)
    assert response.mimetype == "application/xml"
    root = etree.fromstring(response.data)
    return root.tag.removeprefix(SITEMAP), [loc.text for loc in root.iter(f"{SITEMAP}loc")]


def test_a_large_collection_has_a_list_of_sitemaps(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    kind, whole = _places(client, "/sitemap.xml")
    assert kind == "urlset"
    assert client.get("/sitemap-2.xml").status_code == 404
    monkeypatch.setattr(sitemaps, "MOST", 10)
    kind, parts = _places(client, "/sitemap.xml")
    assert kind == "sitemapindex"
    assert len(parts) == 3
    lots = [_places(client, urlsplit(part).path) for part in parts]
    assert {kind for kind, _ in lots} == {"urlset"}
    assert [place for _, lot in lots for place in lot] == whole
    assert max(len(lot) for _, lot in lots) <= 10
    for wrong in ("0", "4", "x", "-1", "٣"):
        assert client.get(f"/sitemap-{wrong}.xml").status_code == 404


def test_a_sitemap_of_the_largest_size_is_within_the_limit() -> None:
    ids = ["mg-democracy-of-a-council-with-a-long-name-example-gov-uk-ai1234567"] * sitemaps.MOST
    written = sitemaps.sitemap(ids, lambda address: f"https://minutes.example.org{address}")
    assert len(written) < 50_000_000
    assert written.count(b"<loc>") == 50_000


def _described(client: FlaskClient, address: str) -> tuple[dict[str, Any], dict[str, str]]:
    page = BeautifulSoup(client.get(address).text, "lxml")
    script = page.select_one("script[type='application/ld+json']")
    assert script
    metas = page.select("meta[name^=citation_]")
    return json.loads(script.text), {str(meta["name"]): str(meta["content"]) for meta in metas}


def test_minutes_say_what_they_are_to_programs(client: FlaskClient) -> None:
    described, metas = _described(client, PLAN)
    assert described["@context"] == "https://schema.org"
    assert described["@type"] == "DigitalDocument"
    assert described["name"] == metas["citation_title"] == "Ofsted improvement plan <draft>"
    assert described["url"] == metas["citation_public_url"] == f"http://localhost{PLAN}"
    assert [each["name"] for each in described["author"]] == ["Gloucestershire"]
    assert metas["citation_author"] == "Gloucestershire"
    assert dt.date.fromisoformat(described["dateCreated"]) == dt.date(2017, 9, 14)
    assert metas["citation_publication_date"] == "2017/09/14"
    assert described["recordedAt"]["name"] == "Children and Families Scrutiny Committee"
    assert described["isBasedOn"].startswith("https://democracy.gloucestershire.example/")


def test_a_report_names_its_council_as_its_subject(client: FlaskClient) -> None:
    described, metas = _described(client, REPORT)
    assert described["@type"] == "Report"
    assert [each["name"] for each in described["about"]] == ["Devon"]
    assert "author" not in described
    assert "citation_author" not in metas
