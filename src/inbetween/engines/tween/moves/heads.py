"""Where a head may be, for framing alone: a camera that goes up to somebody does not cut through the forehead.

A patch of the chroma that skin has, whatever its darkness (Chai and Ngan, 1999), of the shape of a face, in the upper
part of what stands out. It is a hint: orange cloth, sand and wood have that chroma too, animals and drawings have not.
"""

import cv2
import numpy as np
from numpy.typing import NDArray

from inbetween.domain.frames import Rgb

_RED = (138, 172)
_BLUE = (85, 128)
_DARKEST = 45
_SMALLEST, _LARGEST = 0.004, 0.12
"""Share of the picture that a face fills."""

_SLIMMEST, _WIDEST = 0.55, 1.3
"""Width by height of a face, with and without its neck and its hair."""

_FILLED = 0.5
_ASIDE = 0.22
"""Widths from the subject's axis."""


def find_head(picture: Rgb, subject: tuple[float, float]) -> tuple[float, float] | None:
    """Return the middle of the likeliest face as shares (0..1) of width and height, or ``None``.

    ``picture`` is a small copy; ``subject`` is the middle of what stands out, in the same shares.
    """
    height, width = picture.shape[:2]
    count, _, boxes, centres = cv2.connectedComponentsWithStats(_skin(picture))
    found = [
        (int(boxes[number, cv2.CC_STAT_AREA]), *(centres[number] + 0.5) / (width, height))
        for number in range(1, count)
        if _is_face(boxes[number], width * height)
    ]
    likely = [(area, x, y) for area, x, y in found if abs(x - subject[0]) < _ASIDE and y < subject[1]]
    if not likely:
        return None
    _, x, y = max(likely)
    return float(x), float(y)


def _skin(picture: Rgb) -> NDArray[np.uint8]:
    luma, red, blue = cv2.split(cv2.cvtColor(picture, cv2.COLOR_RGB2YCrCb))
    mask = (luma > _DARKEST) & (red > _RED[0]) & (red < _RED[1]) & (blue > _BLUE[0]) & (blue < _BLUE[1])
    skin: NDArray[np.uint8] = cv2.morphologyEx(mask.astype(np.uint8), cv2.MORPH_OPEN, np.ones((3, 3), np.uint8))
    return skin


def _is_face(box: NDArray[np.int32], pixels: int) -> bool:
    _, _, width, height, area = (int(value) for value in box)
    sized = _SMALLEST < area / pixels < _LARGEST
    return sized and _SLIMMEST < width / height < _WIDEST and area / (width * height) > _FILLED
