"""One document published several times is one result, counts once, and names the other files."""

from __future__ import annotations

import dataclasses
import shutil
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup
from flask.testing import FlaskClient
from past_fixtures import FIRST, LATER, index_at
from web_fixtures import IMPROVEMENT, SCRUTINY, BufferedClient, build_index

from app import create_app
from indexer import build


def test_versions_are_collapsed_and_named(tmp_path: Path) -> None:
    files = tmp_path / "files"
    (files / "again").mkdir(parents=True)
    (files / "minutes.html").write_text(SCRUTINY.html(), "utf-8")
    (files / "again" / "copy.html").write_text(SCRUTINY.html(), "utf-8")
    draft = dataclasses.replace(IMPROVEMENT, minutes=IMPROVEMENT.minutes[:2])
    page = dataclasses.replace(SCRUTINY, items=(SCRUTINY.items[0], draft))
    (files / "draft.html").write_text(page.html(), "utf-8")
    build_index(files, tmp_path / "index")
    application = create_app(tmp_path / "index")
    application.test_client_class = BufferedClient
    client = application.test_client()
    answer: Any = client.get("/search.json?q=improvement+board").json
    assert answer["total"] == 1
    (result,) = answer["results"]
    assert result["also"] == ["minutes.html", "draft.html"]
    assert answer["facets"]["council"][0]["count"] == 1
    shown = BeautifulSoup(client.get("/search?q=improvement+board").text, "lxml")
    (hit,) = shown.select(".hit")
    assert "Also published as minutes.html, draft.html; counted once" in hit.text
    assert not BeautifulSoup(client.get("/search?q=leavers").text, "lxml").find(string="draft")


PLAN = "mg-democracy-gloucestershire-example-ai9001"
PRINT = """GLOUCESTERSHIRE COUNTY COUNCIL

CHILDREN AND FAMILIES SCRUTINY COMMITTEE

MINUTES of a meeting of the Children and Families Scrutiny Committee held at Shire Hall on Thursday, 14 September 2017

PRESENT: nine councillors

4. MINUTES OF THE PREVIOUS MEETING

The minutes were agreed.

5. OFSTED IMPROVEMENT PLAN <DRAFT>

The director presented the plan drawn up after the inspection of June 2017, in which children's services were judged inadequate.

Members asked how the improvement board would know that changes reached children & not only paperwork.

The improvement board would report to every meeting.

RESOLVED: That the improvement plan be noted.

6. CARE LEAVERS

A report on care leavers' housing was received.
"""  # noqa: E501 - as it is printed


def _served(index: Path) -> FlaskClient:
    application = create_app(index)
    application.test_client_class = BufferedClient
    return application.test_client()


@pytest.fixture(scope="module")
def twice(tmp_path_factory: pytest.TempPathFactory) -> tuple[str, Path]:
    """An index of the print on the first day, of print and page on the later one."""
    folder = tmp_path_factory.mktemp("twice")
    files, index = folder / "files", folder / "index"
    files.mkdir()
    (files / "printed.txt").write_text(PRINT, "utf-8")
    index_at(FIRST, files, index)
    answer: Any = _served(index).get("/search.json?q=improvement+board").json
    (alone,) = answer["results"]
    (files / "page.html").write_text(SCRUTINY.html(), "utf-8")
    index_at(LATER, files, index)
    return alone["id"], index


def test_a_page_and_its_printed_minutes_are_one_result(twice: tuple[str, Path]) -> None:
    client = _served(twice[1])
    answer: Any = client.get("/search.json?q=improvement+board").json
    (result,) = answer["results"]
    assert (result["id"], result["also"]) == (PLAN, ["printed.txt"])
    assert answer["facets"]["council"][0]["count"] == 1
    meeting: Any = client.get(
        "/search.json?committee=children-and-families-scrutiny-committee"
    ).json
    assert meeting["total"] == 4, "three items, and those present"


ENDS = ["", ".json", ".txt", ".bib", ".ris", "/cite", "/similar", "/source", "?q=a+%26"]


@pytest.mark.parametrize("rest", ENDS)
def test_the_address_of_the_printed_item_leads_to_the_joined_one(
    twice: tuple[str, Path], rest: str
) -> None:
    old, index = twice
    client = _served(index)
    response = client.get(f"/documents/{old}{rest}")
    assert (response.status_code, response.location) == (301, f"/documents/{PLAN}{rest}")
    assert "no-cache" in response.headers["Cache-Control"]
    assert client.get(response.location).status_code == 200


