"""The loops that OpenCV has no word for, compiled once by numba and cached.

Everything is float32 on the field grid; the constants are too, since one float64 would widen a whole loop. An
accumulator is (height, width, 7): sums of displacement to frame 0 (x, y), to frame 1 (x, y), visibility, weight, flag.
"""

import math
from collections.abc import Callable
from typing import Any, NamedTuple, TypeAlias, TypeVar, cast

import numpy as np
from numba import config, njit
from numpy.typing import NDArray

# Off by default; it lets one instruction add several of a cell's sums: splats take two thirds of the time.
config.SLP_VECTORIZE = 1

_Function = TypeVar("_Function", bound=Callable[..., Any])

_ZERO, _HALF, _ONE, _TWO = (np.float32(value) for value in (0, 0.5, 1, 2))
_COVERED = np.float32(1e-7)
_HIDDEN, _SEEN = np.float32(0.25), np.float32(0.6)
_TINY, _FAINT = np.float32(1e-3), np.float32(1e-4)


def _compiled(function: _Function) -> _Function:
    return cast("_Function", njit(fastmath=True, cache=True, nogil=True)(function))


Matrix: TypeAlias = tuple[np.float32, ...]
"""The nine values of a model, row by row. Tuples, since an array that is handed from function to function inside a
loop has its references counted at every pixel."""


class Course(NamedTuple):
    """Where the camera is at time ``t``.

    ``camera`` carries frame 0 to frame 1 and ``camera_back`` the reverse; ``now`` carries frame 0 to the frame at
    ``t``, ``now_back`` the reverse. ``independence`` is the reciprocal of the motion, in pixels, at which a thing
    stops following the camera's arc, ``feather`` the pixels over which a frame fades out towards its border.
    """

    t: np.float32
    camera: Matrix
    camera_back: Matrix
    now: Matrix
    now_back: Matrix
    independence: np.float32
    feather: np.float32


class Moment(NamedTuple):
    """Where everything is at one time; ``layers`` has a row (T x, T y, real K, imaginary K) per label, row 0 unused."""

    course: Course
    layers: NDArray[np.float32]


class Splatted(NamedTuple):
    """One frame's pixels before they are splatted; ``box`` is top, bottom, left, right of what is.

    ``carried`` is (height, width, 5): flow x, flow y, visibility, weight, flag.
    """

    carried: NDArray[np.float32]
    labels: NDArray[np.uint8]
    box: NDArray[np.int32]


class SmoothPath(NamedTuple):
    """The smooth path read at time t: residuals and bends are (height, width, 4), ``share`` (height, width) 0..1."""

    residuals: NDArray[np.float32]
    bends: NDArray[np.float32]
    share: NDArray[np.float32]


@_compiled
def _project(model: Any, x: Any, y: Any) -> Any:
    depth = _ONE / (model[6] * x + model[7] * y + model[8])
    across = (model[0] * x + model[1] * y + model[2]) * depth
    down = (model[3] * x + model[4] * y + model[5]) * depth
    return across, down


@_compiled
def _follow_camera(course: Any, a: Any, b: Any) -> Any:
    """Place a pixel that belongs to no layer: on the camera's path, or straight ahead if it moves on its own."""
    t = course.t
    qx, qy = _project(course.camera_back, b[0], b[1])
    dx, dy = qx - a[0], qy - a[1]
    px, py = _project(course.now, a[0] + dx * t, a[1] + dy * t)
    own = math.sqrt(dx * dx + dy * dy) * course.independence - _HALF
    own = min(max(own, _ZERO), _ONE)
    px += (a[0] + (b[0] - a[0]) * t - px) * own
    py += (a[1] + (b[1] - a[1]) * t - py) * own
    return px, py


@_compiled
def _follow_layer(row: Any, t: Any, a: Any, b: Any) -> Any:
    """Place a pixel of a layer that moves by T and turns about its own centre."""
    dx = b[0] - a[0] - row[0]
    dy = b[1] - a[1] - row[1]
    px = a[0] + t * row[0] + row[2] * dx - row[3] * dy
    py = a[1] + t * row[1] + row[2] * dy + row[3] * dx
    return px, py


