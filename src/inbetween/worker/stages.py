"""The stages of making a video: how long each took, and how far the whole is."""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from inbetween.domain.errors import Cancelled
from inbetween.worker.order import Reporter

SPANS = {
    "decode": (0.0, 0.05),
    "analyse": (0.05, 0.3),
    "render": (0.3, 0.95),
    "encode": (0.95, 0.98),
    "measure": (0.98, 1.0),
}
"""Where each stage lies in the whole. While frames are encoded as they are drawn, ``render`` tells the progress."""


class Stages:
    """A clock per stage and one fraction that never falls. Stages nest; time counts for the inner one only.

    ``seconds`` has the time per stage so far.
    """

    def __init__(self, reporter: Reporter) -> None:
        self._reporter = reporter
        self._open: list[str] = []
        self._since = 0.0
        self._reached = 0.0
        self._telling = threading.Lock()
        self.seconds = dict.fromkeys(SPANS, 0.0)

    @contextmanager
    def at(self, stage: str) -> Iterator[None]:
        """Tell that ``stage`` begins, and time it.

        Raises:
            Cancelled: nobody wants the video any more.
        """
        with self.timed(stage):
            self.stop_if_cancelled()
            self.tell(stage, 0.0)
            yield

    @contextmanager
    def timed(self, stage: str) -> Iterator[None]:
        """Count the time of the block for ``stage``, and not for the stage around it."""
        self._lap()
        self._open.append(stage)
        try:
            yield
        finally:
            self._lap()
            self._open.pop()

    def _lap(self) -> None:
        """Give the time since the last lap to the innermost stage."""
        now = time.perf_counter()
        if self._open:
            self.seconds[self._open[-1]] += now - self._since
        self._since = now

    def tell(self, stage: str, fraction: float, preview: Path | None = None, *, called: str | None = None) -> None:
        """Report that ``stage`` is done to ``fraction`` (0..1). Any thread may tell; the whole never falls.

        ``called`` is the engine's own name for what it does within that stage.
        """
        start, end = SPANS[stage]
        with self._telling:
            self._reached = max(self._reached, start + (end - start) * min(max(fraction, 0.0), 1.0))
            self._reporter.progress(called or stage, self._reached, preview)

    def cancelled(self) -> bool:
        """Say whether the work should stop."""
        return self._reporter.cancelled()

    def stop_if_cancelled(self) -> None:
        """Raise ``Cancelled`` when the work should stop."""
        if self._reporter.cancelled():
            raise Cancelled
