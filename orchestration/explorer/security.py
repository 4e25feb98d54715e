"""Who may ask, and what a page may do in a browser.

Pages answer on loopback only, or to whoever brings the token that a proxy adds. They load nothing, run no
script but their own, and stand in no frame. What writes is asked from a page of ours, by who has seen it.
"""

from __future__ import annotations

import hmac
import secrets
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1", "[::1]"})
POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; form-action 'self';"
    " base-uri 'none'; frame-ancestors 'none'"
)
HEADERS = {
    "content-security-policy": POLICY,
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "cache-control": "no-store",
}


@dataclass(frozen=True, slots=True)
class Seal:
    """A secret of this process: a form that carries it was on a page of ours."""

    secret: str = field(default_factory=lambda: secrets.token_urlsafe(24))

    def fits(self, given: str) -> bool:
        """Whether a form carries the secret."""
        return hmac.compare_digest(self.secret.encode(), given.encode())


def same_origin(headers: Headers) -> bool:
    """Whether a request that writes comes from a page of this address."""
    origin = headers.get("origin")
    return origin is None or urlsplit(origin).netloc == headers.get("host", "")


class Guard:
    """Turns away who may not ask; adds the headers of the policy to every answer."""

    def __init__(self, app: ASGIApp, token: str | None = None) -> None:
        self.app = app
        self.token = token

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers[name] = value
            await send(message)

        refusal = self._refusal(Headers(scope=scope))
        if refusal is None:
            await self.app(scope, receive, guarded)
        else:
            await PlainTextResponse(refusal, status_code=403)(scope, receive, guarded)

    def _refusal(self, headers: Headers) -> str | None:
        if self.token is not None:
            given = headers.get("authorization", "")
            if hmac.compare_digest(given.encode(), f"Bearer {self.token}".encode()):
                return None
            return (
                "These pages want a token: let the proxy add Authorization: Bearer TOKEN (docs/explorer.md)."
            )
        # a foreign page that has its own name point to loopback is not let in
        host = urlsplit(f"//{headers.get('host', '')}").hostname or ""
        if host in LOOPBACK:
            return None
        return "These pages answer on loopback only; see docs/explorer.md for a proxy with a token."
