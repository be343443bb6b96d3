"""How a sleeping worker learns at once that there is work. A lost ring costs one timeout, never a task."""

import threading
from typing import Protocol


class Wake(Protocol):
    """Rings after a commit that put a task into the queue."""

    def ring(self) -> None:
        """Wake everybody who waits; with nobody waiting, the next wait returns at once."""

    def wait(self, timeout: float) -> None:
        """Return at the next ring, or after ``timeout`` seconds."""


class LocalWake:
    """A wake for an API and a worker in one process."""

    def __init__(self) -> None:
        self._rung = threading.Event()

    def ring(self) -> None:
        """Wake everybody who waits; with nobody waiting, the next wait returns at once."""
        self._rung.set()

    def wait(self, timeout: float) -> None:
        """Return at the next ring, or after ``timeout`` seconds."""
        # A ring between wait and clear is merged into this one: the caller looks into the queue after both.
        if self._rung.wait(timeout):
            self._rung.clear()
