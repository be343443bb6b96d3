"""What only one picture shows, in the light of time t.

Light is linear in time, so where both pictures are blended as time wants it, (1-t) and t, their light is right by
itself, whatever it does. Only where one of them is given more weight, at borders and behind things, its share of the
change of light is missing: that is added here.
"""

import math
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from inbetween.engines.tween.compiling import compiled

Change: TypeAlias = tuple[NDArray[np.int16], np.float32]
"""What the light adds from the first picture to the last, to planes of either, (2, count, height, width), and the share
of it that is half a level at most, which rounding hides."""

_ZERO, _HALF, _ONE, _WHITE = (np.float32(value) for value in (0, 0.5, 1, 255))


def change_of(added: NDArray[np.int16]) -> Change:
    """Return what the light adds to planes of both pictures, and how little of it rounding hides."""
    return added, np.float32(0.5 / max(float(np.abs(added).max()), 0.5))


@compiled
def _mix(one: Any, other: Any, share: Any) -> Any:
    return one + share * (other - one)


@compiled
def _nearest(planes: Any, x: Any, y: Any) -> Any:
    """Return the nearest pixel; reading between pixels takes 1.5 times as long and gains nothing that is measurable."""
    _, _, height, width = planes.shape
    row = min(max(np.int32(y + _HALF), np.int32(0)), np.int32(height - 1))
    column = min(max(np.int32(x + _HALF), np.int32(0)), np.int32(width - 1))
    return row, column


@compiled
def _pixels(cell: Any, stretch: Any, size: Any) -> Any:
    """Return which pixels lie between the centre of a cell and that of the next one; -1 is before the first one."""
    start = math.ceil((np.float32(cell) + _HALF) * stretch - _HALF)
    end = math.ceil((np.float32(cell) + _HALF + _ONE) * stretch - _HALF)
    return max(start, 0), min(end, size)


@compiled
def _corner(missing: Any, field: Any, side: Any, cell: Any) -> Any:
    """Return the missing weight, and the displacement to the frame called ``side``, of a cell."""
    row, column = cell
    return missing[row, column], field[2 * side, row, column], field[2 * side + 1, row, column]


@compiled
def _mix_corners(one: Any, other: Any, share: Any) -> Any:
    return _mix(one[0], other[0], share), _mix(one[1], other[1], share), _mix(one[2], other[2], share)


@compiled
def _side(missing: Any, cells: Any, least: Any) -> Any:
    """Return whose light is missing at four cells: 0, 1, or -1 where it is nobody's or ``least`` of it at most."""
    most = fewest = _ZERO
    for cell in cells:
        most, fewest = max(most, missing[cell]), min(fewest, missing[cell])
    if max(most, -fewest) <= least:
        return -1
    return 0 if most > -fewest else 1


@compiled
def _light_block(block: Any, corners: Any, added: Any, outs: Any) -> None:
    """Light the pixels between the centres of four cells, in each of some planes of one size."""
    rows, columns, origin, stretch, side = block
    per_pixel = _ONE / stretch[0], _ONE / stretch[1]
    for y in range(rows[0], rows[1]):
        down = min(max((np.float32(y) + _HALF) * per_pixel[1] - origin[1], _ZERO), _ONE)
        left = _mix_corners(corners[0], corners[2], down)
        right = _mix_corners(corners[1], corners[3], down)
        for x in range(columns[0], columns[1]):
            across = min(max((np.float32(x) + _HALF) * per_pixel[0] - origin[0], _ZERO), _ONE)
            share, dx, dy = _mix_corners(left, right, across)
            row, column = _nearest(added, np.float32(x) + dx * stretch[0], np.float32(y) + dy * stretch[1])
            for plane in range(outs.shape[0]):
                value = np.float32(outs[plane, y, x]) + share * np.float32(added[side, plane, row, column])
                outs[plane, y, x] = np.uint8(min(max(value, _ZERO), _WHITE) + _HALF)


@compiled
def light_alone(field: Any, missing: Any, change: Any, outs: Any) -> None:
    """Add to drawn planes, (count, height, width), the light that their weights leave out.

    ``field`` is the (5, rows, columns) that they were drawn by, ``missing`` (rows, columns) by how much the weight of
    frame 0 exceeds 1 - t.
    """
    _, height, width = outs.shape
    rows, columns = missing.shape
    stretch = np.float32(width) / np.float32(columns), np.float32(height) / np.float32(rows)
    added, least = change
    for row in range(-1, rows):
        top, bottom = max(row, 0), min(row + 1, rows - 1)
        for column in range(-1, columns):
            left, right = max(column, 0), min(column + 1, columns - 1)
            cells = (top, left), (top, right), (bottom, left), (bottom, right)
            side = _side(missing, cells, least)
            if side < 0:
                continue
            corners = _corner(missing, field, side, cells[0]), _corner(missing, field, side, cells[1])
            lower = _corner(missing, field, side, cells[2]), _corner(missing, field, side, cells[3])
            origin = np.float32(column) + _HALF, np.float32(row) + _HALF
            block = _pixels(row, stretch[1], height), _pixels(column, stretch[0], width), origin, stretch, side
            _light_block(block, corners + lower, added, outs)
