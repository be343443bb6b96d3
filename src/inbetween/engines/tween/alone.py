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

Change: TypeAlias = tuple[NDArray[np.int16], NDArray[np.int16]]
"""What the light adds from the first picture to the last, to a plane of the first and to one of the last."""

_ZERO, _HALF, _ONE, _WHITE = (np.float32(value) for value in (0, 0.5, 1, 255))
_NOTHING = np.float32(1 / 256)
"""A share of the light that is a level at most."""


@compiled
def _mix(one: Any, other: Any, share: Any) -> Any:
    return one + share * (other - one)


@compiled
def _read(plane: Any, x: Any, y: Any) -> Any:
    """Read the nearest pixel; reading between pixels takes 1.5 times as long and gains nothing that can be measured."""
    height, width = plane.shape
    column = min(max(int(x + _HALF), 0), width - 1)
    row = min(max(int(y + _HALF), 0), height - 1)
    return np.float32(plane[row, column])


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
def _side(missing: Any, cells: Any) -> Any:
    """Return whose light is missing at four cells: 0, 1, or -1 where it is nobody's."""
    most = least = _ZERO
    for cell in cells:
        most, least = max(most, missing[cell]), min(least, missing[cell])
    if max(most, -least) < _NOTHING:
        return -1
    return 0 if most > -least else 1


@compiled
def _light_block(block: Any, corners: Any, plane: Any, out: Any) -> None:
    """Light the pixels between the centres of four cells."""
    rows, columns, origin, stretch = block
    for y in range(rows[0], rows[1]):
        down = min(max((np.float32(y) + _HALF) / stretch[1] - origin[1], _ZERO), _ONE)
        left = _mix_corners(corners[0], corners[2], down)
        right = _mix_corners(corners[1], corners[3], down)
        for x in range(columns[0], columns[1]):
            across = min(max((np.float32(x) + _HALF) / stretch[0] - origin[0], _ZERO), _ONE)
            share, dx, dy = _mix_corners(left, right, across)
            light = _read(plane, np.float32(x) + dx * stretch[0], np.float32(y) + dy * stretch[1])
            value = np.float32(out[y, x]) + share * light
            out[y, x] = np.uint8(min(max(value, _ZERO), _WHITE) + _HALF)


@compiled
def light_alone(field: Any, missing: Any, change: Any, out: Any) -> None:
    """Add to a drawn plane the light that its weights leave out.

    ``field`` is the (5, rows, columns) that it was drawn by, ``missing`` (rows, columns) by how much the weight of
    frame 0 exceeds 1 - t.
    """
    height, width = out.shape
    rows, columns = missing.shape
    stretch = np.float32(width) / np.float32(columns), np.float32(height) / np.float32(rows)
    for row in range(-1, rows):
        top, bottom = max(row, 0), min(row + 1, rows - 1)
        for column in range(-1, columns):
            left, right = max(column, 0), min(column + 1, columns - 1)
            cells = (top, left), (top, right), (bottom, left), (bottom, right)
            side = _side(missing, cells)
            if side < 0:
                continue
            corners = _corner(missing, field, side, cells[0]), _corner(missing, field, side, cells[1])
            lower = _corner(missing, field, side, cells[2]), _corner(missing, field, side, cells[3])
            origin = np.float32(column) + _HALF, np.float32(row) + _HALF
            block = _pixels(row, stretch[1], height), _pixels(column, stretch[0], width), origin, stretch
            _light_block(block, corners + lower, change[side], out)
