"""From the small cut-out to a soft mask of the whole frame whose edge follows the picture's."""

import cv2
import numpy as np

from inbetween.domain.frames import Plane, Rgb
from inbetween.engines.tween.effects.scene.cutout import Mask
from inbetween.engines.tween.effects.scene.faces import Weights

_REACH, _FLAT = 3, 1e-3
_FROM, _TO = 0.32, 0.82


def soft_mask(mask: Mask, small: Rgb, size: tuple[int, int]) -> Plane:
    """Return the mask at ``size`` (width, height), 0..255; its edge moves to edges of luma three small pixels away."""
    luma = cv2.cvtColor(small, cv2.COLOR_RGB2GRAY).astype(np.float32) / 255
    fine = np.clip(_guided(luma, cv2.GaussianBlur(mask.astype(np.float32), (0, 0), 1.0)), 0, 1)
    share = np.clip((cv2.resize(fine, size, interpolation=cv2.INTER_CUBIC) - _FROM) / (_TO - _FROM), 0, 1)
    soft: Plane = np.rint(255 * share * share * (3 - 2 * share)).astype(np.uint8)
    return soft


def _guided(guide: Weights, weights: Weights) -> Weights:
    """Filter ``weights`` by a guide (He, Sun and Tang, 2010)."""

    def mean(values: Weights) -> Weights:
        smooth: Weights = cv2.boxFilter(values, -1, (2 * _REACH + 1,) * 2)
        return smooth

    of_guide, of_weights = mean(guide), mean(weights)
    slope = (mean(guide * weights) - of_guide * of_weights) / (mean(guide * guide) - of_guide**2 + _FLAT)
    filtered: Weights = mean(slope) * guide + mean(of_weights - slope * of_guide)
    return filtered
