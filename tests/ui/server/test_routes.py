"""Which addresses are served: pages and what they are made of; nothing that a reader has no use for."""

import re
from pathlib import Path

import pytest

from briefing.places import basemap
from briefing.ui.server.routes import Routes
from tests.ui.server.asgi import ask, connect


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/map",
        "/_stcore/health",
        "/_stcore/host-config",
        "/static/js/index.js",
        "/media/a.pdf",
        "/basemap/lakes.geojson",
    ],
)
def test_what_a_page_needs_is_served(path: str) -> None:
    assert ask(Routes, path).status == 200


@pytest.mark.parametrize(
    "path",
    [
        "/_stcore/upload_file/session/file",
        "/_stcore/metrics",
        "/_stcore/script-health-check",
        "/_stcore/agent/interact",
        "/_stcore/health/more",
        "/_stcore",
        "/component/x/index.html",
        "/auth/login",
        "/oauth2callback",
        "/basemap/build.py",
        "/basemap/README.md",
        "/basemap/../dashboard.py",
        "/basemap/",
        "/basemap",
    ],
)
def test_what_no_reader_needs_is_not_there(path: str) -> None:
    talk = ask(Routes, path)
    assert (talk.status, talk.reached) == (404, False)


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS"])
def test_nothing_can_be_sent(method: str) -> None:
    assert ask(Routes, "/media/x", method).status == 405


def test_every_file_that_is_served_is_there() -> None:
    assert [name for name in basemap.files() if not (basemap.folder() / name).is_file()] == []


def test_every_file_that_the_map_asks_for_is_served() -> None:
    script = Path("briefing/ui/slippy.js").read_text(encoding="utf-8")
    wanted = set(re.findall(r"/(\w+\.json)`", script))
    assert wanted >= {"labels.json", "towns.json"}
    assert wanted <= set(basemap.files())


def test_a_page_keeps_its_connection() -> None:
    assert connect(Routes).reached
