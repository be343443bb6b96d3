"""A signal that breaks: channels slide apart, strips of the frame jump aside."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from inbetween.domain.frames import Rgb
from inbetween.engines.tween.effects.kit.easing import ramp

_TICKS = 15
"""Times a second that strips jump."""

_STRIPS = 9
_SLIDE, _JUMP, _TALLEST = 0.016, 0.07, 0.09
"""How far channels slide and strips jump, in units, and the tallest strip, as a share of the height."""


@dataclass(frozen=True, slots=True, eq=False)
class Glitch:
    """When the signal breaks, (start, end) in seconds, and the strips of every tick: place, height, jump."""

    bursts: tuple[tuple[float, float], ...]
    strips: NDArray[np.float64]

    def force(self, t: float) -> float:
        """Return how broken the signal is, 0..1: each burst begins at once and dies away."""
        return max((1 - ramp(t, start, end) for start, end in self.bursts if start <= t <= end), default=0.0)

    def breaks(self, frame: Rgb, t: float) -> None:
        """Break ``frame``, in place, as at ``t`` seconds."""
        force = self.force(t)
        if force < 0.02:
            return
        height, width = frame.shape[:2]
        slide = int(_SLIDE * min(height, width) * force) + 1
        whole = frame.copy()
        frame[:, slide:, 0] = whole[:, :-slide, 0]
        frame[:, :-slide, 2] = whole[:, slide:, 2]
        for place, tall, jump in self.strips[int(t * _TICKS) % len(self.strips)][: 1 + int(_STRIPS * force)]:
            top = int(place * (height - 8))
            rows = slice(top, top + max(int(tall * _TALLEST * height), 3))
            frame[rows] = np.roll(frame[rows], int(jump * _JUMP * min(height, width) * force), axis=1)


def prepare_glitch(bursts: tuple[tuple[float, float], ...], rng: np.random.Generator) -> Glitch:
    """Return a glitch with its strips drawn for five seconds."""
    strips = rng.random((5 * _TICKS, _STRIPS + 1, 3))
    strips[..., 2] = rng.normal(size=strips.shape[:2])
    return Glitch(bursts, strips)
