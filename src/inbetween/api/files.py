"""Results behind signed URLs: whole or in ranges, as browsers and download tools ask for them."""

import hashlib
from collections.abc import Mapping
from pathlib import PurePosixPath
from typing import BinaryIO

from fastapi import Request
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from inbetween.api import denials
from inbetween.api.errors import answer, request_id_of
from inbetween.api.front import Front, front_of
from inbetween.api.ranges import Span, span_of
from inbetween.storage.objects import ObjectMissing

_CHUNK = 2**18
_TYPES = {".mp4": "video/mp4", ".jpg": "image/jpeg"}
# What is written once may be cached under its name; a preview is replaced while the task runs.
_WRITTEN_ONCE = frozenset({".mp4"})


class ObjectResponse(Response):
    """A span of an object, read as it is sent."""

    def __init__(self, front: Front, key: str, span: Span, headers: Mapping[str, str]) -> None:
        super().__init__(status_code=206 if span.partial else 200, headers=headers)
        self._front = front
        self._key = key
        self._span = span

    async def __call__(self, scope: Scope, _receive: Receive, send: Send) -> None:
        """Send the head, and after a GET the bytes."""
        start = {"type": "http.response.start", "status": self.status_code, "headers": self.raw_headers}
        if scope["method"] == "HEAD":
            await send(start)
            await send({"type": "http.response.body", "body": b""})
            return
        threads = self._front.threads
        with await threads.files(self._open) as file:
            await send(start)
            await threads.files(file.seek, self._span.start)
            left = self._span.length
            while left > 0:
                chunk = await threads.files(file.read, min(_CHUNK, left))
                if not chunk:
                    raise EOFError(self._key)
                left -= len(chunk)
                await send({"type": "http.response.body", "body": chunk, "more_body": left > 0})
            if not self._span.length:
                await send({"type": "http.response.body", "body": b""})

    def _open(self) -> BinaryIO:
        try:
            return self._front.objects.open(self._key)
        except ObjectMissing:
            raise denials.no_object() from None


async def signed_object(request: Request) -> Response:
    """Serve the object that the URL's signature opens, until its second has passed. No key is asked for."""
    front = front_of(request)
    key = request.path_params["key"]
    size = await front.threads.files(_size, front, key, request)
    return object_answer(request, key, size)


def object_answer(request: Request, key: str, size: int) -> Response:
    """Answer a GET or HEAD with the object ``key`` of ``size`` bytes: 200, 206, 304 or 416."""
    headers = _headers(key, size)
    tag = headers.get("ETag")
    if tag and tag in request.headers.get("if-none-match", ""):
        return Response(status_code=304, headers={name: headers[name] for name in ("ETag", "Cache-Control")})
    # Range is defined for GET alone; one that was meant for another version of the file means nothing.
    ranged = request.method == "GET" and request.headers.get("if-range", tag) == tag
    span = span_of(request.headers.get("range", "") if ranged else "", size)
    if span is None:
        return answer(denials.bad_range(size), request_id_of(request), {"Content-Range": f"bytes */{size}"})
    headers["Content-Length"] = str(span.length)
    if span.partial:
        headers["Content-Range"] = str(span)
    return ObjectResponse(front_of(request), key, span, headers)


def _size(front: Front, key: str, request: Request) -> int:
    """Check the signature, then look."""
    query = request.query_params
    with front.database.reading() as tx:
        if not front.signer.verify(key, query.get("Expires", ""), query.get("Signature", ""), tx.now):
            raise denials.bad_signature()
    size = front.objects.size(key)
    if size is None:
        raise denials.no_object()
    return size


def _headers(key: str, size: int) -> dict[str, str]:
    """Return what is true of the object whatever part of it is asked."""
    path = PurePosixPath(key)
    headers = {
        "Content-Type": _TYPES.get(path.suffix, "application/octet-stream"),
        "Content-Disposition": f'inline; filename="{path.parent.name}{path.suffix}"',
        "Accept-Ranges": "bytes",
        "X-Content-Type-Options": "nosniff",
        "Cache-Control": "no-store",
    }
    if path.suffix in _WRITTEN_ONCE:
        headers["ETag"] = f'"{hashlib.sha256(key.encode()).hexdigest()[:16]}-{size:x}"'
        headers["Cache-Control"] = "private, max-age=3600"
    return headers
