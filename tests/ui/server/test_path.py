"""The path that everything stands under: taken off what is asked, and nothing stands beside it."""

import pytest
from starlette.types import ASGIApp, Receive, Scope, Send
from streamlit import config

from briefing.ui.server.path import OPTION, UnderPath, taken
from tests.ui.server.asgi import Talk, ask, connect


def asked(path: str, query: bytes = b"", under: str = "/office/brief") -> tuple[Talk, list[str]]:
    """What is answered, and which path reached the application behind."""
    reached: list[str] = []

    def layer(behind: ASGIApp) -> ASGIApp:
        async def noted(scope: Scope, receive: Receive, send: Send) -> None:
            reached.append(scope["path"])
            await behind(scope, receive, send)

        async def told(scope: Scope, receive: Receive, send: Send) -> None:
            await UnderPath(noted, under)({**scope, "query_string": query}, receive, send)

        return told

    return ask(layer, path), reached


@pytest.mark.parametrize("within", ["/", "/map", "/scripts/x.js", "/_stcore/health"])
def test_what_stands_under_the_path_is_asked_for_as_at_the_root(within: str) -> None:
    assert asked(f"/office/brief{within}")[1] == [within]
    assert asked(within, under="")[1] == [within]


@pytest.mark.parametrize(
    "path", ["/map", "/office", "/office/", "/office/briefing", "/_stcore/health", "//office/brief/"]
)
def test_nothing_stands_beside_the_path(path: str) -> None:
    talk, reached = asked(path)
    assert (talk.status, reached) == (404, [])


@pytest.mark.parametrize(("path", "to"), [("/", "./office/brief/"), ("/office/brief", "./brief/")])
def test_the_first_page_is_found_and_what_was_asked_of_it_stays(path: str, to: str) -> None:
    talk, _ = asked(path, b"actor=x&q=%D0%B6")
    assert (talk.status, talk.headers["location"]) == (302, f"{to}?actor=x&q=%D0%B6")


def test_a_page_is_connected_under_the_path_alone() -> None:
    assert connect(lambda app: UnderPath(app, "/here"), path="/here/_stcore/stream").reached
    talk = connect(lambda app: UnderPath(app, "/here"), path="/_stcore/stream")
    assert (talk.reached, [message["type"] for message in talk.sent]) == (False, ["websocket.close"])


@pytest.mark.parametrize(("said", "path"), [("", ""), ("/", ""), ("office/brief", "/office/brief"), ("/a/", "/a")])
def test_streamlit_knows_nothing_of_the_path_any_more(said: str, path: str) -> None:
    config.set_option(OPTION, said)
    assert taken() == path
    assert config.get_option(OPTION) == ""
