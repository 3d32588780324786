"""Files leave compressed, each compressed once; all else passes as it came."""

import asyncio
import gzip
import threading
from collections.abc import Sequence
from time import process_time
from typing import Any

import pytest
from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from briefing.ui.server import compression
from briefing.ui.server.compression import Compression, takes_gzip

SCRIPT = b"export const answer = 42\n" * 100
HALVES = (SCRIPT[:1000], SCRIPT[1000:])
FILE = {"content-type": "text/javascript", "etag": '"abc"', "content-length": str(len(SCRIPT))}
FILE_ROWS = [(name.encode(), value.encode()) for name, value in FILE.items()]
SOON = 20.0  # seconds, after which nobody waits any more


def behind(parts: Sequence[bytes], headers: dict[str, str], status: int = 200) -> ASGIApp:
    """An application that answers in these parts; what it was asked stands in its answer."""

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        asked = dict(scope["headers"]).get(b"accept-encoding", b"none").decode()
        given = [(name.encode(), value.encode()) for name, value in {**headers, "asked": asked}.items()]
        await send({"type": "http.response.start", "status": status, "headers": given})
        for place, part in enumerate(parts, 1):
            await send({"type": "http.response.body", "body": part, "more_body": place < len(parts)})

    return app


def answered(layer: Compression, path: str, method: str = "GET", **asked: str) -> tuple[dict[str, str], list[bytes]]:
    """The headers and the parts of an answer."""
    sent: list[Message] = []

    async def receive() -> Message:
        return {"type": "http.request"}

    async def send(message: Message) -> None:
        sent.append(message)

    headers = [(name.replace("_", "-").encode(), value.encode()) for name, value in asked.items()]
    scope: dict[str, Any] = {"type": "http", "path": path, "method": method, "headers": headers}
    asyncio.run(layer(scope, receive, send))
    told = {name.decode(): value.decode() for name, value in sent[0]["headers"]}
    return told, [message["body"] for message in sent[1:]]


@pytest.mark.parametrize(
    "path", ["/static/js/index.js", "/base/static/css/a.css", "/basemap/lakes.1.geojson", "/", "/map"]
)
def test_a_file_leaves_compressed(path: str) -> None:
    headers, parts = answered(Compression(behind(HALVES, FILE)), path, accept_encoding="br, gzip")
    assert gzip.decompress(b"".join(parts)) == SCRIPT
    assert headers["content-encoding"] == "gzip"
    assert int(headers["content-length"]) == len(parts[0]) < len(SCRIPT) / 4
    assert (headers["etag"], headers["vary"]) == ('W/"abc"', "Accept-Encoding")


def test_nothing_behind_compresses_by_itself() -> None:
    assert answered(Compression(behind(HALVES, FILE)), "/static/a.js", accept_encoding="gzip")[0]["asked"] == "none"
    assert answered(Compression(behind(HALVES, FILE)), "/media/a.csv", accept_encoding="gzip")[0]["asked"] == "gzip"


@pytest.mark.parametrize("path", ["/recorded/cells", "/base/recorded/tile", "/recorded/events"])
def test_what_compresses_its_own_answers_is_told_that_it_may(path: str) -> None:
    assert answered(Compression(behind(HALVES, FILE)), path, accept_encoding="br, gzip")[0]["asked"] == "br, gzip"


@pytest.mark.parametrize(
    ("path", "more", "asked"),
    [
        ("/media/brief.pdf", {}, {}),
        ("/static/font.woff2", {"content-type": "font/woff2"}, {}),
        ("/static/a.js", {"content-encoding": "br"}, {}),
        ("/static/a.js", {"content-type": "text/event-stream"}, {}),
        ("/static/a.js", {"content-length": "20"}, {}),
        ("/static/a.js", {}, {"range": "bytes=0-9"}),
        ("/static/a.js", {}, {"accept_encoding": "br"}),
        ("/static/a.js", {}, {"accept_encoding": "gzip;q=0, br"}),
        ("/static/a.js", {}, {"accept_encoding": "gzip;q=0.0"}),
    ],
)
def test_what_is_no_file_of_text_or_not_taken_passes_in_its_parts(
    path: str, more: dict[str, str], asked: dict[str, str]
) -> None:
    app = behind(HALVES, {**FILE, **more})
    headers, parts = answered(Compression(app), path, **{"accept_encoding": "gzip", **asked})
    assert parts == list(HALVES)
    assert headers.get("content-encoding") == more.get("content-encoding")


def test_what_a_browser_takes_is_read_in_time_of_its_length() -> None:
    begun = process_time()
    assert not takes_gzip(Headers({"accept-encoding": f"gzip;q=0.{'1' * 60_000}x"}))
    assert not takes_gzip(Headers({"accept-encoding": f"gzip;q=0.{'0' * 60_000}"}))
    assert takes_gzip(Headers({"accept-encoding": f"gzip;q=0.{'0' * 60_000}1"}))
    assert process_time() - begun < 0.5


def test_an_answer_without_a_length_streams_on() -> None:
    headers = {name: value for name, value in FILE.items() if name != "content-length"}
    assert answered(Compression(behind(HALVES, headers)), "/static/a.js", accept_encoding="gzip")[1] == list(HALVES)


