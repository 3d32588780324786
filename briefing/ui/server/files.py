"""Files whose name has the hash of what is in them, so that a browser keeps each for good and asks for none twice."""

from collections.abc import Mapping
from pathlib import Path

from starlette.datastructures import URL
from starlette.responses import FileResponse, PlainTextResponse, Response
from starlette.types import Receive, Scope, Send

FOR_GOOD = "public, immutable, max-age=31536000"
TYPES: Mapping[str, str] = {".geojson": "application/geo+json", ".js": "text/javascript", ".json": "application/json"}


class Files:
    """ASGI application that answers with the files of a table, and with 404 to every other name."""

    def __init__(self, files: Mapping[str, Path]) -> None:
        self.files = files

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer with the file that the address names."""
        await self.answer(URL(scope=scope).path.rpartition("/")[2])(scope, receive, send)

    def answer(self, name: str) -> Response:
        """The file under this name."""
        path = self.files.get(name)
        if path is None:
            return PlainTextResponse("Not Found\n", 404)
        kind = TYPES.get(path.suffix)
        return FileResponse(path, media_type=kind, headers={"Cache-Control": FOR_GOOD})
