"""Where a picture's subject probably is: what differs from the border, has contrast, and is not far off centre."""

import cv2
import numpy as np
from numpy.typing import NDArray

from inbetween.domain.frames import Rgb

_WIDTH = 160
_BORDER = 6
_NOTHING = 1e-3


def find_subject(picture: Rgb) -> tuple[float, float]:
    """Return the subject's centre as shares (0..1) of width and height."""
    return weighted_centre(salience(picture))


def salience(picture: Rgb) -> NDArray[np.float64]:
    """Return how much each place of a small copy stands out: 0 for most of it, more for the rest."""
    height, width = picture.shape[:2]
    size = (_WIDTH, max(round(_WIDTH * height / width), 2 * _BORDER))
    small = cv2.resize(picture, size, interpolation=cv2.INTER_AREA)
    score = (_strangeness(small) + _contrast(small)) * (0.3 + _centredness(small.shape[:2]))
    return np.maximum(score - np.quantile(score, 0.6), 0)


def weighted_centre(score: NDArray[np.float64]) -> tuple[float, float]:
    """Return where ``score`` is in the mean, as shares (0..1) of width and height; in the middle where it is not."""
    if score.max() < _NOTHING:
        return 0.5, 0.5
    rows, columns = np.indices(score.shape)
    x = float((score * columns).sum() / score.sum() + 0.5) / score.shape[1]
    y = float((score * rows).sum() / score.sum() + 0.5) / score.shape[0]
    return x, y


def _strangeness(small: Rgb) -> NDArray[np.float64]:
    """Return the Mahalanobis distance of each pixel's Lab colour from the border's colours, at most 1."""
    lab = cv2.cvtColor(small, cv2.COLOR_RGB2LAB).astype(np.float64)
    strips = [lab[:_BORDER], lab[-_BORDER:], lab[:, :_BORDER], lab[:, -_BORDER:]]
    border = np.concatenate([strip.reshape(-1, 3) for strip in strips])
    precision = np.linalg.inv(np.cov(border.T) + np.eye(3) * 20)
    away = lab - border.mean(0)
    distance = np.sqrt(np.einsum("ijk,kl,ijl->ij", away, precision, away))
    return np.asarray(distance / max(float(distance.max()), 1.0))


def _contrast(small: Rgb) -> NDArray[np.float64]:
    grey = cv2.cvtColor(small, cv2.COLOR_RGB2GRAY).astype(np.float64)
    contrast = cv2.GaussianBlur(np.abs(grey - cv2.GaussianBlur(grey, (0, 0), 6)), (0, 0), 6)
    return np.asarray(contrast / max(float(contrast.max()), 1.0))


def _centredness(shape: tuple[int, ...]) -> NDArray[np.float64]:
    y, x = ((np.arange(side) / side - 0.5) / 0.38 for side in shape)
    return np.asarray(np.exp(-(x[None] ** 2 + y[:, None] ** 2)))
