"""The only file that picks adapters and wires the rooms together."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from inbetween.db.database import Database
from inbetween.domain.errors import OperatorError
from inbetween.settings import Settings

if TYPE_CHECKING:
    from fastapi import FastAPI

    from inbetween.worker.loop import Worker


@dataclass(frozen=True, slots=True, kw_only=True)
class House:
    """A running installation. ``first_key`` is the secret of the key that was made because there was none."""

    api: "FastAPI"
    worker: "Worker"
    first_key: str | None

    def drain(self) -> None:
        """Claim nothing more; let the running task finish, or give it back."""
        self.worker.drain()


@contextmanager
def open_database(read: Settings) -> Iterator[Database]:
    """Open the database with its tables up to date.

    Raises:
        OperatorError: the data folder or the database cannot be used.
    """
    try:
        read.data.mkdir(parents=True, exist_ok=True)
        database = Database(read.database_url)
    except OSError as error:
        raise OperatorError(f"The data folder {read.data} cannot be used ({error.strerror}).") from error
    try:
        database.migrate()
        yield database
    finally:
        database.close()
