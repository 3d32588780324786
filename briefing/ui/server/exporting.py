"""How files to take away are made: one of each page at a time, a few of all, and none for a page that has left.

Streamlit makes one for every message that asks, in the order in which they come. Sixty are sent in five seconds and
keep the processor busy for a minute; whoever asks next waits as long for one file, though who sent them has left.
"""

import asyncio
from asyncio import Lock, Semaphore, Task
from collections.abc import Awaitable, Callable
from weakref import WeakValueDictionary

from streamlit.proto.BackMsg_pb2 import BackendOperationRequest as Request
from streamlit.proto.BackMsg_pb2 import DeferredFileRequestPayload
from streamlit.proto.ForwardMsg_pb2 import BackendOperationResponse as Response
from streamlit.runtime import Runtime
from streamlit.runtime.backend_operation_handler import DeferredFileHandler

AT_ONCE = 4  # files of all pages; each takes a processor, and the pages share them
OF_PAGE = 32  # files of one page that are being made or wait; the Share box has some dozen buttons
FULL = "More files were asked for than are made at once. Wait for the first ones, then press again."
LEFT = "The page has left."

Make = Callable[[DeferredFileHandler, Request, str], Awaitable[Response]]


class Exports:
    """The files that are being made, and those that wait, by the page that asked and the button."""

    def __init__(self, make: Make, is_here: Callable[[str], bool]) -> None:
        self.make, self.is_here = make, is_here
        self.asked: dict[tuple[str, str], Task[Response]] = {}
        self.turns: WeakValueDictionary[str, Lock] = WeakValueDictionary()
        self.workers = Semaphore(AT_ONCE)

    async def answer(self, handler: DeferredFileHandler, request: Request, page: str) -> Response:
        """Where the file lies that a button asks for; pressed again while it is made, it is the same one."""
        key = page, request.deferred_file.file_id
        if key not in self.asked:
            if sum(each == page for each, _ in self.asked) >= OF_PAGE:
                return Response(request_id=request.request_id, error_msg=FULL)
            self.asked[key] = asyncio.create_task(self._made(handler, request, page))
            self.asked[key].add_done_callback(lambda _: self.asked.pop(key))
        answer = Response()
        answer.CopyFrom(await asyncio.shield(self.asked[key]))
        answer.request_id = request.request_id
        return answer

    async def _made(self, handler: DeferredFileHandler, request: Request, page: str) -> Response:
        """Make the file in its turn: the page's own first, so that what waits for it keeps nobody else from theirs."""
        async with self.turns.setdefault(page, Lock()), self.workers:
            if not self.is_here(page):
                return Response(request_id=request.request_id, error_msg=LEFT)
            return await self.make(handler, request, page)


def _of_its_own(make: Make) -> Make:
    """Have a page told of another's file what it is told of one that there is not; Streamlit makes it for whoever knows
    its id."""

    async def made(handler: DeferredFileHandler, request: Request, page: str) -> Response:
        offered = handler._get_media_file_mgr()._deferred_callables.get(request.deferred_file.file_id)
        if offered is not None and offered["session_id"] != page:
            request = Request(request_id=request.request_id, deferred_file=DeferredFileRequestPayload())
        return await make(handler, request, page)

    return made


def keep_exports_fair() -> None:
    """Have every file that a page asks for made so from now on, and none that another page offers."""
    make = _of_its_own(DeferredFileHandler.handle)
    exports = Exports(make, lambda page: Runtime.instance().is_active_session(page))

    async def handle(self: DeferredFileHandler, request: Request, session_id: str) -> Response:
        return await exports.answer(self, request, session_id)

    DeferredFileHandler.handle = handle  # type: ignore[method-assign]  # Streamlit has no setting for it
