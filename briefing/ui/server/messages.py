"""Which messages of a browser reach Streamlit: those of a page that is read.

Anybody who can open the page can send every message of Streamlit's protocol. Some act on all readers (``clear_cache``)
or on the server (``install_skills`` writes files, ``set_run_on_save`` watches them); no page of ours sends those.
"""

import asyncio
import logging
import re
import time
from contextlib import suppress

from google.protobuf.message import DecodeError
from google.protobuf.message import Message as ProtoMessage
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from starlette.websockets import WebSocketDisconnected
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from briefing.ui.server.frames import LARGEST
from briefing.ui.server.routes import is_curated

LOG = logging.getLogger(__name__)
NEEDED = frozenset({"rerun_script", "stop_script", "app_heartbeat", "backend_operation_request"})
OPERATIONS = frozenset({"deferred_file", "dataframe_chunk"})
DROPPING = "file_urls_request"  # asks where a file that is dropped on the page may be sent
PROTOCOL_ERROR = 1002
MOST_CONTROLS = 1000  # of a page; empty ones are two bytes each, and half a million of them hold up everybody
MOST_ENTRIES = 10_000  # of all lists of a message, for the same reason; a page has hundreds
LONGEST_ID = 200  # letters; Streamlit writes one that it does not know to the log
MADE = re.compile("[0-9a-f]{32}")  # what Streamlit makes the ids of files and of tables of
AT_ONCE = 10  # messages of one page that are taken as they come
APART = 0.1  # seconds between the ones after them
RETURNING = 30.0  # seconds that the first run of a page which comes back may hold up what is done on it
SHORT = 1000  # bytes; the news that a run has ended has some fifty
GONE: Message = {"type": "websocket.disconnect", "code": PROTOCOL_ERROR}


def kind(frame: bytes) -> str:
    """What a message asks for, operations by their own name; empty where it asks for nothing that is known.

    Raises DecodeError where it is no message at all, or longer than any of a page.
    """
    if len(frame) > LARGEST:
        raise DecodeError(len(frame))
    message = BackMsg.FromString(frame)
    asked = message.WhichOneof("type") or ""
    state = message.rerun_script
    controls = state.widget_states.widgets
    if len(controls) > MOST_CONTROLS or entries(message) > MOST_ENTRIES:
        raise DecodeError(len(controls))
    operation = message.backend_operation_request
    for id in (state.fragment_id, operation.request_id, operation.session_id):
        if len(id) > LONGEST_ID or not id.isprintable():
            raise DecodeError(len(id))
    for id in (operation.deferred_file.file_id, operation.dataframe_chunk.source_id):
        if id and not MADE.fullmatch(id):
            raise DecodeError(len(id))
    return operation.WhichOneof("payload") or "" if asked == "backend_operation_request" else asked


def entries(message: ProtoMessage) -> int:
    """How many entries the lists of a message and of all parts of it have, or some number beyond what may be."""
    found, waiting = 0, [message]
    while waiting and found <= MOST_ENTRIES:
        for field, value in waiting.pop().ListFields():
            found += len(value) if field.is_repeated else 0
            if field.message_type and found <= MOST_ENTRIES:
                waiting.extend(value if field.is_repeated else [value])
    return found


def is_needed(kind: str) -> bool:
    """Whether a page of ours sends such messages; only a curator's asks where to send a file."""
    if kind == DROPPING:
        return is_curated()
    return kind in (NEEDED - {"backend_operation_request"}) | OPERATIONS


class Pace:
    """How fast the messages of one page are taken. Each ends the run before it and begins another, in a thread of its
    own: a thousand of them, which fit in a few packets, would hold up everybody. A page sends a few for each click."""

    def __init__(self) -> None:
        self.due = 0.0

    async def wait(self) -> None:
        """Wait until the next message may be taken; those behind it stay with who sent them."""
        now = time.monotonic()
        self.due = max(self.due, now - AT_ONCE * APART) + APART
        if self.due > now:
            await asyncio.sleep(self.due - now)


class Return:
    """Whether a page that comes back is known again. One whose server was started anew, or has forgotten it, asks for a
    run by itself; until that has ended, nothing on the page has said yet what a click on it means."""

    def __init__(self) -> None:
        self.known = asyncio.Event()
        self.known.set()
        self.is_first = True

    async def wait(self, frame: bytes) -> None:
        """Wait with what a page asks for until the first run has ended, which it would cut short."""
        if self.known.is_set() and not self.is_first:
            return
        message = BackMsg.FromString(frame)
        if message.WhichOneof("type") != "rerun_script":
            return
        if self.is_first and message.rerun_script.widget_states.widgets:  # of a page that is opened there are none yet
            self.known.clear()
        elif not self.known.is_set():
            with suppress(TimeoutError):
                await asyncio.wait_for(self.known.wait(), RETURNING)
            self.known.set()
        self.is_first = False

    def hear(self, frame: bytes) -> None:
        """Take note of what the server tells: a run has ended where it does not go on as another."""
        if self.known.is_set() or len(frame) > SHORT:
            return
        message = ForwardMsg.FromString(frame)
        goes_on = message.script_finished == ForwardMsg.FINISHED_EARLY_FOR_RERUN
        if message.WhichOneof("type") == "script_finished" and not goes_on:
            self.known.set()


class Messages:
    """ASGI middleware that drops what no page sends; a frame that is no message ends its connection. What is done on a
    page that has just come back waits until the page is known again."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on the connection, with its messages sifted."""
        pace, back = Pace(), Return()

        async def sifted() -> Message:
            while True:
                message = await receive()
                if message["type"] != "websocket.receive":
                    return message
                await pace.wait()
                try:
                    asked = kind(message.get("bytes") or b"")
                except DecodeError:
                    asked = ""
                    message = {**message, "bytes": None}
                if message.get("bytes") is None:
                    LOG.warning("A connection was closed: it sent what is no message of a page")
                    await send({"type": "websocket.close", "code": PROTOCOL_ERROR, "reason": ""})
                    return GONE
                if is_needed(asked):
                    await back.wait(message["bytes"])
                    return message
                LOG.warning("A message was dropped that no page sends: %s", asked or "an empty one")

        async def heard(message: Message) -> None:
            await send(message)
            back.hear(message.get("bytes") or b"")

        if scope["type"] != "websocket":
            await self.app(scope, receive, send)
            return
        # Streamlit answers messages of who has left meanwhile, and says good-bye once more: nobody hears it.
        with suppress(WebSocketDisconnected):
            await self.app(scope, sifted, heard)
