"""How a process that runs on is stopped by signals."""

import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Protocol

import structlog

from inbetween.domain.errors import InbetweenError

_log = structlog.get_logger()


class AtWork(Protocol):
    """What finishes a running task before the process leaves."""

    def drain(self) -> None:
        """Claim nothing more; let the running task finish, or give it back."""

    def hurry(self) -> None:
        """Let ``drain`` wait no longer: the running task is given back now."""


class _Stop:
    """A first signal drains, and then leaves; a second one waits no longer."""

    def __init__(self, at_work: AtWork, leave: Callable[[], None]) -> None:
        self._at_work = at_work
        self._leave = leave
        self._draining = False

    def signalled(self, number: int, frame: FrameType | None) -> None:  # noqa: ARG002  the signature of a handler
        """Start to drain, or give the running task back and leave when that is under way."""
        if self._draining:
            self._at_work.hurry()
            self._leave()
            return
        self._draining = True
        threading.Thread(target=self._drain, name="drain").start()

    def _drain(self) -> None:
        _log.info("stopping: a running task is finished first; a second signal gives it back at once")
        self._at_work.drain()
        self._leave()


@contextmanager
def stopping_on_signals(at_work: AtWork, leave: Callable[[], None]) -> Iterator[None]:
    """Let SIGINT and SIGTERM stop in order meanwhile: the process then did what it was asked, so nothing is raised."""
    stop = _Stop(at_work, leave)
    before = {number: signal.signal(number, stop.signalled) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def worker_ended() -> InbetweenError:
    """Return why a process leaves that nobody stopped: whoever started it can then mend it."""
    return InbetweenError("WorkerEnded", "The worker has ended by a fault of its own; its log says which.")
