"""How logins are begun and ended: a few at once, over one set of certificates, the provider asked once for all of them.

Streamlit makes two clients for a login that begins and three for one that ends, and each reads every certificate that
the machine trusts, 0.04 s in which nobody else is answered. Each login asks the provider anew what it says of itself.
So two hundred that strangers began kept every reader waiting for ten seconds, and real ones failed meanwhile.
"""

import asyncio
import zlib
from asyncio import Semaphore, Task
from collections.abc import Awaitable, Callable
from functools import cache, partial
from typing import Any

from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from briefing.ui.server.answers import described
from briefing.ui.server.signin import CALLBACK, LOGIN

AT_ONCE = {LOGIN: 1, CALLBACK: 4}  # one that begins is the work of a moment, one that ends waits for the provider
WAITING = 64  # of each
PAUSE = 0.02  # seconds that a turn lasts beyond its work, of some 0.004: the rest of the processor is the readers'
AGAIN = 3  # seconds after which to try once more, for readers and for the process
KEPT = 300.0  # seconds for which it holds what a provider says of itself
WANTED = ("issuer", "authorization_endpoint", "token_endpoint")  # of what it says
ADDRESSES = ("issuer", "_endpoint", "_uri")  # how the names of addresses end
LONGEST = 2_000  # letters of one
PATIENCE = 10.0  # seconds for an answer of a provider, from its first byte to its last
LARGEST = 1 << 20  # bytes of one
FULL = "Many people are signing in just now. Load this page again in a few seconds.\n"

Metadata = dict[str, Any]
Ask = Callable[[], Awaitable[Metadata]]


class Turns:
    """Those who have their turn, and those who wait for it."""

    def __init__(self, at_once: int) -> None:
        self.workers, self.asked, self.most = Semaphore(at_once), 0, at_once + WAITING

    async def answered(self, app: ASGIApp, scope: Scope) -> list[Message] | None:
        """What the application answers in its turn; None where more wait already than may."""
        if self.asked >= self.most:
            return None
        self.asked += 1
        try:
            async with self.workers:
                answer = await _answer(app, scope)
                await asyncio.sleep(PAUSE)
                return answer
        finally:
            self.asked -= 1


class Logins:
    """ASGI middleware that gives those who set out for the provider turns of their own, and those who come back others.

    Anybody can set out as often as they like; who comes back has to have been there, and waits for none of them.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        self.turns = {path: Turns(at_once) for path, at_once in AT_ONCE.items()}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass everything on, a login in its turn; more than may wait are told when to come again."""
        turns = self.turns.get(scope["path"]) if scope["type"] == "http" else None
        if turns is None:
            await self.app(scope, receive, send)
            return
        answer = await turns.answered(self.app, scope)
        if answer is None:
            await PlainTextResponse(FULL, 503, {"Retry-After": str(AGAIN)})(scope, receive, send)
        # Sent once the turn is over: whoever does not read what they asked for would keep it for as long.
        for message in answer or ():
            await send(message)


async def _answer(app: ASGIApp, scope: Scope) -> list[Message]:
    """All that the application answers, without what the request has to say beside its address.

    Of one that is not GET Authlib reads a body, and whoever never sends it would keep their turn for good.
    """
    answer: list[Message] = []

    async def nothing() -> Message:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def keep(message: Message) -> None:
        answer.append(message)

    await app(scope, nothing, keep)
    return answer


class Told:
    """What each provider says of itself, by the address at which it does."""

    def __init__(self) -> None:
        self.asked: dict[str, Task[Metadata]] = {}

    async def by(self, address: str, ask: Ask) -> Metadata:
        """What it says, asked once for all and kept for some minutes; that it did not answer, for some seconds."""
        if address not in self.asked:
            self.asked[address] = asyncio.create_task(_copied(ask))
            self.asked[address].add_done_callback(partial(self._keep, address))
        return dict(await asyncio.shield(self.asked[address]))

    def _keep(self, address: str, asked: Task[Metadata]) -> None:
        has_failed = asked.cancelled() or asked.exception() is not None
        asyncio.get_running_loop().call_later(AGAIN if has_failed else KEPT, self.asked.pop, address, None)


async def _copied(ask: Ask) -> Metadata:
    # Whoever asked goes on to write the provider's keys into the same value; those are asked for each time.
    said = dict(await ask())
    if wrong := [name for name in WANTED if not isinstance(said.get(name), str)]:
        raise ValueError(f"What the provider says of itself has no {wrong[0]}")
    for name, value in said.items():  # whose hosts are put in order, letter by letter
        if isinstance(value, str) and name.endswith(ADDRESSES) and not (value.isascii() and len(value) <= LONGEST):
            raise ValueError(f"What the provider says of itself has no address for {name}")
    return described(said)


async def _whole(answer: Any) -> bytes:
    """The body of an answer. Raises ValueError for one of more bytes than a provider has to say, packed or unpacked."""
    body = b""
    async for piece in answer.aiter_raw():  # what unpacks by itself takes gigabytes before anybody counts
        body += piece
        if len(body) > LARGEST:
            break
    match answer.headers.get("content-encoding", "identity"):
        case "gzip":
            body = zlib.decompressobj(wbits=31).decompress(body, LARGEST + 1)
        case other if other != "identity":
            raise ValueError("The provider answers in a packing that was not asked for")
    if len(body) > LARGEST:
        raise ValueError(f"The provider answers more than {LARGEST} bytes")
    return body


def keep_logins_cheap() -> None:
    """Have all clients of a login share one set of certificates, and all logins what the provider says of itself."""
    import httpx  # noqa: PLC0415  # loaded only where sign-in is on
    from authlib.integrations.starlette_client import StarletteOAuth2App  # noqa: PLC0415  # the same

    told, load = Told(), StarletteOAuth2App.load_server_metadata
    client: Any = StarletteOAuth2App.client_cls
    certificates = cache(httpx.create_ssl_context)

    class Client(client):  # type: ignore[misc]  # Authlib has no types
        def __init__(self, *given: Any, verify: Any = True, **more: Any) -> None:
            super().__init__(*given, verify=certificates(verify), **more)

        async def send(self, request: httpx.Request, **more: Any) -> httpx.Response:
            request.headers["Accept-Encoding"] = "gzip"
            # Its own limits are for each piece of an answer, and whoever sends letter by letter keeps within them.
            async with asyncio.timeout(PATIENCE):
                answer = await super().send(request, **more | {"stream": True})
                try:
                    body = await _whole(answer)
                finally:
                    await answer.aclose()
            return httpx.Response(answer.status_code, content=body, request=request)

    async def loaded(self: Any) -> Metadata:
        if "_loaded_at" not in self.server_metadata:
            # In place of what whoever asked wrote there, which is all that the provider said.
            self.server_metadata = await told.by(self._server_metadata_url, partial(load, self))
        said: Metadata = self.server_metadata
        return said

    StarletteOAuth2App.client_cls = Client  # Streamlit has no setting for either
    StarletteOAuth2App.load_server_metadata = loaded
