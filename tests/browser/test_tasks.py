"""What people come to do, done in a real browser: with a mouse, by keyboard, without JavaScript."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, Page, expect
from web_pages import PLAN

pytestmark = pytest.mark.browser


def _tab_to(page: Page, selector: str) -> None:
    """Press the tabulator until what is focused is what one is after."""
    for _ in range(80):
        page.keyboard.press("Tab")
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
    raise AssertionError(f"{selector} cannot be reached by keyboard")


def test_from_the_first_page_to_the_link_of_a_paragraph(page: Page) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto("/")
    page.get_by_label("Search minutes and reports").fill("improvement board")
    page.get_by_role("button", name="Search").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("2 documents")
    page.get_by_role("link", name="Read paragraph 5.3").click()
    expect(page).to_have_url(re.compile(r"#5\.3$"))
    expect(page.locator("[id='5.3'] mark").first).to_be_visible()
    page.get_by_role("link", name="Link to paragraph 5.2").click()
    expect(page.get_by_role("status").last).to_contain_text("copied")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.endswith(f"{PLAN}#5.2")
    page.goto(copied)
    expect(page.locator("[id='5.2']")).to_be_in_viewport()


def test_a_copied_link_has_the_address_that_others_know_the_site_by(page: Page) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(f"{PLAN}?q=improvement")
    page.locator("link[rel=canonical]").evaluate(
        "(link, address) => { link.href = address; }", f"https://minutes.example.org{PLAN}"
    )
    page.get_by_role("link", name="Link to paragraph 5.2").click()
    expect(page.get_by_role("status").last).to_contain_text("copied")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == f"https://minutes.example.org{PLAN}#5.2"


def test_results_come_before_filters_on_a_narrow_screen(page: Page) -> None:
    page.set_viewport_size({"width": 375, "height": 700})
    page.goto("/search?q=improvement")
    expect(page.locator("#filters")).to_be_hidden()
    expect(page.locator(".hit").first).to_be_in_viewport()
    page.get_by_role("link", name="Filter these documents").click()
    expect(page.locator("#filters")).to_be_visible()


def test_by_keyboard_alone(page: Page) -> None:
    page.goto("/search?q=improvement")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to results")).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    for _ in range(12):
        if page.evaluate("document.activeElement.closest('.hit h2') !== null"):
            break
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("/documents/"))
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to the text")).to_be_focused()


def test_from_the_first_page_to_the_link_by_keyboard_alone(page: Page) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto("/")
    _tab_to(page, "#site-q")
    page.keyboard.type("improvement board")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("2 documents")
    _tab_to(page, ".snippet .where a")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/documents/.+#"))
    anchor = page.url.split("#")[1]
    _tab_to(page, f"[id='{anchor}'] a[data-copy]")
    page.keyboard.press("Enter")
    expect(page.get_by_role("status").last).to_contain_text("copied")
    page.goto(page.evaluate("navigator.clipboard.readText()"))
    expect(page.locator(f"[id='{anchor}']")).to_be_in_viewport()


@pytest.mark.parametrize("width", [1280, 375])
def test_a_search_is_cited(page: Page, width: int) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.set_viewport_size({"width": width, "height": 700})
    page.goto("/search?q=improvement+board&council=devon")
    page.get_by_text("Cite this search").click()
    page.locator(".cite-fold").get_by_role("button", name="Copy").click()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert page.url.removeprefix("http://") in copied
    page.get_by_role("link", name=re.compile("BibTeX, RIS")).click()
    page.get_by_role("button", name="Copy: Footnote").click()
    footnote = page.evaluate("navigator.clipboard.readText()")
    page.goto(re.findall(r"<(http[^>]+)>", footnote)[0])
    expect(page.get_by_role("heading", level=1)).to_have_text("1 document")


def test_a_paragraph_is_cited_on_a_narrow_screen(page: Page) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.set_viewport_size({"width": 375, "height": 700})
    page.goto("/")
    page.get_by_label("Search minutes and reports").fill("improvement board")
    page.get_by_role("button", name="Search").click()
    page.get_by_role("link", name="Read paragraph 5.3").click()
    page.get_by_role("link", name="Cite paragraph 5.3").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Cite paragraph 5.3")
    page.get_by_role("button", name="Copy: Address").click()
    page.goto(page.evaluate("navigator.clipboard.readText()"))
    expect(page.locator("[id='5.3']")).to_be_in_viewport()


def test_a_mistaken_search_is_mended(page: Page) -> None:
    page.goto("/search?q=improvement&year=2O20&council=devon")
    expect(page.get_by_role("alert")).to_contain_text("a year has four digits", ignore_case=True)
    page.get_by_label("Year").fill("2020")
    page.get_by_role("button", name="Search again").click()
    expect(page).to_have_url(re.compile(r"/search\?q=improvement&council=devon&year=2020$"))


def test_ticking_a_filter_applies_it_at_once(page: Page) -> None:
    page.goto("/search?q=improvement")
    page.get_by_role("checkbox", name=re.compile("Devon")).check()
    expect(page).to_have_url(re.compile(r"/search\?q=improvement&council=devon$"))
    expect(page.get_by_role("checkbox", name=re.compile("Devon"))).to_be_checked()
    page.get_by_role("link", name=re.compile("Remove filter")).click()
    expect(page).to_have_url(re.compile(r"/search\?q=improvement$"))


def test_everything_without_javascript(browser: Browser, site: str) -> None:
    context = browser.new_context(
        java_script_enabled=False, base_url=site, viewport={"width": 375, "height": 700}
    )
    page = context.new_page()
    page.goto("/")
    page.get_by_label("Search minutes and reports").fill("improvement")
    page.get_by_role("button", name="Search").click()
    page.get_by_role("link", name="Filter these documents").click()
    page.get_by_role("checkbox", name=re.compile("Devon")).check()
    page.get_by_role("button", name="Apply filters").click()
    expect(page).to_have_url(re.compile(r"/search\?q=improvement&council=devon$"))
    page.locator(".hit h2 a").first.click()
    expect(page.locator(".para mark").first).to_be_visible()
    page.get_by_role("link", name=re.compile("Go to")).click()
    expect(page.locator(".para:target")).to_have_count(1)
    page.locator(".para:target .tools").get_by_role("link", name="Cite").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Cite")
    context.close()


def test_from_a_search_to_councils_compared(page: Page) -> None:
    page.goto("/search?q=improvement+board")
    page.get_by_role("link", name="compare councils").click()
    page.get_by_role("link", name="All in the South West").click()
    expect(page).to_have_url(
        re.compile(r"/compare\?q=improvement\+board&council=devon&council=gloucestershire$")
    )
    expect(page.get_by_role("img", name=re.compile("Paragraphs found per 1,000"))).to_be_visible()
    page.get_by_role("link", name=re.compile("^Devon: Requires improvement, from")).click()
    expect(page.locator(".rows tr:target, .para:target")).to_contain_text("Requires improvement")
    page.go_back()
    page.locator("table.grid td a").first.click()
    expect(page).to_have_url(re.compile(r"/search\?q=improvement\+board&council=devon"))
    expect(page.get_by_role("heading", level=1)).to_have_text("1 document")


def test_from_one_match_to_the_next(page: Page) -> None:
    page.goto(f"{PLAN}?q=improvement+board")
    page.get_by_role("link", name="Go to the first").click()
    first = page.locator(".para:target").get_attribute("id")
    page.locator(".para:target").get_by_role("link", name="Next match").click()
    second = page.locator(".para:target").get_attribute("id")
    assert first != second
    expect(page.locator(".para:target")).to_be_in_viewport()
    page.locator(".para:target").get_by_role("link", name="Previous match").click()
    assert page.locator(".para:target").get_attribute("id") == first
