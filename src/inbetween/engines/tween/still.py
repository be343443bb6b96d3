"""One picture given twice: it breathes, a slow push in on its subject and back, so that both ends are exact."""

import math
from dataclasses import dataclass

import cv2

from inbetween.domain.frames import Rgb, Yuv420
from inbetween.engines.tween.subject import find_subject
from inbetween.engines.tween.zoom import zoomed
from inbetween.pixels.colour import rgb_to_yuv420
from inbetween.pixels.planes import each_plane

DEPTH = 1.06
"""Magnification half-way."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Still:
    """The two pictures, which nobody can tell apart, and their subject."""

    first: Yuv420
    last: Yuv420
    subject: tuple[float, float]

    def __call__(self, t: float) -> Yuv420:
        """Draw the frame at ``t``; 0 and 1 are the pictures themselves."""
        if t <= 0:
            return self.first
        if t >= 1:
            return self.last
        mixed = each_plane(lambda one, other: cv2.addWeighted(one, 1 - t, other, t, 0), self.first, self.last)
        depth = (1 - math.cos(2 * math.pi * t)) / 2
        return zoomed(mixed, math.pow(DEPTH, depth), self.subject, self.subject)


def prepare_still(first: Rgb, last: Rgb) -> Still:
    """Look at two fitted frames that show the same."""
    return Still(first=rgb_to_yuv420(first), last=rgb_to_yuv420(last), subject=find_subject(first))
