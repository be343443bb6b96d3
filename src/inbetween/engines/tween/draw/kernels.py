"""The loops that OpenCV has no word for, compiled once by numba and cached.

Everything is float32 on the field grid, or uint8 planes of frames; constants are float32 too, since one float64 would
widen a whole loop. An accumulator is (height + 2, width + 2, 8), one cell more than the grid on every side so that
nothing needs to be cut off: sums of displacement to frame 0 (x, y), to frame 1 (x, y), visibility, weight, flag, and
nothing, which keeps each cell in one vector. Loops over rows are written so that they work on 16 cells at once: planes
apart, rows contiguous, no division that could raise.
"""

from typing import Any, NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray

from inbetween.engines.tween.compiling import compiled as _compiled

_ZERO, _HALF, _ONE, _TWO = (np.float32(value) for value in (0, 0.5, 1, 2))
_COVERED = np.float32(1e-7)
_HIDDEN, _SEEN = np.float32(0.25), np.float32(0.6)
_TINY, _FAINT = np.float32(1e-3), np.float32(1e-4)


Matrix: TypeAlias = tuple[np.float32, ...]
"""The nine values of a model, row by row. Tuples, since an array that is handed from function to function inside a
loop has its references counted at every pixel."""


class Course(NamedTuple):
    """Where the camera is at time ``t``.

    ``camera`` carries frame 0 to frame 1, ``now`` to the frame at ``t`` and ``now_back`` the reverse. ``sharpness``
    is one by the pixels over which a frame fades out towards its border.
    """

    t: np.float32
    camera: Matrix
    now: Matrix
    now_back: Matrix
    sharpness: np.float32


class Moment(NamedTuple):
    """Where everything is at one time; ``layers`` has a row (T x, T y, real K, imaginary K) per label, row 0 unused."""

    course: Course
    layers: NDArray[np.float32]


class Splatted(NamedTuple):
    """One frame's pixels before they are splatted, those of a ``box`` (top, bottom, left, right) alone.

    ``carried`` is (8, height, width) of the box: flow x, flow y; motion beyond the camera's x, y, and how far it is
    independent of the camera (0..1); visibility, weight, flag. ``things`` are the (row, column) of a layer's pixels in
    the box, ``edges`` those of flagged ones.
    """

    carried: NDArray[np.float32]
    labels: NDArray[np.uint8]
    box: NDArray[np.int32]
    things: NDArray[np.int32]
    edges: NDArray[np.int32]


class SmoothPath(NamedTuple):
    """The smooth path on frame 0: its offsets at t are ``terms`` [0] + t [1] + t t [2], ``share`` is 0..1.

    Offsets are (height, width, 4): beyond the camera's motion to frame 0 (x, y) and to frame 1 (x, y); the last term
    may be missing.
    """

    terms: tuple[NDArray[np.float32], ...]
    share: NDArray[np.float32]


@_compiled
def _project(model: Any, x: Any, y: Any) -> Any:
    depth = _ONE / (model[6] * x + model[7] * y + model[8])
    across = (model[0] * x + model[1] * y + model[2]) * depth
    down = (model[3] * x + model[4] * y + model[5]) * depth
    return across, down


@_compiled
def _follow_layer(row: Any, t: Any, a: Any, b: Any) -> Any:
    """Place a pixel of a layer that moves by T and turns about its own centre."""
    dx = b[0] - a[0] - row[0]
    dy = b[1] - a[1] - row[1]
    px = a[0] + t * row[0] + row[2] * dx - row[3] * dy
    py = a[1] + t * row[1] + row[2] * dy + row[3] * dx
    return px, py


@_compiled
def _ends(carried: Any, box: Any, is_last: Any, y: Any, x: Any) -> Any:
    """Return where a pixel of a box is in frame 0 and in frame 1."""
    here = (np.float32(np.int32(box[2] + x)), np.float32(np.int32(box[0] + y)))
    there = (here[0] + carried[0, y, x], here[1] + carried[1, y, x])
    return (there, here) if is_last else (here, there)


@_compiled
def _five(planes: Any, y: Any) -> Any:
    """Return a row of each of the first five planes."""
    return planes[0, y], planes[1, y], planes[2, y], planes[3, y], planes[4, y]


