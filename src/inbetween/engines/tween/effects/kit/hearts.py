"""What every effect about love shares: the curve of a heart, its beat, hearts that rise, and a rosy look."""

import math

import numpy as np
from numpy.typing import NDArray

from inbetween.engines.tween.effects.kit.drift import Drift
from inbetween.engines.tween.effects.kit.easing import smooth
from inbetween.engines.tween.effects.kit.grading import curves
from inbetween.engines.tween.effects.kit.stamp import Marks, marks

ROSY = curves(
    [(0, 26), (128, 142), (255, 248)],
    [(0, 8), (128, 106), (255, 204)],
    [(0, 24), (128, 132), (255, 222)],
)
"""White becomes pink: light of any colour would be lost on a white wall."""

_STRONG, _WEAK = (0.17, 0.095, 1.0), (0.46, 0.10, 0.55)
"""When in a beat its two pulses are highest, how long they last, and how high they are.

A pulse that swells in one frame instead of four makes frames differ by seven times the mean of the film.
"""

_RESTS = (4.5, 4.8)
"""Seconds between which a heart comes to rest: a film that stops in a beat looks cut off."""


def heart_curve(points: int = 201) -> NDArray[np.float64]:
    """Return a heart, (points, 2), about -1..1, y down: from its tip up the right side, through the notch, and back."""
    angle = np.linspace(math.pi, -math.pi, points)
    x = 16 * np.sin(angle) ** 3
    y = -(13 * np.cos(angle) - 5 * np.cos(2 * angle) - 2 * np.cos(3 * angle) - np.cos(4 * angle))
    return np.stack([x, y], axis=1) / 17


def double_beat(t: float, since: float, hertz: float) -> float:
    """Return the beat of a heart, 0..1: a strong pulse and a weaker one; 0 before ``since``, softly after."""
    if t <= since:
        return 0.0
    share = (t - since) * hertz % 1
    pulses = (high * math.exp(-(((share - at) / wide) ** 2)) for at, wide, high in (_STRONG, _WEAK))
    return sum(pulses) * smooth(t, since, since + 0.3) * (1 - smooth(t, *_RESTS))


def rising(
    those: Drift, seconds: float, source: tuple[float, float], *, spread: float, unit: int, climb: float
) -> Marks:
    """Return the marks of small hearts ``seconds`` after the first left ``source`` (x, y in pixels).

    They spread over ``spread`` pixels, rise ``climb`` pixels, sway, and fade; heights are those of squares.
    """
    way = seconds * (0.32 + 0.25 * those.spin) - those.phase * 1.4
    share = way % 1
    alpha = np.where(way > 0, np.clip(share * 6, 0, 1) * np.clip((1 - share) * 2.5, 0, 1), 0)
    x = source[0] + (those.place - 0.5) * spread * (0.45 + share) + np.sin(share * 7 + those.twist * 9) * 0.03 * unit
    size = (0.03 + 0.055 * those.depth) * unit * np.clip(share * 5, 0.2, 1)
    angle = 0.35 * np.sin(share * 6 + those.twist * 9)
    return marks(x, source[1] - share * climb, size, height=size, angle=angle, alpha=alpha)
