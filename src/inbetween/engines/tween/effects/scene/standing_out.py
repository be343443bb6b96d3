"""How much each place stands out from the border of the picture, where a subject would be."""

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from inbetween.domain.frames import Rgb
from inbetween.engines.tween.effects.scene.faces import Weights

_COLOURS = 5
_FEW = 12
_RARE, _RARE_COSTS = 0.08, 0.8
"""Colours that less of the border has: they may be the subject's, cut off by the frame."""

_SPREAD = 18.0
_FAR = 4.0


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class StandingOut:
    """``score`` tells how much each place stands out, ``prior`` how much a subject would be there in any picture."""

    score: Weights
    prior: Weights


def standing_out(small: Rgb, skin: Weights) -> StandingOut:
    """Return what differs from the border, is near the middle, or has the colour of skin."""
    prior = _prior(small.shape[0], small.shape[1])
    lab = cv2.cvtColor(cv2.GaussianBlur(small, (0, 0), 1.2).astype(np.float32) / 255, cv2.COLOR_RGB2LAB)
    strange = 1 - np.exp(-_distance(lab) / _FAR)
    skinny = cv2.GaussianBlur(skin, (0, 0), 2) * (0.3 + 0.7 * prior)
    score = strange * (0.25 + 0.75 * prior) + 0.35 * (prior + skinny)
    return StandingOut(score=score.astype(np.float32), prior=prior)


def _prior(height: int, width: int) -> Weights:
    """Subjects are near the middle and stand on the lower edge, where they are wider."""
    y = (np.arange(height) / height - 0.56)[:, None]
    x = (np.arange(width) / width - 0.5)[None]
    wide = 0.045 + 0.09 * np.clip((y + 0.05) / 0.45, 0, 1) ** 2
    tall = np.where(y < 0, 0.10, 0.35)
    return np.exp(-(x**2 / wide + y**2 / tall)).astype(np.float32)


def _distance(lab: NDArray[np.float32]) -> NDArray[np.float32]:
    """Return the Mahalanobis distance to the nearest of the border's colours."""
    border = lab[_border(lab.shape[0], lab.shape[1])]
    cv2.setRNGSeed(1)
    _, labels, centres = cv2.kmeans(border, _COLOURS, None, (3, 20, 0.5), 2, cv2.KMEANS_PP_CENTERS)
    nearest = np.full(lab.shape[:2], 1e9, np.float32)
    for number, centre in enumerate(centres):
        own = border[labels.ravel() == number]
        if len(own) >= _FEW:
            rare = _RARE_COSTS if len(own) < _RARE * len(border) else 0.0
            nearest = np.minimum(nearest, _from_colour(lab - centre, own) + rare)
    return nearest


def _from_colour(away: NDArray[np.float32], own: NDArray[np.float32]) -> NDArray[np.float32]:
    precision = np.linalg.inv(np.cov(own.T) + np.eye(3) * _SPREAD)
    distance: NDArray[np.float32] = np.sqrt(np.einsum("...i,ij,...j", away, precision, away)).astype(np.float32)
    return distance


def _border(height: int, width: int) -> NDArray[np.bool_]:
    """Mark the frame, but for its lower quarter: subjects are cut off there."""
    thick = max(3, width // 24)
    marked = np.zeros((height, width), bool)
    marked[:thick] = True
    marked[: int(height * 0.75), :thick] = True
    marked[: int(height * 0.75), -thick:] = True
    return marked
