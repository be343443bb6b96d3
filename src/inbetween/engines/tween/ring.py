"""Two threads draw, one reader takes the frames in order, and nobody runs further ahead than the ring is long."""

import threading
from collections.abc import Callable, Generator, Sequence
from typing import TypeAlias

from inbetween.domain.frames import Yuv420

Draw: TypeAlias = Callable[[float], Yuv420]
"""Draws the frame of a time 0..1. It owns its working memory, so each thread needs one of its own."""

AHEAD = 8
"""Frames that may always be drawn before they are read."""

_AHEAD_BYTES = 10_000_000
"""What more of them may take: who draws small frames then seldom has to wait, and 480P takes 2 % less."""


class Ring:
    """Frames that are being drawn. ``frames`` is read once; its end, early or not, ends the threads."""

    def __init__(self, times: Sequence[float], draws: Sequence[Draw]) -> None:
        self._times, self._ahead = times, AHEAD
        self._changed = threading.Condition()
        self._drawn: dict[int, Yuv420] = {}
        self._next = 0
        self._taken = 0
        self._stopped = False
        self._failure: BaseException | None = None
        self._threads = [threading.Thread(target=self._work, args=(draw,), name="tween-draw") for draw in draws]

    def frames(self) -> Generator[Yuv420, None, None]:
        """Yield the frame of every time, in order; what a thread raises is raised here."""
        try:
            for thread in self._threads:
                thread.start()
            for index in range(len(self._times)):
                yield self._take(index)
        finally:
            self._stop()

    def _take(self, index: int) -> Yuv420:
        with self._changed:
            self._changed.wait_for(lambda: index in self._drawn or self._failure is not None)
            if self._failure is not None:
                raise self._failure
            frame = self._drawn.pop(index)
            self._taken = index + 1
            self._changed.notify_all()
            return frame

    def _stop(self) -> None:
        with self._changed:
            self._stopped = True
            self._changed.notify_all()
        for thread in self._threads:
            if thread.ident is not None:
                thread.join()

    def _work(self, draw: Draw) -> None:
        try:
            while (index := self._claim()) is not None:
                frame = draw(self._times[index])
                with self._changed:
                    self._ahead = max(AHEAD, _AHEAD_BYTES // (frame.y.nbytes + frame.u.nbytes + frame.v.nbytes))
                    self._drawn[index] = frame
                    self._changed.notify_all()
        except BaseException as failure:  # noqa: BLE001  the reader raises it in its own thread
            with self._changed:
                self._failure = failure
                self._changed.notify_all()

    def _claim(self) -> int | None:
        with self._changed:
            self._changed.wait_for(lambda: self._stopped or self._next - self._taken < self._ahead)
            if self._stopped or self._next == len(self._times):
                return None
            self._next += 1
            return self._next - 1
