"""The previews of one attempt on their way to the store, which may be silent while beats must not be late."""

import threading
from pathlib import Path

from inbetween.domain.task import Task
from inbetween.storage.objects import Objects
from inbetween.worker.delivery import keep_preview

LAST_SECONDS = 0.5
"""How long the end of an attempt waits for a preview on its way. A silent store holds one for some twenty seconds, and
whoever was stopped must be free within one."""


class Previews:
    """Keeps the newest preview of ``task`` in a thread of its own; one that is overtaken is not kept."""

    def __init__(self, task: Task, objects: Objects) -> None:
        self._task = task
        self._objects = objects
        self._newest: Path | None = None
        self._news, self._ended = threading.Event(), threading.Event()
        self._thread = threading.Thread(target=self._keep_on, name=f"previews {task.id}", daemon=True)

    def start(self) -> None:
        """Begin to wait for previews."""
        self._thread.start()

    def show(self, preview: Path) -> None:
        """Have the file ``preview`` kept soon; return at once."""
        self._newest = preview
        self._news.set()

    def close(self) -> None:
        """Begin with no other preview, and end."""
        self._ended.set()
        self._news.set()
        self._thread.join(LAST_SECONDS)

    def _keep_on(self) -> None:
        while self._news.wait() and not self._ended.is_set():
            self._news.clear()
            if self._newest:
                keep_preview(self._task, self._newest, self._objects)
