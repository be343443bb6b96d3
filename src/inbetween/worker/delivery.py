"""Hand a finished video over to the objects, and take one back that nobody will settle."""

import errno
import os
import stat
import time
from collections.abc import Callable
from itertools import chain, repeat
from pathlib import Path

import structlog

from inbetween.domain import faults
from inbetween.domain.errors import Cancelled, ChildLost, TaskFailure
from inbetween.domain.task import Success, Task
from inbetween.domain.usage import Usage
from inbetween.storage import names
from inbetween.storage.objects import Objects
from inbetween.worker.order import Made, Order

_log = structlog.get_logger()

PATIENCE_SECONDS = 86_400.0
"""How long a finished video waits for a store that does not take it. A render may have cost minutes of a GPU; a day
is enough for somebody to make room, and no longer than results live by default."""

_PAUSES = (0.5, 1.0, 2.0, 4.0, 8.0, 15.0)
"""Seconds between tries; the last one is repeated."""


def deliver(
    task: Task, order: Order, made: Made, objects: Objects, *, stopped_within: Callable[[float], bool]
) -> Success:
    """Keep the video, and its preview if it has one, and say what the task came to.

    ``stopped_within`` waits so many seconds, or until the work should stop; it says whether it should.

    Raises:
        TaskFailure: the object store did not take it for a day, or there is no video.
        ChildLost: what is there is no plain file.
        Cancelled: the work should stop, and the store has not taken it yet.
    """
    check_plain(order.video)
    key = names.result_key(task.id, task.attempt)
    # Where the order put it, not where the answer says: a child that a picture has taken over names any file.
    _insist(key, order.video, objects, stopped_within)
    keep_preview(task, order.preview, objects)
    spec = order.spec
    if made.warnings:
        _log.warning("video is not as it should be", task_id=task.id, warnings=sorted(made.warnings))
    measurements = made.to_json()
    del measurements["path"]
    measurements["offer"] = order.offer
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


def check_plain(path: Path) -> None:
    """Refuse a link, a pipe or a device: a store would follow it, or wait for it, wherever it leads.

    A child cannot make one where Landlock stands; elsewhere it can, should a picture have taken it over.
    """
    if os.path.lexists(path) and not stat.S_ISREG(path.lstat().st_mode):
        path.unlink()
        fault = faults.render_failed()
        raise ChildLost(fault.code, fault.message, "left something else than a file")


def _insist(key: str, video: Path, objects: Objects, stopped_within: Callable[[float], bool]) -> None:
    """Keep the video, however often the store must be asked: a full disk or an outage must not cost a render."""
    end = time.monotonic() + PATIENCE_SECONDS
    for pause in chain(_PAUSES, repeat(_PAUSES[-1])):
        try:
            objects.keep(key, video)
            return
        except OSError as error:
            hopeless = error.errno == errno.EFBIG or not video.exists()
            if hopeless or time.monotonic() >= end:
                raise TaskFailure.of(faults.not_stored()) from error
            _log.warning("the store does not take the video", key=key, cause=str(error), retry_in_seconds=pause)
        if stopped_within(pause):
            raise Cancelled


def keep_preview(task: Task, preview: Path, objects: Objects) -> None:
    """Keep the newest preview, if it was not kept already; no task fails for want of one."""
    try:
        check_plain(preview)
        objects.keep(names.preview_key(task.id), preview)
    except (FileNotFoundError, ChildLost):
        return
    except OSError:
        _log.warning("preview not stored", task_id=task.id, exc_info=True)


def withdraw(success: Success, objects: Objects) -> None:
    """Remove the video of an attempt that lost its task; the janitor takes what cannot be removed now."""
    try:
        objects.remove(success.object_key)
    except OSError:
        _log.warning("result not removed", key=success.object_key, exc_info=True)
