"""The loops that find blobs in scale space: extrema of differences of Gaussians, fitted (Lowe, 2004, sections 3 and 4).

``levels`` are (blurs, height, width) float32, each more blurred than the one before; difference s is level s + 1 less
level s. Rows are compared 16 pixels at once, while all that they are compared with lies in the cache; the few pixels
that pass are looked for eight at once.
"""

from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from inbetween.engines.tween.compiling import compiled as _compiled

_ZERO, _QUARTER, _HALF, _ONE = (np.float32(value) for value in (0, 0.25, 0.5, 1))

_BORDER = 5
"""Pixels at the border of an octave where no blob is looked for."""

_STEEPEST = np.float32(12.1)
"""Square of the trace of the Hessian per determinant, (r + 1)^2 / r, of what is ten times as steep across as along:
beyond that it is an edge, and where along the edge is chance."""

_NEAREST = np.float32(0.6)
"""Steps to an extremum that has no nearer neighbour: more than half, or what lies between two would go to and fro."""

_MOVES = 5
"""How often a fit may go on from a neighbour."""

Spots: TypeAlias = NDArray[np.float32]
"""Blobs of an octave, (n, 5): x and y in its pixels, level, the nearest whole level, and the difference there."""


def find_spots(levels: NDArray[np.float32], contrast: float) -> Spots:
    """Return the blobs of an octave whose difference, once fitted, is at least ``contrast``."""
    found = np.empty((levels[0].size // 4 + 1, 3), np.int32)
    # Between pixels a difference is larger than on them, but hardly twice as large.
    count = _find(levels, np.float32(contrast / 2), found)
    spots: Spots = np.empty((count, 5), np.float32)
    return spots[: _refine(levels, np.float32(contrast), found[:count], spots)]


@_compiled
def _subtract(upper: Any, lower: Any, out: Any) -> None:
    for x in range(out.size):
        out[x] = upper[x] - lower[x]


@_compiled
def _highest(rows: Any, out: Any) -> None:
    one, two, three = rows[0], rows[1], rows[2]
    for x in range(out.size):
        out[x] = max(max(one[x], two[x]), three[x])


@_compiled
def _lowest(rows: Any, out: Any) -> None:
    one, two, three = rows[0], rows[1], rows[2]
    for x in range(out.size):
        out[x] = min(min(one[x], two[x]), three[x])


@_compiled
def _mark(row: Any, bounds: Any, threshold: Any, marks: Any) -> None:
    """Mark what lies beyond the threshold and within no bound, highest and lowest, of its three columns."""
    high, low = bounds[0], bounds[1]
    for x in range(1, row.size - 1):
        top = max(max(max(high[x - 1], high[x]), high[x + 1]), threshold)
        bottom = min(min(min(low[x - 1], low[x]), low[x + 1]), -threshold)
        marks[x] = np.uint8((row[x] >= top) | (row[x] <= bottom))


@_compiled
def _gather(marks: Any, place: Any, found: Any, count: Any) -> Any:
    """Append (level, row, column) of each mark to ``count`` that are found; return how many there are then."""
    words = marks.view(np.uint64)
    for word in range(words.size):
        if words[word] == 0:
            continue
        for x in range(max(8 * word, _BORDER), min(8 * word + 8, place[2] - _BORDER)):
            if marks[x] and count < len(found):
                found[count, 0], found[count, 1], found[count, 2] = place[0], place[1], x
                count += 1
    return count


@_compiled
def _find(levels: Any, threshold: Any, found: Any) -> Any:
    """Write level, row and column of the extrema beyond the threshold; return how many there are."""
    layers, height, width = levels.shape[0] - 1, levels.shape[1], levels.shape[2]
    rows = np.empty((layers, 3, width), np.float32)
    highs, lows, bounds = np.empty_like(rows[:, 0]), np.empty_like(rows[:, 0]), np.empty((2, width), np.float32)
    marks = np.zeros((width + 7) // 8 * 8, np.uint8)
    count = 0
    for y in range(_BORDER - 1, height - _BORDER + 1):
        for s in range(layers):
            _subtract(levels[s + 1, y], levels[s, y], rows[s, y % 3])
            _highest(rows[s], highs[s])
            _lowest(rows[s], lows[s])
        for s in range(1, layers - 1 if y > _BORDER else 0):
            _highest(highs[s - 1 : s + 2], bounds[0])
            _lowest(lows[s - 1 : s + 2], bounds[1])
            _mark(rows[s, (y - 1) % 3], bounds, threshold, marks)
            count = _gather(marks, (s, y - 1, width), found, count)
    return count


@_compiled
def _difference(levels: Any, s: Any, y: Any, x: Any) -> Any:
    return levels[s + 1, y, x] - levels[s, y, x]


@_compiled
def _slopes(levels: Any, s: Any, y: Any, x: Any) -> Any:
    """Return the first derivatives by x, y and level."""
    across = _difference(levels, s, y, x + 1) - _difference(levels, s, y, x - 1)
    down = _difference(levels, s, y + 1, x) - _difference(levels, s, y - 1, x)
    up = _difference(levels, s + 1, y, x) - _difference(levels, s - 1, y, x)
    return _HALF * across, _HALF * down, _HALF * up


@_compiled
def _bends(levels: Any, s: Any, y: Any, x: Any) -> Any:
    """Return the second derivatives by x, y and level."""
    twice = np.float32(2) * _difference(levels, s, y, x)
    across = _difference(levels, s, y, x + 1) + _difference(levels, s, y, x - 1)
    down = _difference(levels, s, y + 1, x) + _difference(levels, s, y - 1, x)
    up = _difference(levels, s + 1, y, x) + _difference(levels, s - 1, y, x)
    return across - twice, down - twice, up - twice


@_compiled
def _twists(levels: Any, s: Any, y: Any, x: Any) -> Any:
    """Return the second derivatives by x and y, x and level, y and level."""
    after, before = _slopes(levels, s, y + 1, x), _slopes(levels, s, y - 1, x)
    above, below = _slopes(levels, s + 1, y, x), _slopes(levels, s - 1, y, x)
    return _HALF * (after[0] - before[0]), _HALF * (above[0] - below[0]), _HALF * (above[1] - below[1])


@_compiled
def _fit(levels: Any, s: Any, y: Any, x: Any) -> Any:
    """Fit a quadric to 3 x 3 x 3 differences; return where it is extreme (x, y, level), how much, and if an edge is."""
    gx, gy, gs = _slopes(levels, s, y, x)
    xx, yy, ss = _bends(levels, s, y, x)
    xy, xs, ys = _twists(levels, s, y, x)
    flat = xx * yy - xy * xy
    edge = (xx + yy) * (xx + yy) >= _STEEPEST * flat
    a, b, c = yy * ss - ys * ys, xs * ys - xy * ss, xy * ys - xs * yy
    d, e = xx * ss - xs * xs, xy * xs - xx * ys
    volume = xx * a + xy * b + xs * c
    by = -_ONE / volume if volume != _ZERO else _ZERO
    dx, dy, ds = by * (a * gx + b * gy + c * gs), by * (b * gx + d * gy + e * gs), by * (c * gx + e * gy + flat * gs)
    value = _difference(levels, s, y, x) + _HALF * (gx * dx + gy * dy + gs * ds)
    return (dx, dy, ds), value, edge or volume == _ZERO


@_compiled
def _settle(levels: Any, place: Any) -> Any:
    """Go from neighbour to neighbour to the nearest extremum; return place, offset and value, 0 if there is none."""
    s, y, x = place
    for _ in range(_MOVES):
        offset, value, edge = _fit(levels, s, y, x)
        furthest = max(max(abs(offset[0]), abs(offset[1])), abs(offset[2]))
        if furthest <= _NEAREST:
            return (s, y, x), offset, _ZERO if edge else value
        if furthest > np.float32(_BORDER):
            break
        s, y, x = s + int(np.rint(offset[2])), y + int(np.rint(offset[1])), x + int(np.rint(offset[0]))
        if not _within(levels, s, y, x):
            break
    return (s, y, x), offset, _ZERO


@_compiled
def _within(levels: Any, s: Any, y: Any, x: Any) -> Any:
    layers, height, width = levels.shape[0] - 1, levels.shape[1], levels.shape[2]
    return 1 <= s < layers - 1 and _BORDER <= y < height - _BORDER and _BORDER <= x < width - _BORDER


@_compiled
def _refine(levels: Any, contrast: Any, found: Any, spots: Any) -> Any:
    """Write the spots of the extrema that last; return how many do."""
    count = 0
    for number in range(len(found)):
        place = (int(found[number, 0]), int(found[number, 1]), int(found[number, 2]))
        (s, y, x), offset, value = _settle(levels, place)
        if abs(value) < contrast:
            continue
        spots[count, 0] = np.float32(x) + offset[0]
        spots[count, 1] = np.float32(y) + offset[1]
        spots[count, 2] = np.float32(s) + offset[2]
        spots[count, 3] = np.float32(s)
        spots[count, 4] = value
        count += 1
    return count
