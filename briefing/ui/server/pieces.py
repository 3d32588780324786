"""Answers leave in pieces, each when there is room for it: of one that is read slowly, or not at all, little is held.

What is sent in one message lies whole in the buffer of its connection, once more for every reader of the same file.
"""

from starlette.types import ASGIApp, Message, Receive, Scope, Send

PIECE = 1 << 16  # bytes, as many as a connection holds before whoever sends has to wait


class Pieces:
    """ASGI middleware that cuts what is long; the pieces show the same bytes and are no copies."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, and its answer back in pieces."""
        await self.app(scope, receive, in_pieces(send) if scope["type"] == "http" else send)


def in_pieces(send: Send) -> Send:
    """What sends a message of any length as several."""

    async def cut(message: Message) -> None:
        whole = memoryview(message.get("body", b""))
        if len(whole) <= PIECE:
            await send(message)
            return
        for start in range(0, len(whole), PIECE):
            end = start + PIECE
            more = end < len(whole) or message.get("more_body", False)
            await send({**message, "body": whole[start:end], "more_body": more})

    return cut
