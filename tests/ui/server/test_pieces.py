"""Answers leave in pieces that show the bytes they were given."""

import asyncio
from typing import Any

import pytest
from starlette.types import Message, Receive, Scope, Send

from briefing.ui.server.pieces import PIECE, Pieces
from tests.ui.server.asgi import connect

LONG = bytes(range(256)) * (PIECE // 256) * 3


def sent(*bodies: bytes) -> list[Message]:
    """What leaves of an answer in these bodies."""
    left: list[Message] = []

    async def app(_: Scope, __: Receive, send: Send) -> None:
        await send({"type": "http.response.start", "status": 200, "headers": []})
        for place, body in enumerate(bodies, 1):
            await send({"type": "http.response.body", "body": body, "more_body": place < len(bodies)})

    async def send(message: Message) -> None:
        left.append(message)

    async def receive() -> Message:
        return {"type": "http.request"}

    asyncio.run(Pieces(app)({"type": "http"}, receive, send))
    return left


@pytest.mark.parametrize("bodies", [(LONG,), (LONG + b"x",), (LONG, b"x", LONG), (b"x",), (b"",), (LONG, b"")])
def test_an_answer_leaves_whole_and_in_pieces(bodies: tuple[bytes, ...]) -> None:
    start, *parts = sent(*bodies)
    assert start["type"] == "http.response.start"
    assert b"".join(part["body"] for part in parts) == b"".join(bodies)
    assert max(len(part["body"]) for part in parts) <= PIECE
    assert [part["more_body"] for part in parts] == [True] * (len(parts) - 1) + [False]


def test_pieces_are_no_copies() -> None:
    views: list[Any] = [part["body"] for part in sent(LONG)[1:]]
    assert all(view.obj is LONG for view in views)


def test_a_page_is_not_touched() -> None:
    assert connect(Pieces, b"x" * (2 * PIECE)).received[1]["bytes"] == b"x" * (2 * PIECE)
