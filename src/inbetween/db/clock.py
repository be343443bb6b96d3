"""Where the house's time comes from: the database, so that every process agrees on when a lease ends."""

from typing import Protocol

from sqlalchemy import Connection

from inbetween.domain.clock import Millis

_NOW = {
    # julianday() holds whole milliseconds as a double of days; rounding gives them back exactly.
    "sqlite": "SELECT CAST(ROUND((julianday('now') - 2440587.5) * 86400000) AS INTEGER)",
    # clock_timestamp() goes on inside a transaction; now() would stand at its start, before any lock was waited for.
    "postgresql": "SELECT CAST(FLOOR(EXTRACT(EPOCH FROM clock_timestamp()) * 1000) AS BIGINT)",
}


class Clock(Protocol):
    """Tells the instant of a transaction."""

    def read(self, connection: Connection) -> Millis:
        """Return the present instant, in milliseconds since the Unix epoch."""


class DatabaseClock:
    """The clock of the database server (or of this machine, when the database is SQLite)."""

    def read(self, connection: Connection) -> Millis:
        """Return the database's instant, read on ``connection``."""
        row = connection.exec_driver_sql(_NOW[connection.dialect.name]).one()
        return int(row[0])
