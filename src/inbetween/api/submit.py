"""The door between a dialect's body and the task row: the one transaction of a submit."""

from dataclasses import dataclass, replace
from functools import partial

import structlog

from inbetween.api.enrol import enrol
from inbetween.api.entry import Entry, Submitted
from inbetween.api.front import Front
from inbetween.api.news import tell
from inbetween.api.sources import Inline
from inbetween.catalog.accept import VideoRequest, accept
from inbetween.catalog.model import Model
from inbetween.domain.clock import new_id
from inbetween.domain.errors import Fault, Refusal
from inbetween.domain.rehearsal import Directive, directive_of
from inbetween.domain.scope import Caller
from inbetween.domain.spec import VideoSpec
from inbetween.domain.task import ANYBODYS, Draft
from inbetween.offers.offer import Offers
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
    inputs = {inline.object_key: inline.read for inline in wish.inlines if inline.object_key in kept}
    draft = _draft(wish, spec, refusal, offers=front.offers)
    entry = Entry(
        task_id=new_id(),
        draft=draft,
        repeatable=wish.repeatable,
        rated=front.rates,
        denial=directive.denial,
    )
    submitted = await enrol(front, entry, inputs)
    if submitted.task_id == entry.task_id:
        front.meters.submitted(model=wish.model.name)
        _log.info(
            "task accepted",
            task_id=entry.task_id,
            request_id=wish.request_id,
            model=wish.model.name,
            key=wish.caller.key_id,
        )
    tell(front.wake.ring)
    return replace(submitted, engine=front.offers.of_task(draft).engine)


def _directive(front: Front, request: VideoRequest) -> Directive:
    """Read what the prompt asks of us, where callers may; elsewhere a prompt is nothing but words."""
    return directive_of(request.prompt, request.paths("prompt")) if front.rehearsals else Directive(request.prompt)


def _judge(front: Front, wish: Wish, directive: Directive) -> tuple[VideoSpec | None, Fault | None]:
    """Return what was promised, or, when validation speaks late, what the task will fail with."""
    request = _without(directive, wish.request)
    try:
        able = partial(front.offers.able, wish.model.name)
        spec = accept(wish.model, request, able=able, draw_seed=front.draw_seed)
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


def _draft(wish: Wish, spec: VideoSpec | None, refusal: Fault | None, *, offers: Offers) -> Draft:
    return Draft(
        scope=wish.caller.scope,
        key_id=wish.caller.key_id,
        request_id=wish.request_id,
        model=wish.model.name,
        group=wish.group,
        orig_prompt=wish.request.prompt and wish.request.prompt[:LONGEST_KEPT_PROMPT],
        spec=spec,
        refusal=refusal,
        offer=offers.of(wish.model.name, spec.need).name if spec else ANYBODYS,
    )
