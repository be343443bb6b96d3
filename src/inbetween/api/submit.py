"""The door between a dialect's body and the task row: the one transaction of a submit."""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, replace

import structlog
from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from inbetween.api.entry import Submitted, enter
from inbetween.api.front import Front
from inbetween.api.news import tell
from inbetween.api.rows import look, write
from inbetween.api.sources import Inline
from inbetween.catalog.accept import VideoRequest, accept
from inbetween.catalog.model import Model
from inbetween.db.database import Transaction
from inbetween.db.outage import in_doubt
from inbetween.domain.clock import new_id
from inbetween.domain.errors import Denial, Fault, Refusal
from inbetween.domain.rehearsal import Directive, directive_of
from inbetween.domain.scope import Caller, Scope
from inbetween.domain.spec import VideoSpec
from inbetween.domain.task import Draft, Status
from inbetween.tasks import store
from inbetween.tasks.replays import Repeatable

LONGEST_KEPT_PROMPT = 20_000
"""Code points of a prompt that are kept for the answer: as many as any model reads. Every poll sends them."""

_log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """A body that a dialect has understood, and who sent it where."""

    caller: Caller
    request_id: str
    group: str
    model: Model
    request: VideoRequest
    inlines: tuple[Inline, ...]
    repeatable: Repeatable | None = None


async def submit(front: Front, wish: Wish) -> Submitted:
    """Accept the wish and write it down as PENDING, or refuse it; a refused body spends no rate and leaves nothing.

    A wish that repeats an earlier one is answered with the task of that one, spends no rate and leaves nothing either.

    Raises:
        Refusal: every fault of the request (unless validation speaks late: then the task carries it).
        Denial: 400, the key of a repeatable wish belongs to another body; 429, the account submits faster than the
            model allows; any, where callers may rehearse one and this wish asks for it.
    """
    directive = _directive(front, wish.request)
    spec, refusal = _judge(front, wish, directive)
    kept = {entry.inline_key for entry in spec.media} if spec else set()
    inlines = [inline for inline in wish.inlines if inline.object_key in kept]
    task_id = new_id()
    try:
        await _keep(front, inlines)
        submitted = await _write(front, wish, _draft(wish, spec, refusal), task_id=task_id, denial=directive.denial)
    except Exception as error:
        if not in_doubt(error):  # what a task may name stays; if there is none, it is swept
            await _remove(front, inlines)
        raise
    if submitted.task_id == task_id:
        front.meters.submitted(model=wish.model.name)
        _log.info(
            "task accepted", task_id=task_id, request_id=wish.request_id, model=wish.model.name, key=wish.caller.key_id
        )
    else:
        await _remove(front, inlines)
    tell(front.wake.ring)
    return submitted


def _directive(front: Front, request: VideoRequest) -> Directive:
    """Read what the prompt asks of us, where callers may; elsewhere a prompt is nothing but words."""
    return directive_of(request.prompt, request.paths("prompt")) if front.rehearsals else Directive(request.prompt)


def _judge(front: Front, wish: Wish, directive: Directive) -> tuple[VideoSpec | None, Fault | None]:
    """Return what was promised, or, when validation speaks late, what the task will fail with."""
    request = _without(directive, wish.request)
    try:
        spec = accept(wish.model, request, abilities=front.abilities, draw_seed=front.draw_seed)
        return replace(spec, rehearsal=directive.rehearsal), None
    except Refusal as refusal:
        if front.validation == "early":
            raise
        return None, Fault(refusal.code, refusal.message)


def _without(directive: Directive, request: VideoRequest) -> VideoRequest:
    """Return the request as it is without its directive; a prompt that held nothing else counts as read."""
    unread = {"prompt"} if request.prompt and not directive.prompt else set()
    found = (*request.faults, *directive.faults)
    return replace(request, prompt=directive.prompt, faults=found, unread=request.unread | unread)


def _draft(wish: Wish, spec: VideoSpec | None, refusal: Fault | None) -> Draft:
    return Draft(
        scope=wish.caller.scope,
        key_id=wish.caller.key_id,
        request_id=wish.request_id,
        model=wish.model.name,
        group=wish.group,
        orig_prompt=wish.request.prompt and wish.request.prompt[:LONGEST_KEPT_PROMPT],
        spec=spec,
        refusal=refusal,
    )


async def _write(front: Front, wish: Wish, draft: Draft, *, task_id: str, denial: Denial | None) -> Submitted:
    """Write the task, in one transaction with everything that could still be against it."""

    def verb(tx: Transaction) -> Submitted | Denial:
        return enter(tx, draft, task_id=task_id, repeatable=wish.repeatable, rated=front.rates, denial=denial)

    try:
        end = await write(front, verb, order=(draft.scope.account, draft.model))
    except DBAPIError:
        # A connection can break between the commit and its answer: the task is there, and a 503 would double it.
        if not await _is_written(front, draft.scope, task_id):
            raise
        return Submitted(task_id=task_id, status=Status.PENDING)
    if isinstance(end, Denial):
        raise end
    return end


async def _is_written(front: Front, scope: Scope, task_id: str) -> bool:
    """Say whether the task is there; a database that does not say so now leaves the first error standing."""
    with suppress(SQLAlchemyError):
        return await look(front, lambda tx: store.find(tx, scope, task_id)) is not None
    return False


async def _keep(front: Front, inlines: Sequence[Inline]) -> None:
    for inline in inlines:
        await front.threads.files(front.objects.put, inline.object_key, inline.content)


async def _remove(front: Front, inlines: Sequence[Inline]) -> None:
    with suppress(OSError):  # what stays is swept; a store that is silent is not waited for once per picture
        for inline in inlines:
            await front.threads.files(front.objects.remove, inline.object_key)
