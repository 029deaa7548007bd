"""Citations: what reference managers read from them, odd letters, and the way back."""

from __future__ import annotations

import dataclasses
import datetime as dt
import re
from typing import Any
from urllib.parse import unquote, urlsplit

import pytest
import rispy
from bibtexparser.entrypoint import parse_string
from bibtexparser.middlewares import LatexDecodingMiddleware
from bs4 import BeautifulSoup
from flask.testing import FlaskClient
from web_pages import PLAN, REPORT

from indexer.records import Authority, Document, Kind, Paragraph, Source
from search.citation_files import bibtex, forms, ris
from search.citations import Citation, cite

SITE = "https://minutes.example.org"
SEEN = dt.date(2026, 11, 22)
ODD = [
    "Costs & savings: 50% of £1_000 #1 {draft} ~x^y \\ $5",
    "“Quoted”, ‘quoted’, \"quoted\" and 'quoted'",
    "Ysgol Gynradd Tŷ’r Felin – Gŵyr, café, naïve, Łódź",
    "<b>Bold</b> [link](x) *stars* _lines_ `code`",
]


def _document(title: str = "A plan", committee: str = "Cabinet", **others: Any) -> Document:
    fields: dict[str, Any] = {
        "id": "mg-a-1",
        "kind": Kind.MINUTES,
        "title": title,
        "source": Source("a.pdf", "0" * 64, "pdf", 3),
        "paragraphs": (Paragraph("5.2", "5.2 The text.", label="5.2", page=3),),
        "authorities": (Authority("Bristol & Bath", None, "bristol"),),
        "committee": committee,
        "item_number": "5",
        "date": dt.date(2017, 9, 14),
    }
    return Document(**{**fields, **others})


def _cite(document: Document, anchor: str | None = "5.2") -> Citation:
    citation = cite(document, anchor, SITE, SEEN)
    assert citation
    return citation


def _bibtex(text: str) -> dict[str, str]:
    """The fields of an entry as a bibliography prints them; the address as it stands."""
    (plain,) = parse_string(text).entries
    library = parse_string(text, append_middleware=[LatexDecodingMiddleware()])
    assert not library.failed_blocks
    (entry,) = library.entries
    # The library reads LaTeX's sign for a circumflex as the accent of that name.
    values = {name: str(field.value).replace("ˆ", "^") for name, field in entry.fields_dict.items()}
    return {"key": entry.key, **values, "url": str(plain.fields_dict["url"].value)}


def _bare(value: str) -> str:
    """Without the braces that keep capitals."""
    return value[1:-1] if value.startswith("{") and value.endswith("}") else value


def test_every_field_survives_bibtex() -> None:
    fields = _bibtex(bibtex(_cite(_document())))
    assert fields["key"] == "mg-a-1-5-2"
    assert _bare(fields["author"]) == "Bristol & Bath"
    assert fields["organization"] == "Cabinet"
    assert (fields["year"], fields["date"]) == ("2017", "2017-09-14")
    assert fields["note"] == "item 5, paragraph 5.2"
    assert fields["pages"] == "3"
    assert fields["url"] == f"{SITE}/documents/mg-a-1?as_of=2026-11-22#5.2"
    assert fields["urldate"] == "2026-11-22"
    assert fields["howpublished"] == "Minutes"


def test_every_field_survives_ris() -> None:
    (record,) = rispy.loads(ris(_cite(_document())))
    assert record["type_of_reference"] == "GOVDOC"
    assert record["authors"] == ["Bristol & Bath"]
    assert record["title"] == "A plan"
    assert record["secondary_title"] == "Cabinet"
    assert (record["year"], record["date"]) == ("2017", "2017/09/14")
    assert record["notes"] == ["item 5, paragraph 5.2"]
    assert record["start_page"] == "3"
    assert record["urls"] == [f"{SITE}/documents/mg-a-1?as_of=2026-11-22#5.2"]
    assert record["access_date"] == "2026/11/22"


def test_a_report_is_about_its_council_and_not_by_it() -> None:
    report = _cite(_document(kind=Kind.INSPECTION_REPORT, committee="", item_number=None))
    (record,) = rispy.loads(ris(report))
    assert record["type_of_reference"] == "RPRT"
    assert "authors" not in record
    assert record["keywords"] == ["Bristol & Bath"]
    fields = _bibtex(bibtex(report))
    assert "author" not in fields
    assert fields["note"] == "Bristol & Bath, paragraph 5.2"


def test_a_paragraph_without_a_label_is_named_by_how_it_begins() -> None:
    text = "Members asked what the improvement board would do, and when."
    paragraphs = (Paragraph("p-1", text, page=2), Paragraph("p-2", "• Agreed.", label="•"))
    document = _document(paragraphs=paragraphs)
    long, short = _cite(document, "p-1"), _cite(document, "p-2")
    assert long.where == "paragraph “Members asked what the improvement board would …”, p. 2"
    assert short.where == "paragraph “Agreed.”"
    assert _bibtex(bibtex(long))["note"].endswith(
        "“Members asked what the improvement board would …”"
    )


