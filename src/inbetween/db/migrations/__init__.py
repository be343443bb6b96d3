"""How the tables came to be, and how an older database becomes a present one."""

from pathlib import Path

from sqlalchemy import Connection, inspect

from inbetween.db.postgresql import take_time
from inbetween.domain.errors import OperatorError

HEAD = "0005"
"""The newest revision under ``versions``. Known here so that a start need not load alembic to see that all is well."""

_LOCK = 0x1B37_0001


def is_current(connection: Connection) -> bool:
    """Say whether the tables have the form that this version works with."""
    return stored_revision(connection) == HEAD


def upgrade(connection: Connection, revision: str = HEAD) -> None:
    """Apply the missing revisions, up to ``revision``, inside the transaction that ``connection`` is in.

    Raises:
        OperatorError: the stored revision, or the one that is wanted, is none of ours.
    """
    if connection.dialect.name == "postgresql":  # On SQLite the transaction itself is the lock.
        take_time(connection)
        connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_LOCK})")
    if stored_revision(connection) == revision:
        return
    # Not at the top: alembic costs a third of a second that a start with current tables need not pay.
    from alembic import command
    from alembic.config import Config
    from alembic.util import CommandError

    config = Config(attributes={"connection": connection})
    config.set_main_option("script_location", str(Path(__file__).parent).replace("%", "%%"))
    try:
        command.upgrade(config, revision)
    except CommandError as error:
        unknown = stored_revision(connection) or revision
        raise OperatorError(
            f"The database has revision {unknown}, which this version does not know;"
            " install the newer Inbetween that wrote it."
        ) from error


def stored_revision(connection: Connection) -> str | None:
    """Return the revision of the tables, or ``None`` when there are none of ours."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    row = connection.exec_driver_sql("SELECT version_num FROM alembic_version").first()
    return None if row is None else str(row[0])
