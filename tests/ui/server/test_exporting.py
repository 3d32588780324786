"""How files to take away are made: a page has one made at a time, and keeps no other from its own."""

import asyncio
from collections.abc import Coroutine
from typing import Any
from unittest.mock import Mock

import pytest
from streamlit.proto.BackMsg_pb2 import BackendOperationRequest as Request
from streamlit.proto.BackMsg_pb2 import DeferredFileRequestPayload
from streamlit.proto.ForwardMsg_pb2 import BackendOperationResponse as Response
from streamlit.proto.ForwardMsg_pb2 import DeferredFileResponsePayload
from streamlit.runtime import Runtime, media_file_manager
from streamlit.runtime.backend_operation_handler import DeferredFileHandler
from streamlit.runtime.media_file_manager import MediaFileManager
from streamlit.runtime.memory_media_file_storage import MemoryMediaFileStorage

from briefing.ui.server.exporting import AT_ONCE, FULL, LEFT, OF_PAGE, Exports, keep_exports_fair

SOON = 20.0  # seconds, after which nobody waits any more


class Making:
    """Files that take until they are told to be done; what was begun, and who is on the page."""

    def __init__(self) -> None:
        self.begun: list[tuple[str, str]] = []
        self.here = {"a", "b", *map(str, range(AT_ONCE))}
        self.done = asyncio.Event()
        self.exports = Exports(self.make, self.here.__contains__)

    async def make(self, _: Any, request: Request, page: str) -> Response:
        name = request.deferred_file.file_id
        self.begun.append((page, name))
        await self.done.wait()
        return Response(request_id=request.request_id, deferred_file=DeferredFileResponsePayload(url=f"/media/{name}"))

    def press(self, page: str, name: str, number: int = 0) -> asyncio.Task[Response]:
        """Ask for a file as a page does."""
        asked = Request(request_id=f"r{number}", deferred_file=DeferredFileRequestPayload(file_id=name))
        return asyncio.create_task(self.exports.answer(Mock(), asked, page))

    async def settled(self) -> list[tuple[str, str]]:
        """What was begun once whatever can be has been."""
        for _ in range(20):
            await asyncio.sleep(0)
        return self.begun


def run(spoken: Coroutine[Any, Any, None]) -> None:
    asyncio.run(asyncio.wait_for(spoken, SOON))


def test_a_page_has_one_file_made_at_a_time_and_others_theirs_meanwhile() -> None:
    async def spoken() -> None:
        making = Making()
        pressed = [making.press("a", name) for name in ("pdf", "pptx", "csv")]
        await making.settled()
        pressed.append(making.press("b", "pdf"))
        assert await making.settled() == [("a", "pdf"), ("b", "pdf")]
        making.done.set()
        urls = [answer.deferred_file.url for answer in await asyncio.gather(*pressed)]
        assert urls == ["/media/pdf", "/media/pptx", "/media/csv", "/media/pdf"]

    run(spoken())


def test_a_button_pressed_again_while_its_file_is_made_gives_that_file_and_afterwards_a_new_one() -> None:
    async def spoken() -> None:
        making = Making()
        pressed = [making.press("a", "pdf", number) for number in range(60)]
        assert await making.settled() == [("a", "pdf")]
        making.done.set()
        answers = await asyncio.gather(*pressed)
        assert [answer.request_id for answer in answers] == [f"r{number}" for number in range(60)]
        assert {answer.deferred_file.url for answer in answers} == {"/media/pdf"}
        await making.press("a", "pdf")
        assert making.begun == [("a", "pdf")] * 2
        assert not making.exports.asked
        assert not making.exports.turns

    run(spoken())


def test_what_waits_is_not_made_once_its_page_has_left() -> None:
    async def spoken() -> None:
        making = Making()
        pressed = [making.press("a", name) for name in ("pdf", "pptx", "csv")]
        await making.settled()
        making.here.remove("a")
        making.done.set()
        assert [answer.error_msg for answer in await asyncio.gather(*pressed)] == ["", LEFT, LEFT]
        assert making.begun == [("a", "pdf")]

    run(spoken())


def test_more_than_a_page_has_buttons_for_is_refused_in_words() -> None:
    async def spoken() -> None:
        making = Making()
        pressed = [making.press("a", str(number)) for number in range(OF_PAGE)]
        await making.settled()
        assert (await making.press("a", "more", 7)).error_msg == FULL
        making.done.set()
        assert not any(answer.error_msg for answer in await asyncio.gather(*pressed))

    run(spoken())


def test_only_so_many_are_made_for_all_pages_together() -> None:
    async def spoken() -> None:
        making = Making()
        pressed = [making.press(str(page), "pdf") for page in range(AT_ONCE)]
        await making.settled()
        pressed.append(making.press("b", "pdf"))
        assert ("b", "pdf") not in await making.settled()
        making.done.set()
        assert not any(answer.error_msg for answer in await asyncio.gather(*pressed))
        assert making.begun[-1] == ("b", "pdf")

    run(spoken())


def test_streamlit_makes_its_files_so_and_of_a_page_those_alone_that_it_offers(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(DeferredFileHandler, "handle", DeferredFileHandler.handle)  # as it was, afterwards
    monkeypatch.setattr(Runtime, "instance", lambda: Mock(is_active_session=lambda page: page in "ab"))
    keep_exports_fair()
    files = MediaFileManager(MemoryMediaFileStorage("/media"))

    def offered(page: str) -> Request:
        monkeypatch.setattr(media_file_manager, "_get_session_id", lambda: page)
        name = files.add_deferred(lambda: f"of {page}", "text/plain", "0.1")
        return Request(request_id="r", deferred_file=DeferredFileRequestPayload(file_id=name))

    async def spoken() -> None:
        handler = DeferredFileHandler(lambda: files)
        asked = offered("a")
        assert (await handler.handle(asked, "a")).deferred_file.url.startswith("/media/")
        of_another, of_none = await handler.handle(asked, "b"), await handler.handle(Request(request_id="r"), "b")
        assert of_another.error_msg
        assert of_another == of_none
        assert (await handler.handle(offered("left"), "left")).error_msg == LEFT

    run(spoken())
