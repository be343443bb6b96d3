"""Frames of a pair in which nothing moves: light alone changes, and a mix of both pictures is exact."""

import numpy as np

from inbetween.domain.frames import Rgb, Yuv420
from inbetween.engines.tween.canvas import thresholds
from inbetween.engines.tween.kernels import blend
from inbetween.engines.tween.reading import BAND
from inbetween.engines.tween.ring import Draw
from inbetween.pixels.colour import rgb_to_yuv420


def prepare_dissolve(first: Rgb, last: Rgb) -> Draw:
    """Return what mixes two fitted frames of one size by time.

    In RGB: the rounding of planes that are in 4:2:0 already would cost 2 dB of 55. The three colours of a pixel are
    rounded by one threshold, so that slow changes of light rarely repeat a frame and do not come all at once.
    """
    height, width = first.shape[:2]
    before, after = first.reshape(height, -1), last.reshape(height, -1)
    order = np.repeat(thresholds(width), 3, axis=1)

    def draw(t: float) -> Yuv420:
        mixed = np.empty((height, width, 3), np.uint8)
        weight = np.full((BAND, 3 * width), 1 - t, np.float32)
        for top in range(0, height, BAND):
            rows = slice(top, min(top + BAND, height))
            out = mixed.reshape(height, -1)[rows]
            blend(before[rows], after[rows], weight[: len(out)], order, out)
        return rgb_to_yuv420(mixed)

    return draw
