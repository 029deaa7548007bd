"""Axe in a real browser: no violation of any impact, on every page and state, wide and narrow."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

pytestmark = pytest.mark.browser

PLAN = "/documents/mg-democracy-gloucestershire-example-ai9001"
STATES = [
    "/",
    "/search",
    "/search?q=improvement+board+monthly&scope=paragraph",
    "/search?q=improvement&council=devon&year=2020&sort=newest",
    "/search?q=budget&page=2",
    "/search?q=budget&page=9",
    "/search?q=leavers&council=devon",
    "/search?q=nothingofthekind",
    "/search?q=(board&year=x&from=soon",
    PLAN,
    "/documents/ofsted-80461-2020-01-24?q=help",
    f"{PLAN}?q=improvement+board",
    f"{PLAN}?q=improvement+board#5.2",
    f"{PLAN}/cite?paragraph=5.2",
    "/meetings/meeting-gloucestershire-children-and-families-scrutiny-committee-2017-09-14",
    "/councils",
    "/councils/devon",
    "/compare",
    "/compare?q=improvement&council=devon&council=gloucestershire",
    "/coverage",
    "/help",
    "/nowhere",
]


@pytest.mark.parametrize("address", STATES)
def test_nobody_is_shut_out(page: Page, address: str) -> None:
    page.goto(address)
    for width in (1280, 375):
        page.set_viewport_size({"width": width, "height": 800})
        for fold in page.locator("details:not([open]) > summary").all():
            if fold.is_visible():
                fold.click()
        results = Axe().run(page, options={"resultTypes": ["violations"], "preload": False})
        assert results.violations_count == 0, f"at {width} px: {results.generate_report()}"
        overflow = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
        assert overflow <= 0, f"{overflow} px wider than a screen of {width}"
