"""Write a task down, with the bytes that come with it: everything, or nothing that stays."""

from collections.abc import Callable, Mapping
from contextlib import suppress
from typing import Protocol, TypeAlias

from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from inbetween.api.entry import Entry, Submitted
from inbetween.api.rows import look, write
from inbetween.api.threads import Threads
from inbetween.db.database import Database
from inbetween.db.outage import in_doubt
from inbetween.domain.errors import Denial
from inbetween.domain.task import Status
from inbetween.storage.objects import Objects
from inbetween.tasks import store

Inputs: TypeAlias = Mapping[str, Callable[[], bytes]]
"""Object keys, and what reads the bytes of each, in a thread."""


class Rooms(Protocol):
    """Where rows and objects are kept, and the threads that wait for them."""

    @property
    def database(self) -> Database:
        """The rows."""

    @property
    def objects(self) -> Objects:
        """The objects."""

    @property
    def threads(self) -> Threads:
        """The threads."""


async def enrol(rooms: Rooms, entry: Entry, inputs: Inputs) -> Submitted:
    """Keep ``inputs``, then write the task that names them; whatever refuses it leaves neither.

    A task that repeats an earlier one is answered with that one, and leaves nothing of its own either.

    Raises:
        Denial: what is against the entry (``Entry.enter``).
        SQLAlchemyError: the database does not work; the task may be there all the same where nobody knows.
    """
    try:
        await _keep(rooms, inputs)
        submitted = await _write(rooms, entry)
    except Exception as error:
        if not in_doubt(error):  # what a task may name stays; if there is none, it is swept
            await _remove(rooms, inputs)
        raise
    if submitted.task_id != entry.task_id:
        await _remove(rooms, inputs)
    return submitted


async def _write(rooms: Rooms, entry: Entry) -> Submitted:
    """Write the task, in one transaction with everything that could still be against it."""
    try:
        end = await write(rooms.database, entry.enter, order=entry.order)
    except DBAPIError:
        # A connection can break between the commit and its answer: the task is there, and a 503 would double it.
        if not await _is_written(rooms, entry):
            raise
        return Submitted(task_id=entry.task_id, status=Status.PENDING)
    if isinstance(end, Denial):
        raise end
    return end


async def _is_written(rooms: Rooms, entry: Entry) -> bool:
    """Say whether the task is there; a database that does not say so now leaves the first error standing."""
    with suppress(SQLAlchemyError):
        found = await look(rooms.database, lambda tx: store.find(tx, entry.draft.scope, entry.task_id))
        return found is not None
    return False


async def _keep(rooms: Rooms, inputs: Inputs) -> None:
    for key, read in inputs.items():
        await rooms.threads.files(_put, rooms.objects, key, read)


def _put(objects: Objects, key: str, read: Callable[[], bytes]) -> None:
    objects.put(key, read())


async def _remove(rooms: Rooms, inputs: Inputs) -> None:
    with suppress(OSError):  # what stays is swept; a store that is silent is not waited for once per picture
        for key in inputs:
            await rooms.threads.files(rooms.objects.remove, key)
