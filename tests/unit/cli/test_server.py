"""The web server that the SDKs keep their connections to."""

import socket

from starlette.applications import Starlette

from inbetween.api.gate.gate import Gate
from inbetween.cli.server import Server

LONGEST_PAUSE_SECONDS = 75
"""Between two requests of a pooled client; a connection that we close first costs it a retried create."""


def test_a_connection_outlives_the_pauses_of_the_sdks() -> None:
    server = Server(Starlette(), Gate())
    assert server.config.timeout_keep_alive >= LONGEST_PAUSE_SECONDS


def test_a_server_whose_worker_has_failed_leaves() -> None:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        Server(Starlette(), Gate(), failed=lambda: True).run(sockets=[listener])  # it would never return
