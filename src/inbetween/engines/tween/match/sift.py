"""The loops that say where blobs point and how they look: scale-invariant features (Lowe, 2004, sections 5 and 6).

Both are read from 16 x 16 places around a blob, as far apart as it is blurred, instead of from all pixels in reach: the
blur leaves nothing between them, and large blobs cost no more than small ones.
"""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from inbetween.engines.tween.compiling import compiled as _compiled

_ZERO, _HALF, _ONE = (np.float32(value) for value in (0, 0.5, 1))

_SIDE = 16
_ROW = _SIDE + 2
"""Places in a row of a patch: one more at both ends, for the gradients."""

_POINTING = np.float32(9 / _SIDE)
"""Blurs between the places that a direction is read from: three times the deviation of their weights, 1.5, each way."""

_CELL = np.float32(5 / _SIDE)
"""Cells from place to place: four, and half a cell beyond them that reaches into them."""

_BLURS_PER_CELL = np.float32(3)
_TURNS, _EIGHTHS = 36, 8
_NEARLY = np.float32(0.8)
"""Share of the highest peak from which on another is a direction too."""

_CLIPPED = np.float32(0.2)
_TINY = np.float32(1e-9)


def directions(levels: NDArray[np.float32], spots: NDArray[np.float32]) -> tuple[NDArray[np.intp], NDArray[np.float32]]:
    """Return which spot points where: numbers, each at least once, and angles in radians.

    ``spots`` is (n, 4): x, y, blur, and the number of the level to read.
    """
    out = np.empty((_TURNS // 2 * len(spots), 2), np.float32)
    out = out[: _point(levels, spots, out)]
    return out[:, 0].astype(np.intp), out[:, 1] * np.float32(2 * np.pi)


def descriptors(
    levels: NDArray[np.float32], spots: NDArray[np.float32], angles: NDArray[np.float32]
) -> NDArray[np.float32]:
    """Return the RootSIFT descriptors (n, 128) of spots that point by ``angles`` (Arandjelovic and Zisserman, 2012)."""
    out = np.empty((len(spots), 128), np.float32)
    _describe(levels, spots, angles, out)
    return out


@_compiled
def _read(level: Any, spot: Any, turned: Any, patch: Any) -> None:
    """Read a square of places around a spot; ``turned`` is the step from one to the next, x and y, in pixels."""
    height, width = level.shape
    pixels = level.ravel()
    across, down = turned
    right, bottom = np.float32(width) - np.float32(1.001), np.float32(height) - np.float32(1.001)
    middle = np.float32(0.5 * (_ROW - 1))
    for i in range(_ROW):
        v = np.float32(i) - middle
        left_x, left_y = spot[0] - v * down - middle * across, spot[1] + v * across - middle * down
        for j in range(_ROW):
            u = np.float32(np.int32(j))
            x, y = min(max(left_x + u * across, _ZERO), right), min(max(left_y + u * down, _ZERO), bottom)
            column, row = np.int32(x), np.int32(y)
            fx, fy = x - np.float32(column), y - np.float32(row)
            # Unsigned, since the place of a signed index is first asked whether it counts from the end.
            at = np.uint32(row * np.int32(width) + column)
            below = np.uint32(at + np.uint32(width))
            upper = pixels[at] + fx * (pixels[np.uint32(at + np.uint32(1))] - pixels[at])
            lower = pixels[below] + fx * (pixels[np.uint32(below + np.uint32(1))] - pixels[below])
            patch[_ROW * i + j] = upper + fy * (lower - upper)


@_compiled
def _turn(gx: Any, gy: Any) -> Any:
    """Return the direction of a gradient, 0..1, within .0006 (Rajan et al., 2006)."""
    along, aside = abs(gx), abs(gy)
    ratio = min(along, aside) / (max(along, aside) + _TINY)
    turn = ratio * (np.float32(0.125) + np.float32(0.04345) * (_ONE - ratio))
    turn = np.float32(0.25) - turn if aside > along else turn
    turn = _HALF - turn if gx < _ZERO else turn
    return _ONE - turn if gy < _ZERO else turn


@_compiled
def _gradients(patch: Any, weights: Any, lengths: Any, turns: Any) -> None:
    """Write weighted length and direction of the gradients of a patch but for its border, in rows two apart."""
    right, left = patch[_ROW + 2 :], patch[_ROW:]
    below, above = patch[2 * _ROW + 1 :], patch[1:]
    for k in range(lengths.size):
        gx, gy = right[k] - left[k], below[k] - above[k]
        lengths[k] = weights[k] * np.sqrt(gx * gx + gy * gy)
    for k in range(turns.size):
        turns[k] = _turn(right[k] - left[k], below[k] - above[k])


@_compiled
def _bell(deviation: Any) -> Any:
    """Return the weights of the gradients of a patch, a Gaussian of so many places; nothing between the rows."""
    weights = np.zeros(_ROW * _SIDE - 2, np.float32)
    for i in range(_SIDE):
        for j in range(_SIDE):
            y, x = (i - 0.5 * (_SIDE - 1)) / deviation, (j - 0.5 * (_SIDE - 1)) / deviation
            weights[_ROW * i + j] = np.exp(-0.5 * (x * x + y * y))
    return weights


@_compiled
def _count_turns(lengths: Any, turns: Any, counts: Any) -> None:
    """Sum gradients by their direction, in a circle that is two longer at both ends, and smooth it."""
    sums = np.zeros(_TURNS + 4, np.float32)
    for k in range(lengths.size):
        place = np.int32(turns[k] * np.float32(_TURNS) + _HALF)
        sums[2 + (place - _TURNS if place >= _TURNS else place)] += lengths[k]
    sums[0], sums[1], sums[-2], sums[-1] = sums[_TURNS], sums[_TURNS + 1], sums[2], sums[3]
    for k in range(_TURNS):
        sides = np.float32(4) * (sums[k + 1] + sums[k + 3])
        counts[k + 1] = sums[k] + sides + np.float32(6) * sums[k + 2] + sums[k + 4]
    counts[0], counts[-1] = counts[_TURNS], counts[1]


@_compiled
def _point(levels: Any, spots: Any, out: Any) -> Any:
    """Write number and direction (0..1) of the peaks of each spot; return how many there are."""
    patch, weights = np.empty(_ROW * _ROW, np.float32), _bell(1.5 / _POINTING)
    lengths, turns = np.empty_like(weights), np.empty_like(weights)
    counts = np.empty(_TURNS + 2, np.float32)
    many = 0
    for number in range(len(spots)):
        spot = spots[number]
        _read(levels[np.int32(spot[3])], spot, (_POINTING * spot[2], _ZERO), patch)
        _gradients(patch, weights, lengths, turns)
        _count_turns(lengths, turns, counts)
        top = _NEARLY * counts.max()
        for k in range(1, _TURNS + 1):
            before, here, after = counts[k - 1], counts[k], counts[k + 1]
            if here >= top and here > before and here >= after:
                out[many, 0] = number
                out[many, 1] = (k - 1 + 0.5 * (before - after) / (before + after - 2 * here)) / _TURNS
                many += 1
    return many


@_compiled
def _sum_row(lengths: Any, turns: Any, start: Any, line: Any) -> None:
    """Share a row of gradients out to the two nearest of 6 cells and of 8 directions in each; ``line`` is (48,)."""
    line[:] = _ZERO
    for j in range(_SIDE):
        at = _CELL * (np.float32(np.int32(j)) + _HALF)
        cell = np.int32(at)
        share = at - np.float32(cell)
        turn = turns[start + j] * np.float32(_EIGHTHS)
        low = np.int32(turn)
        part = turn - np.float32(low)
        low, high = _EIGHTHS * cell + (low & 7), _EIGHTHS * cell + (low + 1 & 7)
        near, far = lengths[start + j] * (_ONE - share), lengths[start + j] * share
        line[low] += near * (_ONE - part)
        line[high] += near * part
        line[low + _EIGHTHS] += far * (_ONE - part)
        line[high + _EIGHTHS] += far * part


@_compiled
def _sum_cells(lengths: Any, turns: Any, line: Any, cells: Any) -> None:
    """Sum gradients in 6 x 6 cells; the outer ones, which lie beyond the descriptor, take what is not its own."""
    cells[:] = _ZERO
    for i in range(_SIDE):
        _sum_row(lengths, turns, _ROW * i, line)
        at = _CELL * (np.float32(i) + _HALF)
        cell = np.int32(at)
        share = at - np.float32(cell)
        upper, lower = cells[cell], cells[cell + 1]
        for k in range(line.size):
            upper[k] += (_ONE - share) * line[k]
            lower[k] += share * line[k]


@_compiled
def _normalise(cells: Any, out: Any) -> None:
    """Write the roots of the inner cells' shares, none of which may be much more than the others."""
    inner = cells[1:5, _EIGHTHS : 5 * _EIGHTHS]
    limit = _CLIPPED * np.sqrt((inner * inner).sum())
    total = _TINY
    for k in range(out.size):
        out[k] = min(inner[k >> 5, k & 31], limit)
        total += out[k]
    for k in range(out.size):
        out[k] = np.sqrt(out[k] / total)


@_compiled
def _describe(levels: Any, spots: Any, angles: Any, out: Any) -> None:
    patch, weights = np.empty(_ROW * _ROW, np.float32), _bell(2 / _CELL)
    lengths, turns = np.empty_like(weights), np.empty_like(weights)
    line, cells = np.empty(6 * _EIGHTHS, np.float32), np.empty((6, 6 * _EIGHTHS), np.float32)
    for number in range(len(spots)):
        spot = spots[number]
        step = _BLURS_PER_CELL * _CELL * spot[2]
        turned = (step * np.float32(np.cos(angles[number])), step * np.float32(np.sin(angles[number])))
        _read(levels[np.int32(spot[3])], spot, turned, patch)
        _gradients(patch, weights, lengths, turns)
        _sum_cells(lengths, turns, line, cells)
        _normalise(cells, out[number])
