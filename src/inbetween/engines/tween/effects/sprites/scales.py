"""Scales of a fish: rows of discs, upper ones over lower ones, and the colours of mother-of-pearl."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from inbetween.engines.tween.effects.kit.easing import TURN
from inbetween.engines.tween.effects.kit.light import Map

_ROW, _DISC = 0.40, 0.60
"""Distance of two rows and radius of a disc, as shares of a scale's width: no gap shows between discs."""


@dataclass(frozen=True, slots=True, eq=False)
class Scales:
    """``shade`` is how bright a scale is at a pixel (0 to 1.3); ``chance`` (0..1) is the scale's own number."""

    shade: Map
    chance: Map


def scales_on(x: Map, y: Map, width: float) -> Scales:
    """Return scales ``width`` wide where the skin's own coordinates are ``x`` and ``y``, in the same unit."""
    shade, chance = np.zeros(np.broadcast(x, y).shape, np.float32), np.zeros(np.broadcast(x, y).shape, np.float32)
    row = np.floor(y / np.float32(_ROW * width))
    for above in (1, 0, -1, -2):  # lower rows first: upper ones overlap them
        at = row + above
        shift = at % 2 * np.float32(0.5 * width)
        column = np.floor((x - shift) / np.float32(width))
        across = (x - (column + np.float32(0.5)) * np.float32(width) - shift) / np.float32(_DISC * width)
        down = (y - (at + np.float32(0.1)) * np.float32(_ROW * width)) / np.float32(_DISC * width)
        far = np.hypot(across / np.float32(0.95), down)
        inside = far < 1
        shade = np.where(inside, _lit(across, down, far), shade)
        chance = np.where(inside, np.abs(np.sin(column * 12.9 + at * 78.2) * 43758.5) % 1, chance)
    return Scales(shade.astype(np.float32), chance.astype(np.float32))


def _lit(across: Map, down: Map, far: Map) -> Map:
    """Return the light on one scale: darker at its root and its rim, a small reflection near its tip."""
    body = np.float32(0.62) + np.float32(0.50) * np.clip(down, -0.2, 1)
    rim = 1 - np.float32(0.62) * np.exp(-(((1 - far) / np.float32(0.10)) ** 2))
    spot = np.exp(-((across / np.float32(0.27)) ** 2) - ((down - np.float32(0.5)) / np.float32(0.17)) ** 2)
    lit: Map = body * rim + np.float32(0.28) * spot
    return lit


def pearl(phase: NDArray[np.floating]) -> Map:
    """Return the colour of mother-of-pearl at a ``phase`` (1 is once round): teal, violet, rose; (..., 3), 0..255."""
    turns = [np.cos(TURN * (phase + shift)) for shift in (0.55, 0.22, 0.0)]
    colours: Map = np.stack([100 + 95 * turns[0], 150 + 75 * turns[1], 150 + 85 * turns[2]], -1).astype(np.float32)
    return colours
