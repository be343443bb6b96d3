"""Hand a finished video over to the objects, and take one back that nobody will settle."""

from pathlib import Path

import structlog

from inbetween.domain import faults
from inbetween.domain.errors import TaskFailure
from inbetween.domain.task import Success, Task
from inbetween.domain.usage import Usage
from inbetween.storage import names
from inbetween.storage.objects import Objects
from inbetween.worker.order import Made, Order

_log = structlog.get_logger()


def deliver(task: Task, order: Order, made: Made, objects: Objects) -> Success:
    """Keep the video, and its preview if it has one, and say what the task came to.

    Raises:
        TaskFailure: the object store does not take it.
    """
    key = names.result_key(task.id, task.attempt)
    try:
        # Where the order put it, not where the answer says: a child that a picture has taken over names any file.
        objects.keep(key, order.video)
    except OSError as error:
        raise TaskFailure.of(faults.not_stored()) from error
    keep_preview(task, order.preview, objects)
    spec = order.spec
    if made.warnings:
        _log.warning("video is not as it should be", task_id=task.id, warnings=sorted(made.warnings))
    measurements = made.to_json()
    del measurements["path"]
    if order.plan:
        measurements["plan"] = order.plan.to_json()
    return Success(
        object_key=key,
        usage=Usage(
            model=spec.model,
            resolution=spec.resolution,
            seconds=spec.seconds,
            input_seconds=round(made.clip_seconds),
            sound=made.sound,
        ),
        engine=made.engine,
        actual_prompt=(spec.prompt or None) if spec.prompt_extend else None,
        measurements=measurements,
    )


def keep_preview(task: Task, preview: Path, objects: Objects) -> None:
    """Keep the newest preview, if it was not kept already; no task fails for want of one."""
    try:
        objects.keep(names.preview_key(task.id), preview)
    except FileNotFoundError:
        return
    except OSError:
        _log.warning("preview not stored", task_id=task.id, exc_info=True)


def withdraw(success: Success, objects: Objects) -> None:
    """Remove the video of an attempt that lost its task; the janitor takes what cannot be removed now."""
    try:
        objects.remove(success.object_key)
    except OSError:
        _log.warning("result not removed", key=success.object_key, exc_info=True)
