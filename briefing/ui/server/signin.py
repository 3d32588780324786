"""The door: where sign-in is on, nothing but it and the health of the process answers who is not let in.

Streamlit signs people in and keeps no list; it serves its shell, files and routes to everybody before they do. So the
door stands before it, and looks at every request and at every message of a page.
"""

import asyncio
import hashlib
import json
import re
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from http.cookies import SimpleCookie
from typing import Any
from urllib.parse import parse_qs, quote, unquote

from itsdangerous import BadData, URLSafeTimedSerializer
from starlette.datastructures import MutableHeaders
from starlette.requests import HTTPConnection
from starlette.responses import HTMLResponse, PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit.auth_util import encode_provider_token, get_cookie_with_chunks
from streamlit.web.server.starlette.starlette_server_config import TOKENS_COOKIE_NAME, USER_COOKIE_NAME

from briefing.dossier.web import split
from briefing.html.door import refused, sign_in
from briefing.ui.server.access import Access, address_of
from briefing.view.ways import WAYS

HEALTH = "/_stcore/health"
LOGIN, CALLBACK, OUT = "/auth/login", "/oauth2callback", "/auth/logout"
STREAMLITS = (LOGIN, OUT, CALLBACK)
BEGIN = "/sign-in"
NEXT = "briefing_next"
WHOLE = "briefing_whole"
WAITING = 600  # seconds that somebody may take at the provider
LONGEST = 2500  # letters of what is asked of a page and kept meanwhile, as a cookie has them, which holds 4,096
PAGES = {name for name, _ in WAYS[1:]} | {""}
POLICY_VIOLATION = 1008
UNSEEN = {"Cache-Control": "no-store"}


@dataclass(frozen=True, slots=True)
class Visitor:
    """Somebody who signed in: what the provider says of them, until when it holds, and by which cookie."""

    user: Mapping[str, Any]
    until: float
    cookie: str


def kept(address: str) -> str:
    """The address of a page of ours, relative to the root, with its query; empty for any other."""
    parts = split(address)
    # Only what is a page: an address that leads anywhere else would make the door a way to other sites.
    if parts is None or parts.scheme or parts.netloc or parts.path.strip("/") not in PAGES:
        return ""
    if not (address.isascii() and address.isprintable()) or "\\" in address:
        return ""
    query = f"?{parts.query}" if parts.query and len(quote(parts.query)) <= LONGEST else ""
    return f"{parts.path.strip('/')}{query}"


class SignIn:
    """ASGI middleware that lets in whom ``access`` lets in; without it everybody."""

    def __init__(self, app: ASGIApp, access: Access | None) -> None:
        self.app, self.access = app, access
        self.out: dict[str, float] = {}  # cookies of those who signed out, until they would have ended by themselves

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on who is let in; say to the others who they are and why not."""
        if self.access is None or scope["type"] not in ("http", "websocket") or scope["path"] == HEALTH:
            await self.app(scope, receive, send)
            return
        visitor = self.visitor(HTTPConnection(scope).cookies, self.access)
        if scope["type"] == "http" and scope["path"] == OUT and _is_of_another_site(scope):
            await RedirectResponse("../", 302, UNSEEN)(scope, receive, send)
        elif scope["type"] == "http" and scope["path"] in STREAMLITS:
            await self._streamlits(scope, receive, send, visitor, self.access)
        elif scope["type"] == "http" and scope["path"] == BEGIN:
            await _begin(scope, self.access)(scope, receive, send)
        elif visitor and not self.access.refusal(visitor.user):
            if scope["type"] == "websocket":
                await self.app(scope, self._ending(receive, send, visitor), send)
            else:
                await self.app(scope, receive, _to_them_alone(send))
        elif scope["type"] == "http":
            await _shut(scope, visitor, self.access)(scope, receive, send)
        else:
            await receive()  # a handshake is answered once it was read; before it is accepted, this answers 403
            await send({"type": "websocket.close", "code": POLICY_VIOLATION, "reason": ""})

    def visitor(self, cookies: Mapping[str, str], access: Access) -> Visitor | None:
        """Who signed in, as their cookie says under our signature; None for nobody, and where it has ended."""
        found = _gathered(cookies, access)
        user = _said(found.told)
        if found.id in self.out or user.get("is_logged_in") is not True:
            return None
        if found.is_split and _signed(WHOLE, cookies.get(WHOLE, ""), access)[0] != found.id.encode():
            return None
        # Its signer counts whole seconds, and would hold it for one more than what ends the page.
        until = found.made + access.lifetime
        return Visitor(user, until, found.id) if until > time.time() else None

    async def _streamlits(
        self, scope: Scope, receive: Receive, send: Send, visitor: Visitor | None, access: Access
    ) -> None:
        """Streamlit's own part of signing in and out, with its cookies made safe and the reader led back."""
        if scope["path"] == OUT and visitor:
            now = time.time()
            self.out = {cookie: until for cookie, until in self.out.items() if until > now}
            self.out[visitor.cookie] = visitor.until
        back = kept(unquote(HTTPConnection(scope).cookies.get(NEXT, "")))

        async def safe(message: Message) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = [
                    pair for name, value in message["headers"] if (pair := _safe(name, value, access))
                ]
                headers = MutableHeaders(scope=message)
                headers.update(UNSEEN)
                if whole := _whole(headers.getlist("set-cookie"), access):
                    headers.append("set-cookie", whole)
                # Streamlit leads to the root, which behind a proxy may be somebody else's: relative, and to the page.
                if headers.get("location") == "/":
                    headers["location"] = f"./{back}" if scope["path"] == CALLBACK else "../"
            await send(message)

        await self.app(scope, receive, safe)

    def _ending(self, receive: Receive, send: Send, visitor: Visitor) -> Receive:
        """The messages of a page until its reader's session ends, or they have signed out."""
        is_begun = False

        async def timely() -> Message:
            nonlocal is_begun
            if not is_begun:  # no message as yet, but the handshake, which waits for nothing
                is_begun = True
                return await receive()
            # Looked at first, since a timeout does not stop what never waits; somebody may sign out meanwhile.
            with suppress(TimeoutError):
                if (left := visitor.until - time.time()) > 0:
                    async with asyncio.timeout(left):
                        message = await receive()
                    if visitor.cookie not in self.out:
                        return message
            await send({"type": "websocket.close", "code": POLICY_VIOLATION, "reason": ""})
            return {"type": "websocket.disconnect", "code": POLICY_VIOLATION}

        return timely


