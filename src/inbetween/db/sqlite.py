"""SQLite as the house uses it: one writing connection, many reading ones, every commit on the disk."""

import sqlite3
import time

from sqlalchemy import URL, Connection, Engine, StaticPool, create_engine, event
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.pool import ConnectionPoolEntry

from inbetween.db.engines import Engines
from inbetween.domain.errors import OperatorError

BUSY_SECONDS = 10
"""Longest wait for another process that writes. A lease is 30 s: who waits must know what to do well before it ends."""

_BUSY_PAUSE_SECONDS = 0.01
_READERS = 8
_MORE_READERS = 56


def open_engines(url: URL) -> Engines:
    """Return what reaches the SQLite file that ``url`` names: one connection writes, many read.

    Raises:
        OperatorError: SQLite is older than 3.35 (no RETURNING), or the URL names no file.
    """
    if sqlite3.sqlite_version_info < (3, 35):
        raise OperatorError(f"SQLite {sqlite3.sqlite_version} is too old; install a Python with SQLite 3.35 or newer.")
    if url.database in (None, "", ":memory:"):
        raise OperatorError("The database URL names no file; use sqlite:////absolute/path/to/inbetween.db.")
    # hide_parameters: errors are logged, and a statement's values are callers' words and signed URLs.
    # StaticPool: a pool of writers waits inside SQLite's sleeping lock (p99 224 ms against 13 ms with one writer).
    arguments = {"check_same_thread": False, "timeout": BUSY_SECONDS}
    writers = create_engine(url, poolclass=StaticPool, connect_args=arguments, hide_parameters=True)
    event.listen(writers, "connect", _prepare_writer)
    event.listen(writers, "begin", _begin_immediate)
    readers = create_engine(
        url,
        isolation_level="AUTOCOMMIT",
        pool_size=_READERS,
        max_overflow=_MORE_READERS,
        connect_args=arguments,
        hide_parameters=True,
    )
    event.listen(readers, "connect", _prepare_reader)
    dialect = writers.dialect
    named, options = dialect.create_connect_args(url)
    return Engines(
        writers=writers, readers=readers, glances=_glances(url), dial=lambda: dialect.connect(*named, **options)
    )


def _glances(url: URL) -> Engine:
    """Return an engine that reads the file and never waits: for the thread that moves everybody's bytes."""
    arguments = {"check_same_thread": False, "timeout": 0}
    glances = create_engine(url, isolation_level="AUTOCOMMIT", connect_args=arguments, hide_parameters=True)
    event.listen(glances, "connect", _prepare_reader)
    return glances


def _prepare_writer(connection: DBAPIConnection, _entry: ConnectionPoolEntry) -> None:
    # None: the driver begins nothing by itself, so that the transaction starts with BEGIN IMMEDIATE.
    connection.isolation_level = None
    _keep_a_log(connection)
    # FULL: with NORMAL a power cut could take back a task that was already answered with 200.
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("PRAGMA foreign_keys = ON")


def _keep_a_log(connection: DBAPIConnection) -> None:
    # SQLite never waits for this switch: of two processes that open a new file together, one is told "busy" at once.
    deadline = time.monotonic() + BUSY_SECONDS
    while True:
        try:
            connection.execute("PRAGMA journal_mode = WAL")
            return
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode != sqlite3.SQLITE_BUSY or time.monotonic() > deadline:
                raise
            time.sleep(_BUSY_PAUSE_SECONDS)


def _prepare_reader(connection: DBAPIConnection, _entry: ConnectionPoolEntry) -> None:
    connection.execute("PRAGMA query_only = ON")


def _begin_immediate(connection: Connection) -> None:
    # A deferred BEGIN would fail with SQLITE_BUSY when a transaction that has read turns to writing.
    connection.exec_driver_sql("BEGIN IMMEDIATE")
