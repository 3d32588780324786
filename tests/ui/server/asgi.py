"""An ASGI conversation with one layer: what came out of it, and what went through to the application behind."""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from starlette.types import ASGIApp, Message, Receive, Scope, Send

Layer = Callable[[ASGIApp], ASGIApp]


@dataclass
class Talk:
    """What was answered, and what the application behind the layer received."""

    sent: list[Message] = field(default_factory=list)
    received: list[Message] = field(default_factory=list)
    reached: bool = False

    @property
    def status(self) -> int:
        """The status of an HTTP answer."""
        return int(self.sent[0]["status"])

    @property
    def headers(self) -> dict[str, str]:
        """The headers of an HTTP answer."""
        return {name.decode(): value.decode() for name, value in self.sent[0]["headers"]}


def ask(layer: Layer, path: str = "/", method: str = "GET", **headers: str) -> Talk:
    """One HTTP request; the application behind answers 200."""
    return _talk(layer, {"type": "http", "path": path, "method": method, **_given(headers)}, [{"type": "http.request"}])


def connect(layer: Layer, *frames: Any, path: str = "/_stcore/stream", **headers: str) -> Talk:
    """One WebSocket that sends frames and leaves; the application behind reads to the end."""
    came = [{"type": "websocket.receive", "bytes" if isinstance(each, bytes) else "text": each} for each in frames]
    incoming = [{"type": "websocket.connect"}, *came, {"type": "websocket.disconnect", "code": 1001}]
    return _talk(layer, {"type": "websocket", "path": path, **_given(headers)}, incoming)


def _given(headers: dict[str, str]) -> dict[str, Any]:
    return {"headers": [(name.encode(), value.encode()) for name, value in headers.items()]}


def _talk(layer: Layer, scope: Scope, incoming: Sequence[Message]) -> Talk:
    talk = Talk()
    waiting = iter(incoming)

    async def behind(scope: Scope, receive: Receive, send: Send) -> None:
        talk.reached = True
        if scope["type"] == "http":
            await send({"type": "http.response.start", "status": 200, "headers": []})
            await send({"type": "http.response.body"})
            return
        while not talk.received or talk.received[-1]["type"] != "websocket.disconnect":
            talk.received.append(await receive())

    async def receive() -> Message:
        return next(waiting)

    async def send(message: Message) -> None:
        talk.sent.append(message)

    async def spoken() -> None:
        await layer(behind)(scope, receive, send)

    asyncio.run(spoken())
    return talk
