"""Gradient magnitude similarity deviation (Xue, Zhang, Mou and Bovik, 2014): where edges are torn, it grows."""

import cv2
import numpy as np

_CONSTANT = 170.0
"""The paper's c = .0026 for values of 0..1, on 0..255."""

_PREWITT = np.array([[1, 0, -1]] * 3, np.float32) / 3


def gmsd(a, b):
    """Return how unevenly two planes agree in their gradients: 0 when equal, larger is worse.

    Both are uint8 of one shape with even sides. As in the authors' own program, planes are halved by 2x2 means first
    and are black beyond their borders.
    """
    x, y = _gradient(a), _gradient(b)
    similarity = (2 * x * y + _CONSTANT) / (x * x + y * y + _CONSTANT)
    return float(similarity.std())


def _gradient(plane):
    height, width = plane.shape
    half = cv2.resize(plane.astype(np.float32), (width // 2, height // 2), interpolation=cv2.INTER_AREA)
    across, down = (
        cv2.filter2D(half, cv2.CV_32F, kernel, borderType=cv2.BORDER_CONSTANT) for kernel in (_PREWITT, _PREWITT.T)
    )
    return np.hypot(across, down)