def test_a_link_to_a_paragraph_of_the_other_version_lands_at_the_same_words(
    twice: tuple[str, Path],
) -> None:
    old, index = twice
    client = _served(index)
    past: Any = client.get(f"/documents/{old}.json?as_of=2026-04-30").json
    anchor = past["paragraphs"][1]["anchor"]
    shown = BeautifulSoup(client.get(f"/documents/{PLAN}").text, "lxml")
    for paragraph in past["paragraphs"]:
        place = shown.find(id=paragraph["anchor"])
        assert place
        around = place if place.name == "div" else place.find_parent(class_="para")
        assert around
        assert " ".join(paragraph["text"].split()) in " ".join(around.text.split())
    cited = client.get(f"/documents/{old}/cite?paragraph={anchor}", follow_redirects=True)
    assert "para. 5.2" in cited.text or "paragraph 5.2" in cited.text


def test_the_day_before_shows_the_print_alone(twice: tuple[str, Path]) -> None:
    old, index = twice
    client = _served(index)
    assert client.get(f"/documents/{old}?as_of=2026-04-30").status_code == 200
    response = client.get(f"/documents/{PLAN}?as_of=2026-04-30")
    assert (response.status_code, response.location) == (301, f"/documents/{old}?as_of=2026-04-30")
    answer: Any = client.get("/search.json?q=improvement+board&as_of=2026-04-30").json
    assert [each["id"] for each in answer["results"]] == [old]
    told = {each["id"]: each["happened"] for each in answer["since"]["differences"]}
    assert told == {old: "joined", PLAN: "added"}
    assert (answer["since"]["come"], answer["since"]["gone"], answer["since"]["total"]) == (1, 1, 1)
    shown = client.get("/search?q=improvement+board&as_of=2026-04-30").text
    assert "Now part of another copy of the same item, 1 May 2026" in shown


def test_an_evidence_list_of_the_old_address_goes_on(twice: tuple[str, Path]) -> None:
    old, index = twice
    client = _served(index)
    past: Any = client.get(f"/documents/{old}.json?as_of=2026-04-30").json
    last = past["paragraphs"][-1]
    assert "RESOLVED" in last["text"]
    listed: Any = client.get(f"/evidence.json?p={old}~{last['anchor']}").json
    (entry,) = listed["entries"]
    assert "improvement plan be noted" in entry["text"]
    assert f"/documents/{PLAN}?" in entry["address"]
    told = next(each for each in past["paragraphs"] if "paperwork" in each["text"])
    listed = client.get(f"/evidence.json?p={old}~{told['anchor']}").json
    (entry,) = listed["entries"]
    assert entry["address"].endswith("#5.2")
    assert "paperwork" in entry["text"]


def test_what_is_left_when_one_of_the_copies_goes(twice: tuple[str, Path], tmp_path: Path) -> None:
    old, index = twice[0], tmp_path / "index"
    (tmp_path / "files").mkdir()
    page = tmp_path / "files" / "page.html"
    page.write_text(SCRUTINY.html(), "utf-8")
    (tmp_path / "files" / "printed.txt").write_text(PRINT, "utf-8")
    index_at(FIRST, tmp_path / "files", index)
    assert _served(index).get(f"/documents/{PLAN}").status_code == 200
    page.unlink()
    index_at(LATER, tmp_path / "files", index)
    client = _served(index)
    response = client.get(f"/documents/{PLAN}?q=plan")
    assert (response.status_code, response.location) == (301, f"/documents/{old}?q=plan")
    assert "paperwork" in client.get(response.location).text
    gone = client.get(f"/documents/{PLAN}?as_of=2026-04-30")
    assert gone.status_code == 410, "the page's own text was withdrawn"
    assert "paperwork" not in gone.text
    listed: Any = client.get(f"/evidence.json?p={PLAN}~5.2&as_of=2026-04-30").json
    (entry,) = listed["entries"]
    assert "paperwork" not in entry["text"]


def test_an_engine_that_is_built_anew_answers_alike(
    twice: tuple[str, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    index = tmp_path / "index"
    shutil.copytree(twice[1], index)
    asked = ["/search.json?q=improvement+board", "/search.json?q=minutes&as_of=2026-04-30"]
    before = [_served(index).get(address).json for address in asked]
    monkeypatch.setattr(build, "engine_version", lambda: "another")
    build_index(twice[1].parent / "files", index)
    assert [_served(index).get(address).json for address in asked] == before
