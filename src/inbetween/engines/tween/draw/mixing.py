"""The loops that mix uint8 planes, compiled once by numba and cached: the last ones on the way to a frame.

Constants are float32, since one float64 would widen a whole loop.
"""

from typing import Any

import numpy as np

from inbetween.engines.tween.compiling import compiled as _compiled

_ZERO, _HALF, _ONE = (np.float32(value) for value in (0, 0.5, 1))


@_compiled
def blend(first: Any, last: Any, weight: Any, thresholds: Any, out: Any) -> None:
    """Write last + weight (first - last) of (height, width) uint8 planes; ``weight`` is float32 0..1.

    What is beyond a whole level counts as one more where it and the threshold make one. ``thresholds`` (rows, width)
    are float32 between 0 and 1, both excluded, so that whole levels stay; their rows, a power of two, are repeated.
    """
    # The sum is never negative, so that cutting it off is rounding down.
    lifted = np.float32(256)
    for y in range(out.shape[0]):
        threshold = thresholds[y & (thresholds.shape[0] - 1)]
        for x in range(out.shape[1]):
            low = np.int32(last[y, x])
            beyond = weight[y, x] * np.float32(np.int32(first[y, x]) - low) + (threshold[x] + lifted)
            out[y, x] = np.uint8(low + np.int32(beyond) - np.int32(256))


@_compiled
def lay_over(frame: Any, laid: Any, cover: Any, place: Any) -> None:
    """Lay what is drawn before black over a uint8 plane, in place; ``cover`` is 0..255.

    ``place`` is (left, top, black): where the top left pixel goes, and the level of black.
    """
    left, top, black = place
    height, width = laid.shape
    level, share = np.float32(black), np.float32(1 / 255)
    for y in range(height):
        row, own, covers = frame[top + y, left : left + width], laid[y], cover[y]
        for x in range(width):
            bare = _ONE - np.float32(covers[x]) * share
            value = np.float32(own[x]) + (np.float32(row[x]) - level) * bare + _HALF
            row[x] = np.uint8(np.int32(min(max(value, _ZERO), np.float32(255))))


@_compiled
def blend_bands(first: Any, last: Any, bands: Any, out: Any) -> None:
    """Write last + weight (first - last) + low, rounded and clipped, of flat uint8 arrays.

    ``bands`` is (weight, low), flat float32.
    """
    weight, low = bands
    white = np.float32(255)
    for i in range(out.size):
        below = np.float32(last[i])
        value = below + weight[i] * (np.float32(first[i]) - below) + low[i]
        out[i] = np.uint8(min(max(value, _ZERO), white) + _HALF)
