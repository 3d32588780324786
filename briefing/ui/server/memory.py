"""What readers leave behind goes back to the system when they are gone.

Streamlit keeps the state of who left for two minutes, in case they come back, and after that until somebody else
leaves. The C library keeps an arena for every few threads, each full of holes that no other thread fills; every run of
a page is a thread. One arena for all of them costs no time, since Python lets them work one after another anyhow.
"""

import asyncio
import ctypes
import gc
from asyncio import TimerHandle
from collections.abc import Callable
from typing import Any

from starlette.types import ASGIApp, Receive, Scope, Send
from streamlit import config
from streamlit.runtime import Runtime
from streamlit.runtime.media_file_storage import MediaFileKind
from streamlit.runtime.state.session_state import SessionState

M_ARENA_MAX = -8  # of malloc.h
MARGIN = 1.0  # seconds after a session has expired


def keep_one_arena() -> None:
    """Have all threads that begin from now on share one arena; nothing where the C library knows no arenas."""
    _call("mallopt", M_ARENA_MAX, 1)


def trim() -> None:
    """Give back to the system what is free; nothing where the C library cannot."""
    _call("malloc_trim", 0)


def _call(name: str, *values: int) -> None:
    try:
        function = getattr(ctypes.CDLL(None), name)
    except (AttributeError, OSError, TypeError):  # musl, macOS, Windows
        return
    function(*values)


def forget() -> None:
    """Drop the sessions whose readers have been away for too long to come back."""
    if not Runtime.exists():
        return
    manager: Any = Runtime.instance()._session_mgr
    cache = manager._session_storage._cache
    there = dict(cache._data)
    cache.expire()  # listing them leaves out what expired, but keeps it
    for id in there.keys() - cache._data.keys():
        session = there[id].session
        session.shutdown()
        # Streamlit's loop goes on holding the last one that it served until it serves another.
        session._session_state = SessionState()
        session._fragment_storage.clear()


def drop_files() -> None:
    """Drop the files that were made for readers to take away.

    Streamlit goes on serving them until two runs later, to whoever has their address.
    """
    if Runtime.exists():
        manager: Any = Runtime.instance().media_file_mgr
        with manager._lock:
            files = manager._file_metadata.items()
            for name in [name for name, file in files if file.kind == MediaFileKind.DOWNLOADABLE]:
                manager._delete_file(name)


class Departures:
    """ASGI middleware that tidies up once the session of whoever left has expired: once for all who left by then.

    ``let_go`` drops what else may be of theirs alone.
    """

    def __init__(self, app: ASGIApp, let_go: Callable[[], None] | None = None) -> None:
        self.app, self.let_go = app, let_go
        self.due: TimerHandle | None = None
        self.last = 0.0  # when the last one left, by the clock of the loop

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass everything on; the end of a connection is a departure."""
        try:
            await self.app(scope, receive, send)
        finally:
            if scope["type"] == "websocket":
                self.left()

    def left(self) -> None:
        """Tidy up later; those who leave until then are seen to by one more time, once the last of them has expired."""
        loop = asyncio.get_running_loop()
        self.last = loop.time()
        if self.due is None:
            self.due = loop.call_at(self._expired(), self.tidy)

    def _expired(self) -> float:
        return self.last + float(config.get_option("server.disconnectedSessionTTL")) + MARGIN

    def tidy(self) -> None:
        """Drop what has expired and give back its memory."""
        loop = asyncio.get_running_loop()
        self.due = loop.call_at(self._expired(), self.tidy) if self._expired() > loop.time() else None
        forget()
        if self.let_go:
            self.let_go()
        gc.collect()  # a session is a knot that names itself; the rows of the dossier are frozen and not walked through
        trim()
