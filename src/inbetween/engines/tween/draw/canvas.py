"""Step 13: frames of a moving pair: displacements on the field grid become pixels of both pictures, blended."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace

import cv2
import numpy as np
from numpy.typing import NDArray

from inbetween.domain.frames import Placed, Plane, Rgb, Yuv420
from inbetween.engines.tween.draw.alone import Change, change_of
from inbetween.engines.tween.draw.hidden import Box, fill_hidden
from inbetween.engines.tween.draw.kernels import (
    Moment,
    Splatted,
    feather,
    follow_smooth,
    merge,
    place,
    splat,
    want_edges,
)
from inbetween.engines.tween.draw.readable import FINENESS, LARGE, Source, original_luma, readable
from inbetween.engines.tween.draw.reading import Desk, Easel
from inbetween.engines.tween.geometry import Model
from inbetween.engines.tween.match.light import Light, Shade, relight
from inbetween.engines.tween.motion.fields import Motion
from inbetween.pixels.colour import rgb_to_yuv420
from inbetween.pixels.planes import planes

_ALONE = 0.9999
"""Share of the smooth path from which on no splat shows beside it."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Planes:
    """Both pictures as frames, what all between them is drawn from, and the light.

    ``colours`` are u and v of either, (2, height, width); ``change`` is what the light adds to both pictures, for y and
    for u and v (``alone``).
    """

    first: Yuv420
    last: Yuv420
    from_first: Source
    from_last: Source
    colours: tuple[Plane, Plane]
    change: tuple[Change, Change] | None


def prepare_planes(first: Rgb, last: Rgb, light: Light | None) -> Planes:
    """Convert two fitted frames of one size, and find what the light adds to each."""
    shades = (None, None) if light is None else (light.to_last, light.to_first)
    with ThreadPoolExecutor(2, thread_name_prefix="tween-planes") as pool:
        frames = tuple(pool.map(rgb_to_yuv420, (first, last)))
        sources = tuple(pool.map(readable, frames))
        relit = tuple(pool.map(_relit, (first, last), shades))
    return Planes(
        first=frames[0],
        last=frames[1],
        from_first=Source(fitted=sources[0]),
        from_last=Source(fitted=sources[1]),
        colours=(np.stack([frames[0].u, frames[0].v]), np.stack([frames[1].u, frames[1].v])),
        change=_change((frames[0], relit[1]), (relit[0], frames[1])) if relit[0] and relit[1] else None,
    )


def _relit(picture: Rgb, shade: Shade | None) -> Yuv420 | None:
    return None if shade is None else rgb_to_yuv420(relight(picture, shade))


def with_originals(planes: Planes, motion: Motion, placed: tuple[Placed, Placed]) -> Planes:
    """Let the picture that a large zoom magnifies be read from its original, if that shows more."""
    nearest = motion.magnifications(1.0)[0], motion.magnifications(0.0)[1]
    first, last = (
        replace(source, original=original_luma(picture)) if most >= LARGE else source
        for source, picture, most in zip((planes.from_first, planes.from_last), placed, nearest, strict=True)
    )
    return replace(planes, from_first=first, from_last=last)


def _change(before: tuple[Yuv420, Yuv420], after: tuple[Yuv420, Yuv420]) -> tuple[Change, Change]:
    """Subtract, plane by plane, both pictures in the light ``before`` from the same in the light ``after``."""
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
same: the largest step of slow soft films was 1.6, 2.3 and 3.5 times the mean one at 2, 5 and 10 s, and of films whose
light alone changes 1.4, 1.8 and 3.6. In order both are 1.4, 1.45 and 1.5, of which easing makes 1.4.
"""

_SPAN = 0.5
"""How far apart the first and the last of them change, in levels. It costs nothing: at 1 films are no evener, and those
whose light alone changes lose .6 dB; at .25 their largest step is 2.5 at 10 s."""


def thresholds(width: int) -> NDArray[np.float32]:
    """Return what ``blend`` rounds rows of ``width`` pixels by, (4, width)."""
    tile = 0.5 + _SPAN * ((_ORDER + 0.5) / _ORDER.size - 0.5)
    return np.tile(tile, width // _ORDER.shape[1] + 1)[:, :width].astype(np.float32)


class Brush:
    """Draws frames of a pair with working memory of its own: one per thread."""

    def __init__(self, planes: Planes, motion: Motion) -> None:
        self._planes = planes
        self._motion = motion
        height, width = motion.height, motion.width
        splats = motion.splat or ()
        self._places = [np.empty((2, *frame.labels.shape), np.float32) for frame in splats]
        self._sums = np.zeros((len(splats), height + 2, width + 2, 8), np.float32)
        self._field = np.empty((5, height, width), np.float32)
        changes = planes.change or (None, None)
        y, u = planes.first.y.shape, planes.first.u.shape
        luma = Desk(y, FINENESS, changes[0], thresholds(y[1]))
        self._easel = Easel((height, width), luma, Desk(u, 1, changes[1], thresholds(u[1])))

    def __call__(self, t: float) -> Yuv420:
        """Draw the frame at ``t``; 0 and 1 are the pictures themselves."""
        if t <= 0:
            return self._planes.first
        if t >= 1:
            return self._planes.last
        field = self.field(t)
        sources = self._planes.from_first, self._planes.from_last
        nearness = self._motion.magnifications(t)
        first, last = (source.at(scale) for source, scale in zip(sources, nearness, strict=True))
        luma = first[0][None], last[0][None]
        (y,), (u, v) = self._easel.draw([luma, self._planes.colours], field, t)
        return Yuv420(y, u, v)

    def field(self, t: float) -> NDArray[np.float32]:
        """Return displacements to both frames and the weight of frame 0, (5, height, width), in field pixels."""
        motion, field = self._motion, self._field
        moment = motion.moment(t)
        offsets, share = _smooth_at(motion, moment)
        follow_smooth(offsets, moment, field)
        spot = self._splat(motion.splat, moment, share) if motion.splat else None
        if spot:
            merge(self._sums, share, (moment.course.t, spot), field)
        feather(field, moment)
        if spot:
            fill_hidden(field, self._sums, share, spot)
            self._sums[:, spot[0] : spot[1] + 2, spot[2] : spot[3] + 2] = 0
        field[4] = cv2.GaussianBlur(field[4], (3, 3), 0)
        return field

    def _splat(self, pixels: tuple[Splatted, Splatted], moment: Moment, share: NDArray[np.float32]) -> Box | None:
        """Splat both frames, and return the box (top, bottom, left, right) of the cells that may have changed."""
        for number, frame in enumerate(pixels):
            place(frame, moment, number == 1, self._places[number])
        reach = _reach(pixels, self._places, share)
        for number, frame in enumerate(pixels):
            splat(frame, self._places[number], number == 1, reach, self._sums[number])
        return _touched(reach)


def _reach(
    pixels: tuple[Splatted, Splatted], places: list[NDArray[np.float32]], share: NDArray[np.float32]
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


def _touched(reach: NDArray[np.uint8]) -> Box | None:
    """Return the box (top, bottom, left, right) of the field's cells that share a pixel with a marked one."""
    left, top, width, height = cv2.boundingRect(reach)
    rows, columns = reach.shape[0] - 2, reach.shape[1] - 2
    return (max(top - 1, 0), min(top + height, rows), max(left - 1, 0), min(left + width, columns)) if width else None


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
