"""Evidence lists: paragraphs collected in the address, told apart from what they say now."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

import pytest
import rispy
from bibtexparser.entrypoint import parse_string
from bs4 import BeautifulSoup, Tag
from flask.testing import FlaskClient
from hypothesis import given
from hypothesis import strategies as st
from past_fixtures import ADDED, LEAVERS, PLAN, WITHDRAWN, index_twice
from test_app_as_of import DAY, page, served, text_of

from indexer.errors import BadRequest
from search.evidence import MOST, EvidenceRequest, Reference, canonical, read

FIVE_TWO = f"{PLAN}~5.2"
FIVE_THREE = f"{PLAN}~5.3"
SIX_ONE = f"{LEAVERS}~6.1"


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return index_twice(tmp_path_factory.mktemp("evidence"))


@pytest.fixture
def now(index: Path) -> FlaskClient:
    return served(index)


def pressed(client: FlaskClient, shown: BeautifulSoup, button: Tag | None) -> str:
    """Send the form of a button as a browser does, and follow; the address that it ends at."""
    assert button
    form = shown.find("form", id=str(button["form"]))
    assert isinstance(form, Tag)
    fields = [*form.select("input"), *shown.select(f'input[form="{form["id"]}"]')]
    pairs = [(str(each["name"]), str(each.get("value", ""))) for each in fields]
    if button.get("name"):
        pairs.append((str(button["name"]), str(button["value"])))
    answer = client.get(f"{form['action']}?{urlencode(pairs)}")
    assert answer.status_code == 302
    return str(answer.headers["Location"])


def collected(shown: BeautifulSoup) -> list[str]:
    return [" ".join(each.text.split()) for each in shown.select(".collected .quoted")]


def test_from_a_search_to_a_list_that_is_sent(now: FlaskClient) -> None:
    results = page(now, "/search?q=improvement+board")
    start = results.select_one(f'.collect[href^="/evidence?p={PLAN}"]')
    assert start
    address = str(start["href"])
    listed = page(now, address)
    assert len(collected(listed)) == 1
    # Search for more without leaving the list, and open a document from there.
    more = page(now, f"{address}&q=care+leavers")
    link = next(each for each in more.select(".offer a") if ADDED in str(each["href"]))
    reading = page(now, str(link["href"]))
    assert "evidence list of 1 paragraph" in text_of(reading, "p.advice")
    button = reading.select_one(f'button[name="add"][value="{ADDED}~5.1"]')
    address = pressed(now, reading, button)
    listed = page(now, address)
    assert len(collected(listed)) == 2
    assert "reported on care leavers" in collected(listed)[1]
    # The address to send keeps the texts of today.
    sent = text_of(listed, "#evidence-address").removeprefix("http://localhost")
    assert "as_of=" in sent
    assert collected(page(now, sent)) == collected(listed)


def test_moving_and_removing(now: FlaskClient) -> None:
    address = f"/evidence?p={FIVE_TWO}&p={SIX_ONE}&p={ADDED}~5.1"
    listed = page(now, address)
    first, second, third = collected(listed)
    for button, expected in (
        ('[name="down"][value="1"]', [second, first, third]),
        ('[name="up"][value="3"]', [first, third, second]),
        ('[name="remove"][value="2"]', [first, third]),
    ):
        after = pressed(now, listed, listed.select_one(f"button{button}"))
        assert collected(page(now, after)) == expected
    assert not listed.select('[name="up"][value="1"], [name="down"][value="3"]')
    add = next(each for each in page(now, f"{address}&q=housing").select(".offer"))
    assert "In the list" in add.text


def test_a_list_of_a_day_says_what_became_of_its_paragraphs(now: FlaskClient) -> None:
    gone = f"{WITHDRAWN}~1.1"
    shown = page(now, f"/evidence?p={FIVE_TWO}&p={gone}&p={ADDED}~5.1&p=nobody~1&{DAY}")
    entries = [" ".join(each.text.split()) for each in shown.select(".collected > li")]
    assert "changes reached children" in entries[0]
    assert "Changed since 30 April 2026. Now it says: 5.2 Members asked" in entries[0]
    assert f"/documents/{PLAN}?{DAY}#5.2" in entries[0]
    assert entries[1].startswith("Improvement of children's services Withdrawn on 1 May 2026")
    assert "had met twice" not in shown.text
    assert "It was not indexed on 30 April 2026; this is its text now." in entries[2]
    assert "There is no such document in this collection." in entries[3]
    undated = page(now, f"/evidence?p={FIVE_TWO}")
    assert not undated.select(".collected .advice")
    assert "that change had come" in collected(undated)[0]
    missing = page(now, f"/evidence?p={PLAN}~9.9")
    assert "The document has no such paragraph." in text_of(missing, ".collected")


@pytest.mark.parametrize(
    ("pasted", "expected"),
    [
        (f"https://minutes.example.org/documents/{LEAVERS}?as_of=2026-05-02#6.1", [SIX_ONE]),
        (f"/documents/{LEAVERS}#6.1", [SIX_ONE]),
        (SIX_ONE, [SIX_ONE]),
        (f"http://localhost/evidence?p={SIX_ONE}&p={FIVE_TWO}&as_of=2026-05-02", [SIX_ONE]),
        (FIVE_TWO, []),
        (" ", []),
    ],
)
def test_what_can_be_pasted(now: FlaskClient, pasted: str, expected: list[str]) -> None:
    answer = now.get("/evidence", query_string={"p": FIVE_TWO, "add": pasted})
    assert answer.status_code == 302
    given = parse_qsl(urlsplit(str(answer.headers["Location"])).query)
    assert given == [("p", each) for each in (FIVE_TWO, *expected)]


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        ("p=nonsense", "a ~ and its anchor"),
        (f"p={FIVE_TWO}&remove=2", "no paragraph with the number"),
        (f"p={FIVE_TWO}&add=/documents/{PLAN}", "address of a whole document"),
        (f"p={FIVE_TWO}&page=2", "no argument"),
        (f"p={FIVE_TWO}&as_of=2026-02-01", "the first day is 1 March 2026"),
        (f"p={FIVE_TWO}&q=(board", "("),
        ("&".join(f"p=a~{n}" for n in range(MOST + 1)), "at most 100 paragraphs"),
        ("&".join(["p="] * (MOST + 1)), "at most 100 paragraphs"),
        ("&".join([f"p={FIVE_TWO}"] * (MOST + 1)), "at most 100 paragraphs"),
    ],
)
def test_mistakes_are_named(now: FlaskClient, asked: str, words: str) -> None:
    shown = page(now, f"/evidence?{asked}", 400)
    assert words in shown.text
    if "&add" in asked:
        assert shown.select_one(f'a[href="/evidence?{urlencode({"p": FIVE_TWO})}"]')


def test_every_form_has_every_paragraph(now: FlaskClient) -> None:
    asked = f"p={FIVE_TWO}&p={SIX_ONE}&p={WITHDRAWN}~1.1&{DAY}"
    whole: Any = now.get(f"/evidence.json?{asked}").json
    assert [each["number"] for each in whole["entries"]] == [1, 2, 3]
    assert whole["as_of"] == "2026-04-30"
    assert whole["entries"][2]["text"] == ""
    head, columns, *rows = csv.reader(io.StringIO(now.get(f"/evidence.csv?{asked}").text))
    assert whole["address"] in head
    for row, entry in zip(rows, whole["entries"], strict=True):
        assert dict(zip(columns, row, strict=True))["text"] == entry["text"]
    for form in (".txt", ".md"):
        text = now.get(f"/evidence{form}?{asked}").text
        for entry in whole["entries"]:
            assert entry["text"].split(" ")[-1] in text
            assert entry["title"].split(" ")[0] in text
        assert "Withdrawn on 1 May 2026" in text
        assert f"/documents/{PLAN}?{DAY}#5.2" in text
    records = rispy.loads(now.get(f"/evidence.ris?{asked}").text)
    addresses = [entry["address"] for entry in whole["entries"][:2]]
    assert [record["urls"] for record in records] == [[each] for each in addresses]
    library = parse_string(now.get(f"/evidence.bib?{asked}").text)
    assert not library.failed_blocks
    assert len(library.entries) == 2
    for form in ("", ".json", ".csv", ".txt", ".md", ".ris", ".bib"):
        assert now.get(f"/evidence{form}").status_code == 200


def test_a_hundred_paragraphs_stay_a_light_page(now: FlaskClient) -> None:
    asked = urlencode([("p", f"{PLAN}~{n}") for n in range(MOST)], safe="~")
    response = now.get(f"/evidence?{asked}&q=improvement+board")
    assert response.status_code == 200
    assert len(response.data) < 250_000


ANCHORS = st.text(min_size=1, max_size=20).map(str.strip).filter(bool)


@given(
    st.lists(st.builds(Reference, st.sampled_from(["a", "mg-x-1"]), ANCHORS), max_size=8),
    st.dates() | st.none(),
)
def test_a_list_and_its_address_are_the_same_thing(references: list[Reference], day: Any) -> None:
    asked = EvidenceRequest(tuple(dict.fromkeys(references)), day)
    values: dict[str, list[str]] = {}
    for name, value in parse_qsl(urlsplit(canonical(asked)).query, keep_blank_values=True):
        values.setdefault(name, []).append(value)
    try:
        assert read(values) == asked
    except BadRequest:
        assert day is not None
        assert day.year < 1000
