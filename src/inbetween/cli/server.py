"""The web server of ``inbetween serve``."""

from collections.abc import Iterator
from contextlib import contextmanager

import uvicorn
from starlette.applications import Starlette

# Pooled clients poll every 5 s at most 60 s apart; a connection that we close under them costs a retried create.
KEEP_ALIVE_SECONDS = 120


class Server(uvicorn.Server):
    """The web server; it answers polls until it is told to leave."""

    def __init__(self, api: Starlette) -> None:
        super().__init__(
            uvicorn.Config(
                api, timeout_keep_alive=KEEP_ALIVE_SECONDS, log_config=None, access_log=False, server_header=False
            )
        )

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Leave the signals to ``stopping_on_signals``, which takes them before anybody knows the address."""
        yield

    def leave(self) -> None:
        """Answer what was asked, then stop serving."""
        self.should_exit = True
