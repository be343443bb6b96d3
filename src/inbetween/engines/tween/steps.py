"""The steps of an analysis as they are done: their seconds, their progress, and the chance to stop between them."""

import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

STEPS = ("match", "model", "layers", "candidates", "pick", "labels", "fields")

_A = TypeVar("_A")
_B = TypeVar("_B")


class Steps:
    """A clock that is told the end of each step, and two threads for what both frames need alike.

    ``beat`` is called with the fraction done (0..1) after each step and may raise to stop the analysis.
    """

    def __init__(self, beat: Callable[[float], None], pool: ThreadPoolExecutor) -> None:
        self.seconds: dict[str, float] = {}
        self._beat = beat
        self._pool = pool
        self._since = time.perf_counter()

    def done(self, step: str) -> None:
        """Write down how long ``step`` took since the one before it."""
        now = time.perf_counter()
        self.seconds[step] = round(now - self._since, 4)
        self._since = now
        self._beat((STEPS.index(step) + 1) / len(STEPS))

    def aside(self, work: Callable[[], _B]) -> Callable[[], _B]:
        """Start ``work`` on one of the threads; what is returned waits for it."""
        return self._pool.submit(work).result

    def begin(self, work: Callable[[_A], _B], first: _A, last: _A) -> Callable[[], tuple[_B, _B]]:
        """Start ``work`` for the first and for the last frame at the same time; what is returned waits for both."""
        one, other = self.aside(lambda: work(first)), self.aside(lambda: work(last))
        return lambda: (one(), other())

    def both(self, work: Callable[[_A], _B], first: _A, last: _A) -> tuple[_B, _B]:
        """Do ``work`` for the first and for the last frame at the same time."""
        return self.begin(work, first, last)()
