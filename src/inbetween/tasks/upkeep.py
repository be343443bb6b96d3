"""What is done to tasks of every scope: by the janitor, and by who moves them to another place."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import and_, select, text, update

from inbetween.db.database import Transaction
from inbetween.db.schema import LEASED, tasks, workers
from inbetween.domain.clock import Millis
from inbetween.domain.spec import INLINE
from inbetween.domain.task import Status
from inbetween.tasks.row import UNTOLD, read_spec

_FAR_LEASES = 10
"""So many leases ahead is far: workers may have leases of different lengths, and none here is ten times another."""


def status(tx: Transaction, task_id: str) -> Status | None:
    """Return the state of a task, or ``None`` when there is no such row."""
    found = tx.connection.execute(select(tasks.c.status).where(tasks.c.id == task_id)).scalar_one_or_none()
    return None if found is None else Status(found)


def results(tx: Transaction, task_id: str) -> tuple[Status | None, str | None]:
    """Return the state of a task and the object key of its video; ``None`` for what there is not."""
    found = tx.connection.execute(select(tasks.c.status, tasks.c.object_key).where(tasks.c.id == task_id)).one_or_none()
    return (Status(found.status), found.object_key) if found else (None, None)


def needs(row: Mapping[str, Any]) -> list[str]:
    """Return the object keys without which a row of ``tasks``, of any revision, would promise what is not there."""
    if row["status"] == Status.SUCCEEDED:
        return [row["object_key"]]
    spec = read_spec(row["spec"]) if row["status"] in (Status.PENDING, Status.RUNNING) else None
    return [entry.inline_key for entry in spec.media if entry.inline_key] if spec else []


def give_back_all(tx: Transaction) -> None:
    """Give every running task back, without a strike: whoever ran it is not where these rows have come to."""
    values = {"status": Status.PENDING.value, "worker": None, "lease_until": None, **UNTOLD}
    tx.connection.execute(update(tasks).where(text(LEASED)).values(values))


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
