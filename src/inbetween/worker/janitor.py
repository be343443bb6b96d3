"""Remove what has outlived its time: first the bytes, then the row that knew them."""

import time
from collections.abc import Callable, Sequence
from threading import Event

import structlog

from inbetween.domain.clock import HOUR, SECOND
from inbetween.domain.task import Status, Task
from inbetween.storage import names, uploads
from inbetween.storage.objects import Objects
from inbetween.tasks import replays, store, upkeep, workers
from inbetween.worker import desk
from inbetween.worker.workshop import Workshop

_log = structlog.get_logger()

ROUND_SECONDS = 60.0
SWEEP_SECONDS = 3600.0
"""Between two looks for objects of no row: each lists the whole store, and what is younger than that stays anyway."""

_BATCH = 100
_LIVE = frozenset({Status.PENDING, Status.RUNNING})


class Janitor:
    """Clears its worker's folder once a minute; of several workers' janitors the one that ``leads`` tidies the house.

    Two that tidied together would each end the oldest tasks for one and the same excess of bytes.
    """

    def __init__(self, shop: Workshop, leads: Callable[[], bool] = lambda: True) -> None:
        self._shop = shop
        self._leads = leads
        self._next_sweep = time.monotonic()

    def work_until(self, stopped: Event) -> None:
        """Do what there is to do every minute until ``stopped``."""
        while not stopped.is_set():
            for chore in (self.cut_leases, self.clear_folder, self.keep_house):
                self._try(chore)
            stopped.wait(ROUND_SECONDS)

    def cut_leases(self) -> None:
        """Shorten what a clock that was set back has made too long. Each worker does: who leads may be long dead."""
        with self._shop.database.transaction() as tx:
            upkeep.cut_leases(tx, lease=self._shop.lease)

    def clear_folder(self) -> None:
        """Remove this worker's files of tasks that are over."""
        for folder in self._shop.folder.iterdir():
            if self._state(folder.name) not in _LIVE:
                desk.clear(folder.name, self._shop.folder)

    def keep_house(self) -> None:
        """Tidy, and once an hour sweep, if this janitor leads."""
        if not self._leads():
            return
        self.tidy()
        if time.monotonic() >= self._next_sweep and self.sweep():
            self._next_sweep = time.monotonic() + SWEEP_SECONDS

    def tidy(self) -> None:
        """Forget tasks, uploads and replays whose lifetime is over, with all objects, and workers that fell silent."""
        self._forget_expired()
        if self._expire_early():
            self._forget_expired()
        with self._shop.database.transaction() as tx:
            replays.forget_expired(tx)
            workers.forget_gone(tx)

    def sweep(self) -> bool:
        """Remove objects older than an hour that no row names: left by who died between two steps, or lost its task.

        What is younger may belong to a row that is about to be written. Return false when the store did not list a
        folder, or kept an object: that keeps nobody from the others.
        """
        with self._shop.database.reading() as tx:
            known = upkeep.inline_inputs(tx)
        wholes = [
            self._sweep_objects(names.INPUTS, known.__contains__),
            self._sweep_objects(names.RESULTS, self._is_result),
            self._sweep_objects(names.UPLOADS, self._is_upload),
        ]
        return all(wholes)

    def _forget_expired(self) -> None:
        while self._forget_tasks() == _BATCH:
            pass
        while self._forget_uploads() == _BATCH:
            pass

    def _expire_early(self) -> bool:
        """End the oldest tasks early when the objects take more bytes than they may; say whether there was one."""
        limit = self._shop.disk_limit
        if limit is None:
            return False
        objects = self._shop.objects
        excess = sum(stored.size_bytes for folder in names.FOLDERS for stored in objects.listing(folder)) - limit
        with self._shop.database.reading() as tx:
            oldest = store.oldest_ended(tx, limit=_BATCH) if excess > 0 else []
        for task in oldest:
            if excess <= 0:
                break
            excess -= sum(objects.size(key) or 0 for key in _keys_of(task, objects))
            with self._shop.database.transaction() as tx:
                store.expire(tx, task.id)
            _log.info("task ended early for the disk limit", task_id=task.id)
        return bool(oldest)

    def _forget_tasks(self) -> int:
        """Forget a batch of tasks and return how many went."""
        with self._shop.database.reading() as tx:
            over = store.expired(tx, limit=_BATCH)
        gone = [task for task in over if self._removed(_keys_of(task, self._shop.objects))]
        for task in gone:
            with self._shop.database.transaction() as tx:
                store.forget(tx, task.id)
        return len(gone)

    def _forget_uploads(self) -> int:
        """Forget a batch of uploads and return how many went."""
        with self._shop.database.reading() as tx:
            over = uploads.expired(tx, limit=_BATCH)
        gone = [upload for upload in over if self._removed([upload.object_key])]
        for upload in gone:
            with self._shop.database.transaction() as tx:
                uploads.forget(tx, upload.wire_key)
        return len(gone)

    def _removed(self, keys: Sequence[str]) -> bool:
        """Remove objects; false when one of them does not go, and their row must stay until a later round."""
        try:
            for key in keys:
                self._shop.objects.remove(key)
        except OSError:
            _log.warning("object not removed", keys=keys, exc_info=True)
            return False
        return True

    def _sweep_objects(self, folder: str, is_known: Callable[[str], bool]) -> bool:
        # The age of a file is a fact of the machine that stamped it, not of the database's clock.
        oldest = int(time.time() * SECOND) - HOUR
        kept = 0
        try:
            for stored in self._shop.objects.listing(folder):
                if stored.modified_at < oldest and not is_known(stored.key):
                    _log.info("orphan found", key=stored.key, size_bytes=stored.size_bytes)
                    kept += not self._removed([stored.key])
        except OSError:
            _log.warning("folder not swept", folder=folder, exc_info=True)
            return False
        return kept == 0

    def _state(self, task_id: str) -> Status | None:
        with self._shop.database.reading() as tx:
            return upkeep.status(tx, task_id)

    def _is_result(self, object_key: str) -> bool:
        """Say whether a row has the object: the video that won, the preview, or whatever a task that goes on made."""
        task_id = names.task_of(object_key)
        with self._shop.database.reading() as tx:
            state, video = upkeep.results(tx, task_id)
        return state in _LIVE or (state is not None and object_key in (video, names.preview_key(task_id)))

    def _is_upload(self, object_key: str) -> bool:
        with self._shop.database.reading() as tx:
            return uploads.holds(tx, object_key)

    def _try(self, chore: Callable[[], None]) -> None:
        """Do a chore; whatever fails it, the next round tries again: nobody else keeps the house."""
        try:
            chore()
        except Exception:  # noqa: BLE001 - a thread that ended here would not be missed until the disk is full
            _log.exception("chore failed", chore=chore.__name__)


def _keys_of(task: Task, objects: Objects) -> list[str]:
    """Return the keys of every attempt's video, of the preview, and of the bytes that came inside the request."""
    made = [stored.key for stored in objects.listing(names.results_of(task.id))]
    given = (entry.inline_key for entry in task.spec.media) if task.spec else ()
    return [*made, *(key for key in given if key)]
