"""Files leave compressed, each compressed once; all else passes as it came."""

import asyncio
import gzip
from collections.abc import Sequence
from typing import Any

import pytest
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from briefing.ui.server import compression
from briefing.ui.server.compression import Compression

SCRIPT = b"export const answer = 42\n" * 100
HALVES = (SCRIPT[:1000], SCRIPT[1000:])
FILE = {"content-type": "text/javascript", "etag": '"abc"', "content-length": str(len(SCRIPT))}


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


def test_a_file_is_compressed_once_and_a_newer_one_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[bytes] = []
    squeezed = gzip.compress

    def counted(body: bytes, *given: int, **more: int) -> bytes:
        made.append(body)
        return squeezed(body, *given, **more)

    monkeypatch.setattr(gzip, "compress", counted)
    layer = Compression(behind(HALVES, FILE))
    for _ in range(3):
        assert gzip.decompress(answered(layer, "/static/a.js", accept_encoding="gzip")[1][0]) == SCRIPT
    assert len(made) == 1
    newer = SCRIPT.replace(b"42", b"43")
    layer.app = behind([newer], {**FILE, "etag": '"def"'})
    assert gzip.decompress(answered(layer, "/static/a.js", accept_encoding="gzip")[1][0]) == newer
    assert len(made) == 2


def test_only_so_many_are_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(compression, "MOST", 3)
    layer = Compression(behind(HALVES, FILE))
    for name in "abcde":
        answered(layer, f"/static/{name}.js", accept_encoding="gzip")
    assert [path for path, _ in layer.kept] == ["/static/c.js", "/static/d.js", "/static/e.js"]


def test_a_websocket_is_not_touched() -> None:
    seen: list[Any] = []

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        seen.extend((scope, receive, send))

    async def nothing(*_: Any) -> Any:
        return None

    scope = {"type": "websocket", "path": "/static/a.js", "headers": [(b"accept-encoding", b"gzip")]}
    asyncio.run(Compression(app)(scope, nothing, nothing))
    assert seen == [scope, nothing, nothing]
