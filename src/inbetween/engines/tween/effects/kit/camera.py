"""A camera before a flat picture: nearer, aside, turned."""

import cv2
import numpy as np

from inbetween.domain.frames import Rgb

Spot = tuple[float, float]
"""x and y, in pixels of the frame."""


def seen(
    picture: Rgb,
    scale: float,
    about: Spot,
    *,
    shift: Spot = (0.0, 0.0),
    angle: float = 0.0,
    border: int = cv2.BORDER_REFLECT_101,
) -> Rgb:
    """Return a picture, or a plane, magnified by ``scale`` and turned by ``angle`` (radians, clockwise) about a spot.

    ``shift`` moves it then, in pixels. A camera at rest shows a copy of the picture, bit for bit.
    """
    if scale == 1 and angle == 0 and shift == (0.0, 0.0):
        return picture.copy()
    matrix = placed(scale, about, shift=shift, angle=angle)
    size = (picture.shape[1], picture.shape[0])
    view: Rgb = cv2.warpAffine(picture, matrix, size, flags=cv2.INTER_LINEAR, borderMode=border)
    return view


def placed(
    scale: float, about: Spot, *, shift: Spot = (0.0, 0.0), angle: float = 0.0
) -> np.ndarray[tuple[int, int], np.dtype[np.float64]]:
    """Return where that camera shows each spot of the picture: a 2x3 matrix."""
    cos, sin = scale * np.cos(angle), scale * np.sin(angle)
    x, y = about
    return np.array([[cos, -sin, x - cos * x + sin * y + shift[0]], [sin, cos, y - sin * x - cos * y + shift[1]]])
