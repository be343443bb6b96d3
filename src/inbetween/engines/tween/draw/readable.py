"""A picture to read frames from between its pixels: its luma is twice as fine, so that reading blurs nothing.

Where a zoom magnifies the picture, the original shows what fitting it left out, and is read instead.
"""

from dataclasses import dataclass
from typing import TypeAlias

import cv2
import numpy as np
from PIL import Image

from inbetween.domain.frames import Placed, Plane, Yuv420
from inbetween.pixels.colour import rgb_to_yuv420

Readable: TypeAlias = tuple[Plane, Plane, Plane]
"""y, ``FINENESS`` times as fine as the frame, u and v."""

FINENESS = 2
"""How many times as fine as the frame the luma is that frames are drawn from.

Read bilinearly between its pixels a picture is blurred: half a pixel off, a texture of 3 pixels keeps half of its
contrast. Of a copy that has the half pixels too, bilinear reading is nearly as sharp as a cubic one, which takes three
times as long: fine cloth gains 2 to 6 dB, bricks under a moving camera 2 to 5, smooth pictures a tenth."""

_HALFWAY = np.array([1, -5, 20, 20, -5, 1], np.float32) / 32
"""The six-tap filter of H.264 for half pixels: 1 dB above a cubic on cloth and bricks, no worse than eight taps."""

LARGE = 1.25
"""From this magnification on a zoom is worth a look at the original, if that has so many pixels to one of the frame."""

_FULLY = 1.5
"""Magnification from which on the original alone is read. Nearer to 1 its detail would be finer than the given frame's,
and the picture would sharpen at a blow beside its exact first or last frame."""

_AS_IT_IS = np.ones(1, np.float32)
_LEFT_OF_HALFWAY = (len(_HALFWAY) // 2 - 1, 0)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Source:
    """A picture to read at any magnification: as it was fitted, and the luma of its original if that shows more."""

    fitted: Readable
    original: Plane | None = None

    def at(self, magnification: float) -> Readable:
        """Return what to read where the picture is seen ``magnification`` times as large as it was fitted."""
        if self.original is None or magnification <= 1:
            return self.fitted
        y, u, v = self.fitted
        if magnification >= _FULLY:
            return self.original, u, v
        share = (magnification - 1) / (_FULLY - 1)
        return cv2.addWeighted(y, 1 - share, self.original, share, 0), u, v


def readable(frame: Yuv420) -> Readable:
    """Return a frame to read from."""
    return twice_as_fine(frame.y), frame.u, frame.v


def twice_as_fine(plane: Plane) -> Plane:
    """Return a plane of twice the size: pixel 2 x is the given pixel x, 2 x + 1 half way to the next one.

    A picture that does not move is so read as it is.
    """
    height, width = plane.shape
    wide = cv2.merge([plane, _halfway(plane, down=False)]).reshape(height, 2 * width)
    return np.stack([wide, _halfway(wide, down=True)], 1).reshape(2 * height, 2 * width)


def original_luma(placed: Placed) -> Plane | None:
    """Return the luma of the original on the grid of ``twice_as_fine``, or ``None`` if it shows hardly more."""
    height, width = placed.fitted.shape[:2]
    shown = placed.rectangle
    across, down = shown.width / width, shown.height / height
    if min(across, down) < LARGE:
        return None
    # The finer grid keeps the centres of the frame's pixels, a box the edges: a quarter pixel is left out all round.
    box = (
        max(shown.x + across / 4, 0.0),
        max(shown.y + down / 4, 0.0),
        min(shown.x + shown.width - across / 4, placed.original.shape[1]),
        min(shown.y + shown.height - down / 4, placed.original.shape[0]),
    )
    size = FINENESS * width - 1, FINENESS * height - 1
    fine = np.asarray(Image.fromarray(placed.original).resize(size, Image.Resampling.LANCZOS, box=box))
    luma: Plane = rgb_to_yuv420(cv2.copyMakeBorder(fine, 0, 1, 0, 1, cv2.BORDER_REPLICATE)).y
    return luma


def _halfway(plane: Plane, *, down: bool) -> Plane:
    """Return the values between each pixel and the next one to the right, or down."""
    across, along = (_AS_IT_IS, _HALFWAY) if down else (_HALFWAY, _AS_IT_IS)
    anchor = _LEFT_OF_HALFWAY[::-1] if down else _LEFT_OF_HALFWAY
    result: Plane = cv2.sepFilter2D(plane, -1, across, along, anchor=anchor, borderType=cv2.BORDER_REPLICATE)
    return result
