"""What of a provider is believed: keys that check, ways to sign that are its own, and what it signed of somebody."""

import asyncio
import hashlib
import time
from collections.abc import Callable
from functools import cache
from http.cookies import SimpleCookie
from random import Random
from typing import Any

import httpx
import pytest
from joserfc import jwt
from joserfc.jwk import OctKey, RSAKey
from joserfc.jws import JWSRegistry
from starlette.requests import Request
from starlette.responses import Response
from streamlit.web.server.starlette import starlette_auth_routes

from briefing.ui.server.access import MOST_LETTERS, Access
from briefing.ui.server.answers import ALGORITHMS, MOST_KEYS, described, person, public, signed
from briefing.ui.server.signin import SignIn
from tests.ui.server.provider import GIVEN, SAYS, telling

SECRET = "0123456789abcdef0123456789abcdef"
ACCESS = Access(frozenset({"ann@example.org"}), SECRET)
USER, TOKENS = "_streamlit_user", "_streamlit_user_tokens"  # the door keeps the second to itself
ANN = {"email": "ann@example.org", "email_verified": True}
TOKEN = {"access_token": "a", "token_type": "Bearer"}
N, E = "x" * 342, "AQAB"
RSA = {"kty": "RSA", "kid": "k", "n": N, "e": E}
EC = {"kty": "EC", "crv": "P-521", "x": "x" * 88, "y": "y" * 88}
PRIVATE = {"d": N, "p": N, "q": N, "dp": N, "dq": N, "qi": N, "oth": [{}]}


@cache
def key() -> RSAKey:
    """What the provider signs with."""
    return RSAKey.generate_key(2048, {"kid": "k"})


def id_token(more: dict[str, Any], algorithm: str = "RS256", by: Any = None) -> str:
    """What the provider says of somebody, signed."""
    now = int(time.time())
    claims = {"iss": SAYS["issuer"], "aud": "briefing", "sub": "x", "nonce": "n", "iat": now, "exp": now + 600}
    return jwt.encode(
        {"alg": algorithm, "kid": "k"}, claims | more, by or key(), registry=JWSRegistry(algorithms=[algorithm])
    )


@pytest.fixture
def ended(begin: Callable[..., Any], monkeypatch: pytest.MonkeyPatch) -> Callable[..., Response]:
    """What Streamlit answers to somebody who comes back, by what the provider answers it."""
    monkeypatch.setattr(starlette_auth_routes, "_get_origin_from_secrets", lambda: "http://localhost")
    monkeypatch.setattr(starlette_auth_routes, "get_cookie_secret", lambda: SECRET)

    def answered(token: Any, keys: Any = None, nonce: str = "n", **says: Any) -> Response:
        told = {"/token": token, "/jwks": keys or {"keys": [key().as_dict()]}}
        begin(transport=httpx.MockTransport(lambda asked: telling(told.get(asked.url.path, SAYS | says))))
        session = {
            "_state_default_s": {"data": {**({"nonce": nonce} if nonce else {}), "redirect_uri": GIVEN["redirect_uri"]}}
        }
        scope = {"type": "http", "method": "GET", "headers": [], "query_string": b"code=c&state=s", "session": session}
        return asyncio.run(starlette_auth_routes._auth_callback(Request(scope), ""))

    return answered


def cookies(answer: Response) -> dict[str, str]:
    """Those that an answer gives, without those that it takes away."""
    found: SimpleCookie = SimpleCookie()
    for value in answer.headers.getlist("set-cookie"):
        found.load(value)
    return {name: each.value for name, each in found.items() if each["max-age"] != "0"}


def user(answer: Response) -> Any:
    """Who is signed in by it, as the door reads it; None for nobody."""
    visitor = SignIn(Response(), ACCESS).visitor(cookies(answer), ACCESS)
    return visitor and visitor.user


def test_a_key_keeps_nothing_of_its_private_part() -> None:
    assert public({"keys": [RSA | PRIVATE, EC | {"d": N}]}) == {"keys": [RSA, EC]}


def test_secrets_and_keys_of_no_known_kind_are_left_out() -> None:
    strange: list[Any] = [{"kty": "oct", "k": "AAAA"}, {"kty": "AKP", "pub": "x"}, {"kty": ["RSA"]}, {}]
    assert public({"keys": [*strange, RSA]}) == {"keys": [RSA]}


@pytest.mark.parametrize(
    "said",
    [
        5,
        None,
        [RSA],
        {"keys": None},
        {"keys": {"a": 1}},
        {"keys": [5]},
        {"keys": [RSA] * (MOST_KEYS + 1)},
        {"keys": [RSA | {"n": "x" * 1_367}]},
        {"keys": [RSA | {"e": "x" * 12}]},
        {"keys": [RSA | {"n": 5}]},
        {"keys": [{"kty": "RSA"}]},
        {"keys": [EC | {"y": "y" * 89}]},
        {"keys": [{"kty": "OKP", "crv": "Ed448", "x": "x" * 77}]},
    ],
)
def test_keys_that_no_provider_has_are_refused_in_words(said: Any) -> None:
    with pytest.raises(ValueError, match="provider has no"):
        public(said)


def test_a_client_is_given_no_private_part_of_a_key(ended: Callable[..., Response], begin: Callable[..., Any]) -> None:
    keys = {"keys": [key().as_dict(private=True)]}
    app = begin(transport=httpx.MockTransport(lambda asked: telling(keys if asked.url.path == "/jwks" else SAYS)))
    (found,) = asyncio.run(app.fetch_jwk_set())["keys"]
    assert sorted(found) == ["e", "kid", "kty", "n"]
    assert user(ended(TOKEN | {"id_token": id_token(ANN)}, keys))["email"] == ANN["email"]


