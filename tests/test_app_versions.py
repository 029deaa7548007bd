"""One document published several times is one result, counts once, and names the other files."""

from __future__ import annotations

import dataclasses
from pathlib import Path
from typing import Any

from bs4 import BeautifulSoup
from web_fixtures import IMPROVEMENT, SCRUTINY, BufferedClient, build_index

from app import create_app


def test_versions_are_collapsed_and_named(tmp_path: Path) -> None:
    files = tmp_path / "files"
    (files / "again").mkdir(parents=True)
    (files / "minutes.html").write_text(SCRUTINY.html(), "utf-8")
    (files / "again" / "copy.html").write_text(SCRUTINY.html(), "utf-8")
    draft = dataclasses.replace(IMPROVEMENT, minutes=IMPROVEMENT.minutes[:2])
    page = dataclasses.replace(SCRUTINY, items=(SCRUTINY.items[0], draft))
    (files / "draft.html").write_text(page.html(), "utf-8")
    build_index(files, tmp_path / "index")
    application = create_app(tmp_path / "index")
    application.test_client_class = BufferedClient
    client = application.test_client()
    answer: Any = client.get("/search.json?q=improvement+board").json
    assert answer["total"] == 1
    (result,) = answer["results"]
    assert result["also"] == ["minutes.html", "draft.html"]
    assert answer["facets"]["council"][0]["count"] == 1
    shown = BeautifulSoup(client.get("/search?q=improvement+board").text, "lxml")
    (hit,) = shown.select(".hit")
    assert "Also published as minutes.html, draft.html; counted once" in hit.text
    assert not BeautifulSoup(client.get("/search?q=leavers").text, "lxml").find(string="draft")
