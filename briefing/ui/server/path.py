"""The path that everything stands under, where Streamlit's ``server.baseUrlPath`` names one.

It is taken off here, as a proxy does, so that all behind this stands at the root; pages use relative addresses alone.
"""

from starlette.responses import PlainTextResponse, RedirectResponse
from starlette.types import ASGIApp, Receive, Scope, Send
from streamlit import config

OPTION = "server.baseUrlPath"


def taken() -> str:
    """The path, such as ``/office/brief``, which Streamlit does not know of any more; empty without one."""
    path = str(config.get_option(OPTION) or "").strip("/")
    config.set_option(OPTION, "")
    return f"/{path}" if path else ""


class UnderPath:
    """ASGI middleware that answers 404 beside the path; the root, and the path alone, lead to the first page."""

    def __init__(self, app: ASGIApp, path: str) -> None:
        self.app, self.path = app, path

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on what stands under the path, without it."""
        asked = scope.get("path", "")  # what starts and ends the process has none
        if not self.path or scope["type"] == "lifespan":
            await self.app(scope, receive, send)
        elif asked.startswith(f"{self.path}/"):
            await self.app({**scope, "path": asked.removeprefix(self.path)}, receive, send)
        elif scope["type"] == "websocket":
            await send({"type": "websocket.close"})
        elif asked in ("/", self.path):
            await RedirectResponse(_first(scope, self.path), 302, {"Cache-Control": "no-cache"})(scope, receive, send)
        else:
            await PlainTextResponse("Not Found\n", 404)(scope, receive, send)


def _first(scope: Scope, path: str) -> str:
    """The first page, relative to the root or to the path without its last stroke, with what was asked of it."""
    asked = scope.get("query_string", b"").decode("latin-1")
    beside = path[1:] if scope["path"] == "/" else path.rpartition("/")[2]
    return f"./{beside}/{f'?{asked}' if asked else ''}"
