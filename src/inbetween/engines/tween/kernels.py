"""The loops that OpenCV has no word for, compiled once by numba and cached.

Everything is float32 on the field grid; the constants are too, since one float64 would widen a whole loop. An
accumulator is (height, width, 7): sums of displacement to frame 0 (x, y), to frame 1 (x, y), visibility, weight, flag.
"""

import math
from collections.abc import Callable
from typing import Any, NamedTuple, TypeVar, cast

import numpy as np
from numba import njit
from numpy.typing import NDArray

_Function = TypeVar("_Function", bound=Callable[..., Any])

_ZERO, _HALF, _ONE, _TWO = (np.float32(value) for value in (0, 0.5, 1, 2))
_COVERED = np.float32(1e-7)
_HIDDEN, _SEEN = np.float32(0.25), np.float32(0.6)
_BORDER = np.float32(0.25)
_TINY, _FAINT = np.float32(1e-3), np.float32(1e-4)


def _compiled(function: _Function) -> _Function:
    return cast("_Function", njit(fastmath=True, cache=True, nogil=True)(function))


class Moment(NamedTuple):
    """Where everything is at one time.

    ``camera`` carries frame 0 to frame 1 and ``camera_back`` the reverse; ``now`` carries frame 0 to the frame at
    ``t``, ``now_back`` the reverse. ``layers`` has a row (T x, T y, real K, imaginary K) per label; row 0 is unused.
    ``independence`` is the reciprocal of the motion, in pixels, at which a thing stops following the camera's arc.
    """

    t: np.float32
    camera: NDArray[np.float32]
    camera_back: NDArray[np.float32]
    now: NDArray[np.float32]
    now_back: NDArray[np.float32]
    layers: NDArray[np.float32]
    independence: np.float32


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
    depth = _ONE / (model[2, 0] * x + model[2, 1] * y + model[2, 2])
    across = (model[0, 0] * x + model[0, 1] * y + model[0, 2]) * depth
    down = (model[1, 0] * x + model[1, 1] * y + model[1, 2]) * depth
    return across, down


@_compiled
def _follow_camera(moment: Any, ax: Any, ay: Any, bx: Any, by: Any) -> Any:
    """Place a pixel that belongs to no layer: on the camera's path, or straight ahead if it moves on its own."""
    qx, qy = _project(moment.camera_back, bx, by)
    px, py = _project(moment.now, ax + (qx - ax) * moment.t, ay + (qy - ay) * moment.t)
    own = math.sqrt((qx - ax) * (qx - ax) + (qy - ay) * (qy - ay)) * moment.independence - _HALF
    own = min(max(own, _ZERO), _ONE)
    px += (ax + (bx - ax) * moment.t - px) * own
    py += (ay + (by - ay) * moment.t - py) * own
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
def _scatter(sums: Any, place: Any, carried: Any, ends: Any) -> None:
    """Add one pixel to the four cells around its place."""
    height, width, _ = sums.shape
    px, py = place
    left, top = math.floor(px), math.floor(py)
    gx, gy = px - np.float32(left), py - np.float32(top)
    for j in range(2):
        y = top + j
        if y < 0 or y >= height:
            continue
        row_weight = (gy if j else _ONE - gy) * carried[3]
        for i in range(2):
            x = left + i
            if x < 0 or x >= width:
                continue
            weight = row_weight * (gx if i else _ONE - gx)
            cell = sums[y, x]
            cell[0] += weight * (ends[0] - px)
            cell[1] += weight * (ends[1] - py)
            cell[2] += weight * (ends[2] - px)
            cell[3] += weight * (ends[3] - py)
            cell[4] += weight * carried[2]
            cell[5] += weight
            cell[6] += weight * carried[4]


