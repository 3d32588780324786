"""Which addresses are served: pages and what they are made of; nothing that a reader has no use for."""

import asyncio
import re
import time
from pathlib import Path

import pytest
from starlette.types import Message, Receive, Scope, Send

from briefing.places import basemap
from briefing.ui import scripts
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
        f"/basemap/{next(iter(basemap.files()))}",
        f"/scripts/{next(iter(scripts.files()))}",
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
        "/basemap/lakes.geojson",
        "/scripts/component.js",
        "/basemap/README.md",
        "/basemap/../dashboard.py",
        "/basemap/",
        "/basemap",
    ],
)
def test_what_no_reader_needs_is_not_there(path: str) -> None:
    talk = ask(Routes, path)
    assert (talk.status, talk.reached) == (404, False)


@pytest.mark.parametrize(
    "path",
    [
        "//static/js/a.js",
        "/static/js//a.js",
        "/static/js/////a.js",
        "/static/./js/a.js",
        "/./static/js/a.js",
        "/static/x/../js/a.js",
        "/static/js/..",
        "/static\\js\\a.js",
        "/static/js/%2e/a.js",  # as decoded once
        "/static/js%2F/a.js",
        "/static/js%5ca.js",
        "/static/js/a.js\0",
        "//map",
    ],
)
def test_a_file_has_one_spelling(path: str) -> None:
    talk = ask(Routes, path)
    assert (talk.status, talk.reached) == (404, False)


@pytest.mark.parametrize("path", ["/map/", "/map//", "/static/js/a..b.js", "/static/.hidden", "/static/a b%.js"])
def test_strokes_at_the_end_and_points_in_a_name_are_no_other_spelling(path: str) -> None:
    assert ask(Routes, path).reached


@pytest.mark.parametrize("path", ["/auth/login", "/auth/logout", "/oauth2callback"])
def test_signing_in_is_there_only_where_it_is_on(path: str) -> None:
    assert ask(lambda app: Routes(app, signing_in=True), path).reached
    assert not ask(lambda app: Routes(app, signing_in=True), f"{path}/more").reached
    assert not ask(Routes, path).reached


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS"])
def test_nothing_can_be_sent(method: str) -> None:
    assert ask(Routes, "/media/x", method).status == 405


def test_every_file_that_the_map_asks_for_is_served() -> None:
    script = Path("briefing/ui/slippy.js").read_text(encoding="utf-8")
    wanted = set(re.findall(r"lands\.files\.(\w+)", script))
    assert wanted == {"labels", "towns"}
    assert wanted <= basemap.addresses("").keys()


def test_a_page_keeps_its_connection() -> None:
    assert connect(Routes).reached


@pytest.mark.parametrize("path", ["/", "/recorded/x", "/basemap/x", "/recorded/_stcore/stream", "/_stcore/health"])
def test_no_other_connection_stays_open(path: str) -> None:
    talk = connect(Routes, path=path)
    assert (talk.reached, [message["type"] for message in talk.sent]) == (False, ["websocket.close"])


def test_what_starts_and_ends_the_process_passes() -> None:
    """Else nothing that is done at the start is done: the log is not watched, and no dossier is read."""
    reached = []

    async def behind(scope: Scope, receive: Receive, send: Send) -> None:
        reached.append(scope["type"])

    async def receive() -> Message:
        raise AssertionError("nothing is asked")

    async def send(message: Message) -> None:
        raise AssertionError(f"nothing is said: {message}")

    asyncio.run(Routes(behind)({"type": "lifespan"}, receive, send))
    assert reached == ["lifespan"]


@pytest.mark.parametrize(
    "path", ["/" * 58_000, "/a" * 29_000, "/scripts/" + "a/" * 29_000], ids=["strokes", "folders", "scripts"]
)
def test_a_path_that_is_longer_than_any_of_ours_is_refused_at_once(path: str) -> None:
    then = time.monotonic()
    talk = ask(Routes, path)
    assert (talk.status, talk.reached) == (404, False)
    assert time.monotonic() - then < 1
