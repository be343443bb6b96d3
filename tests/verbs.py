"""The store's verbs, each in a transaction of its own: what a test of the queue says in one word."""

from collections.abc import Collection

from sqlalchemy import func, select

from inbetween.accounts import ledger
from inbetween.db.database import Database
from inbetween.db.schema import usages
from inbetween.domain.clock import HOUR, SECOND, Millis, new_id
from inbetween.domain.scope import Scope
from inbetween.domain.task import Draft, Outcome, Success, Task
from inbetween.tasks import store
from tests.samples import DRAFT, SCOPE, SUCCESS

LEASE = 30 * SECOND
KEEP = 24 * HOUR
SERVED = ("tween", "still")
"""The offers of a worker without a model map, whichever engine it is told."""


class Queue:
    """A queue under test."""

    def __init__(self, database: Database) -> None:
        self.database = database

    def submit(self, draft: Draft = DRAFT) -> Task:
        """Submit a task."""
        task_id = new_id()
        with self.database.transaction() as tx:
            store.submit(tx, draft, task_id=task_id)
            task = store.find(tx, draft.scope, task_id)
        assert task is not None
        return task

    def claim(self, worker: str = "worker-1", *, serves: Collection[str] = SERVED) -> Task | None:
        """End the leases that are over, and claim whatever is next for anybody, or for what is served."""
        with self.database.transaction() as tx:
            store.lapse(tx)
            return store.claim(tx, worker=worker, serves=serves, lease=LEASE, keep=KEEP)

    def take(self, *, serves: Collection[str] = SERVED) -> Task:
        """Claim a task that must be there."""
        task = self.claim(serves=serves)
        assert task is not None
        return task

    def beat(self, task: Task, stage: str | None = "render", progress: float = 0.5, left: Millis | None = None) -> bool:
        """Renew the lease of an attempt."""
        with self.database.transaction() as tx:
            return store.beat(tx, task, lease=LEASE, stage=stage, progress=progress, left=left)

    def settle(self, task: Task, outcome: Outcome = SUCCESS, keep: Millis | None = KEEP) -> bool:
        """End an attempt, and write its usage as the worker does."""
        with self.database.transaction() as tx:
            settled = store.settle(tx, task, outcome, keep=keep)
            if settled and isinstance(outcome, Success):
                ledger.write(tx, task, outcome.usage)
            return settled

    def lapse(self, *dead: str) -> list[Task]:
        """End the leases that are over, and those of dead workers."""
        with self.database.transaction() as tx:
            return store.lapse(tx, dead=dead)

    def release(self, task: Task, *, strike: bool = False) -> bool:
        """Give an attempt back."""
        with self.database.transaction() as tx:
            return store.release(tx, task, strike="its child died" if strike else None)

    def cancel(self, task_id: str, scope: Scope = SCOPE, *, force: bool = False) -> bool:
        """Cancel a task."""
        with self.database.transaction() as tx:
            return store.cancel(tx, scope, task_id, keep=KEEP, force=force)

    def find(self, task_id: str, scope: Scope = SCOPE) -> Task | None:
        """Find a task."""
        with self.database.reading() as tx:
            return store.find(tx, scope, task_id)

    def see(self, task_id: str) -> Task:
        """Find a task that must be there."""
        task = self.find(task_id)
        assert task is not None
        return task

    def page(self, wanted: store.Wanted | None = None, scope: Scope = SCOPE) -> store.Page:
        """List tasks."""
        with self.database.reading() as tx:
            return store.page(tx, scope, wanted or store.Wanted())

    def usage_count(self) -> int:
        """Count the entries of the ledger."""
        with self.database.reading() as tx:
            return int(tx.connection.execute(select(func.count()).select_from(usages)).scalar_one())

    def forget_expired(self) -> list[str]:
        """Forget every task whose lifetime is over and return their ids."""
        with self.database.transaction() as tx:
            gone = [task.id for task in store.expired(tx, limit=100)]
            for task_id in gone:
                store.forget(tx, task_id)
            return gone
