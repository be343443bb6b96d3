"""Two eyes in a face: the best level pair of dark spots in its middle band."""

from dataclasses import dataclass
from itertools import combinations

import cv2
import numpy as np
from numpy.typing import NDArray

from inbetween.domain.frames import Rgb
from inbetween.engines.tween.effects.scene.faces import Head

Spot = tuple[float, float]
"""x and y."""

_SIDE = 96
_BAND = (0.30, 0.62)
_MIDDLE = (0.14, 0.86)
_SPOTS = 14
_APART = (0.16, 0.48)
"""Distance of two eyes, in diameters of the head."""

_LEVEL = 0.28
_LEAST = 6.0
_IRIS = 0.105


@dataclass(frozen=True, slots=True, kw_only=True)
class Eyes:
    """Both eyes, left to right in the picture, and the radius of an iris, in pixels of the frame."""

    left: Spot
    right: Spot
    iris: float


def find_eyes(picture: Rgb, head: Head) -> Eyes | None:
    """Return the eyes of a face, or ``None``."""
    left, top, side = round(head.x - head.r), round(head.y - head.r), max(round(2 * head.r), 8)
    spots = _dark_spots(_crop(picture, (left, top, side)))
    best = max(combinations(spots, 2), key=_likeness, default=None)
    if best is None or _likeness(best) <= 0:
        return None
    scale = side / _SIDE
    (ax, ay), (bx, by) = sorted((left + x * scale, top + y * scale) for x, y, _ in best)
    return Eyes(left=(ax, ay), right=(bx, by), iris=_IRIS * float(np.hypot(bx - ax, by - ay)))


def _crop(picture: Rgb, box: tuple[int, int, int]) -> NDArray[np.float32]:
    """Return luma of a square (left, top, side) at ``_SIDE`` pixels; beyond the frame its border goes on."""
    left, top, side = box
    rows = np.clip(np.arange(top, top + side), 0, picture.shape[0] - 1)
    columns = np.clip(np.arange(left, left + side), 0, picture.shape[1] - 1)
    grey = cv2.cvtColor(np.ascontiguousarray(picture[rows][:, columns]), cv2.COLOR_RGB2GRAY)
    small: NDArray[np.float32] = cv2.resize(grey, (_SIDE, _SIDE), interpolation=cv2.INTER_AREA).astype(np.float32)
    return small


def _dark_spots(grey: NDArray[np.float32]) -> list[tuple[float, float, float]]:
    """Return (x, y, darkness) of the darkest spots, none beside a darker one."""
    dark = cv2.GaussianBlur(grey, (0, 0), 7) - cv2.GaussianBlur(grey, (0, 0), 2.2)
    inside = np.zeros_like(dark, bool)
    rows, columns = (slice(int(a * _SIDE), int(b * _SIDE)) for a, b in (_BAND, _MIDDLE))
    inside[rows, columns] = True
    peaks = inside & (dark == cv2.dilate(dark, np.ones((9, 9), np.uint8))) & (dark > _LEAST)
    y, x = np.nonzero(peaks)
    order = np.argsort(-dark[y, x])[:_SPOTS]
    return [(float(x[number]), float(y[number]), float(dark[y[number], x[number]])) for number in order]


def _likeness(pair: tuple[tuple[float, float, float], ...]) -> float:
    """Return how much two spots look like eyes; 0 where they cannot be."""
    (ax, ay, a), (bx, by, b) = sorted(pair)
    apart, uneven = (bx - ax) / _SIDE, abs(by - ay) / _SIDE
    if not (_APART[0] < apart < _APART[1] and uneven < _LEVEL * apart):
        return 0.0
    aside = abs((ax + bx) / 2 / _SIDE - 0.5)
    return min(a, b) * (1 - uneven / apart) * float(np.exp(-((aside / 0.15) ** 2)))
