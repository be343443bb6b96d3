"""The door to the database: transactions that write, connections that read, and the tables' own upkeep."""

import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from contextlib import AbstractContextManager, closing, contextmanager, nullcontext
from typing import TypeVar

from sqlalchemy import Connection, make_url
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import ArgumentError, DBAPIError
from sqlalchemy.exc import TimeoutError as NoTurn

from inbetween.db import migrations, postgresql, sqlite
from inbetween.db.clock import Clock, DatabaseClock
from inbetween.db.group import GroupCommit, GroupReading
from inbetween.db.postgresql import take_time
from inbetween.domain.clock import Millis
from inbetween.domain.errors import OperatorError

Result = TypeVar("Result")

_TOUCH = {
    # Writes one page, whatever it held: a full disk shows in nothing less.
    "sqlite": "PRAGMA user_version = 0",
    # Writes nothing: a server that only reads refuses it all the same, and one whose disk is full stops by itself.
    "postgresql": "UPDATE buckets SET next_micros = 0 WHERE false",
}

_ONE_INSTANT = {"sqlite": "BEGIN", "postgresql": "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"}

_ADAPTERS = {"sqlite": sqlite.open_engines, "postgresql": postgresql.open_engines}


class Transaction:
    """A connection and the one instant at which everything on it happens."""

    __slots__ = ("_clock", "_now", "connection")

    def __init__(self, connection: Connection, clock: Clock) -> None:
        self.connection = connection
        self._clock = clock
        self._now: Millis | None = None

    @property
    def now(self) -> Millis:
        """The instant of this transaction: read from the clock at first use, then fixed."""
        if self._now is None:
            self._now = self._clock.read(self.connection)
        return self._now


class _Turn:
    """The order in which the threads of this process write, for at most so many seconds of waiting."""

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        # Reentrant, so that a transaction opened inside another fails at once instead of waiting for itself.
        self._lock = threading.RLock()

    def __enter__(self) -> None:
        if not self._lock.acquire(timeout=self._seconds):
            raise NoTurn(f"other threads have been writing for {self._seconds:g} s")

    def __exit__(self, *_: object) -> None:
        self._lock.release()


class Database:
    """The house's database. One per process; every thread may use it."""

    def __init__(self, url: str, clock: Clock | None = None) -> None:
        """Open ``sqlite:////path`` or ``postgresql://...``; nothing is connected before the first use.

        Raises:
            OperatorError: the URL is not one of these, or its driver is missing.
        """
        try:
            parsed = make_url(url)
            adapter = _ADAPTERS[parsed.get_backend_name()]
        except (ArgumentError, KeyError):
            raise OperatorError("The database URL must start with sqlite:/// or postgresql://.") from None
        self._clock = clock or DatabaseClock()
        engines = adapter(parsed)
        self._writers, self._readers = engines.writers, engines.readers
        self._glances, self._dial = engines.glances, engines.dial
        self._turn: AbstractContextManager[None]
        self._turn = _Turn(sqlite.BUSY_SECONDS) if self.is_file else nullcontext()
        self._commits, self._looks = GroupCommit(self.transaction), GroupReading(self.reading)

    @contextmanager
    def transaction(self) -> Iterator[Transaction]:
        """Open a transaction that writes: committed (and on the disk) at the end, rolled back by an exception."""
        with self._turn, self._writers.begin() as connection:
            yield Transaction(connection, self._clock)

    @contextmanager
    def reading(self) -> Iterator[Transaction]:
        """Open a connection that can only read; each statement sees what was committed when it began."""
        with self._readers.connect() as connection:
            yield Transaction(connection, self._clock)

    def together(self, verb: Callable[[Transaction], Result], *, order: tuple[str, ...] = ()) -> Future[Result]:
        """Run ``verb`` in a transaction that it may share with others; its future ends when that is on the disk.

        What the verb raises undoes it alone. ``order`` names the rows that it locks.
        """
        return self._commits.ask(verb, order=order)

    def look(self, verb: Callable[[Transaction], Result]) -> Future[Result]:
        """Run ``verb``, which reads few rows by their keys, on a connection that it shares with whoever waits too."""
        return self._looks.ask(verb)

    @contextmanager
    def glancing(self) -> Iterator[Transaction]:
        """Open a connection as ``reading`` does that on a file never waits, for a look at few rows by their keys.

        Raises:
            sqlalchemy.exc.DBAPIError: somebody holds the whole file, as a recovery does; ``reading`` would wait for it.
        """
        with self._glances.connect() as connection:
            yield Transaction(connection, self._clock)

    @contextmanager
    def snapshot(self) -> Iterator[Transaction]:
        """Open a connection that only reads and sees one instant, however long that takes."""
        with self._readers.connect() as connection:
            take_time(connection)
            connection.exec_driver_sql(_ONE_INSTANT[connection.dialect.name])
            try:
                yield Transaction(connection, self._clock)
            finally:
                connection.invalidate()  # it has no limits any more

    @contextmanager
    def dedicated(self) -> Iterator[DBAPIConnection]:
        """Open a connection of the bare driver beside the pools, for whoever keeps one for long."""
        with closing(self._dial()) as connection:
            yield connection

    @property
    def is_file(self) -> bool:
        """Say whether it is SQLite: one file, and every process on it is on this machine."""
        return self._writers.dialect.name == "sqlite"

    def migrate(self) -> None:
        """Bring the tables to this version's form, in one transaction; at once when they already have it.

        Several processes may call this together: one works, the others wait and find it done.

        Raises:
            OperatorError: a newer version of Inbetween has changed this database, or it cannot be used at all.
        """
        try:
            with self.reading() as tx:
                if migrations.is_current(tx.connection):
                    return
            with self.transaction() as tx:
                migrations.upgrade(tx.connection)
            self._writers.dispose()  # the connection that migrated has no limits any more
        except DBAPIError as error:
            where, why = self._writers.url.render_as_string(hide_password=True), str(error.orig).partition("\n")[0]
            raise OperatorError(f"The database {where} cannot be used ({why}).") from error

    def check(self) -> None:
        """Commit something that changes nothing; raises whatever keeps the database from writing."""
        with self.transaction() as tx:
            tx.connection.exec_driver_sql(_TOUCH[tx.connection.dialect.name])

    def close(self) -> None:
        """Close every idle connection. Use nothing of this database afterwards."""
        self._commits.close()
        self._looks.close()
        self._glances.dispose()
        self._readers.dispose()
        self._writers.dispose()
