"""Looking back: an address of a day gives that day's answer, and says what is different since."""

from __future__ import annotations

import csv
import datetime as dt
import io
import shutil
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup
from flask.testing import FlaskClient
from past_fixtures import ADDED, BEFORE, FIRST, LEAVERS, PLAN, WITHDRAWN, index_at, index_twice
from web_fixtures import BufferedClient

from app import create_app
from indexer import build
from indexer.settings import load

DAY = "as_of=2026-04-30"
SEARCHES = ("improvement board", "", "care leavers", "budget -part", '"improvement plan"', "bord~1")


def served(index: Path) -> FlaskClient:
    application = create_app(index)
    application.testing = True
    application.test_client_class = BufferedClient
    return application.test_client()


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return index_twice(tmp_path_factory.mktemp("past"))


@pytest.fixture(scope="module")
def then(tmp_path_factory: pytest.TempPathFactory) -> FlaskClient:
    """What the site was on the first day: another index of the same files, never changed."""
    folder = tmp_path_factory.mktemp("then")
    for number, meeting in enumerate(BEFORE):
        (folder / f"meeting-{number}.html").write_text(meeting.html(), encoding="utf-8")
    index_at(FIRST, folder, folder / "index")
    return served(folder / "index")


@pytest.fixture
def now(index: Path) -> FlaskClient:
    return served(index)


def page(client: FlaskClient, address: str, status: int = 200) -> BeautifulSoup:
    response = client.get(address)
    assert response.status_code == status, response.text
    return BeautifulSoup(response.text, "lxml")


def undated(answer: Any) -> dict[str, Any]:
    """An answer without what only a dated one has."""
    answer = {name: value for name, value in answer.items() if name != "since"}
    answer["sentence"] = answer["sentence"].replace(", as indexed on 30 April 2026", "")
    answer["canonical"] = answer["canonical"].replace(f"?{DAY}", "").replace(f"&{DAY}", "")
    for result in answer["results"]:
        for holder in (result, *result["snippets"]):
            holder["url"] = holder["url"].replace(f"?{DAY}", "").replace(f"&{DAY}", "")
    return dict(answer)


@pytest.mark.parametrize("q", SEARCHES)
@pytest.mark.parametrize("others", ["", "&council=devon", "&sort=oldest&scope=paragraph"])
def test_the_dated_answer_is_that_of_the_day(
    then: FlaskClient, now: FlaskClient, q: str, others: str
) -> None:
    expected = undated(then.get(f"/search.json?q={q}{others}").json)
    dated = undated(now.get(f"/search.json?q={q}{others}&{DAY}").json)
    for result, shown in zip(expected["results"], dated["results"], strict=True):
        if shown["id"] == WITHDRAWN:  # it keeps its place, but not its text
            assert shown["snippets"] == []
            assert shown["withdrawn"].startswith("Withdrawn on 1 May 2026 because")
            shown |= {name: result[name] for name in ("snippets", "withdrawn", "url")}
    assert dated == expected


def test_a_cited_search_names_the_three_differences(now: FlaskClient) -> None:
    answer: Any = now.get(f"/search.json?q=improvement+board&{DAY}").json
    told = {each["id"]: each["happened"] for each in answer["since"]["differences"]}
    assert told == {PLAN: "changed", WITHDRAWN: "withdrawn", ADDED: "added"}
    counts = [answer["since"][name] for name in ("come", "changed", "gone", "total", "url")]
    assert counts == [1, 1, 1, 2, "/search?q=improvement+board"]
    shown = page(now, f"/search?q=improvement+board&{DAY}")
    since = shown.select_one(".since")
    assert since
    text = " ".join(since.text.split())
    assert "As indexed on 30 April 2026" in text
    assert "at the end of that day (UTC)" in text
    assert "1 come, 1 changed, 1 gone" in text
    links = {str(link["href"]): link.text for link in since.select("li a")}
    assert links == {
        f"/documents/{ADDED}": "Board",
        f"/documents/{PLAN}?{DAY}": "Ofsted improvement plan <draft>",
        f"/documents/{WITHDRAWN}": "Improvement of children's services",
    }
    assert "impr" not in str(shown.select_one(f'.hit:has(a[href*="{WITHDRAWN}"]) .snippets'))
    # The search goes on in the same day, until the filter is removed.
    assert shown.select_one('#search input[name="as_of"][value="2026-04-30"]')
    remove = shown.select_one('.applied a[href="/search?q=improvement+board"]')
    assert remove
    assert "as indexed on 30 April 2026" in remove.text


