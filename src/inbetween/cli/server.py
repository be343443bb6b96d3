"""The web server of ``inbetween serve``: how it runs and how it stops."""

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

import structlog
import uvicorn

from inbetween.app import House

_log = structlog.get_logger()

# Pooled clients poll every 5 s at most 60 s apart; a connection that we close under them costs a retried create.
KEEP_ALIVE_SECONDS = 120


class Server(uvicorn.Server):
    """The web server. A first signal drains the worker while polls are still answered; a second one waits no longer."""

    def __init__(self, house: House) -> None:
        super().__init__(
            uvicorn.Config(
                house.api, timeout_keep_alive=KEEP_ALIVE_SECONDS, log_config=None, access_log=False, server_header=False
            )
        )
        self._house = house
        self._draining = False

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Leave the signals to ``stopping_on_signals``, which takes them before anybody knows the address."""
        yield

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:  # noqa: ARG002  the signature of a handler
        """Start to drain, or give the running task back and leave when that is under way."""
        if self._draining:
            self._house.hurry()
            self.should_exit = True
            return
        self._draining = True
        threading.Thread(target=self._drain, name="drain").start()

    def _drain(self) -> None:
        """Let the running task finish or give it back, then stop serving."""
        _log.info("stopping: a running task is finished first; a second signal gives it back at once")
        self._house.drain()
        self.should_exit = True


@contextmanager
def stopping_on_signals(house: House) -> Iterator[Server]:
    """Give a server that SIGINT and SIGTERM stop in order: it then did what it was asked, so nothing is raised."""
    server = Server(house)
    numbers = (signal.SIGINT, signal.SIGTERM)
    before = {number: signal.signal(number, server.handle_exit) for number in numbers}
    try:
        yield server
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
