"""The door: nothing of ours for who is not let in, on no path and in no connection; cookies that are safe to have."""

import json
import time
from http.cookies import SimpleCookie
from random import Random
from string import ascii_letters
from typing import Any

import pytest
from itsdangerous import URLSafeTimedSerializer
from starlette.types import ASGIApp, Receive, Scope, Send
from streamlit.auth_util import set_cookie_with_chunks

from briefing.ui.server.access import Access
from briefing.ui.server.signin import SignIn, kept
from tests.ui.server.asgi import Talk, ask, connect

SECRET = "0123456789abcdef0123456789abcdef"
ACCESS = Access(frozenset({"ann@example.org"}), SECRET)
ANN = {"email": "ann@example.org", "email_verified": True, "is_logged_in": True}
EVE = ANN | {"email": "eve@example.org"}
PATHS = (
    "/",
    "/map",
    "/_stcore/host-config",
    "/_stcore/stream",
    "/static/js/index.js",
    "/media/a.pdf",
    "/basemap/a.geojson",
)
HTML = {"accept": "text/html"}


def signed(user: dict[str, Any], secret: str = SECRET) -> dict[str, str]:
    """The header of somebody who signed in."""
    value = URLSafeTimedSerializer(secret, salt="_streamlit_user").dumps(json.dumps(user))
    return {"cookie": f"_streamlit_user={value}"}


def door(app: ASGIApp) -> SignIn:
    """The layer with Ann on its list."""
    return SignIn(app, ACCESS)


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize(
    "cookies",
    [
        {},
        signed(EVE),
        signed(ANN, "x" * 32),
        signed(ANN | {"is_logged_in": False}),
        {"cookie": "_streamlit_user=x.y.z"},
    ],
    ids=["nobody", "not on the list", "signed by another", "signed out", "nonsense"],
)
def test_who_is_not_let_in_reaches_nothing(path: str, cookies: dict[str, str]) -> None:
    talk = ask(door, path, **cookies)
    assert (talk.status, talk.reached) == (401, False)
    connection = connect(door, b"x", **cookies)
    assert (connection.sent[0]["type"], connection.reached) == ("websocket.close", False)


@pytest.mark.parametrize("path", PATHS)
def test_who_is_let_in_reaches_everything(path: str) -> None:
    assert ask(door, path, **signed(ANN)).reached
    assert connect(door, b"x", **signed(ANN)).received[1]["bytes"] == b"x"


@pytest.mark.parametrize(
    ("given", "kept"), [("public, immutable, max-age=9", "private, immutable, max-age=9"), ("no-cache", "no-cache")]
)
def test_nothing_is_kept_on_the_way_to_who_is_let_in(given: str, kept: str) -> None:
    behind = streamlit((b"cache-control", given.encode()))
    assert ask(lambda _: SignIn(behind, ACCESS), "/basemap/x", **signed(ANN)).headers["cache-control"] == kept


def test_without_a_list_everybody_enters() -> None:
    assert ask(lambda app: SignIn(app, None), "/").reached


def test_the_health_of_the_process_is_told_to_all() -> None:
    assert ask(door, "/_stcore/health").reached


def page(talk: Talk) -> str:
    """The page that was answered."""
    return bytes(talk.sent[1]["body"]).decode()


def test_a_page_leads_to_signing_in_and_back() -> None:
    talk = ask(
        lambda app: lambda scope, *more: door(app)(scope | {"query_string": b"actor=x&q=%D0%B6"}, *more), "/map", **HTML
    )
    assert talk.status == 401
    assert 'href="sign-in?next=%2Fmap%3Factor%3Dx%26q%3D%25D0%25B6"' in page(talk)
    assert talk.headers["cache-control"] == "no-store"


def test_a_page_says_who_you_are_and_why_you_may_not_enter() -> None:
    talk = ask(
        lambda app: lambda scope, *more: door(app)(scope | {"query_string": b""}, *more), "/", **HTML, **signed(EVE)
    )
    assert talk.status == 403
    assert "<b>eve@example.org</b>" in page(talk)
    assert "not on the list" in page(talk)
    assert 'href="auth/logout"' in page(talk)


