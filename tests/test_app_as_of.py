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
    assert shown.select_one('input[form="search"][name="as_of"][value="2026-04-30"]')
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
    assert "nothing of what this search finds has come, changed or gone" in text


def test_a_search_is_cited_as_of_the_day_it_was_seen(now: FlaskClient) -> None:
    today = dt.datetime.now(dt.UTC).date().isoformat()
    for asked, day in ((f"&{DAY}", "2026-04-30"), ("", today)):
        words = page(now, f"/search/cite?q=board{asked}").text
        # The collection that was searched is that of the day, too.
        assert f"Minutebook, {'1 March 2026' if asked else '1 May 2026'}, ‘" in words
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


def test_a_comparison_of_a_day(then: FlaskClient, now: FlaskClient) -> None:
    asked = "/compare.csv?council=devon&council=gloucestershire&q=improvement"
    expected = then.get(asked).text
    dated = now.get(f"{asked}&{DAY}").text.replace(", as indexed on 30 April 2026", "")
    assert dated.replace(f"&{DAY}", "").replace(f"?{DAY}", "") == expected
    assert dated != now.get(asked).text
    shown = now.get(f"{asked.replace('.csv', '')}&{DAY}", follow_redirects=True)
    assert "had met twice" not in shown.text


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


def text_of(shown: BeautifulSoup, selector: str) -> str:
    found = shown.select_one(selector)
    return " ".join(found.text.split()) if found else ""


def test_a_document_shows_the_text_of_the_day_and_what_changed(now: FlaskClient) -> None:
    shown = page(now, f"/documents/{PLAN}?{DAY}&q=improvement")
    assert "changes reached children" in text_of(shown, "#document-text")
    told = text_of(shown, ".since")
    assert "as indexed at the end of that day (UTC). It has changed since" in told
    assert "3 paragraphs are different" in told
    assert "Paragraph 5.2: now 5.2 Members asked how the improvement board would know that" in told
    assert "Paragraph 5.3: " in told
    assert "Paragraph 5.4: " in told
    assert shown.select_one(f'.since a[href="/documents/{PLAN}"]')
    assert shown.select_one(f'.since a[href="/documents/{PLAN}#5.4"]')
    assert shown.select_one('meta[name="robots"][content="noindex"]')
    # Its links lead to other pages of the day.
    for address in (f"/cite?{DAY}", f".json?{DAY}", f".txt?{DAY}"):
        link = shown.select_one(f'[href="/documents/{PLAN}{address}"]')
        assert link
        assert now.get(str(link["href"])).status_code == 200
    assert "changes reached children" in now.get(f"/documents/{PLAN}.txt?{DAY}").text
    assert "changes reached" in str(now.get(f"/documents/{PLAN}.json?{DAY}").json)
    assert shown.select_one(f'.neighbours a[href="/documents/{LEAVERS}?{DAY}"]')
    plain = page(now, f"/documents/{PLAN}")
    assert not plain.select(".since")
    assert "end in the summer" in text_of(plain, "#document-text")


def test_a_document_that_is_as_it_was_says_so(now: FlaskClient) -> None:
    told = text_of(page(now, f"/documents/{LEAVERS[:-1]}0?{DAY}"), ".since")
    assert "It has not changed since" in told
    # The address of its meeting is another.
    told = text_of(page(now, f"/documents/mg-democracy-devon-example-ai7002?{DAY}"), ".since")
    assert "Its description differs (details of its meeting or of how it was read)" in told


@pytest.mark.parametrize("form", ["", ".json", ".txt", ".bib", ".ris", "/cite"])
def test_what_was_withdrawn_is_shown_nowhere(now: FlaskClient, form: str) -> None:
    response = now.get(f"/documents/{WITHDRAWN}{form}?{DAY}")
    assert response.status_code == 410
    assert "had met twice" not in response.text


def test_what_was_not_there_yet_says_since_when_it_is(now: FlaskClient) -> None:
    assert "first indexed on 1 May 2026" in page(now, f"/documents/{ADDED}?{DAY}", 404).text
    assert page(now, f"/documents/nobody?{DAY}", 404)
    refused = page(now, f"/documents/{PLAN}?as_of=2026-02-28", 400)
    assert "the first day is 1 March 2026" in refused.text
    assert refused.select_one(f'a[href="/documents/{PLAN}?as_of=2026-03-01"]')


def test_citations_lead_to_the_text_that_was_seen(now: FlaskClient) -> None:
    today = dt.datetime.now(dt.UTC).date().isoformat()
    for asked, day in ((f"&{DAY}", "2026-04-30"), ("", today)):
        cited = page(now, f"/documents/{PLAN}/cite?paragraph=5.2{asked}")
        address = text_of(cited, "#format-address")
        assert address.endswith(f"/documents/{PLAN}?as_of={day}#5.2")
        shown = page(now, address.removeprefix("http://localhost"))
        passage = text_of(cited, ".quoted").removeprefix("5.2 ")
        assert passage in text_of(shown, '[id="5.2"] .body')


def test_a_meeting_of_the_day(now: FlaskClient) -> None:
    link = page(now, f"/documents/mg-democracy-devon-example-ai7002?{DAY}").select_one(".trail a")
    assert link
    address = str(link["href"])
    assert address.endswith(f"?{DAY}")
    shown = page(now, address)
    told = text_of(shown, ".since")
    assert "of this meeting: 1 come, 3 changed, 1 gone" in told
    assert "Now it has 4 items" in told
    items = [" ".join(item.text.split()) for item in shown.select(".agenda .item")]
    assert len(items) == 4
    assert items[0] == "Improvement of children's services Withdrawn on 1 May 2026"
    assert shown.select_one(f'.agenda a[href="/documents/mg-democracy-devon-example-ai7003?{DAY}"]')


@pytest.mark.parametrize("q", ["improvement board", "budget -part", '"improvement plan"'])
def test_a_comparison_looks_back(then: FlaskClient, now: FlaskClient, q: str) -> None:
    address = f"/compare.json?q={q}&council=devon&council=gloucestershire"
    expected, dated = then.get(address).json, now.get(f"{address}&{DAY}").json
    assert expected
    assert dated
    assert dated["indexed"] == expected["indexed"]
    assert dated["years"] == expected["years"]
    for row, wanted in zip(dated["rows"], expected["rows"], strict=True):
        right_cells = [*wanted["cells"], wanted["all"]]
        for cell, right in zip([*row["cells"], row["all"]], right_cells, strict=True):
            assert {**cell, "url": ""} == {**right, "url": ""}
            assert DAY in cell["url"]
            found = now.get(cell["url"].replace("/search?", "/search.json?")).json
            assert found
            assert found["total"] == cell["documents"]
        for passage in row["passages"]:
            # What was withdrawn since has no text to look back to, and says so.
            assert bool(passage["withdrawn"]) == (passage["snippet"] is None)
            assert passage["withdrawn"] or DAY in passage["url"]
    shown = now.get(dated["canonical"]).text
    assert 'id="since"' in shown
    for row in dated["rows"]:
        assert all(each["withdrawn"] in shown for each in row["passages"] if each["withdrawn"])
