"""The web server of ``inbetween serve``: how it runs and how it stops."""

import contextlib
import signal
import socket
import threading
from collections.abc import Iterator
from types import FrameType

import uvicorn

from inbetween.app import House

# Pooled clients poll every 5 s at most 60 s apart; a connection that we close under them costs a retried create.
KEEP_ALIVE_SECONDS = 120


def run(house: House, listener: socket.socket) -> None:
    """Serve ``house`` on ``listener`` until a signal has drained it."""
    config = uvicorn.Config(
        house.api, timeout_keep_alive=KEEP_ALIVE_SECONDS, log_config=None, access_log=False, server_header=False
    )
    Server(house, config).run(sockets=[listener])


class Server(uvicorn.Server):
    """The web server. A first signal drains the worker while polls are still answered; a second one hurries."""

    def __init__(self, house: House, config: uvicorn.Config) -> None:
        super().__init__(config)
        self._house = house
        self._draining = False

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Take SIGINT and SIGTERM. A drained server has done what it was asked, so they are not raised again."""
        numbers = (signal.SIGINT, signal.SIGTERM)
        before = {number: signal.signal(number, self.handle_exit) for number in numbers}
        try:
            yield
        finally:
            for number, handler in before.items():
                signal.signal(number, handler)

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:  # noqa: ARG002  the signature of a handler
        """Start to drain, or leave at once when that is under way."""
        if self._draining:
            self.should_exit = True
            return
        self._draining = True
        threading.Thread(target=self._drain, name="drain").start()

    def _drain(self) -> None:
        """Let the running task finish or give it back, then stop serving."""
        self._house.drain()
        self.should_exit = True
