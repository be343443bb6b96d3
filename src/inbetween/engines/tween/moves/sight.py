"""What a camera needs to know of a picture: where its subject is, and how much that stands out."""

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from inbetween.domain.frames import Rgb
from inbetween.engines.tween.moves.heads import find_head
from inbetween.engines.tween.subject import salience, weighted_centre

Spot = tuple[float, float]
"""A place of a picture, right and down from its middle, in widths of the picture."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Sight:
    """A picture in a camera's eyes.

    ``subject`` is the middle of what stands out, ``aim`` what a camera goes up to: its head, if one is found;
    ``gathered`` the share (0..1) of what stands out that the best quarter of the picture
    holds, ``salience`` how much each place stands out (0..1), ``tall`` the height in widths.
    """

    subject: Spot
    aim: Spot
    gathered: float
    salience: NDArray[np.float64]
    tall: float

    @property
    def side(self) -> tuple[int, int]:
        """Which way of the middle the subject is: -1 is left or up, 1 right or down."""
        return (1 if self.subject[0] > 0 else -1, 1 if self.subject[1] > 0 else -1)


def look_at(picture: Rgb) -> Sight:
    """Look at a fitted frame."""
    height, width = picture.shape[:2]
    standing_out = salience(picture)
    x, y = weighted_centre(standing_out)
    small = cv2.resize(picture, standing_out.shape[::-1], interpolation=cv2.INTER_AREA)
    aim = find_head(small, (x, y)) or (x, y)
    return Sight(
        subject=(x - 0.5, (y - 0.5) * height / width),
        aim=(aim[0] - 0.5, (aim[1] - 0.5) * height / width),
        gathered=_gathered(standing_out),
        salience=standing_out,
        tall=height / width,
    )


def _gathered(standing_out: NDArray[np.float64]) -> float:
    height, width = standing_out.shape
    size = (max(width // 2, 1), max(height // 2, 1))
    sums = cv2.boxFilter(standing_out, -1, size, normalize=False, borderType=cv2.BORDER_CONSTANT)
    return float(sums.max() / max(float(standing_out.sum()), 1e-9))
