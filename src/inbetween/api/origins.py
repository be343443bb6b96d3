"""Which pages may call from a browser (CORS): none, unless the operator names their origins."""

from collections.abc import Sequence

from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware

_ASKED = (
    *("Authorization", "Content-Type", "Idempotency-Key", "Range", "If-None-Match", "If-Range"),
    *("X-DashScope-Async", "X-DashScope-OssResourceResolve", "X-DashScope-DataInspection", "X-DashScope-WorkSpace"),
)
_TOLD = ("X-Request-Id", "X-Inbetween-Engine", "Retry-After", "Content-Range", "ETag")
_PREFLIGHT_SECONDS = 600


def admitting(origins: Sequence[str]) -> tuple[Middleware, ...]:
    """Return the rings that let pages of these origins read answers; without an origin there is none.

    Nothing here lives in cookies, so credentials are not allowed: a page must know a key by itself.
    """
    if not origins:
        return ()
    return (
        Middleware(
            CORSMiddleware,
            allow_origins=tuple(origins),
            allow_methods=("GET", "HEAD", "POST"),
            allow_headers=_ASKED,
            expose_headers=_TOLD,
            max_age=_PREFLIGHT_SECONDS,
        ),
    )
