"""The pages for reading: document, paragraph, meeting, source, citation, and what is gone."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from flask.testing import FlaskClient
from reportlab.pdfgen.canvas import Canvas
from web_fixtures import SCRUTINY, BufferedClient, build_index, write_files
from web_pages import PLAN

from app import create_app
from indexer.records import document_from_json
from search.wording import named


def _page(client: FlaskClient, address: str) -> BeautifulSoup:
    response = client.get(address)
    assert response.status_code == 200, address
    return BeautifulSoup(response.get_data(as_text=True), "lxml")


def test_every_paragraph_has_its_anchor_and_link(client: FlaskClient) -> None:
    page = _page(client, PLAN)
    record = json.loads(client.get(f"{PLAN}.json").text)
    del record["standing"]  # derived, not the document's own
    document = document_from_json(record)
    assert len(document.paragraphs) == 4
    for paragraph in document.paragraphs:
        element = page.find(id=paragraph.anchor)
        assert element, paragraph.anchor
        link = element.select_one(".edge a")
        assert link
        assert link["href"] == f"{PLAN}#{paragraph.anchor}"
    assert page.select_one(".para-decision")


def test_labels_hang_in_the_margin_and_not_in_the_text(client: FlaskClient) -> None:
    element = _page(client, PLAN).find(id="5.2")
    assert element
    edge, body = element.select_one(".edge"), element.select_one(".body")
    assert edge
    assert body
    assert edge.get_text(strip=True) == "5.2"
    assert body.get_text(strip=True).startswith("Members asked")


@pytest.mark.parametrize(
    ("label", "said"),
    [
        ("5.6", "paragraph 5.6"),
        ("3.", "paragraph 3"),
        ("3)", "paragraph 3"),
        ("(a)", "paragraph (a)"),
        ("12:", "paragraph 12"),
    ],
)
def test_a_paragraph_is_named_without_the_dots_of_print(label: str, said: str) -> None:
    assert named(label) == said


def test_matches_are_marked_and_lead_to_one_another(client: FlaskClient) -> None:
    page = _page(client, f"{PLAN}?q=improvement+board")
    marked = [p for p in page.select(".para") if p.mark]
    assert len(marked) >= 2
    first, second = marked[0], marked[1]
    following = first.find("a", attrs={"aria-label": "Next match"})
    assert following
    assert following["href"] == f"#{second['id']}"
    assert not _page(client, PLAN).mark


def test_words_that_cannot_be_searched_still_show_the_document(client: FlaskClient) -> None:
    page = _page(client, f"{PLAN}?q=%22board")
    assert page.find(id="5.2")
    assert not page.mark


def test_fields_say_how_they_were_read(client: FlaskClient) -> None:
    text = _page(client, PLAN).get_text(" ", strip=True)
    assert "How this was read" in text
    assert "Read from the page's heading" in text.replace("’", "'")


def test_items_lead_through_the_meeting(client: FlaskClient) -> None:
    page = _page(client, PLAN)
    before, after = page.select_one(".neighbours .previous"), page.select_one(".neighbours .next")
    assert before
    assert after
    assert "Minutes of the previous meeting" in before.get_text()
    assert "Care leavers" in after.get_text()
    link = page.select_one(".trail a")
    assert link
    meeting = _page(client, str(link["href"]))
    titles = [item.get_text(strip=True) for item in meeting.select(".agenda .item a")]
    assert titles == [item.title for item in SCRUTINY.items]


def test_text_and_json_of_a_document(client: FlaskClient) -> None:
    text = client.get(f"{PLAN}.txt")
    assert text.mimetype == "text/plain"
    assert f"http://localhost{PLAN}" in text.text
    assert "5.3 The improvement board would report to every meeting." in text.text


def test_the_kept_file_is_the_one_that_was_read(client: FlaskClient) -> None:
    response = client.get(f"{PLAN}/source")
    assert response.status_code == 200
    # A page of another site is handed over as a file and never shown under this one's name.
    assert response.headers["Content-Disposition"].startswith("attachment")
    assert b"Ofsted improvement plan" in response.data


def test_a_pdf_opens_at_the_page_of_a_paragraph(tmp_path: Path) -> None:
    lines = [
        "Inspection of Devon County Council children's services",
        "Inspection dates: 13 January 2020 to 24 January 2020",
        "Thresholds are understood by partners, and help for families arrives when it is needed.",
    ]
    files = tmp_path / "files"
    files.mkdir()
    paper = Canvas(str(files / "report.pdf"), invariant=True)
    for printed in (
        lines,
        ["2. Plans for children say what must change, by when and who does it."],
    ):
        for place, line in enumerate(printed):
            paper.drawString(72, 760 - 30 * place, line)
        paper.showPage()
    paper.save()
    build_index(files, tmp_path / "index")
    application = create_app(tmp_path / "index")
    application.test_client_class = BufferedClient
    client = application.test_client()
    answer = client.get("/search.json?q=plans").json
    assert answer
    page = _page(client, answer["results"][0]["url"])
    link = page.find("a", string="Page 2")
    assert link
    address = str(link["href"])
    assert address.endswith("/source#page=2")
    response = client.get(address)
    assert response.mimetype == "application/pdf"
    assert response.headers["Content-Disposition"].startswith("inline")
    assert "default-src" not in response.headers["Content-Security-Policy"]


def test_a_file_that_changed_since_is_not_handed_over(tmp_path: Path) -> None:
    write_files(tmp_path / "files")
    build_index(tmp_path / "files", tmp_path / "index")
    changed = tmp_path / "files" / "meeting-0.html"
    changed.write_text(changed.read_text() + "<!-- later -->")
    response = create_app(tmp_path / "index").test_client().get(f"{PLAN}/source")
    assert response.status_code == 404
    assert "changed since it was read" in response.text


def test_a_withdrawn_document_is_gone_with_its_title_and_reason(tmp_path: Path) -> None:
    files = tmp_path / "files"
    write_files(files)
    build_index(files, tmp_path / "index")
    client = create_app(tmp_path / "index").test_client()
    assert client.get(PLAN).status_code == 200
    (files / "meeting-0.html").unlink()
    build_index(files, tmp_path / "index")
    response = client.get(PLAN)  # the running server sees the new generation
    assert response.status_code == 410
    page = BeautifulSoup(response.text, "lxml")
    assert page.h1
    assert page.h1.get_text() == "Ofsted improvement plan <draft>"
    assert "14 September 2017" in page.get_text()
    assert "Reason" in page.get_text()
    for form in (".json", ".txt", ".bib", "/cite", "/source"):
        assert client.get(PLAN + form).status_code == 410, form


@pytest.mark.parametrize(
    "address",
    [
        "/documents/none",
        "/documents/none.json",
        "/meetings/none",
        "/nowhere",
        f"{PLAN}/cite?paragraph=9",
    ],
)
def test_what_never_was_is_not_found(client: FlaskClient, address: str) -> None:
    response = client.get(address)
    assert response.status_code == 404
    assert response.is_json == address.endswith(".json")


def test_citing_a_paragraph(client: FlaskClient) -> None:
    page = _page(client, f"{PLAN}/cite?paragraph=5.2")
    words = page.find(id="format-words")
    assert words
    assert re.fullmatch(
        r"Gloucestershire, Children and Families Scrutiny Committee, 14 September 2017, item 5,"
        r" ‘Ofsted improvement plan <draft>’ \(minutes\), paragraph 5\.2,"
        rf" http://localhost{PLAN}\?as_of=[-\d]{{10}}#5\.2 \(seen \d+ \w+ \d{{4}}\)\.",
        words.get_text(),
    )
    link = re.search(r"http://localhost(\S+)#(\S+)", words.get_text())
    assert link
    assert _page(client, link[1]).find(id=link[2])


def test_an_index_that_is_not_there_is_a_clear_answer(tmp_path: Path) -> None:
    files = tmp_path / "files"
    write_files(files)
    build_index(files, tmp_path / "index")
    client = create_app(tmp_path / "index").test_client()
    shutil.rmtree(tmp_path / "index")
    for address in ("/", "/search?q=board", PLAN, "/coverage", "/search.json"):
        assert client.get(address).status_code in (200, 503), address
