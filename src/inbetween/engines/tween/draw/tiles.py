"""Step 13: pixels side by side, read side by side.

A processor adds up what lies in a row 32 values of 16 bits at a time, but fetches scattered ones singly, which is what
reading a picture between its pixels otherwise takes. Where the window of a tile (``windows``) is small, each pixel is
the sum of a few shifts of the tile within it, weighted by how near each is to where the field points: bilinear reading.

16 bits are enough (``units``): beside floats no pixel of a frame is off by more than a level, and one in a hundred by
that.
"""

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from inbetween.engines.tween.compiling import compiled_apart as _compiled
from inbetween.engines.tween.compiling import fetch_ahead
from inbetween.engines.tween.compiling import inlined as _inlined
from inbetween.engines.tween.draw.alone import light_alone
from inbetween.engines.tween.draw.units import LEVEL, LIFTED, PIXEL, UNCHANGED, WHOLE
from inbetween.engines.tween.draw.windows import BY_LARGE, BY_SMALL, LARGE, SCATTERED, SMALL, TALL, UNREAD, WIDE

_SMALL_SHIFTS, _LARGE_SHIFTS = (((0,) * down, (0,) * across) for down, across in (SMALL, LARGE))
_ZERO, _HALF, _ONE = np.float32(0), np.float32(0.5), np.float32(1)
_AWAY = np.float32(1e9)


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
def halve(wide: Any, half: Any) -> None:
    """Make rows half as wide: of two pixels side by side chroma's one is the middle."""
    for x in range(half.size):
        left = np.uintp(2 * x)
        half[np.uintp(x)] = (wide[left] + wide[left + np.uintp(1)]) * _HALF


@_inlined
def _stretch_row(widened: Any, y: Any, constant: Any, at: Any, near: Any, weight: Any) -> None:
    """Enlarge a row of a field to one of the frame.

    ``at`` gets displacements in its pixels, so that nothing lies beyond its sides; ``near`` the same, in 256ths of the
    pixels that are read, but the lower 16 bits alone, since a window is small; ``weight`` the weight, all is 65535.
    """
    values, rows, row_of, shares, scale = widened
    width, share = weight.size, shares[y]
    fine, right = np.float32(PIXEL * len(constant)), np.float32(width - 1)
    for plane in range(5):
        upper = np.uintp((plane * rows + row_of[y]) * width)
        lower = np.uintp((plane * rows + min(row_of[y] + 1, rows - 1)) * width)
        if plane == 4:
            for x in range(width):
                above, below = values[upper + np.uintp(x)], values[lower + np.uintp(x)]
                share_of_first = min(max(above + share * (below - above), _ZERO), _ONE)
                weight[x] = np.uint16(np.int32(share_of_first * np.float32(WHOLE) + _HALF))
            continue
        times, free = scale[plane & 1], _AWAY if plane & 1 else _ZERO
        for x in range(width):
            above, below = values[upper + np.uintp(x)], values[lower + np.uintp(x)]
            own = np.float32(np.int32(x))
            moved = min(max((above + share * (below - above)) * times, -own - free), right - own + free)
            at[plane, x] = moved
            near[plane, x] = np.int16(np.int32(moved * fine + LIFTED))


@_inlined
def _nearness(distance: Any, ratio: Any) -> Any:
    """Return how near a place is, 0..256; ``ratio``, 1 or 2, is how many times as fine its distance is told."""
    far = np.int16(abs(np.int16(distance)))
    return np.uint16(np.uint16(max(np.int16(np.int16(ratio * PIXEL) - far), np.int16(0))) >> np.uint16(ratio - 1))


@_inlined
def _sum_shifts(picture: Any, reads: Any, tile: Any, size: Any, near: Any, shown: Any) -> None:
    number, constant, ratio, shifts, row, column = reads
    (y, left), (height, width) = tile, size
    fineness, across, along, unit = len(constant), 2 * (number & 1), 2 * (number & 1) + 1, PIXEL * len(ratio)
    first, top = np.int16(np.int32(column) * np.int32(unit)), np.int16(np.int32(row) * np.int32(unit))
    for i in range(WIDE):
        pixel = np.uintp(left + i)
        x, down = np.int16(near[across, pixel] - first), np.int16(near[along, pixel] - top)
        value = np.uint16(1)  # half of what is cut off below
        for r in range(len(shifts[0])):
            start = np.uintp(min(max(fineness * y + row + r, 0), height - 1) * width + fineness * left + column)
            line = np.uint16(0)
            for c in range(len(shifts[1])):
                level = np.uint16(picture[start + np.uintp(fineness * i + c)])
                line = np.uint16(line + np.uint16(_nearness(np.int16(x - np.int16(unit * c)), len(ratio)) * level))
            nearness = np.uint16(_nearness(np.int16(down - np.int16(unit * r)), len(ratio)) << np.uint16(7))
            value = np.uint16(value + np.uint16((np.uint32(line) * np.uint32(nearness)) >> np.uint32(16)))
        shown[number, pixel] = value


