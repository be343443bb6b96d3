"""A camera on a shoulder, or one that is shaken: sums of sines, which never jerk and never repeat."""

import math
from dataclasses import dataclass
from typing import Literal

import numpy as np

from inbetween.engines.tween.moves.easing import Values, done
from inbetween.engines.tween.moves.windows import Window

_FADE_SECONDS = 0.6
"""In which the hand comes to life: the first frame is exact."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Hand:
    hertz: tuple[float, ...]
    shares: tuple[float, ...]
    widths: float
    degrees: float


_HANDS = {
    "handheld": _Hand(hertz=(0.37, 0.83, 1.7, 1.1), shares=(1, 0.6, 0.3, 0.1), widths=0.0032, degrees=0.15),
    "shake": _Hand(hertz=(0.37, 0.83, 1.7, 2.9), shares=(1, 0.6, 0.3, 0.25), widths=0.009, degrees=0.5),
}
_PHASES = {"x": (0.3, 2.1, 4.4, 1.2), "y": (1.9, 5.2, 0.8, 3.7), "roll": (4.1, 0.6, 2.9, 5.5)}


def shaken(
    seconds: Values, strength: Literal["handheld", "shake"], *, returns: bool = False
) -> tuple[dict[str, Values], Values]:
    """Return what a hand adds to x, y (widths) and roll (radians), and how much of it is there (0..1).

    It comes to life; where it ``returns`` it also comes to rest.
    """
    hand = _HANDS[strength]
    there = done(seconds, Window(start=0.0, end=_FADE_SECONDS), "inout")
    if returns:
        there = there * there[::-1]
    depth = {"x": hand.widths, "y": hand.widths, "roll": math.radians(hand.degrees)}
    return {name: depth[name] * there * _wave(seconds, hand, phases) for name, phases in _PHASES.items()}, there


def _wave(seconds: Values, hand: _Hand, phases: tuple[float, ...]) -> Values:
    waves = [
        share * np.sin(2 * np.pi * hertz * seconds + phase)
        for hertz, share, phase in zip(hand.hertz, hand.shares, phases, strict=True)
    ]
    wave: Values = np.sum(waves, axis=0)
    return wave
