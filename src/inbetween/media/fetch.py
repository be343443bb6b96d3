"""Fetch what users name by URL, into a file, within limits."""

import ssl
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Future, wait
from contextlib import closing
from functools import partial
from pathlib import Path
from threading import Thread

import httpcore
import httpx

from inbetween.domain import faults
from inbetween.domain.errors import Cancelled, TaskFailure
from inbetween.media.guard import Deadline, GuardedBackend, OutOfReach, Reach, Resolver, resolve_name

REDIRECTS = 3

LOOK_SECONDS = 0.1
"""How often a fetch asks whether it should stop: whoever was stopped must be free within a second."""

PARTING_SECONDS = 0.3
"""How long a fetch that ends may take to close its connection and remove what it has written of the file."""

_REDIRECTING = frozenset({301, 302, 303, 307, 308})
_SCHEMES = frozenset({"http", "https"})
# Identity: nothing can swell after it was measured.
_HEADERS: Mapping[bytes | str, bytes | str] = {
    b"Accept": b"*/*",
    b"Accept-Encoding": b"identity",
    b"Connection": b"close",
    b"User-Agent": b"inbetween",
}

_FAILURES = (
    OutOfReach,
    httpx.InvalidURL,
    httpcore.NetworkError,
    httpcore.ProtocolError,
    httpcore.TimeoutException,
    httpcore.UnsupportedProtocol,
)


class _Unusable(Exception):
    """The answer is not a file: another status, another encoding, one redirect too many."""


class _TooLarge(Exception):
    """The answer has more bytes than were asked for."""


class Fetcher:
    """Fetches from public addresses and from what ``allow`` names (networks and hosts), each file in ``seconds``.

    What ``deny`` names (networks) is never reached.

    The limit covers name resolution, connections, redirects and the body together. It forwards no credentials
    and no cookies, and uses no proxy: a proxy would resolve names again, behind the check.
    """

    def __init__(
        self,
        allow: Sequence[str] = (),
        seconds: float = 60.0,
        *,
        deny: Sequence[str] = (),
        resolve: Resolver = resolve_name,
        trust: ssl.SSLContext | None = None,
    ) -> None:
        self._reach = Reach.of(allow, deny)
        self._seconds = seconds
        self._resolve = resolve
        self._trust = trust or httpx.create_ssl_context()

    def fetch(self, url: str, target: Path, *, max_bytes: int, stopped: Callable[[], bool] = lambda: False) -> None:
        """GET ``url`` into the file ``target``, unless ``stopped`` turns true; on failure there is no such file.

        Raises:
            Cancelled: ``stopped`` did.
            TaskFailure: it has more than ``max_bytes`` bytes, or (one sentence for every other cause, so that nobody
                can map a private network with it) it cannot be fetched. The cause is chained, for the log.
        """
        try:
            self._attend(httpx.URL(url), target, max_bytes=max_bytes, stopped=stopped)
        except _TooLarge as error:
            raise TaskFailure.of(faults.download_too_large(url, max_bytes)) from error
        except (*_FAILURES, _Unusable) as error:
            raise TaskFailure.of(faults.download_failed(url)) from error

    def _attend(self, url: httpx.URL, target: Path, *, max_bytes: int, stopped: Callable[[], bool]) -> None:
        """Fetch in a thread: neither the look-up of a name nor the opening of a connection can be interrupted.

        A thread that is left in one of them ends with it, and touches nothing any more.
        """
        deadline = Deadline(self._seconds)
        guard = GuardedBackend(reach=self._reach, resolve=self._resolve, deadline=deadline)
        fetched = _begun(partial(self._follow, guard, url, target=target, max_bytes=max_bytes), guard)
        while not wait([fetched], LOOK_SECONDS).done:
            if stopped() or deadline.is_over():
                guard.cut()
                wait([fetched], PARTING_SECONDS)
                break
        if stopped():
            target.unlink(missing_ok=True)
            raise Cancelled
        if not fetched.done():
            raise httpcore.ConnectTimeout(url.host)
        fetched.result()
        if deadline.is_over():  # a connection that was cut ends like a body without a length: what came may be half
            target.unlink(missing_ok=True)
            raise httpcore.ReadTimeout(url.host)

    def _follow(self, guard: GuardedBackend, url: httpx.URL, *, target: Path, max_bytes: int) -> None:
        for _ in range(REDIRECTS + 1):
            with httpcore.ConnectionPool(ssl_context=self._trust, network_backend=guard) as pool:
                onward = _get(pool, url, target, max_bytes)
            if onward is None:
                return
            url = onward
        raise _Unusable("too many redirects")


def _begun(work: Callable[[], None], guard: GuardedBackend) -> Future[None]:
    """Begin ``work`` in a thread that closes the guard, and return its end."""
    end: Future[None] = Future()

    def do() -> None:
        try:
            with closing(guard):
                work()
        except BaseException as error:  # noqa: BLE001 - it is raised where the end is waited for
            end.set_exception(error)
        else:
            end.set_result(None)

    Thread(target=do, name="fetch", daemon=True).start()
    return end


def _get(pool: httpcore.ConnectionPool, url: httpx.URL, target: Path, max_bytes: int) -> httpx.URL | None:
    """GET one URL: its body into ``target``, or the URL that it redirects to."""
    if url.scheme not in _SCHEMES:
        raise httpcore.UnsupportedProtocol(url.scheme)
    address = httpcore.URL(scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=url.raw_path)
    with pool.stream("GET", address, headers={b"Host": url.netloc, **_HEADERS}) as answer:
        headers = httpx.Headers(answer.headers)
        if answer.status in _REDIRECTING and "location" in headers:
            return url.join(headers["location"])
        _check(answer.status, headers, max_bytes)
        _pour(answer, target, max_bytes)
    return None


def _check(status: int, headers: httpx.Headers, max_bytes: int) -> None:
    if status != httpx.codes.OK:
        raise _Unusable(f"status {status}")
    if headers.get("content-encoding", "identity").lower() != "identity":
        raise _Unusable(f"content-encoding {headers['content-encoding']}")
    length = headers.get("content-length", "")
    if length.isdecimal() and int(length) > max_bytes:
        raise _TooLarge(length)


def _pour(answer: httpcore.Response, target: Path, max_bytes: int) -> None:
    size = 0
    try:
        with target.open("wb") as file:
            for chunk in answer.iter_stream():
                size += len(chunk)
                if size > max_bytes:
                    raise _TooLarge(size)
                file.write(chunk)
    except BaseException:
        target.unlink(missing_ok=True)
        raise
