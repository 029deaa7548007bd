"""Where all words must stand together: on the page, in the address, and in every other form."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from click.testing import CliRunner
from flask.testing import FlaskClient

from cli import main
from search.request import SCOPES


def _page(client: FlaskClient, address: str) -> BeautifulSoup:
    response = client.get(address)
    assert response.status_code == 200, address
    return BeautifulSoup(response.text, "lxml")


def _scopes(page: BeautifulSoup) -> list[tuple[str, str]]:
    return [
        (str(each.a["href"]), each.get_text(" ", strip=True))
        for each in page.select(".scopes > span")
        if each.a
    ]


@pytest.mark.parametrize("q", ["improvement+housing", "improvement+noted"])
def test_each_choice_gives_what_it_says(client: FlaskClient, q: str) -> None:
    choices = _scopes(_page(client, f"/search?q={q}"))
    assert [text.rpartition(" ")[0] for _, text in choices] == [
        f"All in one {scope}" for scope in SCOPES
    ]
    for address, text in choices:
        answer = json.loads(client.get(address.replace("?", ".json?")).text)
        assert text.endswith(f"({answer['total']})")
        assert [each["count"] for each in answer["scopes"]] == [
            int(each.rpartition("(")[2].rstrip(")")) for _, each in choices
        ]


def test_a_meeting_is_searched_as_a_whole(client: FlaskClient) -> None:
    """The plan is in item 5, housing in item 6."""
    assert json.loads(client.get("/search.json?q=plan+housing").text)["total"] == 0
    answer = json.loads(client.get("/search.json?q=plan+housing&scope=meeting").text)
    assert answer["sentence"] == "Documents containing “plan housing” in one meeting"
    assert {each["title"] for each in answer["results"]} == {
        "Ofsted improvement plan <draft>",
        "Care leavers",
    }
    without = json.loads(client.get("/search.json?q=plan+-housing&kind=minutes&scope=meeting").text)
    assert without["total"] == 0


def test_decisions_only(client: FlaskClient) -> None:
    everything = {text: address for address, text in _scopes(_page(client, "/search"))}
    assert everything["With a decision (1)"] == "/search?scope=decision"
    page = _page(client, "/search?scope=decision")
    sentence, applied = page.select_one(".sentence"), page.select_one(".applied a")
    assert sentence
    assert sentence.text == "Documents with a decision"
    assert applied
    assert "with a decision" in applied.text
    snippet = page.select_one(".snippet")
    assert snippet
    assert "Decision RESOLVED" in snippet.get_text(" ", strip=True)
    assert _page(client, "/search?q=noted&scope=decision").select(".hit")
    assert not _page(client, "/search?q=housing&scope=decision").select(".hit")
    rows = list(csv.reader(io.StringIO(client.get("/search.csv?scope=decision").text, newline="")))
    assert rows[0][0] == "Documents with a decision"
    assert any("RESOLVED" in cell for cell in rows[2])


def test_the_command_takes_a_scope(web_index: Path) -> None:
    arguments = ["search", "plan housing", "--scope", "meeting", "--index", str(web_index)]
    assert "2 documents" in CliRunner().invoke(main, arguments).stdout
