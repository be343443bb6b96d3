"""What is asked of a request before its body means anything, and how the body is read."""

from collections.abc import AsyncIterator

from starlette.requests import Request

from inbetween.api import denials
from inbetween.api.front import Front

JSON = "application/json"
FORM = "multipart/form-data"
LONGEST_REPLAY_KEY = 255


def check_length(request: Request, limit: int) -> None:
    """Refuse a body that announces more than ``limit`` bytes, before a byte of it is read.

    Raises:
        Denial: 413.
    """
    if (_announced(request) or 0) > limit:
        raise denials.body_too_large()


def weight(request: Request, limit: int) -> int:
    """Return how many bytes the body may come to: as announced, else up to the limit."""
    announced = _announced(request)
    if announced is None:
        return limit if "transfer-encoding" in request.headers else 0
    return announced


def _announced(request: Request) -> int | None:
    announced = request.headers.get("content-length", "")
    return int(announced[:20]) if announced.isdecimal() else None


def check_content_type(request: Request, expected: str) -> None:
    """Require the media type ``expected``, with whatever parameters.

    Raises:
        Denial: 415.
    """
    found = request.headers.get("content-type", "")
    if found.partition(";")[0].strip().lower() != expected:
        raise denials.wrong_content_type(found, expected)


def check_asynchronous(request: Request) -> None:
    """Require ``X-DashScope-Async: enable``.

    Raises:
        Denial: 403.
    """
    if request.headers.get("x-dashscope-async", "").strip().lower() != "enable":
        raise denials.not_asynchronous()


def replay_key(request: Request) -> str | None:
    """Return the ``Idempotency-Key``, or ``None`` when there is none, or an empty one.

    Raises:
        Denial: 400, it is longer than 255 characters, or not printable ASCII.
    """
    key = request.headers.get("idempotency-key", "").strip()
    if len(key) > LONGEST_REPLAY_KEY or not (key.isascii() and key.isprintable()):
        raise denials.bad_replay_key(LONGEST_REPLAY_KEY)
    return key or None


async def chunks_of(request: Request, limit: int) -> AsyncIterator[bytes]:
    """Yield the body as it arrives; one that announced no length is cut off where it passes ``limit`` bytes.

    Raises:
        Denial: 413.
    """
    received = 0
    async for chunk in request.stream():
        received += len(chunk)
        if received > limit:
            raise denials.body_too_large()
        yield chunk


async def read_body(request: Request, limit: int) -> bytes:
    """Return the whole body, of at most ``limit`` bytes.

    Raises:
        Denial: 413.
    """
    return b"".join([chunk async for chunk in chunks_of(request, limit)])


def public_base(request: Request, front: Front) -> str:
    """Return the base of the URLs in an answer: the configured one, or the scheme and host that the client used."""
    return front.public_url or f"{request.url.scheme}://{request.url.netloc}"
