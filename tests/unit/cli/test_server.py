"""The web server that the SDKs keep their connections to."""

from starlette.applications import Starlette

from inbetween.api.gate.gate import Gate
from inbetween.cli.server import Server

LONGEST_PAUSE_SECONDS = 75
"""Between two requests of a pooled client; a connection that we close first costs it a retried create."""


def test_a_connection_outlives_the_pauses_of_the_sdks() -> None:
    server = Server(Starlette(), Gate())
    assert server.config.timeout_keep_alive >= LONGEST_PAUSE_SECONDS
