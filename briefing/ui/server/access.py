"""Who may enter: nobody is asked unless ``secrets.toml`` has ``[auth]``, and ``[access]`` says whom it lets in."""

import re
import string
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from streamlit.auth_util import validate_auth_credentials
from streamlit.errors import StreamlitAuthError
from streamlit.runtime.secrets import secrets_singleton

FILE = "secrets.toml"
KEYS = {"allow", "hours", "provider", "unverified"}
ENTRY = re.compile(r"[^@\s]*@[^@\s]+\.[^@\s]+")  # somebody@example.org, or @example.org for all of it
HOURS = 8.0
LONGEST = 24.0 * 30
SHORTEST = 32  # letters of the secret that signs cookies
HOUR = 3600
LOWER = str.maketrans(string.ascii_uppercase, string.ascii_lowercase)
LOCAL = re.compile(r"http://(localhost|127\.0\.0\.1|\[::1\])(:|/|$)")


@dataclass(frozen=True, slots=True)
class Access:
    """Who is let in, and for how many seconds. ``secure`` is off only on this very machine, where there is no TLS."""

    allowed: frozenset[str]
    secret: str
    lifetime: float = HOURS * HOUR
    provider: str = "default"
    secure: bool = True
    unverified: bool = False

    def refusal(self, user: Mapping[str, Any]) -> str:
        """Why somebody who signed in may not enter, as a sentence; empty where nothing speaks against it."""
        address = address_of(user)
        if not address:
            return "The provider did not give an address of yours."
        if user.get("email_verified") is not True and not self.unverified:
            return "The provider does not say that this address was verified."
        if self.allowed.isdisjoint({address, address[address.rindex("@") :]}):
            return "This address is not on the list of those who may enter."
        return ""


def address_of(user: Mapping[str, Any]) -> str:
    """The address of somebody who signed in, in lower case; empty where it is none."""
    address = _lower(str(user.get("email") or "").strip())
    # Half a sign can be written in JSON and in no page.
    return address if ENTRY.fullmatch(address) and address[0] != "@" and address.isprintable() else ""


def _lower(address: str) -> str:
    # Of ASCII alone: Unicode has other letters that become one of ours, and another's address would be on the list.
    return address.translate(LOWER)


def access() -> Access | None:
    """Who may enter by ``secrets.toml``; None where nobody is asked. Raises ValueError where it is not whole."""
    if not secrets_singleton.load_if_toml_exists():
        return None
    auth, own = (secrets_singleton.get(name) for name in ("auth", "access"))
    if auth is None and own is None:
        return None
    if isinstance(auth, Mapping) and isinstance(own, Mapping):
        return read(auth, own)
    raise ValueError(f"{FILE}: both [auth] and [access] are wanted, one to sign in and one with who is let in")


def read(auth: Mapping[str, Any], own: Mapping[str, Any]) -> Access:
    """The two sections as a value. Raises ValueError with the key, what was found and what is wanted."""
    if strange := sorted(set(own) - KEYS):
        raise ValueError(f"{FILE}: [access] has the key {strange[0]!r}; only {', '.join(sorted(KEYS))} are known")
    return Access(
        allowed=_allowed(own.get("allow")),
        secret=_secret(auth.get("cookie_secret")),
        lifetime=_hours(own.get("hours", HOURS)) * HOUR,
        provider=str(own.get("provider", "default")),
        secure=_secure(str(auth.get("redirect_uri", ""))),
        unverified=own.get("unverified", False) is True,
    )


def _allowed(found: Any) -> frozenset[str]:
    entries = [_lower(str(each).strip()) for each in found] if isinstance(found, list | tuple) else []
    wrong = [each for each in entries if not ENTRY.fullmatch(each)]
    if not entries or wrong:
        wanted = 'addresses such as "ann@example.org" or whole domains such as "@example.org" are wanted'
        raise ValueError(f"{FILE}: [access] allow is {wrong[0] if wrong else found!r}; {wanted}")
    return frozenset(entries)


def _hours(found: Any) -> float:
    if isinstance(found, bool) or not isinstance(found, int | float) or not 0 < found <= LONGEST:
        raise ValueError(f"{FILE}: [access] hours is {found!r}; a number up to {LONGEST:g} is wanted")
    return float(found)


def _secret(found: Any) -> str:
    if not isinstance(found, str) or len(found) < SHORTEST:
        raise ValueError(
            f"{FILE}: [auth] cookie_secret is missing or short; {SHORTEST} random letters or more are wanted"
        )
    return found


def _secure(callback: str) -> bool:
    if not callback.endswith("/oauth2callback") or not (callback.startswith("https://") or LOCAL.match(callback)):
        wanted = "https://, the public name, and /oauth2callback at its end are wanted"
        raise ValueError(f"{FILE}: [auth] redirect_uri is {callback!r}; {wanted}")
    return callback.startswith("https://")


def let_in() -> Access | None:
    """Who may enter, once Streamlit too has all that it needs to sign somebody in.

    Ends the process with the fault where anything is missing: a door that is half there must not open.
    """
    try:
        found = access()
        if found:
            validate_auth_credentials(found.provider)
    except (ValueError, StreamlitAuthError) as fault:
        said = " ".join(str(fault).split())
        raise SystemExit(said if said.startswith(FILE) else f"{FILE}: {said}") from None
    return found
