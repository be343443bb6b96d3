"""Faces by the colour of skin and the shape of its patches: a guess that needs no weights, and often none at all."""

import math
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from inbetween.domain.frames import Rgb

Weights = NDArray[np.float32]
"""(height, width) float32, 0..1."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """Where a head is, in pixels. ``r`` spans hair and chin: about 1.3 times half its width."""

    x: float
    y: float
    r: float

    def times(self, scale: float) -> "Head":
        """Return the same head in a picture ``scale`` times as large."""
        return Head(x=self.x * scale, y=self.y * scale, r=self.r * scale)


_RED, _BLUE = (150.0, 12.0), (110.0, 14.0)
"""Middle and width of skin in Cr and Cb. All skin lies there, light and dark; so do sand, wood and brick."""

_DARKEST = 50
_SKIN = 0.38
_AREA = (0.004, 0.16)
_SLIM, _WIDE = 0.42, 1.7
_FILLED = 0.42
_LEAST_SIDE = 0.1
_ASIDE, _LOW = 0.34, 0.64
_TALL = 1.45
"""Heights by widths of a face; what is longer ends in a neck."""

_RADIUS = 0.62
_NEARLY_AS_GOOD = 0.3
_MOST = 3


def skin_of(small: Rgb) -> Weights:
    """Return how much each pixel has the colour of skin."""
    luma, red, blue = cv2.split(cv2.cvtColor(small, cv2.COLOR_RGB2YCrCb).astype(np.float32))
    away = ((red - _RED[0]) / _RED[1]) ** 2 + ((blue - _BLUE[0]) / _BLUE[1]) ** 2
    return np.where(luma > _DARKEST, np.exp(-away), 0).astype(np.float32)


def find_faces(skin: Weights) -> tuple[Head, ...]:
    """Return up to three likely faces of a small copy, the likeliest first."""
    patches = (cv2.GaussianBlur(skin, (0, 0), 1.2) > _SKIN).astype(np.uint8)
    patches = cv2.morphologyEx(patches, cv2.MORPH_OPEN, cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (5, 5)))
    count, _, boxes, centres = cv2.connectedComponentsWithStats(patches)
    size = skin.shape[1], skin.shape[0]
    found = sorted(
        (_judged(boxes[number], centres[number], size) for number in range(1, count) if _may_be(boxes[number], size)),
        key=lambda judged: -judged[0],
    )
    found = [judged for judged in found if _is_placed(judged[1], size)]
    return tuple(head for score, head in found if score > _NEARLY_AS_GOOD * found[0][0])[:_MOST]


def _may_be(box: NDArray[np.int32], size: tuple[int, int]) -> bool:
    x, _, width, height, area = (int(value) for value in box)
    inside = x >= 2 and x + width <= size[0] - 2
    sized = _AREA[0] < area / (size[0] * size[1]) < _AREA[1] and min(width, height) >= _LEAST_SIDE * min(size)
    return inside and sized and _SLIM < width / height < _WIDE and area > _FILLED * width * height


def _judged(box: NDArray[np.int32], centre: NDArray[np.float64], size: tuple[int, int]) -> tuple[float, Head]:
    _, top, width, height, area = (int(value) for value in box)
    tall = min(height, _TALL * width)
    x, y = float(centre[0]), min(float(centre[1]), top + 0.55 * tall)
    aside = (x / size[0] - 0.5) / 0.35
    score = area * (1.3 - y / size[1]) * area / (width * height) * math.exp(-aside * aside)
    return score, Head(x=x, y=y, r=_RADIUS * math.sqrt(width * tall))


def _is_placed(head: Head, size: tuple[int, int]) -> bool:
    return abs(head.x / size[0] - 0.5) < _ASIDE and head.y < _LOW * size[1]
