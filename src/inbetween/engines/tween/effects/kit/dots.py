"""Thousands of round dots, each with a colour of its own."""

import math
from typing import Any

import numpy as np
from numpy.typing import NDArray

from inbetween.domain.frames import Rgb
from inbetween.engines.tween.compiling import compiled


def dots(frame: Rgb, where: NDArray[np.float32], colours: NDArray[np.float32]) -> None:
    """Paint dots on a frame, in place and in order, with smooth edges.

    ``where`` is (count, 4) float32: x, y, radius in pixels and alpha 0..1. ``colours`` is (count, 3) float32, RGB of
    0..255. 20,000 dots of radius 2.4 take 5 ms.
    """
    _dots(frame, np.ascontiguousarray(where, np.float32), np.ascontiguousarray(colours, np.float32))


@compiled
def _dots(frame: Any, where: Any, colours: Any) -> None:
    height, width = frame.shape[:2]
    one, half = np.float32(1), np.float32(0.5)
    for i in range(where.shape[0]):
        x, y, radius, alpha = where[i, 0], where[i, 1], where[i, 2], where[i, 3]
        if alpha < np.float32(0.01) or not -radius < x < width + radius or not -radius < y < height + radius:
            continue
        for row in range(max(0, int(y - radius)), min(height, int(y + radius) + 2)):
            for column in range(max(0, int(x - radius)), min(width, int(x + radius) + 2)):
                far = math.sqrt((np.float32(column) - x) ** 2 + (np.float32(row) - y) ** 2)
                share = alpha * min(max(radius + half - np.float32(far), np.float32(0)), one)
                for k in range(3):
                    old = np.float32(frame[row, column, k])
                    frame[row, column, k] = np.uint8(np.int32(old + (colours[i, k] - old) * share + half))
