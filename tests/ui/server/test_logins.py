"""How logins are begun and ended: a few at once, nobody kept from ending one, and what costs much done once for all."""

import asyncio
import ssl
import time
from collections.abc import AsyncIterator, Callable, Coroutine
from typing import Any
from unittest.mock import AsyncMock, Mock

import httpx
import pytest
from starlette.types import Message, Receive, Scope, Send

from briefing.ui.server import logins
from briefing.ui.server.logins import AT_ONCE, FULL, LARGEST, PAUSE, WAITING, Logins, Told
from tests.ui.server.asgi import ask, connect
from tests.ui.server.provider import ADDRESS, SAYS, telling

SOON = 20.0  # seconds, after which nobody waits any more
LOGIN, CALLBACK = "/auth/login", "/oauth2callback"


class Streamlit:
    """An application that answers once it is told to, and the layer before it; what was begun, and what it read."""

    def __init__(self) -> None:
        self.begun: list[str] = []
        self.read: list[Message] = []
        self.done = asyncio.Event()
        self.layer = Logins(self)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        self.begun.append(scope["path"])
        self.read.append(await receive())
        await self.done.wait()
        await send({"type": "http.response.start", "status": 302, "headers": []})
        await send({"type": "http.response.body"})

    def asked(self, path: str, is_read: bool = True) -> "asyncio.Task[list[Message]]":
        """What is answered to somebody who asks, and who reads it or does not."""
        return asyncio.create_task(self._asked(path, is_read))

    async def _asked(self, path: str, is_read: bool) -> list[Message]:
        sent: list[Message] = []

        async def receive() -> Message:
            await asyncio.Event().wait()  # whoever says that there is a body, and never sends it
            raise AssertionError

        async def send(message: Message) -> None:
            if not is_read:
                await asyncio.Event().wait()
            sent.append(message)

        await self.layer({"type": "http", "path": path, "method": "HEAD", "headers": []}, receive, send)
        return sent

    async def settled(self) -> list[str]:
        """What was begun once whatever can be has been."""
        for _ in range(20):
            await asyncio.sleep(0)
        return self.begun


def run(spoken: Callable[[], Coroutine[Any, Any, None]]) -> None:
    asyncio.run(asyncio.wait_for(spoken(), SOON))


def test_a_few_are_answered_at_once_some_wait_and_the_rest_are_told_when_to_come_again() -> None:
    async def spoken() -> None:
        behind = Streamlit()
        asked = [behind.asked(LOGIN) for _ in range(AT_ONCE[LOGIN] + WAITING)]
        assert await behind.settled() == [LOGIN] * AT_ONCE[LOGIN]
        start, body = await behind.asked(LOGIN)
        assert (start["status"], dict(start["headers"])[b"retry-after"], body["body"]) == (503, b"3", FULL.encode())
        behind.done.set()
        assert {answer[0]["status"] for answer in await asyncio.gather(*asked)} == {302}
        assert (await behind.asked(LOGIN))[0]["status"] == 302

    run(spoken)


def test_who_comes_back_from_the_provider_waits_for_nobody_who_sets_out() -> None:
    async def spoken() -> None:
        behind = Streamlit()
        _held = [behind.asked(LOGIN) for _ in range(AT_ONCE[LOGIN] + WAITING)]
        await behind.settled()
        back = behind.asked(CALLBACK)
        assert (await behind.settled())[AT_ONCE[LOGIN] :] == [CALLBACK]
        behind.done.set()
        assert (await back)[0]["status"] == 302

    run(spoken)


def test_between_two_that_begin_there_is_time_for_the_readers() -> None:
    async def spoken() -> None:
        behind = Streamlit()
        behind.done.set()
        then = time.monotonic()
        await asyncio.gather(*(behind.asked(LOGIN) for _ in range(5)))
        assert time.monotonic() - then > 4 * PAUSE

    run(spoken)


@pytest.mark.parametrize("path", [LOGIN, CALLBACK])
def test_who_does_not_read_the_answer_keeps_nobody_from_their_turn(path: str) -> None:
    async def spoken() -> None:
        behind = Streamlit()
        behind.done.set()
        _held = [behind.asked(path, is_read=False) for _ in range(AT_ONCE[path])]
        await behind.settled()
        assert (await behind.asked(path))[0]["status"] == 302

    run(spoken)


def test_nobody_is_waited_for_who_does_not_send_what_they_said_they_would() -> None:
    async def spoken() -> None:
        behind = Streamlit()
        behind.done.set()
        await behind.asked(CALLBACK)
        assert behind.read == [{"type": "http.request", "body": b"", "more_body": False}]

    run(spoken)


def test_everything_else_passes() -> None:
    assert ask(Logins, "/map").status == 200
    assert connect(Logins, b"x", path=LOGIN).received[1]["bytes"] == b"x"


def test_a_provider_is_asked_once_by_all_and_again_after_a_while(monkeypatch: pytest.MonkeyPatch) -> None:
    async def spoken() -> None:
        asking, told = Asking(), Told()
        said = await asyncio.gather(*(told.by(ADDRESS, asking) for _ in range(30)))
        said[0]["jwks"] = "those of one login"
        assert (await told.by(ADDRESS, asking), asking.times) == (SAYS, 1)
        monkeypatch.setattr(logins, "KEPT", 0)
        other = Told()
        await other.by(ADDRESS, asking)
        await asyncio.sleep(0.01)
        await other.by(ADDRESS, asking)
        assert asking.times == 3

    run(spoken)


