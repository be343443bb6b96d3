"""Step 13: in which window of a picture the pixels of a tile are found.

In a tile of a few pixels nearly everything moves alike: all of them lie in a piece of the picture that is hardly larger
than the tile (``tiles``). How much larger, the cells of the field tell that the tile lies between.
"""

from typing import Any, TypeAlias

import numpy as np

from inbetween.engines.tween.compiling import compiled_apart as _compiled

TALL, WIDE = 8, 32
"""Pixels of a tile, down and across."""

SMALL, LARGE = (3, 4), (6, 6)
"""By how many shifts of the tile, down and across, a window is filled.

Of a soft pair the small one holds three quarters of all tiles, the large one half of the rest. (4, 4) takes a fifth
longer than (3, 4); of (3, 3) LLVM makes no vectors."""

UNREAD, BY_SMALL, BY_LARGE, SCATTERED = range(4)
"""How a tile reads a picture: not at all, from a window, or, where none is large enough, pixel by pixel."""

Constant: TypeAlias = tuple[int, ...]
"""A number that the compiler has to know: how long the tuple is."""

_FAINT = np.float32(1 / 512)
"""Weight up to which a picture changes nothing by half a level."""

_HALF, _ONE = np.float32(0.5), np.float32(1)
_FAR = np.float32(1e9)


@_compiled
def plan(field: Any, size: Any, constant: Any, light: Any, plans: Any) -> None:
    """Write what each tile of a frame of ``size`` reads, (tile rows, 4, 3, tile columns) int32.

    The four are the first and the last picture, ``constant`` times as fine as the frame, and what the light adds to
    them. The three are how (``UNREAD`` to ``SCATTERED``), and the first row and column of the window as seen from the
    tile's. ``light`` is 1 - t, and by how much a weight may differ from that without a change of light that shows.
    """
    rest, faintest = light
    _, rows, columns = field.shape
    height, width = size
    wide, tall = np.float32(columns) / np.float32(width), np.float32(rows) / np.float32(height)
    ranges, spare = np.empty((2, 5, columns), np.float32), np.empty((2, columns), np.float32)
    # Ranges of as many columns as a power of two, which is no more than a tile has, and more than half as many.
    span = 1
    while 2 * span <= min(np.int64(np.float32(WIDE - 1) * wide) + 2, columns):
        span *= 2
    cells = np.empty((2, plans.shape[3]), np.int32)
    for i in range(cells.shape[1]):
        start, end = _cells(min(i * WIDE, width - WIDE), WIDE, wide, columns)
        cells[0, i], cells[1, i] = min(start, columns - span), max(end - span, 0)
    for j in range(plans.shape[0]):
        top, count = j * TALL, min(height - j * TALL, TALL)
        _range_down(field, _cells(top, count, tall, rows), span, ranges, spare)
        for number in range(4):
            fine = len(constant) if number < 2 else 1
            base, limit = (rest, faintest) if number >= 2 else (np.float32(number), _FAINT)
            scale = np.float32(fine) / wide, np.float32(fine) / tall
            place = fine * top, fine * (count - 1), fine
            wanted = number & 1, base, limit, scale
            _plan_row(ranges, cells, wanted, (place, fine * height, fine * width), plans[j, number])


@_compiled
def _cells(first: Any, count: Any, ratio: Any, cells: Any) -> Any:
    """Return the first cell that pixels are read between, and the one past the last."""
    low = (np.float32(first) + _HALF) * ratio - _HALF
    high = (np.float32(first + count) - _HALF) * ratio - _HALF
    return max(np.int64(np.floor(low)), np.int64(0)), min(np.int64(np.floor(high)) + 2, cells)


@_compiled
def _range_down(field: Any, rows: Any, span: Any, ranges: Any, spare: Any) -> None:
    """Write the least and the most of rows of each plane, from each column to ``span`` columns on, (2, 5, columns)."""
    for plane in range(field.shape[0]):
        least, most = ranges[0, plane], ranges[1, plane]
        least[:] = _FAR
        most[:] = -_FAR
        for row in range(rows[0], rows[1]):
            values = field[plane, row]
            for x in range(values.size):
                least[x] = min(least[x], values[x])
                most[x] = max(most[x], values[x])
        step = 1
        while step < span:
            _join(least, most, step, spare)
            step *= 2


@_compiled
def _join(least: Any, most: Any, step: Any, spare: Any) -> None:
    """Make each value the least, or the most, of itself and the one ``step`` further on."""
    # In place the compiler could not tell that nothing is read after it was written.
    low, high = least[step:], most[step:]
    for x in range(low.size):
        spare[0, x], spare[1, x] = min(least[x], low[x]), max(most[x], high[x])
    for x in range(low.size):
        least[x], most[x] = spare[0, x], spare[1, x]


@_compiled
def _plan_row(ranges: Any, cells: Any, wanted: Any, place: Any, plans: Any) -> None:
    """Plan the reading of a row of tiles, (3, tile columns); without a branch, so that 16 are planned at once.

    ``wanted`` is which picture, from which weight on it counts, by how much at least, and the scale of displacements.
    ``place`` is where the tiles are in the picture (top, how far down, how many times as fine), and its size.
    """
    side, base, limit, (across, along) = wanted
    (top, down, fine), height, width = place
    for i in range(plans.shape[1]):
        a, b = np.uintp(cells[0, i]), np.uintp(cells[1, i])
        least, most = min(ranges[0, 4, a], ranges[0, 4, b]), max(ranges[1, 4, a], ranges[1, 4, b])
        excess = base - least if side else most - base
        x, y = 2 * side, 2 * side + 1
        low_x, high_x = min(ranges[0, x, a], ranges[0, x, b]) * across, max(ranges[1, x, a], ranges[1, x, b]) * across
        low_y, high_y = min(ranges[0, y, a], ranges[0, y, b]) * along, max(ranges[1, y, a], ranges[1, y, b]) * along
        left = np.int32(min(fine * WIDE * i, width - fine * WIDE))
        right = np.int32(left + fine * (WIDE - 1))
        # What points beyond a side reads the rim: its displacement is as much as it takes to get there.
        beyond_left, beyond_right = np.float32(-left), np.float32(width - fine - right)
        low = min(low_x, beyond_right) if high_x > beyond_right else low_x
        high = max(high_x, beyond_left) if low_x < beyond_left else high_x
        column, row = np.int32(np.floor(low)), np.int32(np.floor(low_y))
        broad, tall = np.int32(np.ceil(high)) - column + 1, np.int32(np.ceil(high_y)) - row + 1
        # Rows of shifts are kept within the picture. Columns may reach into the row before or after, weighing nothing,
        # unless there is none.
        beside = (left + column < 0) | (right + column + LARGE[1] > width)
        at_end = (top + row <= 0) | (top + down + row + LARGE[0] >= height)
        inside = (left + column >= -width) & (right + column + LARGE[1] <= 2 * width)
        usable = inside & ((not beside) | (not at_end))
        is_small = usable & (tall <= SMALL[0]) & (broad <= SMALL[1])
        is_large = usable & (tall <= LARGE[0]) & (broad <= LARGE[1])
        how = BY_SMALL if is_small else (BY_LARGE if is_large else SCATTERED)
        plans[0, i], plans[1, i], plans[2, i] = how if excess > limit else UNREAD, row, column