@_inlined
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
        shown[number, pixel] = np.uint16(np.int32((high + below * (low - high)) * np.float32(LEVEL) + _HALF))


@_inlined
def _read_row(picture: Any, which: Any, plans: Any, place: Any, row: Any, shown: Any) -> None:
    """Read what a row of a frame shows of a picture: its number, fineness, and what that is to the finest one's."""
    number, constant, ratio = which
    (j, y), (height, width) = place
    at, near, weight = row
    fine = len(constant) * height, len(constant) * width
    ahead = min(j + 1, plans.shape[0] - 1)
    for i in range(plans.shape[3]):
        if plans[ahead, number, 0, i] != UNREAD:
            down, across = plans[ahead, number, 1, i], plans[ahead, number, 2, i]
            for r in range(len(constant)):
                line = len(constant) * (y + TALL) + down + r
                fetch_ahead(picture, line * fine[1] + len(constant) * i * WIDE + across)
        how, first, column = plans[j, number, 0, i], plans[j, number, 1, i], plans[j, number, 2, i]
        tile = y, min(i * WIDE, width - WIDE)
        if how == BY_SMALL:
            _sum_shifts(picture, (number, constant, ratio, _SMALL_SHIFTS, first, column), tile, fine, near, shown)
        elif how == BY_LARGE:
            _sum_shifts(picture, (number, constant, ratio, _LARGE_SHIFTS, first, column), tile, fine, near, shown)
        elif how == SCATTERED:
            _read_scattered(picture, (number, constant), tile, fine, at, shown)
        elif number < 2:
            for x in range(WIDE):
                weight[np.uintp(tile[1] + x)] = np.uint16(WHOLE * number)


@_inlined
def _share(level: Any, weight: Any) -> Any:
    return np.uint16((np.uint32(level) * np.uint32(weight)) >> np.uint32(16))


@_inlined
def _mix_row(shown: Any, weight: Any, order: Any, thresholds: Any, out: Any) -> None:
    """Mix what both pictures show by the first one's weight (see ``mixing.blend``)."""
    for x in range(out.size):
        other = np.uint16(np.uint16(WHOLE) - weight[x])
        value = np.uint16(_share(shown[0, x], weight[x]) + _share(shown[1, x], other))
        out[x] = np.uint8(np.uint16(value + thresholds[order, x]) >> np.uint16(7))


@_compiled
def paint(tiles: Any, widened: Any, pictures: Any, added: Any, thresholds: Any, out: Any) -> None:
    """Draw a band of planes of one size, (count, height, width), row by row.

    Args:
        tiles: see ``plan``; and which of its rows the band is made of, the first and the one past the last.
        widened: the field along the band.
        pictures: the fineness as a ``Constant``, and the planes of both pictures, flat, (count, pixels).
        added: 1 - t, the levels of a step of the change, and what the light adds to both pictures (``alone``), flat.
        thresholds: what levels are rounded by, (4, width), in parts of a level.
        out: the planes.
    """
    plans, (start, end) = tiles
    constant, first, last = pictures
    rest, step, to_first, to_last = added
    count, height, width = out.shape
    at, near = np.empty((4, width), np.float32), np.empty((4, width), np.int16)
    weight, own = np.empty(width, np.uint16), np.empty(width, np.uint16)
    shown = np.full((4, width), UNCHANGED * LEVEL, np.uint16)
    for y in range(start * TALL, min(end * TALL, height)):
        place = (y // TALL, y), (height, width)
        _stretch_row(widened, y - start * TALL, constant, at, near, weight)
        for k in range(count):
            own[:] = weight
            row = at, near, own
            for number in range(2):  # one call, for each is compiled for itself
                picture = last[k] if number else first[k]
                _read_row(picture, (number, constant, (0,)), plans, place, row, shown)
            if to_first.size:
                for number in range(2, 4):
                    light = to_last[k] if number & 1 else to_first[k]
                    _read_row(light, (number, (0,), constant), plans, place, row, shown)
                light_alone(plans[y // TALL], (rest, step), own, shown)
            _mix_row(shown, own, y & 3, thresholds, out[k, y])
