"""What a curator drops on a page: in memory alone, one file for each visit, and no more of them than there is room for.

Streamlit takes as many files as are sent in the name of an open page, and writes what is longer than a megabyte to disk
while it arrives.
"""

import asyncio
import logging
import re
from typing import Any

from starlette.datastructures import Headers
from starlette.formparsers import MultiPartParser
from starlette.requests import ClientDisconnect
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit.runtime import Runtime

from briefing.ui.server.routes import UPLOADS, is_upload

LARGEST = 20  # MB of a file; .streamlit/config.toml has Streamlit refuse what is larger
ROOM = 10 * LARGEST << 20  # bytes of all files that are held
AT_ONCE = 4  # files on their way
PATIENCE = 30.0  # seconds in which something more of a file has to come
LONGEST = 300.0  # seconds that a file may be on its way: 20 MB at 70 kB/s
# Some that a sender may ask for make half signs of a file's name, some end whoever reads it; browsers ask for none.
OTHER_CHARSET = re.compile(r'charset(?!\s*=\s*"?utf-8"?\s*(;|$))', re.IGNORECASE)
MARRED = "This is no file as browsers send one: a form in UTF-8 is wanted.\n"
FULL = "The files that others have dropped take all the room there is; try again once they have left.\n"
LATE = (
    f"The file did not arrive in time: all of it is wanted within {LONGEST:.0f} seconds, "
    f"and some of it every {PATIENCE:.0f}.\n"
)


def keep_in_memory() -> None:
    """Have no part of a file written to disk while it arrives."""
    MultiPartParser.spool_max_size = (LARGEST + 1) << 20


def held() -> int:
    """Bytes of all files that are held for open pages."""
    files = dict(_manager().file_storage)
    return sum(len(file.data) for of_one in files.values() for file in list(of_one.values()))


def keep_one(visit: str, name: str) -> None:
    """Hold of a visit this file alone; nothing where it has ended meanwhile, since nobody would take it away."""
    files = _manager()
    if not Runtime.instance().is_active_session(visit):
        files.remove_session_files(visit)
    for other in set(files.file_storage.get(visit, ())) - {name}:
        files.remove_file(visit, other)


class Uploads:
    """ASGI middleware that takes a file where there is room for it, and drops the one that it takes the place of."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        self.coming = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass everything on but what there is no room for."""
        if scope["type"] != "http" or scope["method"] != "PUT" or not is_upload(scope):
            await self.app(scope, receive, send)
        elif OTHER_CHARSET.search(Headers(scope=scope).get("content-type", "")):
            await PlainTextResponse(MARRED, 400)(scope, receive, send)
        elif self.coming >= AT_ONCE or held() > ROOM - ((self.coming + 1) * LARGEST << 20):
            await PlainTextResponse(FULL, 507)(scope, receive, send)
        else:
            await self._taken(scope, receive, send)

    async def _taken(self, scope: Scope, receive: Receive, send: Send) -> None:
        visit, _, name = scope["path"].removeprefix(UPLOADS).partition("/")
        body = _Body(receive)

        async def alone(message: Message) -> None:
            if body.is_broken:
                return  # what is made of half a file is a fault of nobody
            if message["type"] == "http.response.start" and message["status"] < 300:
                keep_one(visit, name)
            await send(message)

        self.coming += 1
        try:
            await self.app(scope, body.receive, alone)
        except ClientDisconnect:
            body.is_broken = True
        except ValueError as fault:  # of whoever reads the form, whose sender alone is to hear of it
            logging.getLogger(__name__).warning("A file was sent that cannot be read: %s", type(fault).__name__)
            await PlainTextResponse(MARRED, 400)(scope, receive, send)
        finally:
            self.coming -= 1
        if body.is_late:
            # The connection ends with the answer: the rest of the file would be taken for a request.
            await PlainTextResponse(LATE, 408, {"Connection": "close"})(scope, receive, send)


class _Body:
    """A file on its way, which to whoever reads it has been broken off where it comes too slowly."""

    def __init__(self, receive: Receive) -> None:
        self.given = receive
        self.until = asyncio.get_running_loop().time() + LONGEST
        self.is_whole = self.is_broken = self.is_late = False

    async def receive(self) -> Message:
        if self.is_broken:
            return {"type": "http.disconnect"}
        if self.is_whole:
            return await self.given()
        message = await self._in_time()
        self.is_whole = not message.get("more_body", False)
        self.is_broken = self.is_broken or message["type"] == "http.disconnect"
        return message

    async def _in_time(self) -> Message:
        left = self.until - asyncio.get_running_loop().time()
        try:
            return await asyncio.wait_for(self.given(), min(left, PATIENCE))
        except TimeoutError:
            self.is_late = True
            return {"type": "http.disconnect"}


def _manager() -> Any:
    return Runtime.instance().uploaded_file_mgr
