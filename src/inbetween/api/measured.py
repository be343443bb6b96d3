"""The outermost ring: how long every answer took, by the address that gave it."""

import time

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from inbetween.metrics.meters import Meters

_METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})

NO_ROUTE = "none"
"""The address of what no route has answered: a path is the caller's text and no label."""


class Measured:
    """Tells ``meters`` of every answer, also of one that nobody expected or that the client did not wait for."""

    def __init__(self, app: ASGIApp, meters: Meters) -> None:
        self._app, self._meters = app, meters

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Measure the request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        begun, status = time.perf_counter(), 0

        async def send_noticing(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            await send(message)

        try:
            await self._app(scope, receive, send_noticing)
        finally:
            method = scope["method"]
            self._meters.answered(
                method=method if method in _METHODS else "OTHER",
                route=getattr(scope.get("route"), "path", NO_ROUTE),
                status=status,
                seconds=time.perf_counter() - begun,
            )
