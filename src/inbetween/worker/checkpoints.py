"""What an engine keeps for the next attempt, on its way to the store and back: any machine may have that one."""

import os
import threading
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Self

import structlog

from inbetween.domain.errors import ChildLost
from inbetween.domain.task import Task
from inbetween.storage import names
from inbetween.storage.objects import ObjectMissing, Objects, Stored, is_key
from inbetween.worker.delivery import check_plain
from inbetween.worker.desk import Desk
from inbetween.worker.previews import LAST_SECONDS
from inbetween.worker.scratch import SUFFIX

_log = structlog.get_logger()

LOOK_SECONDS = 10.0
"""Between two looks for a checkpoint: no more than that, and a step, is done again elsewhere. One of 720P is some
80 MB, and the step that it takes is about as long."""


class Checkpoints:
    """Brings what earlier attempts of ``task`` have left to ``desk.scratch``, and keeps what this one puts there.

    The engine's files are linked, not copied: it replaces them whole, and never writes into one that stands.

    Raises on entry:
        OSError: the store does not do its work.
    """

    def __init__(self, task: Task, desk: Desk, objects: Objects) -> None:
        self._task, self._desk, self._objects = task, desk, objects
        self._folder = names.scratch_of(task.id)
        self._kept: dict[str, int] = {}
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._keep_on, name=f"checkpoints {task.id}", daemon=True)

    def __enter__(self) -> Self:
        if self._task.attempt > 1:
            for stored in self._objects.listing(self._folder):
                self._bring(stored)
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._ended.set()
        self._thread.join(LAST_SECONDS)

    def _bring(self, stored: Stored) -> None:
        """Bring a checkpoint, unless a newer one of this machine is here."""
        path = self._desk.scratch / stored.key.rpartition("/")[2]
        if not path.exists() or path.stat().st_mtime_ns // 1_000_000 < stored.modified_at:
            with suppress(ObjectMissing):  # the task has ended meanwhile
                self._objects.bring(stored.key, path)
        with suppress(FileNotFoundError):
            self._kept[path.name] = path.stat().st_mtime_ns

    def _keep_on(self) -> None:
        while not self._ended.wait(LOOK_SECONDS):
            for path in self._desk.scratch.glob(f"*{SUFFIX}"):
                self._keep(path)

    def _keep(self, path: Path) -> None:
        """Keep what has changed; no task fails for want of a checkpoint."""
        key, link = f"{self._folder}/{path.name}", self._desk.outgoing / path.name
        try:
            changed = path.lstat().st_mtime_ns
            if self._kept.get(path.name) == changed or not is_key(key):
                return
            os.link(path, link, follow_symlinks=False)
            check_plain(link)
            self._objects.keep(key, link)
            self._kept[path.name] = changed
        except (OSError, ChildLost):
            _log.warning("checkpoint not stored", task_id=self._task.id, key=key, exc_info=True)
            link.unlink(missing_ok=True)


def forget(task_id: str, objects: Objects) -> None:
    """Remove the checkpoints of a task that is over; the janitor takes what cannot be removed now."""
    try:
        for stored in objects.listing(names.scratch_of(task_id)):
            objects.remove(stored.key)
    except OSError:
        _log.warning("checkpoints not removed", task_id=task_id, exc_info=True)
