"""The line to another server: one base URL, one key, patience with a busy server, and no trust in what comes back."""

import json
import math
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import Any

import httpx

from inbetween.domain.errors import Cancelled, OperatorError
from inbetween.engines.remote.peer import Call, Lost, Peer, Refused

LONGEST_ANSWER = 2**20
"""Bytes of JSON; a finished task's answer takes some 1,000."""

LARGEST_VIDEO = 2**30
"""Bytes; fifteen seconds of 1080P by the vendor take some 30 MiB."""

_FIRST_WAIT, _LONGEST_WAIT = 1.0, 30.0
"""Seconds between two tries: doubled each time, and never longer than a Retry-After says."""

_TRIES = 6
"""Of a call whose server is away or broken; one that is only busy is asked for as long as the render may take."""

_TIMEOUT = httpx.Timeout(60.0, connect=10.0)
_BUSY = 429
_BROKEN = frozenset({500, 502, 503, 504})
_WRONG_KEY = frozenset({401, 403})
_NOT_SENT = (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout)


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a server is: its ``name`` in the map, its base URL, and the key that it is asked with."""

    name: str
    url: str
    key: str | None

    def __repr__(self) -> str:
        """Show no key."""
        return f"Place({self.name!r}, {self.url!r})"


class Line:
    """Sends calls to one server for one task.

    ``stopped_within`` waits so many seconds and says whether the task should stop meanwhile.
    """

    def __init__(
        self, place: Place, peer: Peer, http: httpx.Client, *, stopped_within: Callable[[float], bool]
    ) -> None:
        self._place, self._peer, self._http = place, peer, http
        self._stopped_within = stopped_within

    def send(self, call: Call) -> Mapping[str, Any]:
        """Send ``call`` and return the JSON object of a good answer.

        A busy server is asked again when it says so; one that is away or broken ``_TRIES`` times, if the call can be
        repeated or never arrived.

        Raises:
            Refused: a bad answer.
            Lost: no answer.
            OperatorError: the key is wrong, or its account is empty or at a limit.
            Cancelled: the task should stop.
        """
        for wait in _waits():
            try:
                return self.once(call)
            except Refused as no:
                if no.unpaid:
                    raise OperatorError(self._about(f"makes no more for its key ({no.code}: {no.message})")) from no
                if no.status in _WRONG_KEY:
                    raise OperatorError(self._about(f"refuses the key ({no.message or no.status})")) from no
                if not _worth_waiting(no.status, call, wait.number):
                    raise
                after = no.retry_after
            except Lost as lost:
                if (lost.sent and not call.repeats) or wait.number >= _TRIES:
                    raise
                after = 0.0
            self.rest(max(wait.seconds, after))
        raise AssertionError("waits never end")

    def once(self, call: Call) -> Mapping[str, Any]:
        """Send ``call`` one time and no more; else as ``send``."""
        with self._answered(call) as answer:
            return _object(b"".join(_bounded(answer, LONGEST_ANSWER)))

    def rest(self, seconds: float) -> None:
        """Wait.

        Raises:
            Cancelled: the task should stop.
        """
        if self._stopped_within(seconds):
            raise Cancelled

    def download(self, path: str, target: Path) -> None:
        """Bring what lies below the base URL into the file ``target``; on failure there is no such file.

        Raises:
            Refused: a bad answer, or one that is too large.
            Lost: no answer.
            Cancelled: the task should stop.
        """
        try:
            with self._answered(Call(method="GET", path=path, repeats=True)) as answer, target.open("wb") as file:
                for chunk in _bounded(answer, LARGEST_VIDEO):
                    self.rest(0.0)  # a server that drips would otherwise hold the worker
                    file.write(chunk)
        except BaseException:
            target.unlink(missing_ok=True)
            raise

    def reaches(self, place: str) -> bool:
        """Say whether a path or a URL is on this server, which its operator trusts wherever it is."""
        if "://" not in place:
            return True
        try:
            ours, theirs = httpx.URL(self._place.url), httpx.URL(place)
        except httpx.InvalidURL:
            return False
        return (ours.scheme, ours.host, ours.port) == (theirs.scheme, theirs.host, theirs.port)

    @contextmanager
    def _answered(self, call: Call) -> Iterator[httpx.Response]:
        """Give a good answer's head, its body still to be read."""
        try:
            with ExitStack() as stack:
                yield self._good(stack.enter_context(self._http.stream(**self._request(call, stack))))
        except httpx.InvalidURL as error:
            raise Refused(502, "InternalError.Remote", self._about("names a URL that is none")) from error
        except httpx.RequestError as error:
            what = self._about(f"cannot be reached ({type(error).__name__})")
            raise Lost(what, sent=not isinstance(error, _NOT_SENT)) from error

    def _request(self, call: Call, stack: ExitStack) -> dict[str, Any]:
        whole = "://" in call.path
        key = {} if whole or self._place.key is None else {"Authorization": f"Bearer {self._place.key}"}
        files = {name: (file.name, stack.enter_context(file.open("rb"))) for name, file in call.files.items()}
        return {
            "method": call.method,
            "url": call.path if whole else f"{self._place.url.rstrip('/')}/{call.path}",
            "headers": {**call.headers, **key},
            "json": call.json,
            "data": dict(call.fields) or None,
            "files": files or None,
            "timeout": _TIMEOUT,
        }

    def _good(self, answer: httpx.Response) -> httpx.Response:
        if answer.is_success:
            return answer
        body = _object(b"".join(_bounded(answer, LONGEST_ANSWER)))
        code, message = self._peer.complaint(body)
        after = _seconds(answer.headers.get("retry-after", ""))
        message = message or self._about(f"answers {answer.status_code}")
        raise Refused(answer.status_code, code, message, retry_after=after)

    def _about(self, what: str) -> str:
        return f"The server {self._place.name} {what}."


@dataclass(frozen=True, slots=True)
class _Wait:
    number: int
    seconds: float


def _waits() -> Iterator[_Wait]:
    for number in count(1):
        yield _Wait(number, min(_FIRST_WAIT * 2 ** min(number - 1, 10), _LONGEST_WAIT))


def _worth_waiting(status: int, call: Call, number: int) -> bool:
    """Say whether a refused call is sent again. A broken server may have begun what it was asked for."""
    return status == _BUSY or (status in _BROKEN and call.repeats and number < _TRIES)


def _bounded(answer: httpx.Response, most: int) -> Iterator[bytes]:
    """Yield a body's bytes.

    Raises:
        Refused: it has more than ``most``.
    """
    size = 0
    for chunk in answer.iter_bytes():
        size += len(chunk)
        if size > most:
            raise Refused(502, "InternalError.Remote", f"The answer has more than {most} bytes.")
        yield chunk


def _object(body: bytes) -> Mapping[str, Any]:
    try:
        value = json.loads(body)
    except (ValueError, RecursionError):
        return {}
    return value if isinstance(value, dict) else {}


def _seconds(told: str) -> float:
    """Return a Retry-After in seconds; a date, or nonsense, is none."""
    try:
        seconds = float(told)
    except ValueError:
        return 0.0
    return min(max(seconds, 0.0), 600.0) if math.isfinite(seconds) else 0.0
