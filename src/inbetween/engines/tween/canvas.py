"""Frames of a moving pair: displacements on the field grid become pixels of both pictures, blended.

Planes are sampled by ``cv2.remap`` and blended by one kernel; each of these is faster than any fusion of them.
"""

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from inbetween.domain.frames import Plane, Rgb, Yuv420
from inbetween.engines.tween.fields import Motion
from inbetween.engines.tween.geometry import Field, Model
from inbetween.engines.tween.hidden import fill_hidden
from inbetween.engines.tween.kernels import Moment, SmoothPath, Splatted, blend, displace, merge, splat, want_edges
from inbetween.engines.tween.light import Light, relight
from inbetween.pixels.colour import rgb_to_yuv420
from inbetween.pixels.planes import each_plane

_EMPTY = np.zeros((0, 0, 7), np.float32)

_ALONE = 0.9999
"""Share of the smooth path from which on no splat shows beside it."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Planes:
    """Both pictures in 4:2:0, and each in the other's light where light changes."""

    first: Yuv420
    last: Yuv420
    first_relit: Yuv420 | None
    last_relit: Yuv420 | None


def prepare_planes(first: Rgb, last: Rgb, light: Light | None) -> Planes:
    """Convert two fitted frames of one size, and relight them both ways."""
    return Planes(
        first=rgb_to_yuv420(first),
        last=rgb_to_yuv420(last),
        first_relit=rgb_to_yuv420(relight(first, light.to_last)) if light else None,
        last_relit=rgb_to_yuv420(relight(last, light.to_first)) if light else None,
    )


class _Desk:
    """Working memory for ``count`` planes of one size: where to read a picture (x, y), and what both show there.

    Asked for anew for every frame, it would come as fresh pages from the kernel, which can cost as much as drawing.
    """

    def __init__(self, plane: Plane, count: int) -> None:
        self.maps = np.empty((2, *plane.shape), np.float32)
        self.seen = np.empty((2, count, *plane.shape), np.uint8)


class Brush:
    """Draws frames of a pair with working memory of its own: one per thread."""

    def __init__(self, planes: Planes, motion: Motion) -> None:
        self._planes = planes
        self._motion = motion
        height, width = motion.height, motion.width
        self._sums = _zero_sums(height, width) if motion.splat else (_EMPTY, _EMPTY)
        self._field = np.empty((5, height, width), np.float32)
        self._luma, self._chroma = _Desk(planes.first.y, 1), _Desk(planes.first.u, 2)

    def __call__(self, t: float) -> Yuv420:
        """Draw the frame at ``t``; 0 and 1 are the pictures themselves."""
        if t <= 0:
            return self._planes.first
        if t >= 1:
            return self._planes.last
        field = self.field(t)
        first, last = (
            _in_light_of(t, self._planes.first, self._planes.first_relit),
            _in_light_of(1 - t, self._planes.last, self._planes.last_relit),
        )
        (y,) = _drawn((first.y,), (last.y,), field, self._luma)
        u, v = _drawn((first.u, first.v), (last.u, last.v), field, self._chroma)
        return Yuv420(y, u, v)

    def field(self, t: float) -> NDArray[np.float32]:
        """Return displacements to both frames and the weight of frame 0, (5, height, width), in field pixels."""
        motion = self._motion
        moment = motion.moment(t)
        smooth = _smooth_at(motion, moment)
        if motion.splat:
            wanted = _wanted(motion.splat, moment, smooth.share)
            for number, pixels in enumerate(motion.splat):
                splat(pixels, moment, number == 1, wanted, self._sums[number])
        merge(self._sums, smooth, moment, self._field)
        if motion.splat:
            fill_hidden(self._field, self._sums, smooth.share)
        self._field[4] = cv2.GaussianBlur(self._field[4], (3, 3), 0)
        return self._field


def _wanted(pixels: tuple[Splatted, Splatted], moment: Moment, share: NDArray[np.float32]) -> NDArray[np.uint8]:
    """Mark where splats show: where the smooth path is not alone, or something with an edge comes by.

    One cell more than the field on every side, for pixels that land half outside.
    """
    wanted: NDArray[np.uint8] = cv2.copyMakeBorder(
        (share < _ALONE).astype(np.uint8), 1, 1, 1, 1, cv2.BORDER_CONSTANT, value=0
    )
    for number, frame in enumerate(pixels):
        want_edges(frame, moment, number == 1, wanted)
    return wanted


def _zero_sums(height: int, width: int) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    return np.zeros((height, width, 7), np.float32), np.zeros((height, width, 7), np.float32)


def _smooth_at(motion: Motion, moment: Moment) -> SmoothPath:
    """Read the smooth path, which lives on frame 0, where the camera is now."""
    now = np.array(moment.course.now, np.float64).reshape(3, 3)
    if np.abs(now - np.eye(3)).max() <= 1e-3:
        return motion.smooth
    residuals, bends, share = motion.smooth
    return SmoothPath(
        _carried_along(residuals, now, cv2.BORDER_REPLICATE),
        _carried_along(bends, now, cv2.BORDER_REPLICATE) if bends.size else bends,
        # Edges are looked for, and splatted, where frame 0 is; all the rest is the smooth path's.
        _carried_along(share, now, cv2.BORDER_CONSTANT) if motion.splat else share,
    )


def _carried_along(values: NDArray[np.float32], model: Model, border: int) -> NDArray[np.float32]:
    size = (values.shape[1], values.shape[0])
    carried: NDArray[np.float32]
    if np.abs(model[2, :2]).max() == 0:
        carried = cv2.warpAffine(values, model[:2], size, borderMode=border, borderValue=1)
    else:
        carried = cv2.warpPerspective(values, model, size, borderMode=border, borderValue=1)
    return carried


def _drawn(first: tuple[Plane, ...], last: tuple[Plane, ...], field: NDArray[np.float32], desk: _Desk) -> list[Plane]:
    """Sample planes of one size of both pictures, and blend them."""
    x, y = desk.maps
    for number, planes in enumerate((first, last)):
        for axis in (0, 1):
            _enlarge(field[2 * number + axis], desk.maps[axis])
            displace(desk.maps[axis], np.float32(desk.maps.shape[2 - axis] / field.shape[2 - axis]), axis)
        for plane, seen in zip(planes, desk.seen[number], strict=True):
            cv2.remap(plane, x, y, cv2.INTER_LINEAR, dst=seen, borderMode=cv2.BORDER_REPLICATE)
    weight = desk.maps[0]
    _enlarge(field[4], weight)
    drawn = [np.empty(plane.shape, np.uint8) for plane in first]
    for out, one, other in zip(drawn, *desk.seen, strict=True):
        blend(one.ravel(), other.ravel(), weight.ravel(), out.ravel())
    return drawn


def _enlarge(values: Field, out: Field) -> None:
    cv2.resize(values, out.shape[::-1], dst=out, interpolation=cv2.INTER_LINEAR)


def _in_light_of(share: float, frame: Yuv420, relit: Yuv420 | None) -> Yuv420:
    """Mix a frame with its relit copy; in light, values are linear."""
    if relit is None:
        return frame
    return each_plane(lambda own, other: cv2.addWeighted(own, 1 - share, other, share, 0), frame, relit)
