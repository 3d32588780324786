"""How many connections are held at once: where the system lets a process open no more files, nobody is answered.

A page holds four, its connection and the loop that Streamlit makes for its scripts, and the last three for two minutes
after its reader left. Whoever does not read what was asked for holds one, and what waits to be sent. The usual bound is
1,024, which 160 pages reach that need not say a word; Python then tries to take the next connection two thousand times
a second and writes ten lines to the log each time.
"""

import asyncio
import logging
import socket
import time
from asyncio import BaseTransport, Transport
from contextlib import suppress
from typing import Any, cast

import h11
from uvicorn.protocols.http.auto import AutoHTTPProtocol

from briefing.ui.server.routes import is_upload

LOG = logging.getLogger(__name__)
MOST = 2000  # connections, of pages and of those who say nothing
LEAST = 64
ENOUGH = (10_240, 4096)  # files, where as many as there may be cannot be had
OF_PAGE = 4  # files
LEFT = 128  # sessions of those who left, as many as Streamlit keeps
OTHERS = 128  # files that the process itself needs
PATIENCE = 10.0  # seconds for the head of a request, or for the rest of one that was answered
UNREAD = 30.0  # seconds in which something has to leave of what waits to be sent
UNSENT = 1 << 17  # bytes that the system takes before it has sent them; of more, nobody sees whether it sends them
AHEAD = 1 << 18  # bytes of requests that are sent before the one ahead of them is answered; no browser does
PIECE = 1 << 12  # bytes, of which a thousand lines of a head or chunks of a body are taken before one looks at them
BODY = 1 << 14  # bytes of what comes with a request, chunks, their names and trailers; a reader's browser sends none
EVERY = 60.0  # seconds between two lines in the log


def raise_bound() -> int:
    """Let the process open as many files as the system allows it to ask for; how many, 0 where there is no bound."""
    try:
        import resource  # noqa: PLC0415  # Windows has none
    except ImportError:
        return 0
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    for files in (most, *ENOUGH):
        with suppress(ValueError, OSError):  # macOS says that there is no bound, and takes no such number
            resource.setrlimit(resource.RLIMIT_NOFILE, (files, most))
            break
    found, _ = resource.getrlimit(resource.RLIMIT_NOFILE)
    return 0 if found == resource.RLIM_INFINITY else found


def room(files: int) -> int:
    """How many connections may be held with so many files, were each a page; 0 files are files without a bound.

    Never fewer than a browser or two need on a desk, where nobody fills them with pages.
    """
    if not files:
        return MOST
    return max(min(MOST, (files - OTHERS - LEFT * (OF_PAGE - 1)) // OF_PAGE), LEAST)


def keep_files_free() -> None:
    """End at once what comes beyond what there is room for, and in time what asks for nothing or reads nothing."""
    keep_count()
    refuse_once()
    begin, most, due = AutoHTTPProtocol.connection_made, room(raise_bound()), 0.0

    def bounded(self: Any, transport: BaseTransport) -> None:
        nonlocal due
        begin(self, cast("Any", transport))
        if len(self.connections) <= most:
            _watch(cast("Transport", transport))
            return
        cast("Transport", transport).abort()
        if time.monotonic() >= due:  # a line for each would fill the disk in the place of Python's
            due = time.monotonic() + EVERY
            LOG.warning("%d connections are open, as many as there is room for; those that come are ended", most)

    take = AutoHTTPProtocol.data_received

    def taken(self: Any, data: bytes) -> None:
        for start in range(0, len(data), PIECE):
            piece = data[start : start + PIECE]
            take(self, piece)
            if self.transport.is_closing() or self.transport.get_protocol() is not self:
                return  # it is ended, or that of a page by now
            if _is_long(self, len(piece)):
                self.transport.abort()
                return
        # With each answer the server reads as much again as the system holds for it.
        if len(self.conn.trailing_data[0]) > AHEAD:
            self.transport.abort()

    AutoHTTPProtocol.data_received = taken  # type: ignore[method-assign]  # it has no bound of its own
    AutoHTTPProtocol.connection_made = bounded  # type: ignore[method-assign]  # its own bound is for requests


def keep_count() -> None:
    """Have each connection count how often what waited to be sent has left: what is left then begins anew."""
    resume = AutoHTTPProtocol.resume_writing

    def counted(self: Any) -> None:
        self.resumed = getattr(self, "resumed", 0) + 1
        resume(self)

    AutoHTTPProtocol.resume_writing = counted  # type: ignore[method-assign]  # it tells of no progress by itself


def refuse_once() -> None:
    """Have what turns out to be no request refused only where nothing is answered yet, and answered no more then."""
    protocol: Any = AutoHTTPProtocol
    refuse = protocol.send_400_response

    def refused(self: Any, reason: str) -> None:
        if self.conn.our_state in {h11.IDLE, h11.SEND_RESPONSE}:
            refuse(self, reason)
        else:
            self.transport.close()
        if self.cycle is not None:
            self.cycle.disconnected = True  # whoever makes its answer would write a traceback to the log

    protocol.send_400_response = refused


def _is_long(self: Any, came: int) -> bool:
    """Whether more has come with a request than with any of a reader; what a curator drops has a bound of its own."""
    self.came = getattr(self, "came", 0) + came if self.conn.their_state is h11.SEND_BODY else 0
    return self.came > BODY and not is_upload(self.scope)


def _watch(transport: Transport) -> None:
    """Look from now on whether something is asked, and whether what is answered is read.

    Of a connection that has ended nothing is kept until the next look, least of all what it sent.
    """
    with suppress(AttributeError, OSError):  # Windows has no such bound, a socket of Unix neither
        transport.get_extra_info("socket").setsockopt(socket.IPPROTO_TCP, socket.TCP_NOTSENT_LOWAT, UNSENT)
    asyncio.get_running_loop().call_later(PATIENCE, _look, transport, None)
    asyncio.get_running_loop().call_later(UNREAD, _unread, transport, None)


def _is_page(holder: object) -> bool:
    """Whether a connection is that of a page by now."""
    return not isinstance(holder, AutoHTTPProtocol)


def _unread(transport: Transport, before: tuple[int, int] | None) -> None:
    """End a connection of which nothing has left since the last look, though something waits to, closed or not.

    Of an open page the browser is asked instead whether it is there; a closed one would wait for the same reader.
    """
    holder: Any = transport.get_protocol()
    if holder is None:
        return  # it has left
    now = getattr(holder, "resumed", 0), transport.get_write_buffer_size()
    if now[1] and now == before and (transport.is_closing() or not _is_page(holder)):
        transport.abort()
    else:
        asyncio.get_running_loop().call_later(UNREAD, _unread, transport, now)


def _look(transport: Transport, before: Any) -> None:
    """End a connection on which no request has begun since the last look and none is being answered."""
    holder: Any = transport.get_protocol()
    if transport.is_closing() or _is_page(holder):
        return  # it has left, or it is that of a page by now
    is_answered = holder.cycle is None or holder.cycle.response_complete
    if is_answered and holder.cycle is before:
        transport.close()  # once what was answered has left
    else:
        asyncio.get_running_loop().call_later(PATIENCE, _look, transport, holder.cycle)