@pytest.mark.parametrize(
    ("asked", "back"),
    [
        ("/map?actor=x&q=%D0%B6", "map?actor=x&q=%D0%B6"),
        ("/", ""),
        ("/?asof=2017", "?asof=2017"),
        ("https://evil.example/map", ""),
        ("//evil.example/map", ""),
        ("/\\evil.example", ""),
        ("/auth/logout", ""),
        ("/media/x", ""),
        ("/map\r\nx: y", ""),
        ("/map?ж", ""),
        (f"/map?{'x' * 3000}", "map"),
        (f"/map?{'x' * 2500}", f"map?{'x' * 2500}"),
        (f"/map?{chr(34) * 900}", "map"),
        ("javascript:alert(1)", ""),
        ("//[", ""),
        ("http://[", ""),
        ("http://\u2100.x/", ""),
    ],
)
def test_only_pages_of_ours_are_come_back_to(asked: str, back: str) -> None:
    assert kept(asked) == back


@pytest.mark.parametrize("said", ["null", "[1]", "5", "{", "chunks-x", "chunks--1", '"x"', "[" * 100_000, ""])
def test_a_cookie_of_ours_that_names_nobody_is_nobodys(said: str) -> None:
    cookie = URLSafeTimedSerializer(SECRET, salt="_streamlit_user").dumps(said)
    assert ask(door, "/", cookie=f"_streamlit_user={cookie}").status == 401


def pieces(user: dict[str, Any]) -> dict[str, str]:
    """The cookies of somebody of whom the provider says more than one cookie holds, as Streamlit makes them."""
    made: dict[str, str] = {}

    def one(name: str, value: str) -> None:
        made[name] = signed_value(name, value)

    set_cookie_with_chunks(
        one, lambda name, value: signed_value(name, value).encode(), "_streamlit_user", user, cookie_attr_size=60
    )
    return made


def signed_value(name: str, value: str) -> str:
    return str(URLSafeTimedSerializer(SECRET, salt=name).dumps(value))


def long(seed: int) -> str:
    """A name that does not become shorter when it is compressed."""
    return "".join(Random(seed).choices(ascii_letters, k=9000))


def written(cookies: dict[str, str]) -> str:
    return "; ".join(f"{name}={value}" for name, value in cookies.items())


def test_a_cookie_in_pieces_holds_with_the_one_that_says_which_belong_together() -> None:
    made = pieces(ANN | {"name": long(1)})
    assert len(made) > 2
    behind = streamlit(*((b"set-cookie", f"{name}={value}; Path=/".encode()) for name, value in made.items()))
    leaving = ask(lambda _: SignIn(behind, ACCESS), "/oauth2callback").sent[0]["headers"]
    whole = SimpleCookie(leaving[-1][1].decode())["briefing_whole"]
    assert ask(door, "/", cookie=written(made | {"briefing_whole": whole.value})).reached
    assert ask(door, "/", cookie=written(made)).status == 401
    other = pieces(ANN | {"name": long(2)})
    mixed = made | {"_streamlit_user_1": other["_streamlit_user_1"], "briefing_whole": whole.value}
    assert ask(door, "/", cookie=written(mixed)).status == 401


@pytest.mark.parametrize(("name", "reached"), [("KIM", True), ("\u212aim", False)])
def test_a_letter_that_only_becomes_one_of_ours_is_another(name: str, reached: bool) -> None:
    access = Access(frozenset({"kim@example.org"}), SECRET)
    email = f"{name}@example.org"
    assert ask(lambda app: SignIn(app, access), "/", **signed(ANN | {"email": email})).reached is reached


@pytest.mark.parametrize("path", ["/auth/login", "/auth/logout", "/oauth2callback"])
def test_an_address_that_is_none_leads_back_to_the_first_page(path: str) -> None:
    talk = ask(lambda _: SignIn(streamlit((b"location", b"/")), ACCESS), path, cookie="briefing_next=//[")
    assert talk.headers["location"] in ("./", "../")


def streamlit(*headers: tuple[bytes, bytes]) -> ASGIApp:
    """A Streamlit that answers with these headers."""

    async def answer(scope: Scope, receive: Receive, send: Send) -> None:
        await send({"type": "http.response.start", "status": 302, "headers": list(headers)})
        await send({"type": "http.response.body"})

    return answer


