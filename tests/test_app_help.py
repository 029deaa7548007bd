"""The help page teaches by examples that run: each is a link and finds something in the samples."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from bs4 import BeautifulSoup
from flask.testing import FlaskClient
from web_fixtures import BufferedClient, build_index

from app import create_app
from search.finder import TAUGHT

CORPUS = Path(__file__).parent.parent / "corpus"


@pytest.fixture(scope="module")
def samples(tmp_path_factory: pytest.TempPathFactory) -> FlaskClient:
    """A client over an index of the sample corpus."""
    folder = tmp_path_factory.mktemp("samples")
    build_index(CORPUS, folder / "index")
    application = create_app(folder / "index")
    application.testing = True
    application.test_client_class = BufferedClient
    return application.test_client()


def test_every_example_of_the_help_page_finds_something(samples: FlaskClient) -> None:
    page = BeautifulSoup(samples.get("/help").text, "lxml")
    examples = [str(link["href"]) for link in page.select("main a[href*='/search?']")]
    assert len(examples) >= len(TAUGHT) + 5
    for address in examples:
        found = samples.get(address, follow_redirects=True)
        heading = BeautifulSoup(found.text, "lxml").h1
        assert heading
        assert re.fullmatch(r"[1-9][\d,]* documents?", heading.get_text()), address


def test_every_other_link_of_the_help_page_leads_somewhere(samples: FlaskClient) -> None:
    page = BeautifulSoup(samples.get("/help").text, "lxml")
    places = {urlsplit(str(link["href"])) for link in page.select("main a[href]")}
    for place in places:
        assert samples.get(place.path, follow_redirects=True).status_code == 200
        if place.fragment:
            shown = BeautifulSoup(samples.get(place.path).text, "lxml")
            assert shown.find(id=place.fragment)


def test_the_first_page_offers_examples_that_find_something(samples: FlaskClient) -> None:
    page = BeautifulSoup(samples.get("/").text, "lxml")
    links = [str(link["href"]) for link in page.select(".examples a")]
    assert len(links) == 4
    for address in links:
        answer = samples.get(address.replace("/search?", "/search.json?")).json
        assert answer
        assert answer["total"] > 0
