"""PostgreSQL as the house uses it: a pool that writes in transactions and a pool that only reads."""

from functools import partial
from time import monotonic
from typing import Any, cast

from sqlalchemy import URL, Connection, Engine, create_engine, event
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import DisconnectionError
from sqlalchemy.pool import ConnectionPoolEntry

from inbetween.db.engines import Engines
from inbetween.domain.errors import OperatorError

_POOL = 8
_MORE = 8
_POOL_SECONDS = 5
"""Longest wait for a connection that is free: with as many as threads there is one, unless the server is silent."""

_REST_SECONDS = 1.0
"""So long a connection may have rested and still be given out unasked: to ask is one more round trip for each poll."""

_RETURNED = "returned"


def open_engines(url: URL) -> Engines:
    """Return what reaches the server that ``url`` names: a pool that writes, one that reads, and the door of both.

    Raises:
        OperatorError: psycopg is not installed.
    """
    url = url.set(drivername="postgresql+psycopg")
    # hide_parameters: errors are logged, and a statement's values are callers' words and signed URLs.
    pool: dict[str, Any] = {
        "pool_size": _POOL,
        "max_overflow": _MORE,
        "pool_timeout": _POOL_SECONDS,
        "hide_parameters": True,
    }
    try:
        from inbetween.db.patience import Door  # it loads the driver, which is an extra

        writers = create_engine(url, **pool)
        # AUTOCOMMIT: a read is one round trip, without BEGIN and ROLLBACK around it.
        readers = create_engine(url, isolation_level="AUTOCOMMIT", **pool)
    except ModuleNotFoundError as error:
        raise OperatorError("PostgreSQL needs its driver: pip install 'inbetween[postgres]'.") from error
    event.listen(readers, "connect", _forbid_writing)
    door = Door()
    for engine in (writers, readers):
        event.listen(engine, "checkin", _note_return)
        event.listen(engine, "checkout", partial(_ping_if_rested, engine))
        event.listen(engine, "do_connect", lambda _dialect, _entry, given, named: door.connect(*given, **named))
    given, named = writers.dialect.create_connect_args(url)
    return Engines(
        writers=writers,
        readers=readers,
        glances=readers,
        dial=lambda: cast("DBAPIConnection", door.connect(*given, **named)),
    )


def _note_return(_connection: DBAPIConnection | None, entry: ConnectionPoolEntry) -> None:
    entry.info[_RETURNED] = monotonic()


def _ping_if_rested(engine: Engine, connection: DBAPIConnection, entry: ConnectionPoolEntry, _user: object) -> None:
    """After a restart of the server give the next caller a live connection, not an error.

    Raises:
        DisconnectionError: it is dead; the pool opens another.
    """
    now = monotonic()
    if now - entry.info.get(_RETURNED, now) < _REST_SECONDS:
        return
    try:
        engine.dialect.do_ping(connection)
    except engine.dialect.loaded_dbapi.Error as error:
        raise DisconnectionError from error


def take_time(connection: Connection) -> None:
    """Let a connection wait as long as it takes, if it is one to PostgreSQL; it is of no use for requests then."""
    if connection.dialect.name == "postgresql":
        connection.connection.driver_connection.take_time()  # type: ignore[union-attr]  # db.patience's own


def _forbid_writing(connection: DBAPIConnection, _entry: ConnectionPoolEntry) -> None:
    connection.execute("SET default_transaction_read_only = on")
    connection.commit()
