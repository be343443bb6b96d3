"""Ordered reveals: a map says when each pixel turns, a table of 256 entries per frame says which have."""

import cv2
import numpy as np
from numpy.typing import NDArray

from inbetween.domain.frames import Plane

_LEVELS = np.arange(256, dtype=np.float32)

_SAMPLES = 256
"""Side of the copy that ranks are read from."""


def ordered(when: NDArray[np.float32]) -> Plane:
    """Return a map of any values as the order in which its pixels turn, 0..255, at the pace of the values."""
    low, high = float(when.min()), float(when.max())
    return np.asarray((when - low) * np.float32(255 / max(high - low, 1e-6)) + np.float32(0.5), np.uint8)


def evenly_ordered(when: NDArray[np.float32]) -> Plane:
    """Return the same by rank: equally many pixels turn in every moment.

    By value half of a picture turns within three frames, since the values of noise crowd in their middle.
    """
    ranked = np.sort(cv2.resize(when, (_SAMPLES, _SAMPLES), interpolation=cv2.INTER_AREA), axis=None)
    ranks = np.searchsorted(ranked, when.ravel()).reshape(when.shape)
    return np.asarray(ranks * (255 / ranked.size) + 0.5, np.uint8)


def turned(order: Plane, share: float, soft: float) -> Plane:
    """Return the mask, 0..255, of what has turned when ``share`` (0..1) is through; its edge is ``soft`` (0..1) wide.

    All 0 at a share of 0, all 255 at 1.
    """
    edge = share * (1 + soft) * 255
    table = np.clip((edge - _LEVELS) / (max(soft, 1 / 255) * 255), 0, 1) * 255
    mask: Plane = cv2.LUT(order, (table + 0.5).astype(np.uint8))
    return mask


def front(order: Plane, share: float, width: float) -> Plane:
    """Return where pixels are turning: a bell of ``width`` (0..1) about ``share``; nothing at the shares 0 and 1."""
    edge = (share * (1 + 6 * width) - 3 * width) * 255
    table = np.exp(-(((_LEVELS - edge) / (width * 255)) ** 2)) * 255
    bell: Plane = cv2.LUT(order, table.astype(np.uint8))
    return bell
