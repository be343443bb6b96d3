"""What lies round a picture when the camera draws back: nobody knows, so it is the picture's own edge, mirrored.

It continues what touches the border and grows dimmer and softer outward: the eye stays on the picture, and nothing is
shown that could be taken for more of it.
"""

import cv2
import numpy as np
from numpy.typing import NDArray

from inbetween.domain.frames import Rgb

_SOFTEST = 0.035
"""Blur at the outer rim, in widths: shapes are gone there, tones are left."""

_DIMMEST = 0.6
"""What is left of the light at the outer rim."""

_LEVELS = 5


def margins(width: int, height: int, outward: float) -> tuple[int, int]:
    """Return how many pixels lie left and right, and above and below, of a picture seen ``outward`` times as wide.

    Both are even: a chroma sample covers two by two pixels.
    """
    x, y = (2 * int(np.ceil(side * (outward - 1) / 4)) + 2 for side in (width, height))
    return (x, y) if outward > 1 else (0, 0)


def surrounded(picture: Rgb, margin: tuple[int, int]) -> Rgb:
    """Return the picture with ``margin`` (x, y) pixels of surroundings; itself it is unchanged."""
    x, y = margin
    if not (x or y):
        return picture
    whole = cv2.copyMakeBorder(picture, y, y, x, x, cv2.BORDER_REFLECT)
    softened = _softened(whole, _outwardness(picture.shape[:2], margin))
    softened[y : y + picture.shape[0], x : x + picture.shape[1]] = picture
    return softened


def _outwardness(size: tuple[int, int], margin: tuple[int, int]) -> NDArray[np.float32]:
    """Return how far out each place is, 0 at the border of the picture and inside, 1 at the outer rim."""
    away = [
        np.maximum(np.abs(np.arange(side + 2 * beside) + 0.5 - side / 2 - beside) - side / 2, 0) / beside
        for side, beside in zip(size, margin[::-1], strict=True)
    ]
    out: NDArray[np.float32] = np.minimum(np.hypot(away[0][:, None], away[1][None]), 1).astype(np.float32)
    return out


def _softened(whole: Rgb, out: NDArray[np.float32]) -> Rgb:
    """Blur and dim by how far out a place is: levels of blur, mixed where they meet."""
    result = whole.astype(np.float32)
    level = out * (_LEVELS - 1)
    for number in range(1, _LEVELS):
        sigma = _SOFTEST * whole.shape[1] * (number / (_LEVELS - 1)) ** 1.5
        share = np.clip(level - (number - 1), 0, 1)[..., None]
        result += share * (_blurred(whole, sigma) - result)
    dimmed = result * (1 - (1 - _DIMMEST) * _smooth(out))[..., None]
    return np.clip(dimmed + 0.5, 0, 255).astype(np.uint8)


def _smooth(share: NDArray[np.float32]) -> NDArray[np.float32]:
    return share * share * (3 - 2 * share)


def _blurred(whole: Rgb, sigma: float) -> NDArray[np.float32]:
    """Blur a copy as small as the blur allows: wide kernels at full size would take a second."""
    height, width = whole.shape[:2]
    factor = max(int(sigma / 2), 1)
    small = cv2.resize(whole, (max(width // factor, 1), max(height // factor, 1)), interpolation=cv2.INTER_AREA)
    soft = cv2.GaussianBlur(small.astype(np.float32), (0, 0), sigma / factor)
    blurred: NDArray[np.float32] = cv2.resize(soft, (width, height), interpolation=cv2.INTER_LINEAR)
    return blurred
