"""The picture as it is read from: its frame, a finer copy, its original if that shows more, and its surroundings."""

from dataclasses import dataclass

import cv2

from inbetween.domain.frames import Placed, Plane, Yuv420
from inbetween.engines.tween.draw.readable import LARGE, Readable, Source, original_luma, readable
from inbetween.engines.tween.moves.path import Path
from inbetween.engines.tween.moves.surround import margins, surrounded
from inbetween.pixels.colour import rgb_to_yuv420


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Canvas:
    """What frames are drawn from.

    ``frame`` is the fitted picture in 4:2:0: the first frame. ``source`` is read for all others and holds ``margin``
    (x, y) pixels of surroundings; ``soft`` is its luma for where it is seen smaller than it is.
    """

    frame: Yuv420
    source: Source
    margin: tuple[int, int]
    soft: Plane | None

    def at(self, magnification: float) -> Readable:
        """Return the planes to read where the picture is seen ``magnification`` times as large as it was fitted."""
        y, u, v = self.source.at(magnification)
        if self.soft is None or magnification >= 1:
            return y, u, v
        share = min((1 / magnification - 1) / _SOFT_FROM, 1.0)
        return cv2.addWeighted(y, 1 - share, self.soft, share, 0), u, v


_SOFT_FROM = 0.28
"""By how much smaller a picture is seen where its soft copy alone is read; fine texture would shimmer."""

_SOFTNESS = 0.8
"""Blur of the soft copy, in pixels of the finer luma."""


def prepare_canvas(placed: Placed, *paths: Path) -> Canvas:
    """Convert a picture for the views of ``paths``."""
    picture = placed.fitted
    frame = placed.planes or rgb_to_yuv420(picture)
    height, width = picture.shape[:2]
    margin = margins(width, height, max(path.outward for path in paths))
    if margin == (0, 0):
        nearest = max(view.magnification for path in paths for view in path.views)
        original = original_luma(placed) if nearest >= LARGE else None
        return Canvas(frame=frame, source=Source(fitted=readable(frame), original=original), margin=margin, soft=None)
    fitted = readable(_with_margin(frame, rgb_to_yuv420(surrounded(picture, margin)), margin))
    soft = cv2.GaussianBlur(fitted[0], (0, 0), _SOFTNESS)
    return Canvas(frame=frame, source=Source(fitted=fitted), margin=margin, soft=soft)


def _with_margin(frame: Yuv420, whole: Yuv420, margin: tuple[int, int]) -> Yuv420:
    """Lay the frame itself into its surroundings."""
    x, y = margin
    for plane, own, by in ((whole.y, frame.y, 1), (whole.u, frame.u, 2), (whole.v, frame.v, 2)):
        plane[y // by : y // by + own.shape[0], x // by : x // by + own.shape[1]] = own
    return whole
