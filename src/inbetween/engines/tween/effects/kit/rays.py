"""Rays that stand round a source of light, and beams that a lamp throws."""

import math
from dataclasses import dataclass

import numpy as np

from inbetween.engines.tween.effects.kit.light import Map, centres

_SPOKES = ((7, 0.7, 0.25), (13, -1.1, 0.25), (23, 0.5, 0.2))
"""Spokes of a turn, radians a second that they go round, and their share. Whole spokes: others leave a seam."""

_FALL = 1.6
"""Power with which rays fade on their way: 1 ends in an edge that can be seen."""


@dataclass(frozen=True, slots=True, eq=False)
class Rays:
    """Rays about a source that may lie outside the frame: direction (radians) and closeness (0..1) of every cell."""

    direction: Map
    closeness: Map
    phase: float

    def at(self, t: float) -> Map:
        """Return their strength (0..1) at ``t`` seconds: they drift through each other."""
        wave = np.full_like(self.direction, 0.5)
        for order, (spokes, speed, share) in enumerate(_SPOKES):
            turn = np.float32(t * speed + (order + 1) * self.phase)
            wave += np.float32(share) * np.sin(self.direction * np.float32(spokes) + turn)
        return np.clip(wave, 0, 1) ** 2 * self.closeness


def prepare_rays(size: tuple[int, int], source: tuple[float, float], *, reach: float = 1.0, phase: float = 0.0) -> Rays:
    """Return the rays of ``source`` (x, y in frame pixels) over a frame of ``size`` (height, width).

    They end at ``reach`` diagonals from it; another ``phase`` gives other rays.
    """
    x, y = centres(size)
    far = np.hypot(x - np.float32(source[0]), y - np.float32(source[1])) / np.float32(math.hypot(*size) * reach)
    direction = np.arctan2(y - np.float32(source[1]), x - np.float32(source[0]))
    return Rays(direction=direction, closeness=np.clip(1 - far, 0, 1) ** _FALL, phase=phase)


def beam(size: tuple[int, int], lamp: tuple[float, float], angle: float, *, spread: float = 0.13) -> Map:
    """Return the cone of a lamp as a strength.

    Args:
        size: height and width of the frame.
        lamp: x and y, in frame pixels.
        angle: radians off straight down, to the right.
        spread: tangent of the angle at which its light has fallen to 1/e.
    """
    x, y = centres(size)
    x, y = x - np.float32(lamp[0]), y - np.float32(lamp[1])
    down = np.float32(math.sin(angle)) * x + np.float32(math.cos(angle)) * y
    aside = np.float32(math.cos(angle)) * x - np.float32(math.sin(angle)) * y
    length = np.float32(1 / math.hypot(*size))
    cone = np.exp(-((aside / np.maximum(down * np.float32(spread), np.float32(1e-3))) ** 2))
    return np.where(down > 0, cone * np.clip(1 - down * length, 0, 1), np.float32(0)).astype(np.float32)
