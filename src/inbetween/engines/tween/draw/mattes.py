"""Step 13: the matte of a thing: how much of each pixel it covers, by triangulation (Smith and Blinn, 1996).

One frame shows a rim as a F + (1 - a) B, the other shows the same rim before another piece of background, and the
plates know both pieces. So 1 - a is how much of the difference of the backgrounds is seen in the difference of the
frames. Where the backgrounds are alike nothing can be told, and nothing needs to be: the mask decides.
"""

import cv2
import numpy as np

from inbetween.domain.frames import Rgb
from inbetween.engines.tween.geometry import Field, Mask

_PRIOR = 300.0
"""Squared levels of background difference at which evidence and mask count alike."""

_WINDOW, _SOFTNESS = 0.6, 0.7


def matte(frames: tuple[Rgb, Rgb], plates: tuple[Rgb, Rgb], *, usable: Field, mask: Mask, reach: int) -> Field:
    """Return the matte (0..1) of what ``mask`` shows roughly.

    Args:
        frames: both pictures, laid over each other by the thing's motion, in one light.
        plates: both backgrounds, likewise.
        usable: 1 where both frames and both plates are what they should be, else 0.
        mask: the thing, give or take ``reach`` pixels.
        reach: beyond that from the outline of ``mask`` a pixel is all thing or none.
    """
    between_frames = cv2.subtract(frames[0], frames[1], dtype=cv2.CV_32F)
    between_plates = cv2.subtract(plates[0], plates[1], dtype=cv2.CV_32F)
    shown = cv2.GaussianBlur(_summed(between_frames * between_plates) * usable, (0, 0), _WINDOW)
    there = cv2.GaussianBlur(_summed(between_plates * between_plates) * usable, (0, 0), _WINDOW)
    prior = cv2.GaussianBlur(mask.astype(np.float32), (0, 0), _SOFTNESS)
    cover = 1 - (shown + _PRIOR * (1 - prior)) / (there + _PRIOR)
    kernel = np.ones((2 * reach + 1, 2 * reach + 1), np.uint8)
    core, outer = cv2.erode(mask, kernel), cv2.dilate(mask, kernel)
    result: Field = np.clip(cover, core, outer).astype(np.float32)
    return result


def _summed(values: Field) -> Field:
    result: Field = cv2.transform(values, np.ones((1, 3), np.float32))
    return result
