"""What people come to do, done in a real browser: with a mouse, by keyboard, without JavaScript."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, Page, expect
from web_pages import PLAN

pytestmark = pytest.mark.browser


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


def test_print_leaves_the_furniture_out(page: Page) -> None:
    page.goto("/search?q=improvement")
    page.emulate_media(media="print")
    expect(page.locator(".filters")).to_be_hidden()
    expect(page.locator(".ask")).to_be_hidden()
    expect(page.locator(".printed")).to_be_visible()
    assert page.pdf()[:5] == b"%PDF-"
