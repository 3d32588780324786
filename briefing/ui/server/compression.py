"""Files leave compressed, each compressed once: Streamlit's own scripts among them, which it sends as they are.

It leaves them so because it would compress them anew for every reader; here what was compressed is kept. Everything
else, downloads and streams and what is compressed already, passes as it came, and no WebSocket is touched.
"""

import asyncio
import gzip
import re

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

FILES = re.compile(r"/(static|basemap|scripts)/|(?<!/recorded)/[\w-]*$")  # /recorded/ compresses by itself
TYPES = re.compile(r"text/(?!event-stream)|application/(javascript|json|geo\+json|wasm)|image/svg\+xml")
LEAST = 500  # bytes; less fits a packet as it is
LEVEL = 6  # more takes a third longer for nothing
MOST = 512  # files that are kept; Streamlit has some 300


class Compression:
    """ASGI middleware that compresses files for browsers that take gzip."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        self.kept: dict[tuple[str, str], bytes] = {}
        self.turn = asyncio.Lock()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, and what answers it back compressed if it is a file."""
        if not is_file(scope):
            await self.app(scope, receive, send)
        elif takes_gzip(Headers(scope=scope)):
            await Answer(self, scope["path"], send).to(plain(scope), receive)
        else:
            await self.app(scope, receive, varying(send))

    async def compressed(self, path: str, tag: str, body: bytes) -> bytes:
        """The body of this file compressed; the first reader waits for it, and one file at a time is worked on."""
        async with self.turn:
            if (path, tag) not in self.kept:
                if len(self.kept) >= MOST:
                    del self.kept[next(iter(self.kept))]
                self.kept[path, tag] = await asyncio.to_thread(gzip.compress, body, LEVEL, mtime=0)
            return self.kept[path, tag]


class Answer:
    """One answer on its way back: a file is gathered and compressed, anything else passes at once."""

    def __init__(self, by: Compression, path: str, send: Send) -> None:
        self.by, self.path, self.send = by, path, send
        self.start: Message | None = None
        self.body = bytearray()

    async def to(self, scope: Scope, receive: Receive) -> None:
        """Have the application behind answer."""
        await self.by.app(scope, receive, self.passed)

    async def passed(self, message: Message) -> None:
        """Take a message of the application."""
        if message["type"] == "http.response.start" and is_compressible(message):
            self.start = message
        elif self.start is None or message["type"] != "http.response.body":
            await self.send(message)
        else:
            self.body += message.get("body", b"")
            if not message.get("more_body"):
                await self.end(self.start)

    async def end(self, start: Message) -> None:
        """Send the whole file."""
        headers = MutableHeaders(scope=start)
        body = await self.by.compressed(self.path, headers["etag"], bytes(self.body))
        vary(headers)
        headers["Content-Encoding"], headers["Content-Length"] = "gzip", str(len(body))
        headers["ETag"] = f"W/{headers['etag'].removeprefix('W/')}"  # the same contents in other bytes
        await self.send(start)
        await self.send({"type": "http.response.body", "body": body})


def is_file(scope: Scope) -> bool:
    """Whether a whole file is asked for; a part of one is a part of what is not compressed."""
    return bool(
        scope["type"] == "http"
        and scope["method"] == "GET"
        and FILES.search(scope["path"])
        and "range" not in Headers(scope=scope)
    )


def takes_gzip(headers: Headers) -> bool:
    """Whether the browser takes gzip; ``gzip;q=0`` is a refusal."""
    asked = [each.replace(" ", "").lower() for each in headers.get("accept-encoding", "").split(",")]
    return any(re.fullmatch(r"gzip(;q=(1(\.0*)?|0\.\d*[1-9]\d*))?", each) for each in asked)


def is_compressible(start: Message) -> bool:
    """Whether an answer is a whole file of text that is worth it; its tag tells one state of the file from the next."""
    headers = Headers(raw=start["headers"])
    return bool(
        start["status"] == 200
        and "etag" in headers
        and "content-encoding" not in headers
        and int(headers.get("content-length", 0)) >= LEAST
        and TYPES.match(headers.get("content-type", ""))
    )


def plain(scope: Scope) -> Scope:
    """The request of a browser that takes no compression, so that nothing behind compresses by itself."""
    return {**scope, "headers": [row for row in scope["headers"] if row[0].lower() != b"accept-encoding"]}


def vary(headers: MutableHeaders) -> None:
    """Say that an answer is another for who takes gzip, unless it says so."""
    if "accept-encoding" not in headers.get("vary", "").lower():
        headers.add_vary_header("Accept-Encoding")


def varying(send: Send) -> Send:
    """What says the same of an answer on its way back."""

    async def told(message: Message) -> None:
        if message["type"] == "http.response.start":
            vary(MutableHeaders(scope=message))
        await send(message)

    return told
