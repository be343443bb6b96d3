"""Is the database away, or was a statement wrong?"""

from sqlalchemy import exc

_AWAY = (exc.InterfaceError, exc.InternalError, exc.OperationalError, exc.TimeoutError)
"""What is raised when the server or the file does not do its work: gone, silent, full, read-only, locked, starting.

``InternalError`` is the driver's word for a PostgreSQL that only reads; ``TimeoutError`` means that no connection or no
turn to write was free in time."""


def is_outage(error: BaseException) -> bool:
    """Say whether the database did not do its work: the same statement may succeed when it does."""
    return isinstance(error, _AWAY) or in_doubt(error)


def in_doubt(error: BaseException) -> bool:
    """Say whether a transaction that ended with ``error`` may be committed all the same.

    Only where the connection broke: a COMMIT may have arrived whose answer did not. What its rows name must stay.
    """
    return isinstance(error, exc.DBAPIError) and error.connection_invalidated


def cause_of(error: exc.SQLAlchemyError) -> str:
    """Return the driver's own words in one line, for the log of an outage that may go on for hours."""
    return str(getattr(error, "orig", None) or error).partition("\n")[0]
