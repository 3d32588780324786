"""Which cookies are read: those that are given here. A browser sends along what others under the same host have given.

Python takes a time that grows with the square of a quoted value's backslashes to read it, and all cookies are read anew
at every request, before it is known who asks: one line of 60 kB kept everybody waiting for half a minute. And Streamlit
takes back, with a header for each, whatever is named like a piece of its own.
"""

import re
from collections.abc import Iterable, Iterator

from starlette.types import ASGIApp, Receive, Scope, Send
from streamlit.web.server.starlette.starlette_server_config import (
    SESSION_COOKIE_NAME,
    TOKENS_COOKIE_NAME,
    USER_COOKIE_NAME,
    XSRF_COOKIE_NAME,
)

from briefing.ui.server.signin import NEXT, WHOLE

PIECES = f"({USER_COOKIE_NAME}|{TOKENS_COOKIE_NAME})(_[1-9])?"  # a browser sends no more than fit a head
OURS = re.compile(
    rf"\s*({PIECES}|{SESSION_COOKIE_NAME}|{XSRF_COOKIE_NAME}|{NEXT}|{WHOLE})\s*=[^\\]*".encode(), re.DOTALL
)


class Cookies:
    """ASGI middleware that passes on no cookies but ours."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, as if its browser had no others."""
        if scope["type"] in ("http", "websocket"):
            scope = {**scope, "headers": list(_with_ours(scope["headers"]))}
        await self.app(scope, receive, send)


def _with_ours(headers: Iterable[tuple[bytes, bytes]]) -> Iterator[tuple[bytes, bytes]]:
    for name, said in headers:
        if name != b"cookie":
            yield name, said
        elif ours := b";".join(each for each in said.split(b";") if _is_ours(each)):
            yield name, ours


def _is_ours(cookie: bytes) -> bool:
    return OURS.fullmatch(cookie) is not None
