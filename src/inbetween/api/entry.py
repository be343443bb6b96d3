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
    """The task that answers a wish, and its present status: ``None`` when its row is gone."""

    task_id: str
    status: Status | None


def enter(
    tx: Transaction,
    draft: Draft,
    *,
    task_id: str,
    repeatable: Repeatable | None,
    rated: bool,
    denial: Denial | None = None,
) -> Submitted | Denial:
    """Write the task as PENDING; or return the one that its key was used for first, or, with nothing written, a denial.

    That is that the key belongs to another body, ``denial``, if there is one, or, where submits are ``rated``, that the
    account submits too fast. It is returned and not raised: who raises has everybody's commit undone with his own.
    """
    if first := _first_use(tx, draft, repeatable, task_id):
        return first
    refusal = denials.rehearsed(denial) if denial else _spend(tx, draft) if rated else None
    if refusal is None:
        store.submit(tx, draft, task_id=task_id)
    elif repeatable:
        replays.give_back(tx, draft.scope, repeatable, task_id=task_id)
    return refusal or Submitted(task_id=task_id, status=Status.PENDING)


def _first_use(tx: Transaction, draft: Draft, repeatable: Repeatable | None, task_id: str) -> Submitted | Denial | None:
    """Return the task of an earlier call with the same key, or take the key for ``task_id``."""
    first = replays.use(tx, draft.scope, repeatable, task_id=task_id) if repeatable else None
    if first is None:
        return None
    if not first.same_body:
        return denials.replay_of_another_body()
    task = store.find(tx, draft.scope, first.task_id)
    return Submitted(task_id=first.task_id, status=task.status if task else None)


def _spend(tx: Transaction, draft: Draft) -> Denial | None:
    """Take one submit out of the account's rate, or say what is against it; then nothing was written."""
    model = MODELS[draft.model]
    rate = model.rate(draft.scope.region)
    if rate is None:
        return None
    per_second = rate.submits_per_second
    wait = rates.spend(tx, scope=draft.scope, model=model.identity, per_second=per_second, burst=per_second)
    return None if wait is None else denials.too_often(wait)