def test_that_a_provider_did_not_answer_is_told_to_all_and_soon_asked_again(monkeypatch: pytest.MonkeyPatch) -> None:
    async def spoken() -> None:
        asking, told = Asking(httpx.ConnectTimeout("")), Told()
        refused = await asyncio.gather(*(told.by(ADDRESS, asking) for _ in range(3)), return_exceptions=True)
        assert [type(each) for each in refused] == [httpx.ConnectTimeout] * 3
        with pytest.raises(httpx.ConnectTimeout):
            await told.by(ADDRESS, asking)
        assert asking.times == 1
        monkeypatch.setattr(logins, "AGAIN", 0)
        told, asking = Told(), Asking(httpx.ConnectTimeout(""))
        with pytest.raises(httpx.ConnectTimeout):
            await told.by(ADDRESS, asking)
        await asyncio.sleep(0.01)
        assert (await told.by(ADDRESS, asking), asking.times) == (SAYS, 2)

    run(spoken)


ODD = f"https://{chr(0x300) * 60}.example"


@pytest.mark.parametrize(
    "said",
    [
        {"status": "maintenance"},
        SAYS | {"token_endpoint": None},
        SAYS | {"jwks_uri": ODD},
        SAYS | {"issuer": "x" * 3_000},
    ],
)
def test_an_answer_that_is_another_is_soon_asked_for_again(
    monkeypatch: pytest.MonkeyPatch, said: dict[str, Any]
) -> None:
    async def spoken() -> None:
        monkeypatch.setattr(logins, "AGAIN", 0)
        told = Told()
        with pytest.raises(ValueError, match="What the provider says of itself has no "):
            await told.by(ADDRESS, AsyncMock(return_value=said))
        await asyncio.sleep(0.01)
        assert await told.by(ADDRESS, Asking()) == SAYS

    run(spoken)


class Asking:
    """The question to a provider, which fails as often as there are faults; how often it was put."""

    def __init__(self, *faults: Exception) -> None:
        self.faults, self.times = iter(faults), 0

    async def __call__(self) -> dict[str, Any]:
        self.times += 1
        await asyncio.sleep(0)
        for fault in self.faults:
            raise fault
        return dict(SAYS)


def test_streamlits_clients_share_one_set_of_certificates(
    begin: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    create = Mock(wraps=ssl.create_default_context)
    monkeypatch.setattr(ssl, "create_default_context", create)
    for _ in range(3):
        app = begin()
        app._get_session()
        app._get_oauth_client(**SAYS)
    assert create.call_count == 1
    begin(verify=False)._get_session()  # as an operator may have it
    assert create.call_count == 1


def test_streamlits_logins_ask_the_provider_once_what_it_says_of_itself(begin: Callable[..., Any]) -> None:
    asked: list[str] = []

    def provider(request: httpx.Request) -> httpx.Response:
        asked.append(request.url.path)
        return telling({"keys": []} if request.url.path == "/jwks" else SAYS)

    async def one() -> str:
        app = begin(transport=httpx.MockTransport(provider))
        found = await app.create_authorization_url("http://localhost/oauth2callback")
        await app.fetch_jwk_set()
        return str(found["url"])

    async def spoken() -> None:
        for url in [*await asyncio.gather(one(), one()), await one()]:
            assert url.startswith(SAYS["authorization_endpoint"])

    run(spoken)
    assert sorted(asked) == ["/.well-known/openid-configuration", "/jwks", "/jwks", "/jwks"]


@pytest.mark.parametrize(
    ("packing", "what", "said"),
    [
        (("gzip",), {"keys": [], "more": " " * LARGEST}, "answers more"),
        (("gzip", "gzip"), {"keys": []}, "packing that was not asked for"),
        (("br",), {"keys": []}, "packing that was not asked for"),
    ],
    ids=["large", "twice", "another"],
)
def test_an_answer_is_unpacked_no_further_than_it_may_be_long(
    begin: Callable[..., Any], packing: tuple[str, ...], what: Any, said: str
) -> None:
    def provider(request: httpx.Request) -> httpx.Response:
        return telling(what, *packing) if request.url.path == "/jwks" else telling(SAYS, "gzip")

    async def spoken() -> None:
        with pytest.raises(ValueError, match=said):
            await begin(transport=httpx.MockTransport(provider)).fetch_jwk_set()

    run(spoken)


async def slow() -> AsyncIterator[bytes]:
    """An answer that comes letter by letter and never ends."""
    while True:
        yield b" "
        await asyncio.sleep(0.01)


async def large() -> AsyncIterator[bytes]:
    """An answer that is longer than anything a provider has to say."""
    for _ in range(LARGEST // 1000 + 2):
        yield b" " * 1000


@pytest.mark.parametrize(("answer", "fault", "said"), [(slow, TimeoutError, None), (large, ValueError, "answers more")])
@pytest.mark.parametrize("path", ["/.well-known/openid-configuration", "/jwks"])
def test_an_answer_without_end_is_not_waited_for(
    begin: Callable[..., Any],
    monkeypatch: pytest.MonkeyPatch,
    answer: Any,
    fault: type[Exception],
    said: str,
    path: str,
) -> None:
    monkeypatch.setattr(logins, "PATIENCE", 0.5)

    def provider(request: httpx.Request) -> httpx.Response:
        return httpx.Response(200, content=answer()) if request.url.path == path else telling(SAYS)

    async def spoken() -> None:
        with pytest.raises(fault, match=said):
            await begin(transport=httpx.MockTransport(provider)).fetch_jwk_set()

    run(spoken)
