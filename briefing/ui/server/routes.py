"""Which addresses are served: what Streamlit offers beyond them no reader needs, so it answers 404.

Uploads are kept in memory and may come from anybody, so they are taken in the curator's mode alone; metrics and the
agent's interface are for others than readers, and so is the sign-in where nobody is asked to.
"""

import os
import re
from collections.abc import Mapping
from types import MappingProxyType
from urllib.parse import unquote

from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from briefing.places import basemap
from briefing.ui import scripts

METHODS = ("GET", "HEAD")
UPLOADS = "/_stcore/upload_file/"
UPLOADING = ("PUT", "DELETE", "OPTIONS")
CURATE = "BRIEFING_CURATE"
CORE = "/_stcore/"
STREAM = f"{CORE}stream"
NEEDED = (f"{CORE}health", f"{CORE}host-config", STREAM, f"{CORE}bidi-components/")
SIGNING_IN = ("/auth/login", "/auth/logout", "/oauth2callback")
SHUT = (CORE, "/component/", "/auth/", "/oauth2callback", "/basemap/", "/scripts/")
LONGEST = 2000  # letters of a path; of ours none has a tenth, and what is behind reads long ones again and again
CROOKED = re.compile(r"//[^/]|/\.{1,2}(/|$)|[\\\0]")  # strokes at the end alone lead to the address without them
FILES: Mapping[str, frozenset[str]] = MappingProxyType(
    {"/basemap/": frozenset(basemap.files()), "/scripts/": frozenset(scripts.files())}
)


def is_curated() -> bool:
    """Whether the operator turned on the curator's mode: the checks beside the page, and workbooks dropped on it."""
    return os.environ.get(CURATE, "") == "1"


def is_straight(path: str) -> bool:
    """Whether a path has the one spelling of its file: the routes of files take any that the file system takes."""
    return len(path) <= LONGEST and not CROOKED.search(unquote(path))


def is_upload(scope: Scope) -> bool:
    """Whether this is a file that a curator drops on the page; of a reader none is taken."""
    return is_curated() and scope["path"].startswith(UPLOADS) and scope["method"] in UPLOADING


def is_served(path: str, signing_in: bool = False) -> bool:
    """Whether a reader's browser has business at this path; with those of signing in, where that is on."""
    if signing_in and path in SIGNING_IN:
        return True
    for folder, names in FILES.items():
        if path.startswith(folder):
            return path.removeprefix(folder) in names
    if any(path == each or (each.endswith("/") and path.startswith(each)) for each in NEEDED):
        return True
    return not any(f"{path}/".startswith(f"{each.rstrip('/')}/") for each in SHUT)


class Routes:
    """ASGI middleware that answers 404 for what is not served, and 405 for what would change something.

    A connection that stays open is that of a page, at one address.
    """

    def __init__(self, app: ASGIApp, signing_in: bool = False) -> None:
        self.app, self.signing_in = app, signing_in

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on what reads, and what a reader needs."""
        path = scope.get("path", "")  # what starts and ends the process has none
        if scope["type"] == "http" and is_upload(scope) and is_straight(path):
            await self.app(scope, receive, send)
        elif scope["type"] == "http" and not (is_straight(path) and is_served(path, self.signing_in)):
            await PlainTextResponse("Not Found\n", 404)(scope, receive, send)
        elif scope["type"] == "http" and scope["method"] not in METHODS:
            await PlainTextResponse("Method Not Allowed\n", 405, {"Allow": ", ".join(METHODS)})(scope, receive, send)
        elif scope["type"] == "websocket" and path != STREAM:
            await send({"type": "websocket.close"})
        else:
            await self.app(scope, receive, send)
