"""A real browser against a real server, for the tests of what people see and do."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright
from waitress import create_server

from app import create_app

CHROMIUM = shutil.which("chromium")
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture(scope="session")
def site(web_index: Path) -> Iterator[str]:
    """The address of a running server over the small collection."""
    server = create_server(create_app(web_index), host="127.0.0.1", port=0, threads=8)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.effective_port}"
    server.close()
    thread.join(timeout=5)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Debian's Chromium, started once."""
    if CHROMIUM is None:
        pytest.skip("CHROMIUM IS NOT INSTALLED: the pages were not tried in a browser")
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield chromium
        chromium.close()


@pytest.fixture
def page(browser: Browser, site: str) -> Iterator[Page]:
    """A page that fails the test when the browser reports an error or asks another host."""
    context = browser.new_context(viewport={"width": 1280, "height": 900}, base_url=site)
    tab = context.new_page()
    troubles: list[str] = []
    tab.on("pageerror", lambda error: troubles.append(str(error)))
    tab.on(
        "console",
        lambda message: (
            troubles.append(message.text)
            if message.type == "error" and "status of 4" not in message.text
            else None
        ),
    )
    tab.on(
        "request",
        lambda request: None if request.url.startswith(site) else troubles.append(request.url),
    )
    yield tab
    context.close()
    assert not [trouble for trouble in troubles if not trouble.startswith("data:")]
