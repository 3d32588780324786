"""Who is answered: a request that names this dashboard and comes from its own pages; no other reaches Streamlit."""

from functools import partial

import pytest
from starlette.datastructures import Headers
from starlette.types import Scope
from streamlit import config, net_util
from streamlit.web.server.starlette.starlette_websocket import _is_origin_allowed

from briefing.ui.server.hosts import Hosts, public
from tests.ui.server.asgi import Talk, ask, connect

PUBLIC = partial(Hosts, names=frozenset({"briefing.example.org", "*.review.example"}))


def headers(host: str, origin: str | None) -> dict[str, str]:
    """The headers of a request, those that are there."""
    return {"host": host} | ({} if origin is None else {"origin": origin})


@pytest.mark.parametrize(
    ("host", "origin"),
    [
        ("localhost:8501", None),
        ("127.0.0.1", None),
        ("[::1]:8501", "http://[::1]:8501"),
        ("localhost:8501", "http://localhost:8501"),
        ("briefing.example.org", "https://briefing.example.org"),
        ("BRIEFING.example.org.:443", None),
        ("branch.review.example", None),
        ("127.0.0.1:8501", "https://briefing.example.org"),  # a proxy that does not pass the host on
    ],
)
def test_our_own_are_answered(host: str, origin: str | None) -> None:
    assert ask(PUBLIC, **headers(host, origin)).status == 200
    assert connect(PUBLIC, **headers(host, origin)).reached


@pytest.mark.parametrize(
    "host",
    [
        "evil.example",
        "",
        "localhost.evil.example",
        "localhost:99999",
        "a@localhost",
        "localhost/x",
        "local host",
        "*.review.example",
        "x;script-src.review.example",
    ],
)
def test_an_unknown_host_is_refused(host: str) -> None:
    assert ask(PUBLIC, host=host).status == 421
    assert ask(PUBLIC).status == 421
    assert is_refused(connect(PUBLIC, host=host))


@pytest.mark.parametrize(
    "origin",
    ["http://evil.example", "null", "", "http://localhost:3000", "file://", "http://briefing.example.org.evil.example"],
)
def test_a_foreign_origin_is_refused(origin: str) -> None:
    assert ask(PUBLIC, host="localhost:8501", origin=origin).status == 403
    assert is_refused(connect(PUBLIC, host="localhost:8501", origin=origin))


@pytest.mark.parametrize(
    ("host", "origin"),
    [
        ("127.0.0.1:8501", "https://briefing.example.org"),
        ("localhost:8501", "https://branch.review.example:8443"),
        ("briefing.example.org", "https://BRIEFING.example.org"),
        ("localhost:8501", None),
    ],
)
def test_streamlit_takes_a_page_of_ours_for_one_and_asks_nobody(
    monkeypatch: pytest.MonkeyPatch, host: str, origin: str | None
) -> None:
    """It would ask a host on the internet for its own address, while everybody waits."""
    monkeypatch.setattr(net_util, "get_external_ip", lambda: pytest.fail("a host on the internet was asked"))
    came: list[Headers] = []

    async def behind(scope: Scope, *_: object) -> None:
        came.append(Headers(scope=scope))

    connect(lambda _: PUBLIC(behind), **headers(host, origin))
    assert _is_origin_allowed(came[0].get("origin"), came[0]["host"])


def is_refused(talk: Talk) -> bool:
    """Whether a handshake ended before it was accepted and before anything behind heard of it."""
    return not talk.reached and [message["type"] for message in talk.sent] == ["websocket.close"]


def test_the_public_name_comes_from_the_variable_or_the_configuration(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BRIEFING_HOST", "one.example, Two.example.")
    monkeypatch.setattr(config, "get_option", {"browser.serverAddress": "three.example", "server.allowedHosts": []}.get)
    assert public() == {"one.example", "two.example", "three.example"}
