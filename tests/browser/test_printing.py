"""Pages printed to PDF: what is being read, its address and the day are on the paper."""

from __future__ import annotations

import io
import re

import pytest
from pdfminer.high_level import extract_text
from playwright.sync_api import Page, expect
from web_pages import MEETING, PLAN, REPORT

pytestmark = pytest.mark.browser

PRINTED = {
    "/search?q=improvement&council=devon": "Documents from Devon, containing “improvement”",
    PLAN: "Ofsted improvement plan <draft>",
    REPORT: "local authority children's services",
    f"{PLAN}/cite?paragraph=5.2": "Cite paragraph 5.2",
    MEETING: "Children and Families Scrutiny Committee",
    "/councils/devon": "Devon",
    "/compare?q=improvement&council=devon&council=gloucestershire": "improvement",
    "/coverage": "What this collection holds",
    "/about-the-data": "About the data",
}


@pytest.mark.parametrize("address", PRINTED)
def test_paper_has_what_it_is_its_address_and_the_day(page: Page, address: str) -> None:
    page.goto(address)
    page.emulate_media(media="print")
    text = " ".join(extract_text(io.BytesIO(page.pdf(format="A4"))).split())
    assert PRINTED[address].replace("'", "’") in text.replace("'", "’")
    place = address if address.startswith(("/search", "/compare")) else address.partition("?")[0]
    # A long address is broken into lines.
    assert place in text.replace(" ", "")
    assert re.search(r"index of \d{1,2} \w+ \d{4}", text)
    assert "Skip to" not in text


def test_print_leaves_the_furniture_out(page: Page) -> None:
    page.goto("/search?q=improvement")
    page.emulate_media(media="print")
    for furniture in (".masthead nav", ".filters", ".ask", ".cite-fold", ".downloads"):
        expect(page.locator(furniture)).to_be_hidden()
    expect(page.locator(".printed")).to_be_visible()
