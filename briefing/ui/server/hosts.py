"""By which names the dashboard may be asked, and from whose pages: anything else is refused before Streamlit sees it.

A name that is not ours is somebody else's that leads here (DNS rebinding), and Streamlit answers a foreign origin by
asking a host on the internet for its own address while everybody waits.
"""

import os
import re
from collections.abc import Collection, Iterator

from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send
from streamlit import config

from briefing.dossier.web import split

LOCAL = frozenset({"localhost", "127.0.0.1", "::1"})
VARIABLE = "BRIEFING_HOST"
NAME = re.compile(r"[\w.:\[\]-]+", re.ASCII)
REFUSED = (
    "The dashboard does not answer to this name, or to a page of another site. "
    f"Whoever runs it gives its public name in {VARIABLE}; see docs/operating.md.\n"
)


def public() -> frozenset[str]:
    """The names that whoever runs it has given: BRIEFING_HOST, browser.serverAddress, server.allowedHosts."""
    return frozenset(name.strip().lower().rstrip(".") for name in _given() if name and name.strip())


def _given() -> Iterator[str]:
    yield from os.environ.get(VARIABLE, "").split(",")
    yield str(config.get_option("browser.serverAddress") or "")
    yield from config.get_option("server.allowedHosts")


def name_of(host: str) -> str | None:
    """The name in a Host header without its port; None where it is none."""
    if not NAME.fullmatch(host):
        return None
    parts = split(f"//{host}")
    return ((parts.hostname or "").rstrip(".") or None) if parts else None


def is_called(host: str, names: Collection[str]) -> bool:
    """Whether a Host header names this dashboard; ``*.example.org`` among the names stands for all below it."""
    name = name_of(host)
    if name is None:
        return False
    return name in names or any(each.startswith("*.") and name.endswith(each[1:]) for each in names)


def is_ours(origin: str, host: str, names: Collection[str]) -> bool:
    """Whether the page that asks came from here: from the host that is asked, or from a public name before a proxy."""
    parts = origin.partition("://")
    if parts[0] not in ("http", "https"):
        return False
    return parts[2].lower() == host.lower() or is_called(parts[2], names)


def _at_home(scope: Scope) -> Scope:
    """The handshake of a page of ours as if it asked the host that it came from.

    It may have come through a proxy, or from a name in other letters; Streamlit compares sign by sign, and would ask
    a host on the internet.
    """
    origin = Headers(scope=scope).get("origin", "").partition("://")[2]
    headers = [
        (name, origin.encode("latin-1") if origin and name == b"host" else said) for name, said in scope["headers"]
    ]
    return {**scope, "headers": headers}


class Hosts:
    """ASGI middleware that refuses unknown hosts with 421 and foreign origins with 403, also for a WebSocket."""

    def __init__(self, app: ASGIApp, names: frozenset[str] | None = None) -> None:
        self.app = app
        self.public = public() - LOCAL if names is None else names

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on what asks for us by name and from our own pages."""
        status = self.refusal(Headers(scope=scope)) if scope["type"] in ("http", "websocket") else 0
        if not status:
            await self.app(_at_home(scope) if scope["type"] == "websocket" else scope, receive, send)
        elif scope["type"] == "http":
            await PlainTextResponse(REFUSED, status)(scope, receive, send)
        else:
            await receive()  # a handshake is answered once it was read; before it is accepted, this answers 403
            await send({"type": "websocket.close", "code": 1008, "reason": ""})

    def refusal(self, headers: Headers) -> int:
        """The status that refuses a request with these headers; 0 where nothing speaks against it."""
        hosts, origins = headers.getlist("host"), headers.getlist("origin")
        if len(hosts) != 1 or not is_called(hosts[0], LOCAL | self.public):
            return 421
        if origins and not (len(origins) == 1 and is_ours(origins[0], hosts[0], self.public)):
            return 403
        return 0
