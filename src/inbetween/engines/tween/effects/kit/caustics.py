"""The net of light that waves throw on what lies under them."""

from dataclasses import dataclass

import numpy as np

from inbetween.engines.tween.effects.kit.light import Map, centres

_MESHES = 9.0
"""Radians of the pattern along the shorter side: about three meshes."""

_SHARP = 2.2
"""Power that leaves thin lines of the crests."""


@dataclass(frozen=True, slots=True, eq=False)
class Caustics:
    """Where a frame's cells lie in the pattern."""

    x: Map
    y: Map

    def at(self, t: float) -> Map:
        """Return the strength (0..1) of the net at ``t`` seconds: two warped waves, bright where both are at rest."""
        x, y, t32 = self.x, self.y, np.float32(t)
        u = x + (np.float32(0.6) * np.sin(y * np.float32(0.9) + t32 * np.float32(0.9)))
        u = u + np.float32(0.35) * np.sin(y * np.float32(2.1) - t32 * np.float32(1.3))
        v = y + (np.float32(0.6) * np.sin(x * np.float32(0.8) - t32 * np.float32(0.8)))
        v = v + np.float32(0.35) * np.sin(x * np.float32(1.9) + t32 * np.float32(1.1))
        first = np.abs(np.sin(u * np.float32(0.9) + v * np.float32(0.5)))
        second = np.abs(np.sin(v * np.float32(1.05) - u * np.float32(0.4) + np.float32(1.3)))
        net: Map = np.clip(1 - np.float32(0.6) * (first + second), 0, 1) ** np.float32(_SHARP)
        return net


def prepare_caustics(size: tuple[int, int]) -> Caustics:
    """Return the net over a frame of ``size`` (height, width)."""
    x, y = centres(size)
    unit = np.float32(_MESHES / min(size))
    return Caustics(x=x * unit, y=y * unit)
