"""Step 13: frames of a moving pair: displacements on the field grid become pixels of both pictures, blended.

Planes are sampled by ``cv2.remap`` and blended by one kernel; each of these is faster than any fusion of them.
"""

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from inbetween.domain.frames import Plane, Rgb, Yuv420
from inbetween.engines.tween.alone import Change, change_of, light_alone
from inbetween.engines.tween.fields import Motion
from inbetween.engines.tween.geometry import Field, Model
from inbetween.engines.tween.hidden import fill_hidden
from inbetween.engines.tween.kernels import (
    Moment,
    Splatted,
    blend,
    displace,
    feather,
    follow_smooth,
    merge,
    place,
    splat,
    want_edges,
)
from inbetween.engines.tween.light import Light
from inbetween.engines.tween.readable import FINENESS, Readable, readable
from inbetween.pixels.colour import rgb_to_yuv420
from inbetween.pixels.planes import planes

_ALONE = 0.9999
"""Share of the smooth path from which on no splat shows beside it."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Planes:
    """Both pictures as frames, their y (enlarged), u and v that all between them is drawn from, and the light.

    ``change`` is what the light adds to both pictures, for y and for u and v (``alone``).
    """

    first: Yuv420
    last: Yuv420
    from_first: Readable
    from_last: Readable
    change: tuple[Change, Change] | None


def prepare_planes(first: Rgb, last: Rgb, light: Light | None) -> Planes:
    """Convert two fitted frames of one size, and find what the light adds to each."""
    frames = rgb_to_yuv420(first), rgb_to_yuv420(last)
    return Planes(
        first=frames[0],
        last=frames[1],
        from_first=readable(frames[0]),
        from_last=readable(frames[1]),
        change=None if light is None else _change(frames, light.exchanged(first, last)),
    )


def _change(frames: tuple[Yuv420, Yuv420], relit: tuple[Rgb, Rgb]) -> tuple[Change, Change]:
    """Subtract, plane by plane, what the light was at first from what it is at last."""
    before, after = (frames[0], rgb_to_yuv420(relit[1])), (rgb_to_yuv420(relit[0]), frames[1])
    y, u, v = (
        np.stack([cv2.subtract(now, old, dtype=cv2.CV_16S) for old, now in zip(olds, nows, strict=True)])
        for olds, nows in zip(
            zip(*map(planes, before), strict=True), zip(*map(planes, after), strict=True), strict=True
        )
    )
    return change_of(y[:, None]), change_of(np.stack([u, v], 1))


_ORDER = np.array([[0, 8, 2, 10], [12, 4, 14, 6], [3, 11, 1, 9], [15, 7, 13, 5]], np.float32)
"""In which order the pixels of a tile change to the next level (Bayer, 1973).

