"""Every answer of the vendor's dialect: its form, and how a task is told in it (specification section 6)."""

from typing import Any, Literal

from pydantic import BaseModel, Field
from starlette.responses import Response

from inbetween.api.answers import rendered
from inbetween.api.dashscope.times import to_text
from inbetween.api.entry import Submitted
from inbetween.catalog.model import UsageField
from inbetween.catalog.models import MODELS
from inbetween.domain.clock import Millis
from inbetween.domain.task import Status, Task
from inbetween.domain.usage import Usage
from inbetween.storage.sign import Signer
from inbetween.tasks.store import Line


class TaskMetrics(BaseModel):
    """How many of the task's videos are done: kf2v tasks show it until they end."""

    TOTAL: int = 1
    SUCCEEDED: int = 0
    FAILED: int = 0


class TaskOutput(BaseModel):
    """A task. Times are ``YYYY-MM-DD HH:MM:SS.mmm`` in UTC+8; a field that does not apply is absent."""

    task_id: str
    task_status: Status | Literal["UNKNOWN"]
    submit_time: str | None = None
    scheduled_time: str | None = None
    end_time: str | None = None
    orig_prompt: str | None = None
    actual_prompt: str | None = None
    video_url: str | None = None
    task_metrics: TaskMetrics | None = None
    code: str | None = None
    message: str | None = None


class TaskUsage(BaseModel):
    """What a SUCCEEDED task is billed for, in whole numbers; each model has some of these fields (section 6.4)."""

    duration: int | None = Field(None, description="Billed seconds: the whole video.")
    video_duration: int | None = Field(None, description="The same, as older models call it.")
    input_video_duration: int | None = Field(None, description="Seconds of a given clip.")
    output_video_duration: int | None = Field(None, description="Seconds after it.")
    video_count: int | None = None
    SR: int | str | None = Field(None, description="480, 720, 1080; as text for PixVerse.")
    video_ratio: str | None = None
    ratio: str | None = None
    size: str | None = Field(None, description="WIDTH*HEIGHT")
    fps: int | None = None
    audio: bool | None = None
    shot_type: str | None = None


class TaskAnswer(BaseModel):
    """The answer to create (id and status only) and to query."""

    request_id: str
    output: TaskOutput
    usage: TaskUsage | None = None


class ListedTask(BaseModel):
    """A task in a list. Times are whole milliseconds since the epoch; ``end_time`` is absent while it is unfinished."""

    task_id: str
    status: Status
    model_name: str
    gmt_create: int
    start_time: int
    end_time: int | None = None
    region: str
    api_key_id: str
    caller_parent_id: str
    caller_uid: str
    request_id: str
    user_api_unique_key: str


class TaskList(BaseModel):
    """One page of tasks, newest first. ``tasks`` repeats ``data`` as the SDK's 2.x client reads it: as in a query."""

    request_id: str
    data: list[ListedTask]
    tasks: list[TaskOutput]
    total: int
    total_page: int
    page_no: int
    page_size: int


class Acknowledgement(BaseModel):
    """The answer to a cancel."""

    request_id: str


def created(submitted: Submitted, request_id: str) -> Response:
    """Answer a create call: 200, whatever other statuses would say, since the SDKs take no other."""
    output = TaskOutput(task_id=submitted.task_id, task_status=submitted.status or "UNKNOWN")
    return rendered(TaskAnswer(request_id=request_id, output=output), submitted.engine)


def unknown(task_id: str, request_id: str) -> Response:
    """Answer for an id that is not the caller's, never was, or is over: 200, as the vendor does."""
    return rendered(TaskAnswer(request_id=request_id, output=TaskOutput(task_id=task_id, task_status="UNKNOWN")))


def video_url(task: Task, signer: Signer, base: str) -> str | None:
    """Return the video's signed URL, whose end is the row's own: every poll gives the same one."""
    return task.object_key and signer.sign(base, task.object_key, task.expires_at)


def state(task: Task | Line) -> TaskOutput:
    """Tell the state of a task and when it changed."""
    return TaskOutput(
        task_id=task.id,
        task_status=task.status,
        submit_time=to_text(task.submitted_at),
        scheduled_time=_time(task.scheduled_at),
        end_time=_time(task.ended_at),
    )


def told(task: Task, request_id: str, url: str | None) -> TaskAnswer:
    """Tell a task in its present state."""
    output = state(task)
    match task.status:
        case Status.PENDING | Status.RUNNING if MODELS[task.model].family == "kf2v":
            output.task_metrics = TaskMetrics()
        case Status.FAILED:
            output.code, output.message = task.code, task.message
        case Status.SUCCEEDED:
            output.orig_prompt = task.orig_prompt or ""
            output.actual_prompt = _actual_prompt(task)
            output.video_url = url
    return TaskAnswer(request_id=request_id, output=output, usage=_usage(task))


def listed(line: Line) -> ListedTask:
    """Tell a task as one line of a list."""
    return ListedTask(
        task_id=line.id,
        status=line.status,
        model_name=line.model,
        gmt_create=line.submitted_at,
        start_time=line.submitted_at if line.scheduled_at is None else line.scheduled_at,
        end_time=line.ended_at,
        region=line.scope.region,
        api_key_id=line.key_id,
        caller_parent_id=line.scope.account,
        caller_uid=line.scope.account,
        request_id=line.request_id,
        user_api_unique_key=f"apikey:v1:aigc:{line.group}:video-synthesis:{line.model}",
    )


def _time(instant: Millis | None) -> str | None:
    return None if instant is None else to_text(instant)


def _actual_prompt(task: Task) -> str | None:
    """Return the rewritten prompt where the vendor gives it (section 11)."""
    extended = task.spec is not None and task.spec.prompt_extend
    return task.actual_prompt if extended and MODELS[task.model].gives_actual_prompt else None


def _usage(task: Task) -> TaskUsage | None:
    """Return the usage in the model's own form (section 6.4)."""
    if task.usage is None:
        return None
    model = MODELS[task.usage.model]
    told = _usage_fields(task, task.usage)
    if model.tier_as_text:
        told["SR"] = str(told["SR"])
    return TaskUsage(**{name: told[name] for name in model.usage})


def _usage_fields(task: Task, usage: Usage) -> dict[UsageField, Any]:
    """Return every field that some model's usage has."""
    measured = task.measurements or {}
    return {
        "duration": usage.seconds,
        "video_duration": usage.seconds,
        "input_video_duration": usage.input_seconds,
        "output_video_duration": usage.seconds - usage.input_seconds,
        "video_count": usage.videos,
        "SR": int(usage.resolution.removesuffix("P")),
        "video_ratio": "standard",
        "ratio": "adaptive",  # the default of the parameter, and all that a first frame allows
        "size": f"{measured.get('width')}*{measured.get('height')}",
        "fps": MODELS[usage.model].fps,
        "audio": usage.sound,
        "shot_type": task.spec.shot_type if task.spec else "single",
    }
