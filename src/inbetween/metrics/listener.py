"""Figures of a process that serves nothing else: a port for Prometheus alone."""

import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from ipaddress import IPv4Network, IPv6Network, ip_address
from socketserver import ThreadingMixIn
from typing import Any
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer

from inbetween.domain.errors import OperatorError
from inbetween.metrics.meters import TEXT_FORMAT, Meters

Networks = tuple[IPv4Network | IPv6Network, ...]


@contextmanager
def listening(meters: Meters, where: tuple[str, int], *, allowed: Networks) -> Iterator[int]:
    """Answer every request of the ``allowed`` networks with the figures meanwhile, on the port that is given.

    Raises:
        OperatorError: the address cannot be listened on.
    """
    try:
        listener = _Listener(where, _Quiet, allowed)
    except OSError as error:
        host, port = where
        raise OperatorError(f"Figures cannot be served on {host}:{port} ({error.strerror}).") from error
    with listener:
        listener.set_app(_answering(meters))
        thread = threading.Thread(target=listener.serve_forever, name="figures", daemon=True)
        thread.start()
        try:
            yield listener.server_port
        finally:
            listener.shutdown()
            thread.join()


class _Listener(ThreadingMixIn, WSGIServer):
    """Hangs up on addresses that are not allowed, before a byte of theirs is read."""

    daemon_threads = True

    def __init__(self, where: tuple[str, int], answering: type[WSGIRequestHandler], allowed: Networks) -> None:
        self._allowed = allowed
        super().__init__(where, answering)

    def verify_request(self, request: Any, client_address: Any) -> bool:  # noqa: ARG002  the signature of the library
        address = ip_address(client_address[0])
        return any(address in network for network in self._allowed)


class _Quiet(WSGIRequestHandler):
    """Writes no log of its own, and waits for no slow client."""

    timeout = 10

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002  the signature of the library
        """Log nothing."""


def _answering(meters: Meters) -> Any:
    def answer(_environment: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        start_response("200 OK", [("Content-Type", TEXT_FORMAT)])
        return [meters.exposition()]

    return answer
