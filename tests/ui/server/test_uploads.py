"""Files that are dropped on a page: in memory alone, one for each visit, and no more than there is room for."""

import asyncio
from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any, NoReturn

import pytest
from starlette.datastructures import UploadFile
from starlette.formparsers import MultiPartParser
from starlette.requests import ClientDisconnect, Request
from starlette.responses import PlainTextResponse
from starlette.types import Message, Receive, Scope, Send
from streamlit.runtime import Runtime
from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager
from streamlit.runtime.uploaded_file_manager import UploadedFileRec

from briefing.ui.server import uploads
from briefing.ui.server.routes import CURATE, UPLOADS
from briefing.ui.server.uploads import Uploads, held, keep_in_memory
from tests import ROOT
from tests.ui.server.asgi import Talk, ask

MB = 1 << 20


@pytest.fixture
def files(monkeypatch: pytest.MonkeyPatch) -> Iterator[MemoryUploadedFileManager]:
    """What Streamlit holds for two visits, one of which has ended."""
    manager = MemoryUploadedFileManager(UPLOADS)
    running = SimpleNamespace(uploaded_file_mgr=manager, is_active_session=lambda visit: visit != "ended")
    monkeypatch.setattr(Runtime, "_instance", running)
    monkeypatch.setenv(CURATE, "1")
    yield manager


def put(manager: MemoryUploadedFileManager, visit: str, name: str, size: int = 1, method: str = "PUT") -> Talk:
    """A file of so many megabytes for a visit, taken by Streamlit if it gets there."""

    def layer(behind: Any) -> Uploads:
        async def taking(scope: Scope, receive: Receive, send: Send) -> None:
            manager.add_file(visit, UploadedFileRec(name, "rows.csv", "text/csv", bytes(size * MB)))
            await behind(scope, receive, send)

        return Uploads(taking)

    return ask(layer, f"{UPLOADS}{visit}/{name}", method)


def test_a_file_takes_the_place_of_the_one_before_it(files: MemoryUploadedFileManager) -> None:
    put(files, "one", "a")
    put(files, "two", "b")
    assert put(files, "one", "c").status == 200
    assert {visit: list(found) for visit, found in files.file_storage.items()} == {"one": ["c"], "two": ["b"]}
    assert held() == 2 * MB


def test_a_file_for_a_visit_that_has_ended_is_not_held(files: MemoryUploadedFileManager) -> None:
    put(files, "ended", "a")
    assert held() == 0


def test_no_more_is_taken_than_there_is_room_for(files: MemoryUploadedFileManager) -> None:
    most = uploads.ROOM // (uploads.LARGEST * MB)
    statuses = [put(files, f"visit-{number}", "a", uploads.LARGEST).status for number in range(most + 2)]
    assert statuses == [200] * most + [507] * 2
    assert held() == uploads.ROOM


