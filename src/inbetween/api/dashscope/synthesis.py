"""Create a task: the order of refusal, top to bottom (specification section 2)."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import TypeAlias

from starlette.requests import Request
from starlette.responses import Response

from inbetween.api import auth, denials, edge
from inbetween.api.dashscope import replies, shapes
from inbetween.api.errors import request_id_of
from inbetween.api.front import Front, front_of
from inbetween.api.submit import Submitted, Wish, submit
from inbetween.catalog.model import MEBIBYTE
from inbetween.domain.scope import Caller
from inbetween.storage import uploads
from inbetween.tasks.replays import Repeatable

Endpoint: TypeAlias = Callable[[Request], Awaitable[Response]]

_LARGE = MEBIBYTE // 4


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
        body = await edge.read_body(request, front.body_limit)  # 413, when no length was announced
        request_id = request_id_of(request)
        arrival = Arrival(caller=caller, request_id=request_id, group=group, body=body, replay_key=replay_key)
        thread = front.threads.bodies if len(body) > _LARGE else front.threads.writes
        return replies.created(await thread(_create, front, arrival), request_id, front.engine)

    return create


def _create(front: Front, arrival: Arrival) -> Submitted:
    body = shapes.parse(arrival.body)  # 400, not JSON
    model = shapes.model_of(body)  # 400, no such model
    if front.strict_paths and model.group != arrival.group:
        raise denials.wrong_path()  # 400
    shape = shapes.read(body, model, has_upload=_known_uploads(front, arrival.caller, model.identity))
    wish = Wish(
        caller=arrival.caller,
        request_id=arrival.request_id,
        group=arrival.group,
        model=model,
        request=shape.request,
        inlines=shape.inlines,
        repeatable=Repeatable.of(arrival.replay_key, arrival.body) if arrival.replay_key else None,
    )
    return submit(front, wish)  # 400 with every fault of the body, then the replay, then 429


def _known_uploads(front: Front, caller: Caller, model: str) -> Callable[[str], bool]:
    """Return whether an upload may be used by this caller with this model."""

    def has_upload(wire_key: str) -> bool:
        with front.database.reading() as tx:
            return uploads.find(tx, caller.scope, wire_key, model) is not None

    return has_upload