@_compiled
def _place_row(course: Any, carried: Any, start: Any, is_last: Any, places: Any) -> None:
    """Place pixels of a row as if they belonged to no layer: on the camera's path, or straight if they move alone.

    ``start`` is where the row begins, x and y.
    """
    flow_x, flow_y, beyond_x, beyond_y, own = carried
    x_at, y_at = places
    (left, y), t = start, course.t
    began, gone = (_ONE, _ONE - t) if is_last else (_ZERO, t)
    for i in range(x_at.size):
        x = left + np.float32(np.int32(i))
        there_x = x + began * flow_x[i] + t * beyond_x[i]
        there_y = y + began * flow_y[i] + t * beyond_y[i]
        px, py = _project(course.now, there_x, there_y)
        x_at[i] = px + own[i] * (x + gone * flow_x[i] - px)
        y_at[i] = py + own[i] * (y + gone * flow_y[i] - py)


@_compiled
def place(pixels: Any, moment: Any, is_last: bool, places: Any) -> None:
    """Say where the pixels of a frame's box are at time t; ``places`` is (2, height, width), x and y."""
    carried, labels, box, things, _ = pixels
    course, layers = moment
    for y in range(places.shape[1]):
        start = np.float32(box[2]), np.float32(np.int32(box[0] + y))
        _place_row(course, _five(carried, y), start, is_last, (places[0, y], places[1, y]))
    for number in range(things.shape[0]):
        y, x = things[number, 0], things[number, 1]
        label = labels[y, x]
        turn = (layers[label, 0], layers[label, 1], layers[label, 2], layers[label, 3])
        a, b = _ends(carried, box, is_last, y, x)
        places[0, y, x], places[1, y, x] = _follow_layer(turn, course.t, a, b)


@_compiled
def _is_near(px: Any, py: Any, height: Any, width: Any) -> Any:
    """Say whether a place has at least one of its four cells on the grid."""
    return px > -1 and py > -1 and px < width and py < height


@_compiled
def want_edges(edges: Any, places: Any, wanted: Any) -> None:
    """Mark the cells that a frame's flagged pixels reach; ``wanted`` has one cell more on every side."""
    height, width = wanted.shape[0] - 2, wanted.shape[1] - 2
    for number in range(edges.shape[0]):
        y, x = edges[number, 0], edges[number, 1]
        px, py = places[0, y, x], places[1, y, x]
        if _is_near(px, py, height, width):
            top, left = np.int32(py + _ONE), np.int32(px + _ONE)
            wanted[top, left] = wanted[top, left + 1] = 1
            wanted[top + 1, left] = wanted[top + 1, left + 1] = 1


@_compiled
def _scatter(sums: Any, place: Any, values: Any) -> None:
    """Add the values of one pixel to the four cells around its place."""
    px, py = place[0] + _ONE, place[1] + _ONE
    left, top = np.int32(px), np.int32(py)
    gx, gy = px - np.float32(left), py - np.float32(top)
    for j in range(2):
        row_weight = gy if j else _ONE - gy
        for i in range(2):
            weight = row_weight * (gx if i else _ONE - gx)
            y, x = top + j, left + i
            sums[y, x, 0] += weight * values[0]
            sums[y, x, 1] += weight * values[1]
            sums[y, x, 2] += weight * values[2]
            sums[y, x, 3] += weight * values[3]
            sums[y, x, 4] += weight * values[4]
            sums[y, x, 5] += weight * values[5]
            sums[y, x, 6] += weight * values[6]


@_compiled
def splat(pixels: Any, places: Any, is_last: bool, reach: Any, sums: Any) -> None:
    """Add up, where a frame's pixels are placed, how to get back to both frames.

    Only pixels with a wanted cell among their four, which ``reach`` has at the upper left one: all others would be
    summed for nothing. Like ``sums``, which are 0 before, it begins one cell before the grid.
    """
    carried, box = pixels.carried, pixels.box
    height, width = reach.shape[0] - 2, reach.shape[1] - 2
    for y in range(places.shape[1]):
        for x in range(places.shape[2]):
            px, py = places[0, y, x], places[1, y, x]
            if not _is_near(px, py, height, width):
                continue
            if reach[np.int32(py + _ONE), np.int32(px + _ONE)] == 0:
                continue
            a, b = _ends(carried, box, is_last, y, x)
            weight = carried[6, y, x]
            from_first = (weight * (a[0] - px), weight * (a[1] - py))
            from_last = (weight * (b[0] - px), weight * (b[1] - py))
            worth = (weight * carried[5, y, x], weight, weight * carried[7, y, x])
            _scatter(sums, (px, py), from_first + from_last + worth)


@_compiled
def _smooth_row(course: Any, offsets: Any, y: Any, out: Any) -> None:
    """Write a row of displacements to both frames along the smooth path, and of the weight of frame 0."""
    to_first_x, to_first_y, to_last_x, to_last_y, weight = out
    rest = _ONE - course.t
    for i in range(weight.size):
        x = np.float32(np.int32(i))
        ux, uy = _project(course.now_back, x, y)
        to_first_x[i] = ux + offsets[4 * i] - x
        to_first_y[i] = uy + offsets[4 * i + 1] - y
        bx, by = _project(course.camera, ux + offsets[4 * i + 2], uy + offsets[4 * i + 3])
        to_last_x[i] = bx - x
        to_last_y[i] = by - y
        weight[i] = rest