@_compiled
def _scatter(sums: Any, place: Any, ends: Any, worth: Any) -> None:
    """Add one pixel, worth (visibility, weight, flag), to the four cells around its place."""
    height, width, _ = sums.shape
    px, py = place
    left, top = math.floor(px), math.floor(py)
    gx, gy = px - np.float32(left), py - np.float32(top)
    for j in range(2):
        y = top + j
        if y < 0 or y >= height:
            continue
        row_weight = (gy if j else _ONE - gy) * worth[1]
        for i in range(2):
            x = left + i
            if x < 0 or x >= width:
                continue
            weight = row_weight * (gx if i else _ONE - gx)
            sums[y, x, 0] += weight * (ends[0] - px)
            sums[y, x, 1] += weight * (ends[1] - py)
            sums[y, x, 2] += weight * (ends[2] - px)
            sums[y, x, 3] += weight * (ends[3] - py)
            sums[y, x, 4] += weight * worth[0]
            sums[y, x, 5] += weight
            sums[y, x, 6] += weight * worth[2]


@_compiled
def _follow(course: Any, label: Any, row: Any, ends: Any) -> Any:
    """Place a pixel, known by where it is in both frames, at time t; ``row`` is its layer's."""
    a, b = ends
    if label == 0:
        return _follow_camera(course, a, b)
    return _follow_layer(row, course.t, a, b)


@_compiled
def _ends(x: Any, y: Any, flow: Any, is_last: Any) -> Any:
    """Return where a pixel is in frame 0 and in frame 1."""
    here = (np.float32(x), np.float32(y))
    there = (here[0] + flow[0], here[1] + flow[1])
    if is_last:
        return there, here
    return here, there


@_compiled
def _is_near(place: Any, height: Any, width: Any) -> Any:
    """Say whether a place has at least one of its four cells on the grid."""
    return place[0] > -1 and place[1] > -1 and place[0] < width and place[1] < height


@_compiled
def want_edges(pixels: Any, moment: Any, is_last: bool, wanted: Any) -> None:
    """Mark the cells that a frame's flagged pixels reach; ``wanted`` has one cell more on every side."""
    carried, labels, box = pixels
    course, layers = moment
    height, width = labels.shape
    for y in range(box[0], box[1]):
        for x in range(box[2], box[3]):
            if carried[y, x, 4] == 0:
                continue
            label = labels[y, x]
            row = (layers[label, 0], layers[label, 1], layers[label, 2], layers[label, 3])
            place = _follow(course, label, row, _ends(x, y, (carried[y, x, 0], carried[y, x, 1]), is_last))
            if _is_near(place, height, width):
                top, left = math.floor(place[1]) + 1, math.floor(place[0]) + 1
                wanted[top, left] = wanted[top, left + 1] = 1
                wanted[top + 1, left] = wanted[top + 1, left + 1] = 1


@_compiled
def splat(pixels: Any, moment: Any, is_last: bool, wanted: Any, sums: Any) -> None:
    """Carry one frame's pixels to time t and add up, where they land, how to get back to both frames.

    Only pixels that reach a ``wanted`` cell: all others would be summed for nothing.
    """
    height, width, _ = sums.shape
    carried, labels, box = pixels
    course, layers = moment
    sums[:] = 0
    for y in range(box[0], box[1]):
        for x in range(box[2], box[3]):
            label = labels[y, x]
            row = (layers[label, 0], layers[label, 1], layers[label, 2], layers[label, 3])
            a, b = _ends(x, y, (carried[y, x, 0], carried[y, x, 1]), is_last)
            place = _follow(course, label, row, (a, b))
            if not _is_near(place, height, width):
                continue
            top, left = math.floor(place[1]) + 1, math.floor(place[0]) + 1
            if wanted[top, left] or wanted[top, left + 1] or wanted[top + 1, left] or wanted[top + 1, left + 1]:
                worth = (carried[y, x, 2], carried[y, x, 3], carried[y, x, 4])
                _scatter(sums, place, (a[0], a[1], b[0], b[1]), worth)


