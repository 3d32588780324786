"""Which cookies are read: those that are given here, in no time, whatever else a browser sends along."""

import time
from collections.abc import Callable

import pytest
from starlette.requests import HTTPConnection
from starlette.types import ASGIApp, Receive, Scope, Send

from briefing.ui.server.cookies import Cookies
from tests.ui.server.asgi import Talk, ask, connect

OURS = "_streamlit_user=a.b; _streamlit_user_1=c; briefing_next=%2Fmap; _streamlit_xsrf=2|d|e"
SLOW = 'a="' + '\\"' * 29_000 + '"'  # half a minute and more


def passed(talk: Callable[..., Talk], **headers: str) -> HTTPConnection:
    """The request as the layers behind see it."""
    seen: list[Scope] = []

    def layers(app: ASGIApp) -> ASGIApp:
        async def looked(scope: Scope, receive: Receive, send: Send) -> None:
            seen.append(scope)
            await app(scope, receive, send)

        return Cookies(looked)

    assert talk(layers, **headers).reached
    return HTTPConnection(seen[0])


@pytest.mark.parametrize("talk", [ask, connect], ids=["request", "handshake"])
@pytest.mark.parametrize(
    ("sent", "read"),
    [
        (OURS, OURS),
        (f'sid="a\\"b"; {OURS};_xsrf=x', OURS),
        (f"{SLOW};{OURS}", OURS),
        (SLOW.replace("a=", "_streamlit_user=", 1), ""),
        (f" {SLOW.replace('a=', 'briefing_next=', 1)}", ""),
        (f"{OURS}; _streamlit_user_0=x; _streamlit_user_10=x; _streamlit_user_tokens_\xb2=x; briefing_way=x", OURS),
        ("; ".join(f"_streamlit_user_{each}=x" for each in range(10, 400)), ""),
    ],
    ids=["ours", "others beside", "slow beside", "slow as ours", "slow after a space", "like ours", "many like ours"],
)
def test_cookies_of_ours_are_read_at_once_and_no_others(talk: Callable[..., Talk], sent: str, read: str) -> None:
    then = time.monotonic()
    assert passed(talk, cookie=sent).cookies == dict(each.split("=", 1) for each in read.split("; ") if each)
    assert time.monotonic() - then < 2


def test_other_headers_stay() -> None:
    headers = {"host": "localhost", "accept": 'a\\"'}
    assert dict(passed(ask, **headers).headers) == headers