@_compiled
def splat(pixels: Any, moment: Any, is_last: bool, sums: Any) -> None:
    """Carry one frame's pixels to time t and add up, where they land, how to get back to both frames."""
    height, width, _ = sums.shape
    sums[:] = 0
    for y in range(pixels.box[0], pixels.box[1]):
        for x in range(pixels.box[2], pixels.box[3]):
            carried = pixels.carried[y, x]
            ax, ay = np.float32(x), np.float32(y)
            bx, by = ax + carried[0], ay + carried[1]
            if is_last:
                ax, ay, bx, by = bx, by, ax, ay
            label = pixels.labels[y, x]
            if label == 0:
                px, py = _follow_camera(moment, ax, ay, bx, by)
            else:
                px, py = _follow_layer(moment.layers[label], moment.t, (ax, ay), (bx, by))
            if px > -1 and py > -1 and px < width and py < height:
                _scatter(sums, (px, py), carried, (ax, ay, bx, by))


@_compiled
def _overshoot(x: Any, y: Any, width: Any, height: Any) -> Any:
    """Return 0 inside the frame, 1 from a quarter of a pixel outside."""
    beyond = max(max(-x, x - (width - _ONE)), max(-y, y - (height - _ONE)))
    return min(max((beyond + _BORDER) / _BORDER, _ZERO), _ONE)


@_compiled
def _smooth(moment: Any, path: Any, y: int, x: int) -> Any:
    """Return displacements to both frames and the weight of frame 0 along the smooth path."""
    height, width = path.share.shape
    t, rest = moment.t, _ONE - moment.t
    residual = path.residuals[y, x]
    fx, fy = np.float32(x), np.float32(y)
    ux, uy = _project(moment.now_back, fx, fy)
    ax, ay = ux + t * residual[0], uy + t * residual[1]
    vx, vy = ux + rest * residual[2], uy + rest * residual[3]
    if path.bends.shape[0] > 0:
        bend = path.bends[y, x]
        arc = t * rest
        ax += arc * bend[0]
        ay += arc * bend[1]
        vx += arc * bend[2]
        vy += arc * bend[3]
    bx, by = _project(moment.camera, vx, vy)
    mine = rest * (_ONE + _TINY - _overshoot(ax, ay, np.float32(width), np.float32(height)))
    other = t * (_ONE + _TINY - _overshoot(bx, by, np.float32(width), np.float32(height)))
    return ax - fx, ay - fy, bx - fx, by - fy, mine / (mine + other)


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
def merge(sums: Any, path: Any, moment: Any, out: Any) -> None:
    """Join the two splats (none: empty arrays) with the smooth path.

    ``out`` is (5, height, width): displacement to frame 0 (x, y), to frame 1 (x, y), weight of frame 0.
    """
    height, width = path.share.shape
    first, last = sums
    splats = first.shape[0] > 0
    for y in range(height):
        for x in range(width):
            d0, d1, d2, d3, m = _smooth(moment, path, y, x)
            if splats and (first[y, x, 5] > _COVERED or last[y, x, 5] > _COVERED):
                s0, s1, s2, s3, sm, flag = _splatted(first[y, x], last[y, x], moment.t)
                k = _ONE - path.share[y, x] * (_ONE - min(flag * _TWO, _ONE))
                d0 += k * (s0 - d0)
                d1 += k * (s1 - d1)
                d2 += k * (s2 - d2)
                d3 += k * (s3 - d3)
                m += k * (sm - m)
            out[0, y, x] = d0
            out[1, y, x] = d1
            out[2, y, x] = d2
            out[3, y, x] = d3
            out[4, y, x] = m


@_compiled
def blend(first: Any, last: Any, weight: Any, out: Any) -> None:
    """Write last + weight (first - last), rounded, of flat uint8 arrays; ``weight`` is float32 0..1."""
    shift = np.float32(256.5)
    for i in range(out.size):
        low = np.int32(last[i])
        out[i] = np.uint8(low + np.int32(weight[i] * np.float32(np.int32(first[i]) - low) + shift) - np.int32(256))


@_compiled
def blend_bands(first: Any, last: Any, weight: Any, low: Any, out: Any) -> None:
    """Write last + weight (first - last) + low, rounded and clipped, of flat uint8 arrays; the rest is float32."""
    white = np.float32(255)
    for i in range(out.size):
        below = np.float32(last[i])
        value = below + weight[i] * (np.float32(first[i]) - below) + low[i]
        out[i] = np.uint8(min(max(value, _ZERO), white) + _HALF)
