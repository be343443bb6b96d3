"""How a film goes on from its clip: the step across the seam beside the clip's own steps, before mark and codec."""

import statistics
from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np

from inbetween.domain.frames import Plane, Yuv420
from inbetween.pixels.compare import mean_difference
from inbetween.pixels.planes import each_plane
from inbetween.worker.motion import UNSEEN

_UNSEEN_WAY = 0.04
"""Pixels of motion in the small copies (a third of a pixel of 1280) that nobody sees in a step. Without this and
``UNSEEN`` no seam would be good enough for a clip that stands still: any step is many times nothing."""

_WIDE = 160
"""Width of the copies in which motion is looked for: its mean is asked for, and no detail."""

_LATELY = 30
"""Steps before the seam that are the clip's own: a second. What it did before, and its cuts, are another matter."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Seam:
    """The step from a clip's last frame to the next, as a multiple of the median of the clip's own steps.

    ``luma`` and ``chroma`` are of the mean change in levels, ``motion`` of the mean length of the optical flow. 1 is a
    step like the others; below 1 less happens; up to 1.5 nobody sees a jump.
    """

    luma: float
    chroma: float
    motion: float

    @property
    def largest(self) -> float:
        """The worst of the three."""
        return max(self.luma, self.chroma, self.motion)


class SeamMeter:
    """Sees the frames of a film in order, of which the first ``frame_count`` are its clip's."""

    def __init__(self, frame_count: int) -> None:
        self._frame_count, self._seen = frame_count, 0
        self._before: Yuv420 | None = None
        self._lumas: list[float] = []
        self._chromas: list[float] = []
        self._ways: list[float] = []
        self._flow = cv2.DISOpticalFlow.create(cv2.DISOPTICAL_FLOW_PRESET_FAST)

    def drawn(self, frame: Yuv420) -> None:
        """Compare a frame with the one before it, and keep a copy; what follows the seam is not looked at."""
        if self._frame_count - _LATELY <= self._seen <= self._frame_count:
            if self._before is not None:
                self._compare(self._before, frame)
            self._before = each_plane(np.copy, frame)
        self._seen += 1

    def _compare(self, before: Yuv420, frame: Yuv420) -> None:
        self._lumas.append(mean_difference(before.y, frame.y))
        self._chromas.append((mean_difference(before.u, frame.u) + mean_difference(before.v, frame.v)) / 2)
        flow = self._flow.calc(_small(before.y), _small(frame.y), None)
        self._ways.append(float(np.hypot(flow[..., 0], flow[..., 1]).mean()))

    def measured(self) -> Seam:
        """Return what was seen."""
        return Seam(
            luma=_ratio(self._lumas, UNSEEN),
            chroma=_ratio(self._chromas, UNSEEN),
            motion=_ratio(self._ways, _UNSEEN_WAY),
        )


def _small(luma: Plane) -> Plane:
    height, width = luma.shape
    small: Plane = cv2.resize(luma, (_WIDE, max(_WIDE * height // width, 16)), interpolation=cv2.INTER_AREA)
    return small


def _ratio(steps: Sequence[float], unseen: float) -> float:
    """Return the last of ``steps`` as a multiple of the median of those before it; a repeated frame is no step."""
    own = [step for step in steps[:-1] if step > 0] or [0.0]
    return round((steps[-1] + unseen) / (statistics.median(own) + unseen), 4)
