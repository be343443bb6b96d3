"""What the operator sees of the tasks of every account."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select

from inbetween.db.database import Transaction
from inbetween.db.schema import tasks
from inbetween.domain.clock import Millis
from inbetween.domain.task import Status, Task
from inbetween.tasks.row import from_row

_SHOWN = (
    *("id", "account", "model", "status", "attempt", "strikes", "stage", "progress", "code"),
    *("submitted_at", "scheduled_at", "ended_at"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sought:
    """Which tasks to list: at most ``limit``, submitted not before the instant ``since``."""

    status: Status | None = None
    model: str | None = None
    account: str | None = None
    since: Millis | None = None
    limit: int = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A task in a list; the long columns of its row are not read for it."""

    id: str
    account: str
    model: str
    status: Status
    attempt: int
    strikes: int
    stage: str | None
    progress: float
    code: str | None
    submitted_at: Millis
    scheduled_at: Millis | None
    ended_at: Millis | None


def listing(tx: Transaction, sought: Sought) -> list[Entry]:
    """Return tasks, the newest first; those whose lifetime is over are there until they are swept."""
    wishes = ((tasks.c.status, sought.status), (tasks.c.model, sought.model), (tasks.c.account, sought.account))
    chosen = select(*(tasks.c[name] for name in _SHOWN)).where(
        *(column == wish for column, wish in wishes if wish is not None),
        *([] if sought.since is None else [tasks.c.submitted_at >= sought.since]),
    )
    newest = chosen.order_by(tasks.c.submitted_at.desc(), tasks.c.id.desc()).limit(sought.limit)
    return [Entry(**{**row, "status": Status(row["status"])}) for row in tx.connection.execute(newest).mappings()]


def named(tx: Transaction, beginning: str) -> Sequence[Task]:
    """Return the task whose id this is, else up to two whose ids begin with it."""
    exact = tx.connection.execute(select(tasks).where(tasks.c.id == beginning)).one_or_none()
    if exact:
        return [from_row(exact)]
    alike = select(tasks).where(tasks.c.id.startswith(beginning, autoescape=True)).limit(2)
    return [from_row(row) for row in tx.connection.execute(alike)]
