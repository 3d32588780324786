"""Security headers on every answer: a page asks nothing of any host but its own, and runs no script but ours."""

import hashlib
import os
import re
from base64 import b64encode
from functools import lru_cache
from pathlib import Path

import streamlit
from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

INDEX = Path(streamlit.__file__).parent / "static" / "index.html"
INLINE = re.compile(r"<script>(.*?)</script>", re.DOTALL)
HOST = re.compile(r"(\[[0-9a-fA-F:.]+\]|[\w.-]+)(:\d{1,5})?", re.ASCII)
LONGEST = 261  # letters of a host: 253 of a name, and a port
FRAMES = "BRIEFING_FRAMED_BY"
HEADERS = {
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "geolocation=(), camera=(), microphone=()",
}


def policy(host: str, framed_by: str = "'none'") -> str:
    """The content security policy of an answer of this host; docs/decisions.md says why each exception is there.

    The host is named with its schemes, since not every browser takes 'self' to hold for a WebSocket too.
    """
    return "; ".join(
        (
            "default-src 'self'",
            f"script-src 'self' blob: 'wasm-unsafe-eval' {hashes()}",
            "script-src-attr 'none'",
            "style-src 'self' 'unsafe-inline'",
            "img-src 'self' data:",
            "font-src 'self' data:",
            f"connect-src 'self' data:{_sockets(host)}",
            "worker-src 'self'",
            "frame-src 'none'",
            "object-src 'none'",
            "base-uri 'self'",
            "form-action 'self'",
            f"frame-ancestors {framed_by}",
        )
    )


@lru_cache(maxsize=1)
def hashes() -> str:
    """The hashes of the scripts that stand in Streamlit's own page, as a policy writes them."""
    found = INLINE.findall(INDEX.read_text(encoding="utf-8"))
    return " ".join(f"'sha256-{b64encode(hashlib.sha256(each.encode()).digest()).decode()}'" for each in found)


def framed_by() -> str:
    """The sites that may show the dashboard in a frame: those in BRIEFING_FRAMED_BY, origins with spaces between."""
    given = os.environ.get(FRAMES, "").split()
    sound = [each for each in given if each == "'self'" or re.fullmatch(r"https?://(\*\.)?[\w.-]+(:\d+)?", each)]
    if sound != given:
        raise ValueError(f"{FRAMES} is {' '.join(given)!r}; origins such as https://portal.example.org are wanted")
    return " ".join(given) or "'none'"


class SecurityHeaders:
    """ASGI middleware that adds the headers to whatever answers."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        self.framed_by = framed_by()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, with the headers on its way back; a fault of ours is answered here, or had none."""
        begun = False

        async def headed(message: Message) -> None:
            nonlocal begun
            if message["type"] == "http.response.start":
                begun = True
                asked = policy(_host(Headers(scope=scope).get("host", "")), self.framed_by)
                MutableHeaders(scope=message).update({"Content-Security-Policy": asked, **HEADERS})
            await send(message)

        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        try:
            await self.app(scope, receive, headed)
        except Exception:
            if not begun:
                await PlainTextResponse("Internal Server Error\n", 500)(scope, receive, headed)
            raise  # it goes to the log


def _sockets(host: str) -> str:
    return f" ws://{host} wss://{host}" if host else ""


def _host(asked: str) -> str:
    """The host as a policy may carry it; empty where the header holds anything but a host, or more than a name has."""
    return asked if len(asked) <= LONGEST and HOST.fullmatch(asked) else ""
