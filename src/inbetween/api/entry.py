"""The last things that stand between an accepted task and its row: an earlier use of its key, and the rate."""

from dataclasses import dataclass

from inbetween.accounts import rates
from inbetween.api import denials
from inbetween.catalog.models import MODELS
from inbetween.db.database import Transaction
from inbetween.domain.errors import Denial
from inbetween.domain.task import Draft, Status
from inbetween.tasks import replays, store
from inbetween.tasks.replays import Repeatable


@dataclass(frozen=True, slots=True, kw_only=True)
class Submitted:
    """The task that answers a wish, its present status (``None``: its row is gone), and the engine that it is for."""

    task_id: str
    status: Status | None
    engine: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A task that asks to be written.

    ``repeatable`` is the key that its caller gave it, ``rated`` says whether it spends the account's rate, and
    ``denial`` is what it is refused with where its caller rehearses that.
    """

    task_id: str
    draft: Draft
    repeatable: Repeatable | None = None
    rated: bool
    denial: Denial | None = None

    @property
    def order(self) -> tuple[str, ...]:
        """Return the names of the rows that it locks: its bucket, which aliases of a model share, and its key's use."""
        scope = self.draft.scope
        digest = self.repeatable.digest if self.repeatable else ""
        return scope.region, scope.account, MODELS[self.draft.model].identity, digest

    def enter(self, tx: Transaction) -> Submitted | Denial:
        """Write the task as PENDING; or return the one that its key was first used for, or a denial and write nothing.

        That is that the key belongs to another body, the one that is rehearsed, or that the account submits too fast.
        It is returned and not raised: who raises has everybody's commit undone with his own.
        """
        if first := self._first_use(tx):
            return first
        refusal = self._refusal(tx)
        if refusal is None:
            store.submit(tx, self.draft, task_id=self.task_id)
        elif self.repeatable:
            replays.give_back(tx, self.draft.scope, self.repeatable, task_id=self.task_id)
        return refusal or Submitted(task_id=self.task_id, status=Status.PENDING)

    def _first_use(self, tx: Transaction) -> Submitted | Denial | None:
        """Return the task of an earlier call with the same key, or take the key for this one."""
        if self.repeatable is None:
            return None
        first = replays.use(tx, self.draft.scope, self.repeatable, task_id=self.task_id)
        if first is None:
            return None
        if not first.same_body:
            return denials.replay_of_another_body()
        task = store.find(tx, self.draft.scope, first.task_id)
        return Submitted(task_id=first.task_id, status=task.status if task else None)

    def _refusal(self, tx: Transaction) -> Denial | None:
        """Take one submit out of the account's rate, or say what is against it; then nothing was written."""
        if self.denial:
            return denials.rehearsed(self.denial)
        model, scope = MODELS[self.draft.model], self.draft.scope
        rate = model.rate(scope.region) if self.rated else None
        if rate is None:
            return None
        per_second = rate.submits_per_second
        wait = rates.spend(tx, scope=scope, model=model.identity, per_second=per_second, burst=per_second)
        return None if wait is None else denials.too_often(wait)
