"""PostgreSQL as the house uses it: a pool that writes in transactions and a pool that only reads."""

from typing import Any

from sqlalchemy import URL, Engine, create_engine, event
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.pool import ConnectionPoolEntry

from inbetween.domain.errors import OperatorError

_POOL = 8
_MORE = 8
_POOL_SECONDS = 5
"""Longest wait for a connection that is free: with as many as threads there is one, unless the server is silent."""


def open_engines(url: URL) -> tuple[Engine, Engine]:
    """Return the writing and the reading engine of the server that ``url`` names.

    Raises:
        OperatorError: psycopg is not installed.
    """
    url = url.set(drivername="postgresql+psycopg")
    # hide_parameters: errors are logged, and a statement's values are callers' words and signed URLs.
    pool: dict[str, Any] = {
        "pool_size": _POOL,
        "max_overflow": _MORE,
        "pool_timeout": _POOL_SECONDS,
        "pool_pre_ping": True,
        "hide_parameters": True,
    }
    try:
        from inbetween.db.patience import Door  # it loads the driver, which is an extra

        # pre_ping: after a restart of the server the next caller gets a live connection, not an error.
        writers = create_engine(url, **pool)
        # AUTOCOMMIT: a read is one round trip, without BEGIN and ROLLBACK around it.
        readers = create_engine(url, isolation_level="AUTOCOMMIT", **pool)
    except ModuleNotFoundError as error:
        raise OperatorError("PostgreSQL needs its driver: pip install 'inbetween[postgres]'.") from error
    event.listen(readers, "connect", _forbid_writing)
    door = Door()
    for engine in (writers, readers):
        event.listen(engine, "do_connect", lambda _dialect, _entry, given, named: door.connect(*given, **named))
    return writers, readers


def _forbid_writing(connection: DBAPIConnection, _entry: ConnectionPoolEntry) -> None:
    connection.execute("SET default_transaction_read_only = on")
    connection.commit()
