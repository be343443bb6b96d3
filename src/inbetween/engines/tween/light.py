"""Step 6: how the colours of one frame become those of the other.

Per channel a = b (g0 + g1 u + g2 v + g3 u^2 + g4 v^2 + g5 u v) + o with u and v in -.5...5 across the frame: exposure,
tint, and a lamp that moves. The photometric steps compare the first frame with the relit last one; at render both
pictures are brought to the light of time t, so that what only one of them shows does not flash.
"""

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from inbetween.domain.frames import Rgb
from inbetween.engines.tween.geometry import Points
from inbetween.engines.tween.matching import Matches

NOTICED = 3.0
"""Levels of median difference below which light is left alone."""

REMOVED = 0.6
"""Share of the median difference that may remain after a fit that is used."""

_RIDGE = np.diag([0.0, 0.0, 8.0, 8.0, 20.0, 20.0, 20.0])


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Light:
    """Two fits of shape (3, 7): ``to_first`` relights the last frame, ``to_last`` the first."""

    to_first: NDArray[np.float64]
    to_last: NDArray[np.float64]


def find_light(first: Rgb, last: Rgb, matches: Matches) -> Light | None:
    """Fit both directions at the matches, or return ``None`` where light hardly changes or does not explain it."""
    if len(matches) < 30:
        return None
    before, after = _colours(first, matches.first), _colours(last, matches.last)
    if np.median(np.abs(before - after)) < NOTICED:
        return None
    to_first = _fit(after, before, _spots(matches.last, last))
    to_last = _fit(before, after, _spots(matches.first, first))
    if to_first is None or to_last is None:
        return None
    return Light(to_first=to_first, to_last=to_last)


def relight(picture: Rgb, fit: NDArray[np.float64]) -> Rgb:
    """Return ``picture`` in the light of the other frame."""
    height, width = picture.shape[:2]
    u = (np.arange(width, dtype=np.float32) / width - 0.5)[None]
    v = (np.arange(height, dtype=np.float32) / height - 0.5)[:, None]
    channels = []
    for channel, terms in zip(cv2.split(picture), fit.astype(np.float32), strict=True):
        gain = terms[0] + terms[2] * u + terms[3] * v + terms[4] * u * u + terms[5] * v * v + terms[6] * u * v
        channels.append(np.clip(channel * gain + (terms[1] + np.float32(0.5)), 0, 255).astype(np.uint8))
    relit: Rgb = cv2.merge(channels)
    return relit


def _colours(picture: Rgb, points: Points) -> NDArray[np.float64]:
    smooth = cv2.blur(picture, (9, 9))
    x = np.clip(points[:, 0].astype(int), 0, picture.shape[1] - 1)
    y = np.clip(points[:, 1].astype(int), 0, picture.shape[0] - 1)
    return np.asarray(smooth[y, x], np.float64)


def _spots(points: Points, picture: Rgb) -> NDArray[np.float64]:
    return points.astype(np.float64) / [picture.shape[1], picture.shape[0]] - 0.5


def _fit(
    source: NDArray[np.float64], target: NDArray[np.float64], spots: NDArray[np.float64]
) -> NDArray[np.float64] | None:
    """Fit all three channels; ``None`` unless the fit removes enough of the difference with a sane gain."""
    fits, missed = [], []
    for channel in range(3):
        terms, residual = _fit_channel(source[:, channel], target[:, channel], spots)
        fits.append(terms)
        missed.append(residual)
    sane = all(0.2 < terms[0] < 4 for terms in fits)
    explained = np.median(missed) <= REMOVED * np.median(np.abs(source - target))
    return np.array(fits) if sane and explained else None


def _fit_channel(
    source: NDArray[np.float64], target: NDArray[np.float64], spots: NDArray[np.float64]
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Solve by iteratively reweighted least squares with a ridge on everything but gain and offset."""
    u, v = spots[:, 0], spots[:, 1]
    terms = np.stack(
        [source, np.ones_like(source), source * u, source * v, source * u * u, source * v * v, source * u * v], 1
    )
    weights = np.ones(len(source))
    for _ in range(6):
        weighted = (terms * weights[:, None]).T
        solution = np.linalg.solve(weighted @ terms + _RIDGE * len(source), weighted @ target)
        residual = np.abs(terms @ solution - target)
        weights = 1 / (1 + (residual / max(2.0, float(np.median(residual)) * 1.5)) ** 2)
    return solution, residual