Rounded to the nearest level, all pixels whose pictures differ by one change in the single frame where both weigh the
same: the largest step of slow soft films was 1.6, 2.3 and 3.5 times the mean one at 2, 5 and 10 s. In order it is 1.4,
1.45 and 1.5, of which easing makes 1.4; it costs .02 dB and no bytes.
"""


def _thresholds(width: int, *, ordered: bool) -> NDArray[np.float32]:
    """Return what ``blend`` rounds rows of ``width`` pixels by, (4, width): in order, or to the nearest level."""
    tile = (_ORDER + 0.5) / _ORDER.size if ordered else np.full_like(_ORDER, 0.5)
    return np.tile(tile, width // _ORDER.shape[1] + 1)[:, :width].astype(np.float32)


class _Desk:
    """Working memory for ``count`` planes of one size: where to read a picture (x, y), and what both show there.

    ``fineness`` is how many times as fine the planes are that it reads. Asked for anew for every frame, the memory
    would come as fresh pages from the kernel, which can cost as much as drawing.
    """

    def __init__(self, plane: Plane, count: int, fineness: int, *, ordered: bool) -> None:
        self.maps = np.empty((2, *plane.shape), np.float32)
        self.seen = np.empty((2, count, *plane.shape), np.uint8)
        self.fineness = np.float32(fineness)
        self.thresholds = _thresholds(plane.shape[1], ordered=ordered)


class Brush:
    """Draws frames of a pair with working memory of its own: one per thread."""

    def __init__(self, planes: Planes, motion: Motion) -> None:
        self._planes = planes
        self._motion = motion
        height, width = motion.height, motion.width
        count = 2 if motion.splat else 0
        self._places = np.empty((count, 2, height, width), np.float32)
        self._sums = np.empty((count, height + 2, width + 2, 8), np.float32)
        self._field = np.empty((5, height, width), np.float32)
        # Where light changes, every value does, and the nearest level is .5 dB nearer to the truth.
        ordered = planes.change is None
        self._luma = _Desk(planes.first.y, 1, FINENESS, ordered=ordered)
        self._chroma = _Desk(planes.first.u, 2, 1, ordered=ordered)

    def __call__(self, t: float) -> Yuv420:
        """Draw the frame at ``t``; 0 and 1 are the pictures themselves."""
        if t <= 0:
            return self._planes.first
        if t >= 1:
            return self._planes.last
        field = self.field(t)
        first, last = self._planes.from_first, self._planes.from_last
        drawn = _drawn(first[:1], last[:1], field, self._luma), _drawn(first[1:], last[1:], field, self._chroma)
        if self._planes.change is not None:
            missing = field[4] - np.float32(1 - t)
            for change, some in zip(self._planes.change, drawn, strict=True):
                light_alone(field, missing, change, some)
        return Yuv420(*drawn[0], *drawn[1])

    def field(self, t: float) -> NDArray[np.float32]:
        """Return displacements to both frames and the weight of frame 0, (5, height, width), in field pixels."""
        motion, field = self._motion, self._field
        moment = motion.moment(t)
        offsets, share = _smooth_at(motion, moment)
        follow_smooth(offsets, moment, field)
        if motion.splat:
            self._splat(motion.splat, moment, share)
            merge(self._sums, share, moment.course.t, field)
        feather(field, moment)
        if motion.splat:
            fill_hidden(field, self._sums, share)
        field[4] = cv2.GaussianBlur(field[4], (3, 3), 0)
        return field

    def _splat(self, pixels: tuple[Splatted, Splatted], moment: Moment, share: NDArray[np.float32]) -> None:
        for number, frame in enumerate(pixels):
            place(frame, moment, number == 1, self._places[number])
        reach = _reach(pixels, self._places, share)
        for number, frame in enumerate(pixels):
            splat(frame, self._places[number], number == 1, reach, self._sums[number])


def _reach(
    pixels: tuple[Splatted, Splatted], places: NDArray[np.float32], share: NDArray[np.float32]
) -> NDArray[np.uint8]:
    """Mark where splats show: where the smooth path is not alone, or something with an edge comes by.

    A cell is marked when it, or the one to the right, below, or both, shows: these four share a pixel. There is one
    cell more than the field on every side, for pixels that land half outside.
    """
    wanted: NDArray[np.uint8] = cv2.copyMakeBorder(
        cv2.compare(share, _ALONE, cv2.CMP_LT), 1, 1, 1, 1, cv2.BORDER_CONSTANT, value=0
    )
    for frame, placed in zip(pixels, places, strict=True):
        want_edges(frame.edges, placed, wanted)
    reach: NDArray[np.uint8] = cv2.dilate(wanted, np.ones((2, 2), np.uint8), anchor=(0, 0))
    return reach


def _smooth_at(motion: Motion, moment: Moment) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """Read the smooth path, which lives on frame 0, where the camera is now: its offsets and its share."""
    terms, share = motion.smooth
    offsets = terms[-1]
    for term in terms[-2::-1]:
        offsets = cv2.scaleAdd(offsets, float(moment.course.t), term)
    now = np.array(moment.course.now, np.float64).reshape(3, 3)
    if np.abs(now - np.eye(3)).max() <= 1e-3:
        return offsets, share
    # Edges are looked for, and splatted, where frame 0 is; all the rest is the smooth path's.
    return (
        _carried_along(offsets, now, cv2.BORDER_REPLICATE),
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


def _drawn(
    first: tuple[Plane, ...], last: tuple[Plane, ...], field: NDArray[np.float32], desk: _Desk
) -> NDArray[np.uint8]:
    """Sample planes of one size of both pictures, and blend them."""
    x, y = desk.maps
    for number, pictures in enumerate((first, last)):
        for axis in (0, 1):
            _enlarge(field[2 * number + axis], desk.maps[axis])
            displace(
                desk.maps[axis], np.float32(desk.maps.shape[2 - axis] / field.shape[2 - axis]), desk.fineness, axis
            )
        for plane, seen in zip(pictures, desk.seen[number], strict=True):
            cv2.remap(plane, x, y, cv2.INTER_LINEAR, dst=seen, borderMode=cv2.BORDER_REPLICATE)
    weight = desk.maps[0]
    _enlarge(field[4], weight)
    drawn = np.empty((len(first), *weight.shape), np.uint8)
    for out, one, other in zip(drawn, *desk.seen, strict=True):
        blend(one, other, weight, desk.thresholds, out)
    return drawn


def _enlarge(values: Field, out: Field) -> None:
    cv2.resize(values, out.shape[::-1], dst=out, interpolation=cv2.INTER_LINEAR)
