"""Do an ended task again, at /inbetween/v1/tasks/{id}/retry."""

from pydantic import BaseModel, Field
from starlette.requests import Request
from starlette.responses import Response

from inbetween.api import auth, denials, edge
from inbetween.api.answers import rendered
from inbetween.api.entry import Submitted
from inbetween.api.errors import request_id_of
from inbetween.api.front import Front, front_of
from inbetween.api.news import tell
from inbetween.api.retry import Retrying
from inbetween.api.rows import look
from inbetween.domain.scope import Caller
from inbetween.domain.task import Status
from inbetween.tasks import store
from inbetween.tasks.replays import Repeatable


class Retried(BaseModel):
    """The task that does another one again."""

    request_id: str
    task_id: str
    status: Status | None = Field(None, description="Absent where an earlier retry is over.")
    retry_of: str


async def create(request: Request) -> Response:
    """Write a task with the promise of one that FAILED or was CANCELED. A body means nothing."""
    front = front_of(request)
    caller = await auth.authenticate(request)  # 401
    replay_key = edge.replay_key(request)  # 400
    submitted = await _retry(front, request, caller, replay_key)
    tell(front.wake.ring)
    return rendered(
        Retried(
            request_id=request_id_of(request),
            task_id=submitted.task_id,
            status=submitted.status,
            retry_of=request.path_params["task_id"],
        ),
        submitted.engine,
    )


async def _retry(front: Front, request: Request, caller: Caller, replay_key: str | None) -> Submitted:
    task_id: str = request.path_params["task_id"]
    task = await look(front.database, lambda tx: store.find(tx, caller.scope, task_id))
    if task is None:
        raise denials.no_task(task_id)
    retrying = Retrying(
        database=front.database,
        objects=front.objects,
        offers=front.offers,
        rated=front.rates,
        rehearsals=front.rehearsals,
        threads=front.threads,
    )
    repeatable = Repeatable.of(replay_key, f"retry {task_id}".encode()) if replay_key else None
    submitted = await retrying.retry(
        task, key_id=caller.key_id, request_id=request_id_of(request), repeatable=repeatable
    )
    front.meters.submitted(model=task.model)
    return submitted
