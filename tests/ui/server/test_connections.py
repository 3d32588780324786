"""How many connections are held at once, and what becomes of those beyond them."""

import asyncio
import gc
import logging
import resource
import socket
import weakref
from asyncio import Protocol, Transport
from contextlib import suppress
from typing import Any
from unittest.mock import Mock

import pytest
from starlette.types import ASGIApp, Receive, Scope, Send
from uvicorn.config import Config
from uvicorn.protocols.http.auto import AutoHTTPProtocol
from uvicorn.server import ServerState

from briefing.ui.server import connections
from briefing.ui.server.connections import (
    AHEAD,
    BODY,
    LEAST,
    LEFT,
    MOST,
    OF_PAGE,
    OTHERS,
    _look,
    _unread,
    keep_files_free,
    raise_bound,
    room,
)
from briefing.ui.server.routes import CURATE, UPLOADS

SOFT, HARD = 1024, 4096
SOON = 60.0  # seconds, after which nobody is let go any more
LONG = 20 << 20  # bytes, more than the system takes for a connection
HEAD = b"GET / HTTP/1.1\r\nHost: a\r\n"


@pytest.fixture
def bounds(monkeypatch: pytest.MonkeyPatch) -> list[tuple[int, int]]:
    """The bounds of a process, the last one in force."""
    found = [(SOFT, HARD)]
    monkeypatch.setattr(resource, "getrlimit", lambda _: found[-1])
    monkeypatch.setattr(resource, "setrlimit", lambda _, given: found.append(given))
    return found


def test_a_process_opens_as_many_files_as_it_may_ask_for(bounds: list[tuple[int, int]]) -> None:
    assert raise_bound() == HARD
    assert bounds[-1] == (HARD, HARD)