def test_a_document_that_only_matches_otherwise_is_told_too(now: FlaskClient) -> None:
    answer: Any = now.get(f'/search.json?q="care+leavers"+report&{DAY}').json
    told = {each["id"]: each["happened"] for each in answer["since"]["differences"]}
    assert told == {LEAVERS: "changed", ADDED: "added"}
    answer = now.get(f"/search.json?q=housing+leavers+received+on&{DAY}").json
    told = {each["id"]: each["happened"] for each in answer["since"]["differences"]}
    assert told == {LEAVERS: "changed"}
    answer = now.get(f"/search.json?q=%22leavers'+housing%22&{DAY}").json
    told = {each["id"]: each["happened"] for each in answer["since"]["differences"]}
    assert told == {LEAVERS: "found no more"}


def test_a_judgement_at_the_time_counts_the_reports_of_the_day(now: FlaskClient) -> None:
    asked = "/search.json?council=devon&standing=requires_improvement"
    dated: Any = now.get(f"{asked}&{DAY}").json
    present: Any = now.get(asked).json
    since, total = dated["since"], present["total"]
    assert dated["total"] == 0
    assert total > 1
    assert (since["come"], since["total"]) == (total, total)
    assert {each["happened"] for each in since["differences"]} == {"added", "found since"}


@pytest.mark.parametrize(
    ("day", "words", "mended"),
    [
        ("2026-02-28", "the first day is 1 March 2026", "2026-03-01"),
        ("2999-01-01", "is still to come", dt.datetime.now(dt.UTC).date().isoformat()),
    ],
)
def test_a_day_without_an_index_is_a_mistake(
    now: FlaskClient, day: str, words: str, mended: str
) -> None:
    shown = page(now, f"/search?q=board&as_of={day}", 400)
    field = shown.select_one('[name="as_of"]')
    assert field
    assert field["value"] == day
    note = shown.select_one(f"#{field['aria-describedby']}")
    assert note
    assert words in note.text
    assert shown.select_one(f'a[href="/search?q=board&as_of={mended}"]')
    assert now.get(f"/search.json?q=board&as_of={day}").status_code == 400


@pytest.mark.parametrize("day", ["2026-05-01", dt.datetime.now(dt.UTC).date().isoformat()])
def test_the_day_of_the_newest_index_and_today_are_as_now(now: FlaskClient, day: str) -> None:
    present: Any = now.get("/search.json?q=improvement+board").json
    dated: Any = now.get(f"/search.json?q=improvement+board&as_of={day}").json
    assert [each["id"] for each in dated["results"]] == [each["id"] for each in present["results"]]
    assert dated["since"]["differences"] == []
    text = page(now, f"/search?q=improvement+board&as_of={day}").text
    assert "nothing that this search finds has come, changed or gone" in text


def test_a_search_is_cited_as_of_the_day_it_was_seen(now: FlaskClient) -> None:
    today = dt.datetime.now(dt.UTC).date().isoformat()
    for asked, day in ((f"&{DAY}", "2026-04-30"), ("", today)):
        words = page(now, f"/search/cite?q=board{asked}").text
        assert f"/search?q=board&as_of={day} (seen" in words


def test_csv_of_a_day(then: FlaskClient, now: FlaskClient) -> None:
    expected = list(csv.reader(io.StringIO(then.get("/search.csv?q=improvement").text)))
    head, columns, *rows = csv.reader(io.StringIO(now.get(f"/search.csv?q=improvement&{DAY}").text))
    assert head[3:] == [*expected[0][3:], "since then 2 come, 1 changed, 1 gone"]
    assert columns == expected[1]
    text = columns.index("text")
    for row, was in zip(rows, expected[2:], strict=True):
        if WITHDRAWN in row[0]:
            assert row[text].startswith("Withdrawn on 1 May 2026")
        else:
            assert row[1:] == was[1:]
            assert row[0].split("#")[0] == f"{was[0].split('#')[0]}?{DAY}"


def test_there_is_no_feed_of_a_day(now: FlaskClient) -> None:
    refused = now.get(f"/search.atom?q=board&{DAY}")
    assert refused.status_code == 400
    assert "feed follows what comes" in refused.text
    link = page(now, f"/search?q=board&{DAY}").select_one('link[type="application/atom+xml"]')
    assert link
    assert now.get(str(link["href"])).status_code == 200


def test_an_engine_built_anew_knows_the_past(
    index: Path, then: FlaskClient, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(index, tmp_path / "index")
    monkeypatch.setattr(build, "engine_version", lambda: "another")
    files = index.parent / "files"
    assert build.Pipeline(load({}, index=str(tmp_path / "index"), workers=1)).run([files]).published
    anew = served(tmp_path / "index")
    for q in SEARCHES:
        expected = undated(then.get(f"/search.json?q={q}").json)
        dated = undated(anew.get(f"/search.json?q={q}&{DAY}").json)
        assert [each["id"] for each in dated["results"]] == [
            each["id"] for each in expected["results"]
        ]
        assert dated["facets"] == expected["facets"]
