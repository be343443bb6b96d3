"""Frames of a pair in which nothing moves: light alone changes, and a mix of both pictures is exact."""

import numpy as np
from numpy.typing import NDArray

from inbetween.domain.frames import Rgb, Yuv420
from inbetween.engines.tween.draw.mixing import blend
from inbetween.engines.tween.draw.reading import BAND
from inbetween.engines.tween.ring import Draw
from inbetween.pixels.colour import rgb_to_yuv420

_SIDE = 64
"""Pixels of the tile whose pixels change to the next level one after the other.

The first step of an eased film of 5 s is 1/750 of the whole change, .003 levels of a change by 2, and in 15 s a third
of that: the thresholds of no smaller tile are so dense."""

_SPAN = 0.5
"""How far apart most of them change, in levels: what ``canvas`` found to be even and to cost nothing."""

_TAIL = 1 / 64
"""Which share of them changes before these, and which after, so that no step is without any.

All that lies beyond the span pays by noise: with 1/64 films lose .1 dB of 55, with 1/32 .2 dB, spread evenly over the
whole level .6 dB. Without, pairs that differ by 3 levels repeated 101 of 150 frames, and a street at nightfall two."""

_LEAST = 2.0**-12
"""What keeps whole levels whole: ``blend`` sees differences of thresholds down to 2^-15."""


def prepare_dissolve(first: Rgb, last: Rgb) -> Draw:
    """Return what mixes two fitted frames of one size by time.

    In RGB: the rounding of planes that are in 4:2:0 already would cost 2 dB of 55. The three colours of a pixel are
    rounded by one threshold, so that slow changes of light repeat no frame and do not come all at once.
    """
    height, width = first.shape[:2]
    before, after = first.reshape(height, -1), last.reshape(height, -1)
    order = np.repeat(_thresholds(width), 3, axis=1)

    def draw(t: float) -> Yuv420:
        mixed = np.empty((height, width, 3), np.uint8)
        weight = np.full((BAND, 3 * width), 1 - t, np.float32)
        for top in range(0, height, BAND):
            rows = slice(top, min(top + BAND, height))
            out = mixed.reshape(height, -1)[rows]
            blend(before[rows], after[rows], weight[: len(out)], order, out)
        return rgb_to_yuv420(mixed)

    return draw


def _thresholds(width: int) -> NDArray[np.float32]:
    """Return what rows of ``width`` pixels are rounded by, (64, width).

    Each tile ranks between the ranks of the others, and begins elsewhere: stripes of one pixel meet all thresholds.
    """
    tile, count = _bayer(_SIDE), width // _SIDE + 1
    tiles = [np.roll(tile, (number, number), (0, 1)) + (number + 0.5) / count for number in range(count)]
    ranks = np.hstack(tiles)[:, :width] / _SIDE**2
    levels = [_LEAST, (1 - _SPAN) / 2, (1 + _SPAN) / 2, 1 - _LEAST]
    return np.interp(ranks, [0, _TAIL, 1 - _TAIL, 1], levels).astype(np.float32)


def _bayer(side: int) -> NDArray[np.int_]:
    """Return in which order the pixels of a tile come so that any number of them is spread evenly (Bayer, 1973)."""
    order = np.zeros((1, 1), int)
    while len(order) < side:
        order = np.block([[4 * order, 4 * order + 2], [4 * order + 3, 4 * order + 1]])
    return order