def test_no_more_come_at_once_than_may(files: MemoryUploadedFileManager, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(uploads, "AT_ONCE", 0)
    talk = put(files, "one", "a")
    assert (talk.status, talk.reached, held()) == (507, False, 0)
    assert ask(Uploads, "/map").reached
    assert ask(Uploads, f"{UPLOADS}one/a", "DELETE").reached


def test_no_part_of_a_file_is_written_to_disk_while_it_arrives(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(MultiPartParser, "spool_max_size", MultiPartParser.spool_max_size)
    keep_in_memory()
    head = b'--x\r\nContent-Disposition: form-data; name="f"; filename="f"\r\n\r\n'
    body = head + bytes(uploads.LARGEST * MB) + b"\r\n--x--\r\n"

    async def arrived() -> bool:
        async def receive() -> dict[str, Any]:
            return {"type": "http.request", "body": body}

        headers = [(b"content-type", b"multipart/form-data; boundary=x")]
        form = await Request({"type": "http", "method": "PUT", "headers": headers}, receive).form()
        file = form["f"]
        assert isinstance(file, UploadFile)
        in_memory = bool(file._in_memory)
        await form.close()
        return in_memory

    assert asyncio.run(arrived())


def test_streamlit_refuses_what_is_larger_than_the_page_says() -> None:
    config = (ROOT / ".streamlit" / "config.toml").read_text("utf-8")
    assert f"maxUploadSize = {uploads.LARGEST}" in config


def coming(*messages: Message | None) -> tuple[Uploads, list[Message]]:
    """A file that comes in these messages, read to its end as Streamlit does; after None nothing comes any more."""
    waiting = iter(messages)
    sent: list[Message] = []

    async def reading(scope: Scope, receive: Receive, send: Send) -> None:
        try:
            async for _ in Request(scope, receive).stream():
                pass
        except ClientDisconnect:
            await PlainTextResponse("Internal Server Error", 500)(scope, receive, send)
            raise
        await PlainTextResponse("")(scope, receive, send)

    async def receive() -> Message:
        message = next(waiting)
        return message if message else await asyncio.Future()

    async def send(message: Message) -> None:
        sent.append(message)

    async def spoken() -> Uploads:
        layer = Uploads(reading)
        scope = {"type": "http", "path": f"{UPLOADS}one/a", "method": "PUT", "headers": []}
        await asyncio.wait_for(layer(scope, receive, send), 20)
        return layer

    return asyncio.run(spoken()), sent


PIECE = {"type": "http.request", "body": b"x", "more_body": True}


def test_a_file_that_is_broken_off_is_no_fault_and_gives_its_place_back(files: MemoryUploadedFileManager) -> None:
    layer, sent = coming(PIECE, {"type": "http.disconnect"})
    assert (layer.coming, sent, held()) == (0, [], 0)


@pytest.mark.parametrize("bound", ["PATIENCE", "LONGEST"])
def test_a_file_that_comes_too_slowly_gives_its_place_back(
    files: MemoryUploadedFileManager, monkeypatch: pytest.MonkeyPatch, bound: str
) -> None:
    monkeypatch.setattr(uploads, bound, 0.05)
    layer, sent = coming(PIECE, None)
    assert (layer.coming, sent[0]["status"]) == (0, 408)
    assert (b"connection", b"close") in sent[0]["headers"]
    assert b"some of it every 30" in sent[1]["body"]


def test_a_whole_file_may_be_thought_about_as_long_as_it_takes(files: MemoryUploadedFileManager) -> None:
    layer, sent = coming(PIECE, {"type": "http.request", "body": b"y"})
    assert (layer.coming, sent[0]["status"]) == (0, 200)


OTHER = ("utf-7", '"undefined"', "punycode; x=1", "utf-8; charset=unicode_escape")


@pytest.mark.parametrize("charset", OTHER)
def test_a_form_in_anything_but_utf_8_is_refused_before_it_is_taken(
    files: MemoryUploadedFileManager, charset: str
) -> None:
    talk = ask(
        Uploads, f"{UPLOADS}one/a", "PUT", **{"content-type": f"multipart/form-data; boundary=b; charset={charset}"}
    )
    assert (talk.status, talk.reached) == (400, False)


@pytest.mark.parametrize("said", ["", "; charset=utf-8", '; Charset="UTF-8"; x=1'])
def test_a_form_as_browsers_send_it_is_taken(files: MemoryUploadedFileManager, said: str) -> None:
    assert ask(Uploads, f"{UPLOADS}one/a", "PUT", **{"content-type": f"multipart/form-data; boundary=b{said}"}).reached


def test_a_form_that_cannot_be_read_is_a_line_of_the_log(
    files: MemoryUploadedFileManager, caplog: pytest.LogCaptureFixture
) -> None:
    async def read(*_: object) -> NoReturn:
        raise UnicodeError

    talk = ask(lambda _: Uploads(read), f"{UPLOADS}one/a", "PUT")
    assert talk.status == 400
    assert [(each.getMessage(), each.exc_info) for each in caplog.records] == [
        ("A file was sent that cannot be read: UnicodeError", None)
    ]
