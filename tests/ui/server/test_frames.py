"""What a browser sends is held as it is sent, and unpacked no faster than it is taken."""

import asyncio
import logging
import os
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import Any
from urllib.parse import urlsplit

import pytest
from starlette.types import Message, Receive, Scope, Send
from uvicorn.config import Config
from uvicorn.protocols.http.auto import AutoHTTPProtocol
from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol
from uvicorn.server import ServerState
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed, InvalidStatus

from briefing.ui.server.frames import LARGEST, MOST, PIECE, Sparing, keep_frames_short

MANY = 200
SOON = 60.0  # seconds, after which something is wrong
MASK = bytes(4)
BEGUN, PART = b"\x02\x80" + MASK, b"\x00\x80" + MASK  # a message and more of it, empty, each with more to come
PING, PONG = b"\x89\x80" + MASK, b"\x8a\x80" + MASK
MESSAGE = b"\x82\x80" + MASK
NO_FRAME = b"\x83\x80" + MASK
Page = Callable[[Receive, Send], Awaitable[None]]


@pytest.fixture(autouse=True)
def sparing(monkeypatch: pytest.MonkeyPatch) -> None:
    """Connections that are sparing, for this test."""
    monkeypatch.setattr(WebSocketsSansIOProtocol, "__init__", WebSocketsSansIOProtocol.__init__)
    keep_frames_short()


@asynccontextmanager
async def served(page: Page, **settings: Any) -> AsyncIterator[tuple[str, ServerState]]:
    """The address of a server of this page, and the connections of that server."""

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        await receive()
        await send({"type": "websocket.accept"})
        await page(receive, send)

    config = Config(app, ws="websockets-sansio", lifespan="off", log_config=None, **settings)
    state = ServerState()
    config.load()
    made: Any = AutoHTTPProtocol
    server = await asyncio.get_running_loop().create_server(lambda: made(config, state, {}), "127.0.0.1", 0)
    host, port = server.sockets[0].getsockname()
    async with server, asyncio.timeout(SOON):
        yield f"ws://{host}:{port}/", state


@asynccontextmanager
async def connected(page: Page, **settings: Any) -> AsyncIterator[tuple[ClientConnection, ServerState]]:
    """A browser at a server whose page takes its messages, and the connections of that server."""
    async with served(page, **settings) as (address, state), connect(address, proxy=None) as browser:
        yield browser, state


def the_one(state: ServerState) -> Sparing:
    """The connection of the browser."""
    (found,) = (each for each in state.connections if isinstance(each, Sparing))
    return found


def queued(state: ServerState) -> int:
    """How many bytes are unpacked of messages that nobody has taken."""
    waiting = the_one(state).queue._queue  # type: ignore[attr-defined]  # a queue tells how many there are, not which
    return sum(len(message.get("bytes") or b"") for message in waiting)


def test_what_is_small_as_it_is_sent_is_unpacked_as_it_is_taken() -> None:
    sent, done = asyncio.Event(), asyncio.Event()
    waiting, taken = [0], [0]

    async def page(receive: Receive, __: Send) -> None:
        await sent.wait()
        for _ in range(MANY):
            waiting.append(queued(states[0]))
            taken.append(len((await receive())["bytes"]))
        done.set()

    async def visit() -> None:
        async with connected(page) as (browser, state):
            states.append(state)
            for _ in range(MANY):
                await browser.send(bytes(LARGEST))
            sent.set()
            await done.wait()

    states: list[ServerState] = []
    asyncio.run(visit())
    assert taken[1:] == [LARGEST] * MANY
    assert LARGEST <= max(waiting) <= 16 * LARGEST


def test_a_frame_that_unpacks_to_more_ends_its_connection() -> None:
    async def page(receive: Receive, _: Send) -> None:
        while (await receive())["type"] != "websocket.disconnect":
            pass

    async def visit() -> int:
        async with connected(page) as (browser, _):
            await browser.send(bytes(LARGEST + 1))
            with pytest.raises(ConnectionClosed) as end:
                await browser.recv()
        assert end.value.rcvd
        return end.value.rcvd.code

    assert asyncio.run(visit()) == 1009


def test_nobody_answers_who_has_left() -> None:
    left = asyncio.Event()
    heard: list[Message] = []

    async def page(receive: Receive, _: Send) -> None:
        await left.wait()
        heard.append(await receive())

    async def visit() -> None:
        async with connected(page) as (browser, state):
            for _ in range(MANY):
                await browser.send(b"x")
            while not queued(state):
                await asyncio.sleep(0)
            the_one(state).transport.abort()  # as for who does not answer any more
            while state.connections:
                await asyncio.sleep(0)
            left.set()
            while not heard:
                await asyncio.sleep(0)

    asyncio.run(visit())
    assert [message["type"] for message in heard] == ["websocket.disconnect"]


def test_text_is_taken_for_bytes_and_writes_nothing(caplog: pytest.LogCaptureFixture) -> None:
    heard: list[Message] = []
    done = asyncio.Event()

    async def page(receive: Receive, _: Send) -> None:
        heard.append(await receive())
        done.set()

    async def visit() -> None:
        async with connected(page) as (browser, _):
            await browser.send(b"\xff", text=True)
            await done.wait()

    with caplog.at_level(logging.WARNING):
        asyncio.run(visit())
    assert [message["bytes"] for message in heard] == [b"\xff"]
    assert caplog.records == []


