"""The background where the subject was: smooth fog from what is around it, never streaks."""

import cv2
import numpy as np
from numpy.typing import NDArray

from inbetween.domain.frames import Plane, Rgb
from inbetween.engines.tween.effects.scene.faces import Weights

_SHRUNK = 4
_GROWN = 9
_ANY = 0.06
_GRAIN = 2.2
_FEATHER = 5.0


def plate_of(picture: Rgb, mask: Plane, chance: np.random.Generator) -> Rgb:
    """Return the picture without what ``mask`` covers: filled at a quarter of the size, with grain, feathered."""
    height, width = picture.shape[:2]
    size = max(width // _SHRUNK, 4), max(height // _SHRUNK, 4)
    covered = cv2.resize(mask, size, interpolation=cv2.INTER_AREA) > _ANY * 255
    hole = cv2.dilate(covered.astype(np.float32), cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (_GROWN, _GROWN)))
    filled = _filled(cv2.resize(picture, size, interpolation=cv2.INTER_AREA).astype(np.float32), hole)
    soft = cv2.GaussianBlur(filled, (0, 0), 2)
    filled = filled + hole[..., None] * (soft - filled)
    fog = cv2.resize(filled, (width, height), interpolation=cv2.INTER_CUBIC)
    fog += chance.normal(0, _GRAIN, (height, width, 1)).astype(np.float32)
    share = np.clip(1.6 * cv2.GaussianBlur(cv2.resize(hole, (width, height)), (0, 0), _FEATHER), 0, 1)[..., None]
    plate: Rgb = np.clip(picture + share * (fog - picture), 0, 255).astype(np.uint8)
    return plate


def _filled(picture: NDArray[np.float32], hole: Weights) -> NDArray[np.float32]:
    """Fill a hole from its surroundings: push and pull through a pyramid (Gortler et al., 1996)."""
    known = 1 - hole
    seen = picture * known[..., None]
    filling: NDArray[np.float32]
    if min(known.shape) <= 4:
        filling = seen.sum((0, 1)) / max(float(known.sum()), 1e-4)
    else:
        weight = cv2.pyrDown(known)
        coarse = cv2.pyrDown(seen) / np.maximum(weight, 1e-4)[..., None]
        filling = cv2.resize(_filled(coarse, 1 - np.clip(weight, 0, 1)), known.shape[::-1])
    return np.asarray(seen + filling * hole[..., None], np.float32)
