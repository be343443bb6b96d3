"""From a coarse grid of places to those of every pixel, a band of rows at a time.

The places of a whole 1080P frame would be 17 MB per thread; those of a band stay in the core's own cache.
"""

from typing import Any

import numpy as np

from inbetween.engines.tween.compiling import compiled

BAND = 64
"""Rows of a band."""

_ZERO, _HALF = np.float32(0), np.float32(0.5)


@compiled
def _stretch_row(upper: Any, lower: Any, share: Any, line: Any, out: Any) -> None:
    start, step = line
    for i in range(out.size):
        out[i] = upper[i] + share * (lower[i] - upper[i]) + start + step * np.float32(np.int32(i))


@compiled
def stretch(planes: Any, band: Any, lines: Any, out: Any) -> None:
    """Enlarge planes (count, rows, width) bilinearly to the rows of ``out``, (count, rows, width).

    ``band`` is the first of these rows, how many, and how many a whole frame has. A plane's line (down, across) is
    added: down times the row and across times the column.
    """
    top, count, height = band
    last = planes.shape[1] - 1
    ratio = np.float32(last + 1) / np.float32(height)
    for j in range(count):
        y = np.float32(top + j)
        at = min(max((y + _HALF) * ratio - _HALF, _ZERO), np.float32(last))
        row = np.int32(at)
        share = at - np.float32(row)
        for number in range(planes.shape[0]):
            down, across = lines[number]
            upper, lower = planes[number, row], planes[number, min(row + 1, last)]
            _stretch_row(upper, lower, share, (down * y, across), out[number, j])
