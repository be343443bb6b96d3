"""What we know of a task beyond the vendor's answer: who made it, how, and how well."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from pydantic import BaseModel, Field
from starlette.requests import Request
from starlette.responses import Response

from inbetween.api import auth, denials, edge
from inbetween.api.answers import rendered
from inbetween.api.errors import request_id_of
from inbetween.api.files import ObjectAnswer
from inbetween.api.front import Front, front_of
from inbetween.db.database import Transaction
from inbetween.domain.clock import HOUR, Millis
from inbetween.domain.spec import ShotType, VideoSpec
from inbetween.domain.task import Status, Task
from inbetween.storage.names import preview_key
from inbetween.tasks import store

_PROMISED = (
    *("resolution", "seconds", "fps", "seed", "prompt", "negative_prompt", "effect", "shot_type", "sound"),
    *("prompt_extend", "watermark"),
)
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


class TaskDetails(BaseModel):
    """A task in full. Times are ISO 8601 in UTC; a field that is not known yet is absent."""

    request_id: str
    task_id: str
    status: Status
    model: str
    engine: str
    attempt: int
    retry_of: str | None = Field(None, description="The ended task that this one does again.")
    stage: str | None = None
    progress: float = Field(description="0 to 1")
    expected_at: str | None = Field(
        None,
        description="When the video is expected, from what such videos took on that machine and from this one's own "
        "pace. Absent while neither tells, and when it has passed.",
    )
    submitted_at: str
    scheduled_at: str | None = None
    ended_at: str | None = None
    expires_at: str | None = Field(None, description="When row and video go; absent means never, once it has ended.")
    resolution: str | None = None
    seconds: int | None = None
    fps: int | None = None
    seed: int | None = None
    prompt: str | None = Field(None, description="As the engine was given it, cut to the model's limit.")
    negative_prompt: str | None = None
    effect: str | None = Field(None, description="Takes the prompt's place.")
    shot_type: ShotType | None = None
    sound: bool | None = Field(None, description="Whether the video should be heard.")
    prompt_extend: bool | None = None
    watermark: bool | None = None
    code: str | None = None
    message: str | None = None
    video_url: str | None = None
    preview_url: str | None = None
    plan: Mapping[str, Any] | None = Field(None, description="What the prompt was read to direct, once it has ended.")
    measurements: Mapping[str, Any] | None = Field(
        None,
        description="Of the video: its offer, an engine or weights by the operator's name; size, frames; rectangles "
        "shown of the pictures [x, y, width, height]; errors of the "
        "end frames against them; how much and how evenly it moves; warnings, by word, where it stands still, "
        "jumps or misses an end frame; seconds per stage; notes.",
    )


async def details(request: Request) -> Response:
    """Tell everything about one task."""
    front = front_of(request)
    task, now = await front.threads.reads(_look_up, front, request, auth.bearer(request))
    shown = await front.threads.files(_is_shown, front, task)  # a store that is away holds up no look-up of rows
    return _details(front, request, task, now=now, shown=shown)


async def preview(request: Request) -> Response:
    """Serve the latest picture of a task: of a frame on the way, or of the finished video."""
    front = front_of(request)
    task, _ = await front.threads.reads(_look_up, front, request, auth.bearer(request))
    return ObjectAnswer(request, preview_key(task.id))


def _is_shown(front: Front, task: Task) -> bool:
    """Say whether there is a preview; while nobody can tell there is none."""
    try:
        return front.objects.size(preview_key(task.id)) is not None
    except OSError:
        return False


def _details(front: Front, request: Request, task: Task, *, now: Millis, shown: bool) -> Response:
    base, video, picture = edge.public_base(request, front), task.object_key, preview_key(task.id)
    engine = task.engine or front.offers.of_task(task).engine
    answer = TaskDetails(
        request_id=request_id_of(request),
        task_id=task.id,
        status=task.status,
        model=task.model,
        engine=engine,
        attempt=task.attempt,
        retry_of=task.retry_of,
        stage=task.stage,
        progress=task.progress,
        expected_at=_iso_or_none(task.expected_at if task.left(now) else None),
        submitted_at=_iso(task.submitted_at),
        scheduled_at=_iso_or_none(task.scheduled_at),
        ended_at=_iso_or_none(task.ended_at),
        expires_at=_iso_or_none(task.expires_at),
        code=task.code,
        message=task.message,
        video_url=video and front.signer.sign(base, video, task.expires_at),
        preview_url=front.signer.sign(base, picture, _preview_end(task, now)) if shown else None,
        **_measured(task.measurements),
        **_promised(task.spec),
    )
    return rendered(answer, engine)


def _promised(spec: VideoSpec | None) -> dict[str, Any]:
    """Return the fields of a promise; there is none when validation speaks late."""
    return {name: getattr(spec, name) for name in _PROMISED} if spec else {}


def _measured(measurements: Mapping[str, Any] | None) -> dict[str, Any]:
    """Return what was measured, the plan apart."""
    if measurements is None:
        return {}
    rest = {name: value for name, value in measurements.items() if name != "plan"}
    return {"plan": measurements.get("plan"), "measurements": rest}


def _look_up(front: Front, request: Request, secret: str) -> tuple[Task, Millis]:
    """Return the caller's task and the present instant."""
    with front.database.reading() as tx:
        return _find(tx, front, request, secret), tx.now


def _find(tx: Transaction, front: Front, request: Request, secret: str) -> Task:
    """Return the caller's task.

    Raises:
        Denial: 404, our own addresses need not say UNKNOWN.
    """
    task_id: str = request.path_params["task_id"]
    task = store.find(tx, auth.admit(tx, front, secret).scope, task_id)
    if task is None:
        raise denials.no_task(task_id)
    return task


def _preview_end(task: Task, now: Millis) -> Millis | None:
    """Return until when a preview's URL is good: as long as the ended task, or an hour of a running one."""
    return now + HOUR if task.ended_at is None else task.expires_at


def _iso(instant: Millis) -> str:
    return (_EPOCH + timedelta(milliseconds=instant)).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def _iso_or_none(instant: Millis | None) -> str | None:
    return None if instant is None else _iso(instant)
