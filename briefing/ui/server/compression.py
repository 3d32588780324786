"""Files leave compressed, each compressed once: Streamlit's own scripts among them, which it sends as they are.

It leaves them so because it would compress them anew for every reader; here what was compressed is kept. Everything
else, downloads and streams and what is compressed already, passes as it came, and no WebSocket is touched.
"""

import asyncio
import gzip
import re
from asyncio import Lock
from collections import OrderedDict
from concurrent.futures import ThreadPoolExecutor
from contextlib import AsyncExitStack
from functools import partial
from weakref import WeakValueDictionary

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

FILES = re.compile(r"/(static|basemap|scripts)/|(?<!/recorded)/[\w-]*$")  # /recorded/ compresses by itself
GZIP = re.compile(r"gzip(;q=(1(\.0*)?|0\.0*[1-9]\d*))?", re.ASCII)  # one way to read it: who asks is not known yet
TYPES = re.compile(r"text/(?!event-stream)|application/(javascript|json|geo\+json|wasm)|image/svg\+xml")
LEAST = 500  # bytes; less fits a packet as it is
LEVEL = 6  # more takes a third longer for nothing
MOST = 64 << 20  # bytes that are kept; Streamlit's files and the base map are an eighth of it
WORKERS = 2  # threads; a small file need not wait for the largest, which takes a second

Key = tuple[str, str, str]
"""A file by what is served: its name, the tag of its state, its type."""


class Kept:
    """What was compressed; where it grows beyond its bound, what was asked for longest ago goes."""

    def __init__(self) -> None:
        self.bodies: OrderedDict[Key, bytes] = OrderedDict()
        self.size = 0

    def get(self, key: Key) -> bytes | None:
        """The compressed file, if it is here."""
        if key in self.bodies:
            self.bodies.move_to_end(key)
        return self.bodies.get(key)

    def put(self, key: Key, body: bytes) -> None:
        """Keep a file."""
        self.bodies[key] = body
        self.size += len(body)
        while self.size > MOST:
            self.size -= len(self.bodies.popitem(last=False)[1])


class Compression:
    """ASGI middleware that compresses files for browsers that take gzip."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        self.kept = Kept()
        self.turns: WeakValueDictionary[Key, Lock] = WeakValueDictionary()
        self.workers = ThreadPoolExecutor(WORKERS, "gzip")  # not those of the loop, in which exports are made

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, and what answers it back compressed if it is a file."""
        if not is_file(scope):
            await self.app(scope, receive, send)
        elif takes_gzip(Headers(scope=scope)):
            await Answer(self, scope["path"], send).to(plain(scope), receive)
        else:
            await self.app(scope, receive, varying(send))

    async def compressed(self, key: Key, body: bytearray) -> bytes:
        """The body of this file compressed, and kept."""
        squeeze = partial(gzip.compress, body, LEVEL, mtime=0)
        made = await asyncio.get_running_loop().run_in_executor(self.workers, squeeze)
        self.kept.put(key, made)
        return made


class Answer:
    """One answer on its way back: a file is gathered and compressed, anything else passes at once."""

    def __init__(self, by: Compression, path: str, send: Send) -> None:
        self.by, self.path, self.send = by, path, send
        self.start: Message | None = None
        self.body = bytearray()
        self.is_whole = False
        self.ready: bytes | None = None
        self.turn = AsyncExitStack()

    async def to(self, scope: Scope, receive: Receive) -> None:
        """Have the application behind answer; a file leaves once it has closed it, however slowly it is read."""
        async with self.turn:
            await self.by.app(scope, receive, self.passed)
            if self.start is not None and self.is_whole and self.ready is None:
                self.ready = await self.by.compressed(key_of(self.path, self.start), self.body)
        self.body = bytearray()
        if self.start is not None and self.ready is not None:
            await self.end(self.start, self.ready)

    async def passed(self, message: Message) -> None:
        """Take a message of the application."""
        if message["type"] == "http.response.start" and is_compressible(message):
            self.start = message
            await self.begin(key_of(self.path, message))
        elif self.start is None or message["type"] != "http.response.body":
            await self.send(message)
        else:
            if self.ready is None:
                self.body += message.get("body", b"")
            self.is_whole = not message.get("more_body")

    async def begin(self, key: Key) -> None:
        """Find the file if it is kept, or wait, with nothing in hand yet, until nobody else is making it."""
        self.ready = self.by.kept.get(key)
        if self.ready is None:
            await self.turn.enter_async_context(self.by.turns.setdefault(key, Lock()))
            self.ready = self.by.kept.get(key)
        if self.ready is not None:
            await self.turn.aclose()

    async def end(self, start: Message, body: bytes) -> None:
        """Send the whole file."""
        headers = MutableHeaders(scope=start)
        vary(headers)
        headers["Content-Encoding"], headers["Content-Length"] = "gzip", str(len(body))
        headers["ETag"] = f"W/{headers['etag'].removeprefix('W/')}"  # the same contents in other bytes
        await self.send(start)
        await self.send({"type": "http.response.body", "body": body})


def key_of(path: str, start: Message) -> Key:
    """Which file an answer is, however its address is spelled: every page without a point in its name is one."""
    headers, name = Headers(raw=start["headers"]), path.rpartition("/")[2]
    return name if "." in name else "", headers["etag"], headers["content-type"]


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
    return any(GZIP.fullmatch(each) for each in asked)


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
