"""The onion around every route, outermost first: ``Envelope``, ``LastResort``, ``Spellings``."""

import structlog
from starlette.requests import ClientDisconnect
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from inbetween.api import denials
from inbetween.api.errors import answer
from inbetween.domain.clock import new_id

log = structlog.get_logger(__name__)

REQUEST_ID = "X-Request-Id"


ALWAYS = (
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"no-referrer"),
    (b"content-security-policy", b"default-src 'none'; frame-ancestors 'none'"),
    (b"cache-control", b"no-store"),
)
"""On every answer that does not say otherwise: it is what its type says, runs nothing and is nobody's to keep, since it
may carry a signed URL; and where that URL is open, links from there do not tell it."""


class Envelope:
    """Gives every request an id, which its answer carries in the body and in a header, and the headers of them all."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Number the request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        request_id = new_id()
        scope.setdefault("state", {})["request_id"] = request_id
        numbered = (REQUEST_ID.lower().encode(), request_id.encode())

        async def send_whole(message: Message) -> None:
            if message["type"] == "http.response.start":
                said = {name for name, _ in message["headers"]}
                always = (header for header in ALWAYS if header[0] not in said)
                message["headers"] = [*message["headers"], *always, numbered]
            await send(message)

        await self._app(scope, receive, send_whole)


class LastResort:
    """Turns whatever nobody expected into the 500 of the contract, and logs it."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer even when the route cannot."""
        started = False

        async def send_noticing(message: Message) -> None:
            nonlocal started
            started = True
            await send(message)

        try:
            await self._app(scope, receive, send_noticing)
        except ClientDisconnect:
            log.info("client left", path=scope.get("path"))
        except Exception:
            if scope["type"] != "http":
                raise
            request_id = scope["state"]["request_id"]
            log.exception("request failed", request_id=request_id, method=scope["method"], path=scope["path"])
            if started:
                raise  # half an answer is out: only closing the connection tells the client
            await answer(denials.internal(), request_id)(scope, receive, send)


class Spellings:
    """Serves what SDKs write as the address that they mean, without a redirect, which would cost them their key.

    Some add a slash to a path; one asks below ``/api-task/`` what is below ``/api/`` (specification section 1.4).
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve the address that is meant."""
        if scope["type"] == "http":
            scope["path"] = _meant(scope["path"])
        await self._app(scope, receive, send)


def _meant(path: str) -> str:
    if path.startswith("/api-task/"):
        path = path.replace("/api-task/", "/api/", 1)
    return path.rstrip("/") or "/"