@pytest.mark.parametrize(
    ("given", "taken"),
    [
        (
            ["RS256", "none", "NONE", "None", "HS256", "hs256", "ES256", "EdDSA", "PS512"],
            ["RS256", "ES256", "EdDSA", "PS512"],
        ),
        (["none"], None),
        ("none", None),
        ("RS256 none", None),
        ({"none": 1}, None),
        ([5, ["RS256"], None, "RS512"], ["RS512"]),
        (None, None),
    ],
)
def test_a_way_to_sign_is_one_of_the_provider_alone(given: Any, taken: Any) -> None:
    assert described(SAYS | {ALGORITHMS: given}).get(ALGORITHMS) == taken


def test_what_a_provider_says_of_itself_sets_nothing_of_the_client(begin: Callable[..., Any]) -> None:
    says = SAYS | {"verify": False, "proxy": "http://other.example", "prompt": "none", "jwks": {"keys": [RSA]}}
    app = begin(transport=httpx.MockTransport(lambda _: telling(says)))
    asyncio.run(app.load_server_metadata())
    assert set(app.server_metadata) == {*SAYS, "_loaded_at"}


@pytest.mark.parametrize("answer", [5, None, [], "id_token", {}, TOKEN, {"id_token": None}, {"id_token": [1]}])
def test_an_answer_without_an_id_token_is_refused_in_words(answer: Any) -> None:
    with pytest.raises(ValueError, match="without an ID token"):
        signed(answer)


def test_who_is_signed_in_is_whom_the_id_token_names(ended: Callable[..., Response]) -> None:
    answer = ended(TOKEN | {"id_token": id_token(ANN), "userinfo": {"email": "eve@example.org"}})
    assert user(answer) == ANN | {"origin": "http://localhost", "is_logged_in": True, "provider": "default"}


@pytest.mark.parametrize("said", [ANN, [["email", "ann@example.org"], ["email_verified", True]], 5, ["a"], "x", True])
@pytest.mark.parametrize("token", [{}, {"id_token": None}, {"id_token": ["a"]}], ids=["none", "null", "a list"])
def test_what_an_answer_says_beside_an_id_token_lets_nobody_in(
    ended: Callable[..., Response], said: Any, token: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[str] = []
    monkeypatch.setattr(starlette_auth_routes._LOGGER, "warning", lambda words, *given, **_: told.append(words % given))
    answer = ended(TOKEN | {"userinfo": said} | token)
    assert (answer.status_code, answer.headers["location"], cookies(answer)) == (302, "/", {})
    assert told == ["OAuth token exchange failed for provider 'default'. Clearing auth cookies."]


def test_an_id_token_that_does_not_hold_lets_nobody_in(ended: Callable[..., Response]) -> None:
    for token in (id_token(ANN | {"nonce": "another"}), f"{id_token(ANN)[:-8]}AAAAAAAA"):
        assert cookies(ended(TOKEN | {"id_token": token, "userinfo": ANN})) == {}


def test_an_id_token_that_was_not_asked_for_lets_nobody_in(ended: Callable[..., Response]) -> None:
    assert cookies(ended(TOKEN | {"id_token": id_token(ANN), "userinfo": ANN}, nonce="")) == {}


@pytest.mark.parametrize("algorithm", ["none", "HS256"])
@pytest.mark.filterwarnings("ignore:JWS algorithm")
def test_what_nobody_or_anybody_can_sign_lets_nobody_in(ended: Callable[..., Response], algorithm: str) -> None:
    shown = OctKey.import_key("invented " * 8, {"kid": "k"})
    keys = {"keys": [key().as_dict(), shown.as_dict(private=True)]}
    if algorithm != "none":
        keys["keys"].reverse()
    token = id_token(ANN, algorithm, shown)
    assert cookies(ended(TOKEN | {"id_token": token}, keys, **{ALGORITHMS: ["RS256", algorithm]})) == {}
    assert user(ended(TOKEN | {"id_token": id_token(ANN)}, keys, **{ALGORITHMS: ["RS256", algorithm]}))


def test_somebody_of_hundreds_of_groups_has_one_short_cookie(ended: Callable[..., Response]) -> None:
    groups = [hashlib.sha256(bytes([each])).hexdigest() for each in range(250)]
    answer = ended(TOKEN | {"access_token": "a" * 9_000, "id_token": id_token(ANN | {"groups": groups, "name": "Ann"})})
    assert {name: len(value) < 400 for name, value in cookies(answer).items()} == {USER: True, TOKENS: True}
    assert "groups" not in user(answer)
    assert "name" not in user(answer)


def test_the_longest_address_in_any_script_fits_one_cookie(ended: Callable[..., Response]) -> None:
    letters = Random(1).choices([chr(each) for each in range(0x20000, 0x2A000)], k=MOST_LETTERS - 12)
    address = f"{''.join(letters)}@example.org"
    answer = ended(TOKEN | {"id_token": id_token(ANN | {"email": address})})
    assert set(cookies(answer)) == {USER, TOKENS}
    assert user(answer)["email"] == address


@pytest.mark.parametrize("claims", [{}, {"email": 5, "email_verified": "true"}, {"email": f"{'x' * 300}@example.org"}])
def test_who_has_no_address_is_signed_in_and_told_so(ended: Callable[..., Response], claims: dict[str, Any]) -> None:
    answer = ended(TOKEN | {"id_token": id_token(claims)})
    assert ACCESS.refusal(user(answer)) == "The provider did not give an address of yours."
    assert person(claims) == {"email": "", "email_verified": False}