def test_cookies_are_secure_short_and_without_tokens() -> None:
    behind = streamlit(
        (b"location", b"/"),
        (b"set-cookie", b"_streamlit_user=a; HttpOnly; Max-Age=2592000; Path=/; SameSite=lax"),
        (b"set-cookie", b"_streamlit_user_tokens=b; HttpOnly; Max-Age=2592000; Path=/"),
        (b"set-cookie", b"_streamlit_session=c; path=/; httponly"),
    )
    talk = ask(lambda _: SignIn(behind, ACCESS), "/oauth2callback", cookie="briefing_next=%2Fmap%3Factor%3Dx")
    cookies = [value.decode() for name, value in talk.sent[0]["headers"] if name == b"set-cookie"]
    assert [each.split("=")[0] for each in cookies] == ["_streamlit_user", "_streamlit_session"]
    assert all("; Secure" in each and "httponly" in each.lower() for each in cookies)
    assert "Max-Age=28800" in cookies[0]
    assert talk.headers["location"] == "./map?actor=x"


def test_who_signed_out_is_out_with_the_same_cookie_too() -> None:
    layer = door(streamlit((b"location", b"/")))
    cookie = signed(ANN)
    assert ask(lambda _: layer, "/", **cookie).status == 302
    assert ask(lambda _: layer, "/auth/logout", **cookie).headers["location"] == "../"
    assert ask(lambda _: layer, "/", **cookie).status == 401
    assert ask(lambda _: layer, "/", **signed(ANN | {"iat": 2})).status == 302


def test_who_signed_out_is_out_with_the_cookie_written_otherwise() -> None:
    layer = door(streamlit((b"location", b"/")))
    cookie = signed(ANN)
    ask(lambda _: layer, "/auth/logout", **cookie)
    letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
    spelt = [cookie["cookie"] + end for end in ("=", "==")] + [cookie["cookie"][:-1] + letter for letter in letters]
    assert [ask(lambda _: layer, "/", cookie=each).status for each in spelt] == [401] * len(spelt)


def test_a_connection_ends_with_its_session(monkeypatch: pytest.MonkeyPatch) -> None:
    cookie, then = signed(ANN), time.time()
    moments = iter([then, then, then, *[then + ACCESS.lifetime + 1] * 9])  # read, held against its end, one message on
    monkeypatch.setattr("briefing.ui.server.signin.time.time", lambda: next(moments))
    talk = connect(door, b"first", b"second", **cookie)
    assert [each["type"] for each in talk.received][-1] == "websocket.disconnect"
    assert [each["bytes"] for each in talk.received if "bytes" in each] == [b"first"]
    assert talk.sent[-1]["type"] == "websocket.close"


def test_a_session_ends_for_requests_when_it_does_for_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    cookie, then = signed(ANN), int(time.time())
    monkeypatch.setattr("briefing.ui.server.signin.time.time", lambda: then + ACCESS.lifetime + 0.5)
    assert ask(door, "/", **cookie).status == 401
    assert not connect(door, b"x", **cookie).reached


def test_a_page_whose_session_ends_as_it_opens_is_opened_and_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    cookie, then = signed(ANN), time.time()
    moments = iter([then, then, *[then + ACCESS.lifetime + 1] * 9])
    monkeypatch.setattr("briefing.ui.server.signin.time.time", lambda: next(moments))
    talk = connect(door, **cookie)
    assert [each["type"] for each in talk.received] == ["websocket.connect", "websocket.disconnect"]


@pytest.mark.parametrize(("site", "after"), [("cross-site", 302), ("same-origin", 401), ("none", 401)])
def test_no_page_of_another_site_signs_anybody_out(site: str, after: int) -> None:
    layer = door(streamlit((b"location", b"/")))
    cookie = signed(ANN)
    talk = ask(lambda _: layer, "/auth/logout", **cookie, **{"sec-fetch-site": site})
    assert (talk.status, talk.headers["location"]) == (302, "../")
    assert ask(lambda _: layer, "/", **cookie).status == after
