"""Results behind signed URLs: whole or in ranges, as browsers and download tools ask for them."""

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath

import structlog
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from inbetween.api import denials
from inbetween.api.front import Front, front_of
from inbetween.api.ranges import Span, span_of
from inbetween.storage.objects import BadKey, ObjectMissing, Opened

_log = structlog.get_logger(__name__)

SHOWN = "default-src 'none'; img-src 'self'; media-src 'self'; style-src 'unsafe-inline'"
"""The policy of what a browser shows by itself: it is played inside a document that the browser writes, which may load
it and has a style. Under the policy of all other answers Chromium shows a black page."""

_TYPES = {".mp4": "video/mp4", ".jpg": "image/jpeg"}
# What is written once may be cached under its name; a preview is replaced while the task runs.
_WRITTEN_ONCE = frozenset({".mp4"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """What stands above the bytes, and which bytes follow."""

    status: int
    headers: Mapping[str, str]
    span: Span


class ObjectAnswer(Response):
    """An object, whole or in part, read as it is sent.

    It is opened when the answer begins: what is told of it and what is sent of it are the same file, even when a
    preview is replaced meanwhile.
    """

    def __init__(self, request: Request, key: str) -> None:
        super().__init__()
        self._request = request
        self._objects = front_of(request).objects
        self._key = key

    async def __call__(self, _scope: Scope, _receive: Receive, send: Send) -> None:
        """Send the head, and after a GET the bytes.

        Raises:
            Denial: 404 or 416, before anything was sent.
        """
        files = front_of(self._request).threads.files
        with await files(self._open) as opened:
            head = head_of(self._request, self._key, opened.size)
            start, stop = head.span.start, head.span.stop if self._request.method == "GET" else head.span.start
            chunks = await files(self._part, opened, start, stop)
            self.status_code = head.status
            self.init_headers(head.headers)
            await send({"type": "http.response.start", "status": head.status, "headers": self.raw_headers})
            await self._pour(chunks, send)

    async def _pour(self, chunks: Iterator[bytes], send: Send) -> None:
        """Send the bytes while somebody takes them.

        What breaks off gets no end: the server closes, and the caller sees that something lacks.
        """
        chunk = None
        while chunk != b"" and not await self._request.is_disconnected():
            try:
                chunk = await front_of(self._request).threads.files(next, chunks, b"")
            except OSError as error:
                _log.warning("object broke off", key=self._key, cause=str(error))
                return
            await send({"type": "http.response.body", "body": chunk, "more_body": chunk != b""})

    def _open(self) -> Opened:
        try:
            return self._objects.open(self._key)
        except (ObjectMissing, BadKey):
            raise denials.no_object() from None

    def _part(self, opened: Opened, start: int, stop: int) -> Iterator[bytes]:
        try:
            return opened.part(start, stop)
        except ObjectMissing:
            raise denials.no_object() from None


async def signed_object(request: Request) -> Response:
    """Serve the object that the URL's signature opens, until its second has passed. No key is asked for."""
    front = front_of(request)
    key: str = request.path_params["key"]
    await front.threads.reads(_check_signature, front, key, request.query_params)
    return ObjectAnswer(request, key)


def head_of(request: Request, key: str, size: int) -> Head:
    """Return the head for the object ``key`` of ``size`` bytes: 200, 206 or 304.

    Raises:
        Denial: 416.
    """
    headers = _headers(key, size)
    tag = headers.get("ETag")
    if tag and tag in request.headers.get("if-none-match", ""):
        return Head(status=304, headers=headers, span=Span(start=0, stop=0, size=size))
    # Range is defined for GET alone; one that was meant for another version of the file means nothing.
    ranged = request.method == "GET" and request.headers.get("if-range", tag) == tag
    span = span_of(request.headers.get("range", "") if ranged else "", size)
    if span is None:
        raise denials.bad_range(size)
    headers["Content-Length"] = str(span.length)
    if span.partial:
        headers["Content-Range"] = str(span)
    return Head(status=206 if span.partial else 200, headers=headers, span=span)


def _check_signature(front: Front, key: str, query: Mapping[str, str]) -> None:
    with front.database.reading() as tx:
        if not front.signer.verify(key, query.get("Expires", ""), query.get("Signature", ""), tx.now):
            raise denials.bad_signature()


def _headers(key: str, size: int) -> dict[str, str]:
    """Return what is true of the object whatever part of it is asked."""
    path = PurePosixPath(key)
    headers = {
        "Content-Type": _TYPES.get(path.suffix, "application/octet-stream"),
        "Content-Disposition": f'inline; filename="{path.parent.name}{path.suffix}"',
        "Accept-Ranges": "bytes",
        "Content-Security-Policy": SHOWN,
    }
    if path.suffix in _WRITTEN_ONCE:
        headers["ETag"] = f'"{hashlib.sha256(key.encode()).hexdigest()[:16]}-{size:x}"'
        headers["Cache-Control"] = "private, max-age=3600"
    return headers
