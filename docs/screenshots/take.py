"""Takes the screenshots in this folder: every page, on a wide and on a narrow screen.

    minutebook index corpus --index .minutebook
    python docs/screenshots/take.py [--index .minutebook] [--only NAME]

Needs what the tests need (`make test` installs it): Chromium, Playwright, Pillow.
"""

from __future__ import annotations

import argparse
import io
import shutil
import threading
from pathlib import Path

from PIL import Image
from playwright.sync_api import Page, sync_playwright
from waitress import create_server

from app import create_app

HERE = Path(__file__).resolve().parent
WIDTHS = {1280: 1700, 375: 1500}
REPORT = "/search.json?q=help&kind=inspection_report&council=bradford"
MINUTES = "/search.json?q=improvement+board&kind=minutes&council=slough"


def addresses(index: Path) -> dict[str, str]:
    """Name the pages; documents are looked up, as their ids come from the collection."""
    client = create_app(index).test_client()
    report = client.get(REPORT).get_json()["results"][0]
    minutes = client.get(MINUTES).get_json()["results"][0]
    document = minutes["url"].partition("?")[0]
    record = client.get(f"{document}.json").get_json()
    anchor = minutes["snippets"][0]["url"].partition("#")[2]
    day = client.get("/councils.json").get_json()["indexed"][:10]
    return {
        "home": "/",
        "search": "/search?q=improvement+board",
        "search-filtered": "/search?q=improvement&council=devon&council=slough&sort=newest",
        "search-dated": f"/search?q=improvement+board&as_of={day}",
        "nothing-found": "/search?q=leavers&council=surrey&year=2014&kind=minutes",
        "choices": "/search/choices/council?q=improvement",
        "mistake": "/search?q=(board&year=2O17&from=2016..2018",
        "document": minutes["snippets"][0]["url"],
        "report": report["url"].partition("?")[0],
        "similar": f"{document}/similar",
        "cite-paragraph": f"{document}/cite?paragraph={anchor}",
        "cite-search": "/search/cite?q=improvement+board",
        "evidence": f"/evidence?p={document.rpartition('/')[2]}~{anchor}",
        "meeting": f"/meetings/{record['meeting']['id']}",
        "councils": "/councils",
        "council": "/councils/slough",
        "compare": "/compare?q=improvement&council=bradford&council=devon&council=slough",
        "coverage": "/coverage",
        "help": "/help",
        "about-the-data": "/about-the-data",
        "not-found": "/documents/nowhere",
    }


def take(page: Page, name: str, address: str, width: int, height: int) -> None:
    """Save one page, cut off where it gets long, as WebP."""
    page.set_viewport_size({"width": width, "height": 900 if width > 600 else 800})
    page.goto(address)
    tall = page.evaluate("document.documentElement.scrollHeight")
    if "#" in address:
        page.wait_for_timeout(1000)  # the page is still on its way to the paragraph
        picture = page.screenshot()
    else:
        clip = {"x": 0, "y": 0, "width": width, "height": min(tall, height)}
        picture = page.screenshot(full_page=True, clip=clip)  # type: ignore[arg-type]
    with Image.open(io.BytesIO(picture)) as image:
        image.convert("RGB").save(HERE / f"{name}-{width}.webp", quality=72, method=6)


def main() -> None:
    """Serve the index and take every picture."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--index", type=Path, default=Path(".minutebook"))
    parser.add_argument("--only", default="")
    options = parser.parse_args()
    site = "https://minutes.example.org"
    server = create_server(create_app(options.index, site=site), host="127.0.0.1", port=0)
    threading.Thread(target=server.run, daemon=True).start()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox", "--disable-gpu"]
        )
        page = browser.new_page(base_url=f"http://127.0.0.1:{server.effective_port}")
        for name, address in addresses(options.index).items():
            if options.only in name:
                for width, height in WIDTHS.items():
                    take(page, name, address, width, height)
        browser.close()
    server.close()


if __name__ == "__main__":
    main()
