"""An address that is no page is answered with a page of ours and status 404, before Streamlit answers with its own."""

from urllib.parse import unquote

from starlette.responses import HTMLResponse, RedirectResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from briefing.html.lost import lost
from briefing.view.ways import WAYS

PAGES = {name for name, _ in WAYS[1:]} | {""}


class UnknownAddresses:
    """ASGI middleware. Streamlit answers whatever it does not know with its front page, which then opens a dialog."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on; let nothing of a front page through that answers another address."""
        path = unquote(str(scope.get("path", ""))).strip("/")
        if scope["type"] == "http" and path in PAGES - {""} and scope["path"].endswith("/"):
            # Streamlit would lead there from the root, which behind a proxy may be somebody else's.
            await RedirectResponse(_beside(scope, path), 301, {"Cache-Control": "no-cache"})(scope, receive, send)
            return
        if scope["type"] != "http" or path in PAGES:
            await self.app(scope, receive, send)
            return
        swallowed = False

        async def told(message: Message) -> None:
            nonlocal swallowed
            if message["type"] == "http.response.start" and _leads_astray(message):
                swallowed = True
                await HTMLResponse(lost(path, WAYS, _root(scope)), 404)(scope, receive, send)
            elif not swallowed:
                await send(message)

        await self.app(scope, receive, told)


def _beside(scope: Scope, page: str) -> str:
    """The address of a page, relative to the same one with strokes at its end."""
    strokes = len(scope["path"]) - len(scope["path"].rstrip("/"))
    asked = scope.get("query_string", b"").decode("latin-1")
    return f"{'../' * strokes}{page}{f'?{asked}' if asked else ''}"


def _root(scope: Scope) -> str:
    """Where the pages stand, relative to the address that was asked for: behind a proxy they are under its path."""
    return "../" * (scope["path"].count("/") - 1) or "./"


def _leads_astray(message: Message) -> bool:
    """Whether it is the front page, or leads to what would be answered with that; a file to take away is neither."""
    headers = dict(message["headers"])
    shown = headers.get(b"content-type", b"").startswith(b"text/html") and b"content-disposition" not in headers
    return bool((message["status"] == 200 and shown) or message["status"] == 301)
