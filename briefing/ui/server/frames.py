"""How much of what a browser sends is held while it arrives, before any middleware sees it.

A frame of a kilobyte may unpack to a megabyte, and what the system hands over at once holds hundreds of them, or forty
thousand of six bytes each of which no message ever comes.
"""

from typing import Any

from uvicorn.config import Config
from uvicorn.protocols.utils import ClientDisconnected
from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol

LARGEST = 1 << 19  # bytes of a message; of a page with thousands of rows picked on a chart it has four fifths
PIECE = 1 << 12  # bytes as they are sent, of which at most a few messages are unpacked before one is taken
MOST = 1000  # parts of a message, and frames of no use between two answers; browsers send a few, and next to none
REFUSAL = (
    b"HTTP/1.1 400 Bad Request\r\nContent-Type: text/plain\r\nContent-Length: 12\r\n"
    b"Connection: close\r\n\r\nBad Request\n"
)
"""A proxy takes who hangs up without a word for ill, and asks the next one."""


class Sparing(WebSocketsSansIOProtocol):
    """The connection of a page. It unpacks as fast as its messages are taken, and forgets those of who has left."""

    rest = b""
    is_due = False  # whether more is unpacked at the next turn
    useless = 0  # frames that tell nothing, since the browser last answered

    def data_received(self, data: bytes) -> None:
        """Unpack a piece of what has come, and the rest once others had their turn and what is in it is taken."""
        self.rest += data
        if not self.is_due:
            self._unpack()

    def _unpack(self) -> None:
        self.is_due = False
        if not self.rest or self.read_paused or self.transport.is_closing():
            return
        piece, self.rest = self.rest[:PIECE], self.rest[PIECE:]
        super().data_received(piece)
        if self.conn.handshake_exc:
            self._refuse()
        elif self.rest and not self.read_paused:
            self.is_due = True
            self.transport.pause_reading()
            self.loop.call_soon(self._unpack)
        elif not self.read_paused:
            self.transport.resume_reading()

    def _refuse(self) -> None:
        """End what asks for a page with more lines, or a longer one, than is read of it, or brings more along."""
        self.transport.write(b"".join(self.conn.data_to_send()) or REFUSAL)
        self.transport.close()

    async def receive(self) -> Any:
        """The next message; once all are taken, more is unpacked."""
        message = await super().receive()
        self.data_received(b"")
        return message

    async def send(self, message: Any) -> None:
        """Send to whoever is there; to who was told good-bye meanwhile, as to who has left."""
        await self.writable.wait()
        if self.close_sent:
            raise ClientDisconnected
        await super().send(message)
        self.data_received(b"")  # once good-bye is said nothing waits to be taken, and the answer may have come

    def handle_text(self, event: Any) -> None:
        """Streamlit's messages are bytes; those that come as text are looked at as what they are."""
        self.handle_bytes(event)

    def handle_cont(self, event: Any) -> None:
        """Put the parts of a message together; who sends them without end is let go."""
        super().handle_cont(event)
        if len(self.frames) > MOST:
            self.transport.abort()

    def handle_ping(self) -> None:
        """Answer who asks whether we are there: a few may, and no browser does."""
        self._count_useless()
        if not self.transport.is_closing():
            super().handle_ping()

    def handle_pong(self, event: Any) -> None:
        """Count anew from each answer of the browser, and what answers nothing as useless."""
        if event.data == self.pending_ping_payload:
            self.useless = 0
        else:
            self._count_useless()
        super().handle_pong(event)

    def send_receive_event_to_app(self) -> None:
        """Hand on a message; those that come after good-bye are dropped, and so is who sends them without end."""
        if self.close_sent:
            self._count_useless()
        super().send_receive_event_to_app()

    def _count_useless(self) -> None:
        self.useless += 1
        if self.useless > MOST:
            self.transport.abort()

    def keepalive_timeout(self) -> None:
        """Let go at once who does not answer: a good-bye would wait for them to read what lies before it."""
        self.transport.abort()

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
