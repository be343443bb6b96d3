"""Is a cut-out good enough to move it? A wrong one looks worse than the whole picture on a card."""

from collections.abc import Sequence

import cv2
import numpy as np
from numpy.typing import NDArray

from inbetween.domain.frames import Rgb
from inbetween.engines.tween.effects.scene.cutout import Mask

Points = NDArray[np.int32]
"""x and y of each, (count, 2) int32."""

_AREA = (0.05, 0.72)
_EDGE = 22.0
_WITH_FACE, _WITHOUT = (0.6, 0.6), (0.8, 0.82)
"""How much of the contour must lie on edges of the picture, and how much of its convex hull a subject must fill.

A portrait has .98 and .83, a cup 1.0 and .98, a rocket in the night .52 and .93.
"""

_APART, _BESIDE = 1.25, 5.0
"""How far apart in Lab both sides of the contour must be, in deviations of the colours there; how wide a side is.

In texture every contour lies on edges. A portrait has 1.5, a cup 1.6, a drawn bust 1.8; noise has .1, bricks .8, six
other textures and skies at most 1.0, a cat's close-up, whose contour runs through its fur, .95.
"""

_FEW = 20
_ROUND, _ROUNDER = 0.82, 1.3


def is_trusted(mask: Mask, small: Rgb, *, has_face: bool) -> bool:
    """Say whether a cut-out of the small copy has the size, the edges and the shape of a subject."""
    contours, _ = cv2.findContours(mask, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE)
    if not (_AREA[0] < mask.mean() < _AREA[1] and contours):
        return False
    on_edges, solid = _WITH_FACE if has_face else _WITHOUT
    points = _inside(np.concatenate(contours)[:, 0], small)
    return (
        len(points) > _FEW
        and _solidity(contours) > solid
        and _share_on_edges(points, small) > on_edges
        and _apart(points, mask, small) > _APART
    )


def rounded(mask: Mask) -> Mask:
    """Return the convex hull of a cut-out that nearly fills it: the rim of a cup is lost more easily than found."""
    contours, _ = cv2.findContours(mask, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE)
    if not contours or _solidity(contours) <= _ROUND:
        return mask
    hull = cv2.fillConvexPoly(np.zeros_like(mask), cv2.convexHull(max(contours, key=cv2.contourArea)), 1)
    return hull if hull.sum() < _ROUNDER * mask.sum() else mask


def _solidity(contours: Sequence[Mask]) -> float:
    largest = max(contours, key=cv2.contourArea)
    return float(cv2.contourArea(largest) / (cv2.contourArea(cv2.convexHull(largest)) + 1))


def _inside(points: Points, small: Rgb) -> Points:
    """Leave out what lies along the frame."""
    height, width = small.shape[:2]
    margin = max(2, width // 64) + 2
    x, y = points.T
    inside: Points = points[(x >= margin) & (x < width - margin) & (y >= margin) & (y < height - margin)]
    return inside


def _share_on_edges(points: Points, small: Rgb) -> float:
    grey = cv2.GaussianBlur(cv2.cvtColor(small, cv2.COLOR_RGB2GRAY).astype(np.float32), (0, 0), 1)
    slope = cv2.magnitude(cv2.Sobel(grey, cv2.CV_32F, 1, 0), cv2.Sobel(grey, cv2.CV_32F, 0, 1))
    slope = cv2.dilate(slope, np.ones((3, 3), np.uint8))
    return float((slope[points[:, 1], points[:, 0]] > _EDGE).mean())


def _apart(points: Points, mask: Mask, small: Rgb) -> float:
    """Return the median distance of the mean colours on both sides, in deviations of all colours around."""
    lab = cv2.cvtColor(small.astype(np.float32) / 255, cv2.COLOR_RGB2LAB)
    weight = mask.astype(np.float32)[..., None]
    within, beyond = (_mean(lab * share) / np.maximum(_mean(share)[..., None], 1e-3) for share in (weight, 1 - weight))
    spread = np.sqrt(np.maximum(_mean(lab * lab) - _mean(lab) ** 2, 0).sum(2))
    apart = np.sqrt(((within - beyond) ** 2).sum(2)) / (spread + 1)
    return float(np.median(apart[points[:, 1], points[:, 0]]))


def _mean(values: NDArray[np.float32]) -> NDArray[np.float32]:
    smooth: NDArray[np.float32] = cv2.GaussianBlur(values, (0, 0), _BESIDE)
    return smooth
