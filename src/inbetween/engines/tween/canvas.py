"""Frames of a moving pair: displacements on the field grid become pixels of both pictures, blended.

Planes are sampled by ``cv2.remap`` and blended by one kernel; each of these is faster than any fusion of them.
"""

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from inbetween.domain.frames import Plane, Rgb, Yuv420
from inbetween.engines.tween.fields import Motion
from inbetween.engines.tween.geometry import Field, Model, axes
from inbetween.engines.tween.hidden import fill_hidden
from inbetween.engines.tween.kernels import Moment, SmoothPath, Splatted, blend, merge, splat, want_edges
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


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Maps:
    """Where to read both pictures, absolute (x, y) each, and the weight of the first."""

    first: tuple[Field, Field]
    last: tuple[Field, Field]
    weight: Field


class Brush:
    """Draws frames of a pair with working memory of its own: one per thread."""

    def __init__(self, planes: Planes, motion: Motion) -> None:
        self._planes = planes
        self._motion = motion
        height, width = motion.height, motion.width
        self._sums = _zero_sums(height, width) if motion.splat else (_EMPTY, _EMPTY)
        self._field = np.empty((5, height, width), np.float32)

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
        luma = _maps(field, first.y.shape)
        chroma = _maps(field, first.u.shape)
        return Yuv420(
            _blended(first.y, last.y, luma), _blended(first.u, last.u, chroma), _blended(first.v, last.v, chroma)
        )

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
    wanted = cv2.copyMakeBorder((share < _ALONE).astype(np.uint8), 1, 1, 1, 1, cv2.BORDER_CONSTANT, value=0)
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


def _maps(field: NDArray[np.float32], shape: tuple[int, ...]) -> _Maps:
    height, width = shape
    place = axes(height, width)
    stretch = (width / field.shape[2], height / field.shape[1])

    def absolute(number: int) -> Field:
        axis = number % 2
        large = cv2.resize(field[number], (width, height), interpolation=cv2.INTER_LINEAR)
        result: Field = cv2.scaleAdd(large, stretch[axis], place[axis])
        return result

    return _Maps(
        first=(absolute(0), absolute(1)),
        last=(absolute(2), absolute(3)),
        weight=cv2.resize(field[4], (width, height), interpolation=cv2.INTER_LINEAR),
    )


def _blended(first: Plane, last: Plane, maps: _Maps) -> Plane:
    out = np.empty(first.shape, np.uint8)
    seen_first = cv2.remap(first, *maps.first, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
    seen_last = cv2.remap(last, *maps.last, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
    blend(seen_first.ravel(), seen_last.ravel(), maps.weight.ravel(), out.ravel())
    return out


def _in_light_of(share: float, frame: Yuv420, relit: Yuv420 | None) -> Yuv420:
    """Mix a frame with its relit copy; in light, values are linear."""
    if relit is None:
        return frame
    return each_plane(lambda own, other: cv2.addWeighted(own, 1 - share, other, share, 0), frame, relit)
