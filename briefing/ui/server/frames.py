"""How much of what a browser sends is held while it arrives, before any middleware sees it.

A frame of a kilobyte may unpack to a megabyte, and what the system hands over at once holds hundreds of them.
"""

from typing import Any

from uvicorn.config import Config
from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol

LARGEST = 1 << 19  # bytes of a message; of a page with thousands of rows picked on a chart it has four fifths
PIECE = 1 << 12  # bytes as they are sent, of which at most a few messages are unpacked before one is taken


class Sparing(WebSocketsSansIOProtocol):
    """The connection of a page. It unpacks as fast as its messages are taken, and forgets those of who has left."""

    rest = b""

    def data_received(self, data: bytes) -> None:
        """Unpack what has come until a message is there to be taken."""
        self.rest += data
        while self.rest and not (self.read_paused or self.transport.is_closing()):
            piece, self.rest = self.rest[:PIECE], self.rest[PIECE:]
            super().data_received(piece)

    async def receive(self) -> Any:
        """The next message; once all are taken, more is unpacked."""
        message = await super().receive()
        self.data_received(b"")
        return message

    def handle_text(self, event: Any) -> None:
        """Streamlit's messages are bytes; those that come as text are looked at as what they are."""
        self.handle_bytes(event)

    def connection_lost(self, exc: Exception | None) -> None:
        """Nobody waits for the answer to what was sent before leaving."""
        self.rest = b""
        while not self.queue.empty():
            self.queue.get_nowait()
        super().connection_lost(exc)


def keep_frames_short() -> None:
    """Have every connection of a page be a sparing one, and end where a frame is longer than any message."""
    begin = WebSocketsSansIOProtocol.__init__

    # When this is called the server has its settings already, the class of its connections among them.
    def sparing(self: WebSocketsSansIOProtocol, config: Config, *more: Any, **named: Any) -> None:
        config.ws_max_size = LARGEST
        begin(self, config, *more, **named)
        self.__class__ = Sparing

    WebSocketsSansIOProtocol.__init__ = sparing  # type: ignore[method-assign]  # Streamlit has no setting for it
