"""From the RGB that effects are painted in to the planes that films are made of, in whole numbers.

The same as ``pixels.colour.rgb_to_yuv420`` but where that is within a thousandth of a level of rounding the other way
(one pixel in 3,000, by one level), in a twentieth of its time: .5 ms at 720P.
"""

import numpy as np
from numpy.typing import NDArray

from inbetween.domain.frames import Plane, Rgb, Yuv420
from inbetween.engines.tween.compiling import compiled_apart
from inbetween.pixels.colour import CHROMA, LUMA

_ONE = 1 << 16

_Y = np.rint(LUMA * _ONE).astype(np.int32)[0]
_UV = np.rint(CHROMA * _ONE / 4).astype(np.int32)
"""Weights of red, green and blue, and what is added, in 65536ths; chroma weighs sums of four pixels."""


def to_planes(picture: Rgb) -> Yuv420:
    """Convert an RGB24 frame with even sides; the planes have memory of their own."""
    height, width = picture.shape[:2]
    y = np.empty((height, width), np.uint8)
    u, v = (np.empty((height // 2, width // 2), np.uint8) for _ in range(2))
    rows = np.ascontiguousarray(picture).reshape(height, width * 3)
    weigh_luma(rows.reshape(-1), _Y, y.reshape(-1))
    weigh_chroma(rows, _UV, u, v)
    return Yuv420(y, u, v)


@compiled_apart
def weigh_luma(picture: Plane, weights: NDArray[np.int32], y: Plane) -> None:
    """Weigh flat RGB into flat ``y``."""
    red, green, blue, offset = weights[0], weights[1], weights[2], weights[3] + 32768
    for index in range(y.size):
        at = 3 * index
        value = red * np.int32(picture[at]) + green * np.int32(picture[at + 1]) + blue * np.int32(picture[at + 2])
        y[index] = np.uint8((value + offset) >> 16)


@compiled_apart
def weigh_chroma(rows: Plane, weights: NDArray[np.int32], u: Plane, v: Plane) -> None:
    """Weigh the sums of 2x2 pixels of RGB, (height, 3 width), into ``u`` and ``v``."""
    offset = 4 * weights[0, 3] + 32768
    for row in range(u.shape[0]):
        upper, lower = rows[2 * row], rows[2 * row + 1]
        for column in range(u.shape[1]):
            at = 6 * column
            red = np.int32(upper[at]) + upper[at + 3] + lower[at] + lower[at + 3]
            green = np.int32(upper[at + 1]) + upper[at + 4] + lower[at + 1] + lower[at + 4]
            blue = np.int32(upper[at + 2]) + upper[at + 5] + lower[at + 2] + lower[at + 5]
            u[row, column] = np.uint8(
                (weights[0, 0] * red + weights[0, 1] * green + weights[0, 2] * blue + offset) >> 16
            )
            v[row, column] = np.uint8(
                (weights[1, 0] * red + weights[1, 1] * green + weights[1, 2] * blue + offset) >> 16
            )
