"""What a curator drops on a page: in memory alone, one file for each visit, and no more of them than there is room for.

Streamlit takes as many files as are sent in the name of an open page, and writes what is longer than a megabyte to disk
while it arrives.
"""

from typing import Any

from starlette.formparsers import MultiPartParser
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit.runtime import Runtime

from briefing.ui.server.routes import UPLOADS, is_upload

LARGEST = 20  # MB of a file; .streamlit/config.toml has Streamlit refuse what is larger
ROOM = 10 * LARGEST << 20  # bytes of all files that are held
AT_ONCE = 4  # files on their way
FULL = "The files that others have dropped take all the room there is; try again once they have left.\n"


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
        elif self.coming >= AT_ONCE or held() > ROOM - ((self.coming + 1) * LARGEST << 20):
            await PlainTextResponse(FULL, 507)(scope, receive, send)
        else:
            await self._taken(scope, receive, send)

    async def _taken(self, scope: Scope, receive: Receive, send: Send) -> None:
        visit, _, name = scope["path"].removeprefix(UPLOADS).partition("/")

        async def alone(message: Message) -> None:
            if message["type"] == "http.response.start" and message["status"] < 300:
                keep_one(visit, name)
            await send(message)

        self.coming += 1
        try:
            await self.app(scope, receive, alone)
        finally:
            self.coming -= 1


def _manager() -> Any:
    return Runtime.instance().uploaded_file_mgr
