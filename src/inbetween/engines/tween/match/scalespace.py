"""A picture at all sizes and blurs: what blobs are found in and described from (Lowe, 2004, section 3).

OpenCV's SIFT finds the same, but hands over no pyramid, so that it blurs everything again to describe what was chosen;
it takes no choice before every blob has its direction; and its blobs (version 5.0) all lie a quarter of a pixel too far
right and down, so that those of a picture and of itself turned by 90 degrees are half a pixel apart.
"""

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from inbetween.domain.frames import Plane

_WIDTH, _FINEST = 960, 2.0
"""Pixels that the first octave is wide, and how many of them a pixel of the picture may become.

Small blobs are nearly all that things of few pixels have. Against known geometry, copies of 640 pixels doubled, as
Lowe has it, give 311 to 1040 matches that err by .08 to .19 pixel (median of a shift); not enlarged 228 to 1036,
.11 to .22. 1.5 times is between them, and takes about 60 % of the time of twice."""

SIGMA = 1.25
"""Blur of the first level of an octave, in its pixels. Means of pictures do not tell 1.2 to 1.6 apart."""

LAYERS = 2
"""Sizes of blobs per octave. Three, which are usual, find up to a tenth more matches, on small things up to half more,
and no better pictures in the mean (43.26 dB against 43.28 to 43.30)."""

CONTRAST = 0.85
"""Levels that a blob must differ from what is around it: faint things are found as well, and the choice is left."""

_TAKEN = 0.5
"""Blur that a picture is taken to have, in its pixels."""

_SMALLEST = 16
"""Pixels of the shorter side of an octave in which blobs are looked for."""

_REACH = 3.0
"""Deviations of a Gaussian after which it is cut off."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Octave:
    """A picture at one size: ``levels`` are its blurs (``LAYERS`` + 3, height, width), in levels of grey.

    Pixel x is at ``step`` x + ``shift`` in the picture.
    """

    levels: NDArray[np.float32]
    step: float
    shift: float

    def places(self, spots: NDArray[np.float32]) -> NDArray[np.float64]:
        """Return where in the picture the first two columns of ``spots`` are."""
        return spots[:, :2].astype(np.float64) * self.step + self.shift


def scale_space(grey: Plane) -> list[Octave]:
    """Return the octaves of a picture, finest first."""
    fineness = min(_WIDTH / grey.shape[1], _FINEST)
    first = cv2.resize(grey.astype(np.float32), None, fx=fineness, fy=fineness)
    blur, step, shift = _TAKEN * fineness, 1 / fineness, 0.5 / fineness - 0.5
    octaves: list[Octave] = []
    while not octaves or min(first.shape) >= _SMALLEST:
        octaves.append(Octave(levels=_levels(first, blur), step=step, shift=shift))
        # The level of twice the blur; of every second of its pixels, the first one included, the next octave begins.
        first, blur, step = octaves[-1].levels[LAYERS, ::2, ::2], SIGMA, 2 * step
    return octaves


def _levels(first: NDArray[np.float32], blur: float) -> NDArray[np.float32]:
    """Return the levels of an octave, given its picture and by how much that is blurred."""
    levels = np.empty((LAYERS + 3, *first.shape), np.float32)
    levels[0] = first
    for number, after in enumerate(SIGMA * 2 ** (np.arange(len(levels)) / LAYERS)):
        if after > blur:
            _blur(first, float(np.sqrt(after * after - blur * blur)), levels[number])
        first, blur = levels[number], after
    return levels


def _blur(level: NDArray[np.float32], sigma: float, out: NDArray[np.float32]) -> None:
    size = 2 * int(np.ceil(_REACH * sigma)) + 1
    cv2.GaussianBlur(level, (size, size), sigma, dst=out)
