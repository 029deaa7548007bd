"""The measured figures: one table feeds the page and the documentation, and is sound."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from flask.testing import FlaskClient

from search import about, figures

READING = Path(__file__).parent.parent / "docs" / "reading.md"


def _documented() -> set[tuple[str, str]]:
    text = READING.read_text(encoding="utf-8")
    return set(re.findall(r"^\| (.+?) \| ([\d,]+ of [\d,]+) \|", text, re.MULTILINE))


def test_the_documentation_has_the_figures_of_the_table() -> None:
    table = {(each.measure, f"{each.right:,} of {each.cases:,}") for each in figures.read()}
    assert _documented() == table


def test_every_figure_has_a_name_and_a_day() -> None:
    assert {each.source for each in figures.read()} <= {
        "bench/paragraphs.py",
        "bench/reading.py",
        "first runs",
    }
    for each in figures.read():
        assert 0 <= each.right <= each.cases
        assert each.cases
        assert each.measured.year >= 2026
    page = about.about()
    for each in (*page.fields, *page.paragraphs):
        assert each.measure in about.LABELS


@pytest.mark.parametrize(
    ("right", "cases", "low", "high"),
    [(146, 146, 0.0, 0.0256), (48, 60, 0.118, 0.318), (0, 10, 0.722, 1.0)],
)
def test_the_interval_is_the_one_of_wilson(right: int, cases: int, low: float, high: float) -> None:
    figure = figures.Figure("", "", right, cases, figures.read()[0].measured)
    assert figure.bounds == pytest.approx((low, high), abs=0.001)


def test_the_page_shows_every_figure_and_is_citable(client: FlaskClient) -> None:
    page = BeautifulSoup(client.get("/about-the-data").text, "lxml")
    shown = {row.td.get_text() for row in page.select("tbody tr") if row.td}
    data = about.about()
    for each in (*data.fields, *data.paragraphs, *data.first_runs):
        assert f"{each.right:,} of {each.cases:,}" in shown, each.measure
    words = page.find(id="format-words")
    assert words
    assert "http://localhost/about-the-data (seen " in words.get_text()
    assert len(page.select(".cite pre")) == 7


@pytest.mark.parametrize("address", ["/", "/help", "/coverage"])
def test_the_page_is_found_from_others(client: FlaskClient, address: str) -> None:
    page = BeautifulSoup(client.get(address).text, "lxml")
    assert page.select("main a[href='/about-the-data'], footer a[href='/about-the-data']")