async def waits(receive: Receive, _: Send) -> None:
    """A page that takes what comes, until its browser has left."""
    while (await receive())["type"] != "websocket.disconnect":
        pass


@pytest.mark.parametrize("frame", [PART, PING, PONG], ids=["parts", "pings", "pongs"])
def test_frames_without_end_of_which_no_message_comes_end_their_connection(frame: bytes) -> None:
    async def visit() -> int | None:
        async with connected(waits) as (browser, _):
            browser.transport.write(BEGUN + frame * (MOST + 1))
            await browser.wait_closed()
            return browser.close_code

    assert asyncio.run(visit()) == 1006


def test_a_page_may_be_open_for_days() -> None:
    answer, taken = b"abcd", asyncio.Event()
    heard: list[Message] = []

    async def page(receive: Receive, _: Send) -> None:
        heard.append(await receive())
        taken.set()

    async def visit() -> None:
        async with connected(page) as (browser, state):
            the_one(state).pending_ping_payload = answer
            browser.transport.write(PING * MOST + b"\x8a\x84" + MASK + answer + PONG * MOST + MESSAGE)
            await taken.wait()

    asyncio.run(visit())
    assert [message["type"] for message in heard] == ["websocket.receive"]


def test_others_have_their_turn_between_two_pieces() -> None:
    sent = PONG * (3 * PIECE // len(PONG))
    lefts: list[int] = []

    async def visit() -> bool:
        async with connected(waits) as (_, state):
            found = the_one(state)
            found.useless = -len(sent)
            found.data_received(sent)
            while found.rest:
                lefts.append(len(found.rest))
                await asyncio.sleep(0)
            return found.transport.is_reading()

    assert asyncio.run(visit())
    assert lefts == [len(sent) - PIECE, len(sent) - 2 * PIECE]


async def _sends_without_end(receive: Receive, send: Send) -> None:
    await receive()
    with pytest.raises(OSError):
        while True:
            await send({"type": "websocket.send", "bytes": os.urandom(LARGEST)})  # compresses to nothing less


async def _full(state: ServerState) -> None:
    """Wait until what is sent to the browser waits for it to read."""
    while the_one(state).writable.is_set():
        await asyncio.sleep(0)


def test_who_does_not_read_is_let_go_and_whoever_sends_learns_that_they_left(caplog: pytest.LogCaptureFixture) -> None:
    async def visit() -> None:
        async with connected(_sends_without_end, ws_ping_interval=0.1, ws_ping_timeout=0.1) as (browser, state):
            browser.transport.pause_reading()
            browser.transport.write(MESSAGE)
            while state.connections or state.tasks:
                await asyncio.sleep(0)
            browser.transport.abort()

    asyncio.run(visit())
    assert [record for record in caplog.records if record.exc_info] == []


def test_who_reads_again_after_good_bye_writes_no_traceback(caplog: pytest.LogCaptureFixture) -> None:
    async def visit() -> None:
        async with connected(_sends_without_end) as (browser, state):
            browser.transport.pause_reading()
            browser.transport.write(MESSAGE)
            await _full(state)
            browser.transport.write(NO_FRAME)
            while not the_one(state).close_sent:
                await asyncio.sleep(0)
            the_one(state).resume_writing()  # as where some of what waits has been read, and not all
            while state.tasks:
                await asyncio.sleep(0)
            browser.transport.abort()

    asyncio.run(visit())
    assert [record for record in caplog.records if record.exc_info] == []


def test_messages_without_end_after_good_bye_end_their_connection() -> None:
    async def page(receive: Receive, send: Send) -> None:
        await receive()
        await send({"type": "websocket.close"})

    async def visit() -> None:
        async with connected(page) as (browser, state):
            the_one(state).close_timeout = SOON
            browser.transport.pause_reading()
            browser.transport.write(MESSAGE * (MOST + PIECE))
            while state.connections:
                await asyncio.sleep(0)
            browser.transport.abort()

    asyncio.run(visit())


@pytest.mark.parametrize("more", [[("x", "y")] * 200, [("Cookie", "x" * 9000)]], ids=["lines", "a long line"])
def test_a_request_for_a_page_with_more_than_is_read_of_it_is_answered(more: list[tuple[str, str]]) -> None:
    async def visit() -> int:
        async with served(waits) as (address, _):
            with pytest.raises(InvalidStatus) as end:
                await connect(address, proxy=None, additional_headers=more)
        return end.value.response.status_code

    assert asyncio.run(visit()) == 431


def test_a_request_for_a_page_that_has_more_to_say_is_answered_too() -> None:
    async def visit() -> bytes:
        async with served(waits) as (address, _):
            host, port = urlsplit(address).hostname, urlsplit(address).port
            reading, writing = await asyncio.open_connection(host, port)
            writing.write(b"GET / HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n")
            writing.write(b"Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n")
            writing.write(b"Content-Length: 5\r\n\r\nhello")
            try:
                return await reading.read()
            finally:
                writing.close()

    assert asyncio.run(visit()).startswith(b"HTTP/1.1 400 ")
