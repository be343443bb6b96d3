"""How much a film moves and how evenly, measured on every frame before mark and codec."""

import statistics
from collections.abc import Collection, Sequence
from dataclasses import dataclass

import numpy as np

from inbetween.domain.frames import Yuv420
from inbetween.pixels.compare import mean_difference
from inbetween.pixels.planes import each_plane

_NEIGHBOURS = 4
"""Steps on either side that a step is compared with."""

UNSEEN = 1.0
"""Levels of a step that rounding alone may make: where two pictures differ by one level, all pixels change in one
frame. Without this allowance the jumps of one film read 1.5 at 2 s and 9.8 at 30 s."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Motion:
    """What the frames of a film do.

    ``score`` is the mean change of luma from frame to frame in levels; 0 stands still. ``largest_jump`` is the largest
    step that is not meant, as a multiple of the steps around it: 1 is even, 2 is a visible jump. ``repeated`` counts
    frames that equal the one before.
    """

    score: float
    largest_jump: float
    repeated: int


class MotionMeter:
    """Sees every frame of a film in order."""

    def __init__(self) -> None:
        self._before: Yuv420 | None = None
        self._steps: list[float] = []
        self._repeated = 0

    def drawn(self, frame: Yuv420) -> None:
        """Compare a frame with the one before it, and keep a copy: the engine may draw into the same memory again.

        A frame of another size is for the encoder to refuse.
        """
        before = self._before
        if before is not None and before.y.shape == frame.y.shape:
            self._steps.append(mean_difference(before.y, frame.y))
            self._repeated += self._steps[-1] == 0 and _same_colours(before, frame)
        self._before = each_plane(np.copy, frame)

    def measured(self, meant: Collection[int] = ()) -> Motion:
        """Return what was seen so far; frames of the numbers ``meant`` may differ from those before them."""
        score = statistics.fmean(self._steps) if self._steps else 0.0
        jump = largest_jump(self._steps, {number - 1 for number in meant})
        return Motion(score=round(score, 4), largest_jump=round(jump, 4), repeated=self._repeated)


def largest_jump(steps: Sequence[float], meant: Collection[int] = ()) -> float:
    """Return the largest of ``steps`` (levels) as a multiple of the median of those around it; 1.0 without any.

    Steps at the places ``meant`` are no jumps.
    """
    ratios = []
    for index, step in enumerate(steps):
        if index in meant:
            continue
        around = [*steps[max(index - _NEIGHBOURS, 0) : index], *steps[index + 1 : index + 1 + _NEIGHBOURS]]
        ratios.append((step + UNSEEN) / (statistics.median(around or [step]) + UNSEEN))
    return max(ratios, default=1.0)


def _same_colours(one: Yuv420, other: Yuv420) -> bool:
    return np.array_equal(one.u, other.u) and np.array_equal(one.v, other.v)
