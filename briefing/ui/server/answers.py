"""What is taken of a provider's answers: what its own key signed of somebody, and of that no more than lets them in.

Authlib works out the primes of a key that comes with its private part, for minutes where it is long, and nobody else is
answered meanwhile; it takes a token for signed that says it is not, where the provider names that as a way; and what an
answer says beside its ID token counts as if it had been signed.
"""

from collections.abc import Mapping
from typing import Any

from briefing.ui.server.access import address_of

ALGORITHMS = "id_token_signing_alg_values_supported"
SIGNED = ("RS", "PS", "ES", "Ed")  # how those are called that sign with what the provider alone has
DESCRIBED = (
    "issuer",
    "authorization_endpoint",
    "token_endpoint",
    "jwks_uri",
    "end_session_endpoint",
    "code_challenge_methods_supported",
    "_loaded_at",  # Authlib's own
)
MOST_KEYS = 100
SHARED = ("kty", "kid", "use", "alg", "key_ops", "crv")  # what a key says of itself that is no number
LETTERS = {"RSA": {"n": 1_366, "e": 11}, "EC": {"x": 88, "y": 88}, "OKP": {"x": 76}}
"""The numbers of a key that checks, and how long each may be: of RSA 8,192 bits and 64, of others the largest curve."""


def described(said: Mapping[str, Any]) -> dict[str, Any]:
    """What a provider says of itself, as far as it is read; the rest Authlib would take for settings of its client."""
    kept = {name: said[name] for name in DESCRIBED if name in said}
    found = said.get(ALGORITHMS)
    # Not HS256 and its like: Authlib looks for their secret among the keys that the provider shows to everybody.
    sound = [each for each in found if str(each).startswith(SIGNED)] if isinstance(found, list) else []
    return kept | ({ALGORITHMS: sound} if sound else {})


def public(said: Any) -> dict[str, Any]:
    """The keys of a provider without their private parts and those that are secrets. Raises ValueError for odd ones."""
    keys = said.get("keys") if isinstance(said, dict) else None
    if not isinstance(keys, list) or len(keys) > MOST_KEYS or not all(isinstance(key, dict) for key in keys):
        raise ValueError(f"The provider has no list of keys, or one of more than {MOST_KEYS}")
    return {"keys": [_public(key, LETTERS[kind]) for key in keys if (kind := str(key.get("kty"))) in LETTERS]}


def _public(key: Mapping[str, Any], letters: Mapping[str, int]) -> dict[str, Any]:
    for name, most in letters.items():
        if not isinstance(key.get(name), str) or len(key[name]) > most:
            raise ValueError(f"A key of the provider has no {name} of at most {most} letters")
    return {name: key[name] for name in (*SHARED, *letters) if name in key}


def signed(answer: Any) -> dict[str, Any]:
    """The tokens of an answer, without what else it says. Raises ValueError where there is no ID token."""
    if not isinstance(answer, dict) or not isinstance(answer.get("id_token"), str):
        raise ValueError("The provider answers without an ID token")  # noqa: TRY004  # a fault of what it says
    return {name: answer[name] for name in ("id_token", "access_token") if name in answer}


def person(claims: Mapping[str, Any]) -> dict[str, Any]:
    """Of what an ID token says what is read here; one that names every group of somebody fits no cookie."""
    return {"email": address_of(claims), "email_verified": claims.get("email_verified") is True}


def keep_logins_sound() -> None:
    """Have each login end by what the provider signed, and by nothing else that it answers."""
    from authlib.integrations.starlette_client import StarletteOAuth2App  # noqa: PLC0415  # only where sign-in is on

    ask, fetch, end = (
        StarletteOAuth2App.fetch_jwk_set,
        StarletteOAuth2App.fetch_access_token,
        StarletteOAuth2App.authorize_access_token,
    )

    async def asked(self: Any, force: bool = False) -> dict[str, Any]:
        return public(await ask(self, force))

    async def fetched(self: Any, **given: Any) -> dict[str, Any]:
        return signed(await fetch(self, **given))

    async def ended(self: Any, request: Any, **given: Any) -> dict[str, Any]:
        claims = (await end(self, request, **given)).get("userinfo")
        return {"userinfo": claims and person(claims)}  # without tokens, which would be cookies

    StarletteOAuth2App.fetch_jwk_set = asked  # Streamlit has no setting for any of them
    StarletteOAuth2App.fetch_access_token = fetched
    StarletteOAuth2App.authorize_access_token = ended
