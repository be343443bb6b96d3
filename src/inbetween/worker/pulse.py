"""The heartbeat of one attempt: it renews the lease, tells the progress, and knows when to stop."""

import threading
import time
from contextlib import ExitStack
from pathlib import Path
from types import TracebackType
from typing import Self

import structlog
from sqlalchemy.exc import SQLAlchemyError

from inbetween.db.outage import cause_of
from inbetween.domain.clock import SECOND, Millis
from inbetween.domain.task import Task
from inbetween.tasks import store
from inbetween.worker.forecast import Forecast
from inbetween.worker.previews import Previews
from inbetween.worker.workshop import Workshop

_log = structlog.get_logger()

NEWS_SECONDS = 1.0
"""Progress reaches the row at most this often; without any, a beat every third of the lease is enough."""

_BEATS_PER_LEASE = 3


class Pulse:
    """Beats for ``task`` in a thread of its own, and is its reporter meanwhile.

    ``cancelled()`` turns true when the lease was lost or the task was stopped, or after ``cancel()``. While the
    database is away the work goes on: nobody else can claim the task then, and whoever does so later has the next
    number, which fences this one out.
    """

    def __init__(self, task: Task, shop: Workshop) -> None:
        self.task = task
        self._shop = shop
        self._log = _log.bind(task_id=task.id, request_id=task.request_id, attempt=task.attempt)
        self._stage: str | None = None
        self._fraction = 0.0
        self._forecast: Forecast | None = None
        self._preview: Path | None = None
        self._told: tuple[str | None, float] = (None, 0.0)
        self._ended, self._unwanted = threading.Event(), threading.Event()
        self._roused = threading.Event()
        self._lease_seconds = shop.lease / SECOND
        self._renewed = time.monotonic()
        self._hearing = ExitStack()
        self._previews = Previews(task, shop.objects)
        self._thread = threading.Thread(target=self._beat_on, name=f"pulse {task.id}", daemon=True)

    def __enter__(self) -> Self:
        self._hearing.enter_context(self._shop.wake.watching(self.task.id, self.look))
        self.look()  # what was told before, nobody heard
        self._previews.start()
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self._hearing.close()
        self._ended.set()
        self._roused.set()
        self._thread.join()
        self._previews.close()

    def foresee(self, forecast: Forecast) -> None:
        """Let ``forecast`` hear the progress, and tell with each beat when it expects the end."""
        self._forecast = forecast

    def progress(self, stage: str, fraction: float, preview: Path | None = None) -> None:
        """Remember the news for the next beat."""
        if self._forecast:
            self._forecast.heard(stage, fraction)
        self._stage, self._fraction = stage, fraction
        self._preview = preview or self._preview

    def cancelled(self) -> bool:
        """Say whether the work should stop."""
        return self._unwanted.is_set()

    def stopped_within(self, seconds: float) -> bool:
        """Wait so long, or until the work should stop; say whether it should."""
        return self._unwanted.wait(seconds)

    def cancel(self) -> None:
        """Ask the work to stop."""
        self._unwanted.set()

    def look(self) -> None:
        """Have the row asked soon whether this attempt still owns its task; return at once."""
        self._roused.set()

    def _beat_on(self) -> None:
        interval = self._lease_seconds / _BEATS_PER_LEASE
        next_beat = time.monotonic() + min(NEWS_SECONDS, interval)
        while True:
            roused = self._roused.wait(max(next_beat - time.monotonic(), 0))
            if self._ended.is_set():
                return
            if roused:
                self._roused.clear()
                self._ask()
                continue
            next_beat = time.monotonic() + min(NEWS_SECONDS, interval)
            silent = time.monotonic() - self._renewed
            if silent >= interval or (self._stage, self._fraction) != self._told:
                self._beat()

    def _ask(self) -> None:
        """Read whether the task is still this attempt's; a database that does not answer is asked by the next beat."""
        try:
            with self._shop.database.reading() as tx:
                stands = store.stands(tx, self.task)
        except SQLAlchemyError:
            return
        if not stands:
            self._lose()

    def _lose(self) -> None:
        """Stop the work: the task is another attempt's by now, or was stopped."""
        if not self._ended.is_set():
            self._log.warning("task lost")
            self.cancel()

    def _beat(self) -> None:
        begun = time.monotonic()
        try:
            if self._renew():
                self._renewed = begun
            else:
                self._lose()
        except SQLAlchemyError as error:
            self._log.warning("beat failed", cause=cause_of(error))
        self._show_preview()

    def _renew(self) -> bool:
        stage, fraction = self._stage, self._fraction
        left = self._left()
        with self._shop.database.transaction() as tx:
            owned = store.beat(tx, self.task, lease=self._shop.lease, stage=stage, progress=fraction, left=left)
        self._told = stage, fraction
        return owned

    def _left(self) -> Millis | None:
        """Return how long the work will still take, ``None`` while nobody can tell."""
        seconds = self._forecast.left() if self._forecast else None
        return None if seconds is None else round(seconds * SECOND)

    def _show_preview(self) -> None:
        preview, self._preview = self._preview, None
        if preview:
            self._previews.show(preview)
