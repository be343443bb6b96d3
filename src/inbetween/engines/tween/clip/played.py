"""The frames of a clip before those that are drawn, in one ring."""

import threading
from collections.abc import Iterator, Sequence

from inbetween.domain.frames import Yuv420
from inbetween.engines.tween.ring import Draw


class Played:
    """Hands a clip's frames out by their number, each once: two threads ask for them in about the order of time."""

    def __init__(self, frames: Iterator[Yuv420]) -> None:
        self._frames, self._next = frames, 0
        self._early: dict[int, Yuv420] = {}
        self._decoding = threading.Lock()

    def __call__(self, number: float) -> Yuv420:
        """Return the frame of a ``number``, decoding up to it."""
        with self._decoding:
            while self._next <= number:
                self._early[self._next] = next(self._frames)
                self._next += 1
            return self._early.pop(round(number))


def continued(played: Played, frame_count: int, draw: Draw, times: Sequence[float]) -> Draw:
    """Return what draws a film by number: ``frame_count`` frames of a clip, then what ``draw`` gives for ``times``.

    The first of ``times`` is that of the clip's last frame.
    """

    def drawn(number: float) -> Yuv420:
        after = round(number) - (frame_count - 1)
        return played(number) if after <= 0 else draw(times[after])

    return drawn
