"""What a browser sends is held as it is sent, and unpacked no faster than it is taken."""

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import Any

import pytest
from starlette.types import Message, Receive, Scope, Send
from uvicorn.config import Config
from uvicorn.protocols.http.auto import AutoHTTPProtocol
from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol
from uvicorn.server import ServerState
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed

from briefing.ui.server.frames import LARGEST, Sparing, keep_frames_short

MANY = 200
SOON = 60.0  # seconds, after which something is wrong
Page = Callable[[Receive], Awaitable[None]]


@pytest.fixture(autouse=True)
def sparing(monkeypatch: pytest.MonkeyPatch) -> None:
    """Connections that are sparing, for this test."""
    monkeypatch.setattr(WebSocketsSansIOProtocol, "__init__", WebSocketsSansIOProtocol.__init__)
    keep_frames_short()


@asynccontextmanager
async def connected(page: Page) -> AsyncIterator[tuple[ClientConnection, ServerState]]:
    """A browser at a server whose page takes its messages, and the connections of that server."""

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        await receive()
        await send({"type": "websocket.accept"})
        await page(receive)

    config, state = Config(app, ws="websockets-sansio", lifespan="off", log_config=None), ServerState()
    config.load()
    made: Any = AutoHTTPProtocol
    server = await asyncio.get_running_loop().create_server(lambda: made(config, state, {}), "127.0.0.1", 0)
    host, port = server.sockets[0].getsockname()
    async with server, asyncio.timeout(SOON), connect(f"ws://{host}:{port}/", proxy=None) as browser:
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

    async def page(receive: Receive) -> None:
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
    async def page(receive: Receive) -> None:
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

    async def page(receive: Receive) -> None:
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

    async def page(receive: Receive) -> None:
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
