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

from uvicorn.protocols.http.auto import AutoHTTPProtocol

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
    begin, most, due = AutoHTTPProtocol.connection_made, room(raise_bound()), 0.0

    def bounded(self: Any, transport: BaseTransport) -> None:
        nonlocal due
        begin(self, cast("Any", transport))
        if len(self.connections) <= most:
            asyncio.get_running_loop().call_later(PATIENCE, _look, self, None)
            _watch(self, cast("Transport", transport))
            return
        cast("Transport", transport).abort()
        if time.monotonic() >= due:  # a line for each would fill the disk in the place of Python's
            due = time.monotonic() + EVERY
            LOG.warning("%d connections are open, as many as there is room for; those that come are ended", most)

    take = AutoHTTPProtocol.data_received

    def taken(self: Any, data: bytes) -> None:
        take(self, data)
        # With each answer the server reads as much again as the system holds for it.
        if self.transport.get_protocol() is self and len(self.conn.trailing_data[0]) > AHEAD:
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


def _watch(self: Any, transport: Transport) -> None:
    """Look from now on whether what is answered is read."""
    with suppress(AttributeError, OSError):  # Windows has no such bound, a socket of Unix neither
        transport.get_extra_info("socket").setsockopt(socket.IPPROTO_TCP, socket.TCP_NOTSENT_LOWAT, UNSENT)
    asyncio.get_running_loop().call_later(UNREAD, _unread, self, None)


def _unread(self: Any, before: tuple[int, int] | None) -> None:
    """End a connection of which nothing has left since the last look, though something waits to, closed or not."""
    if self.transport.get_protocol() is not self:
        return  # it has left, or it is that of a page by now
    now = getattr(self, "resumed", 0), self.transport.get_write_buffer_size()
    if now[1] and now == before:
        self.transport.abort()  # closing it would wait for the same reader
    else:
        asyncio.get_running_loop().call_later(UNREAD, _unread, self, now)


def _look(self: Any, before: Any) -> None:
    """End a connection on which no request has begun since the last look and none is being answered."""
    if self.transport.is_closing() or self.transport.get_protocol() is not self:
        return  # it has left, or it is that of a page by now
    is_answered = self.cycle is None or self.cycle.response_complete
    if is_answered and self.cycle is before:
        self.transport.close()  # once what was answered has left
    else:
        asyncio.get_running_loop().call_later(PATIENCE, _look, self, self.cycle)
