"""The judgement at the time: a facet of its own, on the pages and in every other form."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from urllib.parse import urlsplit

from bs4 import BeautifulSoup, Tag
from click.testing import CliRunner
from flask.testing import FlaskClient

from cli import main
from search.exports import COLUMNS

ASKED = "/search?q=improvement&council=devon"


def _page(client: FlaskClient, address: str) -> BeautifulSoup:
    response = client.get(address)
    assert response.status_code == 200, address
    return BeautifulSoup(response.text, "lxml")


def _facet(page: BeautifulSoup) -> Tag:
    (facet,) = [each for each in page.select(".facet") if "Judgement at the time" in each.text]
    return facet


def test_the_facet_is_its_own_and_closed_until_it_is_used(client: FlaskClient) -> None:
    facet = _facet(_page(client, ASKED))
    assert "open" not in facet.attrs
    assert "derived from the inspection reports" in facet.text
    assert [box["value"] for box in facet.select("input")] == ["requires_improvement"]
    chosen = _page(client, "/search?standing=requires_improvement&kind=minutes")
    assert "open" in _facet(chosen).attrs
    assert chosen.h1
    assert chosen.h1.text == "25 documents"
    sentence = chosen.select_one(".sentence")
    assert sentence
    assert sentence.text == "Minutes, when the council was graded Requires improvement"
    labels = [each.text for each in chosen.select(".applied a")]
    assert any("Requires improvement at the time" in label for label in labels)


def test_results_and_documents_name_the_report(client: FlaskClient) -> None:
    hit = _page(client, ASKED).select_one(".hit")
    assert hit
    link = hit.select_one(".meta a")
    assert link
    assert link.parent
    assert link.parent.text == "At the time: Requires improvement since 2020"
    address = urlsplit(str(hit.select("h2 a")[0]["href"]))
    told = _page(client, address.path).select_one(".standing")
    assert told
    assert told.text.strip().startswith(
        "In force for Devon on this date: Requires improvement – from the report of the inspection"
        " that ended on 24 January 2020."
    )
    assert told.a
    assert told.a["href"] == link["href"]
    report = urlsplit(str(link["href"]))
    paragraph = _page(client, report.path).find(id=report.fragment)
    assert paragraph
    assert "Requires improvement" in paragraph.text
    own = _page(client, report.path).select_one(".standing")
    assert own
    assert "own overall grade is in force for Devon from this date" in own.text


def test_nothing_stood_before_the_first_report(client: FlaskClient) -> None:
    path = "/documents/mg-democracy-gloucestershire-example-ai9001"
    assert not _page(client, path).select(".standing")
    assert json.loads(client.get(f"{path}.json").text)["standing"] is None


def test_programs_are_told_the_same(client: FlaskClient) -> None:
    answer = json.loads(client.get(ASKED.replace("?", ".json?") + "&kind=minutes").text)
    (value,) = answer["facets"]["standing"]
    assert (value["value"], value["count"]) == ("requires_improvement", answer["total"])
    (result,) = answer["results"]
    assert result["judgement"] is None
    standing = result["standing"]
    assert (standing["grade"], standing["label"], standing["since"]) == (
        "requires_improvement",
        "Requires improvement",
        "2020-01-24",
    )
    assert standing["url"].startswith(f"/documents/{standing['document']}#")
    record = json.loads(client.get(f"/documents/{result['id']}.json").text)
    assert record["standing"] == standing
    text = client.get(ASKED.replace("?", ".csv?") + "&kind=minutes").text
    *_, row = csv.reader(io.StringIO(text, newline=""))
    cells = dict(zip(COLUMNS, row, strict=True))
    assert (cells["overall judgement"], cells["judgement at the time"]) == (
        "",
        "Requires improvement",
    )


def test_the_command_takes_and_tells_it(web_index: Path) -> None:
    def lines(*arguments: str) -> str:
        return CliRunner().invoke(main, ["search", *arguments, "--index", str(web_index)]).stdout

    found = lines("improvement", "--standing", "Requires improvement", "--kind", "minutes")
    assert "1 document," in found
    assert "Requires improvement at the time" in found
    assert "0 documents" in lines("improvement", "--standing", "good")
