"""Step 13: pixels side by side, read side by side.

A processor adds up what lies in a row 16 values at a time, but fetches scattered ones singly, which is what reading a
picture between its pixels otherwise takes. Where the window of a tile (``windows``) is small, each pixel is the sum of
a few shifts of the tile within it, weighted by how near each is to where the field points: bilinear reading.
"""

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from inbetween.engines.tween.compiling import compiled_apart as _compiled
from inbetween.engines.tween.draw.alone import light_alone
from inbetween.engines.tween.draw.windows import BY_LARGE, BY_SMALL, LARGE, SCATTERED, SMALL, TALL, WIDE

_AS_IT_IS = (0,)
_SMALL_SHIFTS, _LARGE_SHIFTS = (((0,) * down, (0,) * across) for down, across in (SMALL, LARGE))
_ZERO, _ONE = np.float32(0), np.float32(1)


class Widened(NamedTuple):
    """Rows of a field (5, rows, columns) made as wide as the frame, flat.

    ``row`` and ``share`` say between which of them, and how far, each row of a band of the frame is; ``scale`` (across,
    down) makes displacements those of the frame.
    """

    values: NDArray[np.float32]
    rows: int
    row: NDArray[np.int32]
    share: NDArray[np.float32]
    scale: tuple[np.float32, np.float32]


@_compiled
def _stretch_row(widened: Any, y: Any, at: Any) -> None:
    """Enlarge a row of a field to one of the frame: displacements in its pixels, and the weight."""
    values, rows, row_of, shares, scale = widened
    width, share = at.shape[1], shares[y]
    for plane in range(5):
        times = _ONE if plane == 4 else scale[plane & 1]
        upper = np.uintp((plane * rows + row_of[y]) * width)
        lower = np.uintp((plane * rows + min(row_of[y] + 1, rows - 1)) * width)
        for x in range(width):
            above, below = values[upper + np.uintp(x)], values[lower + np.uintp(x)]
            at[plane, x] = (above + share * (below - above)) * times


@_compiled
def _nearness(distance: Any) -> Any:
    return max(_ONE - abs(distance), _ZERO)


@_compiled
def _sum_shifts(picture: Any, reads: Any, tile: Any, size: Any, at: Any, shown: Any) -> None:
    number, constant, shifts, row, column = reads
    (y, left), (height, width) = tile, size
    fineness, across, along = len(constant), 2 * (number & 1), 2 * (number & 1) + 1
    times, first = np.float32(fineness), np.float32(column)
    begin, end = np.float32(-fineness * left), np.float32(width - 1 - fineness * left)
    for i in range(WIDE):
        pixel = np.uintp(left + i)
        beside = times * np.float32(np.int32(i))
        x = min(max(times * at[across, pixel], begin - beside), end - beside) - first
        down = times * at[along, pixel] - np.float32(row)
        value = _ZERO
        for r in range(len(shifts[0])):
            start = np.uintp(min(max(fineness * y + row + r, 0), height - 1) * width + fineness * left + column)
            line = _ZERO
            for c in range(len(shifts[1])):
                level = np.float32(picture[start + np.uintp(fineness * i + c)])
                line += _nearness(x - np.float32(np.int32(c))) * level
            value += _nearness(down - np.float32(np.int32(r))) * line
        shown[number, pixel] = value


@_compiled
def _read_scattered(picture: Any, which: Any, tile: Any, size: Any, at: Any, shown: Any) -> None:
    number, constant = which
    (y_own, left), (height, width) = tile, size
    fineness, across, along = len(constant), 2 * (number & 1), 2 * (number & 1) + 1
    right, bottom = np.float32(width - 1), np.float32(height - 1)
    for i in range(WIDE):
        pixel = np.uintp(left + i)
        x = np.float32(fineness) * (np.float32(left + i) + at[across, pixel])
        y = np.float32(fineness) * (np.float32(y_own) + at[along, pixel])
        x, y = min(max(x, _ZERO), right), min(max(y, _ZERO), bottom)
        column, row = min(np.int32(x), np.int32(width - 2)), min(np.int32(y), np.int32(height - 2))
        beside, below = x - np.float32(column), y - np.float32(row)
        upper = np.uintp(row * width + column)
        lower = upper + np.uintp(width)
        a, b = np.float32(picture[upper]), np.float32(picture[upper + np.uintp(1)])
        c, d = np.float32(picture[lower]), np.float32(picture[lower + np.uintp(1)])
        high, low = a + beside * (b - a), c + beside * (d - c)
        shown[number, pixel] = high + below * (low - high)


@_compiled
def _read_row(picture: Any, which: Any, plans: Any, place: Any, at: Any, shown: Any) -> None:
    """Read what a row of a frame shows of a picture: its number and fineness."""
    number, constant = which
    (j, y), (height, width) = place
    fine = len(constant) * height, len(constant) * width
    for i in range(plans.shape[3]):
        how, row, column = plans[j, number, 0, i], plans[j, number, 1, i], plans[j, number, 2, i]
        tile = y, min(i * WIDE, width - WIDE)
        if how == BY_SMALL:
            _sum_shifts(picture, (number, constant, _SMALL_SHIFTS, row, column), tile, fine, at, shown)
        elif how == BY_LARGE:
            _sum_shifts(picture, (number, constant, _LARGE_SHIFTS, row, column), tile, fine, at, shown)
        elif how == SCATTERED:
            _read_scattered(picture, which, tile, fine, at, shown)
        elif number < 2:
            for x in range(WIDE):
                at[4, np.uintp(tile[1] + x)] = np.float32(number)


@_compiled
def _mix_row(shown: Any, at: Any, order: Any, thresholds: Any, out: Any) -> None:
    """Mix what both pictures show by the first one's weight (see ``kernels.blend``)."""
    for x in range(out.size):
        value = shown[1, x] + at[4, x] * (shown[0, x] - shown[1, x])
        out[x] = np.uint8(np.int32(value + thresholds[order, x]))


@_compiled
def paint(tiles: Any, widened: Any, pictures: Any, added: Any, thresholds: Any, out: Any) -> None:
    """Draw a band of a plane (height, width), row by row.

    Args:
        tiles: see ``plan``; and which of its rows the band is made of, the first and the one past the last.
        widened: the field along the band.
        pictures: the fineness as a ``Constant``, and both planes, flat.
        added: 1 - t, and what the light adds to both planes, flat.
        thresholds: what levels are rounded by (``kernels.blend``), (4, width).
        out: the plane.
    """
    plans, (start, end) = tiles
    constant, first, last = pictures
    rest, to_first, to_last = added
    at, shown = np.empty((5, out.shape[1]), np.float32), np.zeros((4, out.shape[1]), np.float32)
    for y in range(start * TALL, min(end * TALL, out.shape[0])):
        place = (y // TALL, y), out.shape
        _stretch_row(widened, y - start * TALL, at)
        _read_row(first, (0, constant), plans, place, at, shown)
        _read_row(last, (1, constant), plans, place, at, shown)
        if to_first.size:
            _read_row(to_first, (2, _AS_IT_IS), plans, place, at, shown)
            _read_row(to_last, (3, _AS_IT_IS), plans, place, at, shown)
            light_alone(plans[y // TALL], rest, at, shown)
        _mix_row(shown, at, y & 3, thresholds, out[y])