def test_several_councils_are_several_authors() -> None:
    both = (Authority("Kingston upon Thames", None, "k"), Authority("Richmond", None, "r"))
    citation = _cite(_document(authorities=both))
    (record,) = rispy.loads(ris(citation))
    assert record["authors"] == ["Kingston upon Thames", "Richmond"]
    assert "author = {{Kingston upon Thames} and {Richmond}}" in bibtex(citation)


@pytest.mark.parametrize("words", ODD)
def test_odd_letters_survive(words: str) -> None:
    citation = _cite(_document(title=words, committee=words))
    (record,) = rispy.loads(ris(citation))
    assert (record["title"], record["secondary_title"]) == (words, words)
    fields = _bibtex(bibtex(citation))
    assert (_bare(fields["title"]), fields["organization"]) == (words, words)
    link = BeautifulSoup(citation.html, "lxml").a
    assert link
    assert (link.get_text(), link["href"]) == (words, citation.address)
    text = re.sub(r"\\([^a-z0-9\s])", r"\1", citation.markdown)
    assert f"[{words}]({citation.address})" in text


def test_every_form_gives_what_one_needs_to_find_the_place() -> None:
    citation = _cite(_document())
    needed = ["Cabinet", "item 5", "paragraph 5.2", "14 September 2017", "22 November 2026"]
    for name, form, text in forms(citation):
        assert citation.address in text, name
        if form in ("words", "footnote", "markdown", "html"):
            assert [words for words in needed if words not in text] == [], name


def test_what_is_unknown_leaves_no_trace() -> None:
    document = dataclasses.replace(_document(), authorities=(), committee=None, date=None)
    citation = _cite(dataclasses.replace(document, item_number=None), None)
    assert citation.plain == (
        f"‘A plan’ (minutes), {SITE}/documents/mg-a-1?as_of=2026-11-22 (seen 22 November 2026)."
    )
    for _, _, text in forms(citation):
        assert "None" not in text
        assert ", ," not in text
    assert set(_bibtex(bibtex(citation))) == {"key", "title", "howpublished", "url", "urldate"}


@pytest.mark.parametrize("address", [PLAN, REPORT])
def test_every_citation_leads_back_to_its_paragraph(client: FlaskClient, address: str) -> None:
    document = client.get(f"{address}.json").json
    shown = BeautifulSoup(client.get(address).text, "lxml")
    assert document
    assert document["paragraphs"]
    for paragraph in document["paragraphs"]:
        asked = {"paragraph": paragraph["anchor"]}
        (record,) = rispy.loads(client.get(f"{address}.ris", query_string=asked).text)
        fields = _bibtex(client.get(f"{address}.bib", query_string=asked).text)
        page = BeautifulSoup(client.get(f"{address}/cite", query_string=asked).text, "lxml")
        quoted, written = page.blockquote, page.find(id="format-address")
        assert quoted
        assert written
        assert record["urls"] == [fields["url"]] == [written.get_text()]
        place = urlsplit(fields["url"])
        assert place.path == address
        element = shown.find(id=unquote(place.fragment))
        assert element, fields["url"]
        assert quoted.get_text() == paragraph["text"]


def test_citing_a_search(client: FlaskClient) -> None:
    asked = "q=%22improvement+board%22&council=devon&page=1"
    (record,) = rispy.loads(client.get(f"/search.ris?{asked}").text)
    fields = _bibtex(client.get(f"/search.bib?{asked}").text)
    assert record["type_of_reference"] == "ELEC"
    assert record["title"] == "Documents from Devon, containing the phrase “improvement board”"
    assert _bare(fields["title"]) == record["title"]
    assert fields["howpublished"] == record["type_of_work"] == "Search, 1 document"
    assert fields["url"] == record["urls"][0]
    place = urlsplit(fields["url"])
    found = client.get(f"{place.path}?{place.query}")
    assert found.status_code == 200  # the canonical address: no redirect
    heading, shown = BeautifulSoup(found.text, "lxml").h1, BeautifulSoup(found.text, "lxml")
    assert heading
    assert heading.get_text() == "1 document"
    panel = shown.select_one("#cite-words")
    assert panel
    assert fields["url"] in panel.get_text()
    more = shown.select_one(".cite-fold a")
    assert more
    page = BeautifulSoup(client.get(str(more["href"])).text, "lxml")
    assert len(page.select("pre")) == 7
    for link in page.select("a[href^='/search.']"):
        assert client.get(str(link["href"])).status_code == 200
