"""How a request reaches rows without holding up the others."""

from asyncio import wrap_future
from collections.abc import Callable
from contextlib import suppress
from typing import TypeVar

from sqlalchemy.exc import DBAPIError

from inbetween.db.database import Database, Transaction

Result = TypeVar("Result")


async def look(database: Database, verb: Callable[[Transaction], Result]) -> Result:
    """Look at a few rows by their keys: at once where they are in a file of this machine, else in a thread.

    On the file two look-ups take 0.05 ms, and no writer keeps a reader waiting. To hand them to a thread and their
    answer back takes longer than that.
    """
    if database.is_file:
        with suppress(DBAPIError), database.glancing() as tx:  # then somebody holds the file: a thread waits
            return verb(tx)
    return await wrap_future(database.look(verb))


async def write(database: Database, verb: Callable[[Transaction], Result], *, order: tuple[str, ...]) -> Result:
    """Run ``verb`` in a transaction that it may share, and return when that is on the disk."""
    return await wrap_future(database.together(verb, order=order))
