"""The web server of ``inbetween serve``."""

import gc
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial

import uvicorn
from starlette.applications import Starlette

from inbetween.api.gate.connection import Connection
from inbetween.api.gate.gate import Gate

# Pooled clients poll every 5 s at most 60 s apart; a connection that we close under them costs a retried create.
KEEP_ALIVE_SECONDS = 120
_TICKS_A_SECOND = 10  # of the web server's main loop


class Server(uvicorn.Server):
    """The web server; it answers polls until it is told to leave, or the worker beside it has ``failed``."""

    def __init__(self, api: Starlette, gate: Gate, *, failed: Callable[[], bool] = lambda: False) -> None:
        super().__init__(
            uvicorn.Config(
                api,
                http=partial(Connection, gate=gate),  # type: ignore[arg-type]  # it is only ever called
                ws="none",
                timeout_keep_alive=KEEP_ALIVE_SECONDS,
                forwarded_allow_ips=list(gate.proxies.networks),
                log_config=None,
                access_log=False,
                server_header=False,
            )
        )
        self._gate, self._failed = gate, failed

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Leave the signals to ``stopping_on_signals``, which takes them before anybody knows the address."""
        yield

    async def on_tick(self, counter: int) -> bool:
        """Tell the connections of every second; leave when the worker has failed."""
        if counter % _TICKS_A_SECOND == 0:
            self._gate.tick()
            self.should_exit = self.should_exit or self._failed()
        return await super().on_tick(counter)

    def run(self, sockets: list[socket.socket] | None = None) -> None:
        """Serve until told to leave."""
        # What was loaded for good is looked at no more: a full collection of it kept everybody waiting for 60 ms, so
        # often that it was the 99th percentile of submits (71 ms, 11 ms without).
        gc.collect()
        gc.freeze()
        super().run(sockets)

    def leave(self) -> None:
        """Answer what was asked, then stop serving."""
        self.should_exit = True