@_compiled
def follow_smooth(offsets: Any, moment: Any, out: Any) -> None:
    """Turn offsets of the smooth path, (height, width, 4), read where the camera is, into a field.

    A field is (5, height, width): displacement to frame 0 (x, y), to frame 1 (x, y), weight of frame 0.
    """
    for y in range(offsets.shape[0]):
        _smooth_row(moment.course, offsets[y].ravel(), np.float32(y), _five(out, y))


@_compiled
def _inside(x: Any, y: Any, corner: Any) -> Any:
    """Return 0 outside the frame, 1 well inside it; ``corner`` is its bottom right and one by the feather's width."""
    # In this order: x beside y would be taken for a pair, and the loop around it no longer for 16 cells at once.
    depth = min(min(x, y), min(corner[0] - x, corner[1] - y)) * corner[2]
    return min(max(depth, _ZERO), _ONE)


@_compiled
def _feather_row(field: Any, y: Any, corner: Any) -> None:
    first_x, first_y, last_x, last_y, weight = field
    for i in range(weight.size):
        x = np.float32(np.int32(i))
        mine = weight[i] * (_TINY + _inside(x + first_x[i], y + first_y[i], corner))
        other = (_ONE - weight[i]) * (_TINY + _inside(x + last_x[i], y + last_y[i], corner))
        weight[i] = mine / (mine + other)


@_compiled
def feather(field: Any, moment: Any) -> None:
    """Let each frame fade out towards its border, where the other one still sees the place."""
    _, height, width = field.shape
    corner = (np.float32(width - 1), np.float32(height - 1), moment.course.sharpness)
    for y in range(height):
        _feather_row(_five(field, y), np.float32(y), corner)


@_compiled
def _splatted(first: Any, last: Any, t: Any) -> Any:
    """Return displacements, weight of frame 0 and flag where at least one frame was splatted."""
    w0, w1 = first[5], last[5]
    has0, has1 = w0 > _COVERED, w1 > _COVERED
    r0 = _ONE / w0 if has0 else _ZERO
    r1 = _ONE / w1 if has1 else _ZERO
    v0, v1 = first[4] * r0, last[4] * r1
    flag = max(first[6] * r0, last[6] * r1)
    m = _ONE - t
    use0 = has0 and not (has1 and v0 < _HIDDEN and v1 > _SEEN)
    use1 = has1 and not (has0 and v1 < _HIDDEN and v0 > _SEEN)
    if use0 and use1:
        if v0 < _HIDDEN and v1 < _HIDDEN:
            k0, k1 = m * (_FAINT + w0), t * (_FAINT + w1)
            m = k0 / (k0 + k1)
        return first[0] * r0, first[1] * r0, last[2] * r1, last[3] * r1, m, flag
    if use0:
        if not has1:
            m += t * (_ONE - v0)
        return first[0] * r0, first[1] * r0, first[2] * r0, first[3] * r0, m, flag
    if not has0:
        m *= v1
    return last[0] * r1, last[1] * r1, last[2] * r1, last[3] * r1, m, flag


@_compiled
def _seven(sums: Any, y: int, x: int) -> Any:
    return (sums[y, x, 0], sums[y, x, 1], sums[y, x, 2], sums[y, x, 3], sums[y, x, 4], sums[y, x, 5], sums[y, x, 6])


@_compiled
def merge(sums: Any, share: Any, when: Any, field: Any) -> None:
    """Put both splats, which touch a box (top, bottom, left, right) at time t, before the smooth path in ``field``."""
    first, last = sums
    t, (top, bottom, left, right) = when
    for y in range(top, bottom):
        for x in range(left, right):
            if first[y + 1, x + 1, 5] <= _COVERED and last[y + 1, x + 1, 5] <= _COVERED:
                continue
            s = _splatted(_seven(first, y + 1, x + 1), _seven(last, y + 1, x + 1), t)
            k = _ONE - share[y, x] * (_ONE - min(s[5] * _TWO, _ONE))
            field[0, y, x] += k * (s[0] - field[0, y, x])
            field[1, y, x] += k * (s[1] - field[1, y, x])
            field[2, y, x] += k * (s[2] - field[2, y, x])
            field[3, y, x] += k * (s[3] - field[3, y, x])
            field[4, y, x] += k * (s[4] - field[4, y, x])
