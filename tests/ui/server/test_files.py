"""Files with their hash in the name: a browser keeps them for good, and other names are not there."""

import asyncio
from collections.abc import Mapping
from pathlib import Path

import pytest
from starlette.types import Message

from briefing.places import basemap
from briefing.ui import scripts
from briefing.ui.server.files import Files


def get(files: Mapping[str, Path], path: str) -> tuple[int, dict[str, str], bytes]:
    """Status, headers and body of the answer."""
    sent: list[Message] = []

    async def receive() -> Message:  # a browser that waits for its answer
        await asyncio.Event().wait()
        raise AssertionError

    async def send(message: Message) -> None:
        sent.append(message)

    scope = {"type": "http", "method": "GET", "path": path, "headers": [(b"host", b"localhost")], "query_string": b""}
    asyncio.run(Files(files)(scope, receive, send))
    headers = {name.decode(): value.decode() for name, value in sent[0]["headers"]}
    return sent[0]["status"], headers, b"".join(message.get("body", b"") for message in sent[1:])


def test_a_file_may_be_kept_for_good(tmp_path: Path) -> None:
    path = tmp_path / "a.js"
    path.write_text("export default 1")
    status, headers, body = get({"a.123.js": path}, "/x/a.123.js")
    assert (status, body, headers["content-type"]) == (200, b"export default 1", "text/javascript; charset=utf-8")
    assert "immutable" in headers["cache-control"] and "max-age=31536000" in headers["cache-control"]


@pytest.mark.parametrize("name", ["a.js", "", "..", "../a.js", "a.123.js/b"])
def test_another_name_is_not_there_and_not_kept(tmp_path: Path, name: str) -> None:
    (tmp_path / "a.js").write_text("")
    status, headers, _ = get({"a.123.js": tmp_path / "a.js"}, f"/x/{name}")
    assert (status, headers.get("cache-control")) == (404, None)


@pytest.mark.parametrize("files", [basemap.files(), scripts.files()], ids=["base map", "scripts"])
def test_every_file_that_is_served_is_there(files: Mapping[str, Path]) -> None:
    assert files and [path for path in files.values() if not path.is_file()] == []
