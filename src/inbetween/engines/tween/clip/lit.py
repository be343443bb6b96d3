"""Frames in a light that still changes as it did in the clip before them."""

import cv2
import numpy as np

from inbetween.domain.frames import Plane, Yuv420
from inbetween.engines.tween.moves.easing import Values
from inbetween.engines.tween.ring import Draw

_BLACK, _GREY = 16.0, 128.0


class Lit:
    """Draws frames by number, each lighter or darker by its own factor."""

    def __init__(self, draw: Draw, light: Values) -> None:
        self._draw, self._light = draw, light

    def __call__(self, number: float) -> Yuv420:
        """Draw the frame of a ``number``."""
        frame, by = self._draw(number), float(self._light[round(number)])
        if by == 1.0:
            return frame
        return Yuv420(_scaled(frame.y, _BLACK, by), _scaled(frame.u, _GREY, by), _scaled(frame.v, _GREY, by))


def _scaled(plane: Plane, about: float, by: float) -> Plane:
    levels = np.clip(np.rint(about + by * (np.arange(256) - about)), 0, 255).astype(np.uint8)
    scaled: Plane = cv2.LUT(plane, levels)
    return scaled
