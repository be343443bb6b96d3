"""Create a task: the order of refusal, top to bottom (specification section 2)."""

from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass
from functools import partial
from typing import TypeAlias

from starlette.requests import Request
from starlette.responses import Response

from inbetween.api import auth, denials, edge
from inbetween.api.dashscope import replies, shapes
from inbetween.api.errors import request_id_of
from inbetween.api.front import Front, front_of
from inbetween.api.rows import look
from inbetween.api.submit import Wish, submit
from inbetween.catalog.model import Model
from inbetween.db.database import Transaction
from inbetween.domain.scope import Caller
from inbetween.storage import uploads
from inbetween.tasks.replays import Repeatable

Endpoint: TypeAlias = Callable[[Request], Awaitable[Response]]

_SMALL = 16 * 1024
"""Bytes of a body that is read at once: in 0.1 ms. Others are read in a thread, which takes as long to begin."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrival:
    """A whole body, who sent it and on which of the two paths."""

    caller: Caller
    request_id: str
    group: str
    body: bytes
    replay_key: str | None


def create_on(group: str) -> Endpoint:
    """Return the endpoint of the submit path ``group``. The router has answered 404 and 405 before it."""

    async def create(request: Request) -> Response:
        front = front_of(request)
        edge.check_length(request, front.body_limit)  # 413
        edge.check_content_type(request, edge.JSON)  # 415
        caller = await auth.authenticate(request)  # 401
        edge.check_asynchronous(request)  # 403
        replay_key = edge.replay_key(request)  # 400
        request_id = request_id_of(request)
        async with front.budget.room(edge.weight(request, front.body_limit)):  # 503
            body = await edge.read_body(request, front.body_limit)  # 413, when no length was announced
            arrival = Arrival(caller=caller, request_id=request_id, group=group, body=body, replay_key=replay_key)
            wish = await _wish(front, arrival)  # 400
            submitted = await submit(front, wish)  # 400, then the replay, then 429
            return replies.created(submitted, request_id)

    return create


async def _wish(front: Front, arrival: Arrival) -> Wish:
    """Read the body; where it names uploads, once more when it is known which of them there are.

    Raises:
        Denial: 400, the body is not JSON, or names no model of this path.
    """
    named: set[str] = set()

    def note(key: str) -> bool:
        named.add(key)
        return True

    wish = await _reading(front, arrival, note)
    if not named:
        return wish
    found = await look(front.database, partial(_found, arrival.caller, wish.model, named))
    return await _reading(front, arrival, found.__contains__)


async def _reading(front: Front, arrival: Arrival, has_upload: Callable[[str], bool]) -> Wish:
    if len(arrival.body) <= _SMALL:
        return _read(front, arrival, has_upload)
    return await front.threads.bodies(_read, front, arrival, has_upload)


def _read(front: Front, arrival: Arrival, has_upload: Callable[[str], bool]) -> Wish:
    body = shapes.parse(arrival.body)  # 400, not JSON
    model = shapes.model_of(body)  # 400, no such model
    if front.strict_paths and model.group != arrival.group:
        raise denials.wrong_path()  # 400
    shape = shapes.read(body, model, has_upload=has_upload)
    return Wish(
        caller=arrival.caller,
        request_id=arrival.request_id,
        group=arrival.group,
        model=model,
        request=shape.request,
        inlines=shape.inlines,
        repeatable=Repeatable.of(arrival.replay_key, arrival.body) if arrival.replay_key else None,
    )


def _found(caller: Caller, model: Model, named: Iterable[str], tx: Transaction) -> set[str]:
    """Return which of the uploads may be used by this caller with this model."""
    return {key for key in named if uploads.find(tx, caller.scope, key, model.identity)}
