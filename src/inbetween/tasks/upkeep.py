"""What the janitor asks about tasks of every scope, before it removes what they have left."""

from sqlalchemy import and_, select, text, update

from inbetween.db.database import Transaction
from inbetween.db.schema import LEASED, tasks, workers
from inbetween.domain.clock import Millis
from inbetween.domain.spec import INLINE
from inbetween.domain.task import Status
from inbetween.tasks.row import read_spec

_FAR_LEASES = 10
"""So many leases ahead is far: workers may have leases of different lengths, and none here is ten times another."""


def status(tx: Transaction, task_id: str) -> Status | None:
    """Return the state of a task, or ``None`` when there is no such row."""
    found = tx.connection.execute(select(tasks.c.status).where(tasks.c.id == task_id)).scalar_one_or_none()
    return None if found is None else Status(found)


def video(tx: Transaction, task_id: str) -> str | None:
    """Return the object key of a task's video, or ``None`` when it has none."""
    return tx.connection.execute(select(tasks.c.object_key).where(tasks.c.id == task_id)).scalar_one_or_none()


def cut_leases(tx: Transaction, *, lease: Millis) -> None:
    """Shorten leases, and signs of life, that end far later than any that begins now: the clock was set back meanwhile.

    A worker that lives renews them as ever. One that died must not hold its task, or seem to live, for as long as the
    clock was ahead.
    """
    far, until = tx.now + _FAR_LEASES * lease, tx.now + lease
    held = and_(text(LEASED), tasks.c.lease_until > far)
    tx.connection.execute(update(tasks).where(held).values(lease_until=until))
    tx.connection.execute(update(workers).where(workers.c.alive_until > far).values(alive_until=until))


def inline_inputs(tx: Transaction) -> set[str]:
    """Return the object keys of every task's inline inputs."""
    specs = tx.connection.execute(select(tasks.c.spec).where(tasks.c.spec.contains(INLINE))).scalars()
    keys = (entry.inline_key for spec in map(read_spec, specs) if spec for entry in spec.media)
    return {key for key in keys if key}
