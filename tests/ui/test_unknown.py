"""Addresses that are no page: told so; one with a stroke too many leads on without naming where the app is served."""

import pytest
from starlette.responses import RedirectResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from briefing.ui.unknown import UnknownAddresses
from tests.ui.server.asgi import Talk, ask


def led(path: str, query: bytes = b"") -> Talk:
    """What is answered where Streamlit takes the last stroke off, by an address from the root."""

    async def streamlit(scope: Scope, receive: Receive, send: Send) -> None:
        await RedirectResponse(scope["path"].rstrip("/"), 301)(scope, receive, send)

    def layer(_: ASGIApp) -> ASGIApp:
        async def asked(scope: Scope, receive: Receive, send: Send) -> None:
            await UnknownAddresses(streamlit)({**scope, "query_string": query}, receive, send)

        return asked

    return ask(layer, path)


@pytest.mark.parametrize(
    ("path", "query", "to"),
    [
        ("/map/", b"", "../map"),
        ("/map/", b"actor=x&q=%D0%B6", "../map?actor=x&q=%D0%B6"),
        ("/map//", b"", "../../map"),
    ],
)
def test_a_page_is_led_to_from_where_it_was_asked_for(path: str, query: bytes, to: str) -> None:
    talk = led(path, query)
    assert (talk.status, talk.headers["location"]) == (301, to)


@pytest.mark.parametrize("path", ["/static/", "/app/static/", "/no-page/", "/contested/map/"])
def test_what_is_no_page_leads_nowhere(path: str) -> None:
    talk = led(path)
    assert talk.status == 404
    assert "location" not in talk.headers


@pytest.mark.parametrize(
    ("path", "to"), [("/no-page", "./timeline"), ("/no-page/", "../timeline"), ("/a/b", "../timeline")]
)
def test_the_pages_are_offered_wherever_a_proxy_puts_them(path: str, to: str) -> None:
    assert f'<a href="{to}">' in led(path).sent[1]["body"].decode()


def test_the_first_page_is_asked_for_as_it_is() -> None:
    assert ask(UnknownAddresses, "/").reached


@pytest.mark.parametrize(("headers", "status"), [((), 404), ((b"content-disposition", b"attachment"), 200)])
def test_a_web_page_to_take_away_is_not_taken_for_the_front_page(headers: tuple[bytes, bytes], status: int) -> None:
    async def streamlit(scope: Scope, receive: Receive, send: Send) -> None:
        given = [(b"content-type", b"text/html; charset=utf-8"), *([headers] if headers else [])]
        await send({"type": "http.response.start", "status": 200, "headers": given})
        await send({"type": "http.response.body", "body": b"the file"})

    assert ask(lambda _: UnknownAddresses(streamlit), "/media/a75797360e47.html").status == status
