"""Who may enter: nobody is asked unless ``secrets.toml`` has ``[auth]``, and ``[access]`` says whom it lets in."""

import os
import re
import string
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from streamlit.auth_util import validate_auth_credentials
from streamlit.errors import StreamlitAuthError

from briefing.ui.server import secrets
from briefing.ui.server.secrets import ASKED

FILE = "secrets.toml"
KINDS = {"client_id": str, "client_secret": str, "server_metadata_url": str, "client_kwargs": Mapping}
KEYS = {"allow", "hours", "provider", "unverified"}
MOST_LETTERS = 254  # letters of an address, as mail takes it
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
    if len(address) > MOST_LETTERS:
        return ""
    # Half a sign can be written in JSON and in no page.
    return address if ENTRY.fullmatch(address) and address[0] != "@" and address.isprintable() else ""


def _lower(address: str) -> str:
    # Of ASCII alone: Unicode has other letters that become one of ours, and another's address would be on the list.
    return address.translate(LOWER)


def access() -> Access | None:
    """Who may enter by ``secrets.toml``; None where nobody is asked. Raises ValueError where it is not whole."""
    # Before Streamlit writes into the environment what the file says.
    given, odd = os.environ.get(ASKED, ""), secrets.misspelt()
    found = secrets.said() or {}
    asked = _asked(given, str(found.get(ASKED, "")))
    auth, own = (found.get(name) for name in ("auth", "access"))
    if auth is None and own is None:
        _nobody_is_asked(found, asked, odd)
        return None
    if asked == "0":
        raise ValueError(f"{ASKED} is 0, and there is [auth] or [access]; one of the two is wanted")
    if isinstance(auth, Mapping) and isinstance(own, Mapping):
        return read(auth, own)
    raise ValueError(f"{FILE}: both [auth] and [access] are wanted, one to sign in and one with who is let in")


def _asked(*words: str) -> str:
    """What the environment and the file say of it together: of two that differ the one that asks."""
    if wrong := [each for each in words if each not in ("", "0", "1")]:
        raise ValueError(f"{ASKED} is {wrong[0]!r}; 1, 0 or nothing is wanted")
    return max(words)


def _nobody_is_asked(found: Mapping[str, Any], asked: str, odd: str) -> None:
    """Raise ValueError where what is said, or that nothing is, looks like an oversight: all that is held is shown."""
    if odd:
        raise ValueError(f"the environment has {odd!r}; {ASKED} or {secrets.VARIABLE} is wanted")
    if asked == "1":
        raise ValueError(f"{ASKED} is 1, and no file has [auth] and [access]; both are wanted")
    if asked == "0" or not (where := " ".join(secrets.files())):
        return
    if not found:
        raise ValueError(f"{where} says nothing; [auth] and [access] are wanted, or no file, or {ASKED}=0")
    if name := secrets.like_sign_in(found):
        raise ValueError(f"{where}: {name!r} looks like sign-in; [auth] and [access] are wanted, or {ASKED}=0 for none")


def read(auth: Mapping[str, Any], own: Mapping[str, Any]) -> Access:
    """The two sections as a value. Raises ValueError with the key, what was found and what is wanted."""
    if strange := sorted(set(own) - KEYS):
        raise ValueError(f"{FILE}: [access] has the key {strange[0]!r}; only {', '.join(sorted(KEYS))} are known")
    return Access(
        allowed=_allowed(own.get("allow")),
        secret=_secret(auth.get("cookie_secret")),
        lifetime=_hours(own.get("hours", HOURS)) * HOUR,
        provider=_provider(auth, own.get("provider", "default")),
        secure=_secure(str(auth.get("redirect_uri", ""))),
        unverified=_unverified(own.get("unverified", False)),
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


def _provider(auth: Mapping[str, Any], found: Any) -> str:
    """The name of a provider whose keys are of their kinds; Streamlit says which of them are missing."""
    own = auth.get(found, auth if found == "default" else {}) if isinstance(found, str) else None
    if not isinstance(own, Mapping):
        wanted = "the name of a section [auth.name] is wanted"
        raise ValueError(f"{FILE}: [access] provider is {found!r}; {wanted}")  # noqa: TRY004  # a fault of the file
    if wrong := [key for key, kind in KINDS.items() if key in own and not isinstance(own[key], kind)]:
        wanted = "a table" if KINDS[wrong[0]] is Mapping else "a text"
        raise ValueError(f"{FILE}: [auth] {wrong[0]} is of another kind; {wanted} is wanted")
    return str(found)


def _unverified(found: Any) -> bool:
    if found is not True and found is not False:
        raise ValueError(f"{FILE}: [access] unverified is {found!r}; true or false is wanted")
    return bool(found)


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