@pytest.mark.parametrize("status", [206, 304, 404])
def test_what_is_no_whole_file_passes(status: int) -> None:
    app = behind(HALVES, FILE, status)
    assert "content-encoding" not in answered(Compression(app), "/static/a.js", accept_encoding="gzip")[0]


def test_who_takes_none_is_told_that_others_get_other_bytes() -> None:
    assert answered(Compression(behind(HALVES, FILE)), "/static/a.js")[0]["vary"] == "Accept-Encoding"
    said = {**FILE, "vary": "Origin, Accept-Encoding"}
    assert (
        answered(Compression(behind(HALVES, said)), "/static/a.js", accept_encoding="gzip")[0]["vary"] == said["vary"]
    )


def squeezing(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How long the files were that are compressed from now on."""
    made: list[int] = []
    squeezed = gzip.compress

    def counted(body: bytes, *given: int, **more: int) -> bytes:
        made.append(len(body))
        return squeezed(body, *given, **more)

    monkeypatch.setattr(gzip, "compress", counted)
    return made


def test_a_file_is_compressed_once_and_a_newer_one_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    made = squeezing(monkeypatch)
    layer = Compression(behind(HALVES, FILE))
    for _ in range(3):
        assert gzip.decompress(answered(layer, "/static/a.js", accept_encoding="gzip")[1][0]) == SCRIPT
    assert len(made) == 1
    newer = SCRIPT.replace(b"42", b"43")
    layer.app = behind([newer], {**FILE, "etag": '"def"'})
    assert gzip.decompress(answered(layer, "/static/a.js", accept_encoding="gzip")[1][0]) == newer
    assert len(made) == 2


def test_only_so_many_bytes_are_kept_and_those_that_are_asked_for_stay(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(compression, "MOST", 3 * len(gzip.compress(SCRIPT)))
    layer = Compression(behind(HALVES, FILE))
    made = squeezing(monkeypatch)
    for name in "abcade":  # a is asked for again before there is no more room
        answered(layer, f"/static/{name}.js", accept_encoding="gzip")
    assert len(made) == 5
    answered(layer, "/static/a.js", accept_encoding="gzip")
    assert len(made) == 5
    answered(layer, "/static/b.js", accept_encoding="gzip")
    assert len(made) == 6


@pytest.mark.parametrize("paths", [("/static/js/a.js", "/static/js///a.js", "/static/./js/a.js"), ("/", "/map", "/x")])
def test_a_file_is_kept_once_however_its_address_is_spelled(
    monkeypatch: pytest.MonkeyPatch, paths: tuple[str, ...]
) -> None:
    made, layer = squeezing(monkeypatch), Compression(behind(HALVES, FILE))
    for path in paths:
        assert gzip.decompress(answered(layer, path, accept_encoding="gzip")[1][0]) == SCRIPT
    assert len(made) == 1


async def got(layer: Compression, path: str) -> list[Any]:
    """The bodies of an answer in a loop that others share."""
    sent: list[Any] = []

    async def send(message: Message) -> None:
        sent.append(message.get("body"))

    async def receive() -> Message:
        return {"type": "http.request"}

    scope = {"type": "http", "path": path, "method": "GET", "headers": [(b"accept-encoding", b"gzip")]}
    await layer(scope, receive, send)
    return sent[1:]


def test_what_is_kept_waits_for_nothing_that_is_made_and_who_waits_holds_nothing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    gathered: list[str] = []

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        async def told(message: Message) -> None:
            await send(message)
            if message["type"] == "http.response.start":
                gathered.append(scope["path"])

        await behind(HALVES, FILE)(scope, receive, told)

    async def spoken() -> list[list[Any]]:
        layer = Compression(app)
        first = await got(layer, "/static/kept.js")
        freed, squeezed = threading.Event(), gzip.compress
        monkeypatch.setattr(gzip, "compress", lambda *given, **more: (freed.wait(SOON), squeezed(*given, **more))[1])
        waiting = [asyncio.ensure_future(got(layer, "/static/large.js")) for _ in range(5)]
        async with asyncio.timeout(SOON / 2):
            while "/static/large.js" not in gathered:
                await asyncio.sleep(0)
            assert await got(layer, "/static/kept.js") == first
        assert gathered.count("/static/large.js") == 1
        freed.set()
        return await asyncio.gather(*waiting)

    assert {gzip.decompress(parts[0]) for parts in asyncio.run(spoken())} == {SCRIPT}


def test_half_a_file_is_not_kept() -> None:
    async def app(_: Scope, __: Receive, send: Send) -> None:
        await send({"type": "http.response.start", "status": 200, "headers": FILE_ROWS})
        await send({"type": "http.response.body", "body": HALVES[0], "more_body": True})

    layer = Compression(app)
    assert asyncio.run(got(layer, "/static/a.js")) == []
    layer.app = behind(HALVES, FILE)
    assert gzip.decompress(asyncio.run(got(layer, "/static/a.js"))[0]) == SCRIPT


def test_a_websocket_is_not_touched() -> None:
    seen: list[Any] = []

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        seen.extend((scope, receive, send))

    async def nothing(*_: Any) -> Any:
        return None

    scope = {"type": "websocket", "path": "/static/a.js", "headers": [(b"accept-encoding", b"gzip")]}
    asyncio.run(Compression(app)(scope, nothing, nothing))
    assert seen == [scope, nothing, nothing]
