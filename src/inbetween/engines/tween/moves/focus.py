"""The focus stays with the subject: what is nearer or farther goes soft, the more the farther off it is."""

import cv2
import numpy as np
from numpy.typing import NDArray

from inbetween.domain.frames import Plane, Yuv420
from inbetween.pixels.planes import each_plane

_SOFT = (0.003, 0.009)
"""Blur of what is half and of what is wholly out of focus, in widths: no sharp picture shines through a soft one."""

_WHOLLY = 0.45
"""How much nearer or farther than the subject is wholly out of focus."""


def softened(frame: Yuv420, nearness: NDArray[np.float32], share: float) -> Yuv420:
    """Return a frame out of whose focus goes, by ``share`` (0..1), what is not as near as the subject.

    ``nearness`` is that of the places of the frame on a grid, as in ``Depth``.
    """
    level = (np.minimum(np.abs(nearness) / _WHOLLY, 1) * share * len(_SOFT)).astype(np.float32)
    return each_plane(lambda plane: _softened(plane, level), frame)


def _softened(plane: Plane, level: NDArray[np.float32]) -> Plane:
    height, width = plane.shape
    levels = cv2.resize(level, (width, height), interpolation=cv2.INTER_LINEAR)
    for number, widths in enumerate(_SOFT):
        weight = np.clip(levels - number, 0, 1)
        plane = cv2.blendLinear(plane, _blurred(plane, widths * width), 1 - weight, weight)
    return plane


def _blurred(plane: Plane, sigma: float) -> Plane:
    height, width = plane.shape
    half = cv2.resize(plane, (max(width // 2, 1), max(height // 2, 1)), interpolation=cv2.INTER_AREA)
    soft = cv2.GaussianBlur(half, (0, 0), max(sigma / 2, 0.3), borderType=cv2.BORDER_REPLICATE)
    blurred: Plane = cv2.resize(soft, (width, height), interpolation=cv2.INTER_LINEAR)
    return blurred