def _to_them_alone(send: Send) -> Send:
    """What a browser may keep, and no cache on the way to it, which would answer strangers."""

    async def told(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            if "public" in (kept := headers.get("cache-control", "")):
                headers["cache-control"] = kept.replace("public", "private")
        await send(message)

    return told


def _is_of_another_site(scope: Scope) -> bool:
    """Whether a browser says that a page of another site sent it: nobody is to be signed out by a picture there."""
    return HTTPConnection(scope).headers.get("sec-fetch-site") == "cross-site"


def _said(cookie: bytes | None) -> Mapping[str, Any]:
    """What a cookie says of its user; nothing where it is none, or says anything else."""
    try:
        found = json.loads(cookie or b"null")
    except (ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}


@dataclass(frozen=True, slots=True)
class Gathered:
    """What the cookie of a user says, or its pieces together, since when, and what tells it from any other."""

    told: bytes | None
    made: float
    id: str
    is_split: bool


def _gathered(cookies: Mapping[str, str], access: Access) -> Gathered:
    made: list[float] = []

    def value(name: str) -> bytes | None:
        found, at = _signed(name, cookies.get(name, ""), access)
        made.append(at)
        return found

    told = get_cookie_with_chunks(value, USER_COOKIE_NAME)
    # By what it says and when it was made: its letters can be written otherwise under the same signature.
    return Gathered(told, min(made), hashlib.sha256(b"%r %r" % (told, made)).hexdigest(), len(made) > 1)


def _whole(leaving: Sequence[str], access: Access) -> str:
    """The cookie that says which pieces belong together, where Streamlit's is in pieces; empty where it is not.

    Streamlit signs each by itself, so that those of several sign-ins could be put together into somebody else.
    """
    cookies = {name: morsel.value for cookie in leaving for name, morsel in SimpleCookie(cookie).items()}
    found = _gathered(cookies, access)
    if not found.is_split:
        return ""
    answer = Response()
    said = URLSafeTimedSerializer(access.secret, salt=WHOLE).dumps(found.id)
    answer.set_cookie(WHOLE, said, max_age=int(access.lifetime), httponly=True, samesite="lax", secure=access.secure)
    return answer.headers["set-cookie"]


def _signed(name: str, cookie: str, access: Access) -> tuple[bytes | None, float]:
    """What a cookie says and when it was made; nothing where it is not ours or its time is over."""
    try:
        signer = URLSafeTimedSerializer(access.secret, salt=name)
        said, made = signer.loads(cookie, max_age=int(access.lifetime), return_timestamp=True)
        return str(said).encode(), made.timestamp()
    except BadData:
        return None, 0.0


def _begin(scope: Scope, access: Access) -> Response:
    """On to the provider, with the address to come back to kept in a cookie meanwhile."""
    asked = parse_qs(scope["query_string"].decode("latin-1")).get("next", [""])[0]
    answer = RedirectResponse(f"auth/login?provider={encode_provider_token(access.provider)}", 302, UNSEEN)
    answer.set_cookie(
        NEXT, quote(f"/{kept(asked)}"), max_age=WAITING, httponly=True, samesite="lax", secure=access.secure
    )
    return answer


def _shut(scope: Scope, visitor: Visitor | None, access: Access) -> Response:
    up = "../" * (scope["path"].count("/") - 1)
    if "text/html" not in HTTPConnection(scope).headers.get("accept", ""):
        return PlainTextResponse("Sign in first.\n", 401, UNSEEN)
    if visitor:
        page = refused(address_of(visitor.user), access.refusal(visitor.user), f"{up}auth/logout")
        return HTMLResponse(page, 403, UNSEEN)
    asked = f"{scope['path']}?{scope['query_string'].decode('latin-1')}"
    return HTMLResponse(sign_in(f"{up}sign-in?next={quote(asked, safe='')}"), 401, UNSEEN)


def _safe(name: bytes, value: bytes, access: Access) -> tuple[bytes, bytes] | None:
    """A header as it may leave: cookies that no script and no open wire sees, no longer than the session; no tokens."""
    if name.lower() != b"set-cookie":
        return name, value
    cookie = value.decode("latin-1")
    ends = re.search(r"max-age=(\d+)", cookie, re.IGNORECASE)
    # They would let whoever takes them act at the provider, and nothing here asks for them.
    if cookie.startswith(TOKENS_COOKIE_NAME) and not (ends and ends[1] == "0"):
        return None
    if cookie.startswith(USER_COOKIE_NAME) and ends and int(ends[1]) > access.lifetime:
        cookie = cookie.replace(ends[0], f"Max-Age={max(int(access.lifetime), 1)}")
    if access.secure and "; secure" not in cookie.lower():
        cookie += "; Secure"
    return name, cookie.encode("latin-1")
