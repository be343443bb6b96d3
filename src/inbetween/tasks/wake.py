"""The wake channel: how workers learn at once that there is work, or that a task of theirs was stopped.

News only hurries, the row decides: what is lost costs the time until the next poll or beat, never a task, and what is
false costs a look into the row.
"""

import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import Protocol


class Wake(Protocol):
    """Carries news of what was committed. No verb but ``wait`` and ``close`` waits for anything."""

    def ring(self) -> None:
        """Tell everybody who waits that there is work; with nobody waiting, the next wait returns at once."""

    def stop(self, task_id: str) -> None:
        """Tell whoever does this task that it was stopped."""

    def wait(self, timeout: float) -> None:
        """Return at the next ring, or after ``timeout`` seconds."""

    def watching(self, task_id: str, look: Callable[[], None]) -> AbstractContextManager[None]:
        """Call ``look`` meanwhile whenever the task may have been stopped, from any thread; it must return at once."""

    def close(self) -> None:
        """Send what is not sent yet, and leave neither thread nor connection."""


class LocalWake:
    """A wake within one process, and the part of every other that is in this process."""

    def __init__(self) -> None:
        self._rung = threading.Event()
        self._watched: dict[str, Callable[[], None]] = {}
        self._watching = threading.Lock()

    def ring(self) -> None:
        """Tell everybody who waits here that there is work; with nobody waiting, the next wait returns at once."""
        self._rung.set()

    def stop(self, task_id: str) -> None:
        """Tell whoever does this task here that it was stopped."""
        with self._watching:
            look = self._watched.get(task_id)
        if look:
            look()

    def wait(self, timeout: float) -> None:
        """Return at the next ring, or after ``timeout`` seconds."""
        # A ring between wait and clear is merged into this one: the caller looks into the queue after both.
        if self._rung.wait(timeout):
            self._rung.clear()

    @contextmanager
    def watching(self, task_id: str, look: Callable[[], None]) -> Iterator[None]:
        """Call ``look`` meanwhile whenever the task may have been stopped."""
        with self._watching:
            self._watched[task_id] = look
        try:
            yield
        finally:
            with self._watching:
                del self._watched[task_id]

    def close(self) -> None:
        """Leave nothing behind: here is nothing."""

    def look_at_all(self) -> None:
        """Ring, and have every watched task looked at: something may have happened, and nobody knows what."""
        with self._watching:
            looks = list(self._watched.values())
        self._rung.set()
        for look in looks:
            look()