@_compiled
def _inside(x: Any, y: Any, corner: Any) -> Any:
    """Return 0 outside the frame, 1 well inside it; ``corner`` is its bottom right and the width of the feather."""
    depth = min(min(x, corner[0] - x), min(y, corner[1] - y)) / corner[2]
    return min(max(depth, _ZERO), _ONE)


@_compiled
def _feathered(weight: Any, offsets: Any, place: Any, corner: Any) -> Any:
    """Let each frame fade out towards its border, where the other one still sees the place."""
    mine = weight * (_TINY + _inside(place[0] + offsets[0], place[1] + offsets[1], corner))
    other = (_ONE - weight) * (_TINY + _inside(place[0] + offsets[2], place[1] + offsets[3], corner))
    return mine / (mine + other)


@_compiled
def _smooth(course: Any, place: Any, offsets: Any) -> Any:
    """Return displacements to both frames along the smooth path.

    ``offsets`` are what t and its rest, and their product, make of residuals and bends.
    """
    ux, uy = _project(course.now_back, place[0], place[1])
    bx, by = _project(course.camera, ux + offsets[2], uy + offsets[3])
    return ux + offsets[0] - place[0], uy + offsets[1] - place[1], bx - place[0], by - place[1]


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
def merge(sums: Any, path: Any, moment: Any, out: Any) -> None:
    """Join the two splats (none: empty arrays) with the smooth path.

    ``out`` is (5, height, width): displacement to frame 0 (x, y), to frame 1 (x, y), weight of frame 0.
    """
    residuals, bends, share = path
    first, last = sums
    course = moment.course
    t, rest = course.t, _ONE - course.t
    height, width = share.shape
    corner = (np.float32(width - 1), np.float32(height - 1), course.feather)
    splats, bent = first.shape[0] > 0, bends.shape[0] > 0
    for y in range(height):
        for x in range(width):
            o0, o1 = t * residuals[y, x, 0], t * residuals[y, x, 1]
            o2, o3 = rest * residuals[y, x, 2], rest * residuals[y, x, 3]
            if bent:
                arc = t * rest
                o0, o1 = o0 + arc * bends[y, x, 0], o1 + arc * bends[y, x, 1]
                o2, o3 = o2 + arc * bends[y, x, 2], o3 + arc * bends[y, x, 3]
            place = (np.float32(x), np.float32(y))
            d = _smooth(course, place, (o0, o1, o2, o3))
            k = _ZERO
            s = (d[0], d[1], d[2], d[3], rest, _ZERO)
            if splats and (first[y, x, 5] > _COVERED or last[y, x, 5] > _COVERED):
                s = _splatted(_seven(first, y, x), _seven(last, y, x), t)
                k = _ONE - share[y, x] * (_ONE - min(s[5] * _TWO, _ONE))
            d0, d1 = d[0] + k * (s[0] - d[0]), d[1] + k * (s[1] - d[1])
            d2, d3 = d[2] + k * (s[2] - d[2]), d[3] + k * (s[3] - d[3])
            out[0, y, x], out[1, y, x], out[2, y, x], out[3, y, x] = d0, d1, d2, d3
            out[4, y, x] = _feathered(rest + k * (s[4] - rest), (d0, d1, d2, d3), place, corner)


@_compiled
def displace(offsets: Any, stretch: Any, fineness: Any, axis: int) -> None:
    """Turn displacements along an axis (0: x, 1: y) into places: ``stretch`` times each, from where it is.

    Places are those of a picture ``fineness`` times as fine.
    """
    height, width = offsets.shape
    scale = stretch * fineness
    for y in range(height):
        for x in range(width):
            offsets[y, x] = offsets[y, x] * scale + np.float32(y if axis else x) * fineness


@_compiled
def blend(first: Any, last: Any, weight: Any, out: Any) -> None:
    """Write last + weight (first - last), rounded, of flat uint8 arrays; ``weight`` is float32 0..1."""
    shift = np.float32(256.5)
    for i in range(out.size):
        low = np.int32(last[i])
        out[i] = np.uint8(low + np.int32(weight[i] * np.float32(np.int32(first[i]) - low) + shift) - np.int32(256))


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
