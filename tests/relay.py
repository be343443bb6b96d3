"""A relay between a client and a server that can fall silent, forget who talks through it, or refuse everybody."""

import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

from sqlalchemy import make_url

Dial = Callable[[], socket.socket]


class Relay:
    """Listens on ``port`` of 127.0.0.1 and passes on to what ``dial`` reaches."""

    def __init__(self, dial: Dial) -> None:
        self._dial = dial
        self._open = threading.Event()
        self._open.set()
        self._gates = [self._open]
        self._sockets: list[socket.socket] = []
        self.port = 0
        self._listen()

    def _listen(self) -> None:
        self._listener = socket.create_server(("127.0.0.1", self.port))
        self.port = self._listener.getsockname()[1]
        threading.Thread(target=self._accept, args=(self._listener,), daemon=True).start()

    def _accept(self, listener: socket.socket) -> None:
        with suppress(OSError):  # the listener is closed
            while True:
                client, _ = listener.accept()
                threading.Thread(target=self._join, args=(client, self._open), daemon=True).start()

    def _join(self, client: socket.socket, gate: threading.Event) -> None:
        self._sockets.append(client)
        gate.wait()
        with suppress(OSError):
            server = self._dial()
            self._sockets.append(server)
            threading.Thread(target=_pass_on, args=(client, server, gate), daemon=True).start()
            _pass_on(server, client, gate)

    def forget(self) -> None:
        """Pass nothing on any more of who is connected now, and tell nobody: as a firewall that lost its table."""
        self._open.clear()
        self._open = threading.Event()
        self._open.set()
        self._gates.append(self._open)

    @contextmanager
    def silent(self) -> Iterator[None]:
        """Pass nothing on for a while; connections stay, and new ones are taken."""
        self._open.clear()
        try:
            yield
        finally:
            self._open.set()

    @contextmanager
    def refusing(self) -> Iterator[None]:
        """Break every connection and take none for a while."""
        self._hang_up()
        try:
            yield
        finally:
            self._listen()

    def close(self) -> None:
        """Leave neither a connection nor a thread."""
        self._hang_up()
        for gate in self._gates:
            gate.set()

    def _hang_up(self) -> None:
        for one in (self._listener, *self._sockets):
            with suppress(OSError):
                one.shutdown(socket.SHUT_RDWR)
            one.close()
        self._sockets.clear()


def _pass_on(source: socket.socket, target: socket.socket, gate: threading.Event) -> None:
    with suppress(OSError):
        while content := source.recv(65536):
            gate.wait()
            target.sendall(content)
        target.shutdown(socket.SHUT_WR)


@contextmanager
def relayed(dial: Dial) -> Iterator[Relay]:
    """Pass on for a while."""
    relay = Relay(dial)
    try:
        yield relay
    finally:
        relay.close()


@contextmanager
def relayed_postgresql(url: str) -> Iterator[tuple[Relay, str]]:
    """Put a relay before the server of ``url``, and give it with the URL that leads through it."""
    server = make_url(url)
    folder, port = str(server.query.get("host", "")), server.port or 5432

    def dial() -> socket.socket:
        if not folder.startswith("/"):
            return socket.create_connection((server.host or folder or "127.0.0.1", port))
        line = socket.socket(socket.AF_UNIX)
        line.connect(f"{folder}/.s.PGSQL.{port}")
        return line

    with relayed(dial) as relay:
        through = server.difference_update_query(["host"]).set(host="127.0.0.1", port=relay.port)
        yield relay, through.render_as_string(hide_password=False)
