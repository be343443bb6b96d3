"""What the janitor asks about tasks of every scope, before it removes what they have left."""

from sqlalchemy import select

from inbetween.db.database import Transaction
from inbetween.db.schema import tasks
from inbetween.domain.spec import INLINE
from inbetween.domain.task import Status
from inbetween.tasks.row import read_spec


def status(tx: Transaction, task_id: str) -> Status | None:
    """Return the state of a task, or ``None`` when there is no such row."""
    found = tx.connection.execute(select(tasks.c.status).where(tasks.c.id == task_id)).scalar_one_or_none()
    return None if found is None else Status(found)


def inline_inputs(tx: Transaction) -> set[str]:
    """Return the object keys of every task's inline inputs."""
    specs = tx.connection.execute(select(tasks.c.spec).where(tasks.c.spec.contains(INLINE))).scalars()
    keys = (entry.inline_key for spec in map(read_spec, specs) if spec for entry in spec.media)
    return {key for key in keys if key}
