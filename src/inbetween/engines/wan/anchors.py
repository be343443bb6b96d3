"""Colours held at both ends: a decoded film drifts in brightness; the pictures that were given say where it belongs.

Only the mean of each channel is moved, by a few levels, and the correction fades within a second: what the weights drew
in the middle stays as they drew it.
"""

from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from inbetween.domain.frames import Rgb

MOST = 12.0
"""Levels of 255 that a mean is moved by at most: a larger difference is not drift, it is another picture."""


@dataclass(kw_only=True)
class Anchors:
    """The pictures that one segment has to meet.

    ``length`` frames come; frame ``at`` should look like ``first``, and the last one like ``last`` where it is given.
    Corrections fade over ``ramp`` frames. ``moved`` are the corrections in levels per channel, when they are known.
    """

    length: int
    at: int
    first: Rgb
    last: Rgb | None
    ramp: int
    moved: dict[str, list[float]] = field(default_factory=dict)

    def held(self, frames: Iterable[Rgb]) -> Iterator[Rgb]:
        """Yield all frames, corrected; those near the end wait until the last one is known."""
        waiting: deque[tuple[int, Rgb]] = deque()
        start: NDArray[np.float64] = np.zeros(3)
        for index, frame in enumerate(frames):
            if index == self.at:  # nobody sees those before it
                start = self._drift("start", frame, self.first)
            moved = _shifted(frame, start * _fading(index - self.at, self.ramp))
            if self.last is not None and index >= self.length - self.ramp:
                waiting.append((index, moved))
            else:
                yield moved
        if self.last is None or not waiting:
            return
        end = self._drift("end", waiting[-1][1], self.last)
        for index, frame in waiting:
            yield _shifted(frame, end * _fading(self.length - 1 - index, self.ramp))

    def _drift(self, name: str, drawn: Rgb, given: Rgb) -> NDArray[np.float64]:
        drift = np.clip(_mean(given) - _mean(drawn), -MOST, MOST)
        self.moved[name] = [round(float(value), 2) for value in drift]
        return drift


def _mean(frame: Rgb) -> NDArray[np.float64]:
    mean: NDArray[np.float64] = frame.mean((0, 1), dtype=np.float64)
    return mean


def _fading(distance: int, ramp: int) -> float:
    """Return how much of a correction is left so many frames away."""
    return max(0.0, 1.0 - distance / ramp)


def _shifted(frame: Rgb, levels: NDArray[np.float64]) -> Rgb:
    whole = np.rint(levels).astype(np.int16)
    return np.clip(frame.astype(np.int16) + whole, 0, 255).astype(np.uint8) if whole.any() else frame
