"""How many tasks of all scopes there are, what runs and what has just ended: for gauges and for the operator's eyes."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import func, select, text

from inbetween.db.database import Transaction
from inbetween.db.schema import LEASED, LIVE, tasks
from inbetween.domain.clock import Millis
from inbetween.domain.task import ANYBODYS, Status, Task
from inbetween.tasks import workers
from inbetween.tasks.row import from_row


@dataclass(frozen=True, slots=True, kw_only=True)
class Queue:
    """The tasks that have not ended. ``oldest_age`` is the age of the longest waiting one in milliseconds, else 0.

    ``stranded`` counts those that wait for an offer which no living worker serves, by the offer's name.
    """

    waiting: int
    running: int
    oldest_age: Millis
    stranded: Mapping[str, int]


def queue(tx: Transaction) -> Queue:
    """Count the tasks that wait and run."""
    counted = select(tasks.c.offer, tasks.c.status, func.count(), func.min(tasks.c.submitted_at)).where(text(LIVE))
    found = tx.connection.execute(counted.group_by(tasks.c.offer, tasks.c.status)).all()
    waiting = {offer: (count, since) for offer, state, count, since in found if state == Status.PENDING.value}
    served = frozenset[str]([ANYBODYS]).union(*workers.served(tx).values())
    oldest = min((since for _, since in waiting.values()), default=tx.now)
    return Queue(
        waiting=sum(count for count, _ in waiting.values()),
        running=sum(count for _, state, count, _ in found if state == Status.RUNNING.value),
        oldest_age=max(tx.now - oldest, 0),  # a waiting row may be younger than this transaction's instant
        stranded={offer: count for offer, (count, _) in sorted(waiting.items()) if offer not in served},
    )


def running(tx: Transaction, *, limit: int) -> list[Task]:
    """Return up to ``limit`` tasks that run, the first submitted first."""
    chosen = select(tasks).where(text(LEASED))
    return [from_row(row) for row in tx.connection.execute(chosen.order_by(tasks.c.submitted_at).limit(limit))]


def ended_since(tx: Transaction, instant: Millis) -> Mapping[Status, int]:
    """Count the tasks that have ended since ``instant`` and can still be found, by how they ended."""
    counted = select(tasks.c.status, func.count()).where(tasks.c.ended_at >= instant).group_by(tasks.c.status)
    return {Status(status): count for status, count in tx.connection.execute(counted)}


def last_ended(tx: Transaction, *, limit: int) -> list[Task]:
    """Return up to ``limit`` tasks that have ended, the last to end first."""
    newest = select(tasks).where(tasks.c.ended_at.is_not(None)).order_by(tasks.c.ended_at.desc()).limit(limit)
    return [from_row(row) for row in tx.connection.execute(newest)]
