"""What tests share: one small index, served by the real application; no property test is timed."""

from __future__ import annotations

from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import HealthCheck, settings
from web_fixtures import RECALLED, BufferedClient, build_index, write_files

from app import create_app

# How fast this machine is just now is no property of the code.
settings.register_profile("any", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("any")


@pytest.fixture(scope="session")
def web_index(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An index of the small collection in web_fixtures, built once, one document withdrawn."""
    folder = tmp_path_factory.mktemp("web")
    write_files(folder / "files")
    recalled = folder / "files" / "recalled.html"
    recalled.write_text(RECALLED.html(), encoding="utf-8")
    build_index(folder / "files", folder / "index")
    recalled.unlink()
    build_index(folder / "files", folder / "index")
    return folder / "index"


@pytest.fixture
def web_app(web_index: Path) -> Flask:
    """A fresh application over the small index."""
    application = create_app(web_index)
    application.testing = True
    application.test_client_class = BufferedClient
    return application


@pytest.fixture
def client(web_app: Flask) -> FlaskClient:
    """A client of the application."""
    return web_app.test_client()
