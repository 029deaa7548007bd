"""Axe in a real browser: no violation of any impact, on every page and state, wide and narrow."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page
from web_pages import STATES

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("address", STATES)
def test_nobody_is_shut_out(page: Page, address: str) -> None:
    response = page.goto(address)
    assert response
    assert response.status == STATES[address]
    for width in (1280, 375):
        page.set_viewport_size({"width": width, "height": 800})
        for fold in page.locator("details:not([open]) > summary").all():
            if fold.is_visible():
                fold.click()
        results = Axe().run(page, options={"resultTypes": ["violations"], "preload": False})
        assert results.violations_count == 0, f"at {width} px: {results.generate_report()}"
        overflow = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
        assert overflow <= 0, f"{overflow} px wider than a screen of {width}"
