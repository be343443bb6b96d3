"""PostgreSQL connections that never wait for ever: a server that is stopped keeps its connections and says nothing."""

import threading
from collections.abc import Callable
from typing import Any

import psycopg
from psycopg.abc import PQGen
from psycopg.pq import TransactionStatus

ANSWER_SECONDS = 8.0
"""Longest time without an answer to a statement. Our longest takes a tenth of that on a million rows; a lease is 30 s,
and a worker that asked must know what to do well before it ends."""

STATEMENT_SECONDS = 6
"""The server's own limit, below ours: a server that is only slow says so, and the connection lives."""

IDLE_SECONDS = 30
"""After which the server ends a transaction that nobody goes on with: a process that is stopped between two statements
would keep its rows locked for everybody."""

CONNECT_SECONDS = 4

_WIRE = {"keepalives_idle": 5, "keepalives_interval": 2, "keepalives_count": 3, "tcp_user_timeout": 8_000}
"""Seconds, and milliseconds, after which the kernel ends a connection whose other end is gone without a word: a machine
without power, a firewall that has forgotten it. By itself it would send again for a quarter of an hour, and look at one
that rests after two hours. The URL may say otherwise; a socket file heeds none of it."""

_SETTINGS = f"""
SET statement_timeout = '{STATEMENT_SECONDS}s';
SET idle_in_transaction_session_timeout = '{IDLE_SECONDS}s'
"""


class BoundedConnection(psycopg.Connection[Any]):
    """A connection of which every wait for an answer ends within ``ANSWER_SECONDS``, unless it has all the time."""

    _has_time = False
    on_silence: Callable[[], None] | None = None

    def take_time(self) -> None:
        """Let what follows take as long as it takes: a migration may rewrite millions of rows."""
        self._has_time = True
        self.execute("SET statement_timeout = 0")

    def wait(self, gen: PQGen[Any], interval: float = 0.1, timeout: float | None = None) -> Any:
        """Wait for the server.

        Raises:
            OperationalError: it did not answer. Nobody knows what it will still do, so the connection is closed.
        """
        limit = None if self._has_time else ANSWER_SECONDS
        try:
            return super().wait(gen, interval, limit if timeout is None else timeout)
        except psycopg.OperationalError:
            if self.pgconn.transaction_status != TransactionStatus.ACTIVE:
                raise  # it is the server's answer
            self.pgconn.finish()
            if self.on_silence:
                self.on_silence()
            raise psycopg.OperationalError(f"the server did not answer within {ANSWER_SECONDS:g} s") from None


class Door:
    """Opens the connections to one server.

    While the last try has failed, or a connection was not answered, one caller at a time tries again and the others are
    told at once: a server that is silent would else hold every thread of the house for ``CONNECT_SECONDS``, again and
    again.
    """

    def __init__(self) -> None:
        self._shut = False
        self._trying = threading.Lock()

    def connect(self, *arguments: Any, **options: Any) -> BoundedConnection:
        """Connect as ``psycopg.connect`` does.

        Raises:
            OperationalError: nobody answered, the server refused, or somebody is trying already.
        """
        if not self._shut:
            return self._try(*arguments, **options)
        if not self._trying.acquire(blocking=False):
            raise psycopg.OperationalError("the server does not answer; another caller is trying again")
        try:
            return self._try(*arguments, **options)
        finally:
            self._trying.release()

    def _try(self, *arguments: Any, **options: Any) -> BoundedConnection:
        try:
            connection = BoundedConnection.connect(
                *arguments, **{"connect_timeout": CONNECT_SECONDS, **_WIRE, **options}
            )
            _settle_in(connection)
        except psycopg.OperationalError:
            self._close()
            raise
        self._shut = False
        connection.on_silence = self._close
        return connection

    def _close(self) -> None:
        self._shut = True


def _settle_in(connection: BoundedConnection) -> None:
    """Tell the server its limits; a connection that cannot is closed."""
    try:
        connection.execute(_SETTINGS)
        connection.commit()
    except BaseException:
        connection.close()
        raise
