"""What every page needs first is asked for with the page: else a browser hears of it only once the page's words come.

Streamlit's shell names its own script and what that is made of. What draws our elements it fetches at the first of
them, and our scripts at the first board, one after the other while a reader waits.
"""

from functools import lru_cache
from pathlib import Path

import streamlit
from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from briefing.places.fingerprint import fingerprinted
from briefing.ui import scripts

STATIC = Path(streamlit.__file__).parent / "static"
ELEMENTS = ("BidiComponent", "PageLink", "Html", "TextInput", "Multiselect", "Checkbox", "Selectbox")
BOARDS = ("component.js", "finder.js", "day.js")


@lru_cache(maxsize=1)
def links() -> str:
    """The header that names them, relative to any page; an element whose file is called otherwise is left out."""
    found = [path for name in ELEMENTS for path in STATIC.glob(f"static/js/{name}.*.js")]
    elements = [f"./{path.relative_to(STATIC).as_posix()}" for path in found]
    boards = [f"{scripts.ADDRESS}/{fingerprinted(Path(scripts.__file__).with_name(name))}" for name in BOARDS]
    return ", ".join(f"<{address}>; rel=modulepreload" for address in (*elements, *boards))


class Preload:
    """ASGI middleware that adds the header to pages."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, with the header on its way back."""

        async def told(message: Message) -> None:
            if message["type"] == "http.response.start" and is_page(message):
                MutableHeaders(scope=message)["Link"] = links()
            await send(message)

        await self.app(scope, receive, told if scope["type"] == "http" else send)


def is_page(start: Message) -> bool:
    """Whether a whole page answers."""
    return bool(
        start["status"] == 200 and Headers(raw=start["headers"]).get("content-type", "").startswith("text/html")
    )
