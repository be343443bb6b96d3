"""Whose key it was, for a moment: where the rows are on another machine, each look costs a round trip."""

import threading
import time
from collections.abc import Callable
from hashlib import sha256

from inbetween.domain.scope import Caller

SECONDS = 1.0
"""For which an accepted key is not looked up again, and so the longest that a revoked one is still taken."""

MOST_CALLERS = 10_000
"""That are remembered, 500 bytes each; beyond it the one that was looked up first is forgotten."""


class Callers:
    """Remembers callers by the hash of what they showed. Every thread may use it."""

    def __init__(self, seconds: float = SECONDS, clock: Callable[[], float] = time.monotonic) -> None:
        """Start with nobody known."""
        self._seconds = seconds
        self._clock = clock
        self._known: dict[bytes, tuple[float, Caller]] = {}
        self._changing = threading.Lock()

    def __len__(self) -> int:
        """Return how many are remembered."""
        return len(self._known)

    def known(self, secret: str) -> Caller | None:
        """Return the caller who was accepted with ``secret`` a moment ago."""
        until, caller = self._known.get(_digest(secret), (0.0, None))
        return caller if self._clock() < until else None

    def remember(self, secret: str, caller: Caller) -> None:
        """Take ``caller`` as accepted from now on, for a moment."""
        digest = _digest(secret)
        with self._changing:  # the oldest is found by a walk, which ends with an error when the next thread writes
            self._known.pop(digest, None)
            self._known[digest] = (self._clock() + self._seconds, caller)
            if len(self._known) > MOST_CALLERS:
                del self._known[next(iter(self._known))]


def _digest(secret: str) -> bytes:
    # Not the secret itself: what a process remembers may end in a dump of its memory.
    return sha256(secret.encode("utf-8", "surrogatepass")).digest()
