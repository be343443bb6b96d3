"""The web server of ``inbetween serve`` in a thread of this process, over a real database, with a clock by hand."""

import asyncio
import shutil
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from inbetween.api.front import Front
from inbetween.api.gate.addresses import Proxies
from inbetween.api.gate.gate import Gate
from inbetween.api.gate.limits import Limits
from inbetween.api.routes import create_api
from inbetween.cli.server import Server
from inbetween.db.database import Database
from tests.edge.wire import Wire
from tests.served import front_over, new_key


class HandGate(Gate):
    """A gate whose seconds pass when a test says so."""

    def tick(self) -> None:
        """Leave out the server's own second."""

    def second(self) -> None:
        """Let a second pass."""
        super().tick()


@dataclass
class Edge:
    """A running server: where it listens, a key, and what stands behind it."""

    server: "Listening"
    gate: HandGate
    front: Front
    port: int
    key: str

    @property
    def connections(self) -> list[Any]:
        """The connections of the moment."""
        return list(self.server.server_state.connections)

    def wire(self, source: str = "127.0.0.1") -> Wire:
        """Open a connection from a loopback address."""
        return Wire(self.port, self.key, source)

    def until(self, true: Callable[[], bool]) -> None:
        """Wait until something has come true in the server."""
        end = time.monotonic() + 10
        while not true():
            assert time.monotonic() < end
            time.sleep(0.01)

    def seconds(self, count: int) -> None:
        """Let seconds pass, one after another, and wait until they have."""
        for _ in range(count):
            self.server.loop.call_soon_threadsafe(self.gate.second)
        passed = threading.Event()
        self.server.loop.call_soon_threadsafe(passed.set)
        assert passed.wait(10)


class Listening(Server):
    """The server, which tells the loop that it runs in."""

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Remember the loop."""
        self.loop = asyncio.get_running_loop()
        await super().startup(sockets)


@contextmanager
def listening(
    folder: Path, migrated: Path, limits: Limits, *, host: str = "127.0.0.1", **changes: Any
) -> Iterator[Edge]:
    """Run a server with these limits; ``changes`` are fields of its front. ``::`` takes IPv4 as well."""
    shutil.copyfile(migrated, folder / "inbetween.db")
    database = Database(f"sqlite:///{folder}/inbetween.db")
    front = front_over(folder, database, **changes)
    gate = HandGate(limits, Proxies(["127.0.0.1", "::1"]))
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as listener:
        listener.bind((host, 0))
        listener.listen(256)
        server = Listening(create_api(front), gate)
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
        thread.start()
        while not server.started:
            thread.join(0.01)
        try:
            yield Edge(server, gate, front, listener.getsockname()[1], new_key(database))
        finally:
            server.should_exit = server.force_exit = True
            thread.join(20)
            database.close()
    assert not thread.is_alive()
