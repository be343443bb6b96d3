"""A tunnel of light that one flies through: streaks in log-polar coordinates, at a quarter of the frame's size."""

import math
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from inbetween.domain.frames import Rgb
from inbetween.engines.tween.effects.kit.light import Map, centres, screen
from inbetween.engines.tween.effects.sprites.iris import periodic_noise

_FINENESS = 4
_SIDE = 512
_DEPTH = 60.0
"""Rows of the texture per factor e of distance from the middle."""


@dataclass(frozen=True, slots=True, eq=False)
class Tunnel:
    """The walls' texture, and for every cell its column, its row and how far from the dark middle it is (0..1)."""

    walls: Rgb
    column: Map
    row: Map
    open: NDArray[np.float32]

    def at(self, t: float, speed: float, size: tuple[int, int]) -> Rgb:
        """Return a frame of ``size`` (height, width) of the flight, ``speed`` rows a second, slowly turning."""
        column, row = (self.column + np.float32(18 * t)) % _SIDE, (self.row - np.float32(speed * t)) % _SIDE
        seen = cv2.remap(self.walls, column, row, cv2.INTER_LINEAR, borderMode=cv2.BORDER_WRAP)
        seen = np.rint(seen * self.open[..., None]).astype(np.uint8)
        frame: Rgb = cv2.resize(seen, (size[1], size[0]), interpolation=cv2.INTER_CUBIC)
        screen(frame, cv2.GaussianBlur(seen, (0, 0), min(size) / 150))
        return frame


def dig_tunnel(size: tuple[int, int], rng: np.random.Generator) -> Tunnel:
    """Return a tunnel for frames of ``size`` (height, width)."""
    x, y = centres(size, _FINENESS)
    x, y = x - np.float32((size[1] - 1) / 2), y - np.float32((size[0] - 1) / 2)
    far = np.hypot(x, y)
    column = np.arctan2(y, x) / np.float32(2 * math.pi) % 1 * np.float32(_SIDE)
    row = np.log(np.maximum(far, np.float32(_FINENESS))) * np.float32(_DEPTH)
    dark = np.clip(far / np.float32(0.30 * math.hypot(*size) / 2), 0, 1)
    return Tunnel(_walls(rng), column.astype(np.float32), row, dark.astype(np.float32))


def _walls(rng: np.random.Generator) -> Rgb:
    """Return streaks along the tunnel, cold ones and warm ones; every edge goes on at the opposite one."""
    cold, warm = (np.clip((periodic_noise((_SIDE, _SIDE), (22, 1.6), rng) - 0.52) * 3.0, 0, 1) for _ in range(2))
    light = cold[..., None] ** 1.7 * np.array([70, 165, 255], np.float32) + warm[..., None] ** 2.0 * np.array(
        [200, 90, 230], np.float32
    )
    walls: Rgb = np.clip(light, 0, 255).astype(np.uint8)
    return walls
