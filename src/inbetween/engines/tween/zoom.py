"""A picture as a camera sees it that moves in on a spot, in 4:2:0."""

import cv2
import numpy as np
from numpy.typing import NDArray

from inbetween.domain.frames import Plane, Yuv420


def zoomed(frame: Yuv420, scale: float, spot: tuple[float, float], target: tuple[float, float]) -> Yuv420:
    """Magnify ``frame`` by ``scale`` >= 1 so that ``spot`` goes as far towards ``target`` as the frame stays covered.

    Both are shares (0..1) of width and height. Luma is sampled bicubically, chroma bilinearly.
    """
    height, width = frame.y.shape
    offsets = (
        _offset(scale, spot[0], target[0], width),
        _offset(scale, spot[1], target[1], height),
    )
    luma = np.array([[scale, 0, offsets[0]], [0, scale, offsets[1]]])
    # A chroma sample is centred on its four luma samples: x = 2 x' + .5.
    chroma = luma.copy()
    chroma[:, 2] = (luma[:, 2] + (scale - 1) / 2) / 2
    return Yuv420(
        _warped(frame.y, luma, cv2.INTER_CUBIC),
        _warped(frame.u, chroma, cv2.INTER_LINEAR),
        _warped(frame.v, chroma, cv2.INTER_LINEAR),
    )


def _offset(scale: float, spot: float, target: float, side: int) -> float:
    wanted = (target - scale * spot) * side
    return min(max(wanted, (1 - scale) * (side - 1)), 0.0)


def _warped(plane: Plane, matrix: NDArray[np.float64], interpolation: int) -> Plane:
    size = (plane.shape[1], plane.shape[0])
    warped: Plane = cv2.warpAffine(plane, matrix, size, flags=interpolation, borderMode=cv2.BORDER_REPLICATE)
    return warped
