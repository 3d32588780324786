"""A provider of sign-in: what it is called, what it says of itself, and its answers as they come over the wire."""

import gzip
import json
from collections.abc import AsyncIterator
from typing import Any

import httpx

ADDRESS = "http://provider.example/.well-known/openid-configuration"
GIVEN = {
    "redirect_uri": "http://localhost/oauth2callback",
    "client_id": "briefing",
    "client_secret": "invented",
    "server_metadata_url": ADDRESS,
}
SAYS = {
    "issuer": "http://provider.example",
    "authorization_endpoint": "http://provider.example/authorize",
    "token_endpoint": "http://provider.example/token",
    "jwks_uri": "http://provider.example/jwks",
}


def telling(what: Any, *packing: str) -> httpx.Response:
    """An answer as it comes over the wire, packed so many times."""
    body = json.dumps(what).encode()
    for _ in packing:
        body = gzip.compress(body)

    async def parts() -> AsyncIterator[bytes]:
        yield body

    headers = {"Content-Encoding": ", ".join(packing)} if packing else {}
    return httpx.Response(200, content=parts(), headers=headers)
