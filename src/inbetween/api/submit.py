"""The door between a dialect's body and the task row: the one transaction of a submit."""

from collections.abc import Sequence
from dataclasses import dataclass

from inbetween.accounts import rates
from inbetween.api import denials
from inbetween.api.front import Front
from inbetween.api.sources import Inline
from inbetween.catalog.accept import VideoRequest, accept
from inbetween.catalog.model import Model
from inbetween.db.database import Transaction
from inbetween.domain.errors import Fault, Refusal
from inbetween.domain.scope import Caller
from inbetween.domain.spec import VideoSpec
from inbetween.domain.task import Draft, Task
from inbetween.tasks import store


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """A body that a dialect has understood, and who sent it where."""

    caller: Caller
    request_id: str
    group: str
    model: Model
    request: VideoRequest
    inlines: tuple[Inline, ...]


def submit(front: Front, wish: Wish) -> Task:
    """Accept the wish and write it down as PENDING, or refuse it; a refused body spends no rate and leaves nothing.

    Raises:
        Refusal: every fault of the request (unless validation speaks late: then the task carries it).
        Denial: 429, the account submits faster than the model allows.
    """
    spec, refusal = _judge(front, wish)
    kept = {entry.inline_key for entry in spec.media} if spec else set()
    inlines = [inline for inline in wish.inlines if inline.object_key in kept]
    draft = Draft(
        scope=wish.caller.scope,
        key_id=wish.caller.key_id,
        request_id=wish.request_id,
        model=wish.model.name,
        group=wish.group,
        orig_prompt=wish.request.prompt,
        spec=spec,
        refusal=refusal,
    )
    try:
        for inline in inlines:
            front.objects.put(inline.object_key, inline.content)
        with front.database.transaction() as tx:
            if front.rates:
                _spend(tx, wish)
            task = store.submit(tx, draft)
    except BaseException:
        _remove(front, inlines)
        raise
    front.wake.ring()
    return task


def _judge(front: Front, wish: Wish) -> tuple[VideoSpec | None, Fault | None]:
    """Return what was promised, or, when validation speaks late, what the task will fail with."""
    try:
        return accept(wish.model, wish.request, abilities=front.abilities, draw_seed=front.draw_seed), None
    except Refusal as refusal:
        if front.validation == "early":
            raise
        return None, Fault(refusal.code, refusal.message)


def _spend(tx: Transaction, wish: Wish) -> None:
    scope = wish.caller.scope
    per_second = wish.model.rate(scope.region).submits_per_second
    wait = rates.spend(tx, scope=scope, model=wish.model.name, per_second=per_second, burst=per_second)
    if wait is not None:
        raise denials.too_often(wait)


def _remove(front: Front, inlines: Sequence[Inline]) -> None:
    for inline in inlines:
        front.objects.remove(inline.object_key)
