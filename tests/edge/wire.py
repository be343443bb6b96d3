"""One connection to a server, byte by byte."""

import json
import socket
from dataclasses import dataclass
from typing import Any, Self

WAIT_SECONDS = 20.0
"""For an answer: no test waits for it in vain, a stuck server would."""


@dataclass(frozen=True)
class Told:
    """An answer: status, headers with names in lower case, body."""

    status: int
    headers: dict[str, str]
    body: bytes

    def json(self) -> Any:
        """Return the body as JSON."""
        return json.loads(self.body)


class Wire:
    """A connection from ``source`` to a server on this machine. It closes with the ``with`` that holds it."""

    def __init__(self, port: int, key: str, source: str) -> None:
        self._key = key.encode()
        self._socket = socket.create_connection(("127.0.0.1", port), WAIT_SECONDS, (source, 0))
        self._unread = b""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._socket.close()

    def send(self, content: bytes) -> "Wire":
        """Send bytes; ``KEY`` in them becomes the key."""
        self._socket.sendall(content.replace(b"KEY", self._key))
        return self

    def get(self, path: str, *headers: str) -> Told:
        """Send a GET and return its answer."""
        return self.send("\r\n".join([f"GET {path} HTTP/1.1", "Host: video.test", *headers, "", ""]).encode()).answer()

    def answer(self, *, head_only: bool = False) -> Told:
        """Return the next answer; one that has no length ends with the connection."""
        while b"\r\n\r\n" not in self._unread:
            assert self._more(), f"the connection ended before an answer: {self._unread!r}"
        head, _, self._unread = self._unread.partition(b"\r\n\r\n")
        line, *lines = head.decode("latin-1").split("\r\n")
        headers = {name.lower(): value for name, _, value in (each.partition(": ") for each in lines)}
        length = 0 if head_only else int(headers.get("content-length", 0))
        while len(self._unread) < length:
            assert self._more(), "the connection ended within an answer"
        body, self._unread = self._unread[:length], self._unread[length:]
        return Told(int(line.split()[1]), headers, body)

    def ended(self) -> bool:
        """Say whether the server ends the connection without another byte, waiting for it."""
        return not self._unread and not self._more()

    def silent(self) -> bool:
        """Say whether the connection is open and nothing has come."""
        self._socket.setblocking(False)
        try:
            return not self._unread and self._socket.recv(1, socket.MSG_PEEK) is None
        except BlockingIOError:
            return True
        finally:
            self._socket.settimeout(WAIT_SECONDS)

    def small_window(self) -> "Wire":
        """Take in as little as the system allows, so that an unread answer is soon felt."""
        self._socket.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 1)
        return self

    def _more(self) -> bool:
        try:
            content = self._socket.recv(65_536)
        except ConnectionResetError:
            return False
        self._unread += content
        return bool(content)