def test_where_it_may_not_the_bound_stays(bounds: list[tuple[int, int]], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(resource, "setrlimit", Mock(side_effect=ValueError))
    assert raise_bound() == SOFT


def test_where_only_fewer_are_given_those_are_taken(
    bounds: list[tuple[int, int]], monkeypatch: pytest.MonkeyPatch
) -> None:
    def given(_: int, wanted: tuple[int, int]) -> None:
        if wanted[0] > 5000:
            raise ValueError(wanted)
        bounds.append(wanted)

    bounds.append((256, 1 << 20))
    monkeypatch.setattr(resource, "setrlimit", given)
    assert raise_bound() == 4096
    assert bounds[-1] == (4096, 1 << 20)


def test_no_bound_is_none(bounds: list[tuple[int, int]]) -> None:
    bounds.append((resource.RLIM_INFINITY, resource.RLIM_INFINITY))
    assert raise_bound() == 0


@pytest.mark.parametrize("files", [1024, 4096])
def test_there_is_room_for_as_many_pages_as_leave_files_for_the_process(files: int) -> None:
    left = files - (room(files) * OF_PAGE + LEFT * (OF_PAGE - 1))
    assert OTHERS <= left < OTHERS + OF_PAGE


@pytest.mark.parametrize(("files", "most"), [(0, MOST), (1 << 20, MOST), (256, LEAST)])
def test_the_room_has_its_ends(files: int, most: int) -> None:
    assert room(files) == most


def restored(monkeypatch: pytest.MonkeyPatch) -> None:
    """Leave the protocol as it was, afterwards."""
    for name in ("connection_made", "data_received", "resume_writing", "send_400_response"):
        monkeypatch.setattr(AutoHTTPProtocol, name, getattr(AutoHTTPProtocol, name))


def test_what_comes_beyond_is_ended_and_told_once(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    held: set[object] = set()
    restored(monkeypatch)
    monkeypatch.setattr(AutoHTTPProtocol, "connection_made", lambda self, _: held.add(self))
    monkeypatch.setattr(connections, "raise_bound", lambda: 0)
    monkeypatch.setattr(connections, "MOST", 2)
    keep_files_free()

    async def came() -> list[bool]:
        return [_came(held) for _ in range(4)]

    ended = asyncio.run(came())
    assert ended == [False, False, True, True]
    assert [record.levelno for record in caplog.records] == [logging.WARNING]


def _came(held: set[object]) -> bool:
    protocol, transport = Mock(connections=held), Mock(Transport)
    AutoHTTPProtocol.connection_made(protocol, transport)
    return bool(transport.abort.called)


async def _server(app: ASGIApp) -> tuple[asyncio.Server, ServerState]:
    """A server of this application, and what it knows of its connections."""
    config, state = Config(app, timeout_keep_alive=600, lifespan="off", log_config=None), ServerState()
    config.load()
    made: Any = AutoHTTPProtocol
    server = await asyncio.get_running_loop().create_server(lambda: made(config, state, {}), "127.0.0.1", 0)
    return server, state


async def _left(sent: bytes, then: bytes) -> None:
    """Be a client that sends no more than this, until the server lets it go."""

    async def app(scope: Scope, _: Receive, send: Send) -> None:
        await send({"type": "http.response.start", "status": 200, "headers": [(b"content-length", b"0")]})
        await send({"type": "http.response.body"})

    server, _ = await _server(app)
    async with server, asyncio.timeout(SOON):
        reader, writer = await asyncio.open_connection(*server.sockets[0].getsockname())
        with suppress(ConnectionResetError, asyncio.IncompleteReadError):
            writer.write(sent)
            if then:
                await reader.readuntil(b"\r\n\r\n")
                writer.write(then)
            await reader.read()
        writer.close()


@pytest.mark.parametrize(
    ("sent", "then"),
    [
        (b"", b""),
        (HEAD + b"X: ", b""),
        (HEAD + b"\r\n", HEAD),
        (HEAD + b"Content-Length: 9\r\n\r\n", b"x"),
    ],
    ids=["silent", "half a head", "half a second head", "half a body"],
)
def test_who_asks_for_nothing_is_let_go(monkeypatch: pytest.MonkeyPatch, sent: bytes, then: bytes) -> None:
    restored(monkeypatch)
    monkeypatch.setattr(connections, "raise_bound", lambda: 0)
    monkeypatch.setattr(connections, "PATIENCE", 0.05)
    keep_files_free()
    asyncio.run(_left(sent, then))


async def _answered(length: int, head: bytes, read: bool) -> int:
    """How much arrives at a client that reads an answer of this length slowly, or waits until it is let go."""

    async def app(_: Scope, __: Receive, send: Send) -> None:
        start = {"type": "http.response.start", "status": 200, "headers": [(b"content-length", b"%d" % length)]}
        await send(start)
        await send({"type": "http.response.body", "body": bytes(length)})

    server, state = await _server(app)
    async with server, asyncio.timeout(SOON):
        client = socket.create_connection(server.sockets[0].getsockname())
        client.setblocking(False)
        loop = asyncio.get_running_loop()
        await loop.sock_sendall(client, head)
        while not state.connections:
            await asyncio.sleep(0)
        while not read and state.connections:
            await asyncio.sleep(0.01)
        arrived = 0
        with suppress(ConnectionResetError):
            while part := await loop.sock_recv(client, 1 << 18):
                arrived += len(part)
                await asyncio.sleep(0.01)
        client.close()
        return arrived


@pytest.mark.parametrize("more", [b"", b"Connection: close\r\n"], ids=["kept", "closing"])
def test_who_does_not_read_what_was_asked_for_is_let_go(monkeypatch: pytest.MonkeyPatch, more: bytes) -> None:
    restored(monkeypatch)
    monkeypatch.setattr(connections, "raise_bound", lambda: 0)
    monkeypatch.setattr(connections, "UNREAD", 0.1)
    keep_files_free()
    assert asyncio.run(_answered(LONG, HEAD + more + b"\r\n", read=False)) < LONG


def test_who_reads_slowly_gets_the_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    restored(monkeypatch)
    monkeypatch.setattr(connections, "raise_bound", lambda: 0)
    monkeypatch.setattr(connections, "UNREAD", 0.1)
    keep_files_free()
    assert asyncio.run(_answered(LONG, HEAD + b"Connection: close\r\n\r\n", read=True)) > LONG


@pytest.mark.parametrize(("resumed", "unsent"), [((1, 2), (9, 9)), ((1, 1), (9, 8)), ((1, 1), (0, 0))])
def test_whatever_has_left_or_nothing_that_waits_is_no_reason(
    monkeypatch: pytest.MonkeyPatch, resumed: tuple[int, int], unsent: tuple[int, int]
) -> None:
    monkeypatch.setattr(connections, "UNREAD", 600.0)
    transport = _held_by(Mock(AutoHTTPProtocol, resumed=resumed[1]), unsent[1])

    async def look() -> None:
        _unread(transport, (resumed[0], unsent[0]))

    asyncio.run(look())
    assert not transport.abort.called


def _held_by(protocol: Mock, unsent: int) -> Mock:
    """A connection of which so many bytes have not left."""
    transport = Mock(Transport, get_protocol=Mock(return_value=protocol), is_closing=Mock(return_value=False))
    transport.get_write_buffer_size.return_value = unsent
    return transport


@pytest.mark.parametrize("is_closing", [False, True])
def test_a_page_that_is_not_read_is_ended_here_once_it_is_closed(
    monkeypatch: pytest.MonkeyPatch, is_closing: bool
) -> None:
    monkeypatch.setattr(connections, "UNREAD", 600.0)
    transport = _held_by(Mock(Protocol, resumed=0), 9)
    transport.is_closing.return_value = is_closing

    async def look() -> None:
        _unread(transport, (0, 9))

    asyncio.run(look())
    assert transport.abort.called is is_closing


@pytest.mark.parametrize("of_a_page", [True, False])
def test_a_page_and_an_answer_on_its_way_may_take_their_time(monkeypatch: pytest.MonkeyPatch, of_a_page: bool) -> None:
    monkeypatch.setattr(connections, "PATIENCE", 0.0)
    protocol = Mock(Protocol if of_a_page else AutoHTTPProtocol, cycle=Mock(response_complete=of_a_page))
    transport = Mock(Transport, is_closing=Mock(side_effect=[False, False, True]))
    transport.get_protocol.return_value = protocol

    async def look() -> None:
        _look(transport, protocol.cycle)
        await asyncio.sleep(0)
        await asyncio.sleep(0)

    asyncio.run(look())
    assert not transport.close.called


@pytest.mark.parametrize(("ahead", "is_ended"), [(AHEAD, False), (AHEAD + 1, True)])
def test_who_asks_far_ahead_of_the_answers_is_let_go(
    monkeypatch: pytest.MonkeyPatch, ahead: int, is_ended: bool
) -> None:
    restored(monkeypatch)
    monkeypatch.setattr(AutoHTTPProtocol, "data_received", lambda *_: None)
    monkeypatch.setattr(connections, "raise_bound", lambda: 0)
    keep_files_free()
    protocol = Mock()
    protocol.conn.trailing_data = bytes(ahead), False
    protocol.transport = _held_by(protocol, 0)
    AutoHTTPProtocol.data_received(protocol, b"x")
    assert protocol.transport.abort.called is is_ended


CHUNKED = b"Transfer-Encoding: chunked\r\n\r\n"


@pytest.mark.parametrize(
    ("sent", "more"),
    [
        (CHUNKED, b"1\r\nx\r\n"),
        (CHUNKED + b"1;", b"a=b;"),
        (CHUNKED + b"0\r\n", b"a: b\r\n"),
        (b"Content-Length: 1000000000\r\n\r\n", b"x"),
    ],
    ids=["chunks", "words of a chunk", "trailers", "a body"],
)
def test_who_sends_more_with_a_request_than_any_has_is_ended_before_the_rest_is_looked_at(
    monkeypatch: pytest.MonkeyPatch, sent: bytes, more: bytes
) -> None:
    assert asyncio.run(_taken_of(monkeypatch, HEAD + sent, more)) <= len(HEAD + sent) + 2 * BODY


def test_what_a_curator_drops_has_a_bound_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(CURATE, "1")
    head = b"PUT %sa/b HTTP/1.1\r\nHost: a\r\n" % UPLOADS.encode()
    assert asyncio.run(_taken_of(monkeypatch, head + CHUNKED, b"1\r\nx\r\n")) > 4 * BODY


async def _taken_of(monkeypatch: pytest.MonkeyPatch, head: bytes, more: bytes) -> int:
    """How many bytes are taken of a request with four times as much behind its head as there may be."""
    restored(monkeypatch)
    take, taken = AutoHTTPProtocol.data_received, [0]

    def counted(self: Any, data: bytes) -> None:
        taken.append(len(data))
        take(self, data)

    async def app(_: Scope, receive: Receive, __: Send) -> None:
        while (await receive())["type"] != "http.disconnect":
            pass

    monkeypatch.setattr(AutoHTTPProtocol, "data_received", counted)
    monkeypatch.setattr(connections, "raise_bound", lambda: 0)
    keep_files_free()
    protocol = _of_a_connection(app)
    protocol.data_received(head + more * (4 * BODY // len(more)))
    protocol.connection_lost(None)
    await asyncio.sleep(0)
    return sum(taken)


def _of_a_connection(app: ASGIApp) -> Any:
    """What takes a connection to a server of this application, and ends when it is told to."""
    config = Config(app, lifespan="off", log_config=None)
    config.load()
    made: Any = AutoHTTPProtocol
    protocol, transport = made(config, ServerState(), {}), Mock(Transport)
    transport.get_extra_info.return_value = None
    transport.get_protocol.return_value = protocol
    transport.is_closing.side_effect = lambda: transport.close.called or transport.abort.called
    protocol.connection_made(transport)
    return protocol


def test_of_a_connection_that_has_ended_nothing_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    restored(monkeypatch)
    monkeypatch.setattr(connections, "raise_bound", lambda: 0)
    keep_files_free()

    async def visit() -> list[Any]:
        server, state = await _server(Mock())
        async with server, asyncio.timeout(SOON):
            _, writer = await asyncio.open_connection(*server.sockets[0].getsockname())
            writer.write(HEAD)
            while not state.connections:
                await asyncio.sleep(0)
            (found,) = (weakref.ref(each) for each in state.connections)
            writer.close()
            while state.connections:
                await asyncio.sleep(0)
            await asyncio.sleep(0)
            gc.collect()
            return [found()]

    assert asyncio.run(visit()) == [None]


@pytest.mark.parametrize("is_answered", [False, True])
def test_what_turns_out_to_be_no_request_writes_no_traceback(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, is_answered: bool
) -> None:
    restored(monkeypatch)
    monkeypatch.setattr(connections, "raise_bound", lambda: 0)
    keep_files_free()
    nonsense = b"zz\r\n"
    then = (HEAD + CHUNKED, nonsense) if is_answered else (HEAD + CHUNKED + nonsense, b"")
    asyncio.run(_left(*then))
    assert [record.exc_info for record in caplog.records if record.levelno > logging.INFO] == [None]
