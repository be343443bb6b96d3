"""Noise of a few cells across, the same for the same seed."""

import cv2
import numpy as np
from numpy.typing import NDArray


def noise(shape: tuple[int, int], cells: float, rng: np.random.Generator, *, octaves: int = 3) -> NDArray[np.float32]:
    """Return (height, width) float32 of 0..1: smooth chance, ``cells`` hills along the longer side.

    Every further octave has twice the cells and half the strength.
    """
    height, width = shape
    total = np.zeros(shape, np.float32)
    for octave in range(octaves):
        along = cells * 2**octave / max(shape)
        knots = rng.random((max(2, round(height * along)) + 2, max(2, round(width * along)) + 2), np.float32)
        total += cv2.resize(knots, (width, height), interpolation=cv2.INTER_CUBIC) * np.float32(0.5**octave)
    total -= total.min()
    return total / max(float(total.max()), 1e-6)
